//! The plain model: every edit that was ever made, what its writer knew of the same field, and for each copy which edits
//! went into it. What a copy has to show follows from that: of the edits it knows and does not decline, the latest.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::declined;
use crate::document::document::{Conflict, Document, Field, Place};
use crate::document::line::Line;
use crate::document::stamp::Stamp;
use crate::domain::record::Value;

/// An edit by its number.
pub type EditId = usize;
type PlaceId = usize;

/// Which edits went into a copy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known(Vec<u64>);

impl Known {
    /// Whether an edit is among them.
    pub fn has(&self, edit: EditId) -> bool {
        self.0.get(edit / 64).is_some_and(|bits| bits >> (edit % 64) & 1 == 1)
    }

    /// Notes that an edit went in.
    pub fn insert(&mut self, edit: EditId) {
        if self.0.len() <= edit / 64 {
            self.0.resize(edit / 64 + 1, 0);
        }
        self.0[edit / 64] |= 1 << (edit % 64);
    }

    fn join_all(&mut self, edits: impl Iterator<Item = EditId>) {
        edits.for_each(|edit| self.insert(edit));
    }

    fn remove(&mut self, edit: EditId) {
        if let Some(bits) = self.0.get_mut(edit / 64) {
            *bits &= !(1 << (edit % 64));
        }
    }

    /// Takes some out.
    pub fn forget(&mut self, edits: &[EditId]) {
        edits.iter().for_each(|edit| self.remove(*edit));
    }

    /// Adds all of another.
    pub fn join(&mut self, other: &Self) {
        self.0.resize(self.0.len().max(other.0.len()), 0);
        self.0.iter_mut().zip(&other.0).for_each(|(ours, theirs)| *ours |= theirs);
    }

    /// The edits, by number.
    pub fn iter(&self) -> impl Iterator<Item = EditId> {
        let bits = |(at, bits): (usize, &u64)| {
            let bits = *bits;
            (0..64).filter(move |bit| bits >> bit & 1 == 1).map(move |bit| at * 64 + bit)
        };
        self.0.iter().enumerate().flat_map(bits)
    }
}

#[derive(Debug, Clone)]
struct Edit {
    place: PlaceId,
    stamp: Stamp,
    value: Value,
    /// The device of its writer.
    device: usize,
    /// Edits of the same field that its writer knew, and those that they were made on.
    history: BTreeSet<EditId>,
}

/// Every edit that was ever made.
#[derive(Debug, Clone, Default)]
pub struct Model {
    edits: Vec<Edit>,
    by_stamp: BTreeMap<(PlaceId, Stamp), EditId>,
    /// Places by kind, id and field.
    places: BTreeMap<String, BTreeMap<String, BTreeMap<String, PlaceId>>>,
    /// Where it is decided whether a write is declined.
    decisions: BTreeMap<(PlaceId, Stamp), PlaceId>,
    of_place: Vec<(Place, Vec<EditId>)>,
    /// Edits that were lost and told to somebody.
    reported: BTreeSet<EditId>,
}

impl Model {
    fn place(&mut self, place: &Place) -> PlaceId {
        if let Some(known) = self.find(place) {
            return known;
        }
        if place.kind == declined::DECLINED
            && let Some((of, stamp)) = declined::meant(&place.id)
        {
            let of = self.place(&of);
            self.decisions.insert((of, stamp), self.of_place.len());
        }
        let id = self.of_place.len();
        let Place { kind, id: record, field } = place.clone();
        self.places.entry(kind).or_default().entry(record).or_default().insert(field, id);
        self.of_place.push((place.clone(), Vec::new()));
        id
    }

    fn find(&self, place: &Place) -> Option<PlaceId> {
        self.places.get(&place.kind)?.get(&place.id)?.get(&place.field).copied()
    }

    /// The edit that left this stamp there; noted as made on `device`, whose copy knew `known`, where it is new.
    pub fn edit(
        &mut self,
        place: &Place,
        stamp: Stamp,
        value: &Value,
        device: usize,
        known: &Known,
    ) -> EditId {
        let place = self.place(place);
        if let Some(edit) = self.by_stamp.get(&(place, stamp)) {
            return *edit;
        }
        let mut history = BTreeSet::new();
        for edit in self.of_place[place].1.iter().copied().filter(|edit| known.has(*edit)) {
            if !self.is_declined(edit, known) {
                // A copy shows the last of many edits; who sees it has seen those that it was made on.
                history.extend(&self.edits[edit].history);
                history.insert(edit);
            } else if self.edits[edit].stamp.replica == stamp.replica {
                // What went back is not seen by what comes after it; but a write has seen those of its own replica.
                history.insert(edit);
            }
        }
        let id = self.edits.len();
        self.edits.push(Edit { place, stamp, value: value.clone(), device, history });
        self.by_stamp.insert((place, stamp), id);
        self.of_place[place].1.push(id);
        id
    }

    /// With the edits that a line or a slot holds, without those that it only says were met.
    pub fn written(&self, line: &Line, mut all: Known) -> Known {
        let stamps: Vec<(Place, Stamp)> = match line {
            Line::Delta(delta) => delta.writes.iter().map(|it| (it.place.clone(), it.field.stamp)).collect(),
            Line::Document(document) => {
                let decisions = document.records.get(declined::DECLINED).into_iter().flatten();
                let decided = decisions.flat_map(|(id, entry)| {
                    entry.fields.iter().map(|(field, it)| {
                        let (kind, id) = (declined::DECLINED.to_owned(), id.clone());
                        (Place { kind, id, field: field.clone() }, it.stamp)
                    })
                });
                document.places().map(|(place, field)| (place, field.stamp)).chain(decided).collect()
            }
        };
        let ids = stamps.iter().filter_map(|(place, stamp)| Some((self.find(place)?, *stamp)));
        all.join_all(ids.filter_map(|key| self.by_stamp.get(&key).copied()));
        all
    }

    /// The edits that a field says have been met there.
    fn met(&self, place: &Place, field: &Field) -> impl Iterator<Item = EditId> {
        let place = if field.past.is_empty() { None } else { self.find(place) };
        field.past.iter().filter_map(move |stamp| self.by_stamp.get(&(place?, stamp)).copied())
    }

    /// Takes out of what a copy knows what goes where something was declined: what only came with it.
    /// `there` is on the shelf in other lines and slots, and stays.
    pub fn forget(&self, document: &Document, place: &Place, there: &Known, known: &mut Known) {
        let Some(id) = self.find(place) else { return };
        let mut stays = there.clone();
        if let Some(field) = document.field(place) {
            stays.join_all(self.met(place, field).chain(self.by_stamp.get(&(id, field.stamp)).copied()));
        }
        for edit in &self.of_place[id].1 {
            if known.has(*edit) && !stays.has(*edit) && !self.is_declined(*edit, known) {
                known.remove(*edit);
            }
        }
    }

    /// The edits that a document shows, and those that it says were met; those that are new were made on `device`.
    pub fn shown(&mut self, document: &Document, device: usize, known: &Known) -> Known {
        let mut shown = Known::default();
        for (kind, records) in &document.records {
            for (id, entry) in records {
                let place =
                    |field: &str| Place { kind: kind.clone(), id: id.clone(), field: field.to_owned() };
                if let Some(gone) = entry.gone {
                    shown.insert(self.edit(&place(""), gone, &Value::Null, device, known));
                }
                for (name, field) in &entry.fields {
                    let made = self.made(kind, id, name, field.stamp);
                    let edit = made
                        .unwrap_or_else(|| self.edit(&place(name), field.stamp, &field.value, device, known));
                    shown.insert(edit);
                    // What is declined is not taken in, nor what it was made on.
                    if !field.past.is_empty() && !self.is_declined(edit, known) {
                        self.met(&place(name), field).for_each(|edit| shown.insert(edit));
                    }
                }
            }
        }
        shown
    }

    fn made(&self, kind: &str, id: &str, field: &str, stamp: Stamp) -> Option<EditId> {
        let place = self.places.get(kind)?.get(id)?.get(field)?;
        self.by_stamp.get(&(*place, stamp)).copied()
    }

    /// The device on which what stands at a place was written.
    pub fn device_of(&self, place: &Place, stamp: Stamp) -> Option<usize> {
        let place = self.find(place)?;
        self.by_stamp.get(&(place, stamp)).map(|edit| self.edits[*edit].device)
    }

    /// The writes that an edit was made on, each with its device.
    pub fn made_on(&self, place: &Place, stamp: Stamp) -> impl Iterator<Item = (usize, Stamp)> {
        let edit = self.find(place).and_then(|place| self.by_stamp.get(&(place, stamp)));
        let history = edit.into_iter().flat_map(|edit| &self.edits[*edit].history);
        history.map(|edit| (self.edits[*edit].device, self.edits[*edit].stamp))
    }

    /// How many losses were told.
    pub fn reported(&self) -> usize {
        self.reported.len()
    }

    /// Notes that an edit's loss was told, and says whether that was wrong: the winner's writer had seen it, or this
    /// copy had both before.
    pub fn tell(&mut self, conflict: &Conflict, before: Option<&Known>) -> Result<EditId, String> {
        let Conflict { place, winner, loser } = conflict;
        let id = self.place(place);
        let [Some(winner), Some(lost)] =
            [winner, loser].map(|field| self.by_stamp.get(&(id, field.stamp)).copied())
        else {
            return Err(format!("a loss at {place:?} is of an edit that nobody made"));
        };
        self.reported.insert(lost);
        if self.edits[winner].history.contains(&lost) {
            return Err(format!(
                "told as lost, though it was seen: {place:?} {:?} by {:?} {:?}",
                self.edits[lost], self.edits[winner], conflict
            ));
        }
        // Where something was declined once, what is brought in again is told again.
        let was_declined = |edit: &EditId| self.decisions.contains_key(&(id, self.edits[*edit].stamp));
        let is_old = before.is_some_and(|known| known.has(winner) && known.has(lost));
        if is_old && !self.of_place[id].1.iter().any(was_declined) {
            return Err(format!(
                "told again: {place:?} {:?} beside {:?}",
                self.edits[lost], self.edits[winner]
            ));
        }
        Ok(lost)
    }

    /// Whether a copy does not want an edit, by what it knows of its decisions.
    fn is_declined(&self, edit: EditId, known: &Known) -> bool {
        let Edit { place, stamp, .. } = &self.edits[edit];
        let decision = self.decisions.get(&(*place, *stamp));
        decision.is_some_and(|decision| self.decides(*decision, known))
    }

    fn decides(&self, decision: PlaceId, known: &Known) -> bool {
        let latest = self.of_place[decision].1.iter().filter(|edit| known.has(**edit));
        let latest = latest.max_by_key(|edit| self.edits[**edit].stamp);
        latest.is_some_and(|edit| self.edits[*edit].value == Value::Bool(true))
    }

    /// Writes that a copy does not want.
    fn declined(&self, known: &Known) -> BTreeSet<EditId> {
        let standing = self.decisions.iter().filter(|(_, decision)| self.decides(**decision, known));
        standing.filter_map(|(write, _)| self.by_stamp.get(write).copied()).collect()
    }

    /// The edits of a place that nobody has to be told of any more: what stands, what was told as lost, what was declined;
    /// what one of these was knowingly made on; and what said the same as one of these, for meeting it took nothing away.
    fn accounts(
        &self,
        place: PlaceId,
        stands: Option<&EditId>,
        declined: &BTreeSet<EditId>,
    ) -> BTreeSet<EditId> {
        let all = &self.of_place[place].1;
        let is_first =
            |edit: &EditId| stands == Some(edit) || self.reported.contains(edit) || declined.contains(edit);
        let mut accounted: BTreeSet<EditId> = all.iter().copied().filter(is_first).collect();
        loop {
            let covers = |edit: &EditId| {
                let same = |it: &EditId| self.edits[*it].value == self.edits[*edit].value;
                let over = |it: &EditId| self.edits[*it].history.contains(edit);
                accounted.iter().any(|it| same(it) || over(it))
            };
            let more: Vec<EditId> =
                all.iter().copied().filter(|it| !accounted.contains(it)).filter(covers).collect();
            if more.is_empty() {
                return accounted;
            }
            accounted.extend(more);
        }
    }

    /// What is wrong with a document, by what went into it. Where nothing is: the edits that it forgets, with what was
    /// removed for good. An earlier state that brings a record back has it as it was then.
    pub fn check(&self, document: &Document, known: &Known) -> Result<Vec<EditId>, String> {
        let declined = self.declined(known);
        let mut shown: Vec<Option<EditId>> = vec![None; self.of_place.len()];
        let mut gone: BTreeSet<(&str, &str)> = BTreeSet::new();
        for (kind, records) in &document.records {
            let places = self.places.get(kind);
            for (id, entry) in records {
                if entry.gone.is_some() {
                    gone.insert((kind, id));
                }
                let places = places.and_then(|places| places.get(id));
                for (name, field) in &entry.fields {
                    let place = places.and_then(|places| places.get(name));
                    let edit = place.and_then(|place| self.by_stamp.get(&(*place, field.stamp))).copied();
                    let wrong = match edit {
                        None => "that nobody wrote",
                        Some(edit) if self.edits[edit].value != field.value => {
                            "in another form than it was written"
                        }
                        Some(edit) if !known.has(edit) => "that never came here",
                        Some(edit) if declined.contains(&edit) => "that was declined here",
                        Some(edit) => {
                            shown[self.edits[edit].place] = Some(edit);
                            continue;
                        }
                    };
                    return Err(format!("{kind} {id} {name} holds what is {wrong}: {field:?}"));
                }
            }
        }
        let is_gone = |at: &Place| !gone.is_empty() && gone.contains(&(at.kind.as_str(), at.id.as_str()));
        // Removed for good and brought back: it may be as it was in one of the earlier states.
        let removals = declined.iter().map(|edit| &self.of_place[self.edits[*edit].place].0);
        let back: BTreeSet<(&str, &str)> =
            removals.filter(|at| at.field.is_empty()).map(|at| (at.kind.as_str(), at.id.as_str())).collect();
        let mut forgotten = Vec::new();
        let mut accounts: BTreeMap<PlaceId, BTreeSet<EditId>> = BTreeMap::new();
        for edit in known.iter() {
            let Edit { place, value, stamp, .. } = &self.edits[edit];
            if shown[*place] == Some(edit) {
                continue;
            }
            let (at, all) = &self.of_place[*place];
            if at.field.is_empty() {
                if !declined.contains(&edit) && !is_gone(at) {
                    return Err(format!("removed for good, and there again: {at:?}"));
                }
                continue;
            }
            if is_gone(at) {
                forgotten.push(edit);
                continue;
            }
            if declined.contains(&edit) || back.contains(&(at.kind.as_str(), at.id.as_str())) {
                continue;
            }
            let stands = shown[*place].map(|edit| &self.edits[edit]);
            // Of two tabs' wishes about one write the later stands: that is no edit that met another.
            let is_wish = at.kind == declined::DECLINED;
            if stands.is_some_and(|it| it.stamp > *stamp && (is_wish || it.history.contains(&edit))) {
                continue;
            }
            let accounts = accounts
                .entry(*place)
                .or_insert_with(|| self.accounts(*place, shown[*place].as_ref(), &declined));
            if !accounts.contains(&edit) {
                return Err(format!("lost without a word: {value:?} at {at:?} ({stamp}), {stands:?} stands"));
            }
            let has_declined = all.iter().any(|it| declined.contains(it));
            if !has_declined && stands.is_none_or(|stands| stands.stamp < *stamp) {
                return Err(format!("an earlier edit stands at {at:?} than {value:?} ({stamp}): {stands:?}"));
            }
        }
        Ok(forgotten)
    }
}

//! What can be taken back, and how.
//!
//! What this writer wrote is taken back by a new write with the old value, where the step's own write still stands.
//! What came from others, in a file or from an earlier state, is never written over: it is declined here, and what stood
//! before it stands again under its own stamp ([`crate::document::declined`]).

use std::collections::{BTreeMap, BTreeSet};

use super::{Book, value_of};
use crate::document::declined::DECLINED;
use crate::document::document::{Delta, Document, Entry, Field, Place};
use crate::document::stamp::{ReplicaId, Stamp};
use crate::domain::Sentence;
use crate::domain::record::Value;

/// One thing that was done, and what stood there before.
#[derive(Debug, Clone)]
pub(super) struct Step {
    /// The how manieth of this book; undo and redo keep it.
    pub(super) number: u64,
    pub(super) label: Sentence,
    pub(super) before: Vec<Was>,
}

/// What stood somewhere before a step.
#[derive(Debug, Clone)]
pub(super) enum Was {
    /// This writer wrote there; before it, that one stood.
    Wrote { place: Place, stamp: Stamp, was: Option<Field> },
    /// These writes came to stand there, the last of them on top; before them, that one stood.
    Stood { place: Place, over: Vec<Stamp>, was: Option<Field> },
    /// A record was removed for good, or came back: what it was.
    Whole { place: Place, was: Entry, now: Option<Stamp> },
}

/// What undo, redo or the way back to an earlier state did.
#[derive(Debug, Clone)]
pub struct Undone {
    /// To be saved; empty where nothing could be taken back.
    pub delta: Delta,
    /// To be saved as one line in place of the delta, whose writes it holds too: writes of others stand again or are
    /// declined.
    pub document: Option<Document>,
    /// The command that was taken back or done again.
    pub label: Sentence,
    /// Fields that somebody changed since: they were left as they are.
    pub left: usize,
}

/// How one field or record comes back to an earlier state.
#[derive(Debug, Clone, PartialEq)]
pub enum Back {
    /// A value is written over this computer's own.
    Write(Value),
    /// What stood then stands again, in place of these writes.
    Put(Option<Field>, Vec<Stamp>),
    /// A record that was removed for good is there again.
    Whole(Entry),
}

impl Back {
    /// The value that stands then; of a whole record, that it is there.
    pub fn value(&self) -> Value {
        match self {
            Self::Write(value) => value.clone(),
            Self::Put(field, _) => value_of(field.as_ref()),
            Self::Whole(_) => Value::Bool(true),
        }
    }
}

/// What a step writes as it is taken back.
struct Reversing {
    delta: Delta,
    /// Places that were put, and not written: they are saved as they stand.
    put: Vec<Place>,
    inverse: Vec<Was>,
}

impl Book {
    /// Takes the last thing back.
    pub fn undo(&mut self) -> Option<Undone> {
        let step = self.done.pop()?;
        let (undone, inverse) = self.reverse(step);
        self.undone.push(inverse);
        Some(undone)
    }

    /// Does the last undone thing again.
    pub fn redo(&mut self) -> Option<Undone> {
        let step = self.undone.pop()?;
        let (undone, inverse) = self.reverse(step);
        self.done.push(inverse);
        Some(undone)
    }

    /// What would bring back an earlier state of this class. `own` are the replicas of this computer: what it wrote
    /// itself is written over, what others wrote is declined here and stays with them.
    pub fn back_to(&self, then: &Document, own: &BTreeSet<ReplicaId>) -> Vec<(Place, Back)> {
        let is_own = |replica| replica == self.replica || own.contains(&replica);
        let mut all = Vec::new();
        for (kind, records) in then.records.iter().filter(|(kind, _)| *kind != DECLINED) {
            for (id, entry) in records.iter().filter(|(_, entry)| entry.gone.is_none()) {
                let now = self.document.record(kind, id);
                if now.is_some_and(|now| now.gone.is_some()) {
                    let place = Place { kind: kind.clone(), id: id.clone(), field: String::new() };
                    all.push((place, Back::Whole(entry.clone())));
                }
            }
        }
        let now = self.document.places().map(|(place, _)| place);
        let absent = then.places().map(|(place, _)| place).filter(|place| {
            let gone = self.document.record(&place.kind, &place.id).is_some_and(|now| now.gone.is_some());
            !gone && self.document.field(place).is_none()
        });
        for place in now.chain(absent) {
            let (now, earlier, then) = (self.document.field(&place), then, then.field(&place));
            if value_of(now) == value_of(then) {
                continue;
            }
            let has_met =
                |stamp: Stamp| earlier.seen.get(&stamp.replica).is_some_and(|at| stamp.clock <= *at);
            // What others wrote since, under what stands now.
            let under = now.iter().flat_map(|now| now.past.iter());
            let mut over: Vec<Stamp> = under.filter(|met| !is_own(met.replica) && !has_met(*met)).collect();
            let back = match (now, then) {
                (Some(now), _) if !is_own(now.stamp.replica) => Back::Put(then.cloned(), vec![now.stamp]),
                // A write of what stood then, over this computer's own, would take theirs away from them.
                (Some(now), _) if !over.is_empty() => {
                    over.push(now.stamp);
                    Back::Put(then.cloned(), over)
                }
                (now, Some(then)) if now.is_none_or(|now| now.stamp < then.stamp) => {
                    Back::Put(Some(then.clone()), now.iter().map(|now| now.stamp).collect())
                }
                _ => Back::Write(value_of(then)),
            };
            all.push((place, back));
        }
        all
    }

    /// Brings an earlier state back, as one thing that can be undone: [`Self::back_to`].
    pub fn go_back(&mut self, values: Vec<(Place, Back)>, label: Sentence) -> Undone {
        let mut reversing = self.reversing();
        for (place, back) in values {
            match back {
                Back::Write(value) => self.write_back(&mut reversing, place, value),
                Back::Put(field, over) => self.put_back(&mut reversing, place, over, field),
                Back::Whole(entry) => self.put_whole(&mut reversing, place, entry),
            }
        }
        let (undone, inverse) = self.reversed(reversing, label.clone(), 0);
        self.remember(label, inverse);
        undone
    }

    pub(super) fn reverse(&mut self, step: Step) -> (Undone, Step) {
        let mut reversing = self.reversing();
        let (mut left, mut back) = (0, BTreeMap::new());
        for was in step.before {
            match was {
                Was::Wrote { place, stamp, was } => {
                    match self.document.field(&place).map(|now| now.stamp) {
                        Some(now) if now == stamp => {
                            let value = value_of(was.as_ref());
                            back.extend(was.map(|was| (place.clone(), was.stamp)));
                            self.write_back(&mut reversing, place, value);
                        }
                        // It was written twice, or removed for good meanwhile.
                        Some(now) if now == reversing.delta.stamp => {}
                        _ => left += 1,
                    }
                }
                Was::Stood { place, over, was } => {
                    let now = self.document.field(&place).map(|now| now.stamp);
                    if now == over.last().copied() {
                        self.put_back(&mut reversing, place, over, was);
                    } else {
                        left += 1;
                    }
                }
                whole @ Was::Whole { .. } if !self.is_whole(&whole) => left += 1,
                Was::Whole { place, was, .. } => self.put_whole(&mut reversing, place, was),
            }
        }
        self.stands_again(&back, reversing.delta.stamp);
        let (undone, before) = self.reversed(reversing, step.label.clone(), left);
        (undone, Step { number: step.number, label: step.label, before })
    }

    /// Removes records for good: their content goes, their ids stay, and nothing brings them back here. The steps before
    /// it go too, for they hold what stood there. To be saved as one line.
    pub fn remove_for_good(&mut self, records: BTreeSet<(String, String)>) -> Document {
        let stamp = self.document.next_stamp(self.replica);
        let mut line = Document::new(self.document.id.clone());
        for (kind, id) in records {
            self.document.remove_for_good(&kind, &id, stamp);
            line.remove_for_good(&kind, &id, stamp);
        }
        self.forget_steps();
        self.read_again();
        line
    }

    fn reversing(&self) -> Reversing {
        let stamp = self.document.next_stamp(self.replica);
        Reversing { delta: Delta { stamp, writes: Vec::new() }, put: Vec::new(), inverse: Vec::new() }
    }

    fn write_back(&mut self, reversing: &mut Reversing, place: Place, value: Value) {
        let stamp = reversing.delta.stamp;
        let was = self.document.field(&place).cloned();
        reversing.inverse.push(Was::Wrote { place: place.clone(), stamp, was });
        self.class.set(&place.kind, &place.id, &place.field, &value);
        self.document.write_one(&mut reversing.delta, place, value);
    }

    /// Puts one write where others stand: those that are later than it are declined, it is wanted again where it was.
    fn put_back(&mut self, reversing: &mut Reversing, place: Place, over: Vec<Stamp>, field: Option<Field>) {
        let now = self.document.field(&place).cloned();
        let to = field.as_ref().map(|field| field.stamp);
        for stamp in over.iter().filter(|stamp| Some(**stamp) > to) {
            self.document.decide(&place, *stamp, true, &mut reversing.delta);
        }
        if let Some(stamp) = to {
            self.document.decide(&place, stamp, false, &mut reversing.delta);
        }
        self.class.set(&place.kind, &place.id, &place.field, &value_of(field.as_ref()));
        self.document.put(&place, field);
        reversing.inverse.push(Was::Stood { place: place.clone(), over: to.into_iter().collect(), was: now });
        reversing.put.push(place);
    }

    fn put_whole(&mut self, reversing: &mut Reversing, place: Place, entry: Entry) {
        let now = self.document.record(&place.kind, &place.id).cloned().unwrap_or_default();
        if let Some(stamp) = now.gone {
            self.document.decide(&place, stamp, true, &mut reversing.delta);
        }
        if let Some(stamp) = entry.gone {
            self.document.decide(&place, stamp, false, &mut reversing.delta);
        }
        // What stands in it again is wanted again, also what was declined before the record went.
        for (name, field) in &entry.fields {
            let place = Place { field: name.clone(), ..place.clone() };
            self.document.decide(&place, field.stamp, false, &mut reversing.delta);
        }
        let gone = entry.gone;
        self.document.put_entry(&place, entry);
        reversing.inverse.push(Was::Whole { place: place.clone(), was: now, now: gone });
        reversing.put.push(place);
    }

    fn reversed(&mut self, reversing: Reversing, label: Sentence, left: usize) -> (Undone, Vec<Was>) {
        let Reversing { mut delta, put, inverse } = reversing;
        if put.iter().any(|place| place.field.is_empty()) {
            self.read_again();
        }
        self.touch(delta.writes.iter().map(|write| &write.place).chain(&put));
        let document = (!put.is_empty()).then(|| {
            let mut lines = Document::new(self.document.id.clone());
            for place in delta.writes.iter().map(|write| &write.place).chain(&put) {
                if place.field.is_empty() {
                    let entry = self.document.record(&place.kind, &place.id).cloned();
                    lines.put_entry(place, entry.unwrap_or_default());
                } else {
                    lines.put(place, self.document.field(place).cloned());
                }
            }
            lines.note(delta.stamp);
            delta.writes.clear();
            lines
        });
        (Undone { delta, document, label, left }, inverse)
    }

    /// Whether a record is as a step left it.
    pub(super) fn is_whole(&self, was: &Was) -> bool {
        let Was::Whole { place, now, .. } = was else { return false };
        self.document.record(&place.kind, &place.id).and_then(|entry| entry.gone) == *now
    }

    /// Records that another copy would remove for good, as they are.
    pub(super) fn would_go(&self, other: &Document) -> Vec<Was> {
        let mut all = Vec::new();
        for (kind, records) in &other.records {
            for (id, theirs) in records {
                let place = Place { kind: kind.clone(), id: id.clone(), field: String::new() };
                let ours = self.document.record(kind, id);
                let is_gone = ours.is_some_and(|ours| ours.gone.is_some());
                let Some(gone) = theirs.gone.filter(|_| !is_gone) else { continue };
                all.push(Was::Whole { place, was: ours.cloned().unwrap_or_default(), now: Some(gone) });
            }
        }
        all
    }
}

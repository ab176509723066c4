//! What this computer does not want of what others wrote: an import that was undone, an earlier state that was taken
//! back.
//!
//! Such a wish is this computer's own. It must not become a deletion of what others wrote, so nothing is written over
//! theirs: the write is taken out here, what stood there before it stands again under its own stamp, and a record of
//! the kind [`DECLINED`] says which write it was. Every merge leaves such a write out, from whichever slot, line or file
//! it comes, until the person brings a file in that holds it: that accepts it again. The record is a record like any
//! other, so that it survives in slots and lines and reaches other tabs; but it never leaves this browser.

use std::collections::BTreeSet;

use super::document::{Delta, Document, Entry, Field, Merged, Place};
use super::stamp::{ReplicaId, Stamp};
use crate::domain::record::Value;

/// The kind of these records. Its id is the write's stamp and place, so that one write is meant and no other.
pub const DECLINED: &str = "declined";
/// Its field: whether the write is declined.
const STILL: &str = "still";

/// The record about a write; the field is empty where a record was removed for good.
pub(super) fn about(place: &Place, stamp: Stamp) -> Place {
    let id = format!("{stamp} {} {} {}", place.kind, place.field, place.id);
    Place { kind: DECLINED.into(), id, field: STILL.into() }
}

/// The write that a record is about.
pub(super) fn meant(id: &str) -> Option<(Place, Stamp)> {
    let mut parts = id.splitn(4, ' ');
    let (stamp, kind, field, id) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    Some((Place { kind: kind.into(), id: id.into(), field: field.into() }, stamp.parse().ok()?))
}

impl Document {
    /// Whether this computer does not want that write.
    pub fn declines(&self, place: &Place, stamp: Stamp) -> bool {
        self.records.contains_key(DECLINED)
            && self.field(&about(place, stamp)).is_some_and(|field| field.value == Value::Bool(true))
    }

    /// Whether a copy holds a write that this computer does not want.
    pub fn declines_some_of(&self, other: &Self) -> bool {
        !self.declined_in(other).is_empty()
    }

    /// The writes of a copy that this computer does not want.
    fn declined_in(&self, other: &Self) -> Vec<(Place, Stamp)> {
        let decisions = self.records.get(DECLINED).into_iter().flatten();
        let declined = decisions.filter(|(_, decision)| {
            decision.fields.get(STILL).is_some_and(|still| still.value == Value::Bool(true))
        });
        declined
            .filter_map(|(id, _)| meant(id))
            .filter(|(place, at)| other.stamp_at(place) == Some(*at))
            .collect()
    }

    /// The write that stands at a place; where the field is empty, the removal of the record.
    fn stamp_at(&self, place: &Place) -> Option<Stamp> {
        match place.field.is_empty() {
            true => self.record(&place.kind, &place.id)?.gone,
            false => self.field(place).map(|field| field.stamp),
        }
    }

    /// Leaves in a file that others read too what is not wanted here: what this computer declined of `theirs`, put into
    /// the copy that is written over it. A later edit of this computer's stands without having seen theirs.
    pub fn leave_declined(&self, theirs: &Self, copy: &mut Self) {
        for (place, stamp) in self.declined_in(theirs) {
            if place.field.is_empty() {
                let entry = theirs.record(&place.kind, &place.id).cloned();
                copy.put_entry(&place, entry.unwrap_or_default());
            } else if copy.field(&place).is_none_or(|ours| ours.stamp < stamp) {
                copy.put(&place, theirs.field(&place).cloned());
            }
        }
        theirs.seen.iter().for_each(|(replica, clock)| copy.note(Stamp { clock: *clock, replica: *replica }));
    }

    /// A copy with the decision that what it holds is wanted after all: what the person brings in herself.
    pub fn accepting(&self, other: &Self, by: Stamp) -> Self {
        let mut accepted = other.clone();
        for (place, stamp) in self.declined_in(other) {
            let decision = about(&place, stamp);
            let past = self.field(&decision).map(|old| old.past.clone().and(old.stamp).before(by));
            let field = Field { value: Value::Bool(false), stamp: by, past: past.unwrap_or_default() };
            accepted.put(&decision, Some(field));
        }
        accepted
    }

    /// Notes whether a write is wanted here. It is taken out, or put back, by [`Self::put`].
    pub fn decide(&mut self, place: &Place, stamp: Stamp, declined: bool, delta: &mut Delta) {
        if self.declines(place, stamp) != declined {
            self.write_one(delta, about(place, stamp), Value::Bool(declined));
        }
    }

    /// Puts a write where another stands, or nothing, as if it had never been merged.
    pub fn put(&mut self, place: &Place, field: Option<Field>) {
        if let Some(field) = field {
            self.note(field.stamp);
            self.entry(place).fields.insert(place.field.clone(), field);
        } else if let Some(records) = self.records.get_mut(&place.kind)
            && let Some(entry) = records.get_mut(&place.id)
        {
            entry.fields.remove(&place.field);
            self.drop_empty(place);
        }
    }

    /// Puts a whole record where it was removed for good, or nothing.
    pub fn put_entry(&mut self, place: &Place, entry: Entry) {
        *self.entry(place) = entry;
        self.drop_empty(place);
    }

    /// Takes out what version 1 wrote when an import was undone: a whole record of another writer, written over with
    /// nothing. `own` are the replicas of the computer that did it, as far as it says; what it took back of its own stays
    /// taken back. An edit that was undone there stands as that computer's own and cannot be told from one.
    ///
    /// It is decided once, where the text of version 1 is read: what stays is marked, the write that its bound names as
    /// seen for itself, so that it stays wherever it comes and whatever becomes of the fields beside it.
    pub fn forget_undone(&mut self, own: &BTreeSet<ReplicaId>) {
        let is_undone = |entry: &Entry| {
            entry.is_there()
                && entry.gone.is_none()
                && entry.fields.values().all(|field| {
                    let over = field.past.only_bound().map(|over| over.replica);
                    let over_others = |over| over != field.stamp.replica && !own.contains(&over);
                    field.value == Value::Null && over.is_some_and(over_others)
                })
        };
        for records in self.records.values_mut() {
            records.retain(|_, entry| !is_undone(entry));
            for field in records.values_mut().flat_map(|entry| entry.fields.iter_mut()) {
                if let Some(over) = field.past.only_bound() {
                    field.past = std::mem::take(&mut field.past).and(over).before(field.stamp);
                }
            }
        }
        self.records.retain(|_, records| !records.is_empty());
    }

    fn drop_empty(&mut self, place: &Place) {
        if let Some(records) = self.records.get_mut(&place.kind) {
            if records.get(&place.id).is_some_and(|entry| !entry.is_there()) {
                records.remove(&place.id);
            }
            if records.is_empty() {
                self.records.remove(&place.kind);
            }
        }
    }

    /// Takes in what another tab, a slot or a line says of unwanted writes, before anything else of it: a write that is
    /// declined from now on is taken out. What stood before it comes with the same copy.
    pub(super) fn take_decisions(&mut self, other: &Self) -> Merged {
        let mut merged = Merged::default();
        let Some(theirs) = other.records.get(DECLINED) else { return merged };
        for (id, theirs) in theirs {
            if self.record(DECLINED, id) == Some(theirs) {
                continue;
            }
            let place =
                |field: &str| Place { kind: DECLINED.into(), id: id.clone(), field: field.to_owned() };
            self.entry(&place(STILL)).merge(theirs, &place, None, &mut merged);
        }
        merged.conflicts.clear();
        for (decision, _) in merged.changed.clone() {
            if let Some((place, stamp)) = meant(&decision.id).filter(|(place, at)| self.declines(place, *at))
            {
                self.take_out(place, stamp, &mut merged);
            }
        }
        merged
    }

    fn take_out(&mut self, place: Place, stamp: Stamp, merged: &mut Merged) {
        if place.field.is_empty() {
            if self.stamp_at(&place) == Some(stamp) {
                self.put_entry(&place, Entry::default());
                merged.changed.push((place, None));
            }
        } else if let Some(field) = self.field(&place).filter(|field| field.stamp == stamp).cloned() {
            self.put(&place, None);
            merged.changed.push((place, Some(field)));
        }
    }

    /// The records of a copy that hold what this computer does not want, without it.
    pub(super) fn wanted_of(&self, other: &Self) -> Self {
        let mut wanted = Self::default();
        for (place, _) in self.declined_in(other) {
            if wanted.record(&place.kind, &place.id).is_none()
                && let Some(theirs) = other.record(&place.kind, &place.id)
            {
                *wanted.entry(&place) = theirs.clone();
            }
            let entry = wanted.entry(&place);
            match place.field.is_empty() {
                true => *entry = Entry::default(),
                false => drop(entry.fields.remove(&place.field)),
            }
        }
        wanted
    }
}

#[cfg(test)]
mod tests;

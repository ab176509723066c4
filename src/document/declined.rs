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
fn about(place: &Place, stamp: Stamp) -> Place {
    let id = format!("{stamp} {} {} {}", place.kind, place.field, place.id);
    Place { kind: DECLINED.into(), id, field: STILL.into() }
}

/// The write that a record is about.
fn meant(id: &str) -> Option<(Place, Stamp)> {
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
        self.records.contains_key(DECLINED) && !self.declined_in(other).is_empty()
    }

    /// The writes of a copy that this computer does not want.
    fn declined_in(&self, other: &Self) -> Vec<(Place, Stamp)> {
        let fields = other.places().map(|(place, field)| (place, field.stamp));
        let gone = other.records.iter().flat_map(|(kind, records)| {
            records.iter().filter_map(move |(id, entry)| {
                Some((Place { kind: kind.clone(), id: id.clone(), field: String::new() }, entry.gone?))
            })
        });
        fields.chain(gone).filter(|(place, stamp)| self.declines(place, *stamp)).collect()
    }

    /// A copy with the decision that what it holds is wanted after all: what the person brings in herself.
    pub fn accepting(&self, other: &Self, by: Stamp) -> Self {
        let mut accepted = other.clone();
        if self.records.contains_key(DECLINED) {
            let mut ours = self.clone();
            for (place, stamp) in self.declined_in(other) {
                ours.decide(&place, stamp, false, &mut Delta { stamp: by, writes: Vec::new() });
            }
            accepted.records.extend(ours.records.remove(DECLINED).map(|all| (DECLINED.to_owned(), all)));
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

    /// Takes out what an earlier version wrote when an import was undone: a whole record of another writer, written over
    /// with nothing. `own` are the replicas of the computer that did it, as far as it says; what it took back of its own
    /// stays taken back. An edit that was undone there stands as that computer's own and cannot be told from one.
    pub fn forget_undone(&mut self, own: &BTreeSet<ReplicaId>) {
        let is_undone = |entry: &Entry| {
            entry.is_there()
                && entry.gone.is_none()
                && entry.fields.values().all(|field| {
                    let over = field.past.bound().map(|over| over.replica);
                    let over_others = |over| over != field.stamp.replica && !own.contains(&over);
                    field.value == Value::Null && over.is_some_and(over_others)
                })
        };
        for records in self.records.values_mut() {
            records.retain(|_, entry| !is_undone(entry));
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
        let entry = self.records.get(&place.kind).and_then(|records| records.get(&place.id));
        if place.field.is_empty() {
            if entry.is_some_and(|entry| entry.gone == Some(stamp)) {
                self.put_entry(&place, Entry::default());
                merged.changed.push((place, None));
            }
        } else if let Some(field) = self.field(&place).filter(|field| field.stamp == stamp).cloned() {
            self.put(&place, None);
            merged.changed.push((place, Some(field)));
        }
    }

    /// A record of a copy without what this computer does not want; `None` where it wants all of it.
    pub(super) fn wanted(&self, place: &dyn Fn(&str) -> Place, theirs: &Entry) -> Option<Entry> {
        let unwanted = |name: &str, stamp| self.declines(&place(name), stamp);
        if theirs.gone.is_some_and(|gone| unwanted("", gone)) {
            return Some(Entry::default());
        }
        let names: Vec<&String> = theirs
            .fields
            .iter()
            .filter(|(name, field)| unwanted(name, field.stamp))
            .map(|(name, _)| name)
            .collect();
        if names.is_empty() {
            return None;
        }
        let mut wanted = theirs.clone();
        for name in names {
            wanted.fields.remove(name);
        }
        Some(wanted)
    }
}

#[cfg(test)]
mod tests;

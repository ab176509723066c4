//! A class document: records of stamped fields that merge in any order.
//!
//! A state-based CRDT (delta-state: Almeida, Shoker, Baquero 2015): each field is a last-writer register under
//! [`Stamp`], a record is their product, "removed for good" absorbs everything. [`Entry::take`] is the one place where
//! two writes meet; a colleague's file, another tab, the journal and an undo all come through it.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry::{Occupied, Vacant};

use super::declined::DECLINED;
pub use super::entry::{Clocks, Entry, Field, Fields, Sides};
use super::past::Past;
use super::stamp::{ReplicaId, Stamp};
use crate::domain::record::{Change, Value};

/// Where a field is.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Kind of the record.
    pub kind: String,
    /// Id of the record.
    pub id: String,
    /// Field of the record; empty for the record as a whole.
    pub field: String,
}

/// Kind and id of a record that has changed.
pub type Touched = (String, String);

/// One stamped field write on its way into a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Write {
    pub place: Place,
    /// What, when, after what.
    pub field: Field,
}

/// The writes of one command, under one stamp.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Delta {
    /// Stamp of every write.
    pub stamp: Stamp,
    /// The writes, in the order in which the command made them.
    pub writes: Vec<Write>,
}

/// Edits that had not seen each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    pub place: Place,
    pub winner: Field,
    /// What does not.
    pub loser: Field,
}

/// What a merge did.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Merged {
    /// Fields that have another write now, with what stood there before.
    pub changed: Vec<(Place, Option<Field>)>,
    /// Edits that had not seen each other.
    pub conflicts: Vec<Conflict>,
    /// The same stamp with different content: a cloned profile or a damaged file. Settled alike everywhere.
    pub clashes: Vec<Place>,
    /// No value changed there, but what is known of other writes did: it is to be kept too.
    pub learnt: bool,
}

impl Merged {
    /// Whether the document is as it was before.
    pub fn is_nothing(&self) -> bool {
        self.changed.is_empty() && !self.learnt
    }
}

/// The records of one class.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// Id of the class, the same in every copy.
    pub id: String,
    /// Records by kind and id.
    pub records: BTreeMap<String, BTreeMap<String, Entry>>,
    /// Highest clock seen from each replica: it counts what is new, it never skips data.
    pub seen: Clocks,
    /// Header fields of a file that this version does not know, as JSON.
    pub header: BTreeMap<String, String>,
}

impl Document {
    /// An empty class.
    pub fn new(id: impl Into<String>) -> Self {
        Self { id: id.into(), ..Self::default() }
    }

    /// The highest clock that this document knows.
    pub fn clock(&self) -> u64 {
        self.seen.values().copied().max().unwrap_or(0)
    }

    /// The stamp of the next command that `replica` writes.
    pub fn next_stamp(&self, replica: ReplicaId) -> Stamp {
        Stamp { clock: self.clock() + 1, replica }
    }

    /// The record of a kind with that id.
    pub(super) fn record(&self, kind: &str, id: &str) -> Option<&Entry> {
        self.records.get(kind)?.get(id)
    }

    /// The field as it stands.
    pub fn field(&self, place: &Place) -> Option<&Field> {
        self.record(&place.kind, &place.id)?.fields.get(&place.field)
    }

    /// Every field of the class with its place.
    pub fn places(&self) -> impl Iterator<Item = (Place, &Field)> {
        self.records.iter().filter(|(kind, _)| *kind != DECLINED).flat_map(|(kind, records)| {
            records.iter().flat_map(move |(id, entry)| {
                let place =
                    |field: &String| Place { kind: kind.clone(), id: id.clone(), field: field.clone() };
                entry.fields.iter().map(move |(name, field)| (place(name), field))
            })
        })
    }

    /// Stamps changes as one command of `replica` and takes them in.
    pub fn write(&mut self, stamp: Stamp, changes: Vec<Change>) -> Delta {
        let mut delta = Delta { stamp, writes: Vec::with_capacity(changes.len()) };
        for Change { kind, id, field, value } in changes {
            let place = Place { kind: kind.into(), id, field: field.into() };
            self.write_one(&mut delta, place, value);
        }
        delta
    }

    /// Stamps one field write and takes it in, as part of `delta`.
    pub fn write_one(&mut self, delta: &mut Delta, place: Place, value: Value) {
        let past = match self.field(&place) {
            Some(old) if old.stamp.replica == delta.stamp.replica => old.past.clone(),
            Some(old) => old.past.clone().and(old.stamp).before(delta.stamp).in_short(),
            None => Past::default(),
        };
        let field = Field { value, stamp: delta.stamp, past };
        let again = self.field(&place).is_some_and(|old| old.stamp == delta.stamp);
        let earlier = again.then(|| delta.writes.iter_mut().find(|write| write.place == place)).flatten();
        match earlier {
            // One command writes a field once: the later value stands.
            Some(earlier) => earlier.field.value = field.value.clone(),
            None => delta.writes.push(Write { place: place.clone(), field: field.clone() }),
        }
        self.note(field.stamp);
        let entry = self.entry(&place);
        if entry.gone.is_none() {
            entry.fields.insert(place.field, field);
        }
    }

    /// Removes a record's content for good; its id stays, and no merge brings it back.
    pub fn remove_for_good(&mut self, kind: &str, id: &str, stamp: Stamp) {
        self.note(stamp);
        let entry = self.records.entry(kind.into()).or_default().entry(id.into()).or_default();
        entry.gone = entry.gone.max(Some(stamp));
        entry.fields.clear();
    }

    /// Takes one write in: the higher stamp stands.
    pub fn take(&mut self, write: Write, merged: &mut Merged) {
        let Write { place, field } = write;
        self.note(field.stamp);
        if !self.declines(&place, field.stamp) {
            self.entry(&place).take(&place.field, field, &|| place.clone(), None, merged);
        }
    }

    /// Takes a record in, as a file has it. Its stamps are to be noted by the caller.
    pub(super) fn take_entry(&mut self, kind: &str, id: &str, entry: Entry) {
        let Some(records) = self.records.get_mut(kind) else {
            self.records.insert(kind.to_owned(), BTreeMap::from([(id.to_owned(), entry)]));
            return;
        };
        match records.entry(id.to_owned()) {
            Occupied(mut ours) => {
                ours.get_mut().merge(&entry, &|_| Place::default(), None, &mut Merged::default());
            }
            Vacant(free) => {
                free.insert(entry);
            }
        }
    }

    /// Takes the writes of one command in.
    pub fn take_delta(&mut self, delta: Delta) -> Merged {
        let mut merged = Merged::default();
        self.note(delta.stamp);
        for write in delta.writes {
            self.take(write, &mut merged);
        }
        merged
    }

    /// Takes everything of another copy of the class in, but what this computer declined. Commutative, associative and
    /// idempotent on the result; no record goes away.
    pub fn merge(&mut self, other: &Self) -> Merged {
        let mut merged = self.take_decisions(other);
        let wanted = self.wanted_of(other);
        for (kind, records) in other.records.iter().filter(|(kind, _)| *kind != DECLINED) {
            for (id, theirs) in records {
                let theirs = match wanted.record(kind, id) {
                    Some(nothing) if !nothing.is_there() => continue,
                    Some(less) => less,
                    None => theirs,
                };
                let place =
                    |field: &str| Place { kind: kind.clone(), id: id.clone(), field: field.to_owned() };
                let sides = Some(Sides { ours: &self.seen, theirs: &other.seen });
                let ours = match self.records.get_mut(kind) {
                    Some(ours) => ours,
                    None => self.records.entry(kind.clone()).or_default(),
                };
                match ours.get_mut(id) {
                    Some(ours) => ours.merge(theirs, &place, sides, &mut merged),
                    None => ours.entry(id.clone()).or_default().merge(theirs, &place, sides, &mut merged),
                }
            }
        }
        for (replica, clock) in &other.seen {
            self.note(Stamp { clock: *clock, replica: *replica });
        }
        for (name, raw) in &other.header {
            let ours = self.header.entry(name.clone()).or_insert_with(|| raw.clone());
            if raw > ours {
                ours.clone_from(raw);
            }
        }
        merged
    }

    /// The same, where nobody asks what has changed: into an empty document, nothing is copied.
    pub fn absorb(&mut self, other: Self) -> Merged {
        if self.records.is_empty() && self.header.is_empty() {
            let mine = std::mem::take(&mut self.seen);
            (self.records, self.seen, self.header) = (other.records, other.seen, other.header);
            mine.into_iter().for_each(|(replica, clock)| self.note(Stamp { clock, replica }));
            Merged::default()
        } else {
            self.merge(&other)
        }
    }

    /// Whether a merge of another copy would change nothing here.
    pub fn holds_all_of(&self, other: &Self) -> bool {
        let wanted = self.wanted_of(other);
        let sides = Some(Sides { ours: &self.seen, theirs: &other.seen });
        other.records.iter().all(|(kind, records)| {
            records.iter().all(|(id, theirs)| {
                let (ours, theirs) = (self.record(kind, id), wanted.record(kind, id).unwrap_or(theirs));
                let mut merged = Merged::default();
                if ours != Some(theirs) {
                    let mut both = ours.cloned().unwrap_or_default();
                    both.merge(theirs, &|_| Place::default(), sides, &mut merged);
                }
                merged.is_nothing()
            })
        })
    }

    /// Whether this document holds the write, or one on the same field that has seen it, or declined it.
    pub fn holds(&self, write: &Write) -> bool {
        let entry = self.record(&write.place.kind, &write.place.id);
        let is_held = entry.is_some_and(|entry| {
            let field = || entry.fields.get(&write.place.field);
            entry.gone.is_some() || field().is_some_and(|field| field.holds(write.field.stamp))
        });
        is_held || self.declines(&write.place, write.field.stamp)
    }

    pub(super) fn entry(&mut self, place: &Place) -> &mut Entry {
        self.records.entry(place.kind.clone()).or_default().entry(place.id.clone()).or_default()
    }

    /// Counts a write as seen.
    pub fn note(&mut self, stamp: Stamp) {
        let clock = self.seen.entry(stamp.replica).or_default();
        *clock = stamp.clock.max(*clock);
    }
}

#[cfg(test)]
mod causality;
#[cfg(test)]
mod tests;

//! A record of a document: its stamped fields, and the one place where two writes meet.

use std::collections::BTreeMap;

use super::document::{Conflict, Merged, Place};
use super::json::to_json;
use super::past::Past;
use super::stamp::{ReplicaId, Stamp};
use crate::domain::record::Value;

/// One write of one field.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    pub value: Value,
    /// When it was written.
    pub stamp: Stamp,
    /// What was seen there: by the writer, and by those who merged it since.
    pub past: Past,
}

/// The last clock of each replica that a copy of the class holds.
pub type Clocks = BTreeMap<ReplicaId, u64>;

/// What the two copies of a merge hold, as it was before.
#[derive(Debug, Clone, Copy)]
pub struct Sides<'a> {
    /// The copy that takes in.
    pub ours: &'a Clocks,
    /// The copy that is taken in.
    pub theirs: &'a Clocks,
}

impl Field {
    /// Whether whoever wrote or merged this had seen a write that it stands over. A bound of an old file says less than
    /// what the copy holds: a write that the copy never held was not seen.
    fn had_seen(&self, other: Stamp, held: Option<&Clocks>) -> bool {
        let is_held =
            || held.is_none_or(|held| held.get(&other.replica).is_some_and(|clock| *clock >= other.clock));
        other.replica == self.stamp.replica
            || self.past.has(other)
            || (self.past.bound() >= Some(other) && is_held())
    }

    /// Whether a write is this one, or was seen by it.
    pub fn holds(&self, stamp: Stamp) -> bool {
        self.stamp >= stamp && self.had_seen(stamp, None)
    }
}

/// Fields by name. A sorted vector and not a map: most records have two, for which a map would keep a kilobyte.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Fields(Vec<(String, Field)>);

/// A record: its fields by name, or that it was removed for good.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Entry {
    /// Fields by name.
    pub fields: Fields,
    /// Removed for good: the content is gone, the id stays, and no write brings it back.
    pub gone: Option<Stamp>,
}

impl Fields {
    /// Room for so many.
    pub fn with_capacity(n: usize) -> Self {
        Self(Vec::with_capacity(n))
    }

    /// The field of that name.
    pub fn get(&self, name: &str) -> Option<&Field> {
        self.place(name).ok().map(|at| &self.0[at].1)
    }

    /// Takes a field out.
    pub fn remove(&mut self, name: &str) -> Option<Field> {
        self.place(name).ok().map(|at| self.0.remove(at).1)
    }

    /// Puts a field in place of one of the same name.
    pub fn insert(&mut self, name: String, field: Field) {
        match self.place(&name) {
            Ok(at) => self.0[at].1 = field,
            Err(at) => self.0.insert(at, (name, field)),
        }
    }

    /// Names and fields, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &Field)> {
        self.0.iter().map(|(name, field)| (name, field))
    }

    /// The fields, by name, to be changed in place.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Field> {
        self.0.iter_mut().map(|(_, field)| field)
    }

    /// The fields, by name.
    pub fn values(&self) -> impl Iterator<Item = &Field> {
        self.0.iter().map(|(_, field)| field)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Removes all fields, and gives back the room that they took.
    pub fn clear(&mut self) {
        self.0 = Vec::new();
    }

    fn place(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.as_str().cmp(name))
    }
}

impl<'a> IntoIterator for &'a Fields {
    type Item = (&'a String, &'a Field);
    type IntoIter =
        std::iter::Map<std::slice::Iter<'a, (String, Field)>, fn(&(String, Field)) -> (&String, &Field)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().map(|(name, field)| (name, field))
    }
}

impl Entry {
    /// Takes one write in: the higher stamp stands. The one place where two writes meet; `place` says where that is,
    /// should there be something to tell of it, `sides` what the copies hold, where whole copies meet.
    pub fn take(
        &mut self,
        name: &str,
        incoming: Field,
        place: &dyn Fn() -> Place,
        sides: Option<Sides<'_>>,
        merged: &mut Merged,
    ) {
        if self.gone.is_some() {
            return;
        }
        let at = match self.fields.place(name) {
            Ok(at) => at,
            Err(at) => {
                self.fields.0.insert(at, (name.to_owned(), incoming));
                merged.changed.push((place(), None));
                return;
            }
        };
        let current = &mut self.fields.0[at].1;
        if *current == incoming {
            return;
        }
        let same_stamp = current.stamp == incoming.stamp;
        let wins = match same_stamp {
            // Two contents under one stamp are settled alike on every computer.
            true => to_json(&incoming.value) > to_json(&current.value),
            false => incoming.stamp > current.stamp,
        };
        let known = current.past.clone();
        let before = if wins { std::mem::replace(current, incoming) } else { incoming };
        let (winner, loser) = (current, &before);
        let held = sides.map(|sides| if wins { sides.theirs } else { sides.ours });
        if same_stamp {
            if winner.value != loser.value {
                merged.clashes.push(place());
            }
        } else if loser.value != winner.value && !winner.had_seen(loser.stamp, held) {
            let (winner, loser) = (winner.clone(), loser.clone());
            merged.conflicts.push(Conflict { place: place(), winner, loser });
        }
        let past = std::mem::take(&mut winner.past).join(&loser.past).and(loser.stamp);
        winner.past = past.before(winner.stamp);
        if wins {
            merged.changed.push((place(), Some(before)));
        } else {
            merged.learnt |= winner.past != known;
        }
    }

    /// Whether it says anything: it was removed for good, or a field has a value. What an undo took back has none.
    pub fn says_something(&self) -> bool {
        self.gone.is_some() || self.fields.values().any(|field| field.value != Value::Null)
    }

    /// Whether there is anything of it.
    pub fn is_there(&self) -> bool {
        self.gone.is_some() || !self.fields.is_empty()
    }

    /// Takes another copy of the record in; `place` says where a field of it is.
    pub fn merge(
        &mut self,
        other: &Self,
        place: &dyn Fn(&str) -> Place,
        sides: Option<Sides<'_>>,
        merged: &mut Merged,
    ) {
        if other.gone > self.gone {
            if self.gone.is_none() {
                merged.changed.push((place(""), None));
            }
            merged.learnt = true;
            self.gone = other.gone;
            self.fields.clear();
        }
        if self.fields.is_empty() {
            self.fields = Fields::with_capacity(other.fields.len());
        }
        for (name, field) in &other.fields {
            // Most fields are the same on both sides: nothing of theirs is copied.
            if self.fields.get(name) != Some(field) {
                self.take(name, field.clone(), &|| place(name), sides, merged);
            }
        }
    }
}

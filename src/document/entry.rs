//! A record of a document: its stamped fields, and the one place where two writes meet.

use super::document::{Conflict, Merged, Place};
use super::json::to_json;
use super::stamp::Stamp;
use crate::domain::record::Value;

/// One write of one field.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The value.
    pub value: Value,
    /// When it was written.
    pub stamp: Stamp,
    /// The highest stamp of another replica that the writer saw on this field. A loser newer than the winner's base
    /// was written without seeing it: a conflict.
    pub base: Option<Stamp>,
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

    /// Removes all.
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
    /// should there be something to tell of it.
    pub fn take(&mut self, name: &str, incoming: Field, place: &dyn Fn() -> Place, merged: &mut Merged) {
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
        let wins = if same_stamp { rank(&incoming) > rank(current) } else { incoming.stamp > current.stamp };
        let (winner, loser) = if wins { (&incoming, &*current) } else { (&*current, &incoming) };
        if same_stamp {
            merged.clashes.push(place());
        } else if loser.stamp.replica != winner.stamp.replica
            && Some(loser.stamp) > winner.base
            && loser.value != winner.value
        {
            let (winner, loser) = (winner.clone(), loser.clone());
            merged.conflicts.push(Conflict { place: place(), winner, loser });
        }
        if wins {
            let before = std::mem::replace(current, incoming);
            merged.changed.push((place(), Some(before)));
        }
    }

    /// Whether it says anything: it was removed for good, or a field has a value. What an undo took back has none.
    pub fn says_something(&self) -> bool {
        self.gone.is_some() || self.fields.values().any(|field| field.value != Value::Null)
    }

    /// Takes another copy of the record in; `place` says where a field of it is.
    pub fn merge(&mut self, other: &Self, place: &dyn Fn(&str) -> Place, merged: &mut Merged) {
        if other.gone > self.gone {
            if self.gone.is_none() {
                merged.changed.push((place(""), None));
            }
            self.gone = other.gone;
            self.fields.clear();
        }
        if self.fields.is_empty() {
            self.fields = Fields::with_capacity(other.fields.len());
        }
        for (name, field) in &other.fields {
            // Most fields are the same on both sides: nothing of theirs is copied.
            if self.fields.get(name) != Some(field) {
                self.take(name, field.clone(), &|| place(name), merged);
            }
        }
    }
}

/// Settles two contents under one stamp the same way on every computer.
fn rank(field: &Field) -> (String, Option<Stamp>) {
    (to_json(&field.value), field.base)
}

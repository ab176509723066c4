//! Records picked out of a class: those of some students, and what these lead to.

use std::collections::{BTreeMap, BTreeSet};

use super::document::{Document, Entry, Field, Merged, Place, Write};
use super::meaning::{Holds, Kind, Of, Part};
use crate::domain::class::Alias;
use crate::domain::id::{self, StudentId};
use crate::domain::record::{Record, Value};

/// Records of kinds that this version knows, as everybody sees them: neither taken back nor removed for good.
pub fn there(document: &Document) -> impl Iterator<Item = (&'static Kind, &String, &Entry)> {
    let known = document.records.iter().filter_map(|(kind, records)| Some((Kind::named(kind)?, records)));
    let all = known.flat_map(|(kind, records)| records.iter().map(move |(id, entry)| (kind, id, entry)));
    all.filter(|(_, _, entry)| {
        let retracted = entry.fields.get("retracted").map(|field| &field.value);
        entry.gone.is_none() && retracted != Some(&Value::Bool(true))
    })
}

/// The parts of a record's id; none where it is no id.
pub fn parts(kind: &Kind, id: &str) -> Vec<String> {
    if kind.id.len() == 1 { vec![id.to_owned()] } else { id::split(id).unwrap_or_default() }
}

/// Every id that a record names, its own among them.
pub fn named(kind: &Kind, id: &str, entry: &Entry) -> Vec<(Of, String)> {
    let own = kind.id.iter().zip(parts(kind, id));
    let mut named: Vec<(Of, String)> = own
        .filter_map(|(part, text)| if let Part::Id(of) = part { Some((*of, text)) } else { None })
        .collect();
    for (name, holds) in kind.fields {
        if let (Holds::Id(of), Some(Value::Text(text))) = (holds, entry.fields.get(name).map(|f| &f.value)) {
            named.push((*of, text.clone()));
        }
    }
    named
}

/// A new document that is filled with records of another.
#[derive(Debug)]
pub struct Picked<'a> {
    from: &'a Document,
    /// What was picked.
    pub document: Document,
    students: BTreeSet<&'a str>,
    /// Plans of these students: goals and playlists name the plan alone.
    plans: BTreeSet<&'a str>,
    named: BTreeSet<(Of, String)>,
}

impl<'a> Picked<'a> {
    /// Nothing yet, for a class called `class`.
    pub fn new(from: &'a Document, class: &str, students: &'a BTreeSet<StudentId>) -> Self {
        let students: BTreeSet<&str> = students.iter().map(StudentId::as_str).collect();
        let plans = there(from).filter(|(kind, _, entry)| {
            let owner = entry.fields.get("student").map(|field| &field.value);
            kind.name == "plan"
                && matches!(owner, Some(Value::Text(owner)) if students.contains(owner.as_str()))
        });
        let plans = plans.map(|(_, id, _)| id.as_str()).collect();
        Self { from, document: Document::new(class), students, plans, named: BTreeSet::new() }
    }

    /// Picks the records of these kinds that are about nobody but the students, and that `also` wants.
    pub fn of_students(&mut self, kinds: &[&str], also: impl Fn(&Kind, &str, &Entry) -> bool) {
        for (kind, id, entry) in there(self.from).filter(|(kind, ..)| kinds.contains(&kind.name)) {
            let theirs = named(kind, id, entry).iter().all(|(of, id)| match of {
                Of::Student => self.students.contains(id.as_str()),
                Of::Plan => self.plans.contains(id.as_str()),
                _ => true,
            });
            if theirs && also(kind, id, entry) {
                self.take(kind, id, entry);
            }
        }
    }

    /// Picks every record of these kinds.
    pub fn all(&mut self, kinds: &[&str]) {
        for (kind, id, entry) in there(self.from).filter(|(kind, ..)| kinds.contains(&kind.name)) {
            self.take(kind, id, entry);
        }
    }

    /// Picks the records of these kinds whose id begins with something that was named by then, kind by kind.
    pub fn what_was_named(&mut self, kinds: &[&str]) {
        for wanted in kinds {
            for (kind, id, entry) in there(self.from).filter(|(kind, ..)| kind.name == *wanted) {
                let first = kind.id.first().zip(parts(kind, id).into_iter().next());
                if let Some((Part::Id(of), text)) = first
                    && self.named.contains(&(*of, text))
                {
                    self.take(kind, id, entry);
                }
            }
        }
    }

    /// Picks the records of these kinds that name nothing but what was named by then: links between what is picked.
    pub fn between(&mut self, kinds: &[&str]) {
        for (kind, id, entry) in there(self.from).filter(|(kind, ..)| kinds.contains(&kind.name)) {
            if named(kind, id, entry).iter().all(|named| self.named.contains(named)) {
                self.take(kind, id, entry);
            }
        }
    }

    /// Picks what says that checks are one, where it leads to a check that was named by then: also over a third one that
    /// has nothing else here.
    pub fn joins(&mut self) {
        let aliases = || there(self.from).filter(|(kind, ..)| kind.name == Alias::KIND_NAME);
        let mut left: Vec<_> = aliases().collect();
        loop {
            let (reached, rest): (Vec<_>, Vec<_>) = left.into_iter().partition(|(kind, id, entry)| {
                named(kind, id, entry).iter().any(|named| self.named.contains(named))
            });
            if reached.is_empty() {
                return;
            }
            for (kind, id, entry) in reached {
                self.take(kind, id, entry);
            }
            left = rest;
        }
    }

    /// Leaves a field out of every record of a kind.
    pub fn without(&mut self, kind: &str, field: &str) {
        for entry in self.document.records.get_mut(kind).into_iter().flat_map(BTreeMap::values_mut) {
            let others = entry.fields.iter().filter(|(name, _)| *name != field);
            let others: Vec<_> = others.map(|(name, field)| (name.clone(), field.clone())).collect();
            entry.fields.clear();
            others.into_iter().for_each(|(name, field)| entry.fields.insert(name, field));
        }
    }

    fn take(&mut self, kind: &Kind, id: &str, entry: &Entry) {
        self.named.extend(named(kind, id, entry));
        for (name, _) in kind.fields {
            if let Some(field) = entry.fields.get(name) {
                write(&mut self.document, kind.name, id, name, field.clone());
            }
        }
    }
}

/// Puts a field into a document that is being made.
pub fn write(document: &mut Document, kind: &str, id: &str, name: &str, field: Field) {
    let place = Place { kind: kind.into(), id: id.into(), field: name.into() };
    document.take(Write { place, field }, &mut Merged::default());
}

//! Where students stand on the standards of a subject. Each standard's evidence is read once, however often it is
//! asked for: a draft for everybody asks for the same prerequisites 26 times.

use std::collections::BTreeMap;

use crate::domain::Class;
use crate::domain::id::{StandardId, StudentId, SubjectId};
use crate::domain::mastery::{Need, StandardMastery, Standing};
use crate::domain::standards::{Catalog, Standard};

/// A class and its standards, with what was read of the evidence so far.
#[derive(Debug)]
pub struct Reader<'a> {
    /// The class.
    pub class: &'a Class,
    /// Its standards.
    pub catalog: &'a Catalog,
    /// The subject whose scale and calculation count.
    pub subject: SubjectId,
    read: BTreeMap<StandardId, StandardMastery>,
}

impl<'a> Reader<'a> {
    /// A reader that has read nothing yet.
    pub fn new(class: &'a Class, catalog: &'a Catalog, subject: &SubjectId) -> Self {
        Self { class, catalog, subject: subject.clone(), read: BTreeMap::new() }
    }

    /// The class's evidence on a standard.
    pub fn mastery(&mut self, standard: &StandardId) -> &StandardMastery {
        let (class, subject) = (self.class, &self.subject);
        self.read.entry(standard.clone()).or_insert_with(|| StandardMastery::of(class, subject, standard))
    }

    /// Where a student stands.
    pub fn standing(&mut self, student: &StudentId, standard: &StandardId) -> Standing {
        let class = self.class;
        self.mastery(standard).standing(class, student)
    }

    /// What a student needs.
    pub fn need(&mut self, student: &StudentId, standard: &StandardId) -> Need {
        Need::of(&self.standing(student, standard))
    }

    /// The short name of a standard; its code where the catalog does not know it.
    pub fn short(&self, standard: &StandardId) -> String {
        let name = self.catalog.get(standard).map(|known: &Standard| known.short.clone());
        name.filter(|name| !name.is_empty()).unwrap_or_else(|| standard.to_string())
    }
}

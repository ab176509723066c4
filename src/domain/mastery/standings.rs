//! The one place that says what a student knows and what comes next. Every page asks here. Each standard's evidence is
//! read once, however often it is asked for: a draft for everybody asks for the same prerequisites 26 times.

use std::collections::BTreeMap;

use super::need::Need;
use super::next_step::{Next, NextStep};
use super::standing::{StandardMastery, Standing};
use super::verdict::Verdict;
use crate::domain::Class;
use crate::domain::id::{StandardId, StudentId, SubjectId};
use crate::domain::standards::{Catalog, ForWhom, NEAREST_STEPS, Standard};

/// A class and its standards, with what was read of the evidence so far.
#[derive(Debug)]
pub struct Standings<'a> {
    pub class: &'a Class,
    pub catalog: &'a Catalog,
    /// The subject whose scale and calculation count.
    pub subject: SubjectId,
    whom: ForWhom<'a>,
    read: BTreeMap<StandardId, StandardMastery>,
}

impl<'a> Standings<'a> {
    /// Of one subject; nothing is read yet.
    pub fn new(class: &'a Class, catalog: &'a Catalog, subject: &SubjectId) -> Self {
        let whom = ForWhom::of(class, catalog);
        Self { class, catalog, subject: subject.clone(), whom, read: BTreeMap::new() }
    }

    /// Whether a student counts on a standard: no need and no next step follow from a standard that is for others.
    pub fn counts(&self, student: &StudentId, standard: &StandardId) -> bool {
        self.whom.counts(standard, student)
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

    /// What comes next for a student on a standard.
    ///
    /// What is not yet mastered starts from what leads to it where a prerequisite, one or two steps back, is not yet
    /// mastered either; or where the level is more than one below mastery and no prerequisite is known to stand.
    pub fn next(&mut self, student: &StudentId, standard: &StandardId) -> Next {
        let standing = self.standing(student, standard);
        let from = match standing.verdict {
            Verdict::NotYet => self.unmet_before(student, standard).into_iter().next(),
            _ => None,
        };
        let step = match standing.verdict {
            Verdict::NoEvidence => NextStep::QuickCheck,
            Verdict::NotYet if from.is_some() => NextStep::FromWhatLeadsToIt,
            Verdict::NotYet if self.is_far(&standing, standard) && !self.stands(student, standard) => {
                NextStep::FromWhatLeadsToIt
            }
            Verdict::NotYet => NextStep::CloseTheGap,
            Verdict::Mastered if standing.sure != super::Sure::Sure => NextStep::MakeItSecure,
            Verdict::Mastered | Verdict::Beyond => NextStep::GoFurther,
        };
        let sure = |from: &StandardId| !self.standing(student, from).tentative();
        let from_sure = from.as_ref().is_some_and(sure);
        Next { step, from, from_sure }
    }

    /// The prerequisites of a standard, one or two steps back, that a student has not yet mastered, the nearest first.
    pub fn unmet_before(&mut self, student: &StudentId, standard: &StandardId) -> Vec<StandardId> {
        let catalog = self.catalog;
        let steps = catalog.nearest_prerequisites(standard, NEAREST_STEPS);
        let unmet =
            |id: &&StandardId| self.counts(student, id) && matches!(self.need(student, id), Need::Some(_));
        steps.into_iter().map(|step| step.id).filter(unmet).cloned().collect()
    }

    /// More than one level below mastery.
    fn is_far(&mut self, standing: &Standing, standard: &StandardId) -> bool {
        let scale = &self.mastery(standard).scale;
        let mastery = scale.level(scale.mastery);
        standing.level.is_some_and(|level| level + 1 < mastery)
    }

    /// Whether something is known of the prerequisites next to a standard, and all that is known is mastered.
    fn stands(&mut self, student: &StudentId, standard: &StandardId) -> bool {
        let catalog = self.catalog;
        let steps = catalog.nearest_prerequisites(standard, 1);
        let own = steps.into_iter().filter(|step| self.whom.counts(step.id, student));
        let own: Vec<&StandardId> = own.map(|step| step.id).collect();
        let known: Vec<Need> = own.into_iter().map(|id| self.need(student, id)).collect();
        known.contains(&Need::Met) && !known.iter().any(|need| matches!(need, Need::Some(_)))
    }

    /// The short name of a standard; its code where the catalog does not know it.
    pub fn short(&self, standard: &StandardId) -> String {
        let name = self.catalog.get(standard).map(|known: &Standard| known.short.clone());
        name.filter(|name| !name.is_empty()).unwrap_or_else(|| standard.to_string())
    }
}

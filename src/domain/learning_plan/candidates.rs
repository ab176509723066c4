//! The grade-level standards that a plan chooses its goals from: those of the running unit, else the class's
//! priorities, else what there is evidence on, else the major work of the grade.

use std::collections::BTreeSet;

use crate::domain::id::{StandardId, StudentId, SubjectId, UnitId};
use crate::domain::mastery::{Standings, tested};
use crate::domain::standards::{Catalog, Emphasis, Grade, grade_of, running_unit, unit_standards};
use crate::domain::{Class, Date};

/// Where the standards of a plan come from.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    /// The running unit, by its title.
    Unit(String),
    /// The class's priorities.
    Priorities,
    /// What there is evidence on.
    Evidence,
    /// The major work of the grade.
    Grade,
}

/// Standards to choose from, in the order in which they are needed.
pub(super) struct Candidates {
    pub(super) standards: Vec<StandardId>,
    pub(super) source: Source,
    /// Last day of the unit.
    pub(super) ends: Option<Date>,
}

/// What a student's goals are chosen from.
pub(super) fn candidates(standings: &Standings, student: &StudentId, today: Date) -> Candidates {
    let (class, subject) = (standings.class, &standings.subject);
    let unit = running_unit(class, subject, today);
    let of_unit = unit.as_ref().map(|id| unit_standards(class, id)).unwrap_or_default();
    let priorities: Vec<StandardId> = class
        .priorities
        .iter()
        .filter(|((own, _), priority)| own == subject && priority.priority)
        .map(|((_, standard), _)| standard.clone())
        .collect();
    let evidence: Vec<StandardId> = tested(class, subject).into_iter().collect();
    // Without a grade on the roster, the latest grade that the class works in is taken for it.
    let known = [&of_unit, &priorities, &evidence];
    let latest = || known.iter().find_map(|ids| latest_grade(standings.catalog, ids));
    let grade = grade_of(class, student).or_else(latest);
    let at_grade = |ids: Vec<StandardId>| -> Vec<StandardId> {
        let counts = |id: &StandardId| standings.counts(student, id);
        ids.into_iter().filter(|id| is_of_grade(standings.catalog, id, grade) && counts(id)).collect()
    };
    let (title, ends) = about(class, unit.as_ref());
    let found = [
        (at_grade(of_unit), Source::Unit(title), ends),
        (at_grade(priorities), Source::Priorities, None),
        (at_grade(evidence), Source::Evidence, None),
    ];
    let found = found.into_iter().find(|(standards, ..)| !standards.is_empty());
    let (standards, source, ends) =
        found.unwrap_or_else(|| (major_work(standings, grade), Source::Grade, None));
    Candidates { standards, source, ends }
}

fn about(class: &Class, unit: Option<&UnitId>) -> (String, Option<Date>) {
    unit.and_then(|id| class.units.get(id)).map(|unit| (unit.title.clone(), unit.ends)).unwrap_or_default()
}

/// Of the right grade, or unknown to the catalog: a class may use codes that no table holds.
fn is_of_grade(catalog: &Catalog, id: &StandardId, grade: Option<Grade>) -> bool {
    catalog.get(id).is_none_or(|standard| grade.is_none_or(|grade| standard.grade == grade))
}

fn latest_grade(catalog: &Catalog, ids: &[StandardId]) -> Option<Grade> {
    ids.iter().filter_map(|id| catalog.get(id)).map(|standard| standard.grade).max()
}

/// The major work of a grade, but for what another subject of the class teaches: that has its own scale and its own plan.
fn major_work(standings: &Standings, grade: Option<Grade>) -> Vec<StandardId> {
    let (class, Some(grade)) = (standings.class, grade) else { return Vec::new() };
    let others = class.subjects.iter().map(|(id, _)| id).filter(|id| **id != standings.subject);
    let taken: BTreeSet<StandardId> = others.flat_map(|subject| taught_in(class, subject)).collect();
    let major = standings.catalog.in_grade(grade).filter(|standard| standard.emphasis == Emphasis::Major);
    major.map(|standard| standard.id.clone()).filter(|id| !taken.contains(id)).collect()
}

/// What a subject has marks on, a priority or a unit.
fn taught_in(class: &Class, subject: &SubjectId) -> BTreeSet<StandardId> {
    let mut found = tested(class, subject);
    let priorities = class.priorities.iter().filter(|((of, _), own)| of == subject && own.priority);
    found.extend(priorities.map(|((_, standard), _)| standard.clone()));
    let units = class.units.iter().filter(|(_, unit)| unit.subject.as_ref() == Some(subject));
    found.extend(units.flat_map(|(unit, _)| unit_standards(class, unit)));
    found
}

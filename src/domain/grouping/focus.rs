//! What skill groups can work on: the unit's standards, the steps before them that are not yet mastered, and more
//! for those who have mastered the unit.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::Class;
use crate::domain::Date;
use crate::domain::command::{running_unit, unit_standards};
use crate::domain::id::{StandardId, StudentId, SubjectId};
use crate::domain::mastery::{Need, StandardMastery, Standing, tested};
use crate::domain::order::Order;
use crate::domain::standards::{Catalog, Grade, NEAREST_STEPS, Reach, grade_level};

/// The most focuses that a proposal chooses from; those with the most need are kept.
pub(super) const MOST_FOCUSES: usize = 12;

/// What a group works on.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Focus {
    /// The standard; none is work of the student's own choice, or groups that no standard made.
    pub standard: Option<StandardId>,
    /// The grade-level standard that it serves; itself where it is one.
    pub serves: Option<StandardId>,
    /// Earlier-grade, grade-level or extension.
    pub reach: Reach,
}

/// A focus with what is known of every student.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The focus.
    pub focus: Focus,
    /// The evidence on its standard.
    pub mastery: Option<StandardMastery>,
    /// Where each student stands, in the order of the students.
    pub standings: Vec<Standing>,
    /// What each student needs there.
    pub needs: Vec<Need>,
    /// How many of the latest cycles left that need undone (`history::wait` counts them).
    pub waited: Vec<u32>,
    /// For students who have mastered the rest.
    pub extension: bool,
    /// Somebody has evidence on it.
    pub tested: bool,
}

impl Candidate {
    /// Reads the class's evidence on a focus.
    pub fn of(class: &Class, subject: &SubjectId, focus: Focus, students: &[StudentId]) -> Self {
        let mastery = focus.standard.as_ref().map(|standard| StandardMastery::of(class, subject, standard));
        let standings: Vec<Standing> = mastery
            .iter()
            .flat_map(|mastery| students.iter().map(|student| mastery.standing(class, student)))
            .collect();
        let mut needs: Vec<Need> = standings.iter().map(Need::of).collect();
        needs.resize(students.len(), Need::Unknown);
        let tested = needs.iter().any(|need| *need != Need::Unknown);
        let waited = vec![0; students.len()];
        Self { focus, mastery, standings, needs, waited, extension: false, tested }
    }

    /// Whether it is the standard itself rather than a step before it.
    pub fn is_goal(&self) -> bool {
        !self.extension && self.focus.standard == self.focus.serves
    }

    /// The need of all students together.
    pub fn total(&self) -> f64 {
        self.needs.iter().map(|need| need.amount()).sum()
    }
}

/// The standards that are taught now: those of the running unit, in its order. Without a unit, those with evidence,
/// but for earlier-grade steps before one of them.
pub fn taught_now(class: &Class, catalog: &Catalog, subject: &SubjectId, today: Date) -> Vec<StandardId> {
    let of_unit = running_unit(class, subject, today).map(|unit| unit_standards(class, &unit));
    if let Some(standards) = of_unit.filter(|standards| !standards.is_empty()) {
        return standards;
    }
    let tested = tested(class, subject);
    let grade = |id: &StandardId| catalog.get(id).map(|standard| standard.grade);
    let steps: BTreeSet<&StandardId> = tested
        .iter()
        .flat_map(|goal| catalog.before(goal, NEAREST_STEPS).into_iter().map(move |step| (goal, step.id)))
        .filter(|(goal, step)| grade(step) < grade(goal))
        .map(|(_, step)| step)
        .collect();
    tested.iter().filter(|standard| !steps.contains(standard)).cloned().collect()
}

/// Every focus that a proposal may choose from. With `chosen`, those; else what is taught now and the nearest steps
/// before it that some student has not mastered.
pub fn candidates(
    class: &Class,
    catalog: &Catalog,
    subject: &SubjectId,
    chosen: &[StandardId],
    students: &[StudentId],
    today: Date,
) -> Vec<Candidate> {
    let taught = taught_now(class, catalog, subject, today);
    let grade = Grade::parse(&class.about().grade);
    let focuses: Vec<Focus> = if chosen.is_empty() {
        taught.iter().map(|standard| own_focus(catalog, standard, grade, &taught)).collect()
    } else {
        chosen.iter().map(|standard| own_focus(catalog, standard, grade, &taught)).collect()
    };
    let mut known: BTreeMap<StandardId, Candidate> = BTreeMap::new();
    if chosen.is_empty() {
        let tested = tested(class, subject);
        for goal in &taught {
            for step in catalog.nearest_prerequisites(goal, NEAREST_STEPS) {
                let new = !taught.contains(step.id) && !known.contains_key(step.id);
                if new && tested.contains(step.id) {
                    let focus = step_focus(catalog, step.id, goal, grade);
                    known.insert(step.id.clone(), Candidate::of(class, subject, focus, students));
                }
            }
        }
    }
    let mut all: Vec<Candidate> = focuses
        .into_iter()
        .map(|focus| Candidate::of(class, subject, focus, students))
        .chain(known.into_values().filter(|candidate| candidate.total() > 0.0))
        .collect();
    if all.len() > MOST_FOCUSES {
        all.order_by(|one, other| other.total().total_cmp(&one.total()));
        all.truncate(MOST_FOCUSES);
    }
    all
}

/// A focus on a standard that was named itself.
fn own_focus(catalog: &Catalog, standard: &StandardId, grade: Option<Grade>, taught: &[StandardId]) -> Focus {
    let reach = reach_of(catalog, standard, grade);
    let serves = if reach == Reach::EarlierGrade && !taught.is_empty() && !taught.contains(standard) {
        let leads =
            |goal: &&StandardId| catalog.before(goal, NEAREST_STEPS).iter().any(|step| step.id == standard);
        taught.iter().find(leads).cloned()
    } else {
        None
    };
    Focus { standard: Some(standard.clone()), serves: serves.or_else(|| Some(standard.clone())), reach }
}

fn step_focus(catalog: &Catalog, step: &StandardId, goal: &StandardId, grade: Option<Grade>) -> Focus {
    Focus { standard: Some(step.clone()), serves: Some(goal.clone()), reach: reach_of(catalog, step, grade) }
}

/// How far a standard is from a class's grade; grade level where either is not known.
pub fn reach_of(catalog: &Catalog, standard: &StandardId, grade: Option<Grade>) -> Reach {
    match (catalog.get(standard), grade) {
        (Some(standard), Some(grade)) => grade_level(standard, grade),
        _ => Reach::GradeLevel,
    }
}

/// What comes next for students who have mastered what is taught: the nearest standard it leads to, else work of
/// their own choice.
pub fn extension(catalog: &Catalog, candidates: &[Candidate]) -> Focus {
    let goals: Vec<&StandardId> =
        candidates.iter().filter(|c| c.is_goal()).filter_map(|c| c.focus.standard.as_ref()).collect();
    let known = |id: &StandardId| candidates.iter().any(|c| c.focus.standard.as_ref() == Some(id));
    let next = goals.iter().flat_map(|goal| catalog.after(goal, 1)).find(|step| !known(step.id));
    let serves = goals.last().copied().cloned();
    Focus { standard: next.map(|step| step.id.clone()), serves, reach: Reach::Extension }
}

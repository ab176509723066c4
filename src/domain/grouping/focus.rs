//! What skill groups can work on: the standards that are taught now, with what every student knows of them.

use std::collections::{BTreeMap, BTreeSet};

use super::records::Group;
use crate::domain::id::{StandardId, StudentId, SubjectId};
use crate::domain::mastery::{Need, Next, NextStep, StandardMastery, Standing, Standings, tested};
use crate::domain::order::Order;
use crate::domain::standards::{
    Catalog, Grade, NEAREST_STEPS, OwnReach, Reach, grade_level, running_unit, unit_standards,
};
use crate::domain::{Class, Date};

/// The most standards that a proposal chooses from; those with the most need are kept.
pub(super) const MOST_FOCUSES: usize = 12;

/// What a group works on.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Focus {
    /// The standard that is worked on: a prerequisite where the lesson starts from one. None is work of the student's
    /// own choice, or groups that no standard made.
    pub standard: Option<StandardId>,
    /// The standard that it serves; itself where it is one.
    pub serves: Option<StandardId>,
    /// Earlier-grade, grade-level or extension.
    pub reach: Reach,
    /// With `serves`, the lesson; none in groups that were made before there were lessons, or without marks.
    pub step: Option<NextStep>,
}

impl Focus {
    /// What a group says of itself.
    pub fn of(group: &Group) -> Self {
        let (standard, serves) = (group.focus.clone(), group.serves.clone());
        Self { standard, serves, reach: group.reach, step: group.next_step }
    }

    /// The standard that the lesson is on: the one that it serves, where it starts from what leads to it.
    pub fn lesson_standard(&self) -> Option<&StandardId> {
        let (standard, serves) = (self.standard.as_ref(), self.serves.as_ref());
        match self.lesson_step() {
            Some(NextStep::FromWhatLeadsToIt) => serves.or(standard),
            _ => standard.or(serves),
        }
    }

    /// The lesson's step; of groups that have none, what their focus comes to.
    pub fn lesson_step(&self) -> Option<NextStep> {
        let guess = || match &self.standard {
            _ if self.reach == Reach::Extension => Some(NextStep::GoFurther),
            Some(standard) if self.serves.as_ref().is_some_and(|serves| serves != standard) => {
                Some(NextStep::FromWhatLeadsToIt)
            }
            Some(_) => Some(NextStep::CloseTheGap),
            None => None,
        };
        self.step.or_else(guess)
    }
}

/// A standard that lessons can be on, with what is known of every student.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The standard, as a focus without a step.
    pub focus: Focus,
    /// Whether each student counts on it.
    pub counts: Vec<bool>,
    /// How far it is from each student's own grade.
    pub reaches: Vec<Reach>,
    /// The evidence on it.
    pub mastery: Option<StandardMastery>,
    /// Where each student stands, in the order of the students.
    pub standings: Vec<Standing>,
    /// What each student needs there.
    pub needs: Vec<Need>,
    /// What comes next for each student there.
    pub nexts: Vec<Next>,
    /// The prerequisites that somebody's next step starts from, with how far each is from every student's own grade.
    pub starts: BTreeMap<StandardId, Vec<Reach>>,
    /// How many of the latest cycles left that need undone (`history::wait` counts them).
    pub waited: Vec<u32>,
    /// Somebody has evidence on it.
    pub tested: bool,
}

impl Candidate {
    /// Reads the class's evidence on a focus.
    pub fn of(standings: &mut Standings, focus: Focus, students: &[StudentId]) -> Self {
        let mut found = Self {
            counts: vec![true; students.len()],
            reaches: vec![focus.reach; students.len()],
            mastery: None,
            standings: Vec::new(),
            needs: vec![Need::Unknown; students.len()],
            nexts: vec![Next::UNKNOWN; students.len()],
            starts: BTreeMap::new(),
            waited: vec![0; students.len()],
            tested: false,
            focus,
        };
        if let Some(standard) = found.focus.standard.clone() {
            found.mastery = Some(standings.mastery(&standard).clone());
            found.standings = students.iter().map(|id| standings.standing(id, &standard)).collect();
            found.counts = students.iter().map(|id| standings.counts(id, &standard)).collect();
            for (place, student) in students.iter().enumerate().filter(|(place, _)| found.counts[*place]) {
                found.needs[place] = Need::of(&found.standings[place]);
                found.nexts[place] = standings.next(student, &standard);
            }
            found.reaches = reaches(standings, &standard, students);
            let starts = found.nexts.iter().filter_map(|next| next.from.clone());
            found.starts = starts.map(|from| (from.clone(), reaches(standings, &from, students))).collect();
            found.tested = found.needs.iter().any(|need| *need != Need::Unknown);
        }
        found
    }

    /// The standard of its focus; `None` where the focus is on none.
    pub fn standard(&self) -> Option<&StandardId> {
        self.focus.standard.as_ref()
    }

    /// What comes next for a student; a quick check where nothing is known.
    pub fn step(&self, student: usize) -> NextStep {
        self.nexts.get(student).map_or(NextStep::QuickCheck, |next| next.step)
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

/// Every standard that a proposal may choose lessons on. With `chosen`, those; else what is taught now. The steps before
/// them are no candidates of their own: a lesson starts from them.
pub fn candidates(
    standings: &mut Standings,
    chosen: &[StandardId],
    students: &[StudentId],
    today: Date,
) -> Vec<Candidate> {
    let (class, catalog) = (standings.class, standings.catalog);
    let taught = taught_now(class, catalog, &standings.subject, today);
    let grade = Grade::parse(&class.about().grade);
    let wanted = if chosen.is_empty() { &taught } else { chosen };
    let mut all: Vec<Candidate> = wanted
        .iter()
        .map(|standard| Candidate::of(standings, own_focus(catalog, standard, grade, &taught), students))
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
    let serves = serves.or_else(|| Some(standard.clone()));
    Focus { standard: Some(standard.clone()), serves, reach, step: None }
}

/// How far a standard is from each student's own grade.
fn reaches(standings: &Standings, standard: &StandardId, students: &[StudentId]) -> Vec<Reach> {
    let (class, catalog) = (standings.class, standings.catalog);
    let of_class = reach_of(catalog, standard, Grade::parse(&class.about().grade));
    let own = OwnReach::of(class, catalog);
    students.iter().map(|student| own.reach(Some(standard), student, of_class)).collect()
}

/// How far a standard is from a class's grade; grade level where either is not known.
pub fn reach_of(catalog: &Catalog, standard: &StandardId, grade: Option<Grade>) -> Reach {
    match (catalog.get(standard), grade) {
        (Some(standard), Some(grade)) => grade_level(standard, grade),
        _ => Reach::GradeLevel,
    }
}

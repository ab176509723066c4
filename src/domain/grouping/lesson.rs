//! Lessons: a standard with a next step, what each is worth to whom, and what a group that has one works on.
//!
//! A student fits the own next step fully and a neighboring one partly. A lesson with neighbors on both sides comes as
//! two labels of one family, each open to one of them, so that no group spans more than two neighboring next steps.

use super::focus::{Candidate, Focus};
use super::reason::Case;
use crate::domain::id::StandardId;
use crate::domain::mastery::{Need, NextStep};
use crate::domain::order::Order;
use crate::domain::standards::Reach;

/// What making a standard secure, and going further, are worth to a student who needs nothing else.
const SECURE: f64 = 0.45;
const FURTHER: f64 = 0.5;
/// Draws a student of whom nothing is known to a lesson at grade level; never worth a real need, even for a whole class.
const AT_GRADE_LEVEL: f64 = 0.001;
/// What a neighboring next step is worth beside the own one: from this for the student farthest from it...
const NEIGHBOR: f64 = 0.3;
/// ...to so much more for the nearest.
const NEARNESS: f64 = 0.1;
/// What any seat that fits is worth before it is weighed: seating one more student comes before seating a dozen others
/// better.
pub(super) const SEAT: f64 = 0.85;

/// Need grows by this part of itself with each cycle that left it undone, four at most.
const AGING: f64 = 0.25;
const OLDEST: u32 = 4;

/// A lesson that a group may have, open to those whose own step it is and to one side of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// Place of the standard among the candidates.
    pub candidate: usize,
    pub step: NextStep,
    /// The neighboring step whose students may join.
    pub with: Option<NextStep>,
}

impl Label {
    /// Whether a student whose own step this is may come.
    pub fn admits(&self, own: NextStep) -> bool {
        own == self.step || Some(own) == self.with
    }
}

/// Every lesson on so many standards that is the own next step of somebody, or neighboring to one; `has` says whether
/// somebody has a step on a standard.
pub fn labels(standards: usize, has: impl Fn(usize, NextStep) -> bool) -> Vec<Label> {
    let mut found = Vec::new();
    for candidate in 0..standards {
        for (place, &step) in NextStep::LESSONS.iter().enumerate() {
            let before = place.checked_sub(1).map(|place| NextStep::LESSONS[place]);
            let after = NextStep::LESSONS.get(place + 1).copied();
            let beside = [before, after].into_iter().flatten().filter(|step| has(candidate, *step));
            let with: Vec<NextStep> = beside.collect();
            if with.is_empty() && has(candidate, step) {
                found.push(Label { candidate, step, with: None });
            }
            found.extend(with.into_iter().map(|with| Label { candidate, step, with: Some(with) }));
        }
    }
    found
}

/// Whether somebody has a next step on a standard, by its place among the candidates.
pub fn has_step(candidates: &[Candidate], candidate: usize, step: NextStep) -> bool {
    candidates.get(candidate).is_some_and(|it| it.nexts.iter().any(|next| next.step == step))
}

/// Labels of one family are the same lesson.
pub fn families(labels: &[Label]) -> Vec<usize> {
    let lessons = NextStep::LESSONS.len();
    labels.iter().map(|label| label.candidate * lessons + label.step.place().unwrap_or(0)).collect()
}

/// What each lesson is worth to each student, 0 to 1; 0 where it does not fit.
pub fn worth(candidates: &[Candidate], labels: &[Label], students: usize) -> Vec<Vec<f64>> {
    let own: Vec<Vec<f64>> = (0..students)
        .map(|student| candidates.iter().map(|c| weight(candidates, c, student)).collect())
        .collect();
    let nearness: Vec<Vec<f64>> = candidates.iter().map(|candidate| nearness(candidate, students)).collect();
    let most = own.iter().flatten().copied().fold(1.0, f64::max);
    let value = |student: usize, label: &Label| {
        let candidate = &candidates[label.candidate];
        let step = candidate.step(student);
        if step == NextStep::QuickCheck {
            let starts_here = matches!(label.step, NextStep::CloseTheGap | NextStep::FromWhatLeadsToIt);
            let unknown = Case::of(candidates, student) == Case::Unknown;
            let here = starts_here
                && unknown
                && candidate.reaches.get(student) == Some(&Reach::GradeLevel)
                && candidate.counts[student];
            return if here { AT_GRADE_LEVEL } else { 0.0 };
        }
        let weight = own[student][label.candidate] / most;
        if weight <= 0.0 || !label.admits(step) {
            return 0.0;
        }
        let near = nearness[label.candidate][student];
        let fit = match step.cmp(&label.step) {
            std::cmp::Ordering::Equal => 1.0,
            // Towards a later step the farthest along fit best, towards an earlier one the others.
            std::cmp::Ordering::Less => NEIGHBOR + NEARNESS * near,
            std::cmp::Ordering::Greater => NEIGHBOR + NEARNESS * (1.0 - near),
        };
        SEAT + (1.0 - SEAT) * weight * fit
    };
    (0..students).map(|student| labels.iter().map(|label| value(student, label)).collect()).collect()
}

/// What a student's own next step on a standard weighs, 0 to 2; 0 where it is no lesson for the student now.
pub fn weight(candidates: &[Candidate], candidate: &Candidate, student: usize) -> f64 {
    let aged = 1.0 + AGING * f64::from(candidate.waited.get(student).copied().unwrap_or(0).min(OLDEST));
    let worked_on = |id: &StandardId| candidates.iter().any(|other| other.standard() == Some(id));
    let needs_more = Case::of(candidates, student) == Case::Needs;
    match candidate.step(student) {
        NextStep::QuickCheck => 0.0,
        NextStep::FromWhatLeadsToIt | NextStep::CloseTheGap => {
            candidate.needs[student].weight(&candidate.nexts[student], worked_on) * aged
        }
        // Who needs something else first is not kept from it.
        _ if needs_more => 0.0,
        NextStep::MakeItSecure => SECURE,
        NextStep::GoFurther => FURTHER,
    }
}

/// How far along each student is among those with the same next step, 0 to 1: by what is believed of the share.
fn nearness(candidate: &Candidate, students: usize) -> Vec<f64> {
    let mut near = vec![0.5; students];
    for step in NextStep::LESSONS {
        let mut here: Vec<(f64, usize)> = (0..students)
            .filter(|student| candidate.step(*student) == step)
            .filter_map(|student| Some((candidate.standings.get(student)?.estimate.belief.mean(), student)))
            .collect();
        here.order_by(|one, other| one.0.total_cmp(&other.0));
        for (_, student) in &here {
            let mean = |at: &(f64, usize)| at.0;
            let own = here.iter().find(|at| at.1 == *student).map_or(0.0, mean);
            let before = here.iter().filter(|at| at.0 < own - 1e-9).count();
            let alike = here.iter().filter(|at| (at.0 - own).abs() <= 1e-9).count();
            near[*student] = share(2 * before + alike, 2 * here.len());
        }
    }
    near
}

#[expect(clippy::cast_precision_loss, reason = "students of a class")]
fn share(n: usize, of: usize) -> f64 {
    n as f64 / of.max(1) as f64
}

/// What a group with a lesson works on. A lesson that starts from what leads to it works on the prerequisite that most
/// of its members are not there on yet. It is earlier-grade work only where more than one mark says so of every member.
pub fn focus_of(candidate: &Candidate, step: NextStep, members: &[usize]) -> Focus {
    let Focus { standard, serves, reach, .. } = candidate.focus.clone();
    let reach = joint(&candidate.reaches, members).unwrap_or(reach);
    let focus = Focus { standard, serves, reach, step: Some(step) };
    match step {
        NextStep::GoFurther => Focus { reach: Reach::Extension, ..focus },
        NextStep::FromWhatLeadsToIt => {
            let Some(from) = shared_start(candidate, members) else { return focus };
            let serves = candidate.focus.standard.clone();
            let reaches = candidate.starts.get(&from).map_or(&[][..], Vec::as_slice);
            let reach = joint(reaches, members).unwrap_or(focus.reach);
            let lacks = |member: &usize| {
                candidate
                    .nexts
                    .get(*member)
                    .is_some_and(|next| next.from.as_ref() == Some(&from) && next.from_sure)
            };
            if reach == Reach::EarlierGrade && !members.iter().all(lacks) {
                return focus;
            }
            Focus { standard: Some(from), serves, reach, ..focus }
        }
        _ => focus,
    }
}

/// How far work is from the members' own grades, where it is equally far for all.
fn joint(reaches: &[Reach], members: &[usize]) -> Option<Reach> {
    let mut of_members = members.iter().filter_map(|member| reaches.get(*member));
    let first = *of_members.next()?;
    of_members.all(|reach| *reach == first).then_some(first)
}

/// The prerequisite that most of these students are not there on yet, the first of several.
pub fn shared_start(candidate: &Candidate, members: &[usize]) -> Option<StandardId> {
    let mut starts: Vec<(usize, StandardId)> = Vec::new();
    for from in members.iter().filter_map(|member| candidate.nexts.get(*member)?.from.clone()) {
        match starts.iter_mut().find(|(_, known)| *known == from) {
            Some((n, _)) => *n += 1,
            None => starts.push((1, from)),
        }
    }
    starts.order_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(&other.1)));
    starts.into_iter().next().map(|(_, from)| from)
}

/// Whether a group's lesson fits a student: the own next step on its standard, or a neighboring one.
pub fn fits(candidate: &Candidate, step: NextStep, student: usize) -> bool {
    candidate.step(student).apart(step).is_some_and(|apart| apart < 2)
}

/// Whether a student lacks something on a standard.
pub fn needs(candidate: &Candidate, student: usize) -> bool {
    matches!(candidate.needs.get(student), Some(Need::Some(_)))
}

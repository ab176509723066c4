//! What a lesson is worth to a student: the numbers that the search for skill groups adds up.

use super::cover::Scene;
use super::focus::Candidate;
use super::reason::Case;
use crate::domain::Class;
use crate::domain::command::Rejected;
use crate::domain::mastery::Need;
use crate::domain::order::Order;
use crate::domain::standards::Reach;

/// What an extension is worth to a student who is ready for it.
const EXTENSION: f64 = 0.5;
/// Draws a student of whom nothing is known to a grade-level focus; never worth a real need, even for a whole class.
const AT_GRADE_LEVEL: f64 = 0.001;
/// How much an unmet step before a standard takes from a lesson on it.
const STEP_BEFORE: f64 = 0.5;

/// Need grows by this part of itself with each cycle that left it undone, four at most.
const AGING: f64 = 0.25;
const OLDEST: u32 = 4;

/// What a lesson on each focus is worth to each student, 0 to 1.
pub fn worth(candidates: &[Candidate], students: usize) -> Vec<Vec<f64>> {
    let aged = |student: usize, candidate: &Candidate| {
        1.0 + AGING * f64::from(candidate.waited.get(student).copied().unwrap_or(0).min(OLDEST))
    };
    let value = |student: usize, candidate: &Candidate| {
        let case = Case::of(candidates, student);
        if candidate.extension {
            return if case == Case::Ready { EXTENSION } else { 0.0 };
        }
        match candidate.needs[student] {
            Need::Some(amount) if candidate.is_goal() => {
                let before = candidates.iter().filter(|step| {
                    !step.is_goal() && !step.extension && step.focus.serves == candidate.focus.standard
                });
                let unmet = before.map(|step| step.needs[student].amount()).fold(0.0, f64::max);
                amount * (1.0 - STEP_BEFORE * unmet) * aged(student, candidate)
            }
            Need::Some(amount) => {
                let goal = candidates
                    .iter()
                    .find(|goal| goal.is_goal() && goal.focus.standard == candidate.focus.serves);
                let goal_met = goal.is_some_and(|goal| goal.needs[student] == Need::Met);
                if goal_met { 0.0 } else { amount * aged(student, candidate) }
            }
            Need::Unknown if case == Case::Unknown && candidate.focus.reach == Reach::GradeLevel => {
                2.0 * AT_GRADE_LEVEL
            }
            Need::Met if case == Case::Unknown && candidate.focus.reach == Reach::GradeLevel => {
                AT_GRADE_LEVEL
            }
            _ => 0.0,
        }
    };
    let mut worth: Vec<Vec<f64>> = (0..students)
        .map(|student| candidates.iter().map(|candidate| value(student, candidate)).collect())
        .collect();
    let most = worth.iter().flatten().copied().fold(1.0, f64::max);
    worth.iter_mut().flatten().for_each(|worth| *worth /= most);
    worth
}

/// Nearness of each student's number to the middle of each part of the class.
pub fn by_number(class: &Class, scene: &Scene) -> Result<Vec<Vec<f64>>, Rejected> {
    let numbers: Vec<Option<f64>> =
        scene.students.iter().map(|id| class.students.get(id).and_then(|student| student.number)).collect();
    let mut sorted: Vec<f64> =
        numbers.iter().flatten().copied().filter(|number| number.is_finite()).collect();
    sorted.order_by(f64::total_cmp);
    let (Some(first), Some(last)) = (sorted.first(), sorted.last()) else {
        return Err(Rejected::because("groups.no.nothing_known"));
    };
    let span = (last - first).max(1e-9);
    let groups = scene.ask.settings.groups_max.clamp(1, sorted.len());
    let middles: Vec<f64> =
        (0..groups).map(|at| sorted[(2 * at + 1) * sorted.len() / (2 * groups)]).collect();
    let near = |number: &Option<f64>| {
        let near = |middle: &f64| number.map_or(0.0, |number| 1.0 - libm::fabs(number - middle) / span);
        middles.iter().map(|middle| near(middle).clamp(0.0, 1.0)).collect()
    };
    Ok(numbers.iter().map(near).collect())
}

/// The label that is worth most to some members together.
pub fn nearest_label(need: &[Vec<f64>], members: &[usize]) -> usize {
    let worth = |label: usize| members.iter().map(|&member| need[member][label]).sum::<f64>();
    let labels = need.first().map_or(0, Vec::len);
    (0..labels).max_by(|&one, &other| worth(one).total_cmp(&worth(other))).unwrap_or(0)
}

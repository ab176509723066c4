//! How a goal is reached: what it stands on, the support now, the goal. The grade-level standard always comes last.

use crate::domain::id::{StandardId, StudentId};
use crate::domain::mastery::{Need, Standing, Standings};
use crate::domain::standards::NEAREST_STEPS;

/// What a step of a path is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub enum Role {
    /// Mastered: the path stands on it.
    Ground,
    /// The nearest one that is known and not mastered: it is practised now.
    SupportNow,
    /// Unknown: a quick check comes first.
    CheckFirst,
    /// The grade-level standard itself, which always comes last.
    Goal,
}

/// One step of a path.
#[derive(Debug, Clone, PartialEq)]
pub struct PathStep {
    pub standard: StandardId,
    /// Where the student stands on it.
    pub standing: Standing,
    /// What it is for.
    pub role: Role,
}

/// The way of a student to a goal: the nearest prerequisite that is mastered, the one that is not (or that is
/// unknown), and the goal. A goal without evidence, or mastered, calls on nothing.
pub fn path(standings: &mut Standings, student: &StudentId, goal: &StandardId) -> Vec<PathStep> {
    let standing = standings.standing(student, goal);
    let mut steps = Vec::new();
    let (mut ground, mut support, mut check) = (None, None, None);
    for step in standings.catalog.nearest_prerequisites(goal, NEAREST_STEPS) {
        let place = match standings.need(student, step.id) {
            // No need follows from what is for others.
            _ if !standings.counts(student, step.id) => continue,
            Need::Met => &mut ground,
            Need::Some(_) => &mut support,
            Need::Unknown if step.distance == 1 => &mut check,
            Need::Unknown => continue,
        };
        place.get_or_insert_with(|| step.id.clone());
    }
    if matches!(Need::of(&standing), Need::Some(_)) {
        let (now, role) =
            if support.is_some() { (support, Role::SupportNow) } else { (check, Role::CheckFirst) };
        for (standard, role) in [(ground, Role::Ground), (now, role)] {
            if let Some(standard) = standard {
                steps.push(PathStep { standing: standings.standing(student, &standard), standard, role });
            }
        }
    } else if let Some(standard) = ground {
        steps.push(PathStep {
            standing: standings.standing(student, &standard),
            standard,
            role: Role::Ground,
        });
    }
    steps.push(PathStep { standard: goal.clone(), standing, role: Role::Goal });
    steps
}

//! The plan that a student has now, and what belongs to it.

use super::records::{Goal, LearningPlan, PlanSupport, PlaylistItem, Reflection};
use crate::domain::Class;
use crate::domain::id::{GoalId, NoteId, PlanId, StudentId, SubjectId};
use crate::domain::order::Order;

/// The student's latest plan in the subject.
pub fn current<'a>(
    class: &'a Class,
    student: &StudentId,
    subject: &SubjectId,
) -> Option<(&'a PlanId, &'a LearningPlan)> {
    let ours = |plan: &LearningPlan| {
        plan.student.as_ref() == Some(student) && plan.subject.as_ref().is_none_or(|own| own == subject)
    };
    // Two adults may draft on one day: the larger id, on every computer.
    class.plans.iter().filter(|(_, plan)| ours(plan)).max_by_key(|(id, plan)| (plan.starts, (*id).clone()))
}

/// The goals of a plan, in order.
pub fn goals<'a>(class: &'a Class, plan: &PlanId) -> Vec<(&'a GoalId, &'a Goal)> {
    let mut found: Vec<_> = class.goals.iter().filter(|(_, goal)| goal.plan.as_ref() == Some(plan)).collect();
    found.order_by_key(|(_, goal)| goal.rank);
    found
}

/// The playlist of a plan, in order: must-do first.
pub fn items<'a>(class: &'a Class, plan: &PlanId) -> Vec<(&'a NoteId, &'a PlaylistItem)> {
    let mut found: Vec<_> =
        class.playlist.iter().filter(|(_, item)| item.plan.as_ref() == Some(plan)).collect();
    found.order_by_key(|(_, item)| (item.commitment, item.rank));
    found
}

/// What was said about a plan, the newest first.
pub fn reflections<'a>(class: &'a Class, plan: &PlanId) -> Vec<&'a Reflection> {
    let on_it = class.reflections.iter().filter(|(_, said)| said.plan.as_ref() == Some(plan));
    let mut found: Vec<_> = on_it.map(|(_, said)| said).collect();
    found.order_by_key(|said| std::cmp::Reverse(said.on));
    found
}

/// The supports of a student.
pub fn supports<'a>(class: &'a Class, student: &StudentId) -> Vec<(&'a NoteId, &'a PlanSupport)> {
    class.supports.iter().filter(|(_, support)| support.student.as_ref() == Some(student)).collect()
}

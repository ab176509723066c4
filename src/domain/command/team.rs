//! What one class of a grade team does with groups that were made over all its classes.

use super::UseGroups;
use crate::domain::grouping::team::{TeamGroup, TeamProposal};
use crate::domain::grouping::{NewGroup, Purpose};
use crate::domain::id::CycleId;

impl TeamProposal {
    /// What one class does with it: a cycle of its own students alone, in groups called as all classes call them, with
    /// the teacher's name where `teachers` has one. A group without a student of the class is left out. `replaces` is
    /// the cycle that an earlier answer made in this class.
    pub fn for_class(&self, class: usize, teachers: &[String], replaces: Option<CycleId>) -> UseGroups {
        let own = |(at, group): (usize, &TeamGroup)| {
            let members = group.members.iter().filter_map(|member| self.seat_in(class, member));
            NewGroup {
                name: with_teacher(&group.name, teachers.get(at).map_or("", String::as_str)),
                focus: group.focus.standard.clone(),
                serves: group.focus.serves.clone(),
                reach: group.reach.get(class).copied().unwrap_or(group.focus.reach),
                next_step: group.focus.step,
                members: members.cloned().collect(),
                ..NewGroup::default()
            }
        };
        let groups = self.groups.iter().enumerate().map(own);
        UseGroups {
            subject: self.subjects.get(class).cloned().unwrap_or_default(),
            purpose: Purpose::Skill,
            starts: self.period.starts,
            ends: self.period.ends,
            groups: groups.filter(|group| !group.members.is_empty()).collect(),
            replaces,
        }
    }
}

/// "Oak: Ms. Rivera", so that a student's own class says where to go.
fn with_teacher(name: &str, teacher: &str) -> String {
    match teacher.trim() {
        "" => name.to_owned(),
        teacher => format!("{name}: {teacher}"),
    }
}

//! Who is here on a day, in which group, and which cycle's groups move.

use super::records::Rotation;
use crate::domain::calendar::Period;
use crate::domain::grouping::whole::together_in;
use crate::domain::grouping::{Cycle, Purpose};
use crate::domain::id::{CycleId, GroupId, RotationId, StudentId};
use crate::domain::order::Order;
use crate::domain::roster::{absent, enrolled, name_order, pulled_out};
use crate::domain::week::{block, slots};
use crate::domain::{Class, Date};

/// Whether a student is not in the room in a slot of a day: absent, or pulled out in some minute of it.
pub fn away(class: &Class, student: &StudentId, day: Date, slot: u32) -> bool {
    if absent(class, student, day, slot) {
        return true;
    }
    if class.services.is_empty() {
        return false;
    }
    let slots = slots(&block(class, day));
    let now = slots.iter().find(|known| known.number == slot);
    now.is_some_and(|now| pulled_out(class, student, day, (now.starts_at, now.ends_at)).is_some())
}

/// The students of each group of a cycle who belong to the class on a day, in the roster's order of names. Groups
/// without anybody are there too. By id of the group.
pub fn members(class: &Class, cycle: &CycleId, day: Date) -> Vec<(GroupId, Vec<StudentId>)> {
    let of_cycle = class.groups.iter().filter(|(_, group)| group.cycle.as_ref() == Some(cycle));
    let mut groups: Vec<(GroupId, Vec<StudentId>)> =
        of_cycle.map(|(id, _)| (id.clone(), Vec::new())).collect();
    for ((placed_in, student), placement) in class.placements.iter() {
        let here =
            placed_in == cycle && class.students.get(student).is_some() && enrolled(class, student, day);
        let Some(group) = placement.group.as_ref().filter(|_| here) else { continue };
        if let Some((_, students)) = groups.iter_mut().find(|(id, _)| id == group) {
            students.push(student.clone());
        }
    }
    for (_, students) in &mut groups {
        students.order_by_key(|student| name_order(class, student));
    }
    groups
}

/// The cycle of a day on which the whole class is together.
pub fn whole_class_on(class: &Class, day: Date) -> Option<CycleId> {
    let (id, _) = together_in(class, Period { starts: day, ends: day })?;
    members(class, id, day).iter().any(|(_, students)| !students.is_empty()).then(|| id.clone())
}

/// The cycle whose groups move on a day: a skill cycle before a mixed one before any other; where none is running,
/// the last that was, because groups stand until there are new ones. A cycle without anybody in a group is no cycle.
pub fn running_cycle(class: &Class, day: Date) -> Option<CycleId> {
    let started = |cycle: &Cycle| cycle.starts.is_none_or(|starts| starts <= day);
    let running = |cycle: &Cycle| cycle.ends.is_none_or(|ends| day <= ends);
    let purpose = |cycle: &Cycle| match cycle.purpose {
        Purpose::Skill => 2,
        Purpose::Mixed => 1,
        _ => 0,
    };
    let peopled = |id: &CycleId| members(class, id, day).iter().any(|(_, students)| !students.is_empty());
    let moves =
        |cycle: &Cycle| !matches!(cycle.purpose, Purpose::Small | Purpose::WholeClass) && started(cycle);
    let candidates = class.cycles.iter().filter(|(id, cycle)| moves(cycle) && peopled(id));
    candidates
        .max_by_key(|(id, cycle)| {
            let running = running(cycle);
            // Of those that are over the latest counts, whatever it was for.
            (running, if running { purpose(cycle) } else { 0 }, cycle.starts, (*id).clone())
        })
        .map(|(id, _)| id.clone())
}

/// The rotation that holds on a day for a cycle's groups: the one that started last.
pub fn rotation_of<'a>(
    class: &'a Class,
    cycle: &CycleId,
    day: Date,
) -> Option<(&'a RotationId, &'a Rotation)> {
    class
        .rotations
        .iter()
        .filter(|(_, rotation)| rotation.cycle.as_ref() == Some(cycle))
        .filter(|(_, rotation)| rotation.starts.is_none_or(|starts| starts <= day))
        .max_by_key(|(id, rotation)| (rotation.starts, (*id).clone()))
}

/// A group's name.
pub fn name_of_group(class: &Class, group: &GroupId) -> String {
    class.groups.get(group).map(|group| group.name.clone()).unwrap_or_default()
}

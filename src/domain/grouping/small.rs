//! Small groups: one group on one standard for one day, beside the groups of the cycle. They are called when a class
//! is looked at by a standard ("these five are not there yet"), and take nobody out of the group of the cycle.

use super::people::{groups_of, placements_of};
use super::records::{Group, Purpose};
use crate::domain::calendar::plus_days;
use crate::domain::id::{AdultId, CycleId, GroupId, StationId, StudentId};
use crate::domain::order::Order;
use crate::domain::roster::name_order;
use crate::domain::week::rotation_day;
use crate::domain::{Class, Date};

/// A small group with who is in it.
#[derive(Debug, Clone, PartialEq)]
pub struct SmallGroup<'a> {
    /// Its cycle, which is that day.
    pub cycle: &'a CycleId,
    /// The one day on which it is to meet.
    pub on: Date,
    pub id: &'a GroupId,
    /// Name, focus and reach.
    pub group: &'a Group,
    /// Who, by name.
    pub students: Vec<&'a StudentId>,
}

/// The small groups of some days, the earliest first.
pub fn small_groups(class: &Class, from: Date, to: Date) -> Vec<SmallGroup<'_>> {
    let mut found = Vec::new();
    for (cycle, about) in class.cycles.iter().filter(|(_, cycle)| cycle.purpose == Purpose::Small) {
        let Some(on) = about.starts.filter(|on| (from..=to).contains(on)) else { continue };
        for (id, group) in groups_of(class, cycle) {
            let here =
                placements_of(class, cycle).filter(|(_, placement)| placement.group.as_ref() == Some(id));
            let mut students: Vec<&StudentId> =
                here.map(|(student, _)| student).filter(|id| class.students.get(id).is_some()).collect();
            students.order_by_key(|id| name_order(class, id));
            found.push(SmallGroup { cycle, on, id, group, students });
        }
    }
    found.order_by(|one, other| (one.on, &one.group.name).cmp(&(other.on, &other.group.name)));
    found
}

/// The day for which a small group is called: the next school day after today.
pub fn next_day(class: &Class, today: Date) -> Date {
    rotation_day(class, plus_days(today, 1))
}

/// Where its minutes are logged: outside of the day's slots, at a place of its own.
pub fn place_in_log(on: Date, group: &GroupId, adult: AdultId) -> (Date, u32, StationId, AdultId) {
    (on, 0, StationId(group.0.clone()), adult)
}

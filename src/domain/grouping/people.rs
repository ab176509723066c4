//! Who is to be grouped, which cycle runs, and who is in which of its groups.

use super::records::{Cycle, Group, Placement, Purpose};
use crate::domain::Class;
use crate::domain::Date;
use crate::domain::calendar::{self, Period};
use crate::domain::id::{CycleId, GroupId, StudentId, SubjectId};
use crate::domain::order::Order;
use crate::domain::roster::{enrolled, name_order};

/// Students of the class on a day, in the order of their names. A student without an enrolment is here all year.
pub fn students_on(class: &Class, day: Date) -> Vec<StudentId> {
    let here = class.students.iter().map(|(id, _)| id).filter(|id| enrolled(class, id, day));
    let mut students: Vec<StudentId> = here.cloned().collect();
    students.order_by_key(|id| name_order(class, id));
    students
}

/// The cycle of a purpose whose dates hold today; else the one that starts last, which may be next Monday's.
pub fn running<'a>(
    class: &'a Class,
    subject: &SubjectId,
    purpose: Purpose,
    today: Date,
) -> Option<(&'a CycleId, &'a Cycle)> {
    let of_subject = |cycle: &Cycle| cycle.subject.as_ref().is_none_or(|own| own == subject);
    let cycles = class.cycles.iter().filter(|(_, cycle)| cycle.purpose == purpose && of_subject(cycle));
    cycles.max_by_key(|(id, cycle)| (holds(cycle, today), cycle.starts, (*id).clone()))
}

/// Whether a cycle's dates hold a day. An open end holds.
pub fn holds(cycle: &Cycle, day: Date) -> bool {
    cycle.starts.is_none_or(|starts| starts <= day) && !is_over(cycle, day)
}

/// Whether it is time to regroup.
pub fn is_over(cycle: &Cycle, today: Date) -> bool {
    cycle.ends.is_some_and(|ends| ends < today)
}

/// The dates of a new cycle: three weeks, begun after the last one of its kind.
pub fn next_period(class: &Class, subject: &SubjectId, purpose: Purpose, today: Date) -> Period {
    let mut period = calendar::cycle_of_three_weeks(today);
    let last = running(class, subject, purpose, today).and_then(|(_, cycle)| cycle.ends);
    if let Some(last) = last.filter(|last| period.starts <= *last && *last < period.ends) {
        period.starts = calendar::plus_days(last, 1);
    }
    period
}

/// Groups of a cycle by name.
pub fn groups_of<'a>(class: &'a Class, cycle: &CycleId) -> Vec<(&'a GroupId, &'a Group)> {
    let mut groups: Vec<_> =
        class.groups.iter().filter(|(_, group)| group.cycle.as_ref() == Some(cycle)).collect();
    groups.order_by(|one, other| (&one.1.name, one.0).cmp(&(&other.1.name, other.0)));
    groups
}

/// Placements of a cycle by student.
pub fn placements_of<'a>(
    class: &'a Class,
    cycle: &CycleId,
) -> impl Iterator<Item = (&'a StudentId, &'a Placement)> {
    let cycle = cycle.clone();
    let from = (cycle.clone(), StudentId::default());
    class
        .placements
        .range(from..)
        .take_while(move |(key, _)| key.0 == cycle)
        .map(|((_, student), placement)| (student, placement))
}

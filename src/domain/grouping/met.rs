//! Who worked with whom: pairs that shared a group.

use std::collections::BTreeMap;

use super::people::placements_of;
use super::records::{Cycle, Purpose};
use crate::domain::id::{CycleId, GroupId, StudentId};
use crate::domain::week::year_of;
use crate::domain::{Class, Date};

/// Whether a cycle is one in which students work with whomever they do not know yet, begun this school year: what
/// classmates have met is counted over these.
pub fn is_counted(class: &Class, cycle: &Cycle, today: Date) -> bool {
    matches!(cycle.purpose, Purpose::Mixed | Purpose::Interest) && is_of_this_year(class, cycle, today)
}

/// Whether mixed groups seek other company than that of a cycle: mixed, interest or skill groups of this school year.
pub(super) fn is_company(class: &Class, cycle: &Cycle, today: Date) -> bool {
    let is_skill = cycle.purpose == Purpose::Skill && is_of_this_year(class, cycle, today);
    is_skill || is_counted(class, cycle, today)
}

fn is_of_this_year(class: &Class, cycle: &Cycle, today: Date) -> bool {
    let from = year_of(class, today).starts;
    cycle.starts.is_some_and(|starts| from <= starts)
}

/// How often each pair shared a group in the cycles that count, as places among the students, the smaller first.
pub fn met(
    class: &Class,
    students: &[StudentId],
    counts: impl Fn(&CycleId, &Cycle) -> bool,
) -> BTreeMap<(usize, usize), u32> {
    let mut met = BTreeMap::new();
    for (cycle, _) in class.cycles.iter().filter(|(id, cycle)| counts(id, cycle)) {
        let mut groups: BTreeMap<&GroupId, Vec<usize>> = BTreeMap::new();
        for (student, placement) in placements_of(class, cycle) {
            let place = students.iter().position(|other| other == student);
            if let (Some(place), Some(group)) = (place, &placement.group) {
                groups.entry(group).or_default().push(place);
            }
        }
        for members in groups.values() {
            for (at, &one) in members.iter().enumerate() {
                for &other in &members[at + 1..] {
                    *met.entry((one.min(other), one.max(other))).or_insert(0) += 1;
                }
            }
        }
    }
    met
}

//! What stays when groups are proposed again: locked students, those whom the teacher moved, those who are absent; and
//! the rules for pairs.

use super::focus::Focus;
use super::people::{absent_on, groups_of, placements_of};
use super::records::PairRuleKind;
use crate::domain::Class;
use crate::domain::Date;
use crate::domain::id::{CycleId, StudentId};

/// A group of the running cycle from which somebody stays.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// Its name.
    pub name: String,
    /// What it works on.
    pub focus: Focus,
    /// Who stays, as places among the students.
    pub members: Vec<usize>,
}

/// Who stays in which group of a cycle.
pub fn kept(
    class: &Class,
    cycle: &CycleId,
    students: &[StudentId],
    keep_moves: bool,
    absent: Option<Date>,
) -> Vec<Kept> {
    let mut found = Vec::new();
    for (id, group) in groups_of(class, cycle) {
        let stays = |student: &StudentId, locked: bool, by_hand: bool| {
            locked || (keep_moves && by_hand) || absent.is_some_and(|day| absent_on(class, student, day))
        };
        let here = placements_of(class, cycle).filter(|(_, placement)| placement.group.as_ref() == Some(id));
        let members: Vec<usize> = here
            .filter(|(student, placement)| stays(student, placement.locked, placement.by_hand))
            .filter_map(|(student, _)| students.iter().position(|other| other == student))
            .collect();
        if !members.is_empty() {
            let focus =
                Focus { standard: group.focus.clone(), serves: group.serves.clone(), reach: group.reach };
            found.push(Kept { name: group.name.clone(), focus, members });
        }
    }
    found
}

/// Pairs of places.
pub type Pairs = Vec<(usize, usize)>;

/// Pairs apart and pairs together, as places among the students.
pub fn pairs(class: &Class, students: &[StudentId]) -> (Pairs, Pairs) {
    let (mut apart, mut together) = (Vec::new(), Vec::new());
    for ((one, other), pair) in class.pair_rules.iter() {
        let place = |id: &StudentId| students.iter().position(|student| student == id);
        if let (Some(one), Some(other)) = (place(one), place(other)) {
            match pair.rule {
                Some(PairRuleKind::Apart) => apart.push((one, other)),
                Some(PairRuleKind::Together) => together.push((one, other)),
                None => {}
            }
        }
    }
    (apart, together)
}

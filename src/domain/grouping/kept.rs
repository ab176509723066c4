//! What stays when groups are proposed again: locked students, those whom the teacher moved, those who are absent; and
//! the rules for pairs.

use super::focus::Focus;
use super::people::{groups_of, placements_of};
use super::records::PairRuleKind;
use crate::domain::Class;
use crate::domain::Date;
use crate::domain::id::{CycleId, GroupId, StudentId};
use crate::domain::roster;

/// A group of the running cycle from which somebody stays.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    pub id: GroupId,
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
            locked
                || (keep_moves && by_hand)
                || absent.is_some_and(|day| roster::absent(class, student, day, 0))
        };
        let here = placements_of(class, cycle).filter(|(_, placement)| placement.group.as_ref() == Some(id));
        let members: Vec<usize> = here
            .filter(|(student, placement)| stays(student, placement.locked, placement.by_hand))
            .filter_map(|(student, _)| students.iter().position(|other| other == student))
            .collect();
        if !members.is_empty() {
            found.push(Kept { id: id.clone(), name: group.name.clone(), focus: Focus::of(group), members });
        }
    }
    found
}

/// Pairs of places.
pub type Pairs = Vec<(usize, usize)>;

/// Rules for a search that keep groups as they are: who stays with which label.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stay {
    /// Pairs that come together.
    pub together: Pairs,
    /// Pairs that stay apart: the groups of one label stay two.
    pub apart: Pairs,
    /// Member and label.
    pub locked: Pairs,
    /// Members of the largest group; the teacher's own groups may be larger than the settings say.
    pub largest: usize,
}

/// The rules that keep groups as they are, where `label_of` says what each works on.
pub fn stay(kept: &[Kept], label_of: impl Fn(&Kept) -> usize) -> Stay {
    let mut stay = Stay::default();
    for (at, group) in kept.iter().enumerate() {
        let label = label_of(group);
        stay.locked.extend(group.members.iter().map(|member| (*member, label)));
        stay.together.extend(group.members.windows(2).map(|pair| (pair[0], pair[1])));
        let others = kept[..at].iter().filter(|other| label_of(other) == label);
        stay.apart.extend(others.map(|other| (other.members[0], group.members[0])));
        stay.largest = stay.largest.max(group.members.len());
    }
    stay
}

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

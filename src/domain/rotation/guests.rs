//! Groups on a day on which some are absent: where too few are left, as few students as possible sit with another
//! group, for that day only. It is no change of group: tomorrow everybody is where they were.

use std::cmp::Reverse;

use super::people::members;
use crate::domain::Class;
use crate::domain::Date;
use crate::domain::grouping::{Group, PairRuleKind};
use crate::domain::id::{CycleId, GroupId, StudentId};
use crate::domain::order::Order;
use crate::domain::roster::{absent, name_order};

/// More short groups than this are not all weighed against each other: then each of the rest gets guests.
const MOST_WEIGHED: usize = 10;

/// The students of each group on a day, with those who sit there for the day and without those who sit elsewhere;
/// absent students too.
pub fn members_on(class: &Class, cycle: &CycleId, day: Date) -> Vec<(GroupId, Vec<StudentId>)> {
    let mut groups = members(class, cycle, day);
    for (student, group) in guests(class, cycle, day) {
        if !groups.iter().any(|(id, _)| *id == group) {
            continue;
        }
        let mut belongs = false;
        for (_, students) in &mut groups {
            let before = students.len();
            students.retain(|other| *other != student);
            belongs |= students.len() < before;
        }
        if let Some((_, students)) = groups.iter_mut().find(|(id, _)| belongs && *id == group) {
            students.push(student);
            students.order_by_key(|student| name_order(class, student));
        }
    }
    groups
}

/// Who sits with another group on a day, and with which.
pub fn guests(class: &Class, cycle: &CycleId, day: Date) -> Vec<(StudentId, GroupId)> {
    let from = (cycle.clone(), day, StudentId::default());
    let of_day = class.guests.range(from..).take_while(|(key, _)| key.0 == *cycle && key.1 == day);
    of_day.filter_map(|((_, _, student), guest)| Some((student.clone(), guest.group.clone()?))).collect()
}

/// The fewest of a group of so many who can work as that group: half of them, and not one alone.
pub fn fewest(usual: usize) -> usize {
    usual.min(usual.div_ceil(2).max(2))
}

/// What absences leave of a cycle's groups, and a repair.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Repair {
    /// Groups of which too few are here: how many are, of how many.
    pub short: Vec<(GroupId, usize, usize)>,
    /// Who would sit with which group. Empty where nothing is short, or where locks and pairs leave no way.
    pub guests: Vec<(StudentId, GroupId)>,
}

/// A group as it is on the day.
struct Left<'a> {
    id: GroupId,
    about: Option<&'a Group>,
    here: Vec<StudentId>,
    usual: usize,
    fewest: usize,
}

impl Left<'_> {
    fn is_short(&self) -> bool {
        !self.here.is_empty() && self.here.len() < self.fewest
    }

    /// How near the work of two groups is: the same focus, the same goal, or neither.
    fn nearness(&self, other: &Self) -> u8 {
        let (Some(one), Some(other)) = (self.about, other.about) else { return 0 };
        match () {
            () if one.focus.is_some() && one.focus == other.focus => 2,
            () if one.serves.is_some() && one.serves == other.serves => 1,
            () => 0,
        }
    }
}

/// Finds who would sit elsewhere so that no group is short, with the fewest students that can be: each short group is
/// either filled up or sits with others, and every choice of that is weighed. Locked students stay, pairs stay apart
/// or together.
pub fn repair(class: &Class, cycle: &CycleId, day: Date) -> Repair {
    let left = |(id, students): (GroupId, Vec<StudentId>)| {
        let (about, usual) = (class.groups.get(&id), students.len());
        let here = students.into_iter().filter(|student| !absent(class, student, day, 0)).collect();
        Left { id, about, here, usual, fewest: fewest(usual) }
    };
    let groups: Vec<Left<'_>> = members(class, cycle, day).into_iter().map(left).collect();
    let short: Vec<usize> = (0..groups.len()).filter(|at| groups[*at].is_short()).collect();
    if short.is_empty() {
        return Repair::default();
    }
    let weighed = &short[..short.len().min(MOST_WEIGHED)];
    let seating = Seating { class, cycle, groups: &groups };
    let choices = (0..1_u32 << weighed.len()).filter_map(|choice| {
        let leaves = weighed.iter().enumerate().filter(|(bit, _)| choice & (1 << bit) != 0);
        seating.without(&leaves.map(|(_, at)| *at).collect::<Vec<_>>())
    });
    let guests = choices.min_by_key(Vec::len).unwrap_or_default();
    let told = short.iter().map(|at| &groups[*at]);
    Repair { short: told.map(|left| (left.id.clone(), left.here.len(), left.usual)).collect(), guests }
}

/// One way to seat a day.
struct Seating<'a> {
    class: &'a Class,
    cycle: &'a CycleId,
    groups: &'a [Left<'a>],
}

impl Seating<'_> {
    /// Who sits where when these groups sit with others and the rest of the short ones are filled up; none where
    /// rules forbid it.
    fn without(&self, leaves: &[usize]) -> Option<Vec<(StudentId, GroupId)>> {
        let mut here: Vec<Vec<StudentId>> = self.groups.iter().map(|group| group.here.clone()).collect();
        let open: Vec<usize> =
            (0..here.len()).filter(|at| !leaves.contains(at) && !here[*at].is_empty()).collect();
        let mut guests = Vec::new();
        // Those who leave fill up what is short, else go where the work is nearest and room is.
        for &from in leaves {
            for student in std::mem::take(&mut here[from]) {
                let may = open.iter().copied().filter(|to| self.may_sit(&student, from, &here[*to]));
                let to = may.max_by_key(|to| {
                    let missing = here[*to].len() < self.groups[*to].fewest;
                    let near = self.groups[from].nearness(&self.groups[*to]);
                    (
                        self.has_partner(&student, &here[*to]),
                        missing,
                        near,
                        Reverse(here[*to].len()),
                        Reverse(*to),
                    )
                })?;
                here[to].push(student.clone());
                guests.push((student, to));
            }
        }
        for &to in &open {
            while here[to].len() < self.groups[to].fewest {
                let (from, student) = self.lend(to, &here)?;
                here[from].retain(|other| *other != student);
                here[to].push(student.clone());
                guests.push((student, to));
            }
        }
        let parted = guests.iter().any(|(student, to)| {
            let partners = self.partners(student, PairRuleKind::Together);
            partners.iter().any(|partner| self.is_here(partner) && !here[*to].contains(partner))
        });
        let mut seats: Vec<(StudentId, GroupId)> =
            guests.into_iter().map(|(student, to)| (student, self.groups[to].id.clone())).collect();
        seats.order();
        (!parted).then_some(seats)
    }

    /// A student whom another group can spare: nearest work first, then the largest group.
    fn lend(&self, to: usize, here: &[Vec<StudentId>]) -> Option<(usize, StudentId)> {
        let lenders =
            (0..here.len()).filter(|from| *from != to && here[*from].len() > self.groups[*from].fewest);
        let lent = lenders.filter_map(|from| {
            let usual = &self.groups[from].here;
            let may = here[from].iter().find(|student| {
                let alone = self.partners(student, PairRuleKind::Together).is_empty();
                alone && usual.contains(student) && self.may_sit(student, from, &here[to])
            });
            may.map(|student| (from, student.clone()))
        });
        lent.max_by_key(|(from, _)| {
            (self.groups[*from].nearness(&self.groups[to]), here[*from].len(), Reverse(*from))
        })
    }

    /// Whether a student may sit with others for the day.
    fn may_sit(&self, student: &StudentId, from: usize, with: &[StudentId]) -> bool {
        let placement = self.class.placements.get(&(self.cycle.clone(), student.clone()));
        let locked = placement.is_some_and(|placement| placement.locked);
        let apart = self.partners(student, PairRuleKind::Apart).iter().any(|other| with.contains(other));
        // Those who are to be together leave together or not at all.
        let left = |other: &StudentId| self.is_here(other) && !self.groups[from].here.contains(other);
        let left = self.partners(student, PairRuleKind::Together).iter().any(left);
        !locked && !apart && !left
    }

    fn has_partner(&self, student: &StudentId, with: &[StudentId]) -> bool {
        self.partners(student, PairRuleKind::Together).iter().any(|other| with.contains(other))
    }

    fn is_here(&self, student: &StudentId) -> bool {
        self.groups.iter().any(|group| group.here.contains(student))
    }

    /// With whom a student is to be together, or from whom apart.
    fn partners(&self, student: &StudentId, rule: PairRuleKind) -> Vec<StudentId> {
        let rules = self.class.pair_rules.iter().filter(|(_, pair)| pair.rule == Some(rule));
        let other = rules.filter_map(|((one, other), _)| match () {
            () if one == student => Some(other),
            () if other == student => Some(one),
            () => None,
        });
        other.cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::records::Guest;
    use super::super::tests::{class_with_groups, monday};
    use super::*;
    use crate::domain::grouping::{PairRule, Placement};
    use crate::domain::record::Changes;
    use crate::domain::roster::Absence;
    use optimize::Random;

    fn cycle() -> CycleId {
        "c1".into()
    }

    /// Groups of these sizes with so many absent from each, those with the last names first.
    fn class(sizes: &[usize], away: &[usize]) -> Class {
        let mut class = class_with_groups(sizes);
        let mut changes = Changes::default();
        for (group, (size, away)) in (1..).zip(sizes.iter().zip(away)) {
            for student in size - away + 1..=*size {
                let who = StudentId(format!("g{group}-{student}"));
                changes.set(&(who, monday(), 0), Absence::ABSENT, true);
            }
        }
        class.apply(&changes.0);
        class
    }

    fn pair(class: &mut Class, one: &str, other: &str, rule: PairRuleKind) {
        let mut changes = Changes::default();
        changes.set(&(one.into(), other.into()), PairRule::RULE, rule);
        class.apply(&changes.0);
    }

    fn found(class: &Class) -> Vec<(String, String)> {
        repair(class, &cycle(), monday()).guests.into_iter().map(|(who, to)| (who.0, to.0)).collect()
    }

    fn seat(class: &mut Class, guests: &[(StudentId, GroupId)]) {
        let mut changes = Changes::default();
        for (student, group) in guests {
            changes.set(&(cycle(), monday(), student.clone()), Guest::GROUP, group.clone());
        }
        class.apply(&changes.0);
    }

    #[test]
    fn who_is_left_alone_sits_with_others() {
        let mut class = class(&[6, 6, 6], &[5, 0, 1]);
        let repair = repair(&class, &cycle(), monday());
        assert_eq!(repair.short, [("g1".into(), 1, 6)]);
        assert_eq!(repair.guests, [("g1-1".into(), "g3".into())], "where there is room");
        seat(&mut class, &repair.guests);
        let sizes =
            |groups: Vec<(GroupId, Vec<StudentId>)>| groups.iter().map(|g| g.1.len()).collect::<Vec<_>>();
        assert_eq!(sizes(members_on(&class, &cycle(), monday())), [5, 6, 7]);
        let tuesday = Date::constant(2026, 11, 17);
        assert_eq!(sizes(members_on(&class, &cycle(), tuesday)), [6, 6, 6], "for that day only");
        assert_eq!(sizes(members(&class, &cycle(), monday())), [6, 6, 6], "no change of group");
    }

    #[test]
    fn no_group_is_short_nothing_happens() {
        assert_eq!(found(&class(&[6, 6], &[3, 2])), []);
        assert_eq!(found(&class(&[1, 4], &[0, 0])), [], "a group that is always one");
        assert_eq!(found(&class(&[6, 6], &[6, 0])), [], "a group that is away as a whole");
    }

    #[test]
    fn two_of_five_get_a_third() {
        assert_eq!(found(&class(&[5, 6], &[3, 0])), [("g2-1".into(), "g1".into())]);
    }

    #[test]
    fn locks_and_pairs_hold() {
        let alone = || class(&[6, 6, 6], &[5, 0, 1]);
        let mut locked = alone();
        let mut changes = Changes::default();
        changes.set(&(cycle(), "g1-1".into()), Placement::LOCKED, true);
        locked.apply(&changes.0);
        assert_eq!(found(&locked), [("g2-1".into(), "g1".into()), ("g2-2".into(), "g1".into())]);
        let mut apart = alone();
        pair(&mut apart, "g1-1", "g3-2", PairRuleKind::Apart);
        assert_eq!(found(&apart), [("g1-1".into(), "g2".into())]);
        let mut together = class(&[6, 6, 6], &[4, 0, 0]);
        pair(&mut together, "g1-1", "g1-2", PairRuleKind::Together);
        pair(&mut together, "g2-1", "g2-6", PairRuleKind::Together);
        assert_eq!(found(&together), [("g2-2".into(), "g1".into())], "not one of a pair");
    }

    #[test]
    fn what_cannot_be_repaired_is_told() {
        let repair = repair(&class(&[6, 6], &[5, 6]), &cycle(), monday());
        assert_eq!((repair.short.len(), repair.guests.len()), (1, 0));
    }

    /// The fewest who must sit elsewhere, by trying all numbers of students that the groups could have.
    fn least(here: &[usize], fewest: &[usize]) -> Option<usize> {
        let total: usize = here.iter().sum();
        let mut best = None;
        let mut sizes = vec![0; here.len()];
        loop {
            let fits = |at: usize| sizes[at] == 0 || (here[at] > 0 && sizes[at] >= fewest[at]);
            if sizes.iter().sum::<usize>() == total && (0..sizes.len()).all(fits) {
                let moved = here.iter().zip(&sizes).map(|(here, size)| here.saturating_sub(*size)).sum();
                best = Some(best.map_or(moved, |best: usize| best.min(moved)));
            }
            let Some(at) = sizes.iter().position(|size| *size < total) else { return best };
            sizes[at] += 1;
            sizes[..at].fill(0);
        }
    }

    #[test]
    fn nobody_more_moves_than_must() {
        let mut random = Random::new(7);
        let mut repaired = 0;
        for _ in 0..300 {
            let sizes: Vec<usize> = (0..4).map(|_| 2 + random.below(4) as usize).collect();
            let away: Vec<usize> = sizes.iter().map(|size| random.below(*size as u32 + 1) as usize).collect();
            let here: Vec<usize> = sizes.iter().zip(&away).map(|(size, away)| size - away).collect();
            let needed: Vec<usize> = sizes.iter().map(|size| fewest(*size)).collect();
            let repair = repair(&class(&sizes, &away), &cycle(), monday());
            if repair.short.is_empty() {
                assert_eq!(least(&here, &needed), Some(0));
                continue;
            }
            let moved = Some(repair.guests.len()).filter(|moved| *moved > 0);
            assert_eq!(moved, least(&here, &needed), "{here:?} of {sizes:?}");
            repaired += usize::from(moved.is_some());
        }
        assert!(repaired > 100, "{repaired}");
    }
}

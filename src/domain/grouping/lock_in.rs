//! What keeps the same students together: pairs that shared skill groups before, and, within a running cycle, what it
//! costs to change company. Among groupings that cover nearly as much, the one with the least of it is taken.

use optimize::cover::{Cover, CoverProblem, EaseSearch};

use super::met::met;
use super::names::seed;
use super::people::placements_of;
use super::records::Purpose;
use crate::domain::Class;
use crate::domain::calendar::{Period, school_year};
use crate::domain::id::{CycleId, StudentId};

/// What a pair pays for each skill cycle of the school year in which they shared a group already.
const AGAIN: f64 = 1.0;
/// What a pair pays for sharing a group where they do not in the running cycle, so that groups made anew within a
/// cycle change as little as they can.
const CHURN: f64 = 1.0;

/// What two students pay for sharing a group, as `[one][other]`, by place among the students.
pub fn penalties(
    class: &Class,
    students: &[StudentId],
    period: Period,
    replaces: Option<&CycleId>,
) -> Vec<Vec<f64>> {
    let year = school_year(period.starts);
    let earlier = met(class, students, |id, cycle| {
        let begun = cycle.starts.is_some_and(|starts| year.starts <= starts && starts < period.starts);
        cycle.purpose == Purpose::Skill && begun && Some(id) != replaces
    });
    let n = students.len();
    let mut penalties = vec![vec![0.0; n]; n];
    for ((one, other), times) in earlier {
        penalties[one][other] += AGAIN * f64::from(times);
    }
    if let Some(cycle) = replaces {
        let mut group = vec![None; n];
        for (student, placement) in placements_of(class, cycle) {
            if let Some(place) = students.iter().position(|other| other == student) {
                group[place].clone_from(&placement.group);
            }
        }
        for one in 0..n {
            for other in one + 1..n {
                if group[one].is_some() && group[other].is_some() && group[one] != group[other] {
                    penalties[one][other] += CHURN;
                }
            }
        }
    }
    penalties
}

/// Eases a cover that was found: what of the covered need may be given up is a share, 0 to 1.
#[derive(Debug, Clone)]
pub struct Easing {
    search: EaseSearch,
    covered: f64,
}

impl Easing {
    /// Nothing where there is nothing to ease.
    pub fn of(
        problem: CoverProblem,
        cover: &Cover,
        penalties: &[Vec<f64>],
        share: f64,
        period: Period,
    ) -> Option<Self> {
        let covered = cover.covered;
        let search = EaseSearch::new(problem, cover, penalties, share, seed(period.starts));
        (share > 0.0 && search.penalty() > 0.0).then_some(Self { search, covered })
    }

    /// Does at most `n` steps; true once nothing better comes.
    pub fn step(&mut self, n: u32) -> bool {
        self.search.step(n).done
    }

    /// The grouping with the least penalty so far.
    pub fn best(&self) -> Cover {
        self.search.best()
    }

    /// What that gives up of the need that was covered, 0 to 1.
    pub fn given_up(&self) -> f64 {
        if self.covered > 0.0 { (1.0 - self.best().covered / self.covered).clamp(0.0, 1.0) } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{ADD, MULTIPLY, Room};
    use super::super::*;
    use super::*;
    use crate::domain::command::UseGroups;
    use crate::domain::standards::tests::math;

    /// 12 students who all need to add, and nothing else; a cycle of skill groups that has ended.
    fn second_cycle() -> Room {
        let mut room = Room::of(12);
        (0..12).for_each(|student| room.marks(student, ADD, &[1.0, 2.0]));
        room.run(UseGroups::from(room.skill().unwrap())).unwrap();
        room.today = "2026-12-07".parse().unwrap();
        room
    }

    fn propose(room: &Room, give_up: f64) -> Proposal {
        let mut ask = room.ask(Purpose::Skill);
        ask.settings.give_up = give_up;
        propose_skill(&room.class, &math(), &ask, 200_000).unwrap()
    }

    /// Pairs of a proposal that shared a group before.
    fn again(room: &Room, proposal: &Proposal) -> usize {
        let students = people::students_on(&room.class, room.today);
        let before = met::met(&room.class, &students, |id, _| Some(id) != proposal.replaces.as_ref());
        let place = |id: &StudentId| students.iter().position(|student| student == id).unwrap();
        let groups = proposal.groups.iter().map(|group| group.members.iter().map(place).collect::<Vec<_>>());
        groups
            .map(|places| {
                let with = |one: &usize| {
                    places.iter().filter(|other| one < other && before.contains_key(&(*one, **other))).count()
                };
                places.iter().map(with).sum::<usize>()
            })
            .sum()
    }

    #[test]
    fn the_next_cycle_brings_others_together_where_the_need_is_the_same() {
        let room = second_cycle();
        let (stiff, eased) = (propose(&room, 0.0), propose(&room, 0.03));
        let groups = eased.groups.len();
        // By the pigeonhole, groups of 12 over as many earlier groups: some pairs meet again whatever is done.
        assert!(again(&room, &eased) * 2 <= again(&room, &stiff), "{groups} groups");
        assert!(eased.proof.proven && eased.proof.given_up.abs() < 1e-9, "everybody needs the same");
        assert_eq!(eased.assessment.covered, 12);
        assert_eq!(eased.groups, propose(&room, 0.03).groups, "the same again");
    }

    #[test]
    fn no_more_than_the_share_is_given_up() {
        let mut room = Room::of(12);
        for student in 0..12 {
            let (add, multiply) = if student < 6 { (1.0, 2.0) } else { (2.0, 1.0) };
            room.marks(student, ADD, &[add, add, add]);
            room.marks(student, MULTIPLY, &[multiply, multiply, multiply]);
        }
        room.run(UseGroups::from(room.skill().unwrap())).unwrap();
        room.today = "2026-12-07".parse().unwrap();
        // Two groups stand by need; any exchange costs more than 3 %, and half of it is a great price.
        let mut ask = room.ask(Purpose::Skill);
        ask.settings.groups_max = 2;
        let best = propose_skill(&room.class, &math(), &ask, 200_000).unwrap();
        assert!(best.proof.given_up <= 0.03 + 1e-9);
        ask.settings.give_up = 0.5;
        let loose = propose_skill(&room.class, &math(), &ask, 200_000).unwrap();
        assert!(loose.proof.given_up > best.proof.given_up && loose.proof.given_up <= 0.5);
        assert!(again(&room, &loose) < again(&room, &best));
    }

    #[test]
    fn within_a_cycle_company_stays() {
        let mut room = Room::of(12);
        (0..12).for_each(|student| room.marks(student, ADD, &[1.0, 2.0]));
        room.run(UseGroups::from(room.mixed_as_skill())).unwrap();
        let cycle = room.cycle(Purpose::Skill);
        let home = |student: &StudentId| {
            room.class.placements.get(&(cycle.clone(), student.clone())).unwrap().group.clone()
        };
        let strangers = |proposal: &Proposal| {
            assert_eq!(proposal.replaces.as_ref(), Some(&cycle));
            let pairs = proposal.groups.iter().flat_map(|group| {
                group.members.iter().flat_map(|one| group.members.iter().map(move |other| (one, other)))
            });
            pairs.filter(|(one, other)| home(one) != home(other)).count()
        };
        assert!(strangers(&propose(&room, 0.03)) < strangers(&propose(&room, 0.0)));
    }
}

//! The question of a mixed search, and the checks of its numbers.

/// `schedule[round][group]` = members, ascending.
pub type Schedule = Vec<Vec<Vec<usize>>>;

/// One round to be grouped.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MixedRound {
    /// Members of each group; they add up to the members who are there.
    pub sizes: Vec<usize>,
    /// Members who are away in this round, in any order.
    pub absent: Vec<usize>,
    /// `(member, group)`: members whose group is settled.
    pub placed: Vec<(usize, usize)>,
}

/// What one unit of each fault costs. All in 0..=1000; a broken rule outweighs them all.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    /// A pair that meets for the second time; the third costs two of these, the fourth three.
    pub repeat: f64,
    /// A group whose mean is one standard deviation off the mean of all; the square counts.
    pub balance: f64,
    /// A group with one bearer of a tag more or fewer than its share allows; the square counts.
    pub spread: f64,
    /// A group with exactly one bearer of a tag where two together are possible.
    pub alone: f64,
}

impl Default for Weights {
    fn default() -> Weights {
        // A group half a standard deviation off is worth a repeat; with less, years of groups drift that far and more.
        Weights { repeat: 1.0, balance: 4.0, spread: 1.0, alone: 30.0 }
    }
}

/// Members, rounds, rules and traits.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MixedProblem {
    /// Number of members; they are `0..members`.
    pub members: usize,
    /// The rounds to group, all at once.
    pub rounds: Vec<MixedRound>,
    /// Pairs who should never share a group.
    pub apart: Vec<(usize, usize)>,
    /// Pairs who should share a group in every round in which both are there.
    pub together: Vec<(usize, usize)>,
    /// `(a, b, times)`: how often a pair met before the first round.
    pub met: Vec<(usize, usize, u32)>,
    /// Traits whose mean each group should share: `numbers[trait][member]`; `None` = not known, counts nothing.
    pub numbers: Vec<Vec<Option<f64>>>,
    /// Traits to be spread over the groups: `tags[trait][member]`.
    pub tags: Vec<Vec<bool>>,
    /// What counts how much.
    pub weights: Weights,
    /// A schedule to begin with and never to fall behind, in place of a drawn one.
    pub start: Option<Schedule>,
    /// Every seed is good; the same seed and steps give the same schedule on every machine.
    pub seed: u64,
}

/// A number of the problem that cannot be right.
#[derive(Clone, Debug, PartialEq)]
pub enum MixedFault {
    /// There are no members or no rounds.
    Nothing,
    /// This member does not exist; named in a rule, in `met`, as absent or as placed.
    NoSuchMember { member: usize, members: usize },
    /// A member is placed in a group that the round does not have or that is full, although absent, or twice.
    BadPlace { round: usize, member: usize, group: usize },
    /// The group sizes of this round add up to `seats`, but `present` members are there.
    SizesDoNotAddUp { round: usize, seats: usize, present: usize },
    /// This trait (numbers first, then tags) has not one value per member, or one that is not finite.
    BadTrait { index: usize },
    /// A weight is not in 0..=1000.
    BadWeight,
    /// The start does not have the groups of this round, or does not place every present member once.
    BadStart { round: usize },
}

/// `groups` sizes for `members`, as even as possible, larger ones first. No groups: none.
pub fn even_sizes(members: usize, groups: usize) -> Vec<usize> {
    (0..groups).map(|group| members / groups + usize::from(group < members % groups)).collect()
}

impl MixedProblem {
    /// Who is there in a round.
    pub(super) fn present(&self, round: usize) -> Vec<bool> {
        let mut present = vec![true; self.members];
        self.rounds[round].absent.iter().for_each(|&member| present[member] = false);
        present
    }

    pub(super) fn check(&self) -> Result<(), MixedFault> {
        let members = self.members;
        if members == 0 || self.rounds.is_empty() {
            return Err(MixedFault::Nothing);
        }
        let pairs = self.apart.iter().chain(&self.together).flat_map(|&(a, b)| [a, b]);
        let met = self.met.iter().flat_map(|&(a, b, _)| [a, b]);
        let per_round = |round: &MixedRound| -> Vec<usize> {
            round.absent.iter().copied().chain(round.placed.iter().map(|&(member, _)| member)).collect()
        };
        let mut named = pairs.chain(met).chain(self.rounds.iter().flat_map(per_round));
        if let Some(member) = named.find(|&member| member >= members) {
            return Err(MixedFault::NoSuchMember { member, members });
        }
        let number_is_bad = |values: &Vec<Option<f64>>| {
            values.len() != members || values.iter().flatten().any(|value| !value.is_finite())
        };
        if let Some(index) = self.numbers.iter().position(number_is_bad) {
            return Err(MixedFault::BadTrait { index });
        }
        if let Some(tag) = self.tags.iter().position(|bearers| bearers.len() != members) {
            return Err(MixedFault::BadTrait { index: self.numbers.len() + tag });
        }
        let w = &self.weights;
        if [w.repeat, w.balance, w.spread, w.alone].iter().any(|weight| !(0.0..=1e3).contains(weight)) {
            return Err(MixedFault::BadWeight);
        }
        (0..self.rounds.len()).try_for_each(|round| self.check_round(round))
    }

    fn check_round(&self, index: usize) -> Result<(), MixedFault> {
        let round = &self.rounds[index];
        let present = self.present(index);
        let n_present = present.iter().filter(|here| **here).count();
        let seats: usize = round.sizes.iter().sum();
        if seats != n_present {
            return Err(MixedFault::SizesDoNotAddUp { round: index, seats, present: n_present });
        }
        for (i, &(member, group)) in round.placed.iter().enumerate() {
            let twice = round.placed[..i].iter().any(|&(other, _)| other == member);
            let seated = round.placed[..=i].iter().filter(|&&(_, other)| other == group).count();
            let has_seat = round.sizes.get(group).is_some_and(|&size| seated <= size);
            if !has_seat || !present[member] || twice {
                return Err(MixedFault::BadPlace { round: index, member, group });
            }
        }
        let Some(start) = &self.start else { return Ok(()) };
        let Some(groups) = start.get(index).filter(|groups| groups.len() == round.sizes.len()) else {
            return Err(MixedFault::BadStart { round: index });
        };
        let mut waiting = present;
        for (group, &size) in groups.iter().zip(&round.sizes) {
            let all_were_waiting =
                group.iter().all(|&m| waiting.get_mut(m).is_some_and(|w| core::mem::replace(w, false)));
            if group.len() != size || !all_were_waiting {
                return Err(MixedFault::BadStart { round: index });
            }
        }
        match round.placed.iter().find(|&&(member, group)| !groups[group].contains(&member)) {
            Some(_) => Err(MixedFault::BadStart { round: index }),
            None => Ok(()),
        }
    }
}

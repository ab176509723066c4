//! The public golfer search.

use super::designs::design;
use crate::mixed::{MixedFault, MixedProblem, MixedReport, MixedRound, MixedSearch, Schedule};
use crate::{Progress, Random};

/// Why a golfer question cannot be asked.
#[derive(Clone, Debug, PartialEq)]
pub enum GolferFault {
    /// There are no groups, no rounds, or groups of nobody.
    Nothing,
    /// That many members do not fill `groups` groups of `size` or one less.
    Members { members: usize, fewest: usize, most: usize },
    /// The mixed search refused what was made of it.
    Mixed(MixedFault),
}

/// A golfer search: make it, call `step` until `done` or as long as there is time, read `best` at any time.
#[derive(Clone, Debug)]
pub struct GolferSearch {
    mixed: MixedSearch,
}

impl GolferSearch {
    /// `groups` groups of `size`, of which `groups * size - members` have one member less, over `rounds` rounds.
    /// Where a design answers the question the search is done before its first step.
    ///
    /// # Errors
    /// Numbers that describe no such schedule.
    pub fn new(
        groups: usize,
        size: usize,
        rounds: usize,
        members: usize,
        seed: u64,
    ) -> Result<GolferSearch, GolferFault> {
        if groups == 0 || size == 0 || rounds == 0 || members == 0 {
            return Err(GolferFault::Nothing);
        }
        let (fewest, most) = (groups * (size - 1), groups * size);
        if members < fewest || members > most {
            return Err(GolferFault::Members { members, fewest, most });
        }
        let full = members - fewest;
        let sizes: Vec<usize> = (0..groups).map(|group| size - usize::from(group >= full)).collect();
        let sizes: Vec<usize> = sizes.into_iter().filter(|&size| size > 0).collect();
        let round = MixedRound { sizes: sizes.clone(), ..MixedRound::default() };
        let start = from_design(groups, size, rounds, members, seed);
        let problem =
            MixedProblem { members, rounds: vec![round; rounds], start, seed, ..MixedProblem::default() };
        Ok(GolferSearch { mixed: MixedSearch::new(problem).map_err(GolferFault::Mixed)? })
    }

    /// Does at most `n` steps, well below a microsecond each.
    pub fn step(&mut self, n: u32) -> Progress {
        self.mixed.step(n)
    }

    /// The best schedule so far: larger groups first, members ascending.
    pub fn best(&self) -> &Schedule {
        self.mixed.best()
    }

    /// No schedule has fewer repeats.
    pub fn proven(&self) -> bool {
        self.mixed.proven()
    }

    /// Repeats and most meetings of the best schedule.
    pub fn report(&self) -> MixedReport {
        self.mixed.report()
    }
}

/// A start from a design: members taken out for uneven numbers, further rounds from further copies of it.
fn from_design(groups: usize, size: usize, rounds: usize, members: usize, seed: u64) -> Option<Schedule> {
    let all = groups * size;
    // A size of one less may have the longer design where every group is that small anyway.
    let design = design(groups, size)?.rounds;
    let (gone, spoiled) = take_out(&design, all, all - members);
    let mut name = vec![usize::MAX; all];
    (0..all).filter(|member| !gone.contains(member)).enumerate().for_each(|(new, old)| name[old] = new);
    let whole = design.iter().enumerate().filter(|(round, _)| !spoiled[*round]).map(|(_, groups)| groups);
    let mut schedule: Schedule = whole
        .take(rounds)
        .map(|groups| {
            let renamed = |group: &Vec<usize>| {
                let mut group: Vec<usize> =
                    group.iter().map(|&m| name[m]).filter(|&m| m != usize::MAX).collect();
                group.sort_unstable();
                group
            };
            let mut groups: Vec<Vec<usize>> =
                groups.iter().map(renamed).filter(|group| !group.is_empty()).collect();
            groups.sort_by_key(|group| core::cmp::Reverse(group.len()));
            groups
        })
        .collect();
    // Beyond the design its rounds again, with other names: where it has every pair, so has each copy.
    let mut random = Random::new(seed);
    let whole = schedule.clone();
    while schedule.len() < rounds {
        let mut other: Vec<usize> = (0..members).collect();
        for i in (1..members).rev() {
            other.swap(i, random.below(i as u32 + 1) as usize);
        }
        let renamed = |group: &Vec<usize>| group.iter().map(|&member| other[member]).collect();
        let left = rounds - schedule.len();
        schedule.extend(whole.iter().take(left).map(|groups| groups.iter().map(renamed).collect()));
    }
    Some(schedule)
}

/// Members to take out so that as few rounds as possible lose two from one group, and those rounds. Greedy, from
/// every single member and from every group: the members of one group meet in one round only.
fn take_out(design: &Schedule, all: usize, count: usize) -> (Vec<usize>, Vec<bool>) {
    let mut best = (Vec::new(), vec![false; design.len()]);
    if count == 0 {
        return best;
    }
    // `met[a * all + b]`: the round in which two members share a group.
    let mut met = vec![usize::MAX; all * all];
    for (round, groups) in design.iter().enumerate() {
        for group in groups {
            for &a in group {
                group.iter().for_each(|&b| met[a * all + b] = round);
            }
        }
    }
    let mut fewest = usize::MAX;
    let single = (0..all).map(|member| vec![member]);
    let together = design.iter().flatten().map(|group| group.iter().copied().take(count).collect());
    for mut gone in single.chain(together) {
        let mut spoiled = vec![false; design.len()];
        if let [a, b, ..] = gone[..] {
            spoiled[met[a * all + b]] = true;
        }
        while gone.len() < count {
            let cost = |member: &usize| {
                let mut rounds: Vec<usize> = gone.iter().map(|&other| met[member * all + other]).collect();
                rounds.sort_unstable();
                rounds.dedup();
                rounds.iter().filter(|&&round| round != usize::MAX && !spoiled[round]).count()
            };
            let Some(next) = (0..all).filter(|member| !gone.contains(member)).min_by_key(cost) else { break };
            for &other in &gone {
                if let Some(mark) = spoiled.get_mut(met[next * all + other]) {
                    *mark = true;
                }
            }
            gone.push(next);
        }
        let lost = spoiled.iter().filter(|is_lost| **is_lost).count();
        if lost < fewest {
            fewest = lost;
            best = (gone, spoiled);
        }
    }
    best
}

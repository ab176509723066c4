//! A first schedule: rounds drawn at random that keep apart, together and placed wherever that is possible.

use super::problem::{MixedProblem, Schedule};
use crate::Random;
use crate::split::{Division, Split, split};

const SPLIT_BUDGET: u32 = 20_000;

/// The members of a round who move as one: the components of `together` among those present. Where they cannot
/// be packed into the groups, everybody moves alone and the report names the breach.
#[derive(Clone, Debug)]
pub(super) struct Opening {
    pub schedule: Schedule,
    /// `blocks[round]`: sets of members who move as one.
    pub blocks: Vec<Vec<Vec<usize>>>,
}

pub(super) fn open(problem: &MixedProblem, random: &mut Random) -> Opening {
    let mut opening = Opening { schedule: Vec::new(), blocks: Vec::new() };
    for round in 0..problem.rounds.len() {
        let (mut groups, blocks) = open_round(problem, round, random);
        if let Some(start) = problem.start.as_ref() {
            groups.clone_from(&start[round]);
        }
        // A start may tear a block apart; then its members move alone, so that the search can mend it.
        let whole = |block: &Vec<usize>| groups.iter().any(|group| block.iter().all(|m| group.contains(m)));
        let blocks = blocks
            .into_iter()
            .flat_map(
                |block| if whole(&block) { vec![block] } else { block.iter().map(|&m| vec![m]).collect() },
            )
            .collect();
        opening.schedule.push(groups);
        opening.blocks.push(blocks);
    }
    opening
}

type Blocks = Vec<Vec<usize>>;

fn open_round(problem: &MixedProblem, round: usize, random: &mut Random) -> (Vec<Vec<usize>>, Blocks) {
    let blocks = blocks(problem, round);
    let alone: Blocks = blocks.iter().flatten().map(|&member| vec![member]).collect();
    // From all rules to none, until one can be packed; sizes alone always can.
    for (blocks, keep_apart) in [(&blocks, true), (&blocks, false), (&alone, true), (&alone, false)] {
        if let Some(groups) = pack(problem, round, blocks, keep_apart, random) {
            return (groups, blocks.clone());
        }
    }
    // Reached only where more members are placed in a group than it has seats.
    let mut rest = alone.iter().flatten().copied();
    let deal = |&size: &usize| rest.by_ref().take(size).collect();
    (problem.rounds[round].sizes.iter().map(deal).collect(), alone)
}

/// The members of a round who have to be together, each such set once, single members too.
pub(super) fn blocks(problem: &MixedProblem, round: usize) -> Blocks {
    let present = problem.present(round);
    let mut head: Vec<usize> = (0..problem.members).collect();
    for &(a, b) in problem.together.iter().filter(|&&(a, b)| present[a] && present[b]) {
        let (keep, drop) = (head[a].min(head[b]), head[a].max(head[b]));
        head.iter_mut().filter(|h| **h == drop).for_each(|h| *h = keep);
    }
    let heads = (0..problem.members).filter(|&member| present[member] && head[member] == member);
    heads.map(|top| (top..problem.members).filter(|&m| present[m] && head[m] == top).collect()).collect()
}

fn pack(
    problem: &MixedProblem,
    round: usize,
    blocks: &Blocks,
    keep_apart: bool,
    random: &mut Random,
) -> Option<Vec<Vec<usize>>> {
    let mut block_of = vec![usize::MAX; problem.members];
    for (block, members) in blocks.iter().enumerate() {
        members.iter().for_each(|&member| block_of[member] = block);
    }
    let mut clash = vec![Vec::new(); blocks.len()];
    let present = problem.present(round);
    for &(a, b) in problem.apart.iter().filter(|&&(a, b)| keep_apart && present[a] && present[b]) {
        if block_of[a] == block_of[b] {
            return None;
        }
        clash[block_of[a]].push(block_of[b]);
        clash[block_of[b]].push(block_of[a]);
    }
    let mut pinned: Vec<(usize, usize)> =
        problem.rounds[round].placed.iter().map(|&(member, group)| (block_of[member], group)).collect();
    pinned.sort_unstable();
    pinned.dedup();
    if pinned.windows(2).any(|pair| pair[0].0 == pair[1].0) {
        return None;
    }
    let mut items: Vec<usize> = (0..blocks.len()).collect();
    for i in (1..items.len()).rev() {
        items.swap(i, random.below(i as u32 + 1) as usize);
    }
    let weight: Vec<usize> = blocks.iter().map(Vec::len).collect();
    let sizes: Vec<(usize, usize)> = problem.rounds[round].sizes.iter().map(|&size| (size, size)).collect();
    let division = Division { items: &items, weight: &weight, clash: &clash, sizes: &sizes, pinned: &pinned };
    match split(&division, SPLIT_BUDGET) {
        Split::Parts(parts) => Some(
            parts
                .into_iter()
                .map(|part| part.into_iter().flat_map(|b| blocks[b].clone()).collect())
                .collect(),
        ),
        _ => None,
    }
}

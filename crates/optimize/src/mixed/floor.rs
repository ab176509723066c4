//! A bound that no schedule of a problem falls below, so that a search can say that it is through.
//!
//! Rules are taken as kept: a schedule that breaks one costs more than all faults together. Numbers are taken as in
//! perfect balance, so that with numbers the bound is seldom reached.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::board::{MILLION, TagShare, distinct, history};
use super::opening::blocks;
use super::problem::MixedProblem;

/// In millionths of a weight, as the board counts.
pub(super) fn floor(problem: &MixedProblem) -> i64 {
    let repeat = (problem.weights.repeat * MILLION) as i64;
    meetings(problem) * repeat + (0..problem.rounds.len()).map(|round| tags(problem, round)).sum::<i64>()
}

/// Repeats where those who must be together meet whenever both are there, those apart never, and all other meetings
/// are dealt to the pairs that met least. A meeting of a pair counts as many as it met before.
fn meetings(problem: &MixedProblem) -> i64 {
    let n = problem.members;
    let mut times = history(problem);
    // How often each pair can meet, and how often it has to.
    let (mut can, mut must) = (vec![0u32; n * n], vec![0u32; n * n]);
    let mut left = 0;
    for (index, round) in problem.rounds.iter().enumerate() {
        left += round.sizes.iter().map(|&size| size * size.saturating_sub(1) / 2).sum::<usize>();
        let present = problem.present(index);
        for a in (0..n).filter(|&a| present[a]) {
            (a + 1..n).filter(|&b| present[b]).for_each(|b| can[a * n + b] += 1);
        }
        for block in blocks(problem, index) {
            for (i, &a) in block.iter().enumerate() {
                block[i + 1..].iter().for_each(|&b| must[a * n + b] += 1);
            }
        }
    }
    distinct(&problem.apart).into_iter().for_each(|(a, b)| can[a * n + b] = 0);
    let mut floor = 0;
    let mut open = BinaryHeap::new();
    for a in 0..n {
        for pair in a * n + a + 1..(a + 1) * n {
            for _ in 0..must[pair].min(can[pair]) {
                floor += times[pair];
                times[pair] += 1;
                left = left.saturating_sub(1);
            }
            // A pair of a block that has met whenever it can is through, as is one apart.
            open.push(Reverse((times[pair], can[pair].saturating_sub(must[pair]))));
        }
    }
    while let Some(Reverse((times, can))) = open.pop().filter(|_| left > 0) {
        if can > 0 {
            floor += times;
            left -= 1;
            open.push(Reverse((times + 1, can - 1)));
        }
    }
    floor
}

/// What the tags of a round cost where its groups share out the bearers as well as their number allows.
fn tags(problem: &MixedProblem, round: usize) -> i64 {
    let (spread, alone) = (problem.weights.spread * MILLION, problem.weights.alone * MILLION);
    let (present, sizes) = (problem.present(round), &problem.rounds[round].sizes);
    let n_present = sizes.iter().sum();
    let mut floor = 0.0;
    for bearers in &problem.tags {
        let total = bearers.iter().zip(&present).filter(|(bears, here)| **bears && **here).count();
        // `least[dealt]`: the cost of the groups so far when they have so many bearers.
        let mut least = vec![f64::INFINITY; total + 1];
        least[0] = 0.0;
        for &size in sizes {
            let share = TagShare { total, size, present: n_present };
            let mut next = vec![f64::INFINITY; total + 1];
            for (dealt, before) in least.iter().enumerate() {
                for here in 0..=size.min(total - dealt) {
                    // Rounded down, as the board does for a whole group.
                    let cost = before + libm::floor(share.cost(here, spread, alone));
                    next[dealt + here] = next[dealt + here].min(cost);
                }
            }
            least = next;
        }
        floor += least[total].min(1e15);
    }
    floor as i64
}

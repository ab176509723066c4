//! Amounts in proportion to shares: what each member gets beyond a floor follows the member's share as nearly as
//! groups allow.

use super::problem::{AmountsFault, AmountsProblem};
use super::start::start;

/// Changes after which it ends in any case: each lowers the distance, so only numbers at the edge of what can be told
/// apart could go on.
const MOST_CHANGES: usize = 2_000;

/// Units by period and group, all of them used: what each compared member has beyond `floor` lies as near as it can,
/// in squares, to a multiple of the member's share. That distance is convex in the units; one unit changes hands, or
/// two where one does not help, as long as it falls.
///
/// # Errors
/// What is wrong with the problem.
pub fn in_ratio(
    problem: &AmountsProblem,
    floor: &[i64],
    share: &[f64],
) -> Result<Vec<Vec<u32>>, AmountsFault> {
    problem.check()?;
    if floor.len() != problem.given.len() || share.len() != problem.given.len() {
        return Err(AmountsFault::BadMembers);
    }
    let units: Vec<Vec<u32>> = problem.periods.iter().map(start).collect();
    let beyond =
        problem.totals(&units).iter().zip(floor).map(|(total, floor)| (total - floor) as f64).collect();
    let compared: Vec<usize> = (0..share.len()).filter(|member| problem.compared[*member]).collect();
    let squares = compared.iter().map(|&member| share[member] * share[member]).sum();
    let mut slope = Slope { problem, share, compared, squares, units, beyond };
    for _ in 0..MOST_CHANGES {
        let least = slope.off() - 1e-6;
        let Some(changes) = slope.one_better(least).or_else(|| slope.two_better(least)) else { break };
        changes.into_iter().for_each(|change| slope.hand(change));
    }
    Ok(slope.units)
}

/// Period, the group that gives, the group that gets.
type Change = (usize, usize, usize);

struct Slope<'a> {
    problem: &'a AmountsProblem,
    share: &'a [f64],
    compared: Vec<usize>,
    squares: f64,
    units: Vec<Vec<u32>>,
    beyond: Vec<f64>,
}

impl Slope<'_> {
    /// Squared distance to the nearest multiple of the shares.
    fn off(&self) -> f64 {
        let (mut own, mut with) = (0.0, 0.0);
        for &member in &self.compared {
            own += self.beyond[member] * self.beyond[member];
            with += self.beyond[member] * self.share[member];
        }
        own - if self.squares > 0.0 { with * with / self.squares } else { 0.0 }
    }

    fn changes(&self) -> Vec<Change> {
        let mut changes = Vec::new();
        for (period, (of, units)) in self.problem.periods.iter().zip(&self.units).enumerate() {
            for from in (0..units.len()).filter(|from| units[*from] > of.least) {
                changes.extend((0..units.len()).filter(|to| *to != from).map(|to| (period, from, to)));
            }
        }
        changes
    }

    fn hand(&mut self, (period, from, to): Change) {
        let of = &self.problem.periods[period];
        of.groups[from].iter().for_each(|&member| self.beyond[member] -= of.size[from] as f64);
        of.groups[to].iter().for_each(|&member| self.beyond[member] += of.size[to] as f64);
        self.units[period][from] -= 1;
        self.units[period][to] += 1;
    }

    /// The change that lowers the distance most, if any does.
    fn one_better(&mut self, mut least: f64) -> Option<Vec<Change>> {
        let mut best = None;
        for change in self.changes() {
            self.hand(change);
            let off = self.off();
            if off < least {
                (least, best) = (off, Some(vec![change]));
            }
            self.hand(back(change));
        }
        best
    }

    /// The first two changes that lower it together.
    fn two_better(&mut self, least: f64) -> Option<Vec<Change>> {
        for first in self.changes() {
            self.hand(first);
            let second = self.one_better(least);
            self.hand(back(first));
            if let Some(second) = second {
                return Some([vec![first], second].concat());
            }
        }
        None
    }
}

fn back((period, from, to): Change) -> Change {
    (period, to, from)
}

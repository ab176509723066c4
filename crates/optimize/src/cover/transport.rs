//! The best assignment of units to labels once the number of groups per label is settled: a transportation
//! problem, solved exactly by successive shortest paths over the few labels in use.
//!
//! Units of several members may come out divided between labels here; `leaf` branches on those.

use super::units::Units;

/// Who goes where, in members.
#[derive(Clone, Debug)]
pub(super) struct Flow {
    /// `count[unit][slot]`: how many of the unit's members go to the label in that slot of `labels`.
    pub count: Vec<Vec<usize>>,
    /// No assignment under the same conditions is worth more.
    pub bound: i64,
}

/// A reward above all needs together: it fills every group to its least size before need is looked at.
const FILL: i64 = 1 << 50;
const FAR: i64 = i64::MAX / 4;

/// Solves for `labels` (distinct), `limits[slot]` = fewest and most members at that label, and `open[unit]` =
/// which slots the unit may take. `None` where the limits cannot be kept.
pub(super) fn transport(
    units: &Units,
    labels: &[usize],
    limits: &[(usize, usize)],
    open: &[Vec<bool>],
) -> Option<Flow> {
    let n_slots = labels.len();
    // A unit's value is shared out evenly among its members, rounded up so that the bound stays a bound.
    let mut worth = vec![vec![-FAR; n_slots]; units.len()];
    for (unit, row) in worth.iter_mut().enumerate() {
        let weight = units.weight[unit] as i64;
        for (slot, cell) in row.iter_mut().enumerate() {
            if open[unit][slot] {
                *cell = (units.value[unit][labels[slot]] + weight - 1) / weight;
            }
        }
    }
    let mut net = Net {
        worth,
        count: vec![vec![0; n_slots]; units.len()],
        filled: vec![0; n_slots],
        limits,
        move_cost: vec![FAR; n_slots * n_slots],
        mover: vec![usize::MAX; n_slots * n_slots],
    };
    for unit in 0..units.len() {
        for _ in 0..units.weight[unit] {
            if !net.add(unit) {
                return None;
            }
        }
    }
    if (0..n_slots).any(|slot| net.filled[slot] < limits[slot].0) {
        return None;
    }
    let mut bound = 0;
    for (unit, row) in net.count.iter().enumerate() {
        for (slot, &count) in row.iter().enumerate() {
            bound += if count == units.weight[unit] {
                units.value[unit][labels[slot]]
            } else if count > 0 {
                net.worth[unit][slot] * count as i64
            } else {
                0
            };
        }
    }
    Some(Flow { count: net.count, bound })
}

struct Net<'a> {
    worth: Vec<Vec<i64>>,
    count: Vec<Vec<usize>>,
    filled: Vec<usize>,
    limits: &'a [(usize, usize)],
    /// `[from * n + to]`: least loss in moving one member from a slot to another, and the unit that loses it.
    move_cost: Vec<i64>,
    mover: Vec<usize>,
}

impl Net<'_> {
    /// Adds one member of `unit` along the cheapest chain of moves; false where no slot has room in reach.
    fn add(&mut self, unit: usize) -> bool {
        let n = self.filled.len();
        let mut cost: Vec<i64> = self.worth[unit].iter().map(|&w| -w).collect();
        let mut before = vec![usize::MAX; n];
        // Bellman and Ford: costs may be negative, and there are only a handful of slots.
        for _ in 0..n {
            let mut changed = false;
            for from in 0..n {
                if cost[from] >= FAR {
                    continue;
                }
                for to in 0..n {
                    let by = self.move_cost[from * n + to];
                    if by < FAR && cost[from] + by < cost[to] {
                        cost[to] = cost[from] + by;
                        before[to] = from;
                        changed = true;
                    }
                }
            }
            if !changed {
                break;
            }
        }
        let mut end = None;
        let mut least = FAR;
        for (slot, &cost) in cost.iter().enumerate() {
            let (fewest, most) = self.limits[slot];
            if self.filled[slot] >= most || cost >= FAR {
                continue;
            }
            let total = if self.filled[slot] < fewest { cost - FILL } else { cost };
            if total < least {
                (least, end) = (total, Some(slot));
            }
        }
        let Some(mut to) = end else { return false };
        self.filled[to] += 1;
        let mut touched = vec![to];
        while before[to] != usize::MAX {
            let from = before[to];
            let mover = self.mover[from * n + to];
            self.count[mover][from] -= 1;
            self.count[mover][to] += 1;
            touched.push(from);
            to = from;
        }
        self.count[unit][to] += 1;
        for from in touched {
            self.refresh(from);
        }
        true
    }

    /// Recomputes the moves out of one slot.
    fn refresh(&mut self, from: usize) {
        let n = self.filled.len();
        for to in 0..n {
            let (mut least, mut who) = (FAR, usize::MAX);
            for (unit, row) in self.worth.iter().enumerate() {
                if to != from && self.count[unit][from] > 0 && row[to] > -FAR {
                    let loss = row[from] - row[to];
                    if loss < least {
                        (least, who) = (loss, unit);
                    }
                }
            }
            self.move_cost[from * n + to] = least;
            self.mover[from * n + to] = who;
        }
    }
}

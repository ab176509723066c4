//! The upper bound while the number of groups per label is still open.
//!
//! Lagrangian relaxation of "every member is placed once" (Fisher, "The Lagrangian relaxation method", 1981;
//! for facility location: Cornuejols, Fisher, Nemhauser 1977). Each member gets a price; given the prices every
//! label picks the members that pay best, within the sizes of its groups, and a small dynamic program deals the
//! groups to the labels. The sum is never below the best grouping, and moving the prices against the members
//! taken too often or not at all (Held, Wolfe, Crowder 1974) brings it down.

use super::units::{SCALE, Units};

/// Bounds on the number of groups of each label: a part of the search still to be looked at.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub fewest: Vec<usize>,
    pub most: Vec<usize>,
    /// Per unit, a price for each of its members, in billionths.
    pub price: Vec<f64>,
    /// No grouping here is worth more.
    pub bound: f64,
}

/// The work on one node.
#[derive(Clone, Debug)]
pub(super) struct Pricing {
    pub node: Node,
    price: Vec<f64>,
    stride: f64,
    stalled: u32,
    pub rounds: u32,
    /// `gain[label][k]`: what k groups of that label are worth at the prices of the last round.
    gain: Vec<Vec<f64>>,
    /// Units that each label may have, by what they pay at the prices of the last round.
    order: Vec<Vec<(f64, usize)>>,
    /// What the first units of the order in hand pay together; kept so that its memory is.
    sums: Vec<f64>,
    /// Number of groups dealt to each label in the round with the best bound, and its running mean.
    pub dealt: Vec<usize>,
    pub mean_dealt: Vec<f64>,
}

/// In needs. For 36 members with 90 labels 0 took up to ten times as long in the worst of ten cases, 0.05 and 0.5 up
/// to twice as long.
const MARGIN: f64 = 0.2;
const NEVER: f64 = f64::NEG_INFINITY;

impl Pricing {
    /// Begins with the prices that the node has.
    pub fn new(node: Node) -> Pricing {
        let n_labels = node.most.len();
        Pricing {
            price: node.price.clone(),
            stride: 1.0,
            stalled: 0,
            rounds: 0,
            gain: vec![Vec::new(); n_labels],
            order: vec![Vec::new(); n_labels],
            sums: Vec::new(),
            dealt: vec![0; n_labels],
            mean_dealt: Vec::new(),
            node,
        }
    }

    /// One round: bound at the current prices, then move them. `best` is the value to beat. Returns false where
    /// no dealing of groups is possible at all.
    pub fn round(&mut self, units: &Units, best: i64) -> bool {
        self.weigh_labels(units);
        let Some((worth, dealt)) = self.deal(units) else { return false };
        let paid: f64 = self.price.iter().zip(&units.weight).map(|(p, &w)| p * w as f64).sum();
        let bound = worth + paid;
        if self.rounds == 0 || bound < self.node.bound {
            self.node.bound = bound.min(self.node.bound);
            self.node.price.clone_from(&self.price);
            self.dealt.clone_from(&dealt);
            self.stalled = 0;
        } else {
            self.stalled += 1;
            if self.stalled >= 6 {
                self.stride *= 0.6;
                self.stalled = 0;
            }
        }
        if self.mean_dealt.is_empty() {
            self.mean_dealt = dealt.iter().map(|&k| k as f64).collect();
        }
        for (mean, &k) in self.mean_dealt.iter_mut().zip(&dealt) {
            *mean = 0.85 * *mean + 0.15 * k as f64;
        }
        self.rounds += 1;
        self.move_prices(units, &dealt, bound - best as f64 + margin(units));
        true
    }

    /// Prices of members taken too often rise, of those not taken fall (Polyak's step towards `best`).
    fn move_prices(&mut self, units: &Units, dealt: &[usize], gap: f64) {
        let mut excess: Vec<f64> = units.weight.iter().map(|&w| -(w as f64)).collect();
        for (label, &k) in dealt.iter().enumerate() {
            let mut seats = taken(units, &self.order[label], k);
            for &(_, unit) in &self.order[label] {
                let here = seats.min(units.weight[unit]);
                excess[unit] += here as f64;
                seats -= here;
                if seats == 0 {
                    break;
                }
            }
        }
        let norm: f64 = excess.iter().map(|e| e * e).sum();
        if norm > 0.0 {
            let step = self.stride * gap.max(1.0) / norm;
            for (price, e) in self.price.iter_mut().zip(&excess) {
                *price += step * e;
            }
        }
    }

    fn weigh_labels(&mut self, units: &Units) {
        for label in 0..units.n_labels {
            let (order, gain) = (&mut self.order[label], &mut self.gain[label]);
            gain.clear();
            gain.push(0.0);
            if self.node.most[label] == 0 {
                continue;
            }
            if order.is_empty() {
                order.extend(
                    (0..units.len()).filter(|&unit| units.allows(unit, label)).map(|unit| (0.0, unit)),
                );
            }
            for (pay, unit) in order.iter_mut() {
                let worth = units.value[*unit][label] as f64 / units.weight[*unit] as f64;
                *pay = worth - self.price[*unit];
            }
            sort(order);
            self.sums.clear();
            self.sums.push(0.0);
            let mut sum = 0.0;
            for &(worth, unit) in order.iter() {
                for _ in 0..units.weight[unit] {
                    sum += worth;
                    self.sums.push(sum);
                }
            }
            for k in 1..=self.node.most[label] {
                let seats = taken(units, order, k);
                gain.push(if seats < k * units.size.0 { NEVER } else { self.sums[seats] });
            }
        }
    }

    /// Best dealing of groups to labels, as worth and number per label.
    fn deal(&self, units: &Units) -> Option<(f64, Vec<usize>)> {
        let (families, width) = (&units.families, units.groups.1 + 1);
        let forward = self.forward(units);
        let (mut at, worth) = best_count(&forward[units.n_labels], units.groups);
        if worth == NEVER {
            return None;
        }
        let mut dealt = vec![0; units.n_labels];
        for place in (0..units.n_labels).rev() {
            let label = families.order[place];
            let target = forward[place + 1][at];
            let (state, left) = (at / width, at % width);
            let ways = (self.node.fewest[label]..=self.node.most[label].min(left))
                .flat_map(|k| (0..families.n_states()).map(move |from| (k, from)));
            let leads_here = |&(k, from): &(usize, usize)| {
                forward[place][from * width + left - k] + self.gain[label][k] == target
                    && families.after(place, from, k) == Some(state)
            };
            let (k, from) = ways.into_iter().find(leads_here).unwrap_or((0, state));
            dealt[label] = k;
            at = from * width + left - k;
        }
        Some((worth, dealt))
    }

    /// `[place][state * width + j]`: most that the labels before that place of the order are worth with j groups
    /// where they lead to that state of the families; the width is one more than the most groups.
    fn forward(&self, units: &Units) -> Vec<Vec<f64>> {
        let mut table = vec![vec![NEVER; units.families.n_states() * (units.groups.1 + 1)]];
        table[0][0] = 0.0;
        for place in 0..units.n_labels {
            table.push(self.extend(&table[place], units, place, false));
        }
        table
    }

    /// The row behind a place of the order, from the row before it; backward, the row before from the row behind,
    /// which says for each state what the labels still to come are worth there.
    fn extend(&self, row: &[f64], units: &Units, place: usize, backward: bool) -> Vec<f64> {
        let (label, width) = (units.families.order[place], units.groups.1 + 1);
        let mut next = vec![NEVER; row.len()];
        for state in 0..units.families.n_states() {
            for k in self.node.fewest[label]..=self.node.most[label].min(units.groups.1) {
                let Some(behind) = units.families.after(place, state, k) else { break };
                let (from, to) = if backward { (behind, state) } else { (state, behind) };
                let (from, to) =
                    (&row[from * width..][..width - k], &mut next[to * width + k..][..width - k]);
                for (worth, most) in from.iter().zip(to) {
                    *most = most.max(worth + self.gain[label][k]);
                }
            }
        }
        next
    }

    /// At the best prices: rules out numbers of groups whose own bound cannot beat `best`. Returns the bound of
    /// every `[label][k]`, or `None` where nothing is left.
    pub fn tighten(&mut self, units: &Units, beats: &dyn Fn(f64) -> bool) -> Option<Vec<Vec<f64>>> {
        self.price.clone_from(&self.node.price);
        self.weigh_labels(units);
        let paid: f64 = self.price.iter().zip(&units.weight).map(|(p, &w)| p * w as f64).sum();
        let forward = self.forward(units);
        let (families, width) = (&units.families, units.groups.1 + 1);
        let mut after = vec![NEVER; families.n_states() * width];
        (0..families.n_states()).for_each(|state| after[state * width] = 0.0);
        let mut bounds = vec![Vec::new(); units.n_labels];
        for place in (0..units.n_labels).rev() {
            let label = families.order[place];
            for k in 0..=self.node.most[label] {
                let mut most = NEVER;
                if k >= self.node.fewest[label] {
                    for state in 0..families.n_states() {
                        let Some(behind) = families.after(place, state, k) else { break };
                        let before = &forward[place][state * width..][..width];
                        let behind = &after[behind * width..][..width];
                        most = most.max(best_joint(before, behind, k, units.groups, self.gain[label][k]));
                    }
                }
                bounds[label].push(most + paid);
            }
            after = self.extend(&after, units, place, true);
        }
        for (label, bound) in bounds.iter().enumerate() {
            let open = |k: &usize| beats(bound[*k]);
            let (fewest, most) = (self.node.fewest[label], self.node.most[label]);
            let low = (fewest..=most).find(open)?;
            let high = (low..=most).rev().find(open)?;
            (self.node.fewest[label], self.node.most[label]) = (low, high);
        }
        Some(bounds)
    }
}

/// How far below the value to beat the prices aim, in billionths. Aimed at that value itself, the bound of a part
/// that holds nothing better creeps up to it and never falls below. Measured where families are limited, and only
/// used there: without a limit the search takes the steps that it always took.
fn margin(units: &Units) -> f64 {
    if units.families.is_limited() { MARGIN * SCALE } else { 0.0 }
}

/// Sorts what is nearly sorted since the last round: by pay, greatest first, then by unit.
fn sort(order: &mut [(f64, usize)]) {
    for end in 1..order.len() {
        let moved = order[end];
        let mut at = end;
        while at > 0
            && (order[at - 1].0 < moved.0 || (order[at - 1].0 == moved.0 && order[at - 1].1 > moved.1))
        {
            order[at] = order[at - 1];
            at -= 1;
        }
        order[at] = moved;
    }
}

/// How many members k groups of a label take: all that pay, within the sizes and the members there are.
fn taken(units: &Units, order: &[(f64, usize)], k: usize) -> usize {
    let (low, high) = (k * units.size.0, k * units.size.1);
    let mut seats = 0;
    for &(worth, unit) in order {
        if seats >= high || (seats >= low && worth <= 0.0) {
            break;
        }
        // Below the least size a unit counts only as far as it is needed.
        let room = if worth > 0.0 { high } else { low };
        seats += units.weight[unit].min(room - seats);
    }
    seats
}

/// The best cell of the last row that has a number of groups within the bounds, and its worth.
fn best_count(row: &[f64], groups: (usize, usize)) -> (usize, f64) {
    let width = groups.1 + 1;
    let mut best = (groups.0, NEVER);
    for j in groups.0..width {
        for at in (j..row.len()).step_by(width) {
            if row[at] > best.1 {
                best = (at, row[at]);
            }
        }
    }
    best
}

/// Most that the labels before and behind a label are worth together with its own k groups, worth `gain`.
fn best_joint(before: &[f64], behind: &[f64], k: usize, groups: (usize, usize), gain: f64) -> f64 {
    let mut most = NEVER;
    for (i, before) in before.iter().enumerate() {
        for (j, behind) in behind.iter().enumerate() {
            if (groups.0..=groups.1).contains(&(i + j + k)) {
                most = most.max(before + behind + gain);
            }
        }
    }
    most
}

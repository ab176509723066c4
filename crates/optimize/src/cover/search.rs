//! The resumable search: branch and bound over how many groups each label gets.
//!
//! A step is one round of prices or one transportation problem, about 20 to 100 microseconds at class size.

use std::collections::BTreeSet;

use super::impossible::{Impossible, check};
use super::leaf::{Grouping, Leaf};
use super::prices::{Node, Pricing};
use super::problem::{Cover, CoverGroup, CoverProblem, covered};
use super::start::{label_parts, root};
use super::units::{SCALE, Units};
use crate::Progress;

/// Differences below this (in billionths; one ten-millionth of a need) do not keep a branch alive.
const TOLERANCE: f64 = 100.0;
const ROOT_ROUNDS: u32 = 250;
const NODE_ROUNDS: u32 = 40;
/// Transportation problems spent on one promising choice of labels before the tree goes on.
const TRIAL: u32 = 12;
/// Choices of labels tried that are one label away from the best, before the prices go on.
const EXCHANGES: u32 = 20;

/// A cover search: make it, call `step` until `done`, read `best` at any time.
#[derive(Clone, Debug)]
pub struct CoverSearch {
    need: Vec<Vec<f64>>,
    units: Units,
    best: Option<Grouping>,
    stack: Vec<Node>,
    work: Work,
    /// Choices of labels that were tried, so that none is solved twice.
    tried: BTreeSet<Vec<usize>>,
    /// Choices still to be tried that are one label away from the best.
    exchanges_left: u32,
    is_exact: bool,
    steps: u64,
}

#[derive(Clone, Debug)]
enum Work {
    NextNode,
    Price(Box<Pricing>),
    /// A choice of labels worth trying while its node is still open, with the transports left to it.
    Trial(Leaf, u32, Box<Pricing>),
    /// A node where every number of groups is settled.
    Settle(Leaf),
}

impl CoverSearch {
    /// Checks the problem and prepares the search; no search is done yet, but a first grouping may be known.
    ///
    /// # Errors
    /// The first reason found why there is no grouping at all.
    pub fn new(problem: CoverProblem) -> Result<CoverSearch, Impossible> {
        let (mut units, parts) = check(&problem)?;
        let best = parts.and_then(|parts| label_parts(&units, parts));
        units.groups.1 = units.families.most_groups(units.groups.1);
        let root = root(&units);
        Ok(CoverSearch {
            need: problem.need,
            units,
            best,
            stack: vec![root],
            work: Work::NextNode,
            tried: BTreeSet::new(),
            exchanges_left: 0,
            is_exact: true,
            steps: 0,
        })
    }

    /// Does at most `n` steps.
    pub fn step(&mut self, n: u32) -> Progress {
        for _ in 0..n {
            if self.is_done() {
                break;
            }
            self.one_step();
            self.steps += 1;
        }
        Progress { steps: self.steps, done: self.is_done() }
    }

    /// The best grouping so far.
    pub fn best(&self) -> Option<Cover> {
        let (grouping, _) = self.best.as_ref()?;
        let mut groups: Vec<CoverGroup> = grouping
            .iter()
            .map(|(label, units)| {
                let mut members: Vec<usize> =
                    units.iter().flat_map(|&unit| self.units.members[unit].iter().copied()).collect();
                members.sort_unstable();
                CoverGroup { label: *label, members }
            })
            .collect();
        groups.sort();
        let covered = covered(&self.need, &groups);
        Some(Cover { groups, covered })
    }

    /// No grouping covers more than `best` by more than a ten-millionth.
    pub fn proven(&self) -> bool {
        self.is_done() && self.is_exact && self.best.is_some()
    }

    /// The whole search found that no grouping keeps the rules. Rare: `new` finds nearly every such case.
    pub fn infeasible(&self) -> bool {
        self.is_done() && self.is_exact && self.best.is_none()
    }

    /// No grouping covers more than this. Falls as the search goes on.
    pub fn bound(&self) -> f64 {
        let open = match &self.work {
            Work::NextNode => f64::NEG_INFINITY,
            Work::Price(pricing) | Work::Trial(_, _, pricing) => pricing.node.bound,
            Work::Settle(leaf) if leaf.is_done() => f64::NEG_INFINITY,
            Work::Settle(_) => f64::INFINITY,
        };
        let open = self.stack.iter().fold(open, |most, node| most.max(node.bound));
        (open.max(self.best_value() as f64) / SCALE).min(self.units.n_members as f64)
    }

    fn is_done(&self) -> bool {
        matches!(self.work, Work::NextNode) && self.stack.is_empty()
    }

    fn best_value(&self) -> i64 {
        self.best.as_ref().map_or(-1, |(_, value)| *value)
    }

    /// Whether a grouping could reach `bound` and be better than the best: values are multiples of the grain.
    fn beats(best: i64, grain: i64, bound: f64) -> bool {
        if bound == f64::INFINITY {
            return true;
        }
        let reachable = libm::floor((bound + 0.01) / grain as f64) * grain as f64;
        reachable > best as f64 + TOLERANCE.min(grain as f64 - 0.5)
    }

    fn one_step(&mut self) {
        let best = self.best_value();
        let grain = self.units.grain;
        match core::mem::replace(&mut self.work, Work::NextNode) {
            Work::NextNode => {
                let Some(node) = self.stack.pop() else { return };
                if Self::beats(best, grain, node.bound) {
                    self.work = Work::Price(Box::new(Pricing::new(node)));
                }
            }
            Work::Price(mut pricing) => {
                let limit = if self.steps < u64::from(ROOT_ROUNDS) { ROOT_ROUNDS } else { NODE_ROUNDS };
                if !pricing.round(&self.units, best) || !Self::beats(best, grain, pricing.node.bound) {
                    return;
                }
                if pricing.rounds % 10 == 0 && self.tried.insert(pricing.dealt.clone()) {
                    let leaf = Leaf::new(&self.units, &pricing.dealt);
                    self.work = Work::Trial(leaf, TRIAL, pricing);
                } else if pricing.rounds < limit {
                    self.work = Work::Price(pricing);
                } else {
                    self.branch(*pricing);
                }
            }
            Work::Trial(mut leaf, left, pricing) => {
                if let Some(found) = leaf.advance(&self.units, best) {
                    self.best = Some(found);
                    self.exchanges_left = EXCHANGES;
                }
                self.work = if !leaf.is_done() && left > 0 {
                    Work::Trial(leaf, left - 1, pricing)
                } else if let Some(leaf) = self.exchange() {
                    Work::Trial(leaf, TRIAL, pricing)
                } else {
                    Work::Price(pricing)
                };
            }
            Work::Settle(mut leaf) => {
                if let Some(found) = leaf.advance(&self.units, best) {
                    self.best = Some(found);
                }
                self.is_exact &= leaf.is_exact;
                if !leaf.is_done() {
                    self.work = Work::Settle(leaf);
                }
            }
        }
    }

    /// The best choice of labels with one label exchanged: of those not tried yet the one that could cover most, were
    /// there no sizes. Only where families are limited: there are many labels, and the prices alone are slow to find
    /// the choice that proves the others worse.
    fn exchange(&mut self) -> Option<Leaf> {
        if !self.units.families.is_limited() || self.exchanges_left == 0 {
            return None;
        }
        self.exchanges_left -= 1;
        let (groups, value) = self.best.as_ref()?;
        let labels: Vec<usize> = groups.iter().map(|(label, _)| *label).collect();
        let mut most = *value;
        let mut choice = None;
        for out in 0..labels.len() {
            let mut trial = labels.clone();
            let rest = self.units.reach(&labels[..out], &labels[out + 1..]);
            for label in 0..self.units.n_labels {
                trial[out] = label;
                let reached = self.units.reached(&rest, label);
                if reached > most && self.units.families.allow(trial.iter().copied()) {
                    let mut multiplicity = vec![0; self.units.n_labels];
                    trial.iter().for_each(|&label| multiplicity[label] += 1);
                    if !self.tried.contains(&multiplicity) {
                        most = reached;
                        choice = Some(multiplicity);
                    }
                }
            }
        }
        let choice = choice?;
        let leaf = Leaf::new(&self.units, &choice);
        self.tried.insert(choice);
        Some(leaf)
    }

    /// Settles what the prices settle, and cuts the rest in two.
    fn branch(&mut self, mut pricing: Pricing) {
        let (best, grain) = (self.best_value(), self.units.grain);
        let Some(bounds) = pricing.tighten(&self.units, &|bound| Self::beats(best, grain, bound)) else {
            return;
        };
        let node = &pricing.node;
        let open = |label: &usize| node.fewest[*label] < node.most[*label];
        let mut choice = None;
        let mut most = -1.0;
        for label in (0..self.units.n_labels).filter(open) {
            let (fewest, upper) = (node.fewest[label], node.most[label]);
            let mean = pricing.mean_dealt[label].clamp(fewest as f64, upper as f64);
            // Cut where the mean lies: numbers up to `cut` on one side, the rest on the other.
            let cut = (libm::floor(mean) as usize).clamp(fewest, upper - 1);
            let part = (mean - cut as f64).clamp(0.0, 1.0);
            let down = bounds[label][fewest..=cut].iter().fold(f64::NEG_INFINITY, |m, &b| m.max(b));
            let up = bounds[label][cut + 1..=upper].iter().fold(f64::NEG_INFINITY, |m, &b| m.max(b));
            let loss = ((node.bound - down) + (node.bound - up)) / SCALE;
            let score = part.min(1.0 - part) + 0.1 * loss.clamp(0.0, 1.0);
            if score > most {
                most = score;
                choice = Some((label, cut, part >= 0.5, down, up));
            }
        }
        let Some((label, cut, up_first, down, up)) = choice else {
            self.work = Work::Settle(Leaf::new(&self.units, &node.fewest));
            return;
        };
        let mut low = node.clone();
        low.most[label] = cut;
        low.bound = low.bound.min(down);
        let mut high = node.clone();
        high.fewest[label] = cut + 1;
        self.units.families.close(&high.fewest, &mut high.most);
        high.bound = high.bound.min(up);
        // The last pushed is looked at first.
        if up_first {
            self.stack.extend([low, high]);
        } else {
            self.stack.extend([high, low]);
        }
    }
}

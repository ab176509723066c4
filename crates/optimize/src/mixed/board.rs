//! The schedule under search: what it costs, and what exchanging members of two groups would change.
//!
//! Costs are whole millionths of a weight, so that sums stay exact however many exchanges are made.

use super::opening::Opening;
use super::problem::{MixedProblem, Schedule};
use super::report::{mean_and_deviation, share};

/// What a broken rule costs: more than all weighted faults of a schedule.
pub(super) const RULE: i64 = 10_000_000_000_000;
pub(super) const MILLION: f64 = 1e6;
/// Numbers are kept in these parts of a standard deviation.
const NUMBER_PARTS: f64 = 10_000.0;

/// What a group should have of a tag: of `total` bearers among `present` members, those of a group of `size`.
pub(super) struct TagShare {
    pub total: usize,
    pub size: usize,
    pub present: usize,
}

impl TagShare {
    /// What it costs that the group has `here` bearers.
    pub fn cost(&self, here: usize, spread: f64, alone: f64) -> f64 {
        let (mut low, mut high) = share(self.total, self.size, self.present);
        let mut cost = 0.0;
        // Not one alone where two are possible: then none and two are as good as the share.
        if self.total > 1 && self.size > 1 {
            low = if low == 1 { 0 } else { low };
            high = high.max(2);
            if here == 1 {
                cost += alone;
            }
        }
        let off = low.saturating_sub(here).max(here.saturating_sub(high)) as f64;
        cost + spread * off * off
    }
}

#[derive(Clone, Debug)]
pub(super) struct Board {
    pub n: usize,
    pub rounds: Vec<BoardRound>,
    pub cost: i64,
    /// `[a * n + b]`: what one more meeting would cost: `repeat` for each time met so far, in the history and in
    /// this schedule, and besides +RULE for a pair apart, -RULE for a pair together.
    price: Vec<i64>,
    repeat: i64,
    balance: f64,
    spread: f64,
    alone: f64,
    numbers: Vec<Vec<Option<i64>>>,
    tags: Vec<Vec<bool>>,
}

#[derive(Clone, Debug)]
pub(super) struct BoardRound {
    pub groups: Vec<Vec<usize>>,
    /// `usize::MAX`: absent.
    pub group_of: Vec<usize>,
    pub blocks: Vec<Vec<usize>>,
    pub block_of: Vec<usize>,
    /// Members who may move.
    pub movable: Vec<usize>,
    pub may_move: Vec<bool>,
    /// Per group; empty where there are no traits.
    trait_cost: Vec<i64>,
    /// `[(group * tags + tag) * deep + bearers]`: what so many bearers of a tag cost there.
    tag_cost: Vec<f64>,
    deep: usize,
}

/// Members who change places: `out` leave `from` for `to`, `back` come the other way; equally many.
#[derive(Clone, Debug, Default)]
pub(super) struct Exchange {
    pub round: usize,
    pub from: usize,
    pub to: usize,
    pub out: Vec<usize>,
    pub back: Vec<usize>,
}

impl Exchange {
    /// Both directions: group left, group joined, who leaves, who comes the other way.
    fn sides(&self) -> [(usize, usize, &[usize], &[usize]); 2] {
        [(self.from, self.to, &self.out, &self.back), (self.to, self.from, &self.back, &self.out)]
    }
}

impl Board {
    /// Begins with the groups of the opening, and what they cost.
    pub fn new(problem: &MixedProblem, opening: Opening) -> Board {
        let n = problem.members;
        let repeat = (problem.weights.repeat * MILLION) as i64;
        let mut price: Vec<i64> = history(problem).into_iter().map(|times| times * repeat).collect();
        for (pairs, cost) in [(&problem.apart, RULE), (&problem.together, -RULE)] {
            for (a, b) in distinct(pairs) {
                price[a * n + b] += cost;
                price[b * n + a] += cost;
            }
        }
        let numbers = problem.numbers.iter().map(|values| standardised(values)).collect();
        let mut board = Board {
            n,
            rounds: Vec::new(),
            cost: 0,
            price,
            repeat,
            balance: problem.weights.balance * MILLION,
            spread: problem.weights.spread * MILLION,
            alone: problem.weights.alone * MILLION,
            numbers,
            tags: problem.tags.clone(),
        };
        for (round, (groups, blocks)) in opening.schedule.into_iter().zip(opening.blocks).enumerate() {
            board.add_round(problem, round, groups, blocks);
        }
        board
    }

    fn add_round(
        &mut self,
        problem: &MixedProblem,
        index: usize,
        groups: Vec<Vec<usize>>,
        blocks: Vec<Vec<usize>>,
    ) {
        let n = self.n;
        let mut round = BoardRound {
            group_of: vec![usize::MAX; n],
            block_of: vec![usize::MAX; n],
            may_move: vec![false; n],
            movable: Vec::new(),
            trait_cost: Vec::new(),
            tag_cost: Vec::new(),
            deep: 1 + groups.iter().map(Vec::len).max().unwrap_or(0),
            groups,
            blocks,
        };
        for (group, members) in round.groups.iter().enumerate() {
            members.iter().for_each(|&member| round.group_of[member] = group);
        }
        for (block, members) in round.blocks.iter().enumerate() {
            let is_placed = |m: &usize| problem.rounds[index].placed.iter().any(|(member, _)| member == m);
            let may_move = !members.iter().any(is_placed);
            for &member in members {
                round.block_of[member] = block;
                round.may_move[member] = may_move;
            }
        }
        round.movable = (0..n).filter(|&member| round.may_move[member]).collect();
        let present = round.groups.iter().map(Vec::len).sum();
        let is_here = |member: usize| round.group_of[member] != usize::MAX;
        let total = |tag: &Vec<bool>| (0..n).filter(|&m| tag[m] && is_here(m)).count();
        let totals: Vec<usize> = self.tags.iter().map(total).collect();
        for members in &round.groups {
            for &total in &totals {
                let share = TagShare { total, size: members.len(), present };
                round.tag_cost.extend((0..round.deep).map(|here| share.cost(here, self.spread, self.alone)));
            }
        }
        for members in &round.groups {
            for (i, &a) in members.iter().enumerate() {
                for &b in &members[i + 1..] {
                    self.cost += self.price[a * n + b];
                    self.price[a * n + b] += self.repeat;
                    self.price[b * n + a] += self.repeat;
                }
            }
        }
        // A pair that should be together costs one rule while it is not.
        let both = distinct(&problem.together).into_iter().filter(|&(a, b)| is_here(a) && is_here(b));
        self.cost += RULE * both.count() as i64;
        if !self.numbers.is_empty() || !self.tags.is_empty() {
            let cost = |(group, members): (usize, &Vec<usize>)| self.trait_cost(&round, group, members);
            round.trait_cost = round.groups.iter().enumerate().map(cost).collect();
        }
        self.cost += round.trait_cost.iter().sum::<i64>();
        self.rounds.push(round);
    }

    fn trait_cost(&self, round: &BoardRound, group: usize, members: &[usize]) -> i64 {
        let mut cost = 0.0;
        for values in &self.numbers {
            let (mut sum, mut known) = (0, 0);
            for value in members.iter().filter_map(|&member| values[member]) {
                sum += value;
                known += 1;
            }
            if known > 0 {
                let mean = sum as f64 / (f64::from(known) * NUMBER_PARTS);
                cost += self.balance * mean * mean;
            }
        }
        for (tag, bearers) in self.tags.iter().enumerate() {
            let here = members.iter().filter(|&&member| bearers[member]).count();
            cost += round.tag_cost[(group * self.tags.len() + tag) * round.deep + here];
        }
        cost as i64
    }

    /// The members of a group after an exchange.
    fn after(members: &[usize], leave: &[usize], join: &[usize], into: &mut Vec<usize>) {
        into.clear();
        into.extend(members.iter().filter(|member| !leave.contains(member)));
        into.extend_from_slice(join);
    }

    /// What the exchange would add to the cost.
    pub fn change(&self, exchange: &Exchange, scratch: &mut Vec<usize>) -> i64 {
        let round = &self.rounds[exchange.round];
        let mut change = 0;
        for (near, far, moving, coming) in exchange.sides() {
            for &mover in moving {
                let row = &self.price[mover * self.n..(mover + 1) * self.n];
                for &other in &round.groups[near] {
                    if !moving.contains(&other) {
                        change += self.repeat - row[other];
                    }
                }
                for &other in &round.groups[far] {
                    if !coming.contains(&other) {
                        change += row[other];
                    }
                }
            }
            if !round.trait_cost.is_empty() {
                Self::after(&round.groups[near], moving, coming, scratch);
                change += self.trait_cost(round, near, scratch) - round.trait_cost[near];
            }
        }
        change
    }

    /// Makes the exchange, which costs `change`.
    pub fn make(&mut self, exchange: &Exchange, change: i64) {
        let n = self.n;
        for (near, far, moving, coming) in exchange.sides() {
            let round = &mut self.rounds[exchange.round];
            for &mover in moving {
                for (group, leaving, by) in [(near, moving, -self.repeat), (far, coming, self.repeat)] {
                    for &other in round.groups[group].iter().filter(|other| !leaving.contains(other)) {
                        self.price[mover * n + other] += by;
                        self.price[other * n + mover] += by;
                    }
                }
                round.group_of[mover] = far;
            }
        }
        for (near, _, moving, coming) in exchange.sides() {
            // Order within a group means nothing, so those who come take the places of those who go.
            for (leaver, &joiner) in moving.iter().zip(coming) {
                let group = &mut self.rounds[exchange.round].groups[near];
                if let Some(seat) = group.iter_mut().find(|seat| *seat == leaver) {
                    *seat = joiner;
                }
            }
            let round = &self.rounds[exchange.round];
            if !round.trait_cost.is_empty() {
                let cost = self.trait_cost(round, near, &round.groups[near]);
                self.rounds[exchange.round].trait_cost[near] = cost;
            }
        }
        self.cost += change;
    }

    /// The rounds as they stand, the members of each group sorted.
    pub fn schedule(&self) -> Schedule {
        let sorted = |group: &Vec<usize>| {
            let mut group = group.clone();
            group.sort_unstable();
            group
        };
        self.rounds.iter().map(|round| round.groups.iter().map(sorted).collect()).collect()
    }
}

/// `[a * n + b]`: times met before the first round; a thousand at most.
pub(super) fn history(problem: &MixedProblem) -> Vec<i64> {
    let n = problem.members;
    let mut met = vec![0i64; n * n];
    for &(a, b, times) in problem.met.iter().filter(|(a, b, _)| a != b) {
        met[a * n + b] = (met[a * n + b] + i64::from(times)).min(1000);
        met[b * n + a] = met[a * n + b];
    }
    met
}

/// The pairs, smaller member first, each once.
pub(super) fn distinct(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = pairs.iter().map(|&(a, b)| (a.min(b), a.max(b))).collect();
    out.retain(|(a, b)| a != b);
    out.sort_unstable();
    out.dedup();
    out
}

fn standardised(values: &[Option<f64>]) -> Vec<Option<i64>> {
    let (mean, deviation) = mean_and_deviation(values);
    let scale = if deviation > 0.0 { NUMBER_PARTS / deviation } else { 0.0 };
    values.iter().map(|value| value.map(|v| libm::round((v - mean) * scale) as i64)).collect()
}

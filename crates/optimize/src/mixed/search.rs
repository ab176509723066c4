//! Seeded annealing over the whole schedule (Kirkpatrick, Gelatt, Vecchi 1983), in cycles that grow longer, the
//! best schedule kept. A step is one proposed exchange, well below a microsecond at class size.

use super::board::{Board, Exchange, RULE};
use super::floor::floor;
use super::opening::open;
use super::problem::{MixedFault, MixedProblem, Schedule};
use super::report::{MixedReport, report};
use crate::{Progress, Random};

/// Proposals in the first cycle, per pair of members and round.
const FIRST_CYCLE: u64 = 60;
/// Each cycle is this many halves longer than the last one, up to `LONGEST` first cycles.
const GROWTH_HALVES: u64 = 3;
const LONGEST: u64 = 64;
/// The temperature falls to this part of the median change.
const COOLEST: f64 = 0.02;
/// With tags it begins at this part of what one alone costs at least: on its way from none to two in a group, a
/// tag passes through one.
const OVER_ALONE: f64 = 0.3;
/// Proposals between two changes of temperature.
const PLATEAU: u64 = 128;
const SAMPLES: u32 = 300;
/// A search is given up when nothing better came for this many first cycles, and besides for this many times the steps
/// in which the best was found.
const IDLE_CYCLES: u64 = 40;
const IDLE_TIMES: u64 = 3;

/// A mixed search: make it, call `step` as long as there is time, read `best` at any time.
#[derive(Clone, Debug)]
pub struct MixedSearch {
    problem: MixedProblem,
    board: Board,
    best: Schedule,
    best_cost: i64,
    best_at: u64,
    floor: i64,
    random: Random,
    steps: u64,
    in_cycle: u64,
    cycle: u64,
    first_cycle: u64,
    hottest: f64,
    coolest: f64,
    temperature: f64,
    exchange: Exchange,
    scratch: Vec<usize>,
    is_movable: bool,
}

impl MixedSearch {
    /// Checks the problem and draws a first schedule, or takes the problem's own.
    ///
    /// # Errors
    /// The first number of the problem that cannot be right. Rules that cannot be kept are no error: `report`
    /// names what is broken.
    pub fn new(problem: MixedProblem) -> Result<MixedSearch, MixedFault> {
        problem.check()?;
        let mut random = Random::new(problem.seed);
        let board = Board::new(&problem, open(&problem, &mut random));
        let pairs = (problem.members * problem.members / 2) as u64;
        let first_cycle = FIRST_CYCLE * pairs.max(16) * problem.rounds.len() as u64;
        let is_movable = board.rounds.iter().any(|round| round.movable.len() > 1 && round.groups.len() > 1);
        let mut search = MixedSearch {
            best: board.schedule(),
            best_cost: board.cost,
            best_at: 0,
            floor: floor(&problem),
            random,
            steps: 0,
            in_cycle: 0,
            cycle: first_cycle,
            first_cycle,
            hottest: 1.0,
            coolest: 1.0,
            temperature: 1.0,
            exchange: Exchange::default(),
            scratch: Vec::new(),
            is_movable,
            board,
            problem,
        };
        let median = search.median_change();
        let has_tags = search.problem.tags.iter().any(|bearers| bearers.iter().filter(|b| **b).count() > 1);
        let over_alone = if has_tags { OVER_ALONE * search.problem.weights.alone * 1e6 } else { 0.0 };
        search.hottest = median.max(over_alone);
        search.coolest = median * COOLEST;
        search.temperature = search.hottest;
        if search.problem.start.is_some() {
            // Half cooled already: what is good about the start should outlast the first cycle.
            search.in_cycle = search.cycle / 2 / PLATEAU * PLATEAU;
        }
        Ok(search)
    }

    /// Proposes at most `n` exchanges. Done when no schedule can be better, which `proven` tells, or when nothing
    /// better came for forty first cycles (60 proposals for each pair of members and round) and three times as long
    /// again as it took to find the best.
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

    /// The best schedule so far: groups in the order of `sizes`, members ascending.
    pub fn best(&self) -> &Schedule {
        &self.best
    }

    /// What the best schedule is worth, and every rule that it breaks.
    pub fn report(&self) -> MixedReport {
        report(&self.problem, &self.best)
    }

    /// The weighted cost of the best schedule, for comparing runs; broken rules count ten million each.
    pub fn cost(&self) -> f64 {
        self.best_cost as f64 / 1e6
    }

    /// No schedule can be better: the cost is at its bound, or nobody can change places.
    pub fn proven(&self) -> bool {
        !self.is_movable || self.best_cost <= self.floor
    }

    fn is_done(&self) -> bool {
        self.proven() || self.steps >= self.best_at * (1 + IDLE_TIMES) + IDLE_CYCLES * self.first_cycle
    }

    fn one_step(&mut self) {
        if self.in_cycle.is_multiple_of(PLATEAU) {
            let part = self.in_cycle as f64 / self.cycle as f64;
            self.temperature = self.hottest * libm::pow(self.coolest / self.hottest, part);
        }
        self.in_cycle += 1;
        if self.in_cycle >= self.cycle {
            self.in_cycle = 0;
            self.cycle = (self.cycle * GROWTH_HALVES / 2).min(self.first_cycle * LONGEST);
        }
        if !self.propose() {
            return;
        }
        let change = self.board.change(&self.exchange, &mut self.scratch);
        if change > 0 {
            let height = change as f64 / self.temperature;
            if height > 16.0 || self.random.unit() >= libm::exp(-height) {
                return;
            }
        }
        self.board.make(&self.exchange, change);
        if self.board.cost < self.best_cost {
            self.best_cost = self.board.cost;
            self.best_at = self.steps;
            self.best = self.board.schedule();
        }
    }

    /// The median change in cost over random proposals, broken rules left out.
    fn median_change(&mut self) -> f64 {
        let mut changes = Vec::new();
        for _ in 0..SAMPLES {
            if self.is_movable && self.propose() {
                let change = self.board.change(&self.exchange, &mut self.scratch).abs();
                if change > 0 && change < RULE / 2 {
                    changes.push(change);
                }
            }
        }
        changes.sort_unstable();
        changes.get(changes.len() / 2).map_or(1.0, |&change| change as f64)
    }

    /// Draws a round and two blocks in different groups, and evens the two sides out with further blocks.
    fn propose(&mut self) -> bool {
        let n_rounds = self.board.rounds.len() as u32;
        let index = self.random.below(n_rounds) as usize;
        let round = &self.board.rounds[index];
        let n_movable = round.movable.len() as u32;
        if n_movable < 2 {
            return false;
        }
        let first = round.movable[self.random.below(n_movable) as usize];
        let from = round.group_of[first];
        let mut second = first;
        for _ in 0..4 {
            if round.group_of[second] == from {
                second = round.movable[self.random.below(n_movable) as usize];
            }
        }
        let to = round.group_of[second];
        if from == to {
            return false;
        }
        let exchange = &mut self.exchange;
        (exchange.round, exchange.from, exchange.to) = (index, from, to);
        exchange.out.clear();
        exchange.back.clear();
        exchange.out.extend_from_slice(&round.blocks[round.block_of[first]]);
        exchange.back.extend_from_slice(&round.blocks[round.block_of[second]]);
        for _ in 0..8 {
            let (out, back) = (exchange.out.len(), exchange.back.len());
            if out == back {
                return true;
            }
            let (group, side) = if out < back { (from, &mut exchange.out) } else { (to, &mut exchange.back) };
            let members = &round.groups[group];
            let next = members[self.random.below(members.len() as u32) as usize];
            if round.may_move[next] && !side.contains(&next) {
                side.extend_from_slice(&round.blocks[round.block_of[next]]);
            }
        }
        false
    }
}

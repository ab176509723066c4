//! The resumable search for even totals: tabu search over single units that change hands.
//!
//! Wishes in order: the least spread, the fewest single units, the fewest units left over, the amounts nearest to
//! the weights. Each is a stage: what the stages before it reached is kept as a limit.

mod moves;

use super::bound::{bound, twins};
use super::problem::{AmountsFault, AmountsProblem};
use super::start::start;
use super::window::Filling;
use crate::{Progress, Random};
use moves::{Move, back};

/// How the units are shared: what the search answers with.
#[derive(Clone, Debug, PartialEq)]
pub struct Amounts {
    /// Units, by period and group.
    pub units: Vec<Vec<u32>>,
    /// Single units of each member.
    pub singles: Vec<u32>,
    /// Difference between the highest and the lowest total of those who are compared.
    pub spread: i64,
    /// Units that no group has.
    pub unused: u32,
}

/// Steps without success after which a stage ends.
const PATIENCE: u32 = 800;
/// Steps without success after which it goes on from elsewhere, and changes by chance that lead there.
const STRAY: (u32, u32) = (100, 6);

#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
enum Stage {
    Spread,
    Singles,
    Unused,
    Weights,
    Done,
}

/// What a state is worth: earlier numbers count before later ones.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
struct Worth {
    spread: i64,
    singles: i64,
    unused: u32,
    off: f64,
}

/// The search. A step weighs every unit that could change hands: some 20 microseconds for a class.
#[derive(Clone, Debug)]
pub struct EvenSearch {
    problem: AmountsProblem,
    filling: Filling,
    /// Members who are alike in everything count as one: by period and group, which of them are in it.
    alike: Vec<Vec<Vec<usize>>>,
    step: i64,
    bound: (i64, i64),
    units: Vec<Vec<u32>>,
    totals: Vec<i64>,
    /// Lower end of the window.
    low: i64,
    best: Vec<Vec<u32>>,
    worth: Worth,
    stage: Stage,
    idle: u32,
    steps: u64,
    /// Until which step a group of a period is not given to, and not taken from.
    barred: Vec<Vec<[u64; 2]>>,
    random: Random,
}

impl EvenSearch {
    /// A search for even totals.
    ///
    /// # Errors
    /// What is wrong with the problem.
    pub fn new(problem: AmountsProblem) -> Result<EvenSearch, AmountsFault> {
        problem.check()?;
        let all = twins(&problem);
        let mut alike: Vec<Vec<Vec<usize>>> =
            problem.periods.iter().map(|period| vec![Vec::new(); period.groups.len()]).collect();
        let (mut given, mut counts): (Vec<i64>, Vec<i64>) = (Vec::new(), Vec::new());
        for twins in &all {
            let first = given.len();
            for amount in &twins.given {
                match given[first..].iter().position(|known| known == amount) {
                    Some(at) => counts[first + at] += 1,
                    None => {
                        given.push(*amount);
                        counts.push(1);
                    }
                }
            }
            for (groups, place) in alike.iter_mut().zip(&twins.places) {
                if let Some(place) = *place {
                    groups[place].extend(first..given.len());
                }
            }
        }
        let sizes = problem.periods.iter().flat_map(|period| &period.size);
        let step = given.iter().map(|amount| amount - given[0]).chain(sizes.copied()).fold(0, divisor);
        let units: Vec<Vec<u32>> = problem.periods.iter().map(start).collect();
        let barred = units.iter().map(|units| vec![[0; 2]; units.len()]).collect();
        let mut search = EvenSearch {
            filling: Filling::of(&problem, counts),
            step: divisor(step, problem.single_size).max(1),
            bound: bound(&problem, &all),
            best: units.clone(),
            units,
            totals: given,
            low: 0,
            worth: Worth { spread: 0, singles: 0, unused: 0, off: 0.0 },
            stage: Stage::Spread,
            idle: 0,
            steps: 0,
            barred,
            random: Random::new(problem.seed),
            alike,
            problem,
        };
        for period in 0..search.units.len() {
            for group in 0..search.units[period].len() {
                let size = search.problem.periods[period].size[group];
                let units = i64::from(search.units[period][group]);
                search.alike[period][group].iter().for_each(|&at| search.totals[at] += size * units);
            }
        }
        search.low = search.totals.iter().min().copied().unwrap_or(0);
        search.worth = search.weigh();
        search.advance();
        Ok(search)
    }

    /// Weighs and makes `n` changes, fewer when nothing is left to do.
    pub fn step(&mut self, n: u64) -> Progress {
        for _ in 0..n {
            if self.stage == Stage::Done {
                break;
            }
            self.steps += 1;
            self.change();
        }
        Progress { steps: self.steps, done: self.stage == Stage::Done }
    }

    /// The best so far.
    pub fn best(&self) -> Amounts {
        let totals = self.problem.totals(&self.best);
        let compared = |member: &usize| self.problem.compared[*member];
        let most = (0..totals.len()).filter(compared).map(|member| totals[member]).max().unwrap_or(0);
        let low = most - self.worth.spread;
        let single = |member: usize| {
            let lacking = if compared(&member) { (low - totals[member]).max(0) } else { 0 };
            super::window::units_over(lacking, self.problem.single_size) as u32
        };
        Amounts {
            singles: (0..totals.len()).map(single).collect(),
            units: self.best.clone(),
            spread: self.worth.spread,
            unused: self.worth.unused,
        }
    }

    /// Whether no answer has a smaller spread, or the same with fewer single units.
    pub fn proven(&self) -> bool {
        (self.worth.spread, self.worth.singles) <= self.bound
    }

    fn weigh(&self) -> Worth {
        let (spread, singles) = self.filling.spread(&self.totals);
        Worth { spread, singles, unused: self.unused(), off: self.off().sum() }
    }

    fn unused(&self) -> u32 {
        self.problem.periods.iter().zip(&self.units).map(|(period, units)| period.spare(units)).sum()
    }

    /// How far each period is off its weights.
    fn off(&self) -> impl Iterator<Item = f64> {
        self.problem.periods.iter().zip(&self.units).map(|(period, units)| period.off_weight(units))
    }

    /// What is over where the totals shall be as near to each other as the stage asks for.
    fn over(&self, low: &mut i64) -> i64 {
        let spread = self.worth.spread - i64::from(self.stage == Stage::Spread);
        self.filling.over(&self.totals, spread, low, self.step)
    }

    /// On to the next stage that can still win something.
    fn advance(&mut self) {
        let won = |stage: Stage, worth: &Worth, bound: (i64, i64)| match stage {
            Stage::Spread => worth.spread <= bound.0,
            Stage::Singles => worth.singles == 0 || (worth.spread, worth.singles) <= bound,
            Stage::Unused => worth.unused == 0,
            Stage::Weights => worth.off <= 0.0,
            Stage::Done => false,
        };
        while won(self.stage, &self.worth, self.bound) {
            self.next_stage();
        }
        self.aim();
    }

    fn next_stage(&mut self) {
        self.stage = match self.stage {
            Stage::Spread => Stage::Singles,
            Stage::Singles => Stage::Unused,
            Stage::Unused => Stage::Weights,
            Stage::Weights | Stage::Done => Stage::Done,
        };
        self.idle = 0;
    }

    fn aim(&mut self) {
        self.filling.singles = match self.stage {
            Stage::Spread => i64::from(self.problem.singles),
            Stage::Singles => self.worth.singles - 1,
            _ => self.worth.singles,
        };
    }

    /// What is wrong with the totals and the units: 0 and less than 1 where a state is what the stage asks for.
    fn energy(&self, over: i64, unused: u32, off: f64) -> f64 {
        let most = match self.stage {
            Stage::Spread | Stage::Singles => u32::MAX,
            Stage::Unused => self.worth.unused - 1,
            _ => self.worth.unused,
        };
        let left = f64::from(unused.saturating_sub(most));
        // What later stages wish for settles ties, every other time: it also leads round and round.
        let later = if (self.idle / STRAY.0).is_multiple_of(2) { 1.0 } else { 0.0 };
        let tie = later * (f64::from(unused) * 1e-2 + off * 1e-5);
        let heavy = 1e3 * (over as f64 + left * self.problem.single_size as f64);
        if self.stage == Stage::Weights { heavy + off } else { heavy + tie }
    }

    fn change(&mut self) {
        let mut best: Option<(f64, Move, i64)> = None;
        let mut ties = 0;
        let unused = self.unused();
        let off: Vec<f64> = self.off().collect();
        let sum: f64 = off.iter().sum();
        let (mut low_now, mut over_now) = (self.low, 0);
        if self.stage == Stage::Weights {
            over_now = self.over(&mut low_now);
        }
        for change in self.moves() {
            self.apply(change);
            let mut low = self.low;
            let energy = match change {
                Move::Hand { period, from, to } => {
                    let unused = unused + u32::from(to.is_none()) - u32::from(from.is_none());
                    self.energy(self.over(&mut low), unused, sum + self.turns_off(period, &off))
                }
                Move::All { period, more } => {
                    let groups = self.units[period].len() as u32;
                    let unused = if more { unused - groups } else { unused + groups };
                    self.energy(self.over(&mut low), unused, sum + self.turns_off(period, &off))
                }
                Move::Trade { period, other, .. } => {
                    low = low_now;
                    let off = sum + self.turns_off(period, &off) + self.turns_off(other, &off);
                    self.energy(over_now, unused, off)
                }
            };
            self.apply(back(change));
            match best {
                Some((least, ..)) if energy > least => continue,
                Some((least, ..)) if energy == least => {
                    ties += 1;
                    if self.random.below(ties) > 0 {
                        continue;
                    }
                }
                _ => ties = 1,
            }
            best = Some((energy, change, low));
        }
        self.idle += 1;
        if let Some((_, change, low)) = best {
            self.bar(change);
            self.apply(change);
            self.low = low;
        }
        let worth = self.weigh();
        if worth < self.worth {
            self.worth = worth;
            self.best.clone_from(&self.units);
            self.idle = 0;
            self.advance();
        } else if self.idle >= PATIENCE {
            self.return_to_best();
            self.next_stage();
            self.advance();
        } else if self.idle.is_multiple_of(STRAY.0) {
            self.return_to_best();
            self.stray();
        }
    }

    /// How much further off its weights a period is than before.
    fn turns_off(&self, period: usize, before: &[f64]) -> f64 {
        self.problem.periods[period].off_weight(&self.units[period]) - before[period]
    }

    fn stray(&mut self) {
        for _ in 0..STRAY.1 {
            let moves = self.moves();
            if let Some(change) = moves.get(self.random.below(moves.len() as u32) as usize) {
                self.apply(*change);
            }
        }
    }

    fn return_to_best(&mut self) {
        for period in 0..self.units.len() {
            for group in 0..self.units[period].len() {
                let n = i64::from(self.best[period][group]) - i64::from(self.units[period][group]);
                self.give(period, group, n as i32);
            }
        }
    }
}

fn divisor(a: i64, b: i64) -> i64 {
    let (mut a, mut b) = (a.abs(), b.abs());
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a
}

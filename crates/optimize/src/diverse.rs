//! Diverse: one round of groups whose members differ most (the maximally diverse grouping problem, MDGP): the sum
//! of the distances inside groups is greatest, group sizes within bounds.
//!
//! Seeded annealing with moves and exchanges, each judged in constant time from kept sums; cycles grow longer and
//! the best is kept. Published instances and figures: `bench/mdgp`, example `bench_diverse`.

#[cfg(test)]
mod tests;

use crate::{Progress, Random};

/// Distances and sizes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DiverseProblem {
    /// `distance[a][b]`, symmetric, finite, at most a billion; the diagonal counts nothing.
    pub distance: Vec<Vec<f64>>,
    /// Fewest and most members of each group.
    pub sizes: Vec<(usize, usize)>,
    /// Every seed is good; the same seed and steps give the same groups on every machine.
    pub seed: u64,
}

/// A number of the problem that cannot be right.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the sentence of each variant tells its fields")]
pub enum DiverseFault {
    /// There are no members or no groups.
    Nothing,
    /// The distance of this pair is missing, not finite, out of range, or not the same both ways.
    BadDistance { a: usize, b: usize },
    /// The groups take `fewest` to `most` members, but there are `members`.
    SizesDoNotAddUp { members: usize, fewest: usize, most: usize },
}

/// Distances are kept in millionths, so that sums are exact.
const MILLION: f64 = 1e6;
/// Proposals in the first cycle, per pair of members.
const FIRST_CYCLE: u64 = 60;
const LONGEST: u64 = 64;
/// Where the temperature begins and ends, in median changes of an exchange.
const HOTTEST: f64 = 0.3;
/// Where every other cycle begins, to leave what the cooler ones cannot.
const HOTTER: f64 = 1.0;
const COOLEST: f64 = 0.012;
const PLATEAU: u64 = 256;
const SAMPLES: u32 = 400;

/// A diverse search: make it, call `step` as long as there is time, read `best` at any time.
#[derive(Clone, Debug)]
pub struct DiverseSearch {
    n: usize,
    n_groups: usize,
    sizes: Vec<(usize, usize)>,
    /// `[a * n + b]`
    distance: Vec<i64>,
    group_of: Vec<usize>,
    filled: Vec<usize>,
    /// `[member * n_groups + group]`: sum of the member's distances to those in the group.
    sum: Vec<i64>,
    value: i64,
    best: Vec<usize>,
    best_value: i64,
    best_at: u64,
    can_move: bool,
    random: Random,
    steps: u64,
    in_cycle: u64,
    cycle: u64,
    cycles: u64,
    median: f64,
    temperature: f64,
}

enum Proposal {
    Move(usize, usize),
    Exchange(usize, usize),
}

impl DiverseSearch {
    /// Checks the problem and deals the members at random.
    ///
    /// # Errors
    /// The first number of the problem that cannot be right.
    pub fn new(problem: DiverseProblem) -> Result<DiverseSearch, DiverseFault> {
        let (n, n_groups) = (problem.distance.len(), problem.sizes.len());
        check(&problem)?;
        let cell = |a: usize, b: usize| {
            if a == b { 0 } else { libm::round(problem.distance[a][b] * MILLION) as i64 }
        };
        let mut search = DiverseSearch {
            distance: (0..n * n).map(|at| cell(at / n, at % n)).collect(),
            group_of: vec![0; n],
            filled: vec![0; n_groups],
            sum: vec![0; n * n_groups],
            value: 0,
            best: Vec::new(),
            best_value: 0,
            best_at: 0,
            can_move: problem.sizes.iter().any(|(fewest, most)| fewest < most),
            random: Random::new(problem.seed),
            steps: 0,
            in_cycle: 0,
            cycle: FIRST_CYCLE * ((n * n / 2) as u64).max(64),
            cycles: 0,
            median: 1.0,
            temperature: 1.0,
            sizes: problem.sizes,
            n,
            n_groups,
        };
        search.deal();
        search.median = search.median_change();
        Ok(search)
    }

    /// Proposes at most `n` moves or exchanges. Never done, unless there is one group only or one member.
    pub fn step(&mut self, n: u32) -> Progress {
        let done = self.n_groups < 2 || self.n < 2;
        if !done {
            (0..n).for_each(|_| self.one_step());
            self.steps += u64::from(n);
        }
        Progress { steps: self.steps, done }
    }

    /// The best groups so far, in the order of `sizes`, members ascending.
    pub fn best(&self) -> Vec<Vec<usize>> {
        let mut groups = vec![Vec::new(); self.n_groups];
        self.best.iter().enumerate().for_each(|(member, &group)| groups[group].push(member));
        groups
    }

    /// The sum of distances inside the best groups.
    pub fn value(&self) -> f64 {
        self.best_value as f64 / MILLION
    }

    /// The step at which the best groups were found.
    pub fn found_at(&self) -> u64 {
        self.best_at
    }

    fn deal(&mut self) {
        let mut order: Vec<usize> = (0..self.n).collect();
        for i in (1..self.n).rev() {
            order.swap(i, self.random.below(i as u32 + 1) as usize);
        }
        for member in order {
            // Groups below their least size first, then the emptiest with room.
            let roomy = (0..self.n_groups).filter(|&g| self.filled[g] < self.sizes[g].1);
            let group =
                roomy.min_by_key(|&g| (self.filled[g] >= self.sizes[g].0, self.filled[g])).unwrap_or(0);
            self.group_of[member] = group;
            self.filled[group] += 1;
            self.value += self.sum[member * self.n_groups + group];
            for other in 0..self.n {
                self.sum[other * self.n_groups + group] += self.distance[member * self.n + other];
            }
        }
        self.best = self.group_of.clone();
        self.best_value = self.value;
    }

    fn one_step(&mut self) {
        if self.in_cycle.is_multiple_of(PLATEAU) {
            let part = self.in_cycle as f64 / self.cycle as f64;
            let hottest = if self.cycles.is_multiple_of(2) { HOTTER } else { HOTTEST };
            self.temperature = self.median * hottest * libm::pow(COOLEST / hottest, part);
        }
        self.in_cycle += 1;
        if self.in_cycle >= self.cycle {
            self.in_cycle = 0;
            self.cycles += 1;
            let first = FIRST_CYCLE * ((self.n * self.n / 2) as u64).max(64);
            self.cycle = (self.cycle * 3 / 2).min(first * LONGEST);
        }
        let Some(proposal) = self.propose() else { return };
        let gain = self.gain(&proposal);
        if gain < 0 {
            let depth = -gain as f64 / self.temperature;
            if depth > 16.0 || self.random.unit() >= libm::exp(-depth) {
                return;
            }
        }
        match proposal {
            Proposal::Move(member, to) => self.put(member, to),
            Proposal::Exchange(a, b) => {
                let (from, to) = (self.group_of[a], self.group_of[b]);
                self.put(a, to);
                self.put(b, from);
            }
        }
        self.value += gain;
        if self.value > self.best_value {
            self.best_value = self.value;
            self.best.clone_from(&self.group_of);
            self.best_at = self.steps;
        }
    }

    fn propose(&mut self) -> Option<Proposal> {
        let a = self.random.below(self.n as u32) as usize;
        let from = self.group_of[a];
        if self.can_move && self.random.below(2) == 0 {
            let to = self.random.below(self.n_groups as u32) as usize;
            let fits = self.filled[from] > self.sizes[from].0 && self.filled[to] < self.sizes[to].1;
            return (to != from && fits).then_some(Proposal::Move(a, to));
        }
        let b = self.random.below(self.n as u32) as usize;
        (self.group_of[b] != from).then_some(Proposal::Exchange(a, b))
    }

    fn gain(&self, proposal: &Proposal) -> i64 {
        let sum = |member: usize, group: usize| self.sum[member * self.n_groups + group];
        match *proposal {
            Proposal::Move(a, to) => sum(a, to) - sum(a, self.group_of[a]),
            Proposal::Exchange(a, b) => {
                let (from, to) = (self.group_of[a], self.group_of[b]);
                sum(a, to) + sum(b, from) - sum(a, from) - sum(b, to) - 2 * self.distance[a * self.n + b]
            }
        }
    }

    fn put(&mut self, member: usize, to: usize) {
        let from = core::mem::replace(&mut self.group_of[member], to);
        self.filled[from] -= 1;
        self.filled[to] += 1;
        let row = &self.distance[member * self.n..(member + 1) * self.n];
        for (sums, &distance) in self.sum.chunks_exact_mut(self.n_groups).zip(row) {
            sums[from] -= distance;
            sums[to] += distance;
        }
    }

    fn median_change(&mut self) -> f64 {
        let mut changes: Vec<i64> = Vec::new();
        for _ in 0..SAMPLES {
            // Moves change the sizes too, and so by far more: they would tell too high a temperature.
            if let Some(exchange @ Proposal::Exchange(..)) = self.propose() {
                changes.push(self.gain(&exchange).abs());
            }
        }
        changes.sort_unstable();
        changes.get(changes.len() / 2).map_or(1.0, |&change| (change as f64).max(1.0))
    }
}

fn check(problem: &DiverseProblem) -> Result<(), DiverseFault> {
    let n = problem.distance.len();
    if n == 0 || problem.sizes.is_empty() {
        return Err(DiverseFault::Nothing);
    }
    for a in 0..n {
        for b in (0..n).filter(|&b| b != a) {
            let there = problem.distance[a].get(b).filter(|d| d.abs() <= 1e9);
            let back = problem.distance[b].get(a);
            if there.is_none() || there != back || problem.distance[a].len() != n {
                return Err(DiverseFault::BadDistance { a, b });
            }
        }
    }
    let fewest = problem.sizes.iter().map(|size| size.0).sum();
    let most = problem.sizes.iter().map(|size| size.1).sum();
    if n < fewest || n > most || problem.sizes.iter().any(|(low, high)| low > high) {
        return Err(DiverseFault::SizesDoNotAddUp { members: n, fewest, most });
    }
    Ok(())
}

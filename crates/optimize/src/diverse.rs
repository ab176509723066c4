//! Diverse: one round of groups whose members differ most (the maximally diverse grouping problem, MDGP): the sum
//! of the distances inside groups is greatest, group sizes within bounds.
//!
//! Replica exchange (Swendsen and Wang 1986; Hukushima and Nemoto 1996): copies of the grouping are searched side by
//! side, each at a temperature of its own, and neighbours trade places by chance. Hot copies leave what cold ones
//! cannot, and nothing has to be begun anew: a single cooling freezes its large groups first, and keeps them.
//! Published instances and figures: `bench/mdgp`, example `bench_diverse`.
//!
//! | file | what it holds |
//! |---|---|
//! | `table` | the distances in whole numbers of 32 bits |
//! | `replica` | one copy of the grouping with its sums, and one look at a member |
//! | `ladder` | the temperatures, and how they follow what is accepted |
//! | `sizes` | the sizes to begin with where bounds leave a choice |

mod ladder;
mod replica;
mod sizes;
mod table;
#[cfg(test)]
mod tests;

use self::ladder::{COPIES, Ladder, turn};
use self::replica::Replica;
use self::sizes::first_sizes;
use self::table::Table;
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
pub enum DiverseFault {
    /// There are no members or no groups.
    Nothing,
    /// The distance of this pair is missing, not finite, out of range, or not the same both ways.
    BadDistance { a: usize, b: usize },
    /// The groups take `fewest` to `most` members, but there are `members`.
    SizesDoNotAddUp { members: usize, fewest: usize, most: usize },
}

/// A diverse search: make it, call `step` as long as there is time, read `best` at any time.
#[derive(Clone, Debug)]
pub struct DiverseSearch {
    table: Table,
    /// From the coldest to the hottest.
    replicas: Vec<Replica>,
    ladder: Ladder,
    random: Random,
    best: Vec<u32>,
    best_value: i64,
    best_at: u64,
    steps: u64,
    asked: u64,
    /// Whose turn it is, and when it ends.
    turn: usize,
    turn_ends: u64,
}

impl DiverseSearch {
    /// Checks the problem and deals the members at random.
    ///
    /// # Errors
    /// The first number of the problem that cannot be right.
    pub fn new(problem: DiverseProblem) -> Result<DiverseSearch, DiverseFault> {
        check(&problem)?;
        let mut random = Random::new(problem.seed);
        let table = Table::new(&problem);
        let sizes = first_sizes(&table);
        let replicas: Vec<Replica> =
            (0..COPIES).map(|_| Replica::deal(&table, &sizes, &mut random)).collect();
        let median = replicas[0].median_change(&table, &mut random);
        let ladder = Ladder::new(median, table.n_groups);
        Ok(DiverseSearch {
            best: replicas[0].group_of.clone(),
            best_value: replicas[0].value,
            best_at: 0,
            steps: 0,
            asked: 0,
            turn: 0,
            turn_ends: turn(0),
            table,
            replicas,
            ladder,
            random,
        })
    }

    /// Looks at about `n` more moves and exchanges, about a nanosecond each: all changes of a member are looked at in
    /// one go, so that a call may do a few more, which the next one does less. Never done, unless there is one group
    /// only or one member: nothing here proves that no grouping is better.
    pub fn step(&mut self, n: u32) -> Progress {
        let done = self.table.n_groups < 2 || self.table.n < 2;
        self.asked += u64::from(n);
        while !done && self.steps < self.asked {
            self.one_look();
        }
        Progress { steps: self.steps, done }
    }

    /// The best groups so far, in the order of `sizes`, members ascending.
    pub fn best(&self) -> Vec<Vec<usize>> {
        let mut groups = vec![Vec::new(); self.table.n_groups];
        self.best.iter().enumerate().for_each(|(member, &group)| groups[group as usize].push(member));
        groups
    }

    /// The sum of distances inside the best groups.
    pub fn value(&self) -> f64 {
        self.table.value(&self.best)
    }

    /// The step at which the best groups were found.
    pub fn found_at(&self) -> u64 {
        self.best_at
    }

    fn one_look(&mut self) {
        let replica = &mut self.replicas[self.turn];
        let look = replica.look(&self.table, self.ladder.losses(self.turn), &mut self.random);
        self.steps += look.steps;
        self.ladder.count(self.turn, look.is_changed);
        if replica.value > self.best_value {
            self.best_value = replica.value;
            self.best.clone_from(&replica.group_of);
            self.best_at = self.steps;
        }
        if self.steps >= self.turn_ends {
            self.turn += 1;
            if self.turn == COPIES {
                self.turn = 0;
                self.ladder.trade(&mut self.replicas, &mut self.random);
            }
            self.turn_ends = self.steps + turn(self.turn);
        }
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

//! The distances in whole numbers of 32 bits, so that four of them are judged at once and no sum is ever rounded.

use super::DiverseProblem;

/// Distances are read in millionths.
const MILLION: f64 = 1e6;
/// No sum of distances inside a group is larger: four of them and a loss still fit into 32 bits.
const LARGEST_SUM: i64 = 1 << 26;

#[derive(Clone, Debug)]
pub(super) struct Table {
    pub n: usize,
    pub n_groups: usize,
    /// Fewest and most members of each group.
    pub sizes: Vec<(usize, usize)>,
    pub can_move: bool,
    /// `[a * n + b]`, in units.
    distance: Vec<i32>,
    /// `[a * n + b]`, in millionths.
    exact: Vec<i64>,
}

impl Table {
    /// The unit is the greatest common divisor of the distances in millionths where sums then fit, and else the finest
    /// that lets them fit: the search is then off by less than half a unit a pair, the value told never.
    pub fn new(problem: &DiverseProblem) -> Table {
        let n = problem.distance.len();
        let cell = |a: usize, b: usize| {
            if a == b { 0 } else { libm::round(problem.distance[a][b] * MILLION) as i64 }
        };
        let exact: Vec<i64> = (0..n * n).map(|at| cell(at / n, at % n)).collect();
        let most = problem.sizes.iter().map(|&(_, most)| most.min(n)).max().unwrap_or(0) as i64;
        let largest = exact.iter().map(|d| d.abs()).max().unwrap_or(0) * most;
        let common = exact.iter().fold(0, |a, &b| gcd(a, b.abs())).max(1);
        let unit = common.max(largest.div_euclid(LARGEST_SUM) + i64::from(largest / common > LARGEST_SUM));
        Table {
            n,
            n_groups: problem.sizes.len(),
            distance: exact.iter().map(|d| (2 * d + unit).div_euclid(2 * unit) as i32).collect(),
            exact,
            can_move: problem.sizes.iter().any(|(fewest, most)| fewest < most),
            sizes: problem.sizes.clone(),
        }
    }

    /// A member's distances to all, in units.
    pub fn row(&self, member: usize) -> &[i32] {
        &self.distance[member * self.n..(member + 1) * self.n]
    }

    /// The sum of all distances, in millionths.
    pub fn sum(&self) -> i128 {
        self.exact.iter().map(|&d| i128::from(d)).sum()
    }

    /// The sum of the distances inside groups, as they were given.
    pub fn value(&self, group_of: &[u32]) -> f64 {
        let mut sum = 0;
        for a in 0..self.n {
            let inside = (a + 1..self.n).filter(|&b| group_of[a] == group_of[b]);
            sum += inside.map(|b| self.exact[a * self.n + b]).sum::<i64>();
        }
        sum as f64 / MILLION
    }
}

fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

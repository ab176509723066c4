//! How far totals are from fitting into a window, and the spread that they have.

use super::problem::AmountsProblem;

/// The single units that may fill the lowest totals, and how many members have each of the totals.
#[derive(Clone, Debug)]
pub struct Filling {
    pub size: i64,
    pub singles: i64,
    pub counts: Vec<i64>,
}

impl Filling {
    /// With the single units of a problem; `counts` says how many members have each total.
    pub fn of(problem: &AmountsProblem, counts: Vec<i64>) -> Filling {
        Filling { size: problem.single_size, singles: i64::from(problem.singles), counts }
    }

    /// Single units that lift every total to `low`.
    pub fn wanted(&self, totals: &[i64], low: i64) -> i64 {
        let lift = |(total, count): (&i64, &i64)| units_over((low - total).max(0), self.size) * count;
        totals.iter().zip(&self.counts).map(lift).sum()
    }

    /// The least spread of these totals, with the single units that it takes; nobody is lifted above the highest.
    pub fn spread(&self, totals: &[i64]) -> (i64, i64) {
        let (Some(&least), Some(&most)) = (totals.iter().min(), totals.iter().max()) else { return (0, 0) };
        let lifted = |total: i64, low: i64| total + units_over((low - total).max(0), self.size) * self.size;
        let fits = |low: i64| {
            self.wanted(totals, low) <= self.singles && totals.iter().all(|total| lifted(*total, low) <= most)
        };
        // More is wanted for a higher low, so that halving finds the highest that fits.
        let (mut low, mut high) = (least, most + 1);
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if fits(middle) { low = middle } else { high = middle }
        }
        (most - low, self.wanted(totals, low))
    }

    /// What is over where totals shall lie within `spread` of each other: what is above the window, and what the
    /// single units that are lacking would give. 0 where all is well. The window is moved from `low` by `step` to
    /// where least is over; what is over is convex in its place.
    pub fn over(&self, totals: &[i64], spread: i64, low: &mut i64, step: i64) -> i64 {
        let at = |low: i64| {
            let high = |(total, count): (&i64, &i64)| (total - low - spread).max(0) * count;
            let above: i64 = totals.iter().zip(&self.counts).map(high).sum();
            above + (self.wanted(totals, low) - self.singles).max(0) * self.size
        };
        let mut best = at(*low);
        for direction in [step, -step] {
            while best > 0 {
                let next = at(*low + direction);
                if next >= best {
                    break;
                }
                (best, *low) = (next, *low + direction);
            }
        }
        best
    }
}

/// Whole units that cover an amount, which is not negative and fits 32 bits: dividing those is much faster.
pub fn units_over(amount: i64, size: i64) -> i64 {
    i64::from((amount + size - 1) as u32 / size as u32)
}

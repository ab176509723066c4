//! The least spread that can be had, where that can be told without a search.
//!
//! Members who share every group ("twins") keep the difference that they have: only single units close it. Where all
//! periods have the same groups, more is known: the totals of a group are what it was given plus one number, so that
//! the best window stands on the highest total that cannot be avoided, and the units that lift the others to it go
//! where they save most single units (a convex sum, for which taking the best next unit is exact).

use super::problem::AmountsProblem;
use super::window::units_over;

/// Compared members who are in the same groups all along.
pub struct Twins {
    /// The group of each period.
    pub places: Vec<Option<usize>>,
    /// What each was given.
    pub given: Vec<i64>,
}

impl Twins {
    fn most(&self) -> i64 {
        self.given.iter().max().copied().unwrap_or(0)
    }

    /// Single units of `size` that lift each of them to `low`.
    fn wanted(&self, low: i64, size: i64) -> i64 {
        self.given.iter().map(|given| units_over((low - given).max(0), size)).sum()
    }
}

/// All compared members, by the groups that they share.
pub fn twins(problem: &AmountsProblem) -> Vec<Twins> {
    let mut all: Vec<Twins> = Vec::new();
    for (member, &given) in problem.given.iter().enumerate().filter(|(member, _)| problem.compared[*member]) {
        let place = |groups: &Vec<Vec<usize>>| groups.iter().position(|group| group.contains(&member));
        let places: Vec<_> = problem.periods.iter().map(|period| place(&period.groups)).collect();
        match all.iter_mut().find(|twins| twins.places == places) {
            Some(twins) => twins.given.push(given),
            None => all.push(Twins { places, given: vec![given] }),
        }
    }
    all
}

/// A spread below which no answer is, and single units below which none has that spread.
pub fn bound(problem: &AmountsProblem, all: &[Twins]) -> (i64, i64) {
    let fixed = fixed_groups(problem, all);
    let highest = all.iter().map(Twins::most).max().unwrap_or(0);
    let lowest = all.iter().filter_map(|twins| twins.given.iter().min()).min().copied().unwrap_or(0);
    let wanted = |spread: i64| {
        let apart = all.iter().map(|twins| twins.wanted(twins.most() - spread, problem.single_size)).sum();
        fixed.as_ref().map_or(apart, |fixed| fixed.wanted(all, spread).max(apart))
    };
    // A smaller spread wants more single units.
    let (mut under, mut spread) = (-1, fixed.as_ref().map_or(highest, |fixed| fixed.top) - lowest);
    while spread - under > 1 {
        let middle = under + (spread - under) / 2;
        if wanted(middle) <= i64::from(problem.singles) { spread = middle } else { under = middle }
    }
    (spread, wanted(spread))
}

/// The same groups in every period, sizes alike, every total on one grid.
struct Fixed {
    /// The highest total that cannot be avoided.
    top: i64,
    /// What each of the twins has at least from the periods.
    least: i64,
    size: i64,
    /// Units beyond the least ones.
    units: i64,
}

fn fixed_groups(problem: &AmountsProblem, all: &[Twins]) -> Option<Fixed> {
    let first = problem.periods.first()?;
    let size = *first.size.first()?;
    let alike = problem
        .periods
        .iter()
        .all(|period| period.groups == first.groups && period.size.iter().all(|other| *other == size));
    let residue = all.first()?.given.first()?.rem_euclid(size);
    let grid = all.iter().flat_map(|twins| &twins.given).all(|given| given.rem_euclid(size) == residue);
    let placed = all.iter().all(|twins| twins.places.iter().all(Option::is_some));
    if !(alike && grid && placed && problem.single_size == size) {
        return None;
    }
    let least: i64 = problem.periods.iter().map(|period| i64::from(period.least)).sum();
    let capacity: i64 = problem.periods.iter().map(|period| i64::from(period.capacity)).sum();
    let units = capacity - least * first.groups.len() as i64;
    let top = all.iter().flat_map(|twins| &twins.given).max()? + least * size;
    Some(Fixed { top, least: least * size, size, units })
}

impl Fixed {
    fn wanted(&self, all: &[Twins], spread: i64) -> i64 {
        let low = self.top - spread - self.least;
        let wanted = |at: usize, units: i64| all[at].wanted(low - units * self.size, self.size);
        let mut units = vec![0; all.len()];
        for _ in 0..self.units {
            let gain = |at: usize| {
                let fits = all[at].most() + self.least + (units[at] + 1) * self.size <= self.top;
                if fits { wanted(at, units[at]) - wanted(at, units[at] + 1) } else { 0 }
            };
            let Some(best) = (0..all.len()).max_by_key(|at| gain(*at)).filter(|at| gain(*at) > 0) else {
                break;
            };
            units[best] += 1;
        }
        (0..all.len()).map(|at| wanted(at, units[at])).sum()
    }
}

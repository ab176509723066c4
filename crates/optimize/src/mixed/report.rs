//! What a schedule is worth, counted afresh from the schedule alone, so that it also judges one made by hand.

use super::problem::{MixedProblem, Schedule};

/// Which rule is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BrokenRule {
    /// A pair that should be apart shares a group.
    Apart,
    /// A pair that should be together does not share a group.
    Together,
    /// The one bearer of tag `usize` in a group, although two or more are there in that round.
    AloneWithTag(usize),
}

/// A rule that a schedule breaks in one round.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Broken {
    /// Round in which it happens.
    pub round: usize,
    /// What is broken.
    pub rule: BrokenRule,
    /// Whom it concerns: a pair, or the one alone.
    pub members: Vec<usize>,
}

/// Counts over a whole schedule.
#[derive(Clone, Debug, PartialEq)]
pub struct MixedReport {
    /// Sum over pairs of max(0, times met - 1), where times met includes those before.
    pub repeats: u64,
    /// The most times that any pair met, those before included.
    pub most_meetings: u32,
    /// Per trait, numbers first, the worst round and group. Number: distance of the group's mean from the mean
    /// of all, in standard deviations of all. Tag: distance of the group's count from floor or ceiling of its
    /// share.
    pub balance: Vec<f64>,
    /// By round, then rule.
    pub broken: Vec<Broken>,
}

/// Mean and population standard deviation over the known values; 0 and 0 without any.
pub(super) fn mean_and_deviation(values: &[Option<f64>]) -> (f64, f64) {
    let known: Vec<f64> = values.iter().flatten().copied().collect();
    if known.is_empty() {
        return (0.0, 0.0);
    }
    let n = known.len() as f64;
    let mean = known.iter().sum::<f64>() / n;
    let variance = known.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / n;
    (mean, libm::sqrt(variance))
}

/// Judges a schedule of the problem. Members that the problem does not know are passed over.
pub fn report(problem: &MixedProblem, schedule: &Schedule) -> MixedReport {
    let n = problem.members;
    let mut met = vec![0u32; n * n];
    for &(a, b, times) in problem.met.iter().filter(|(a, b, _)| *a < n && *b < n && a != b) {
        met[a.min(b) * n + a.max(b)] += times;
    }
    for group in schedule.iter().flatten() {
        for (i, &a) in group.iter().enumerate() {
            for &b in group[i + 1..].iter().filter(|&&b| a < n && b < n && a != b) {
                met[a.min(b) * n + a.max(b)] += 1;
            }
        }
    }
    let mut broken: Vec<Broken> =
        schedule.iter().enumerate().flat_map(|(round, groups)| broken_in(problem, round, groups)).collect();
    broken.sort();
    broken.dedup();
    MixedReport {
        repeats: met.iter().map(|&times| u64::from(times.saturating_sub(1))).sum(),
        most_meetings: met.iter().copied().max().unwrap_or(0),
        balance: balance(problem, schedule),
        broken,
    }
}

fn broken_in(problem: &MixedProblem, round: usize, groups: &[Vec<usize>]) -> Vec<Broken> {
    let group_of = |member: usize| groups.iter().position(|group| group.contains(&member));
    let mut broken = Vec::new();
    for (pairs, rule) in [(&problem.apart, BrokenRule::Apart), (&problem.together, BrokenRule::Together)] {
        for &(a, b) in pairs {
            let (Some(at), Some(other)) = (group_of(a), group_of(b)) else { continue };
            if a != b && (at == other) == (rule == BrokenRule::Apart) {
                broken.push(Broken { round, rule, members: vec![a.min(b), a.max(b)] });
            }
        }
    }
    for (tag, bearers) in problem.tags.iter().enumerate() {
        let bears = |member: &&usize| bearers.get(**member).copied().unwrap_or(false);
        let present = groups.iter().flatten().filter(bears).count();
        for group in groups {
            let inside: Vec<usize> = group.iter().filter(bears).copied().collect();
            if inside.len() == 1 && present > 1 && group.len() > 1 {
                broken.push(Broken { round, rule: BrokenRule::AloneWithTag(tag), members: inside });
            }
        }
    }
    broken
}

fn balance(problem: &MixedProblem, schedule: &Schedule) -> Vec<f64> {
    let mut worst = Vec::new();
    for values in &problem.numbers {
        let (mean, deviation) = mean_and_deviation(values);
        let mut most = 0.0f64;
        for group in schedule.iter().flatten() {
            let known: Vec<Option<f64>> =
                group.iter().filter_map(|&m| values.get(m).copied()).filter(Option::is_some).collect();
            if !known.is_empty() && deviation > 0.0 {
                let off = mean_and_deviation(&known).0 - mean;
                most = most.max(libm::fabs(off) / deviation);
            }
        }
        worst.push(most);
    }
    for bearers in &problem.tags {
        let count = |group: &[usize]| group.iter().filter(|m| bearers.get(**m) == Some(&true)).count();
        let mut most = 0;
        for groups in schedule {
            let present: usize = groups.iter().map(Vec::len).sum();
            let total: usize = groups.iter().map(|group| count(group)).sum();
            for group in groups {
                let (low, high) = share(total, group.len(), present);
                let here = count(group);
                most = most.max(low.saturating_sub(here)).max(here.saturating_sub(high));
            }
        }
        worst.push(most as f64);
    }
    worst
}

/// Floor and ceiling of a group's share of `total` bearers.
pub(super) fn share(total: usize, size: usize, present: usize) -> (usize, usize) {
    let present = present.max(1);
    (total * size / present, (total * size).div_ceil(present))
}

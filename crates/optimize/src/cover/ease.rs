//! A second aim for a solved cover: among groupings that cover nearly as much, the one with the least penalty
//! between members of one group, such as having been together before. It gives nobody a seat that fits less: misfits,
//! members whose need for their group's label is 0 though another label would meet some, never grow in number.

use super::family::Families;
use super::problem::{Cover, CoverGroup, CoverProblem, covered};
use crate::{Progress, Random};

/// Eases a cover by seeded annealing: exchanges, moves within the sizes and changes of a group's label, each kept
/// within the rules and the share, the limit on families among them, and none with more misfits than before.
/// Starts from the given cover and never ends with a larger penalty.
#[derive(Clone, Debug)]
pub struct EaseSearch {
    problem: CoverProblem,
    families: Families,
    /// Members with some need above 0.
    has_need: Vec<bool>,
    penalty: Vec<Vec<f64>>,
    least_covered: f64,
    groups: Vec<CoverGroup>,
    cost: f64,
    best: Vec<CoverGroup>,
    best_cost: f64,
    random: Random,
    hottest: f64,
    steps: u64,
    best_at: u64,
}

/// Steps from hot to cold, again and again.
const CYCLE: u64 = 20_000;
/// Given up after so many cycles in which nothing better came.
const IDLE_CYCLES: u64 = 5;
const TOLERANCE: f64 = 1e-9;

impl EaseSearch {
    /// `penalty[a][b]` >= 0 is paid when the two share a group (both directions are added up; missing entries and
    /// values that are not finite count 0). `share` in 0..=1 is how much of the covered need may be given up; 0.03
    /// is a good choice. The cover must keep the rules of the problem, as every cover of its search does.
    pub fn new(
        problem: CoverProblem,
        cover: &Cover,
        penalty: &[Vec<f64>],
        share: f64,
        seed: u64,
    ) -> EaseSearch {
        let n = problem.need.len();
        let at = |a: usize, b: usize| {
            let value = penalty.get(a).and_then(|row| row.get(b)).copied().unwrap_or(0.0);
            if a != b && value.is_finite() { value.max(0.0) } else { 0.0 }
        };
        let penalty: Vec<Vec<f64>> = (0..n).map(|a| (0..n).map(|b| at(a, b) + at(b, a)).collect()).collect();
        let largest = penalty.iter().flatten().fold(0.0f64, |most, &value| most.max(value));
        let mut search = EaseSearch {
            families: Families::new(&problem),
            has_need: problem.need.iter().map(|row| row.iter().any(|need| *need > 0.0)).collect(),
            least_covered: cover.covered * (1.0 - share.clamp(0.0, 1.0)) - TOLERANCE,
            groups: cover.groups.clone(),
            best: cover.groups.clone(),
            cost: 0.0,
            best_cost: 0.0,
            random: Random::new(seed),
            hottest: largest,
            steps: 0,
            best_at: 0,
            penalty,
            problem,
        };
        search.cost = search.groups.iter().map(|group| search.group_cost(&group.members)).sum();
        search.best_cost = search.cost;
        search
    }

    /// Does at most `n` steps. Done where there is no penalty left, or after five coolings without a better grouping;
    /// that none is better is not proven.
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

    /// The grouping with the least penalty so far, in the order of every cover.
    pub fn best(&self) -> Cover {
        let mut groups = self.best.clone();
        groups.iter_mut().for_each(|group| group.members.sort_unstable());
        groups.sort();
        let covered = covered(&self.problem.need, &groups);
        Cover { groups, covered }
    }

    /// Sum of the penalties inside the groups of the best grouping, each pair once.
    pub fn penalty(&self) -> f64 {
        self.best_cost
    }

    fn is_done(&self) -> bool {
        self.best_cost <= 0.0 || self.steps >= self.best_at + IDLE_CYCLES * CYCLE
    }

    fn group_cost(&self, members: &[usize]) -> f64 {
        let after =
            |i: usize| members[i + 1..].iter().map(move |&b| self.penalty[members[i]][b]).sum::<f64>();
        (0..members.len()).map(after).sum()
    }

    fn one_step(&mut self) {
        let part = (self.steps % CYCLE) as f64 / CYCLE as f64;
        let temperature = self.hottest * libm::pow(0.01, part);
        let Some((from, to, changed)) = self.propose() else { return };
        let misfits = self.misfits(&changed[0]) + self.misfits(&changed[1]);
        if !changed.iter().all(|group| self.keeps_rules(group))
            || !self.keeps_families(from, changed[0].label)
            || misfits > self.misfits(&self.groups[from]) + self.misfits(&self.groups[to])
        {
            return;
        }
        let old = self.group_cost(&self.groups[from].members) + self.group_cost(&self.groups[to].members);
        let new = self.group_cost(&changed[0].members) + self.group_cost(&changed[1].members);
        let rise = new - old;
        if rise > 0.0 && self.random.unit() >= libm::exp(-rise / temperature) {
            return;
        }
        let [first, second] = changed;
        let before = [
            core::mem::replace(&mut self.groups[from], first),
            core::mem::replace(&mut self.groups[to], second),
        ];
        if covered(&self.problem.need, &self.groups) < self.least_covered {
            [self.groups[from], self.groups[to]] = before;
            return;
        }
        // Counted afresh: a sum of differences would drift.
        self.cost = self.groups.iter().map(|group| self.group_cost(&group.members)).sum();
        if self.cost < self.best_cost - TOLERANCE {
            self.best_cost = self.cost;
            self.best_at = self.steps;
            self.best.clone_from(&self.groups);
        }
    }

    /// Two groups and what they would become. Members who must be together go together.
    fn propose(&mut self) -> Option<(usize, usize, [CoverGroup; 2])> {
        let n_groups = self.groups.len() as u32;
        let (from, to) = (self.random.below(n_groups) as usize, self.random.below(n_groups) as usize);
        if from == to {
            return None;
        }
        let (mut first, mut second) = (self.groups[from].clone(), self.groups[to].clone());
        let kind = self.random.below(8);
        if kind == 0 {
            let labels = self.problem.need.first().map_or(0, Vec::len);
            first.label = self.random.below(labels as u32) as usize;
            return Some((from, to, [first, second]));
        }
        let out = self.pick(&first.members);
        let back = if kind < 3 { Vec::new() } else { self.pick(&second.members) };
        first.members.retain(|member| !out.contains(member));
        second.members.retain(|member| !back.contains(member));
        first.members.extend(back);
        second.members.extend(out);
        Some((from, to, [first, second]))
    }

    /// A member at random, with all who must be with it.
    fn pick(&mut self, members: &[usize]) -> Vec<usize> {
        let mut picked = vec![members[self.random.below(members.len() as u32) as usize]];
        let mut next = 0;
        while let Some(&member) = picked.get(next) {
            next += 1;
            for &(a, b) in &self.problem.together {
                let other = if a == member { b } else { a };
                if (a == member || b == member) && !picked.contains(&other) {
                    picked.push(other);
                }
            }
        }
        picked
    }

    fn keeps_rules(&self, group: &CoverGroup) -> bool {
        let (fewest, most) = self.problem.size;
        let has = |member: usize| group.members.contains(&member);
        group.members.len() >= fewest.max(1)
            && group.members.len() <= most
            && !self.problem.apart.iter().any(|&(a, b)| has(a) && has(b))
            && self.problem.locked.iter().all(|&(member, label)| !has(member) || label == group.label)
    }

    /// Whether the limit on families is kept where one group gets that label.
    fn keeps_families(&self, changed: usize, label: usize) -> bool {
        let relabeled = |(i, group): (usize, &CoverGroup)| if i == changed { label } else { group.label };
        label == self.groups[changed].label
            || self.families.allow(self.groups.iter().enumerate().map(relabeled))
    }

    /// Members of the group who need something, but not its label.
    fn misfits(&self, group: &CoverGroup) -> usize {
        let misses = |member: &&usize| {
            self.has_need[**member]
                && self.problem.need[**member].get(group.label).is_none_or(|need| *need <= 0.0)
        };
        group.members.iter().filter(misses).count()
    }
}

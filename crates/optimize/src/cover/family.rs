//! Families: labels that are variants of one lesson, and how often a lesson may come again.
//!
//! Groups of one family beyond its first are extras. Where extras are limited, labels are visited family by family,
//! and a state says how many extras are used up and whether the current family has a group already.

use std::collections::BTreeMap;

use super::problem::CoverProblem;

/// The families of a problem's labels, and the limit on extras.
#[derive(Clone, Debug)]
pub(super) struct Families {
    /// Labels in the order in which groups are dealt to them: family by family where there is a limit.
    pub order: Vec<usize>,
    /// Family of each label, numbered from 0.
    of: Vec<usize>,
    n_families: usize,
    /// `opens[place]`: whether the label at that place of the order is the first of its family.
    opens: Vec<bool>,
    /// The most extras; `None` where any number of groups keeps the limit.
    again: Option<usize>,
}

impl Families {
    /// A label that the list does not know is a family of its own.
    pub fn new(problem: &CoverProblem) -> Families {
        let most_groups = problem.groups.min(problem.need.len() / problem.size.0.max(1));
        let n_labels = problem.need.first().map_or(0, Vec::len);
        let mut numbers = BTreeMap::new();
        let mut of = Vec::new();
        for label in 0..n_labels {
            let named = problem.family.get(label).copied();
            let key = (named, if named.is_some() { 0 } else { label });
            let next = numbers.len();
            of.push(*numbers.entry(key).or_insert(next));
        }
        let again = problem.again.filter(|again| again.saturating_add(1) < most_groups);
        let mut order: Vec<usize> = (0..n_labels).collect();
        if again.is_some() {
            order.sort_by_key(|&label| of[label]);
        }
        let is_first = |place: usize| place == 0 || of[order[place]] != of[order[place - 1]];
        let opens = (0..n_labels).map(is_first).collect();
        Families { order, of, n_families: numbers.len(), opens, again }
    }

    /// Whether there is a limit that could be broken.
    pub fn is_limited(&self) -> bool {
        self.again.is_some()
    }

    /// The most groups that keep the limit, of `groups`.
    pub fn most_groups(&self, groups: usize) -> usize {
        self.again.map_or(groups, |again| groups.min(self.n_families + again))
    }

    /// Number of states between two places of the order: 1 where there is no limit.
    pub fn n_states(&self) -> usize {
        self.again.map_or(1, |again| 2 * (again + 1))
    }

    /// The state behind a place whose label gets `k` groups, `None` where that breaks the limit, as every larger
    /// `k` does. The state is twice the extras used up, and 1 more where the family has a group.
    pub fn after(&self, place: usize, state: usize, k: usize) -> Option<usize> {
        let Some(again) = self.again else { return Some(0) };
        let has_group = state % 2 == 1 && !self.opens[place];
        let extras = state / 2 + if has_group { k } else { k.saturating_sub(1) };
        (extras <= again).then(|| 2 * extras + usize::from(has_group || k > 0))
    }

    /// Whether groups with these labels keep the limit.
    pub fn allow(&self, labels: impl Iterator<Item = usize>) -> bool {
        self.again.is_none_or(|again| {
            let mut extras = Extras::new(self);
            labels.for_each(|label| extras.add(label, 1));
            extras.used <= again
        })
    }

    /// Lowers `most[label]` to what the limit leaves open beside the `fewest` groups of all labels.
    pub fn close(&self, fewest: &[usize], most: &mut [usize]) {
        let Some(again) = self.again else { return };
        let mut extras = Extras::new(self);
        fewest.iter().enumerate().for_each(|(label, &k)| extras.add(label, k));
        let spare = again.saturating_sub(extras.used);
        for (label, most) in most.iter_mut().enumerate() {
            let first = usize::from(extras.groups[self.of[label]] == 0);
            *most = (*most).min(fewest[label] + spare + first);
        }
    }

    /// Labels for parts, one by one: the locked label, otherwise the first of those worth most that the limit leaves.
    /// `None` where the limit leaves none: then no other labels would keep it either.
    pub fn label(&self, locked: &[Option<usize>], worth: &dyn Fn(usize, usize) -> i64) -> Option<Vec<usize>> {
        let mut extras = Extras::new(self);
        locked.iter().flatten().for_each(|&label| extras.add(label, 1));
        let mut labels = Vec::new();
        for (part, lock) in locked.iter().enumerate() {
            let mut choice = *lock;
            if lock.is_none() {
                let is_full = self.again.is_some_and(|again| extras.used >= again);
                let is_open = |label: &usize| !is_full || extras.groups[self.of[*label]] == 0;
                for label in (0..self.of.len()).filter(is_open) {
                    if choice.is_none_or(|best| worth(part, label) > worth(part, best)) {
                        choice = Some(label);
                    }
                }
                extras.add(choice?, 1);
            }
            labels.push(choice?);
        }
        self.again.is_none_or(|again| extras.used <= again).then_some(labels)
    }
}

/// Counts groups and extras.
struct Extras<'a> {
    of: &'a [usize],
    groups: Vec<usize>,
    used: usize,
}

impl Extras<'_> {
    fn new(families: &Families) -> Extras<'_> {
        Extras { of: &families.of, groups: vec![0; families.n_families], used: 0 }
    }

    fn add(&mut self, label: usize, k: usize) {
        let groups = &mut self.groups[self.of[label]];
        self.used += (*groups + k).saturating_sub(1) - groups.saturating_sub(1);
        *groups += k;
    }
}

//! Members who must be together, melted into units; needs turned into whole numbers.
//!
//! All members of a unit share one label in every answer, so a unit's value for a label is the sum of its
//! members' needs, and the search never has to look at a "together" rule again except for sizes.

use super::family::Families;
use super::problem::CoverProblem;

/// Needs are counted in billionths, so that sums are exact and equal natively and in wasm.
pub(super) const SCALE: f64 = 1e9;

/// The checked question in the form that the search works on. Indices are unit indices.
#[derive(Clone, Debug)]
pub(super) struct Units {
    /// Members of each unit, ascending; units in the order of their smallest member.
    pub members: Vec<Vec<usize>>,
    pub weight: Vec<usize>,
    /// `value[unit][label]` in billionths, summed over the unit's members.
    pub value: Vec<Vec<i64>>,
    /// The label that the unit must have.
    pub lock: Vec<Option<usize>>,
    /// Units that may not share a group, ascending.
    pub apart: Vec<Vec<usize>>,
    /// Every value is a multiple of this: a bound is rounded down to it.
    pub grain: i64,
    pub n_labels: usize,
    pub n_members: usize,
    /// Fewest and most members of a group; fewest is at least 1.
    pub size: (usize, usize),
    /// Fewest and most groups that the sizes allow.
    pub groups: (usize, usize),
    pub families: Families,
}

/// Which unit each member belongs to, and the members of each unit: the connected components of `together`.
pub(super) fn components(n_members: usize, together: &[(usize, usize)]) -> (Vec<usize>, Vec<Vec<usize>>) {
    let mut root: Vec<usize> = (0..n_members).collect();
    // Classes are small: relabelling the whole list at each union is plain and fast enough.
    for &(a, b) in together {
        let (keep, drop) = (root[a].min(root[b]), root[a].max(root[b]));
        root.iter_mut().filter(|r| **r == drop).for_each(|r| *r = keep);
    }
    let mut unit_of = vec![usize::MAX; n_members];
    let mut members: Vec<Vec<usize>> = Vec::new();
    for member in 0..n_members {
        if root[member] == member {
            unit_of[member] = members.len();
            members.push(Vec::new());
        }
        unit_of[member] = unit_of[root[member]];
        members[unit_of[member]].push(member);
    }
    (unit_of, members)
}

impl Units {
    /// From a problem whose indices, sizes and rules were checked.
    pub fn new(problem: &CoverProblem) -> Units {
        let n_members = problem.need.len();
        let n_labels = problem.need.first().map_or(0, Vec::len);
        let (unit_of, members) = components(n_members, &problem.together);
        let mut value = vec![vec![0i64; n_labels]; members.len()];
        for (member, row) in problem.need.iter().enumerate() {
            for (label, need) in row.iter().enumerate() {
                value[unit_of[member]][label] += (need * SCALE + 0.5) as i64;
            }
        }
        let mut lock = vec![None; members.len()];
        for &(member, label) in &problem.locked {
            lock[unit_of[member]] = Some(label);
        }
        let mut apart = vec![Vec::new(); members.len()];
        for &(a, b) in &problem.apart {
            apart[unit_of[a]].push(unit_of[b]);
            apart[unit_of[b]].push(unit_of[a]);
        }
        for list in &mut apart {
            list.sort_unstable();
            list.dedup();
        }
        let grain = value.iter().flatten().fold(0, |g, &v| gcd(g, v)).max(1);
        let size = (problem.size.0.max(1), problem.size.1);
        let groups = (n_members.div_ceil(size.1), problem.groups.min(n_members / size.0));
        let weight = members.iter().map(Vec::len).collect();
        let families = Families::new(problem);
        Units { members, weight, value, lock, apart, grain, n_labels, n_members, size, groups, families }
    }

    /// How many units there are, no more than members.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether a unit may have a label: a locked one has its own alone.
    pub fn allows(&self, unit: usize, label: usize) -> bool {
        self.lock[unit].is_none_or(|locked| locked == label)
    }

    /// What each unit is worth at the best of these labels, `None` where it may have none of them.
    pub fn reach(&self, some: &[usize], others: &[usize]) -> Vec<Option<i64>> {
        let value = |unit: usize| {
            let open = some.iter().chain(others).filter(|label| self.allows(unit, **label));
            open.map(|&label| self.value[unit][label]).max()
        };
        (0..self.len()).map(value).collect()
    }

    /// The sum of that with one more label, -1 where a unit may have none. No grouping with these labels is worth more.
    pub fn reached(&self, reach: &[Option<i64>], label: usize) -> i64 {
        let value = |(unit, reach): (usize, &Option<i64>)| {
            (*reach).max(self.allows(unit, label).then(|| self.value[unit][label]))
        };
        reach.iter().enumerate().map(value).sum::<Option<i64>>().unwrap_or(-1)
    }

    /// Units that may not share a group whatever its label: the apart rules, and units locked to two labels.
    pub fn clashes(&self) -> Vec<Vec<usize>> {
        let mut lists = self.apart.clone();
        for (unit, list) in lists.iter_mut().enumerate() {
            let Some(label) = self.lock[unit] else { continue };
            list.extend((0..self.len()).filter(|&other| self.lock[other].is_some_and(|l| l != label)));
            list.sort_unstable();
            list.dedup();
        }
        lists
    }
}

fn gcd(mut a: i64, mut b: i64) -> i64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

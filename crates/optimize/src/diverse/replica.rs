//! One copy of the grouping: who is where, the sums that judge a change in constant time, and one look at a member
//! and a group.

use super::ladder::{LOSSES, Losses};
use super::{DiverseProblem, MILLION};
use crate::Random;

/// The problem in whole numbers.
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub n: usize,
    pub n_groups: usize,
    /// Fewest and most members of each group.
    pub sizes: Vec<(usize, usize)>,
    /// `[a * n + b]`
    pub distance: Vec<i64>,
    can_move: bool,
}

impl Table {
    pub fn new(problem: &DiverseProblem) -> Table {
        let n = problem.distance.len();
        let cell = |a: usize, b: usize| {
            if a == b { 0 } else { libm::round(problem.distance[a][b] * MILLION) as i64 }
        };
        Table {
            n,
            n_groups: problem.sizes.len(),
            distance: (0..n * n).map(|at| cell(at / n, at % n)).collect(),
            can_move: problem.sizes.iter().any(|(fewest, most)| fewest < most),
            sizes: problem.sizes.clone(),
        }
    }

    fn row(&self, member: usize) -> &[i64] {
        &self.distance[member * self.n..(member + 1) * self.n]
    }
}

/// What a look did.
pub(super) struct Look {
    /// Changes that were judged, at least one.
    pub steps: u64,
    pub is_changed: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Replica {
    pub group_of: Vec<u32>,
    pub value: i64,
    /// `[group * n + place]`: the members of each group, in any order.
    members: Vec<u32>,
    place_of: Vec<u32>,
    filled: Vec<usize>,
    /// `[group * n + member]`: sum of the member's distances to those in the group.
    sum: Vec<i64>,
}

impl Replica {
    /// Groups of these sizes, dealt at random.
    pub fn deal(table: &Table, sizes: &[usize], random: &mut Random) -> Replica {
        let n = table.n;
        let mut replica = Replica {
            group_of: vec![0; n],
            value: 0,
            members: vec![0; n * table.n_groups],
            place_of: vec![0; n],
            filled: vec![0; table.n_groups],
            sum: vec![0; n * table.n_groups],
        };
        let mut order: Vec<usize> = (0..n).collect();
        for i in (1..n).rev() {
            order.swap(i, random.below(i as u32 + 1) as usize);
        }
        let seats = sizes.iter().enumerate().flat_map(|(group, &size)| core::iter::repeat_n(group, size));
        for (member, group) in order.into_iter().zip(seats) {
            replica.value += replica.sum[group * n + member];
            replica.seat(n, member, group);
            let sums = &mut replica.sum[group * n..(group + 1) * n];
            sums.iter_mut().zip(table.row(member)).for_each(|(sum, distance)| *sum += distance);
        }
        replica
    }

    /// Draws a member and another group, and judges every exchange of the two, and at times the move, until one is
    /// taken: a loss where it is at most the one drawn for it from `losses`.
    ///
    /// Nearly all changes are refused, so that looking at a whole group at once, with the same rows at hand, is worth
    /// three times as many looks as drawing each pair.
    pub fn look(&mut self, table: &Table, losses: &Losses, random: &mut Random) -> Look {
        let n = table.n;
        let bits = random.bits();
        // Three numbers from one draw, 21 bits each.
        let part = |shift: u32, bound: usize| ((((bits >> shift) & 0x1f_ffff) * bound as u64) >> 21) as usize;
        let (member, to, mut drawn) = (part(0, n), part(21, table.n_groups), part(42, LOSSES));
        let from = self.group_of[member] as usize;
        if from == to {
            return Look { steps: 1, is_changed: false };
        }
        let alone = self.sum[to * n + member] - self.sum[from * n + member];
        let has_room = self.filled[from] > table.sizes[from].0 && self.filled[to] < table.sizes[to].1;
        if table.can_move && bits >> 63 == 0 && has_room && alone + losses[drawn] >= 0 {
            self.shift(table, member, to);
            self.value += alone;
            return Look { steps: 1, is_changed: true };
        }
        let (row, near, far) =
            (table.row(member), &self.sum[from * n..(from + 1) * n], &self.sum[to * n..(to + 1) * n]);
        let others = &self.members[to * n..to * n + self.filled[to]];
        for (i, &other) in others.iter().enumerate() {
            let at = other as usize;
            let gain = alone + near[at] - far[at] - 2 * row[at];
            drawn = (drawn + 1) % LOSSES;
            if gain + losses[drawn] >= 0 {
                self.exchange(table, member, at);
                self.value += gain;
                return Look { steps: i as u64 + 1, is_changed: true };
            }
        }
        Look { steps: (others.len() as u64).max(1), is_changed: false }
    }

    /// The median size of what an exchange changes, over random ones. Moves are left out: they change the sizes, and so
    /// by far more.
    pub fn median_change(&self, table: &Table, random: &mut Random) -> f64 {
        let n = table.n;
        let mut changes = Vec::new();
        for _ in 0..400 {
            let (a, b) = (random.below(n as u32) as usize, random.below(n as u32) as usize);
            let (from, to) = (self.group_of[a] as usize, self.group_of[b] as usize);
            if from != to {
                let sum = |member: usize, group: usize| self.sum[group * n + member];
                let gain = sum(a, to) + sum(b, from) - sum(a, from) - sum(b, to) - 2 * table.row(a)[b];
                changes.push(gain.abs());
            }
        }
        changes.sort_unstable();
        changes.get(changes.len() / 2).map_or(1.0, |&change| (change as f64).max(1.0))
    }

    fn seat(&mut self, n: usize, member: usize, group: usize) {
        self.group_of[member] = group as u32;
        self.place_of[member] = self.filled[group] as u32;
        self.members[group * n + self.filled[group]] = member as u32;
        self.filled[group] += 1;
    }

    fn shift(&mut self, table: &Table, member: usize, to: usize) {
        let (n, from) = (table.n, self.group_of[member] as usize);
        self.filled[from] -= 1;
        let last = self.members[from * n + self.filled[from]];
        let place = self.place_of[member];
        self.members[from * n + place as usize] = last;
        self.place_of[last as usize] = place;
        self.seat(n, member, to);
        for (group, sign) in [(from, -1), (to, 1)] {
            let sums = &mut self.sum[group * n..(group + 1) * n];
            sums.iter_mut().zip(table.row(member)).for_each(|(sum, distance)| *sum += sign * distance);
        }
    }

    fn exchange(&mut self, table: &Table, a: usize, b: usize) {
        let n = table.n;
        let (from, to) = (self.group_of[a] as usize, self.group_of[b] as usize);
        self.members.swap(from * n + self.place_of[a] as usize, to * n + self.place_of[b] as usize);
        self.place_of.swap(a, b);
        self.group_of.swap(a, b);
        for (group, gone, come) in [(from, a, b), (to, b, a)] {
            let sums = &mut self.sum[group * n..(group + 1) * n];
            let rows = table.row(gone).iter().zip(table.row(come));
            sums.iter_mut().zip(rows).for_each(|(sum, (gone, come))| *sum += come - gone);
        }
    }
}

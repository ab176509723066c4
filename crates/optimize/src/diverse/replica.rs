//! One copy of the grouping: who sits where, what each gains by leaving for another group, and one look at a member.
//!
//! The members of a group sit side by side, four seats to a bench, and all that judges a change is kept by seat: a
//! look at all members of all groups is then two additions of four numbers for each bench, without fetching anything
//! by name. What it costs is that two who change places change them in every row; of some twenty looks one takes a
//! change.

use core::ops::Range;

use super::ladder::{LOSSES, Losses};
use super::table::Table;
use crate::Random;

#[cfg(test)]
mod tests;

/// Four seats side by side.
type Bench = [i32; SEATS];
const SEATS: usize = 4;
/// What "gains" where there is nobody to move, or nowhere to move to: more is lost than may ever be, and two of them
/// still fit.
const NEVER: i32 = -(1 << 29);
/// Free seats that a group of changing size is given, as long as its bounds let it grow.
const SPARE: usize = 8;

/// What a look did.
pub(super) struct Look {
    /// Changes that were judged, at least one.
    pub steps: u64,
    pub is_changed: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Replica {
    pub group_of: Vec<u32>,
    /// The sum of the distances inside groups, in units.
    pub value: i64,
    groups: Vec<Group>,
    /// How many benches there are.
    width: usize,
    /// Who sits on a seat; on a free one anybody.
    member_at: Vec<u32>,
    seat_of: Vec<u32>,
    /// `[group * width + bench]`: what those on the bench gain by moving to the group, `NEVER` in their own group and
    /// on free seats.
    gain: Vec<Bench>,
    /// `[member * width + bench]`: what an exchange with those on the bench loses, for the two are still apart: twice
    /// their distance, negative; 0 on free seats.
    lost: Vec<Bench>,
    /// What the member looked at gains by moving alone to where the bench is, and the loss that may be taken there;
    /// made afresh for each look.
    alone: Vec<Bench>,
}

/// Where a group sits.
#[derive(Clone, Copy, Debug)]
struct Group {
    bench: usize,
    /// Seats there are, taken or free.
    seats: usize,
    filled: usize,
    /// Fewest and most members it may have.
    fewest: usize,
    most: usize,
}

impl Group {
    fn benches(&self) -> Range<usize> {
        self.bench..self.bench + self.seats / SEATS
    }

    fn seat(&self, i: usize) -> usize {
        self.bench * SEATS + i
    }
}

impl Replica {
    /// Groups of these sizes, dealt at random.
    pub fn deal(table: &Table, sizes: &[usize], random: &mut Random) -> Replica {
        let mut order: Vec<usize> = (0..table.n).collect();
        for i in (1..order.len()).rev() {
            order.swap(i, random.below(i as u32 + 1) as usize);
        }
        let groups = sizes.iter().enumerate().flat_map(|(group, &size)| core::iter::repeat_n(group, size));
        let mut group_of = vec![0; table.n];
        order.into_iter().zip(groups).for_each(|(member, group)| group_of[member] = group as u32);
        Replica::lay(table, group_of)
    }

    /// Seats the groups, and adds up.
    fn lay(table: &Table, group_of: Vec<u32>) -> Replica {
        let n = table.n;
        let mut width = 0;
        let groups = table.sizes.iter().enumerate().map(|(group, &(fewest, most))| {
            let filled = group_of.iter().filter(|&&g| g as usize == group).count();
            let benches = most.min(n).min(filled + SPARE).div_ceil(SEATS);
            width += benches;
            Group { bench: width - benches, seats: benches * SEATS, filled: 0, fewest, most }
        });
        let mut groups: Vec<Group> = groups.collect();
        let mut gain = vec![[NEVER; SEATS]; table.n_groups * width];
        let mut member_at = vec![0; width * SEATS];
        let mut seat_of = vec![0; n];
        let mut lost = vec![[0; SEATS]; n * width];
        let mut value = 0;
        for member in 0..n {
            let own = group_of[member] as usize;
            let seat = groups[own].seat(groups[own].filled);
            groups[own].filled += 1;
            member_at[seat] = member as u32;
            seat_of[member] = seat as u32;
            let mut sums = vec![0; table.n_groups];
            for (other, &d) in table.row(member).iter().enumerate() {
                sums[group_of[other] as usize] += d;
                lost[other * width + seat / SEATS][seat % SEATS] = -2 * d;
            }
            value += i64::from(sums[own]);
            for group in (0..table.n_groups).filter(|&group| group != own) {
                gain[group * width + seat / SEATS][seat % SEATS] = sums[group] - sums[own];
            }
        }
        let alone = vec![[0; SEATS]; width];
        Replica { group_of, value: value / 2, groups, width, member_at, seat_of, gain, lost, alone }
    }

    /// Draws a member and judges every exchange with the members of the other groups, and each move to another group:
    /// a loss is taken where it is at most the one drawn from `losses` for the other group. Of those that may be taken
    /// it is the first, in groups that follow each other from one that is drawn, too.
    ///
    /// Nearly all looks take nothing, so that looking at all there are, with the same rows at hand, is worth many
    /// times as many looks as drawing each pair.
    pub fn look(&mut self, table: &Table, losses: &Losses, random: &mut Random) -> Look {
        let bits = random.bits();
        // Three numbers from one draw, 21 bits each.
        let part = |shift: u32, bound: usize| ((((bits >> shift) & 0x1f_ffff) * bound as u64) >> 21) as usize;
        let (member, first, drawn) = (part(0, table.n), part(21, table.n_groups), part(42, LOSSES));
        let losses = &losses[drawn..drawn + table.n_groups];
        let from = self.groups[self.group_of[member] as usize];
        let may_leave = table.can_move && from.filled > from.fewest;
        let steps = (table.n - from.filled).max(1) as u64;
        let is_changed = self.may_any_be_taken(member, losses, may_leave)
            && self.take_first(table, member, losses, may_leave, first);
        Look { steps, is_changed }
    }

    /// Whether any may be taken; where one nearly may, it may say so, too. Two seats are judged as one number of 64
    /// bits: a carry out of the one can only make the other's gain a little larger.
    fn may_any_be_taken(&mut self, member: usize, losses: &[i32], may_leave: bool) -> bool {
        let (from, seat) = (self.group_of[member] as usize, self.seat_of[member] as usize);
        // Below zero as long as every gain with its loss is.
        let mut moves = -1;
        for ((group, gains), loss) in self.groups.iter().zip(self.gain.chunks_exact(self.width)).zip(losses) {
            let alone = gains.as_flattened()[seat] + loss;
            self.alone[group.benches()].fill([alone; SEATS]);
            if may_leave && group.filled < group.most {
                moves &= alone;
            }
        }
        let mut exchanges = [u64::MAX; SEATS / 2];
        for ((alone, near), lost) in self.alone.iter().zip(self.gains(from)).zip(self.lost(member)) {
            let (alone, near, lost) = (pairs(alone), pairs(near), pairs(lost));
            for pair in 0..SEATS / 2 {
                exchanges[pair] &= alone[pair].wrapping_add(near[pair]).wrapping_add(lost[pair]);
            }
        }
        let exchanges = exchanges[0] & exchanges[1];
        moves & exchanges as i32 & (exchanges >> 32) as i32 >= 0
    }

    fn take_first(
        &mut self,
        table: &Table,
        member: usize,
        losses: &[i32],
        may_leave: bool,
        first: usize,
    ) -> bool {
        let (from, seat) = (self.group_of[member] as usize, self.seat_of[member] as usize);
        for to in (first..table.n_groups).chain(0..first).filter(|&to| to != from) {
            let group = self.groups[to];
            let alone = self.alone_to(to, seat);
            if may_leave && group.filled < group.most && alone + losses[to] >= 0 {
                self.shift(table, member, to);
                self.value += i64::from(alone);
                return true;
            }
            for bench in group.benches() {
                let (near, lost) = (self.gains(from)[bench], self.lost(member)[bench]);
                let gain: Bench = core::array::from_fn(|other| alone + near[other] + lost[other]);
                if let Some(other) = (0..SEATS).find(|&other| gain[other] + losses[to] >= 0) {
                    self.exchange(seat, bench * SEATS + other);
                    self.value += i64::from(gain[other]);
                    return true;
                }
            }
        }
        false
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
                let alone = |member: usize, group: usize| self.alone_to(group, self.seat_of[member] as usize);
                let gain = alone(a, to) + alone(b, from) - 2 * table.row(a)[b];
                changes.push(gain.abs());
            }
        }
        changes.sort_unstable();
        changes.get(changes.len() / 2).map_or(1.0, |&change| f64::from(change.max(1)))
    }

    /// The member moves to a free seat of another group; the last of the own group takes the seat left.
    fn shift(&mut self, table: &Table, member: usize, to: usize) {
        if self.groups[to].filled == self.groups[to].seats {
            let mut group_of = core::mem::take(&mut self.group_of);
            group_of[member] = to as u32;
            let value = self.value;
            *self = Replica { value, ..Replica::lay(table, group_of) };
            return;
        }
        let from = self.group_of[member] as usize;
        let new = self.groups[to].seat(self.groups[to].filled);
        self.groups[to].filled += 1;
        self.groups[from].filled -= 1;
        let last = self.groups[from].seat(self.groups[from].filled);
        let seat = self.seat_of[member] as usize;
        let other = self.member_at[last];
        (self.member_at[seat], self.seat_of[other as usize]) = (other, seat as u32);
        (self.member_at[new], self.seat_of[member]) = (member as u32, new as u32);
        self.group_of[member] = to as u32;
        self.swap(seat, last);
        self.swap(last, new);
        self.settle(new, from, to);
        let gone = self.lost(member).iter().map(|lost| lost.map(|twice| twice / 2)).collect();
        self.add(from, to, gone);
    }

    /// Two members of different groups change places.
    fn exchange(&mut self, p: usize, q: usize) {
        let (a, b) = (self.member_at[p] as usize, self.member_at[q] as usize);
        let (from, to) = (self.group_of[a] as usize, self.group_of[b] as usize);
        self.member_at.swap(p, q);
        self.seat_of.swap(a, b);
        self.group_of.swap(a, b);
        self.swap(p, q);
        self.settle(q, from, to);
        self.settle(p, to, from);
        let rows = self.lost(a).iter().zip(self.lost(b));
        let more = rows.map(|(a, b)| core::array::from_fn(|seat| (a[seat] - b[seat]) / 2)).collect();
        self.add(from, to, more);
    }

    /// Two seats change places in every row.
    fn swap(&mut self, p: usize, q: usize) {
        let rows = self.lost.chunks_exact_mut(self.width).chain(self.gain.chunks_exact_mut(self.width));
        rows.for_each(|row| row.as_flattened_mut().swap(p, q));
    }

    /// The member on the seat is at home in `to` now, not in `from`.
    fn settle(&mut self, seat: usize, from: usize, to: usize) {
        let gained = self.alone_to(to, seat);
        for row in self.gain.chunks_exact_mut(self.width) {
            row[seat / SEATS][seat % SEATS] -= gained;
        }
        self.gain[from * self.width + seat / SEATS][seat % SEATS] = -gained;
        self.gain[to * self.width + seat / SEATS][seat % SEATS] = NEVER;
    }

    /// Each has so much more distance to the members of one group, and so much less to those of the other.
    fn add(&mut self, more: usize, less: usize, by: Vec<Bench>) {
        for (group, sign) in [(more, 1), (less, -1)] {
            let add = |gain: &mut [Bench], by: &[Bench], sign: i32| {
                let sides = gain.as_flattened_mut().iter_mut().zip(by.as_flattened());
                sides.for_each(|(gain, by)| *gain += sign * by);
            };
            add(&mut self.gain[group * self.width..(group + 1) * self.width], &by, sign);
            // Who is at home there gains by so much less everywhere else.
            let home = self.groups[group].benches();
            for row in self.gain.chunks_exact_mut(self.width) {
                add(&mut row[home.clone()], &by[home.clone()], -sign);
            }
        }
    }

    /// What all gain by moving to the group, by seat.
    fn gains(&self, group: usize) -> &[Bench] {
        &self.gain[group * self.width..(group + 1) * self.width]
    }

    /// What the member on the seat gains by moving to the group.
    fn alone_to(&self, group: usize, seat: usize) -> i32 {
        self.gains(group).as_flattened()[seat]
    }

    /// What exchanges with the member lose, by seat.
    fn lost(&self, member: usize) -> &[Bench] {
        &self.lost[member * self.width..(member + 1) * self.width]
    }
}

/// Two seats in one number each.
fn pairs(bench: &Bench) -> [u64; SEATS / 2] {
    core::array::from_fn(|pair| {
        let [low, high] = [bench[2 * pair], bench[2 * pair + 1]];
        u64::from(low as u32) | u64::from(high as u32) << 32
    })
}

//! How units change hands.

use super::{EvenSearch, Stage};

/// A change of units.
#[derive(Clone, Copy, Debug)]
pub enum Move {
    /// One unit from a group to another; `None` is what no group has.
    Hand { period: usize, from: Option<usize>, to: Option<usize> },
    /// One unit more (or less) for every group.
    All { period: usize, more: bool },
    /// One unit from a group to another, and back in another period with the same groups: no total changes.
    Trade { period: usize, other: usize, from: usize, to: usize },
}

impl EvenSearch {
    /// Every change that the limits and the bars allow.
    pub(super) fn moves(&self) -> Vec<Move> {
        let mut moves = Vec::new();
        for (period, of) in self.problem.periods.iter().enumerate() {
            let units = &self.units[period];
            let (n, spare) = (units.len(), of.spare(units));
            let may_take =
                |group: &usize| units[*group] > of.least && self.barred[period][*group][1] < self.steps;
            let may_give = |group: &usize| self.barred[period][*group][0] < self.steps;
            for from in (0..n).filter(may_take) {
                let to = (0..n).filter(may_give).filter(|to| *to != from).map(Some);
                moves.extend(to.chain([None]).map(|to| Move::Hand { period, from: Some(from), to }));
            }
            if spare > 0 {
                moves.extend((0..n).filter(may_give).map(|to| Move::Hand {
                    period,
                    from: None,
                    to: Some(to),
                }));
            }
            if spare as usize >= n {
                moves.push(Move::All { period, more: true });
            }
            if units.iter().all(|units| *units > of.least) {
                moves.push(Move::All { period, more: false });
            }
        }
        if self.stage == Stage::Weights {
            moves.extend(self.trades());
        }
        moves
    }

    fn trades(&self) -> Vec<Move> {
        let periods = &self.problem.periods;
        let gives = |period: usize, group: usize| self.units[period][group] > periods[period].least;
        let mut trades = Vec::new();
        for (period, of) in periods.iter().enumerate() {
            let alike = |other: &usize| {
                *other != period && periods[*other].groups == of.groups && periods[*other].size == of.size
            };
            for other in (0..periods.len()).filter(alike) {
                for from in (0..of.groups.len()).filter(|from| gives(period, *from)) {
                    let to = (0..of.groups.len()).filter(|to| *to != from && gives(other, *to));
                    trades.extend(to.map(|to| Move::Trade { period, other, from, to }));
                }
            }
        }
        trades
    }

    /// Makes a change.
    pub(super) fn apply(&mut self, change: Move) {
        match change {
            Move::Hand { period, from, to } => {
                from.into_iter().for_each(|group| self.give(period, group, -1));
                to.into_iter().for_each(|group| self.give(period, group, 1));
            }
            Move::All { period, more } => {
                let n = if more { 1 } else { -1 };
                (0..self.units[period].len()).for_each(|group| self.give(period, group, n));
            }
            Move::Trade { period, other, from, to } => {
                for (period, from, to) in [(period, from, to), (other, to, from)] {
                    self.give(period, from, -1);
                    self.give(period, to, 1);
                }
            }
        }
    }

    /// Gives a group units, or takes them where `n` is negative.
    pub(super) fn give(&mut self, period: usize, group: usize, n: i32) {
        self.units[period][group] = self.units[period][group].saturating_add_signed(n);
        let size = self.problem.periods[period].size[group] * i64::from(n);
        for at in 0..self.alike[period][group].len() {
            self.totals[self.alike[period][group][at]] += size;
        }
    }

    /// What was taken from is not given to for a while, and the other way round.
    pub(super) fn bar(&mut self, change: Move) {
        let Move::Hand { period, from, to } = change else { return };
        let groups = self.units[period].len() as u64;
        let until = self.steps + groups / 2 + u64::from(self.random.below(2 + groups as u32));
        if let Some(from) = from {
            self.barred[period][from][0] = until;
        }
        if let Some(to) = to {
            self.barred[period][to][1] = until;
        }
    }
}

/// The change that takes another one back.
pub fn back(change: Move) -> Move {
    match change {
        Move::Hand { period, from, to } => Move::Hand { period, from: to, to: from },
        Move::All { period, more } => Move::All { period, more: !more },
        Move::Trade { period, other, from, to } => Move::Trade { period, other, from: to, to: from },
    }
}

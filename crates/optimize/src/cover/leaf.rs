//! Branch and bound below a settled number of groups per label: the transportation problem bounds, and where
//! its answer divides a unit or puts clashing units into one group, the search branches on one of them.

use super::transport::{Flow, transport};
use super::units::Units;
use crate::split::{Division, Split, split};

/// Placements looked at when dividing one label's units among its groups.
const SPLIT_BUDGET: u32 = 20_000;

/// A decision: this unit is, or is not, at the label in this slot.
#[derive(Clone, Copy, Debug)]
struct Decision {
    unit: usize,
    slot: usize,
    is_there: bool,
}

/// An open search below one choice of labels.
#[derive(Clone, Debug)]
pub(super) struct Leaf {
    labels: Vec<usize>,
    n_groups: Vec<usize>,
    limits: Vec<(usize, usize)>,
    stack: Vec<Vec<Decision>>,
    /// Solved parts that could not be divided within the budget: then nothing is proven.
    pub is_exact: bool,
}

/// A grouping of units: label and units of each group, with its value.
pub(super) type Grouping = (Vec<(usize, Vec<usize>)>, i64);

enum Verdict {
    Answer(Vec<(usize, Vec<usize>)>),
    BranchOn(usize, usize),
    /// Neither of the two may be at the slot together with the other.
    EitherOf(usize, usize, usize),
    Nothing,
}

impl Leaf {
    /// `multiplicity[label]` = number of groups with that label.
    pub fn new(units: &Units, multiplicity: &[usize]) -> Leaf {
        let labels: Vec<usize> = (0..multiplicity.len()).filter(|&label| multiplicity[label] > 0).collect();
        let n_groups: Vec<usize> = labels.iter().map(|&label| multiplicity[label]).collect();
        let limits = n_groups.iter().map(|&n| (n * units.size.0, n * units.size.1)).collect();
        Leaf { labels, n_groups, limits, stack: vec![Vec::new()], is_exact: true }
    }

    /// Whether no node is left to solve.
    pub fn is_done(&self) -> bool {
        self.stack.is_empty()
    }

    /// Solves one node. Returns a grouping worth more than `best`, if this node is one.
    pub fn advance(&mut self, units: &Units, best: i64) -> Option<Grouping> {
        let decisions = self.stack.pop()?;
        let open = self.open(units, &decisions);
        let flow = transport(units, &self.labels, &self.limits, &open)?;
        if flow.bound <= best {
            return None;
        }
        match self.judge(units, &flow, &open) {
            Verdict::Answer(groups) => return Some((groups, flow.bound)),
            Verdict::Nothing => {}
            Verdict::BranchOn(unit, slot) => {
                self.push(&decisions, &[(unit, slot, false)]);
                self.push(&decisions, &[(unit, slot, true)]);
            }
            Verdict::EitherOf(a, b, slot) => {
                self.push(&decisions, &[(a, slot, true), (b, slot, false)]);
                self.push(&decisions, &[(a, slot, false)]);
            }
        }
        None
    }

    fn push(&mut self, decisions: &[Decision], added: &[(usize, usize, bool)]) {
        let added = added.iter().map(|&(unit, slot, is_there)| Decision { unit, slot, is_there });
        self.stack.push(decisions.iter().copied().chain(added).collect());
    }

    fn open(&self, units: &Units, decisions: &[Decision]) -> Vec<Vec<bool>> {
        let mut open: Vec<Vec<bool>> = (0..units.len())
            .map(|unit| self.labels.iter().map(|&label| units.allows(unit, label)).collect())
            .collect();
        for decision in decisions {
            let row = &mut open[decision.unit];
            if decision.is_there {
                let stays = row[decision.slot];
                row.iter_mut().for_each(|cell| *cell = false);
                row[decision.slot] = stays;
                // A group of one label holds no unit that is apart from this one.
                if self.n_groups[decision.slot] == 1 {
                    units.apart[decision.unit].iter().for_each(|&other| open[other][decision.slot] = false);
                }
            } else {
                row[decision.slot] = false;
            }
        }
        open
    }

    fn judge(&mut self, units: &Units, flow: &Flow, open: &[Vec<bool>]) -> Verdict {
        let mut at: Vec<Vec<usize>> = vec![Vec::new(); self.labels.len()];
        for (unit, row) in flow.count.iter().enumerate() {
            let (slot, &count) = row.iter().enumerate().max_by_key(|&(_, count)| *count).unwrap_or((0, &0));
            if count < units.weight[unit] {
                return Verdict::BranchOn(unit, slot);
            }
            at[slot].push(unit);
        }
        let mut groups = Vec::new();
        for (slot, inside) in at.iter().enumerate() {
            if self.n_groups[slot] == 1 {
                for &a in inside {
                    if let Some(&b) = units.apart[a].iter().find(|other| inside.contains(other)) {
                        return Verdict::EitherOf(a, b, slot);
                    }
                }
                groups.push((self.labels[slot], inside.clone()));
                continue;
            }
            let sizes = vec![units.size; self.n_groups[slot]];
            let (weight, clash) = (&units.weight, &units.apart);
            let division = Division { items: inside, weight, clash, sizes: &sizes, pinned: &[] };
            match split(&division, SPLIT_BUDGET) {
                Split::Parts(parts) => groups.extend(parts.into_iter().map(|part| (self.labels[slot], part))),
                other => return self.branch_after_split(units, slot, &at, open, other == Split::Unknown),
            }
        }
        Verdict::Answer(groups)
    }

    /// The units at `slot` cannot be divided as the rules want: settle one that is not settled yet, first one
    /// of this slot with many rules. Units that are settled already came here by decisions or locks.
    fn branch_after_split(
        &mut self,
        units: &Units,
        slot: usize,
        at: &[Vec<usize>],
        open: &[Vec<bool>],
        unknown: bool,
    ) -> Verdict {
        let is_free = |unit: &&usize| open[**unit].iter().filter(|cell| **cell).count() > 1;
        let rules = |unit: &&usize| (units.apart[**unit].len(), units.weight[**unit]);
        if let Some(&unit) = at[slot].iter().filter(is_free).max_by_key(rules) {
            return Verdict::BranchOn(unit, slot);
        }
        for (other, inside) in at.iter().enumerate() {
            if let Some(&unit) = inside.iter().filter(is_free).max_by_key(rules) {
                return Verdict::BranchOn(unit, other);
            }
        }
        self.is_exact &= !unknown;
        Verdict::Nothing
    }
}

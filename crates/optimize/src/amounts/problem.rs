//! The question, and its faults.

/// One period with its groups.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Period {
    /// Members of each group; nobody is in two.
    pub groups: Vec<Vec<usize>>,
    /// What one unit gives each member of a group, one for each group; 1 or more.
    pub size: Vec<i64>,
    /// Units that there are for all groups together.
    pub capacity: u32,
    /// Units that every group gets at least. The groups together need no more than `capacity`.
    pub least: u32,
    /// Units that each group had in this period before: they count for the weights alone.
    pub had: Vec<u32>,
    /// The group that gets more than the others, and how many times as much.
    pub focus: Option<(usize, f64)>,
}

/// What is to be shared, and among whom.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AmountsProblem {
    pub periods: Vec<Period>,
    /// What each member has before the first period.
    pub given: Vec<i64>,
    /// Members whose totals are compared.
    pub compared: Vec<bool>,
    /// What a single unit, for one member alone, gives; 1 or more.
    pub single_size: i64,
    /// Single units that there are.
    pub singles: u32,
    /// Every seed is good; the same seed and steps give the same answer on every machine.
    pub seed: u64,
}

/// A number of the problem that cannot be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AmountsFault {
    /// `size` or `had` has not one number for each group, a size is not from 1 to 1000, or the focus is none of the groups.
    BadPeriod { period: usize },
    /// A group names a member that does not exist, or one that is in another group of the period.
    BadMember { period: usize, group: usize, member: usize },
    /// The least units of all groups are more than the period has.
    TooLittle { period: usize, least: u32, capacity: u32 },
    /// `compared` is not as long as `given`, `single_size` is below 1, or a number is negative or above 10^6.
    BadMembers,
}

impl AmountsProblem {
    pub(super) fn check(&self) -> Result<(), AmountsFault> {
        if self.compared.len() != self.given.len() || self.single_size < 1 {
            return Err(AmountsFault::BadMembers);
        }
        if self.given.iter().any(|given| !(0..=MOST_GIVEN).contains(given)) || self.single_size > MOST_GIVEN {
            return Err(AmountsFault::BadMembers);
        }
        for (period, of) in self.periods.iter().enumerate() {
            let n = of.groups.len();
            let sizes = of.size.len() == n
                && of.had.len() == n
                && of.size.iter().all(|size| (1..=MOST_SIZE).contains(size));
            let focus =
                of.focus.is_none_or(|(group, weight)| group < n && weight.is_finite() && weight > 0.0);
            if !sizes || !focus {
                return Err(AmountsFault::BadPeriod { period });
            }
            let least = of.least.saturating_mul(n as u32);
            if least > of.capacity {
                return Err(AmountsFault::TooLittle { period, least, capacity: of.capacity });
            }
            let mut seen = vec![false; self.given.len()];
            for (group, members) in of.groups.iter().enumerate() {
                for &member in members {
                    if seen.get(member).copied().unwrap_or(true) {
                        return Err(AmountsFault::BadMember { period, group, member });
                    }
                    seen[member] = true;
                }
            }
        }
        Ok(())
    }

    /// Everybody’s total with these units, by period and group.
    pub fn totals(&self, units: &[Vec<u32>]) -> Vec<i64> {
        let mut totals = self.given.clone();
        for (period, units) in self.periods.iter().zip(units) {
            for ((members, size), &n) in period.groups.iter().zip(&period.size).zip(units) {
                members.iter().for_each(|&member| totals[member] += size * i64::from(n));
            }
        }
        totals
    }
}

impl Period {
    /// Units that no group has.
    pub(super) fn spare(&self, units: &[u32]) -> u32 {
        self.capacity.saturating_sub(units.iter().sum())
    }

    /// How far the units are from the weights: unlike ones among the groups without focus count most, then what the
    /// focus has beside the mean of the others times its weight.
    pub(super) fn off_weight(&self, units: &[u32]) -> f64 {
        let (mut low, mut high, mut sum, mut others, mut in_focus) = (f64::MAX, 0.0_f64, 0.0, 0.0, 0.0);
        let focus = self.focus.map(|(group, _)| group);
        for (group, (now, had)) in units.iter().zip(&self.had).enumerate() {
            let n = f64::from(now + had);
            if Some(group) == focus {
                in_focus = n;
            } else {
                (low, high, sum, others) = (low.min(n), high.max(n), sum + n, others + 1.0);
            }
        }
        if others == 0.0 {
            return 0.0;
        }
        let beside = self.focus.map_or(0.0, |(_, weight)| (in_focus - weight * sum / others).abs());
        UNLIKE * (high - low) + beside
    }
}

/// The most that a member may have before, and that one unit gives: totals stay far below what 32 bits hold.
const MOST_GIVEN: i64 = 1_000_000;
const MOST_SIZE: i64 = 1_000;

/// Weight of one unit between two groups without focus against one that the focus lacks.
const UNLIKE: f64 = 4.0;

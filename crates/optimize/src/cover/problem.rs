//! The question and the answer of a cover search, and the value of a grouping made by hand.

/// Who needs what, and the rules of grouping.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CoverProblem {
    /// `need[member][label]`, each 0..=1; every row equally long.
    pub need: Vec<Vec<f64>>,
    /// The most groups there may be. Two groups may share a label; fewer groups are allowed.
    pub groups: usize,
    /// Fewest and most members of a group. A group has at least one member even where the fewest is 0.
    pub size: (usize, usize),
    /// Pairs of members who may not share a group.
    pub apart: Vec<(usize, usize)>,
    /// Pairs of members who must share a group.
    pub together: Vec<(usize, usize)>,
    /// `(member, label)`: the label that this member's group must have.
    pub locked: Vec<(usize, usize)>,
    /// Family of each label, any numbers: labels of one family are variants of one lesson. Empty where every label is
    /// a lesson of its own.
    pub family: Vec<usize>,
    /// The most groups that may have a lesson again: summed over families, the groups beyond each one's first.
    /// `None` where any number may.
    pub again: Option<usize>,
}

/// One group of the answer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CoverGroup {
    /// What the group is for.
    pub label: usize,
    /// Its members, ascending.
    pub members: Vec<usize>,
}

/// A grouping that keeps every rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Cover {
    /// By label, then by smallest member.
    pub groups: Vec<CoverGroup>,
    /// Sum over members of the need for the label of their group.
    pub covered: f64,
}

/// The need that a grouping covers, whoever made it: sum over its members of the need for their group's label.
/// Members and labels that the matrix does not know count nothing. Rules are not looked at.
pub fn covered(need: &[Vec<f64>], groups: &[CoverGroup]) -> f64 {
    let mut sum = 0.0;
    for group in groups {
        for &member in &group.members {
            sum += need.get(member).and_then(|row| row.get(group.label)).copied().unwrap_or(0.0);
        }
    }
    sum
}

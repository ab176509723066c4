//! Which stored or computed schedule serves a number and size of groups.

use super::algebra::{latin_square, plane, round_robin, space_of_three};
use super::starters::STARTERS;
use crate::mixed::Schedule;

/// A schedule in which no pair meets twice.
#[derive(Clone, Debug, PartialEq)]
pub struct Design {
    /// `rounds[round][group]` = members of `0..groups * size`.
    pub rounds: Schedule,
    /// Where it comes from.
    pub source: &'static str,
}

/// The longest schedule without a repeat that this crate knows for `groups` groups of `size`; `None` where it
/// knows none of two rounds or more.
pub fn design(groups: usize, size: usize) -> Option<Design> {
    if groups < 2 || size < 2 || size > groups || groups > 64 {
        return None;
    }
    let mut known = Vec::new();
    if size == 2 {
        known.push((round_robin(groups), "round robin by the circle method (Kirkman 1847)"));
    }
    if (groups, size) == (9, 3) {
        known.push((space_of_three(), "lines of the affine space AG(3,3)"));
    }
    for starter in STARTERS.iter().filter(|starter| (starter.groups, starter.size) == (groups, size)) {
        known.push((starter.unfold(), starter.source));
    }
    if let Some(rounds) = plane(groups, size) {
        known.push((rounds, "affine plane, cut down to the size of the groups (Bose 1938)"));
    }
    let rounds =
        latin_square(groups).into_iter().take(if size == groups { 3 } else { 0 }).collect::<Vec<_>>();
    if !rounds.is_empty() {
        known.push((rounds, "rows, columns and letters of a Latin square"));
    }
    // `max_by_key` takes the last of equals; the order above is fixed, so the choice repeats.
    let (rounds, source) = known.into_iter().max_by_key(|(rounds, _)| rounds.len())?;
    Some(Design { rounds, source })
}

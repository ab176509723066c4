//! Neutral names, dealt afresh each cycle: no name can come to mean a level.

use optimize::Random;

use super::records::Purpose;
use crate::domain::Date;

const TREES: [&str; 12] =
    ["Oak", "Maple", "Cedar", "Birch", "Willow", "Ash", "Elm", "Pine", "Rowan", "Alder", "Linden", "Hazel"];

/// The names of a cycle that starts on this day, in the order in which they are dealt. Mixed groups are dealt from
/// the other end, so that groups of the same weeks share no name.
pub fn deal(starts: Date, purpose: Purpose) -> Vec<String> {
    let mut trees = TREES;
    let mut random = Random::new(seed(starts));
    for at in (1_u32..12).rev() {
        trees.swap(index(at), index(random.below(at + 1)));
    }
    if purpose == Purpose::Mixed {
        trees.reverse();
    }
    // More than twelve groups are rare; then a name comes again with a number.
    let again = (2..10).flat_map(|round| trees.map(|tree| format!("{tree} {round}")));
    trees.iter().map(|tree| (*tree).to_owned()).chain(again).collect()
}

/// One seed a day.
pub fn seed(day: Date) -> u64 {
    let (year, month, date) = (day.year(), day.month(), day.day());
    u64::from(year.unsigned_abs()) * 10_000 + u64::from(month) * 100 + u64::from(date)
}

fn index(at: u32) -> usize {
    usize::try_from(at).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn names_are_dealt_afresh_each_cycle_and_the_same_within_one() {
        let first = deal(day("2026-11-16"), Purpose::Skill);
        assert_eq!(first, deal(day("2026-11-16"), Purpose::Skill));
        assert_ne!(first[..4], deal(day("2026-12-07"), Purpose::Skill)[..4]);
    }

    #[test]
    fn names_differ_and_two_purposes_share_none() {
        let skill = deal(day("2026-11-16"), Purpose::Skill);
        let mut sorted = skill.clone();
        sorted.sort();
        sorted.dedup();
        assert_eq!(sorted.len(), skill.len());
        let mixed = deal(day("2026-11-16"), Purpose::Mixed);
        assert!(skill[..6].iter().all(|name| !mixed[..6].contains(name)));
    }
}

//! What the search starts from: the node that holds every choice of labels, and labels for a first division.

use super::leaf::Grouping;
use super::prices::Node;
use super::units::Units;
use crate::split::{Division, Split, split};

/// Placements looked at when counting the groups that locks force.
const SPLIT_BUDGET: u32 = 5_000;

/// Every choice of labels that locks, sizes and families leave open.
pub(super) fn root(units: &Units) -> Node {
    let most_groups = units.groups.1;
    let mut fewest = vec![0; units.n_labels];
    let mut most = vec![0; units.n_labels];
    for label in 0..units.n_labels {
        fewest[label] = fewest_groups(units, label);
        let allowed: usize =
            (0..units.len()).filter(|&unit| units.allows(unit, label)).map(|unit| units.weight[unit]).sum();
        most[label] = most_groups.min(allowed / units.size.0);
    }
    units.families.close(&fewest, &mut most);
    // A good start: each member's price is what its second-best label would give it.
    let price = (0..units.len()).map(|unit| start_price(units, unit)).collect();
    Node { fewest, most, price, bound: f64::INFINITY }
}

fn start_price(units: &Units, unit: usize) -> f64 {
    let mut values: Vec<i64> = (0..units.n_labels)
        .filter(|&label| units.allows(unit, label))
        .map(|l| units.value[unit][l])
        .collect();
    values.sort_unstable();
    let second = values.len().saturating_sub(2);
    values.get(second).map_or(0.0, |&value| value as f64 / units.weight[unit] as f64)
}

/// Gives each part of a division the label that covers most, where the families of all labels can keep their limit.
pub(super) fn label_parts(units: &Units, parts: Vec<Vec<usize>>) -> Option<Grouping> {
    let locked: Vec<Option<usize>> =
        parts.iter().map(|part| part.iter().find_map(|&unit| units.lock[unit])).collect();
    let worth =
        |part: usize, label: usize| parts[part].iter().map(|&unit| units.value[unit][label]).sum::<i64>();
    let labels = units.families.label(&locked, &worth)?;
    let total = labels.iter().enumerate().map(|(part, &label)| worth(part, label)).sum();
    Some((labels.into_iter().zip(parts).collect(), total))
}

/// The fewest groups that a label must have because units are locked to it. Where families are limited they are
/// counted with care: extras that the locks force would otherwise be found out choice by choice.
fn fewest_groups(units: &Units, label: usize) -> usize {
    let items: Vec<usize> = (0..units.len()).filter(|&unit| units.lock[unit] == Some(label)).collect();
    if items.is_empty() || !units.families.is_limited() {
        return usize::from(!items.is_empty());
    }
    let (weight, clash) = (&units.weight, &units.apart);
    let fits = |&parts: &usize| {
        let sizes = vec![(0, units.size.1); parts];
        let division = Division { items: &items, weight, clash, sizes: &sizes, pinned: &[] };
        split(&division, SPLIT_BUDGET) != Split::Never
    };
    (1..=items.len()).find(fits).unwrap_or(items.len())
}

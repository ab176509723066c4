//! Units in the ratio of the weights, by largest remainders.

use super::problem::Period;

/// Every unit of a period: the least for each group, the rest in the ratio of weights.
pub fn start(period: &Period) -> Vec<u32> {
    let mut units = vec![period.least; period.groups.len()];
    let weight = |group: usize| match period.focus {
        Some((focus, weight)) if focus == group => weight,
        _ => 1.0,
    };
    for _ in 0..period.spare(&units) {
        // Whoever is furthest behind its share gets the next one.
        let next = (0..units.len()).min_by(|&a, &b| {
            let filled = |group: usize| f64::from(units[group] + period.had[group] + 1) / weight(group);
            filled(a).total_cmp(&filled(b))
        });
        let Some(next) = next else { break };
        units[next] += 1;
    }
    units
}

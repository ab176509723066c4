//! Groups of students who are near each other in a number.

use super::cover::Scene;
use crate::domain::Class;
use crate::domain::order::Order;
use crate::domain::rejected::Rejected;

/// Nearness of each student's number to the middle of each part of the class.
pub fn by_number(class: &Class, scene: &Scene) -> Result<Vec<Vec<f64>>, Rejected> {
    let numbers: Vec<Option<f64>> =
        scene.students.iter().map(|id| class.students.get(id).and_then(|student| student.number)).collect();
    let mut sorted: Vec<f64> =
        numbers.iter().flatten().copied().filter(|number| number.is_finite()).collect();
    sorted.order_by(f64::total_cmp);
    let (Some(first), Some(last)) = (sorted.first(), sorted.last()) else {
        return Err(Rejected::because("groups.no.nothing_known"));
    };
    let span = (last - first).max(1e-9);
    let groups = scene.ask.settings.groups_max.clamp(1, sorted.len());
    let middles: Vec<f64> =
        (0..groups).map(|at| sorted[(2 * at + 1) * sorted.len() / (2 * groups)]).collect();
    let near = |number: &Option<f64>| {
        let near = |middle: &f64| number.map_or(0.0, |number| 1.0 - libm::fabs(number - middle) / span);
        middles.iter().map(|middle| near(middle).clamp(0.0, 1.0)).collect()
    };
    Ok(numbers.iter().map(near).collect())
}

/// The label that is worth most to some members together.
pub fn nearest_label(need: &[Vec<f64>], members: &[usize]) -> usize {
    let worth = |label: usize| members.iter().map(|&member| need[member][label]).sum::<f64>();
    let labels = need.first().map_or(0, Vec::len);
    (0..labels).max_by(|&one, &other| worth(one).total_cmp(&worth(other))).unwrap_or(0)
}

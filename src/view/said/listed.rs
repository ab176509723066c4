//! Which standards of a subject are asked about: with marks, a priority, of a unit, or named by a goal or a group.

use std::collections::BTreeSet;

use crate::domain::Class;
use crate::domain::id::{PlanId, StandardId, SubjectId};
use crate::domain::standards::{Catalog, unit_standards};
use crate::view::mastery::sheet_columns;

/// The standards of a subject.
pub(super) fn listed(class: &Class, catalog: &Catalog, subject: &SubjectId) -> BTreeSet<StandardId> {
    let mut found: BTreeSet<StandardId> = sheet_columns(class, catalog, subject).into_iter().collect();
    let units = class.units.iter().filter(|(_, unit)| unit.subject.as_ref() == Some(subject));
    found.extend(units.flat_map(|(unit, _)| unit_standards(class, unit)));
    let is_of = |plan: &PlanId| {
        class.plans.get(plan).is_some_and(|plan| plan.subject.as_ref().is_none_or(|own| own == subject))
    };
    let goals = class.goals.iter().filter(|(_, goal)| goal.plan.as_ref().is_some_and(is_of));
    found.extend(goals.filter_map(|(_, goal)| goal.standard.clone()));
    for (_, group) in class.groups.iter() {
        let cycle = group.cycle.as_ref().and_then(|cycle| class.cycles.get(cycle));
        if cycle.is_some_and(|cycle| cycle.subject.as_ref().is_none_or(|own| own == subject)) {
            found.extend([&group.focus, &group.serves].into_iter().flatten().cloned());
        }
    }
    found
}

//! Which standards a unit holds, and which unit runs on a day.

use crate::domain::id::{StandardId, SubjectId, UnitId};
use crate::domain::order::Order;
use crate::domain::{Class, Date};

/// Standards of a unit and the rank of each, by id.
pub(in crate::domain) fn included<'a>(
    class: &'a Class,
    unit: &'a UnitId,
) -> impl Iterator<Item = (&'a StandardId, u32)> {
    let from = (unit.clone(), StandardId::default());
    let of_unit = class.unit_standards.range(from..).take_while(move |((of, _), _)| of == unit);
    of_unit.filter(|(_, link)| link.included).map(|((_, standard), link)| (standard, link.rank))
}

/// Standards of a unit, in the order in which it needs them.
pub fn unit_standards(class: &Class, unit: &UnitId) -> Vec<StandardId> {
    let mut standards: Vec<(u32, &StandardId)> =
        included(class, unit).map(|(standard, rank)| (rank, standard)).collect();
    standards.order();
    standards.into_iter().map(|(_, standard)| standard.clone()).collect()
}

/// The unit of a subject that runs on a day: the one that started last among those that hold it, else the latest that
/// has started, else the first.
pub fn running_unit(class: &Class, subject: &SubjectId, day: Date) -> Option<UnitId> {
    let of_subject = || class.units.iter().filter(|(_, unit)| unit.subject.as_ref() == Some(subject));
    let started = of_subject().filter(|(_, unit)| unit.starts.is_some_and(|starts| starts <= day));
    let latest = started.max_by_key(|(_, unit)| (unit.ends.is_some_and(|ends| ends >= day), unit.starts));
    latest.or_else(|| of_subject().min_by_key(|(_, unit)| unit.starts)).map(|(id, _)| id.clone())
}

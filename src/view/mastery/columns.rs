//! Which standards stand at the head of the grid, in which order, and what they are called.

use std::collections::BTreeSet;

use crate::domain::Class;
use crate::domain::id::{StandardId, SubjectId, UnitId};
use crate::domain::mastery::tested;
use crate::domain::order::Order;
use crate::domain::standards::{Catalog, NEAREST_STEPS, unit_standards};

/// Prerequisites are looked for before so many of a unit's standards, and so many are shown.
const FIRST_OF_UNIT: usize = 3;
const PREREQUISITES_SHOWN: usize = 3;

/// What a standard is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandardName {
    pub code: String,
    /// For the head of a column.
    pub short: String,
    /// What it is about.
    pub label: String,
}

/// The name of a standard: the class's own word first, then the catalog's, else its code alone.
pub fn standard_name(class: &Class, catalog: &Catalog, id: &StandardId) -> StandardName {
    let own = class.own_standards.get(id);
    let built_in = catalog.get(id);
    let code = own.map(|own| own.code.clone()).filter(|code| !code.is_empty());
    let label = own.map(|own| own.label.clone()).filter(|label| !label.is_empty());
    let short = built_in.map(|standard| standard.short.clone()).or_else(|| label.clone());
    let label = label.or_else(|| built_in.map(|standard| standard.label.clone()));
    StandardName {
        code: code.unwrap_or_else(|| id.as_str().to_owned()),
        short: short.unwrap_or_default(),
        label: label.unwrap_or_else(|| id.as_str().to_owned()),
    }
}

/// Units by id, with their titles.
pub type Units = Vec<(UnitId, String)>;

/// The units of a subject, the earliest first.
pub fn units(class: &Class, subject: &SubjectId) -> Units {
    let mut units: Vec<_> =
        class.units.iter().filter(|(_, unit)| unit.subject.as_ref() == Some(subject)).collect();
    units.order_by_key(|(_, unit)| unit.starts);
    units.into_iter().map(|(id, unit)| (id.clone(), unit.title.clone())).collect()
}

/// The standards of a subject in a file for a spreadsheet: every one that is marked or a priority.
pub(in crate::view) fn sheet_columns(
    class: &Class,
    catalog: &Catalog,
    subject: &SubjectId,
) -> Vec<StandardId> {
    columns(class, catalog, subject, None).into_iter().map(|(id, _)| id).collect()
}

/// The columns: standards, and whether each stands before the unit.
pub(super) fn columns(
    class: &Class,
    catalog: &Catalog,
    subject: &SubjectId,
    unit: Option<&UnitId>,
) -> Vec<(StandardId, bool)> {
    let seen = tested(class, subject);
    let Some(unit) = unit else {
        let priorities = class.priorities.iter().filter(|((of, _), own)| of == subject && own.priority);
        let wanted = seen.into_iter().chain(priorities.map(|((_, standard), _)| standard.clone()));
        return in_teaching_order(catalog, wanted.collect()).into_iter().map(|id| (id, false)).collect();
    };
    let own = unit_standards(class, unit);
    let before = prerequisites(catalog, &own, &seen).into_iter().map(|id| (id, true));
    before.chain(own.into_iter().map(|id| (id, false))).collect()
}

/// The nearest prerequisites of the unit's first standards, where something is known about them.
fn prerequisites(catalog: &Catalog, own: &[StandardId], seen: &BTreeSet<StandardId>) -> Vec<StandardId> {
    let mut found: Vec<(usize, StandardId)> = Vec::new();
    for standard in own.iter().take(FIRST_OF_UNIT) {
        for step in catalog.nearest_prerequisites(standard, NEAREST_STEPS) {
            let new = !own.contains(step.id) && found.iter().all(|(_, known)| known != step.id);
            if new && seen.contains(step.id) {
                found.push((step.distance, step.id.clone()));
            }
        }
    }
    // Stable: among those of one distance the first standards' come first.
    found.order_by_key(|(distance, _)| *distance);
    found.truncate(PREREQUISITES_SHOWN);
    in_teaching_order(catalog, found.into_iter().map(|(_, id)| id).collect())
}

/// Built-in standards as they are taught, then the class's own by code, numbers by value.
pub(super) fn in_teaching_order(catalog: &Catalog, mut wanted: BTreeSet<StandardId>) -> Vec<StandardId> {
    let mut ordered = Vec::with_capacity(wanted.len());
    for standard in catalog.iter() {
        if wanted.remove(&standard.id) {
            ordered.push(standard.id.clone());
        }
    }
    let mut own: Vec<StandardId> = wanted.into_iter().collect();
    own.order_by_key(|id| numbers_by_value(id.as_str()));
    ordered.extend(own);
    ordered
}

/// "Skill 2" before "Skill 10": every run of digits gets one width.
fn numbers_by_value(code: &str) -> String {
    let mut out = String::new();
    let mut digits = String::new();
    for c in code.chars().chain(['\0']) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        if !digits.is_empty() {
            out.extend(std::iter::repeat_n('0', 9_usize.saturating_sub(digits.len())));
            out.push_str(&digits);
            digits.clear();
        }
        out.push(c);
    }
    out
}

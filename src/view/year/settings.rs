//! What a teacher may set of the year plan: quarters, and how minutes are shared.

use super::{n, now};
use crate::domain::id::{GroupId, QuarterId, StandardId};
use crate::domain::minutes::{
    FOCUS_WEIGHT, Quarter, UNSEEN_DAYS, Year, policy_of, quarters, slot_minutes, slots_of_a_week,
};
use crate::domain::order::Order;
use crate::domain::rotation::name_of_group;
use crate::domain::standards::{Catalog, unit_standards};
use crate::domain::subject::TimePolicy;
use crate::domain::{Class, Date, Sentence};
use crate::view::agenda::standard_words;
use crate::view::mastery::standard_name;
use crate::view::text;

/// A quarter to look at and to change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuarterRow {
    pub id: String,
    /// "Quarter 2, now".
    pub name: String,
    pub starts: Date,
    pub ends: Date,
    /// Slots in a whole week.
    pub slots_per_week: u32,
    /// "12 slots a week, focus on Oak".
    pub words: String,
    /// Id of the group in focus; empty for none.
    pub focus: String,
    /// Id of the standard in focus; empty for none.
    pub standard: String,
}

/// How minutes are shared, and with which groups.
#[derive(Debug, Clone, PartialEq)]
pub struct Sharing {
    /// Even minutes, or by need.
    pub policy: TimePolicy,
    /// Minutes a week that everybody gets, by need.
    pub floor_minutes: u32,
    /// Times the slots of another group.
    pub focus_weight: f64,
    /// School days that nobody goes unseen.
    pub unseen_days: u32,
    /// Slots a week for one student alone.
    pub one_to_one: u32,
    /// Slots of a week at teacher's tables, at most.
    pub most_slots: u32,
    /// Ids, names and minutes of a slot of the groups that are planned with now.
    pub groups: Vec<(String, String, u32)>,
}

/// The quarters in order; four of like length where the class has none.
pub fn quarter_rows(class: &Class, catalog: &Catalog, today: Date) -> Vec<QuarterRow> {
    let row = |(number, (id, quarter)): (usize, (QuarterId, Quarter))| {
        let (starts, ends) = (quarter.starts.unwrap_or(today), quarter.ends.unwrap_or(today));
        let key = if (starts..=ends).contains(&today) { "year.quarter_now" } else { "year.quarter" };
        let group = quarter.focus_group.as_ref().map(|group| name_of_group(class, group));
        let standard = quarter.focus_standard.as_ref().map(|id| code_of(class, catalog, id));
        let focus: Vec<String> = [group, standard].into_iter().flatten().collect();
        let focus = if focus.is_empty() { quarter.focus.clone() } else { focus.join(", ") };
        let words = Sentence::new(if focus.is_empty() { "year.quarter_words" } else { "year.quarter_focus" });
        let words = words.with("from", starts).with("to", ends).with("n", n(quarter.slots_per_week));
        QuarterRow {
            id: id.0,
            name: text::say(&Sentence::new(key).with("number", number.to_string())),
            starts,
            ends,
            slots_per_week: quarter.slots_per_week,
            words: text::say(&words.with("focus", focus)),
            focus: quarter.focus_group.map(|group| group.0).unwrap_or_default(),
            standard: quarter.focus_standard.map(|id| id.0).unwrap_or_default(),
        }
    };
    (1..).zip(quarters(class, today)).map(row).collect()
}

fn code_of(class: &Class, catalog: &Catalog, id: &StandardId) -> String {
    standard_name(class, catalog, id).code
}

/// The standards that a quarter can be about: of groups and of units, in the order of their codes; the chosen one too.
pub fn focus_standards(class: &Class, catalog: &Catalog, chosen: &str) -> Vec<(String, String)> {
    let of_groups = class.groups.iter().filter_map(|(_, group)| group.focus.clone());
    let of_units = class.units.iter().flat_map(|(unit, _)| unit_standards(class, unit));
    let mut ids: Vec<StandardId> = of_groups.chain(of_units).collect();
    ids.extend(Some(chosen).filter(|id| !id.is_empty()).map(StandardId::from));
    ids.order_by_key(|id| (code_of(class, catalog, id), id.clone()));
    ids.dedup();
    ids.into_iter().map(|id| (id.0.clone(), standard_words(class, catalog, &id))).collect()
}

/// How minutes are shared.
pub fn sharing(class: &Class, year: &Year, today: Date) -> Sharing {
    let (_, about) = policy_of(class).unwrap_or_default();
    let group =
        |group: &GroupId| (group.0.clone(), name_of_group(class, group), slot_minutes(class, group, today));
    let now = now(year).map(|(_, term)| term.groups.iter().map(|(id, _)| group(id)).collect());
    Sharing {
        policy: about.policy,
        floor_minutes: about.floor_minutes,
        focus_weight: about.focus_weight.unwrap_or(FOCUS_WEIGHT),
        unseen_days: about.unseen_days.unwrap_or(UNSEEN_DAYS),
        one_to_one: about.one_to_one,
        most_slots: slots_of_a_week(class, today),
        groups: now.unwrap_or_default(),
    }
}

//! A unit's standing as the standards page prints it.

use crate::domain::id::{CheckId, UnitId};
use crate::domain::race::{checks_of, race};
use crate::domain::standards::Catalog;
use crate::domain::{Class, Date, Sentence};
use crate::view::mastery::kind_words;
use crate::view::text;

/// How a unit stands.
#[derive(Debug, Clone, PartialEq)]
pub struct RaceRow {
    /// "Day 14 of 40."
    pub calendar: String,
    /// "3 of 6 standards are mastered by most of those with marks."
    pub class: String,
    /// Both as shares, for two bars.
    pub shares: [f64; 2],
    /// "Start check: 6 of 26 marks at mastery. End check: 20 of 26."
    pub checks: String,
    /// Checks to choose from: id, what it is.
    pub choices: Vec<(CheckId, String)>,
    /// What is chosen for the start and for the end.
    pub chosen: [Option<CheckId>; 2],
}

/// The standing of a unit; `None` where it has no days.
pub fn race_row(class: &Class, catalog: &Catalog, unit: &UnitId, today: Date) -> Option<RaceRow> {
    let race = race(class, catalog, unit, today)?;
    let about = class.units.get(unit)?;
    let key = match race.day {
        0 => "race.not_begun",
        day if day >= race.days => "race.over",
        _ => "race.day",
    };
    let calendar = Sentence::new(key).with("day", race.day).with("days", race.days);
    let key = if race.reached() == 0 { "race.reached_none" } else { "race.reached" };
    let reached = Sentence::new(key).with("n", race.reached()).with("of", race.standards.len());
    let check = |key: &'static str, found: Option<(usize, usize)>| {
        let (mastered, of) = found?;
        Some(text::say(&Sentence::new(key).with("mastered", mastered).with("of", of)))
    };
    let checks = [check("race.start_check", race.start), check("race.end_check", race.end)];
    let shares = [share(race.day, race.days), share(race.reached(), race.standards.len())];
    Some(RaceRow {
        calendar: text::say(&calendar),
        class: text::say(&reached),
        shares,
        checks: checks.into_iter().flatten().collect::<Vec<_>>().join(" "),
        choices: checks_of(class, unit).into_iter().map(|id| (id.clone(), check_words(class, &id))).collect(),
        chosen: [&about.start_check, &about.end_check]
            .map(|check| check.as_ref().map(|check| class.counts_as(check).clone())),
    })
}

#[expect(clippy::cast_precision_loss, reason = "days and standards are few")]
fn share(n: usize, of: usize) -> f64 {
    if of == 0 { 0.0 } else { n as f64 / of as f64 }
}

/// "Fractions quiz, 12 October"
fn check_words(class: &Class, id: &CheckId) -> String {
    let check = class.checks.get(id).cloned().unwrap_or_default();
    let title = if check.title.is_empty() { kind_words(check.kind).to_owned() } else { check.title };
    let day = check.done_on.map(text::date);
    [Some(title), day].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::Value;

    #[test]
    fn before_within_and_after_the_race() {
        let mut class = Class::default();
        for (field, value) in [("subject", "m"), ("starts", "2026-11-09"), ("ends", "2026-11-20")] {
            class.set("unit", "u", field, &Value::Text(value.into()));
        }
        class.set("unit_standard", "u/A", "included", &Value::Bool(true));
        let said = |day: &str| {
            race_row(&class, &Catalog::default(), &"u".into(), day.parse().unwrap()).map(|row| row.calendar)
        };
        assert_eq!(said("2026-11-01").as_deref(), Some("It has not begun: 10 school days."));
        assert_eq!(said("2026-11-13").as_deref(), Some("Day 5 of 10."));
        assert_eq!(said("2026-11-20").as_deref(), Some("All 10 school days are over."));
        let row = race_row(&class, &Catalog::default(), &"u".into(), Date::constant(2026, 11, 13)).unwrap();
        assert_eq!(row.class, "None of 1 standards is mastered by most of those with marks yet.");
        assert!((row.shares[0] - 0.5).abs() < 1e-12 && row.checks.is_empty());
    }
}

//! A unit as a short race: how far the calendar is, how far the class is, and what its start and end checks show.

use super::Class;
use super::id::{CheckId, StandardId, StudentId, SubjectId, UnitId};
use super::mastery::{CheckKind, Evidence, EvidenceState, Scale, StandardMastery};
use crate::domain::Date;
use crate::domain::calendar::{days_between, plus_days};
use crate::domain::order::Order;
use crate::domain::roster::enrolled;
use crate::domain::standards::{Catalog, ForWhom, unit_standards};
use crate::domain::week::is_school_day;

/// A unit longer than this is counted no further: nobody runs a race of two years.
const MOST_DAYS: i64 = 730;

/// How a unit stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Race {
    /// School days from the first to today, both counted; 0 before it starts.
    pub day: usize,
    /// School days from the first to the last.
    pub days: usize,
    /// Each standard: students at mastery, of those with evidence.
    pub standards: Vec<(StandardId, usize, usize)>,
    /// Marks at mastery in the start check, of all its marks on the unit's standards.
    pub start: Option<(usize, usize)>,
    /// The same of the end check.
    pub end: Option<(usize, usize)>,
}

impl Race {
    /// Standards that more than half of the students with evidence have mastered.
    pub fn reached(&self) -> usize {
        self.standards.iter().filter(|(_, mastered, known)| mastered * 2 > *known).count()
    }
}

/// How a unit stands today; `None` where it has no days.
pub fn race(class: &Class, catalog: &Catalog, unit: &UnitId, today: Date) -> Option<Race> {
    let about = class.units.get(unit)?;
    let (starts, ends) = (about.starts?, about.ends?);
    let length = days_between(starts, ends).min(MOST_DAYS);
    let school_days: Vec<Date> =
        (0..=length).map(|ahead| plus_days(starts, ahead)).filter(|day| is_school_day(class, *day)).collect();
    let subject = about.subject.clone().unwrap_or_default();
    let standards = unit_standards(class, unit);
    let whom = ForWhom::of(class, catalog);
    let here = |student: &StudentId, standard: &StandardId| {
        let is_here = class.students.get(student).is_some() && enrolled(class, student, today);
        is_here && whom.counts(standard, student)
    };
    let check = |check: &Option<CheckId>| {
        let check = class.counts_as(check.as_ref()?);
        class.checks.get(check)?;
        Some(at_mastery(class, &subject, &standards, check, &here))
    };
    let (start, end) = (check(&about.start_check), check(&about.end_check));
    Some(Race {
        day: school_days.iter().filter(|day| **day <= today).count(),
        days: school_days.len(),
        start,
        end,
        standards: standards.into_iter().map(|standard| mastered(class, &subject, standard, &here)).collect(),
    })
}

fn mastered(
    class: &Class,
    subject: &SubjectId,
    standard: StandardId,
    here: &impl Fn(&StudentId, &StandardId) -> bool,
) -> (StandardId, usize, usize) {
    let mastery = StandardMastery::of(class, subject, &standard);
    let here = class.students.iter().filter(|(student, _)| here(student, &standard));
    let standings = here.map(|(student, _)| mastery.standing(class, student));
    let known = standings.filter(|standing| standing.score.is_some()).map(|standing| standing.mastered());
    let known: Vec<bool> = known.collect();
    (standard, known.iter().filter(|mastered| **mastered).count(), known.len())
}

/// Marks of one check on these standards, of those who are in the class and for whom they count: at mastery, and all.
fn at_mastery(
    class: &Class,
    subject: &SubjectId,
    standards: &[StandardId],
    check: &CheckId,
    here: &impl Fn(&StudentId, &StandardId) -> bool,
) -> (usize, usize) {
    let scale = Scale::of(class, subject);
    let level = |evidence: &Evidence| {
        let score = evidence.score.filter(|_| evidence.state == EvidenceState::Scored)?;
        Some(evidence.of.map_or(score, |of| scale.level_of_points(score, of)))
    };
    let marks = class.evidence.iter().filter(|((student, standard, of, _), _)| {
        of == check && standards.contains(standard) && here(student, standard)
    });
    let levels: Vec<f64> = marks.filter_map(|(_, evidence)| level(evidence)).collect();
    (levels.iter().filter(|level| **level >= scale.mastery).count(), levels.len())
}

/// Checks that can stand at the start or the end of a unit: those of its subject with marks on one of its standards,
/// the newest first. Single observations are none.
pub fn checks_of(class: &Class, unit: &UnitId) -> Vec<CheckId> {
    let subject = class.units.get(unit).and_then(|unit| unit.subject.clone());
    let standards = unit_standards(class, unit);
    let marked: std::collections::BTreeSet<&CheckId> = class
        .evidence
        .iter()
        .filter(|(key, _)| standards.contains(&key.1))
        .map(|((_, _, check, _), _)| check)
        .collect();
    let mut checks: Vec<_> = marked
        .into_iter()
        .filter_map(|id| class.checks.get(id).map(|check| (id.clone(), check)))
        .filter(|(_, check)| check.subject == subject && check.kind != CheckKind::Observation)
        .map(|(id, check)| (id, check.done_on))
        .collect();
    checks.order_by_key(|(_, done_on)| std::cmp::Reverse(*done_on));
    checks.into_iter().map(|(id, _)| id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::Value;

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    /// A unit of two weeks with a lost day and one standard; Ana, Ben and Cy in two checks.
    fn class() -> Class {
        let mut class = Class::default();
        class.set("subject", "m", "name", &text("Math"));
        for (field, value) in [("subject", "m"), ("starts", "2026-11-09"), ("ends", "2026-11-20")] {
            class.set("unit", "u", field, &text(value));
        }
        class.set("unit_standard", "u/A", "included", &Value::Bool(true));
        class.set("lost_day", "2026-11-11/0", "lost", &Value::Bool(true));
        for (check, day, scores) in [("c1", "2026-11-09", [1, 2, 3]), ("c2", "2026-11-20", [3, 4, 3])] {
            class.set("check", check, "subject", &text("m"));
            class.set("check", check, "kind", &text("quiz"));
            class.set("check", check, "done_on", &text(day));
            for (student, score) in ["s1", "s2", "s3"].into_iter().zip(scores) {
                class.set("student", student, "given", &text(student));
                class.set("evidence", &format!("{student}/A/{check}/1"), "score", &Value::Int(score));
            }
        }
        class
    }

    #[test]
    fn school_days_are_counted_and_lost_ones_are_not() {
        let class = class();
        let day = |text: &str| {
            race(&class, &Catalog::default(), &"u".into(), text.parse().unwrap())
                .map(|race| (race.day, race.days))
        };
        assert_eq!(day("2026-11-08"), Some((0, 9)));
        assert_eq!(day("2026-11-09"), Some((1, 9)));
        assert_eq!(day("2026-11-12"), Some((3, 9)));
        assert_eq!(day("2026-12-01"), Some((9, 9)));
        assert_eq!(race(&class, &Catalog::default(), &"none".into(), Date::FIRST), None);
    }

    #[test]
    fn start_and_end_check_are_told_by_marks_at_mastery() {
        let mut class = class();
        let unit = UnitId::from("u");
        assert_eq!(checks_of(&class, &unit), [CheckId::from("c2"), CheckId::from("c1")]);
        class.set("unit", "u", "start_check", &text("c1"));
        class.set("unit", "u", "end_check", &text("c2"));
        let race = race(&class, &Catalog::default(), &unit, Date::constant(2026, 11, 20)).unwrap();
        assert_eq!((race.start, race.end), (Some((1, 3)), Some((3, 3))));
        assert_eq!((race.standards.as_slice(), race.reached()), ([("A".into(), 2, 3)].as_slice(), 1));
        class.set("standard_for", "A/s2", "included", &Value::Bool(true));
        class.set("standard_for", "A/s1", "included", &Value::Bool(true));
        let few = super::race(&class, &Catalog::default(), &unit, Date::constant(2026, 11, 20)).unwrap();
        assert_eq!((few.standards, few.end), (vec![("A".into(), 1, 2)], Some((2, 2))), "chosen for two");
        for student in ["s1", "s2"] {
            class.set("standard_for", &format!("A/{student}"), "included", &Value::Bool(false));
        }
        class.set("enrolment", "s1/1", "left", &text("2026-11-19"));
        let race = super::race(&class, &Catalog::default(), &unit, Date::constant(2026, 11, 20)).unwrap();
        assert_eq!(race.standards, [("A".into(), 2, 2)], "who left does not count");
        assert_eq!((race.start, race.end), (Some((1, 2)), Some((2, 2))), "nor in the checks");
    }
}

//! Growth in the class's own marks: for each student and standard that was seen on two days or more, the level by the
//! marks of the first day beside the level that stands now.
//!
//! Like is compared with like: the same standards, the same cut, and the levels as every page says them. Nothing is
//! pulled towards the class, so that a class that learned nothing has grown by nothing.

use std::collections::BTreeMap;

use super::Stands;
use super::readings::{Grown, Reading};
use crate::domain::calendar::Period;
use crate::domain::id::{StandardId, StudentId, SubjectId};
use crate::domain::mastery::{CheckKind, Scale, Scored, Standings, tested};
use crate::domain::roster::enrolled;
use crate::domain::standards::Catalog;
use crate::domain::{Class, Date};

/// Whether any student was seen on any standard on two days.
pub fn is_twice(class: &Class, subject: &SubjectId, period: Period) -> bool {
    let mut days: BTreeMap<(&StudentId, &StandardId), Date> = BTreeMap::new();
    class.evidence.iter().any(|((student, standard, check, _), _)| {
        let about = class
            .checks
            .get(check)
            .filter(|check| check.is_of(subject) && check.kind != CheckKind::SelfAssessment);
        let day = about.and_then(|check| check.done_on).filter(|day| within(period, *day));
        day.is_some_and(|day| *days.entry((student, standard)).or_insert(day) != day)
    })
}

fn within(period: Period, day: Date) -> bool {
    period.starts <= day && day <= period.ends
}

/// A student's first and latest day on one standard.
fn days(pieces: &[Scored], period: Period) -> Option<(Date, Date)> {
    let marks = pieces.iter().filter(|piece| piece.kind != CheckKind::SelfAssessment);
    let days: Vec<Date> =
        marks.filter_map(|piece| piece.done_on).filter(|day| within(period, *day)).collect();
    let (first, latest) = (*days.iter().min()?, *days.iter().max()?);
    (first < latest).then_some((first, latest))
}

/// Two results for each student and standard that was seen on two days; in order of standards, then of students. Who left
/// is not among them, nor is a standard that is for others.
pub fn seen_twice(
    class: &Class,
    catalog: &Catalog,
    subject: &SubjectId,
    period: Period,
    today: Date,
) -> Vec<Grown> {
    seen_twice_on(class, catalog, subject, period, today).into_iter().map(|(_, pair)| pair).collect()
}

/// The same, each with its standard.
pub fn seen_twice_on(
    class: &Class,
    catalog: &Catalog,
    subject: &SubjectId,
    period: Period,
    today: Date,
) -> Vec<(StandardId, Grown)> {
    let mut standings = Standings::new(class, catalog, subject);
    let mut found = Vec::new();
    for standard in tested(class, subject) {
        let mastery = standings.mastery(&standard).clone();
        let here = class.students.iter().map(|(id, _)| id).filter(|id| enrolled(class, id, today));
        for student in here {
            let Some((first, latest)) = days(mastery.evidence(student), period) else { continue };
            let then = mastery.score_of_days(student, |day| within(period, day) && day <= first);
            let now = standings.standing(student, &standard).score;
            if let Some((then, now)) = then.zip(now).filter(|_| standings.counts(student, &standard)) {
                let (first, latest) =
                    (reading(&mastery.scale, first, then), reading(&mastery.scale, latest, now));
                found.push((standard.clone(), Grown { student: student.clone(), first, latest }));
            }
        }
    }
    found
}

fn reading(scale: &Scale, on: Date, score: f64) -> Reading {
    let level = scale.level(score);
    let mastery = scale.level(scale.mastery);
    let stands = match level {
        level if level >= mastery => Stands::Proficient,
        level if level + 1 == mastery => Stands::Nearing,
        _ => Stands::OnTheWay,
    };
    Reading { on, score: Some(f64::from(level)), stands: Some(stands), typical: None, of_typical: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::Value;

    const YEAR: Period = Period { starts: Date::constant(2026, 8, 1), ends: Date::constant(2027, 7, 31) };

    fn class(marks: &[(&str, &str, f64)]) -> Class {
        let mut class = Class::default();
        class.set("subject", "m", "name", &Value::Text("Math".into()));
        for (check, day) in [("c1", "2026-09-01"), ("c2", "2026-11-02"), ("c0", "2026-05-02")] {
            class.set("check", check, "subject", &Value::Text("m".into()));
            class.set("check", check, "done_on", &Value::Text(day.into()));
        }
        for (student, check, points) in marks {
            class.set("student", student, "given", &Value::Text("Ana".into()));
            let id = format!("{student}/A/{check}/1");
            class.set("evidence", &id, "score", &Value::Number(*points));
            class.set("evidence", &id, "of", &Value::Int(10));
        }
        class
    }

    #[test]
    fn the_first_day_stands_against_the_latest() {
        let marks = ["s1", "s2", "s3", "s4", "s5"]
            .into_iter()
            .flat_map(|student| [(student, "c1", 2.0), (student, "c2", 9.5), (student, "c0", 10.0)]);
        let class = class(&marks.collect::<Vec<_>>());
        let math = "m".into();
        assert!(is_twice(&class, &math, YEAR));
        let found = seen_twice(&class, &Catalog::default(), &math, YEAR, Date::constant(2026, 11, 20));
        assert_eq!(found.len(), 5);
        let Grown { first, latest, .. } = &found[0];
        assert_eq!((first.score, latest.score), (Some(1.0), Some(3.0)), "1, then 4");
        assert_eq!(first.on, Date::constant(2026, 9, 1), "last year's mark is no start");
        assert_eq!((first.stands, latest.stands), (Some(Stands::OnTheWay), Some(Stands::Proficient)));
    }

    #[test]
    fn who_stands_where_the_first_day_was_has_not_grown() {
        let students: Vec<String> = (0..12).map(|at| format!("s{at}")).collect();
        let marks = students.iter().enumerate().flat_map(|(at, id)| {
            let points = if at < 9 { 3.0 } else { 9.0 };
            [(id.as_str(), "c1", points), (id.as_str(), "c2", points)]
        });
        let class = class(&marks.collect::<Vec<_>>());
        let found = seen_twice(&class, &Catalog::default(), &"m".into(), YEAR, Date::constant(2026, 11, 20));
        assert!(found.len() == 12 && found.iter().all(|pair| pair.first.stands == pair.latest.stands));
    }

    #[test]
    fn one_day_alone_is_no_growth() {
        let class = class(&[("s1", "c1", 2.0), ("s2", "c2", 9.0)]);
        assert!(!is_twice(&class, &"m".into(), YEAR));
        let found = seen_twice(&class, &Catalog::default(), &"m".into(), YEAR, Date::constant(2026, 11, 20));
        assert!(found.is_empty());
    }
}

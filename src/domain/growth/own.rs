//! Growth in the class's own marks: the first day on which a student was seen on a standard against the latest, each by
//! the estimate of mastery (`mastery::estimate`) with the prior that the class's marks of that date give.
//!
//! A student's number is the mean over the standards that were seen on two days or more, in percent of the scale. The
//! cuts are the subject's own, the same at both dates.

use std::collections::BTreeMap;

use super::Stands;
use super::readings::Reading;
use crate::domain::calendar::Period;
use crate::domain::id::{StandardId, StudentId, SubjectId};
use crate::domain::mastery::estimate::{Piece, class_prior, estimate};
use crate::domain::mastery::{CheckKind, Scale, Scored, StandardMastery, tested};
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

/// Pieces of a student's first and latest day on one standard.
struct Ends {
    student: StudentId,
    days: (Date, Date),
    first: Vec<Piece>,
    latest: Vec<Piece>,
}

fn ends(student: &StudentId, pieces: &[Scored], period: Period) -> Option<Ends> {
    let counted = || {
        let pieces = pieces.iter().filter(|piece| piece.kind != CheckKind::SelfAssessment);
        pieces.filter_map(|piece| Some((piece.done_on.filter(|day| within(period, *day))?, piece.piece())))
    };
    let first = counted().map(|(day, _)| day).min()?;
    let latest = counted().map(|(day, _)| day).max().filter(|latest| *latest > first)?;
    let on = |wanted: Date| counted().filter(|(day, _)| *day == wanted).map(|(_, piece)| piece).collect();
    Some(Ends { student: student.clone(), days: (first, latest), first: on(first), latest: on(latest) })
}

/// Two results for every student who was seen twice on some standard.
pub fn readings(class: &Class, subject: &SubjectId, period: Period) -> BTreeMap<StudentId, Vec<Reading>> {
    let scale = Scale::of(class, subject);
    let mut sums: BTreeMap<StudentId, Sum> = BTreeMap::new();
    for standard in tested(class, subject) {
        let mastery = StandardMastery::of(class, subject, &standard);
        let all: Vec<Ends> = class
            .students
            .iter()
            .filter_map(|(student, _)| ends(student, mastery.evidence(student), period))
            .collect();
        let prior =
            |at: fn(&Ends) -> &Vec<Piece>| class_prior(&all.iter().map(at).cloned().collect::<Vec<_>>());
        let (before, now) = (prior(|it| &it.first), prior(|it| &it.latest));
        for it in &all {
            let first = estimate(before, &it.first).belief.mean();
            let latest = estimate(now, &it.latest).belief.mean();
            let sum = sums.entry(it.student.clone()).or_insert_with(|| Sum::starting(it.days));
            sum.add(it.days, first, latest);
        }
    }
    sums.into_iter().map(|(student, sum)| (student, sum.readings(&scale))).collect()
}

/// A student's standards, added up.
struct Sum {
    days: (Date, Date),
    first: f64,
    latest: f64,
    standards: f64,
}

impl Sum {
    fn starting(days: (Date, Date)) -> Self {
        Self { days, first: 0.0, latest: 0.0, standards: 0.0 }
    }

    fn add(&mut self, days: (Date, Date), first: f64, latest: f64) {
        self.days = (self.days.0.min(days.0), self.days.1.max(days.1));
        self.first += first;
        self.latest += latest;
        self.standards += 1.0;
    }

    fn readings(&self, scale: &Scale) -> Vec<Reading> {
        let reading = |on: Date, sum: f64| {
            let share = sum / self.standards;
            let score = Some((share * 1000.0).round() / 10.0);
            Reading { on, score, stands: Some(stands(scale, share)), typical: None, of_typical: None }
        };
        vec![reading(self.days.0, self.first), reading(self.days.1, self.latest)]
    }
}

/// By the scale's own cuts: mastery, and the level before it.
fn stands(scale: &Scale, share: f64) -> Stands {
    let cut = scale.mastery_cut();
    let before = scale
        .cuts
        .iter()
        .copied()
        .filter(|known| *known > 0.0 && *known < cut)
        .fold(None, |most: Option<f64>, known| Some(most.map_or(known, |most| most.max(known))));
    if share >= cut {
        Stands::Proficient
    } else if before.is_some_and(|before| share >= before) {
        Stands::Nearing
    } else {
        Stands::OnTheWay
    }
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
        let found = readings(&class, &math, YEAR);
        let ana = &found[&"s1".into()];
        let scores: Vec<f64> = ana.iter().filter_map(|reading| reading.score).collect();
        assert!(scores[0] < 40.0 && scores[1] > 70.0, "{scores:?}");
        assert_eq!(ana[0].on, Date::constant(2026, 9, 1), "last year's mark is no start");
        let stands: Vec<_> = ana.iter().filter_map(|reading| reading.stands).collect();
        assert_eq!(stands, [Stands::OnTheWay, Stands::Proficient]);
    }

    #[test]
    fn one_day_alone_is_no_growth() {
        let class = class(&[("s1", "c1", 2.0), ("s2", "c2", 9.0)]);
        assert!(!is_twice(&class, &"m".into(), YEAR));
        assert!(readings(&class, &"m".into(), YEAR).is_empty());
    }
}

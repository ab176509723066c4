//! Dated results of one source, and each student's first beside the latest.

use std::collections::{BTreeMap, BTreeSet};

use super::records::{Diagnostic, Publisher};
use super::{Stands, own};
use crate::domain::calendar::{self, Period};
use crate::domain::id::{CheckId, StudentId, SubjectId};
use crate::domain::order::Order;
use crate::domain::{Class, Date};

/// What is compared with itself over time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// One part of a publisher's diagnostic; part 0 is the whole.
    Diagnostic(Publisher, u32),
    /// The class's own marks, by their levels.
    OwnMarks,
}

/// One result of one student.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reading {
    /// The day of the work.
    pub on: Date,
    /// Scale score; of own marks the level.
    pub score: Option<f64>,
    /// By the one cut; `None` where the source has none.
    pub stands: Option<Stands>,
    /// Typical growth up to here, in scale points.
    pub typical: Option<f64>,
    /// Percent of typical growth, as the publisher says it.
    pub of_typical: Option<f64>,
}

/// A student's first result and the latest.
#[derive(Debug, Clone, PartialEq)]
pub struct Grown {
    pub student: StudentId,
    /// The first of the period.
    pub first: Reading,
    /// The latest of the period, never the first itself.
    pub latest: Reading,
}

impl Grown {
    /// Scale points from the first to the latest.
    pub fn change(&self) -> Option<f64> {
        Some(self.latest.score? - self.first.score?)
    }

    /// Percent of typical growth: the publisher's own number, else change over typical growth.
    pub fn of_typical(&self) -> Option<f64> {
        let typical = self.latest.typical.or(self.first.typical).filter(|typical| *typical > 0.0);
        self.latest.of_typical.or_else(|| Some(self.change()? * 100.0 / typical?))
    }
}

/// The school year of growth, July to June: fall diagnostics are taken before the first day of school in some places.
pub fn growth_year(today: Date) -> Period {
    let starts = calendar::school_year(today).starts.year();
    Period { starts: Date::constant(starts, 7, 1), ends: Date::constant(starts + 1, 6, 30) }
}

/// The diagnostics of a subject within a period, each with its day.
fn dated<'a>(
    class: &'a Class,
    subject: &'a SubjectId,
    period: Period,
) -> impl Iterator<Item = (&'a (StudentId, CheckId, u32), &'a Diagnostic, Date)> {
    class.diagnostics.iter().filter_map(move |(key, diagnostic)| {
        let check = class.checks.get(class.counts_as(&key.1))?;
        let on = check.done_on.filter(|day| period.starts <= *day && *day <= period.ends)?;
        (check.subject.as_ref() == Some(subject) && class.students.get(&key.0).is_some())
            .then_some((key, diagnostic, on))
    })
}

/// What can be compared in a subject: publishers' diagnostics first, then own marks. A part has its name.
pub fn sources(class: &Class, subject: &SubjectId, period: Period) -> Vec<(Source, String)> {
    let mut found: BTreeMap<Source, String> = BTreeMap::new();
    for (key, diagnostic, _) in dated(class, subject, period) {
        if let Some(publisher) = diagnostic.publisher {
            let name = found.entry(Source::Diagnostic(publisher, key.2)).or_default();
            if name.is_empty() {
                name.clone_from(&diagnostic.part);
            }
        }
    }
    if own::is_twice(class, subject, period) {
        found.insert(Source::OwnMarks, String::new());
    }
    found.into_iter().collect()
}

/// Every student's results in a diagnostic, oldest first; own marks are read by [`own::seen_twice`]. Two of one day: the one that stands later in the class.
pub fn readings(
    class: &Class,
    subject: &SubjectId,
    source: Source,
    period: Period,
    from_mid: bool,
) -> BTreeMap<StudentId, Vec<Reading>> {
    let mut found: BTreeMap<StudentId, Vec<Reading>> = BTreeMap::new();
    let Source::Diagnostic(publisher, part) = source else { return found };
    let ours = |key: &(StudentId, CheckId, u32), diagnostic: &Diagnostic| {
        diagnostic.publisher == Some(publisher) && key.2 == part
    };
    for (key, diagnostic, on) in dated(class, subject, period).filter(|(key, it, _)| ours(key, it)) {
        let reading = Reading {
            on,
            score: diagnostic.score,
            stands: diagnostic.placement.map(|placement| placement.stands(from_mid)),
            typical: diagnostic.typical,
            of_typical: diagnostic.of_typical,
        };
        let all = found.entry(key.0.clone()).or_default();
        all.retain(|known| known.on != on);
        all.push(reading);
    }
    for all in found.values_mut() {
        all.order_by_key(|reading| reading.on);
    }
    found
}

/// Students with two results or more, and those with one alone.
pub fn grown(readings: &BTreeMap<StudentId, Vec<Reading>>) -> (Vec<Grown>, BTreeSet<StudentId>) {
    let (mut pairs, mut once) = (Vec::new(), BTreeSet::new());
    for (student, all) in readings {
        match all.as_slice() {
            [first, .., latest] => {
                pairs.push(Grown { student: student.clone(), first: *first, latest: *latest });
            }
            [_] => {
                once.insert(student.clone());
            }
            [] => {}
        }
    }
    (pairs, once)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::Value;

    const YEAR: Period = Period { starts: Date::constant(2026, 8, 1), ends: Date::constant(2027, 7, 31) };

    fn class() -> Class {
        let mut class = Class::default();
        class.set("student", "s1", "given", &Value::Text("Ana".into()));
        class.set("student", "s2", "given", &Value::Text("Ben".into()));
        for (check, subject, day) in [
            ("c1", "m", "2026-09-01"),
            ("c2", "m", "2027-01-14"),
            ("c3", "r", "2027-01-14"),
            ("c0", "m", "2026-05-01"),
        ] {
            class.set("check", check, "subject", &Value::Text(subject.into()));
            class.set("check", check, "done_on", &Value::Text(day.into()));
        }
        for (id, score) in [
            ("s1/c0/0", 470),
            ("s1/c1/0", 480),
            ("s1/c2/0", 490),
            ("s1/c3/0", 700),
            ("s2/c1/0", 460),
            ("s1/c2/1", 500),
        ] {
            class.set("diagnostic", id, "publisher", &Value::Text("iready".into()));
            class.set("diagnostic", id, "score", &Value::Int(score));
        }
        class.set("diagnostic", "s1/c2/0", "typical", &Value::Int(20));
        class.set("diagnostic", "s1/c2/1", "part", &Value::Text("Geometry".into()));
        class
    }

    #[test]
    fn a_source_is_compared_with_itself_within_the_year() {
        let class = class();
        let math = "m".into();
        let found = sources(&class, &math, YEAR);
        let iready = |part| Source::Diagnostic(Publisher::Iready, part);
        assert_eq!(found, [(iready(0), String::new()), (iready(1), "Geometry".to_owned())]);
        let (pairs, once) = grown(&readings(&class, &math, iready(0), YEAR, false));
        assert_eq!(pairs.len(), 1);
        assert_eq!((pairs[0].change(), pairs[0].of_typical()), (Some(10.0), Some(50.0)));
        assert_eq!(once.iter().map(StudentId::as_str).collect::<Vec<_>>(), ["s2"]);
    }

    #[test]
    fn the_publishers_own_number_stands() {
        let mut class = class();
        class.set("diagnostic", "s1/c2/0", "of_typical", &Value::Int(104));
        let (pairs, _) =
            grown(&readings(&class, &"m".into(), Source::Diagnostic(Publisher::Iready, 0), YEAR, false));
        assert_eq!(pairs[0].of_typical(), Some(104.0));
    }
}

//! Growth in the class's own marks, by student and standard: what is at mastery now of what was seen on two days, and
//! how much of the same was at first.

use crate::view::text;
use std::collections::BTreeMap;

use super::{GrowthRows, Slope, StartRow, StudentRow, by_start, shares, stood};
use crate::domain::equity::FEWEST;
use crate::domain::growth::own::{seen_twice, seen_twice_on};
use crate::domain::growth::{Grown, Stands, growth_year, summary};
use crate::domain::id::{StandardId, StudentId, SubjectId};
use crate::domain::order::Order;
use crate::domain::roster::names;
use crate::domain::standards::Catalog;
use crate::domain::{Class, Date, Sentence};

/// The page of own marks.
pub(super) fn rows(class: &Class, catalog: &Catalog, subject: &SubjectId, today: Date) -> GrowthRows {
    let pairs = seen_twice(class, catalog, subject, growth_year(today), today);
    let mut of_student: BTreeMap<&StudentId, Vec<&Grown>> = BTreeMap::new();
    for pair in &pairs {
        of_student.entry(&pair.student).or_default().push(pair);
    }
    let names = names(class);
    let mut named: Vec<(String, Vec<&Grown>)> = of_student
        .into_iter()
        .map(|(student, own)| (names.get(student).cloned().unwrap_or_default(), own))
        .collect();
    named.order_by(|a, b| a.0.cmp(&b.0));
    let summary = summary(&pairs);
    let enough = named.len() >= FEWEST;
    let (lead, but) = match (named.len(), enough) {
        (0, _) => (text::of("growth.nothing").to_owned(), text::of("growth.nothing_but").to_owned()),
        (n, false) => {
            (text::say(&Sentence::new("growth.few").with("n", n)), text::of("growth.few_but").to_owned())
        }
        _ => {
            let of = pairs.len();
            let lead = Sentence::new("growth.own_lead").with("n", summary.latest.proficient).with("of", of);
            let but = Sentence::new("growth.own_but").with("n", summary.first.proficient);
            (text::say(&lead), text::say(&but))
        }
    };
    GrowthRows {
        lead,
        but,
        note: text::of("growth.note_own").to_owned(),
        shares: if enough { shares(&summary) } else { Vec::new() },
        by_start: if enough { starts(by_start(&summary)) } else { Vec::new() },
        slopes: named.iter().map(|(name, own)| slope(name, own)).collect(),
        students: named.iter().map(|(name, own)| student(name, own)).collect(),
        ..GrowthRows::default()
    }
}

/// Where each student stood on each standard, and stands: what the tables of the page are summed up from.
pub(in crate::view) fn stood_on(
    class: &Class,
    catalog: &Catalog,
    subject: &SubjectId,
    today: Date,
) -> Vec<(StudentId, StandardId, String)> {
    let pairs = seen_twice_on(class, catalog, subject, growth_year(today), today).into_iter();
    pairs.map(|(standard, pair)| (pair.student.clone(), standard, stood(&pair))).collect()
}

/// A middle change of level says nothing.
fn starts(mut rows: Vec<StartRow>) -> Vec<StartRow> {
    rows.iter_mut().for_each(|row| row.middle.clear());
    rows
}

/// How many of a student's standards are at mastery.
fn mastered(own: &[&Grown], at: fn(&Grown) -> Option<Stands>) -> usize {
    own.iter().filter(|pair| at(pair) == Some(Stands::Proficient)).count()
}

fn slope(name: &str, own: &[&Grown]) -> Slope {
    let percent = |n: usize| crate::domain::growth::percent(n, own.len()).unwrap_or_default();
    let (first, latest) = (mastered(own, |it| it.first.stands), mastered(own, |it| it.latest.stands));
    let words = Sentence::new("growth.own_slope").with("name", name).with("of", own.len());
    let words = text::say(&words.with("first", first).with("latest", latest));
    Slope { words, first: percent(first), latest: percent(latest) }
}

fn student(name: &str, own: &[&Grown]) -> StudentRow {
    let (first, latest) = (mastered(own, |it| it.first.stands), mastered(own, |it| it.latest.stands));
    let of = |n: usize| text::say(&Sentence::new("growth.own_of").with("n", n).with("of", own.len()));
    let day = |day: Option<Date>| {
        day.map(|on| text::say(&Sentence::new("growth.day").with("on", on))).unwrap_or_default()
    };
    let sign = if latest > first { "+" } else { "" };
    let change = i64::try_from(latest).unwrap_or(0) - i64::try_from(first).unwrap_or(0);
    StudentRow {
        name: name.to_owned(),
        first: (of(first), day(own.iter().map(|pair| pair.first.on).min())),
        latest: (of(latest), day(own.iter().map(|pair| pair.latest.on).max())),
        change: format!("{sign}{change}"),
        of_typical: String::new(),
        stands: String::new(),
    }
}

//! A preview that a page can draw, whatever the file: events that say the same are one row, days that follow each other
//! too, and of very many rows the likely ones come first.

use std::collections::BTreeMap;

use crate::document::import::problem::Problem;
use crate::document::import::stretch::{LONGEST, SchoolDays, Stretch};
use crate::domain::calendar::{days_between, plus_days};
use crate::domain::order::Order;
use crate::domain::{Date, Sentence};

/// Rows that are shown at most: a school year has some two hundred days.
const MOST_ROWS: usize = 250;
/// Problems that are told one by one.
const MOST_PROBLEMS: usize = 20;
/// Characters of the reasons of one row.
const MOST_REASON: usize = 200;

/// Merges and bounds what was read.
pub(in crate::document::import) fn bounded(mut found: SchoolDays) -> SchoolDays {
    let stretches = by_day(runs(found.stretches));
    let n = stretches.len();
    found.stretches = shown(stretches);
    if n > found.stretches.len() {
        let more = Sentence::new("school_days.more_rows").with("n", n).with("shown", found.stretches.len());
        found.problems.insert(0, Problem::file(more));
    }
    let left = found.problems.len().saturating_sub(MOST_PROBLEMS);
    if left > 0 {
        found.problems.truncate(MOST_PROBLEMS);
        found.problems.push(Problem::file(Sentence::new("school_days.more_problems").with("n", left)));
    }
    found
}

/// One reason on days that follow each other is one stretch, and one that is told twice is there once.
fn runs(stretches: Vec<Stretch>) -> Vec<Stretch> {
    let mut by_reason: BTreeMap<String, (bool, Vec<(Date, Date)>)> = BTreeMap::new();
    for it in stretches {
        let (likely, spans) = by_reason.entry(it.reason).or_default();
        *likely |= it.likely;
        spans.push((it.from, it.to));
    }
    let mut runs = Vec::new();
    for (reason, (likely, mut spans)) in by_reason {
        spans.order();
        let mut last: Option<(Date, Date)> = None;
        for (from, to) in spans {
            match &mut last {
                Some((first, end)) if from <= plus_days(*end, 1) && days_between(*first, to) < LONGEST => {
                    *end = to.max(*end);
                }
                _ => {
                    let done = last.replace((from, to));
                    runs.extend(done.map(|(from, to)| Stretch { from, to, reason: reason.clone(), likely }));
                }
            }
        }
        runs.extend(last.map(|(from, to)| Stretch { from, to, reason, likely }));
    }
    runs
}

/// What falls on the same days is one row with all its reasons, by day. A concert is no reason for a holiday.
fn by_day(runs: Vec<Stretch>) -> Vec<Stretch> {
    let mut days: BTreeMap<(Date, Date, bool), String> = BTreeMap::new();
    for it in runs {
        let reasons = days.entry((it.from, it.to, !it.likely)).or_default();
        if reasons.is_empty() {
            *reasons = it.reason;
        } else if reasons.chars().count() + it.reason.chars().count() < MOST_REASON {
            *reasons += "; ";
            *reasons += &it.reason;
        }
    }
    let row = |((from, to, unlikely), reason): ((Date, Date, bool), String)| Stretch {
        from,
        to,
        reason,
        likely: !unlikely,
    };
    days.into_iter().map(row).collect()
}

fn shown(stretches: Vec<Stretch>) -> Vec<Stretch> {
    if stretches.len() <= MOST_ROWS {
        return stretches;
    }
    let (likely, others): (Vec<_>, Vec<_>) = stretches.into_iter().partition(|it| it.likely);
    let mut shown: Vec<Stretch> = likely.into_iter().chain(others).take(MOST_ROWS).collect();
    shown.order_by_key(|it| (it.from, it.to));
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: i64) -> Date {
        plus_days(Date::constant(2026, 9, 1), n)
    }

    fn stretch(from: i64, to: i64, reason: &str, likely: bool) -> Stretch {
        Stretch { from: day(from), to: day(to), reason: reason.into(), likely }
    }

    fn said(stretches: Vec<Stretch>) -> Vec<String> {
        let found = bounded(SchoolDays { stretches, problems: Vec::new() });
        let first = Date::constant(2026, 9, 1);
        let row = |it: &Stretch| {
            format!("{} {} {}", days_between(first, it.from), days_between(first, it.to), it.reason)
        };
        found.stretches.iter().map(row).collect()
    }

    #[test]
    fn the_same_twice_is_once_days_in_a_row_are_one_and_a_day_has_all_its_reasons() {
        let twice = [stretch(3, 3, "A", true), stretch(3, 3, "A", true), stretch(5, 5, "A", true)];
        assert_eq!(said(twice.to_vec()), ["3 3 A", "5 5 A"]);
        assert_eq!(said(vec![stretch(4, 6, "A", true), stretch(3, 4, "A", true)]), ["3 6 A"]);
        assert_eq!(said(vec![stretch(3, 3, "B", true), stretch(3, 3, "A", true)]), ["3 3 A; B"]);
        assert_eq!(
            said(vec![stretch(3, 3, "A", true), stretch(3, 3, "Concert", false)]),
            ["3 3 A", "3 3 Concert"]
        );
        assert_eq!(said((0..150).map(|n| stretch(n, n, "A", true)).collect()), ["0 99 A", "100 149 A"]);
    }

    #[test]
    fn rows_and_problems_are_few_and_the_rest_is_counted() {
        let many = (0..400).map(|n| stretch(n, n + n % 7, &format!("E{n}"), n % 2 == 0)).collect();
        let problems = (0..50).map(|_| Problem::file(Sentence::new("school_days.no_date"))).collect();
        let found = bounded(SchoolDays { stretches: many, problems });
        assert_eq!((found.stretches.len(), found.problems.len()), (MOST_ROWS, MOST_PROBLEMS + 1));
        assert_eq!(found.stretches.iter().filter(|it| it.likely).count(), 200, "every likely one");
        assert_eq!(found.problems[0].sentence.key, "school_days.more_rows");
        assert_eq!(found.problems[MOST_PROBLEMS].sentence.key, "school_days.more_problems");
    }
}

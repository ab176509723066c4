//! Calendar files (.ics, RFC 5545), of which only this is read: an event's days, its name, and repetition (`repeat`). All else of an event is left aside; a repetition that is not read is named. No crate: those that read the
//! whole format bring time zones and a parser library, several times the weight of what a list of holidays needs.

mod repeat;

use std::collections::BTreeSet;

use super::problem::Problem;
use super::school_days::{LONGEST, SchoolDays, Stretch};
use crate::domain::calendar::{Period, days_between, plus_days};
use crate::domain::{Date, Sentence};

/// What holidays are usually called: an event called so is ticked in the preview.
const LIKELY: [&str; 14] = [
    "no school",
    "holiday",
    "break",
    "recess",
    "closed",
    "closure",
    "thanksgiving",
    "christmas",
    "day off",
    "labor day",
    "memorial day",
    "veterans",
    "presidents",
    "luther king",
];
/// Days that are looked at for all repeated events together: some two thousand years.
const MOST_STEPS: usize = 750_000;
/// Times that all events take place in the year together, before what says the same is merged.
const MOST_TIMES: usize = 20_000;

/// What is left of the work that a calendar file may cause.
struct Budget {
    steps: usize,
    times: usize,
    /// Events that were not read, or not to their end, because nothing was left.
    over: usize,
}

#[derive(Debug, Default)]
struct Event {
    starts: Option<Date>,
    ends: Option<Date>,
    summary: String,
    rule: Option<String>,
    except: BTreeSet<Date>,
    cancelled: bool,
}

/// Reads the events of a school year. What is outside of it is counted and left out.
pub(super) fn read_ics(text: &str, year: Period) -> SchoolDays {
    let mut found = SchoolDays::default();
    let mut outside = 0_usize;
    let mut event = None::<Event>;
    // An alarm inside of an event has fields of the same names.
    let mut inner = 0_usize;
    let mut budget = Budget { steps: MOST_STEPS, times: MOST_TIMES, over: 0 };
    for line in unfold(text) {
        let Some((name, value)) = property(&line) else { continue };
        match (name.as_str(), &mut event) {
            ("BEGIN", None) if value.eq_ignore_ascii_case("VEVENT") => event = Some(Event::default()),
            ("BEGIN", Some(_)) => inner += 1,
            ("END", Some(_)) if inner > 0 => inner -= 1,
            ("END", Some(done)) => {
                outside += take(done, year, &mut found, &mut budget);
                event = None;
            }
            (name, Some(event)) if inner == 0 => event.set(name, value),
            _ => {}
        }
    }
    if budget.over > 0 {
        let over = Sentence::new("school_days.too_many").with("n", budget.over);
        found.problems.insert(0, Problem::file(over));
    }
    if outside > 0 {
        found.problems.push(Problem::file(Sentence::new("school_days.outside").with("n", outside)));
    }
    if found.stretches.is_empty() && found.problems.is_empty() {
        found.problems.push(Problem::file(Sentence::new("school_days.no_events")));
    }
    found
}

/// A long line goes on behind a line end and a space or tab.
fn unfold(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(more), Some(last)) => last.push_str(more),
            _ => lines.push(line.to_owned()),
        }
    }
    lines
}

/// Name in capitals and value; a colon in quotes is no end of the parameters between them.
fn property(line: &str) -> Option<(String, &str)> {
    let mut quoted = false;
    let colon = line.char_indices().find(|(_, c)| {
        quoted ^= *c == '"';
        *c == ':' && !quoted
    })?;
    let (head, value) = (&line[..colon.0], &line[colon.0 + 1..]);
    let name = head.split(';').next().unwrap_or_default();
    Some((name.trim().to_ascii_uppercase(), value.trim()))
}

impl Event {
    fn set(&mut self, name: &str, value: &str) {
        match name {
            "DTSTART" => self.starts = day_of(value),
            // The end is no day of the event where it is a whole day or midnight.
            "DTEND" => {
                let whole = !value.contains('T');
                let midnight = value.get(8..15) == Some("T000000");
                self.ends = day_of(value).map(|day| if whole || midnight { plus_days(day, -1) } else { day });
            }
            "DURATION" => {
                let days = value.strip_prefix('P').and_then(|text| match text.split_once('D') {
                    Some((days, _)) => days.parse::<i64>().ok(),
                    None => text.strip_suffix('W').and_then(|weeks| weeks.parse::<i64>().ok()).map(|n| n * 7),
                });
                let last = days.filter(|days| (1..=1000).contains(days)).map(|days| days - 1);
                self.ends = self.starts.zip(last).map(|(starts, last)| plus_days(starts, last));
            }
            "SUMMARY" => self.summary = plain(value),
            "RRULE" | "RDATE" => self.rule = Some(value.to_ascii_uppercase()),
            "EXDATE" => self.except.extend(value.split(',').filter_map(day_of)),
            "STATUS" => self.cancelled = value.eq_ignore_ascii_case("CANCELLED"),
            _ => {}
        }
    }
}

fn day_of(value: &str) -> Option<Date> {
    let part =
        |from: usize, to: usize| value.get(from..to).filter(|it| it.bytes().all(|b| b.is_ascii_digit()));
    let month = part(4, 6)?.parse().ok()?;
    Date::new(part(0, 4)?.parse().ok()?, month, part(6, 8)?.parse().ok()?)
}

/// Without the format's escapes.
fn plain(value: &str) -> String {
    let mut text = String::new();
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        text.push(match c {
            '\\' => match chars.next() {
                Some('n' | 'N') | None => ' ',
                Some(other) => other,
            },
            other => other,
        });
    }
    text.trim().chars().take(200).collect()
}

/// Takes an event into the preview, as often as it takes place in the year. How often it does not.
fn take(event: &Event, year: Period, found: &mut SchoolDays, budget: &mut Budget) -> usize {
    let about = |key| Sentence::new(key).with("name", event.summary.as_str());
    if event.cancelled {
        return 0;
    }
    let Some(starts) = event.starts else {
        found.problems.push(Problem::file(about("school_days.no_start")));
        return 0;
    };
    let more = event.ends.map_or(0, |ends| days_between(starts, ends).max(0));
    if more >= LONGEST {
        found.problems.push(Problem::file(about("school_days.event_too_long")));
        return 0;
    }
    if budget.times == 0 || (budget.steps == 0 && event.rule.is_some()) {
        budget.over += 1;
        return 0;
    }
    let days = match &event.rule {
        None => vec![starts],
        Some(rule) => match repeat::days(starts, rule, year.ends, &mut budget.steps) {
            Some(days) => days,
            None => {
                found.problems.push(Problem::file(about("school_days.repeats")));
                vec![starts]
            }
        },
    };
    let once = days.len() == 1;
    let lower = event.summary.to_lowercase();
    let likely = LIKELY.iter().any(|word| lower.contains(word));
    let mut outside = 0;
    for from in days.into_iter().filter(|day| !event.except.contains(day)) {
        let to = plus_days(from, more);
        if to < year.starts || from > year.ends {
            outside += usize::from(once);
            continue;
        }
        if budget.times == 0 {
            budget.over += 1;
            break;
        }
        budget.times -= 1;
        found.stretches.push(Stretch { from, to, reason: event.summary.clone(), likely });
    }
    outside
}

#[cfg(test)]
mod tests;

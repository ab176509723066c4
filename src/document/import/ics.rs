//! Calendar files (.ics, RFC 5545), of which only this is read: an event's days (`when`), its name, and repetition
//! (`repeat`). All else of an event is left aside; a repetition that is not read is named. No crate: those that read the
//! whole format bring time zones and a parser library, several times the weight of what a list of holidays needs.

mod lines;
mod repeat;
mod when;

use std::collections::BTreeSet;

use super::problem::Problem;
use super::stretch::{Clock, LONGEST, SchoolDays, Stretch};
use crate::domain::calendar::{Period, days_between, plus_days};
use crate::domain::{Date, Sentence};
use lines::{Lines, property};
use when::{When, Zones};

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
/// Characters of an event's name that are kept.
const LONGEST_NAME: usize = 200;
/// Events of a file: those of a district in ten years.
const MOST_EVENTS: usize = 20_000;
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
    starts: Option<When>,
    ends: Option<When>,
    /// Days that it takes, where that is said instead of an end.
    lasts: Option<i64>,
    summary: String,
    rule: Option<String>,
    except: Vec<When>,
    cancelled: bool,
}

/// Reads the events of a school year. What is outside of it is counted and left out.
pub(super) fn read_ics(text: &str, year: Period, clock: Clock) -> SchoolDays {
    let mut found = SchoolDays::default();
    if text
        .match_indices("VEVENT")
        .filter(|(at, _)| text[..*at].ends_with("BEGIN:"))
        .nth(MOST_EVENTS)
        .is_some()
    {
        let many = Sentence::new("school_days.too_many_events").with("limit", MOST_EVENTS);
        found.problems.push(Problem::file(many));
        return found;
    }
    let mut outside = 0_usize;
    let mut event = None::<Event>;
    // An alarm inside of an event has fields of the same names.
    let mut inner = 0_usize;
    let mut budget = Budget { steps: MOST_STEPS, times: MOST_TIMES, over: 0 };
    let mut zones = Zones::new(clock);
    let mut lines = Lines::new(text);
    while let Some(line) = lines.next() {
        let Some((name, value)) = property(line) else { continue };
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        match &mut event {
            None if is("BEGIN") && value.eq_ignore_ascii_case("VEVENT") => event = Some(Event::default()),
            None if is("X-WR-TIMEZONE") => zones.calendar = Some(value.to_owned()),
            None if is("TZID") => drop(zones.calendar.get_or_insert_with(|| value.to_owned())),
            Some(_) if is("BEGIN") => inner += 1,
            Some(_) if is("END") && inner > 0 => inner -= 1,
            Some(done) if is("END") => {
                outside += take(done, year, &zones, &mut found, &mut budget);
                event = None;
            }
            Some(event) if inner == 0 => event.set(&name.to_ascii_uppercase(), value, year),
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

impl Event {
    fn set(&mut self, name: &str, value: &str, year: Period) {
        match name {
            "DTSTART" => self.starts = When::read(value),
            "DTEND" => self.ends = When::read(value),
            "DURATION" => {
                let days = value.strip_prefix('P').and_then(|text| match text.split_once('D') {
                    Some((days, _)) => days.parse::<i64>().ok(),
                    None => text.strip_suffix('W').and_then(|weeks| weeks.parse::<i64>().ok()).map(|n| n * 7),
                });
                self.lasts = days.filter(|days| (1..=1000).contains(days));
            }
            "SUMMARY" => self.summary = plain(value),
            "RRULE" | "RDATE" => self.rule = Some(value.to_ascii_uppercase()),
            // Of millions of days only those matter on which something is listed.
            "EXDATE" => {
                let listed = |when: &When| when.is_near(year);
                self.except.extend(value.split(',').filter_map(When::read).filter(listed));
                self.except.truncate(MOST_TIMES);
            }
            "STATUS" => self.cancelled = value.eq_ignore_ascii_case("CANCELLED"),
            _ => {}
        }
    }
}

/// Without the format's escapes.
fn plain(value: &str) -> String {
    let mut text = String::new();
    // All that is kept, and what may be an escape of it.
    let mut chars = value.chars().take(2 * LONGEST_NAME);
    while let Some(c) = chars.next() {
        text.push(match c {
            '\\' => match chars.next() {
                Some('n' | 'N') | None => ' ',
                Some(other) => other,
            },
            other => other,
        });
    }
    text.trim().chars().take(LONGEST_NAME).collect()
}

/// Takes an event into the preview, as often as it takes place in the year. How often it does not.
fn take(event: &Event, year: Period, zones: &Zones, found: &mut SchoolDays, budget: &mut Budget) -> usize {
    let about = |key| Sentence::new(key).with("name", event.summary.as_str());
    if event.cancelled {
        return 0;
    }
    let Some(written) = event.starts else {
        found.problems.push(Problem::file(about("school_days.no_start")));
        return 0;
    };
    // Most of a calendar is of other years: no clock is asked about it.
    if event.rule.is_none()
        && event.ends.is_none_or(|ends| !ends.is_near(year))
        && !written.is_near(year)
        && event.lasts.is_none()
    {
        return 1;
    }
    let zone = zones.of(written, event.ends);
    let starts = zones.day(written, zone);
    let ends = event.ends.map(|ends| zones.last_day(ends, zone));
    let ends = ends.or(event.lasts.map(|days| plus_days(starts, days - 1)));
    let more = ends.map_or(0, |ends| days_between(starts, ends).max(0));
    if more >= LONGEST {
        found.problems.push(Problem::file(about("school_days.event_too_long")));
        return 0;
    }
    if budget.times == 0 || (budget.steps == 0 && event.rule.is_some()) {
        budget.over += 1;
        return 0;
    }
    // A rule counts in the days in which it is written.
    let until = |text: &str| zones.until(When::read(text)?, written, zone);
    let last = plus_days(year.ends, when::FARTHEST);
    let days = match &event.rule {
        None => vec![written.day],
        Some(rule) => match repeat::days(written.day, rule, (last, &until), &mut budget.steps) {
            Some(days) => days,
            None => {
                found.problems.push(Problem::file(about("school_days.repeats")));
                vec![written.day]
            }
        },
    };
    let except: BTreeSet<Date> = event.except.iter().map(|it| zones.as_written(*it, written, zone)).collect();
    let moved = days_between(written.day, starts);
    let once = days.len() == 1;
    let lower = event.summary.to_lowercase();
    let likely = LIKELY.iter().any(|word| lower.contains(word));
    let mut outside = 0;
    for from in days.into_iter().filter(|day| !except.contains(day)) {
        let from = plus_days(from, moved);
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

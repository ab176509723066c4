//! Repetition of an event (RFC 5545, section 3.3.10): by day, week, month or year, on weekdays, on the first or last
//! Monday of a month. What a rule says beyond that makes it one that is not read.

use crate::domain::Date;
use crate::domain::calendar::{days_between, plus_days};

/// How often an event is repeated at most, whatever its rule says.
const MOST_REPEATS: usize = 400;
/// Bytes of a rule. Each day is held to all that it says.
const LONGEST: usize = 500;
const WEEKDAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// A weekday of a rule: which of the month (0 is each, -1 the last), and the weekday, 0 for Monday.
type On = (i64, u8);

/// Reads what `UNTIL` says: the last day on which the event may begin.
type Until<'a> = &'a dyn Fn(&str) -> Option<Date>;

struct Rule<'a> {
    frequency: &'a str,
    every: i64,
    on: Vec<On>,
    months: Vec<u8>,
    of_month: bool,
}

/// The first days of a repeated event up to a day; `None` where the rule says more than this reads.
///
/// `last` is the day up to which anybody asks; what `UNTIL` says, `read_until` knows. Each day that is looked at takes one of `steps`; without any left the rest is not looked at.
pub(super) fn days(
    starts: Date,
    text: &str,
    (last, read_until): (Date, Until),
    steps: &mut usize,
) -> Option<Vec<Date>> {
    if text.len() > LONGEST {
        return None;
    }
    let mut rule = Rule { frequency: "", every: 1, on: Vec::new(), months: Vec::new(), of_month: false };
    let (mut count, mut until) = (MOST_REPEATS, last);
    for part in text.split(';').filter(|part| !part.is_empty()) {
        match part.split_once('=')? {
            ("FREQ", value) => rule.frequency = value,
            ("INTERVAL", value) => rule.every = value.parse().ok().filter(|n| (1..=100).contains(n))?,
            ("COUNT", value) => count = value.parse::<usize>().ok()?.min(MOST_REPEATS),
            ("UNTIL", value) => until = read_until(value)?.min(last),
            ("WKST", _) => {}
            ("BYDAY", value) => rule.on = value.split(',').map(weekday).collect::<Option<_>>()?,
            ("BYMONTH", value) => {
                rule.months = value.split(',').map(|month| month.parse().ok()).collect::<Option<_>>()?;
            }
            ("BYMONTHDAY", value) if value.parse() == Ok(starts.day()) => rule.of_month = true,
            _ => return None,
        }
    }
    if !rule.is_read(starts) {
        return None;
    }
    let mut days = Vec::new();
    let mut day = starts;
    // A yearly day may have begun a century ago, and no further.
    for _ in 0..40_000 {
        if day > until || days.len() == count || *steps == 0 {
            break;
        }
        *steps -= 1;
        if rule.falls_on(starts, day) {
            days.push(day);
        }
        day = plus_days(day, 1);
    }
    Some(days)
}

/// "MO", "1MO", "-1FR".
fn weekday(text: &str) -> Option<On> {
    let name = text.get(text.len().checked_sub(2)?..)?;
    let weekday = WEEKDAYS.iter().position(|known| *known == name)?;
    let nth = text.strip_suffix(name)?;
    let nth =
        if nth.is_empty() { 0 } else { nth.parse().ok().filter(|n| (-5..=5).contains(n) && *n != 0)? };
    Some((nth, u8::try_from(weekday).ok()?))
}

/// Days of the month of a day.
fn days_of_month(day: Date) -> i64 {
    let first = plus_days(day, 1 - i64::from(day.day()));
    (28..=31).rev().find(|n| plus_days(first, n - 1).month() == day.month()).unwrap_or(28)
}

impl Rule<'_> {
    fn is_read(&self, starts: Date) -> bool {
        let nth = self.on.iter().any(|(nth, _)| *nth != 0);
        let by_day = !self.on.is_empty();
        match self.frequency {
            "DAILY" => !by_day,
            "WEEKLY" => !nth,
            // A day of the month that is a weekday too, such as Friday the 13th, is another rule.
            "MONTHLY" => !(by_day && self.of_month),
            // Without a month the first Monday is one of the year.
            "YEARLY" if by_day => !self.months.is_empty() && !self.of_month,
            "YEARLY" => self.months.is_empty() || self.months == [starts.month()],
            _ => false,
        }
    }

    fn falls_on(&self, starts: Date, day: Date) -> bool {
        let years = i64::from(day.year() - starts.year());
        let months = years * 12 + i64::from(day.month()) - i64::from(starts.month());
        let on_day = || {
            let (at, of) = (i64::from(day.day()), days_of_month(day));
            let is_nth = |nth: i64| match nth {
                0 => true,
                1.. => (at - 1) / 7 + 1 == nth,
                _ => (of - at) / 7 + 1 == -nth,
            };
            self.on.iter().any(|(nth, weekday)| *weekday == day.weekday() && is_nth(*nth))
        };
        let same_day = day.day() == starts.day();
        let in_turn = match self.frequency {
            "DAILY" => days_between(starts, day) % self.every == 0,
            "WEEKLY" => {
                let weeks = days_between(plus_days(starts, -i64::from(starts.weekday())), day) / 7;
                let on = if self.on.is_empty() { day.weekday() == starts.weekday() } else { on_day() };
                on && weeks % self.every == 0
            }
            "MONTHLY" => months % self.every == 0 && if self.on.is_empty() { same_day } else { on_day() },
            _ => {
                let on =
                    if self.on.is_empty() { same_day && day.month() == starts.month() } else { on_day() };
                on && years % self.every == 0
            }
        };
        in_turn && (self.months.is_empty() || self.months.contains(&day.month()))
    }
}

//! School years, weeks and quarters, in civil dates. The date of today is always an argument.

use crate::domain::Date;

/// First and last day of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    pub starts: Date,
    /// The last day, which still belongs to it.
    pub ends: Date,
}

impl Period {
    /// Whether the day is in it.
    pub fn has(&self, day: Date) -> bool {
        self.starts <= day && day <= self.ends
    }
}

/// The school year that a day belongs to: 1 September to 15 June, until a teacher says otherwise. July and August
/// belong to the year that is about to start.
pub fn school_year(today: Date) -> Period {
    let year = if today.month() >= 7 { today.year() } else { today.year() - 1 };
    Period { starts: Date::constant(year, 9, 1), ends: Date::constant(year + 1, 6, 15) }
}

/// Monday of the week of a day.
pub fn monday(day: Date) -> Date {
    plus_days(day, -i64::from(day.weekday()))
}

/// A day later or earlier; at the end of the calendar, that end.
pub fn plus_days(day: Date, days: i64) -> Date {
    let end = if days < 0 { Date::FIRST } else { Date::LAST };
    i32::try_from(days).ok().and_then(|days| day.plus(days)).unwrap_or(end)
}

/// Whether school is usually held: Monday to Friday.
pub fn is_weekday(day: Date) -> bool {
    day.weekday() < 5
}

/// A cycle of groups: from the Monday of this week (of the next one at a weekend) to the Friday of the third week.
pub fn cycle_of_three_weeks(today: Date) -> Period {
    let starts = if is_weekday(today) { monday(today) } else { plus_days(monday(today), 7) };
    Period { starts, ends: plus_days(starts, 18) }
}

/// Whole days from one day to another, negative where `to` is earlier.
pub fn days_between(from: Date, to: Date) -> i64 {
    i64::from(to.number() - from.number())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn school_years_start_in_september() {
        for (today, starts) in [
            ("2026-11-21", "2026-09-01"),
            ("2027-03-01", "2026-09-01"),
            ("2026-07-01", "2026-09-01"),
            ("2026-06-30", "2025-09-01"),
        ] {
            assert_eq!(school_year(day(today)).starts, day(starts), "{today}");
        }
    }

    #[test]
    fn cycles_start_on_monday_and_end_on_friday() {
        for (today, starts, ends) in [
            ("2026-11-18", "2026-11-16", "2026-12-04"),
            ("2026-11-21", "2026-11-23", "2026-12-11"),
            ("2026-11-16", "2026-11-16", "2026-12-04"),
        ] {
            let cycle = cycle_of_three_weeks(day(today));
            assert_eq!((cycle.starts, cycle.ends), (day(starts), day(ends)), "{today}");
        }
    }

    #[test]
    fn counts_days() {
        assert_eq!(days_between(day("2026-11-01"), day("2026-12-01")), 30);
        assert_eq!(days_between(day("2026-12-01"), day("2026-11-01")), -30);
    }
}

//! A day of the calendar. The arithmetic is that of the `time` crate; what is added is the one written form of dates
//! in files, `2026-11-21`.

use std::fmt;
use std::str::FromStr;

use time::Month;

/// A day between the years 0 and 9999, without a time or a time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(time::Date);

/// A text that is no date; the fix is in its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoDate;

impl Date {
    /// The first day that a file can hold.
    pub const FIRST: Self = Self::constant(0, 1, 1);
    /// The last day that a file can hold.
    pub const LAST: Self = Self::constant(9999, 12, 31);

    /// A day that source code names; the first day of the calendar where there is no such day.
    pub const fn constant(year: i32, month: u8, day: u8) -> Self {
        let month = Month::January.nth_next(month.saturating_sub(1));
        match time::Date::from_calendar_date(year, month, day) {
            Ok(date) => Self(date),
            Err(_) => Self(time::Date::MIN),
        }
    }

    /// A day by year, month (1 to 12) and day of the month; `None` where the calendar has no such day.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let month = Month::try_from(month).ok()?;
        let date = time::Date::from_calendar_date(year, month, day).ok()?;
        (0..=9999).contains(&year).then_some(Self(date))
    }

    /// The year, from 0 to 9999.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u8 {
        self.0.month().into()
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> u8 {
        self.0.day()
    }

    /// Days since Monday, 0 to 6.
    pub fn weekday(self) -> u8 {
        self.0.weekday().number_days_from_monday()
    }

    /// Days since the first one of the calendar: its differences are days.
    pub fn number(self) -> i32 {
        self.0.to_julian_day()
    }

    /// The day so many days later or earlier; `None` outside of the calendar.
    pub fn plus(self, days: i32) -> Option<Self> {
        let date = time::Date::from_julian_day(self.number().checked_add(days)?).ok()?;
        (0..=9999).contains(&date.year()).then_some(Self(date))
    }
}

impl FromStr for Date {
    type Err = NoDate;

    fn from_str(text: &str) -> Result<Self, NoDate> {
        let bytes = text.as_bytes();
        let has_form = bytes.len() == 10
            && bytes.iter().enumerate().all(|(at, byte)| match at {
                4 | 7 => *byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !has_form {
            return Err(NoDate);
        }
        let part = |from: usize, to: usize| text.get(from..to).and_then(|digits| digits.parse().ok());
        let day = |from, to| part(from, to).and_then(|number: i32| u8::try_from(number).ok());
        let date = part(0, 4).zip(day(5, 7)).zip(day(8, 10));
        date.and_then(|((year, month), day)| Self::new(year, month, day)).ok_or(NoDate)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl fmt::Display for NoDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a date; write year, month and day as in 2026-11-21")
    }
}

impl std::error::Error for NoDate {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_they_are_read() {
        for text in ["2026-11-21", "0001-01-01", "2024-02-29", "9999-12-31"] {
            assert_eq!(text.parse::<Date>().unwrap().to_string(), text);
        }
        for text in
            ["2026-02-29", "2026-13-01", "2026-1-1", "2026-11-21T08:00", "+026-11-21", "", "２０２６-11-21"]
        {
            assert_eq!(text.parse::<Date>(), Err(NoDate), "{text}");
        }
    }

    #[test]
    fn days_are_counted() {
        let day: Date = "2026-11-21".parse().unwrap();
        assert_eq!((day.weekday(), day.plus(2).unwrap().weekday()), (5, 0));
        assert_eq!(day.plus(10).unwrap().to_string(), "2026-12-01");
        assert_eq!(day.plus(10).unwrap().number() - day.number(), 10);
        assert_eq!(Date::LAST.plus(1), None);
    }
}

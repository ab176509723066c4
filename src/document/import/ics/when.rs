//! On which day an event is. A day without a time, a time as a clock shows it, and a time in a named zone are on the day
//! that is written. A time in UTC is on the day that it is at the school: where it is written, the calendar's own zone,
//! else that of this computer.

use crate::document::import::stretch::Clock;
use crate::document::store::backup::Moment;
use crate::domain::Date;
use crate::domain::calendar::{Period, days_between, plus_days};

/// Days by which a day somewhere can differ from the one that is written.
pub(super) const FARTHEST: i64 = 2;

/// A day or time as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct When {
    pub(super) day: Date,
    /// Minutes after midnight; none for a whole day.
    minute: Option<u32>,
    utc: bool,
}

impl When {
    /// `20270407`, `20270407T040000`, `20270407T040000Z`.
    pub(super) fn read(value: &str) -> Option<Self> {
        let part = |from: usize, to: usize| {
            value.get(from..to).filter(|it| it.bytes().all(|b| b.is_ascii_digit()))?.parse::<u32>().ok()
        };
        let month = u8::try_from(part(4, 6)?).ok()?;
        let day = Date::new(i32::try_from(part(0, 4)?).ok()?, month, u8::try_from(part(6, 8)?).ok()?)?;
        let is_timed = value.get(8..9) == Some("T");
        let minute = if is_timed { part(9, 11).zip(part(11, 13)) } else { None };
        let minute = minute.map(|(hour, minute)| (hour * 60 + minute).min(24 * 60 - 1));
        Some(Self { day, minute, utc: minute.is_some() && value.ends_with(['Z', 'z']) })
    }

    /// Whether it can be on a day of the year, wherever the school is.
    pub(super) fn is_near(&self, year: Period) -> bool {
        let days = days_between(year.starts, self.day).min(days_between(self.day, year.ends));
        days >= -FARTHEST
    }
}

/// Where a time in UTC is looked up.
pub(super) struct Zones<'a> {
    /// The calendar's own zone, by name.
    pub(super) calendar: Option<String>,
    clock: Clock<'a>,
}

/// One of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Zone {
    Calendar,
    Computer,
}

impl<'a> Zones<'a> {
    pub(super) fn new(clock: Clock<'a>) -> Self {
        Self { calendar: None, clock }
    }

    /// The zone of an event. Whole days that a program wrote in UTC begin and end at midnight in the zone in which somebody
    /// took them; of other times the calendar's zone is the school's.
    pub(super) fn of(&self, starts: When, ends: Option<When>) -> Zone {
        let both = [Zone::Calendar, Zone::Computer];
        let in_utc = When { utc: true, ..starts };
        let known = both.into_iter().filter(|zone| self.look(in_utc, *zone).is_some());
        if !starts.utc {
            return known.clone().next().unwrap_or(Zone::Computer);
        }
        let at_midnight = |when: When, zone| self.look(when, zone).is_some_and(|at| at.minute == 0);
        let whole =
            |zone: &Zone| at_midnight(starts, *zone) && ends.is_none_or(|ends| at_midnight(ends, *zone));
        known.clone().find(whole).or_else(|| known.clone().next()).unwrap_or(Zone::Computer)
    }

    /// What a clock there shows; `None` where the zone is not known.
    fn look(&self, when: When, zone: Zone) -> Option<Moment> {
        let written = Moment { on: when.day, minute: when.minute.unwrap_or(0) };
        match (zone, &self.calendar) {
            _ if !when.utc => Some(written),
            (Zone::Calendar, None) => None,
            (Zone::Calendar, Some(name)) => (self.clock)(Some(name), written),
            (Zone::Computer, _) => (self.clock)(None, written).or(Some(written)),
        }
    }

    fn at(&self, when: When, zone: Zone) -> Moment {
        let written = Moment { on: when.day, minute: when.minute.unwrap_or(0) };
        self.look(when, zone).unwrap_or(written)
    }

    /// The day on which something begins.
    pub(super) fn day(&self, when: When, zone: Zone) -> Date {
        self.at(when, zone).on
    }

    /// The last day of what ends then: the end is no day of it where it is a whole day or midnight.
    pub(super) fn last_day(&self, ends: When, zone: Zone) -> Date {
        let at = self.at(ends, zone);
        if at.minute == 0 { plus_days(at.on, -1) } else { at.on }
    }

    /// A day as the event's own is written: in UTC, or where the school is.
    pub(super) fn as_written(&self, when: When, event: When, zone: Zone) -> Date {
        if event.utc || event.minute.is_none() { when.day } else { self.day(when, zone) }
    }

    /// The last day on which an event may begin that is repeated until then.
    pub(super) fn until(&self, until: When, event: When, zone: Zone) -> Option<Date> {
        let (Some(begins), Some(minute)) = (event.minute, until.minute) else { return Some(until.day) };
        let at = if event.utc { Moment { on: until.day, minute } } else { self.at(until, zone) };
        Some(if begins > at.minute { plus_days(at.on, -1) } else { at.on })
    }
}

//! The quarters or terms of the year plan, and the weeks of the school year.

use super::records::Quarter;
use crate::domain::calendar::{Period, days_between, monday, plus_days};
use crate::domain::id::{QuarterId, StationId};
use crate::domain::order::Order;
use crate::domain::rotation::{Station, is_taught, stations};
use crate::domain::week::{block, is_school_day, year_of};
use crate::domain::{Class, Date};

/// Quarters where nothing else is said.
const USUAL: u32 = 4;

/// A week of the year plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Week {
    pub monday: Date,
    /// Its school days, holidays and lost days left out.
    pub days: Vec<Date>,
}

/// Id of a quarter, counted from 1: the same on every computer, so that two adults who edit it meet.
pub fn quarter_key(number: u32) -> QuarterId {
    QuarterId(format!("quarter-{number}"))
}

/// The quarters with both dates, in order; four of like length where the class has none.
pub fn quarters(class: &Class, today: Date) -> Vec<(QuarterId, Quarter)> {
    let dated = |quarter: &Quarter| quarter.starts.is_some() && quarter.ends.is_some();
    let mut own: Vec<_> = class
        .quarters
        .iter()
        .filter(|(_, quarter)| dated(quarter))
        .map(|(id, q)| (id.clone(), q.clone()))
        .collect();
    own.order_by_key(|(id, quarter)| (quarter.starts, id.clone()));
    if own.is_empty() { like_quarters(class, today, USUAL) } else { own }
}

/// The school year in so many parts of like length, from Monday to Sunday but for the ends.
pub fn like_quarters(class: &Class, today: Date, n: u32) -> Vec<(QuarterId, Quarter)> {
    let year = year_of(class, today);
    let first = monday(year.starts);
    let weeks = days_between(first, year.ends) / 7 + 1;
    let slots_per_week = slots_of_a_week(class, today);
    let start = |number: u32| plus_days(first, weeks * i64::from(number) / i64::from(n.max(1)) * 7);
    (0..n)
        .map(|at| {
            let starts = start(at).max(year.starts);
            let ends = plus_days(start(at + 1), -1).min(year.ends);
            let quarter =
                Quarter { starts: Some(starts), ends: Some(ends), slots_per_week, ..Quarter::default() };
            (quarter_key(at + 1), quarter)
        })
        .collect()
}

/// Slots at teacher's tables on a day.
pub fn slots_of_a_day(class: &Class, day: Date) -> u32 {
    let open = |(_, station): &&(StationId, Station)| is_taught(station) && station.capacity > 0;
    let tables = stations(class, day).iter().filter(open).count();
    block(class, day).slots * u32::try_from(tables).unwrap_or(0)
}

/// Slots at teacher's tables in a whole week: what the blocks of Monday to Friday hold, in the fuller one where two weeks
/// take turns.
pub fn slots_of_a_week(class: &Class, today: Date) -> u32 {
    let week = |first: Date| (0..5).map(|day| slots_of_a_day(class, plus_days(first, day))).sum::<u32>();
    let first = monday(today);
    week(first).max(week(plus_days(first, 7)))
}

/// The weeks of a period.
pub fn weeks(class: &Class, period: Period) -> Vec<Week> {
    let mut weeks = Vec::new();
    let mut at = monday(period.starts);
    // No school year has so many; a period typed wrong does not hold the page up.
    while at <= period.ends && weeks.len() < 60 {
        let days = (0..7).map(|day| plus_days(at, day));
        let days = days.filter(|day| period.has(*day) && is_school_day(class, *day)).collect();
        weeks.push(Week { monday: at, days });
        at = plus_days(at, 7);
    }
    weeks
}

//! School days: which days have a rotation, the next one, and those that could still be logged.

use super::ledger::is_logged;
use crate::domain::Class;
use crate::domain::Date;
use crate::domain::calendar::{is_weekday, plus_days};
use crate::domain::rotation::{block, running_cycle, whole_class_on};

/// A day without school is looked past for so long: longer than any holiday but the summer's.
const LOOKED_AHEAD: i64 = 30;
/// Days back that are offered for the log.
const LOOKED_BACK: i64 = 7;

/// Whether the class meets on a day: Monday to Friday and weekdays with a block of their own, unless the day is lost.
pub fn is_school_day(class: &Class, day: Date) -> bool {
    let mut of_day = class.lost_days.range((day, 0)..).take_while(|((lost, _), _)| *lost == day);
    (is_weekday(day) || block(class, day).weekday != 0) && !of_day.any(|(_, day)| day.lost)
}

/// The day whose rotation is shown: today, or where today has none the next school day. Where there is none for a
/// month it is today all the same.
pub fn rotation_day(class: &Class, today: Date) -> Date {
    let mut days = (0..=LOOKED_AHEAD).map(|ahead| plus_days(today, ahead));
    days.find(|day| is_school_day(class, *day)).unwrap_or(today)
}

/// School days of the last week, before today, on which groups moved and nothing was logged; the newest first.
pub fn days_to_log(class: &Class, today: Date) -> Vec<Date> {
    let days = (1..=LOOKED_BACK).map(|back| plus_days(today, -back)).filter(|day| *day < today);
    days.filter(|day| {
        let moved = running_cycle(class, *day).or_else(|| whole_class_on(class, *day));
        is_school_day(class, *day) && !is_logged(class, *day) && moved.is_some()
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::minutes::{LostDay, Session};
    use crate::domain::record::Changes;
    use crate::domain::rotation::tests::{class_with_groups, monday};
    use crate::domain::rotation::{Block, block_key};

    #[test]
    fn weekends_and_lost_days_have_no_rotation() {
        let mut class = class_with_groups(&[3]);
        let day = |days: i64| plus_days(monday(), days);
        for (days, shown) in [(0, 0), (4, 4), (5, 7), (6, 7), (7, 7)] {
            assert_eq!(rotation_day(&class, day(days)), day(shown), "{days}");
        }
        let mut changes = Changes::default();
        changes.set(&(day(7), 1), LostDay::LOST, true).set(&(day(8), 1), LostDay::LOST, false);
        class.apply(&changes.0);
        assert_eq!(rotation_day(&class, day(5)), day(8), "Monday is lost, Tuesday was only said to be");
        // A class that meets on Saturdays has a block for them.
        let mut changes = Changes::default();
        let key = block_key(6, 0);
        changes.set(&key, Block::WEEKDAY, 6_u32).set(&key, Block::SLOTS, 2_u32);
        class.apply(&changes.0);
        assert_eq!(rotation_day(&class, day(5)), day(5));
        let mut changes = Changes::default();
        for days in 5..60 {
            changes.set(&(day(days), 2), LostDay::LOST, true);
        }
        class.apply(&changes.0);
        assert_eq!(rotation_day(&class, day(5)), day(5), "after a month it says no more");
    }

    #[test]
    fn only_days_with_groups_and_without_a_log_can_be_logged() {
        let mut class = class_with_groups(&[3]);
        let day = |days: i64| plus_days(monday(), days);
        assert_eq!(days_to_log(&class, day(5)), [4, 3, 2, 1, 0].map(day));
        assert_eq!(days_to_log(&class, day(1)), [day(0)], "the groups began on Monday");
        assert_eq!(days_to_log(&class, day(0)), []);
        let mut changes = Changes::default();
        changes.set(&(day(3), 1, "teacher".into(), "lead".into()), Session::MINUTES, 15_u32);
        changes.set(&(day(1), 1), LostDay::LOST, true);
        class.apply(&changes.0);
        assert_eq!(days_to_log(&class, day(6)), [4, 2, 0].map(day));
    }
}

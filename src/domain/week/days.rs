//! The school year and its school days: which days have a rotation, and the next one.

use super::block::block;
use crate::domain::calendar::{Period, is_weekday, plus_days, school_year};
use crate::domain::{Class, Date};

/// A day without school is looked past for so long: longer than any holiday but the summer's.
const LOOKED_AHEAD: i64 = 30;

/// First and last day of school: what the class says, else the usual year of the day.
pub fn year_of(class: &Class, today: Date) -> Period {
    let usual = school_year(today);
    let about = class.about();
    let starts = about.starts.unwrap_or(usual.starts);
    let ends =
        about.ends.filter(|ends| *ends > starts).unwrap_or_else(|| usual.ends.max(plus_days(starts, 280)));
    Period { starts, ends }
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::Changes;
    use crate::domain::rotation::tests::{class_with_groups, monday};
    use crate::domain::week::{Block, LostDay, block_key};

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
}

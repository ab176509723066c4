//! Days that could still be logged.

use super::ledger::is_logged;
use crate::domain::Class;
use crate::domain::Date;
use crate::domain::calendar::plus_days;
use crate::domain::rotation::{running_cycle, whole_class_on};
use crate::domain::week::is_school_day;

/// Days back that are offered for the log.
const LOOKED_BACK: i64 = 7;

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
    use crate::domain::minutes::Session;
    use crate::domain::record::Changes;
    use crate::domain::rotation::tests::{class_with_groups, monday};
    use crate::domain::week::LostDay;

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

//! The minutes of each student, and the log of days, as plain rows.

use serde::Serialize;

use crate::domain::minutes::{Line, ledger_by_grade, unlogged_days};
use crate::domain::order::Order;
use crate::domain::roster::{name_order, names};
use crate::domain::standards::Catalog;
use crate::domain::week::year_of;
use crate::domain::{Class, Date};

/// The ledger of the year so far.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct MinutesRows {
    /// Sessions that were logged.
    pub sessions: usize,
    /// Days with a log.
    pub days: u32,
    /// School days since the first log without one, as dates.
    pub unlogged: Vec<String>,
    /// They come in the order of their names.
    pub students: Vec<MinutesRow>,
}

/// One student's minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MinutesRow {
    /// "Mateo V."
    pub name: String,
    pub minutes: u32,
    /// Logged days on which the student belonged to the class.
    pub days: u32,
    /// Minutes on grade-level work or beyond.
    pub grade_level: u32,
}

/// The minutes up to a day.
pub fn minutes(class: &Class, catalog: &Catalog, today: Date) -> MinutesRows {
    let from = year_of(class, today).starts;
    let ledger = ledger_by_grade(class, catalog, from, today);
    let names = names(class);
    let row = |line: &Line| MinutesRow {
        name: names.get(&line.student).cloned().unwrap_or_default(),
        minutes: line.minutes,
        days: line.days,
        grade_level: line.grade_level,
    };
    let mut lines: Vec<&Line> = ledger.lines.iter().collect();
    lines.order_by_key(|line| name_order(class, &line.student));
    let students = lines.into_iter().map(row).collect();
    let unlogged = unlogged_days(class, from, today).iter().map(ToString::to_string).collect();
    MinutesRows { sessions: ledger.sessions, days: ledger.days, unlogged, students }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::{Command, Context, LogDay};
    use crate::domain::id::Mint;
    use crate::domain::rotation::tests::{class_with_groups, monday};

    #[test]
    fn rows_follow_the_log() {
        let mut class = class_with_groups(&[1, 2]);
        let command = LogDay { day: monday(), rotation: None };
        let changes =
            command.changes(&class, &mut Context { today: monday(), mint: Mint::new("t") }).unwrap();
        class.apply(&changes.0);
        let rows = minutes(&class, &Catalog::default(), crate::domain::calendar::plus_days(monday(), 1));
        assert_eq!(
            (rows.sessions, rows.days, rows.unlogged.as_slice()),
            (2, 1, &["2026-11-17".to_owned()][..])
        );
        assert_eq!(rows.students.iter().map(|row| row.minutes).collect::<Vec<_>>(), [15, 15, 15]);
    }
}

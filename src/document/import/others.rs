//! Rows about other people: a school's `users.csv` lists teachers, parents and children who left beside the class.

use super::heads::head_key;
use super::table::Table;

/// The columns that say so: head, and the cells that make a row a student of today. A blank cell says nothing.
const SIGNS: &[(&str, &[&str])] =
    &[("role", &["student", "students", "learner"]), ("enableduser", &["true"]), ("status", &["active"])];

/// Finds such rows; only tables with OneRoster's own heads have any.
pub(super) struct Others {
    columns: Vec<(usize, &'static [&'static str])>,
}

impl Others {
    pub(super) fn of(table: &Table) -> Self {
        let keys: Vec<String> = table.head.iter().map(|head| head_key(head)).collect();
        let at = |wanted: &str| keys.iter().position(|key| key == wanted);
        let is_users = at("sourcedid").is_some() && at("enableduser").is_some();
        let columns = SIGNS.iter().filter(|_| is_users).filter_map(|(head, cells)| Some((at(head)?, *cells)));
        Self { columns: columns.collect() }
    }

    /// Whether the row is somebody else's.
    pub(super) fn has(&self, table: &Table, row: usize) -> bool {
        self.columns.iter().any(|(at, cells)| {
            let cell = head_key(table.cell(row, *at));
            !cell.is_empty() && !cells.contains(&cell.as_str())
        })
    }
}

//! Term reports: a level for each priority standard and a comment, in the order of the school system's roster, kept as
//! they were when they were given out.
//!
//! - `records`: a report and its comments; the sheets that were given out are snapshots;
//! - `sheet`: one student's sheet as a snapshot keeps it.
pub mod records;
mod sheet;

pub use records::{Report, ReportComment};
pub use sheet::{SheetLine, StudentSheet, read_sheet, write_sheet};

use super::Class;
use super::id::StudentId;
use super::letters::fold;
use super::order::Order;
use super::roster::Student;

/// What a snapshot of a report calls itself.
pub const TERM_REPORT: &str = "term_report";

/// Students as the school system lists them, as far as that is known; the others after them, by family name.
pub fn in_roster_order(class: &Class) -> Vec<(&StudentId, &Student)> {
    let mut all: Vec<_> = class.students.iter().collect();
    all.order_by_key(|(id, student)| {
        let rank = student.rank.unwrap_or(u32::MAX);
        (rank, fold(&student.family), fold(student.first()), (*id).clone())
    });
    all
}

//! What a class says in its term reports.

use crate::domain::Date;
use crate::domain::id::{ReportId, StudentId};

crate::records! {
    /// A term report of the whole class.
    "report" Report[ReportId] {
        /// "Fall term".
        title: String,
        /// The day it was begun.
        begun: Option<Date>,
        /// The day it was given out: from then on it shows what its snapshots hold.
        given_out: Option<Date>,
    }
    /// What the teacher writes of a student in a report: (report, student).
    "report_comment" ReportComment[(ReportId, StudentId)] {
        text: String,
    }
}

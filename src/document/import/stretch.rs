//! Days without school as they are read, from lines or from a calendar.

use super::problem::Problem;
use crate::document::store::backup::Moment;
use crate::domain::Date;

/// The longest stretch that is read as days without school; more is a slip in a year.
pub(super) const LONGEST: i64 = 100;

/// Some days without school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    pub from: Date,
    pub to: Date,
    /// Why, as it was written.
    pub reason: String,
    /// A calendar names concerts and meetings too: whether this looks like a day without school.
    pub likely: bool,
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SchoolDays {
    /// By day, merged and bounded (`bounded`): a page draws them all.
    pub stretches: Vec<Stretch>,
    /// What was not read, and why.
    pub problems: Vec<Problem>,
}

/// What clocks show at a moment in UTC: in a zone by its name (IANA), `None` for this computer's. Nothing is shown for a
/// zone that is not known.
pub type Clock<'a> = &'a dyn Fn(Option<&str>, Moment) -> Option<Moment>;

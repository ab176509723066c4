//! What a class says about minutes.

use crate::domain::Date;
use crate::domain::id::{AdultId, GroupId, QuarterId, StandardId, StationId, StudentId, SubjectId};
use crate::domain::standards::Reach;

crate::records! {
    /// Minutes really taught: (day, slot counted from 1, station, adult). Slot 0 is a small group outside of the day's
    /// slots. Double entry by two adults meets here.
    "session" Session[(Date, u32, StationId, AdultId)] {
        minutes: u32,
        subject: Option<SubjectId>,
        /// The group, as it was then.
        group: Option<GroupId>,
        /// `None` where no standard was named.
        standard: Option<StandardId>,
        /// How far that is from grade level.
        reach: Reach,
        /// Which approach was tried.
        approach: String,
        /// Somebody has looked at it since it was logged as planned.
        confirmed: bool,
    }
    /// Who was there: (day, slot as in the session, session's station and adult as one text, student).
    "attendance" Attendance[(Date, u32, String, StudentId)] {
        /// The student was.
        present: bool,
    }
    /// A quarter or term of the year plan.
    "quarter" Quarter[QuarterId] {
        /// A quarter without both dates is passed over.
        starts: Option<Date>,
        ends: Option<Date>,
        /// Teacher slots a week.
        slots_per_week: u32,
        /// Standard or group in focus, in words.
        focus: String,
        /// The group in focus; where it is no longer there, its students’ group.
        focus_group: Option<GroupId>,
        /// The standard in focus, where no group is named.
        focus_standard: Option<StandardId>,
    }
}

/// The station and adult of a session as one text, for the id of [`Attendance`].
pub fn session_place(station: &StationId, adult: &AdultId) -> String {
    format!("{station}+{adult}")
}

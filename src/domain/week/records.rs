//! What a class says about its week.

use crate::domain::Date;
use crate::domain::id::{BlockId, LessonId, StandardId, SubjectId};
use crate::domain::standards::Reach;

crate::records! {
    /// A whole-class lesson of the week.
    "lesson" Lesson[LessonId] {
        /// What it is called.
        title: String,
        /// Weekday, 1 for Monday; 0 is every school day.
        weekday: u32,
        /// 0 is every week, 1 the A weeks, 2 the B weeks.
        week: u32,
        /// Minutes after midnight at which it starts.
        starts_at: u32,
        /// How long it takes, in minutes.
        minutes: u32,
        subject: Option<SubjectId>,
        standard: Option<StandardId>,
        /// How far that is from grade level.
        reach: Reach,
        /// First day on which it is held so.
        from: Option<Date>,
        /// Last day on which it is held so.
        until: Option<Date>,
    }
    /// A rotation block of the week.
    "block" Block[BlockId] {
        /// Weekday, 1 for Monday; 0 is every school day.
        weekday: u32,
        /// Minutes after midnight at which it starts.
        starts_at: u32,
        slots: u32,
        /// Minutes of teaching in a slot.
        slot_minutes: u32,
        /// Minutes between slots.
        transition_minutes: u32,
        /// 0 is every week, 1 the A weeks, 2 the B weeks.
        week: u32,
    }
    /// A school day that was lost or is a holiday: (day, running number).
    "lost_day" LostDay[(Date, u32)] {
        reason: String,
        /// False where there is school after all.
        lost: bool,
    }
}

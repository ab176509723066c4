//! What a class says about its week.

use crate::domain::Date;
use crate::domain::id::{LessonId, StandardId, SubjectId};
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
        /// In which subject.
        subject: Option<SubjectId>,
        /// On what.
        standard: Option<StandardId>,
        /// How far that is from grade level.
        reach: Reach,
        /// First day on which it is held so.
        from: Option<Date>,
        /// Last day on which it is held so.
        until: Option<Date>,
    }
}

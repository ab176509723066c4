//! What a class says about conferences.

use crate::domain::Date;
use crate::domain::id::{AdultId, ConferenceId, StudentId};

crate::records! {
    /// A 1:1 talk.
    "conference" Conference[ConferenceId] {
        student: Option<StudentId>,
        adult: Option<AdultId>,
        on: Option<Date>,
        /// How long it took.
        minutes: Option<u32>,
        /// What went well.
        strength: String,
        /// What was taught.
        teaching_point: String,
        /// What comes next.
        next_step: String,
    }
}

//! The ledger of the teacher's minutes: what was planned, what was really taught, and to whom.
mod days;
mod fairness;
mod ledger;
mod lessons;
pub mod records;

pub use days::{days_to_log, is_school_day, rotation_day};
pub use fairness::{Fairness, fairness, jain, median};
pub use ledger::{Ledger, Line, is_logged, ledger, present, sessions, sessions_of_slots, unlogged_days};
pub use records::{Attendance, LostDay, Quarter, Session, session_place};

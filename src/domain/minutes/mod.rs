//! The ledger of the teacher's minutes: what was planned, what was really taught, and to whom.
mod days;
mod fairness;
mod ledger;
mod lessons;
pub mod plan;
mod quarters;
pub mod records;
mod year;

pub use days::days_to_log;
pub use fairness::{Fairness, fairness, jain};
pub use ledger::{
    Ledger, Line, is_logged, ledger, ledger_by_grade, present, sessions, sessions_of_slots, unlogged_days,
};
pub use quarters::{Week, like_quarters, quarter_key, quarters, slots_of_a_day, slots_of_a_week, weeks};
pub use records::{Attendance, Quarter, Session, session_place};
pub use year::{
    FOCUS_WEIGHT, UNSEEN_DAYS, Year, YearTerm, minutes_by_adult, policy_of, slot_minutes, unseen_days, year,
};

//! The ledger of the teacher's minutes: what was planned, what was really taught, and to whom.
pub mod records;

pub use records::{Attendance, LostDay, Quarter, Session, session_place};

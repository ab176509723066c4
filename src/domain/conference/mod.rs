//! 1:1 talks that keep a plan alive: strength, teaching point, next step; and who is due for one.
mod due;
pub mod records;

pub use due::{Due, DueWhy, due, last_talks, students_here};
pub use records::Conference;

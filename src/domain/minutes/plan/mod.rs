//! The year plan: how many of the teacher's slots each group gets in each week, so that by the end of the year the
//! minutes are even, or follow need above a floor.
//!
//! - `question`: what is asked, in plain numbers;
//! - `search`: the answer, in steps;
//! - `weeks`: a quarter's slots laid over its weeks.
mod question;
mod search;
#[cfg(test)]
mod tests;
mod weeks;

pub use question::{Question, QuestionFault, Term};
pub use search::{Answer, PlanSearch};
pub use weeks::over_weeks;

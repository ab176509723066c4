//! What a teacher pastes or drops: rosters and quiz results, from bytes to a preview that changes nothing.
//!
//! `decode` makes text, `table` makes rows, `heads` and `layout` say what the columns are, `roster` and `scores` guess
//! a mapping that the teacher can correct and read the rows by it, `matching` finds the students again. Nothing here
//! writes to a class.
pub mod cells;
pub mod codes;
mod columns;
pub mod dates;
pub mod decode;
mod delimiter;
pub mod grades;
mod head_row;
pub mod heads;
pub mod items;
pub mod json;
pub mod layout;
pub mod marks;
pub mod matching;
pub mod names;
mod others;
pub mod people;
pub mod problem;
pub mod roster;
pub mod scores;
mod sensitive;
pub mod table;

pub use problem::Problem;

#[cfg(test)]
mod tests;

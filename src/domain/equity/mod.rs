//! Did everybody get the support needed to succeed? Measures with their counts, and a question for the teacher.
mod measures;
pub mod records;

pub use measures::*;
pub use records::LensNote;

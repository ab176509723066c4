//! Did everybody get the support needed to succeed? Measures with their counts, and a question for the teacher.
pub mod records;

pub use records::LensNote;

//! Did everybody get the support needed to succeed? Measures with their counts, and a question for the teacher.
mod measures;
pub mod records;

pub use measures::{ByTag, FEWEST, Share, different_groups, earlier_grade_by_tag, without_mark};
pub use records::LensNote;

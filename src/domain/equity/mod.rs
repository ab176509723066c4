//! Did everybody get the support needed to succeed? Measures with their counts, and a question for the teacher.
mod measures;
pub mod records;

pub use measures::{
    ByTag, FEWEST, Marked, Share, different_groups, earlier_grade_by_tag, without_any, without_mark,
};
pub use records::LensNote;

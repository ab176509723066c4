//! Whether work on a standard is earlier-grade, grade-level or extension for a class.

use super::framework::Standard;
use super::grade::Grade;
use crate::domain::Sentence;

crate::tags! {
    /// Where a standard stands seen from a grade.
    Reach {
        /// Of the class's own grade.
        GradeLevel = "grade_level",
        /// From a grade before the class's: unfinished learning that serves a grade-level standard.
        EarlierGrade = "earlier_grade",
        /// From a grade after the class's.
        Extension = "extension",
    }
}

impl Reach {
    /// "earlier grade", "grade level", "extension".
    pub fn label(self) -> Sentence {
        Sentence::new(match self {
            Self::EarlierGrade => "standards.earlier_grade",
            Self::GradeLevel => "standards.grade_level",
            Self::Extension => "standards.extension",
        })
    }
}

/// The reach of a standard for a class (or a student) of this grade.
pub fn grade_level(standard: &Standard, class_grade: Grade) -> Reach {
    reach_from(standard.grade, class_grade)
}

/// The same by the standard's grade.
pub(super) fn reach_from(standard: Grade, own: Grade) -> Reach {
    match standard.cmp(&own) {
        std::cmp::Ordering::Less => Reach::EarlierGrade,
        std::cmp::Ordering::Equal => Reach::GradeLevel,
        std::cmp::Ordering::Greater => Reach::Extension,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::standards::tests::own;

    #[test]
    fn reach_follows_the_grade() {
        let reach = |class: u8| grade_level(&own("5.X.1", 5), Grade::new(class).unwrap());
        assert_eq!(reach(6), Reach::EarlierGrade);
        assert_eq!(reach(5), Reach::GradeLevel);
        assert_eq!(reach(4), Reach::Extension);
        assert_eq!(reach(0), Reach::Extension);
    }
}

//! The grade of a standard or a student: kindergarten to grade 8.

use std::fmt;

use crate::domain::Sentence;

/// Kindergarten (0) to grade 8.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Grade(u8);

impl Grade {
    /// The first of the grades.
    pub const KINDERGARTEN: Self = Self(0);
    /// The last of the grades.
    pub const EIGHTH: Self = Self(8);

    /// The grade with this number; 0 is kindergarten. Nothing above 8.
    pub const fn new(number: u8) -> Option<Self> {
        if number <= Self::EIGHTH.0 { Some(Self(number)) } else { None }
    }

    /// Reads a grade as rosters write it: "K", "KG", "0", "5", "05", "5th", "Grade 5", "Gr. 5". Anything else, a span
    /// ("3-5") or pre-kindergarten ("PK") too, is none.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        // A spreadsheet that takes grades for numbers writes "5.0".
        let text = text.strip_suffix(".0").unwrap_or(&text);
        if text.starts_with('-') {
            return None;
        }
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let mut names = words.filter(|word| !matches!(*word, "grade" | "gr"));
        let name = names.next()?;
        if names.next().is_some() {
            return None;
        }
        let name = ["grade", "gr", "g"].iter().find_map(|start| name.strip_prefix(start)).unwrap_or(name);
        if matches!(name, "k" | "kg" | "kinder" | "kindergarten") {
            return Some(Self::KINDERGARTEN);
        }
        let number = ["st", "nd", "rd", "th"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
        number.parse().ok().and_then(Self::new)
    }

    /// 0 for kindergarten, else the grade's number.
    pub const fn number(self) -> u8 {
        self.0
    }

    /// All grades, the youngest first.
    pub fn all() -> impl DoubleEndedIterator<Item = Self> {
        (Self::KINDERGARTEN.0..=Self::EIGHTH.0).map(Self)
    }

    /// "Kindergarten", "Grade 5".
    pub fn label(self) -> Sentence {
        if self == Self::KINDERGARTEN {
            Sentence::new("standards.kindergarten")
        } else {
            Sentence::new("standards.grade").with("grade", self.to_string())
        }
    }
}

/// "K" or the number.
impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::KINDERGARTEN { f.write_str("K") } else { write!(f, "{}", self.0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(input: &str, expect: Option<u8>) {
        assert_eq!(Grade::parse(input).map(Grade::number), expect, "{input}");
    }

    #[test]
    fn reads_what_rosters_write() {
        for kindergarten in ["K", "k", "KG", "0", "00", "Kindergarten", "Kinder", "Grade K", " k "] {
            check(kindergarten, Some(0));
        }
        for fifth in ["5", "05", "5th", "Grade 5", "grade5", "Gr. 5", "G5", "5th Grade", "5.0"] {
            check(fifth, Some(5));
        }
        check("1st", Some(1));
        check("2nd", Some(2));
        check("3rd grade", Some(3));
        check("8", Some(8));
    }

    #[test]
    fn reads_nothing_into_other_text() {
        for other in ["", "9", "12", "-1", "3-5", "0-5", "K-2", "PK", "TK", "G", "Grade", "5B", "five", "300"]
        {
            check(other, None);
        }
    }

    #[test]
    fn prints_what_it_reads() {
        for grade in Grade::all() {
            assert_eq!(Grade::parse(&grade.to_string()), Some(grade));
        }
        assert_eq!(Grade::all().count(), 9);
        assert!(Grade::KINDERGARTEN < Grade::EIGHTH);
    }
}

//! In whose words a standard is told.

use super::code::is_common_core;
use crate::domain::Class;
use crate::domain::id::{StandardId, SubjectId};

/// In whose words a standard of a subject is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SubjectKind {
    /// The built-in standards of mathematics.
    Math,
    /// The built-in standards of reading and writing, speaking and listening.
    Language,
    /// A habit: something that is seen.
    Habits,
    /// A standard of the class's own, or of a framework that came in: words that fit anything.
    Other,
}

impl SubjectKind {
    /// By the subject where it is one of habits, else by the standard's code: a subject may hold standards of several
    /// frameworks, and many follow none by name.
    pub fn of(class: &Class, subject: &SubjectId, standard: &StandardId) -> Self {
        if class.subjects.get(subject).is_some_and(|subject| subject.habits) {
            return Self::Habits;
        }
        match standard.as_str() {
            code if !is_common_core(code) => Self::Other,
            code if code.starts_with(|first: char| first == 'K' || first.is_ascii_digit()) => Self::Math,
            _ => Self::Language,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::Value;

    #[test]
    fn a_standard_is_told_in_the_words_of_its_subject() {
        let mut class = Class::default();
        let kind = |class: &Class, code: &str| SubjectKind::of(class, &"m".into(), &code.into());
        for (code, expect) in [
            ("5.NF.A.1", SubjectKind::Math),
            ("K.CC.A.1", SubjectKind::Math),
            ("RL.5.1", SubjectKind::Language),
            ("W.3.1.a", SubjectKind::Language),
            ("Skill 3", SubjectKind::Other),
            ("5.3K", SubjectKind::Other),
        ] {
            assert_eq!(kind(&class, code), expect, "{code}");
        }
        class.set("subject", "m", "habits", &Value::Bool(true));
        assert_eq!(kind(&class, "5.NF.A.1"), SubjectKind::Habits);
    }
}

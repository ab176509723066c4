//! Which standards a subject has evidence on.

use std::collections::BTreeSet;

use super::records::Check;
use crate::domain::Class;
use crate::domain::id::{StandardId, SubjectId};

impl Check {
    /// Whether its marks count for a subject: it is one of the subject's, or of none.
    pub fn is_of(&self, subject: &SubjectId) -> bool {
        self.subject.as_ref().is_none_or(|own| own == subject)
    }
}

/// Standards on which somebody has a mark in a check of the subject: absent, excused and missing are no marks.
pub fn tested(class: &Class, subject: &SubjectId) -> BTreeSet<StandardId> {
    let mut found = BTreeSet::new();
    let mut last = None;
    for ((_, standard, check, _), evidence) in class.evidence.iter() {
        if last == Some(standard) || !evidence.is_scored() {
            continue;
        }
        if class.checks.get(check).is_some_and(|check| check.is_of(subject)) {
            found.insert(standard.clone());
            last = Some(standard);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::Value;

    #[test]
    fn marks_of_the_subject_or_of_none_are_evidence() {
        let mut class = Class::default();
        for (check, subject) in [("c1", Some("m")), ("c2", Some("r")), ("c3", None)] {
            class.set("check", check, "kind", &Value::Text("quiz".into()));
            if let Some(subject) = subject {
                class.set("check", check, "subject", &Value::Text(subject.into()));
            }
        }
        for id in ["s1/A/c1/1", "s1/B/c2/1", "s1/C/c3/1", "s1/E/gone/1"] {
            class.set("evidence", id, "score", &Value::Int(2));
        }
        class.set("evidence", "s1/D/c1/1", "state", &Value::Text("absent".into()));
        let found = |subject: &str| {
            tested(&class, &subject.into()).iter().map(ToString::to_string).collect::<String>()
        };
        assert_eq!((found("m"), found("r")), ("AC".to_owned(), "BC".to_owned()));
    }
}

//! Commands on standards of the class's own.

use super::{Command, Context, Rejected};
use crate::domain::id::StandardId;
use crate::domain::record::Changes;
use crate::domain::standards::OwnStandard;
use crate::domain::{Class, Sentence};

/// A standard as the class writes it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewStandard {
    /// Code, which is its id.
    pub code: String,
    /// What it says.
    pub label: String,
    /// Grade, as K or a number; may be empty.
    pub grade: String,
    /// Domain or strand; may be empty.
    pub domain: String,
}

impl NewStandard {
    /// Writes every field that says something; brings one back that was taken back.
    pub fn write(&self, class: &Class, changes: &mut Changes) -> StandardId {
        let id = StandardId::new(&self.code);
        if class.own_standards.taken_back(&id) {
            changes.set::<OwnStandard>(&id, "retracted", None::<bool>);
        }
        changes.set::<OwnStandard>(&id, "code", id.as_str().to_owned());
        for (field, text) in [("label", &self.label), ("grade", &self.grade), ("domain", &self.domain)] {
            if !text.trim().is_empty() {
                changes.set::<OwnStandard>(&id, field, text.trim().to_owned());
            }
        }
        id
    }
}

/// Adds standards of the class's own; one whose code is known gets the new words.
#[derive(Debug, Clone, PartialEq)]
pub struct AddOwnStandards {
    /// In any order.
    pub standards: Vec<NewStandard>,
}

impl Command for AddOwnStandards {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        if self.standards.is_empty() || self.standards.iter().any(|new| new.code.trim().is_empty()) {
            return Err(Rejected::because("mastery.own_standard_needs_a_code"));
        }
        let mut changes = Changes::default();
        for standard in &self.standards {
            standard.write(class, &mut changes);
        }
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.add_own_standards").with("n", self.standards.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Mint;

    #[test]
    fn added_by_code_and_rejected_without_one() {
        let mut context =
            Context { today: crate::domain::Date::constant(2026, 11, 19), mint: Mint::new("t") };
        let new = |code: &str, label: &str| NewStandard {
            code: code.into(),
            label: label.into(),
            ..NewStandard::default()
        };
        let mut class = Class::default();
        let add = |standards: Vec<NewStandard>| AddOwnStandards { standards };
        let changes = add(vec![new(" Skill 1 ", "Borrow")]).changes(&class, &mut context).unwrap();
        class.apply(&changes.0);
        let own = class.own_standards.get(&"Skill 1".into()).unwrap();
        assert_eq!((own.code.as_str(), own.label.as_str()), ("Skill 1", "Borrow"));
        for bad in [vec![], vec![new(" ", "Borrow")]] {
            assert!(add(bad).changes(&class, &mut context).is_err());
        }
    }
}

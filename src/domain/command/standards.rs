//! Commands on standards of the class's own.

use super::{Command, Context, Rejected};
use crate::domain::class::Table;
use crate::domain::id::{FrameworkId, StandardId, SubjectId};
use crate::domain::record::{Changes, FieldOf, Record};
use crate::domain::standards::{Framework, OwnStandard, Prerequisite, RelatedStandard, StandardPart};
use crate::domain::subject::Subject;
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
            changes.set(&id, OwnStandard::RETRACTED, None::<bool>);
        }
        changes.set(&id, OwnStandard::CODE, id.as_str().to_owned());
        for (field, text) in [
            (OwnStandard::LABEL, &self.label),
            (OwnStandard::GRADE, &self.grade),
            (OwnStandard::DOMAIN, &self.domain),
        ] {
            if !text.trim().is_empty() {
                changes.set(&id, field, text.trim().to_owned());
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

/// A standard or heading of a framework from a file; its fields are those of [`OwnStandard`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportedStandard {
    pub id: StandardId,
    pub code: String,
    pub label: String,
    pub short: String,
    pub kind: String,
    pub grade: String,
    pub domain: String,
    pub case_id: String,
}

/// Two standards that are linked.
pub type Ends = (StandardId, StandardId);

/// Brings in a framework. What is here already gets the file's words; nothing that the file does not name is changed.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportFramework {
    /// Its id: the same wherever the same file is brought in.
    pub id: FrameworkId,
    /// What it is called.
    pub title: String,
    /// Its identifier in a CASE package; may be empty.
    pub case_id: String,
    /// Who made it; may be empty.
    pub creator: String,
    /// What its makers want said with it; may be empty.
    pub notes: String,
    /// Standards and headings in their order.
    pub standards: Vec<ImportedStandard>,
    /// (part, whole).
    pub parts: Vec<Ends>,
    /// (before, after).
    pub prerequisites: Vec<Ends>,
    /// Two that belong together.
    pub related: Vec<Ends>,
}

impl Command for ImportFramework {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        if self.title.is_empty() {
            return Err(Rejected::because("standards.needs_a_title"));
        }
        let mut changes = Changes::default();
        self.write_framework(class, &mut changes);
        for (rank, standard) in (0..).zip(&self.standards) {
            write_standard(class, &self.id, standard, rank, &mut changes);
        }
        let parts = self.parts.iter();
        link(&class.standard_parts, parts, (StandardPart::HOLDS, |own| own.holds), &mut changes);
        let prerequisites = self.prerequisites.iter();
        link(&class.prerequisites, prerequisites, (Prerequisite::HOLDS, |own| own.holds), &mut changes);
        let related = self.related.iter();
        link(&class.related_standards, related, (RelatedStandard::HOLDS, |own| own.holds), &mut changes);
        if changes.0.is_empty() {
            return Err(Sentence::new("standards.nothing_new").with("title", &self.title).into());
        }
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.import_framework").with("title", &self.title)
    }
}

impl ImportFramework {
    fn write_framework(&self, class: &Class, changes: &mut Changes) {
        if class.frameworks.taken_back(&self.id) {
            changes.set(&self.id, Framework::RETRACTED, None::<bool>);
        }
        let own = class.frameworks.get(&self.id).cloned().unwrap_or_default();
        for (field, old, new) in [
            (Framework::TITLE, own.title, &self.title),
            (Framework::CASE_ID, own.case_id, &self.case_id),
            (Framework::CREATOR, own.creator, &self.creator),
            (Framework::NOTES, own.notes, &self.notes),
        ] {
            if old != *new && !new.is_empty() {
                changes.set(&self.id, field, new.clone());
            }
        }
    }
}

/// Writes what the file says otherwise than the class. An empty field of the file leaves what is there.
fn write_standard(
    class: &Class,
    framework: &FrameworkId,
    new: &ImportedStandard,
    rank: u32,
    changes: &mut Changes,
) {
    if class.own_standards.taken_back(&new.id) {
        changes.set(&new.id, OwnStandard::RETRACTED, None::<bool>);
    }
    let own = class.own_standards.get(&new.id).cloned().unwrap_or_default();
    for (field, old, new_text) in [
        (OwnStandard::CODE, &own.code, &new.code),
        (OwnStandard::LABEL, &own.label, &new.label),
        (OwnStandard::SHORT, &own.short, &new.short),
        (OwnStandard::KIND, &own.kind, &new.kind),
        (OwnStandard::GRADE, &own.grade, &new.grade),
        (OwnStandard::DOMAIN, &own.domain, &new.domain),
        (OwnStandard::CASE_ID, &own.case_id, &new.case_id),
    ] {
        if old != new_text && !new_text.is_empty() {
            changes.set(&new.id, field, new_text.clone());
        }
    }
    if own.framework.as_ref() != Some(framework) {
        changes.set(&new.id, OwnStandard::FRAMEWORK, framework.clone());
    }
    if own.rank != Some(rank) {
        changes.set(&new.id, OwnStandard::RANK, rank);
    }
}

/// The field of a link that says that it holds, and how that is read.
type Holds<R> = (FieldOf<R, bool>, fn(&R) -> bool);

/// Links what is not linked yet.
fn link<'a, R: Record<Key = Ends>>(
    table: &Table<R>,
    links: impl Iterator<Item = &'a Ends>,
    holds: Holds<R>,
    changes: &mut Changes,
) {
    for ends in links.filter(|ends| !table.get(ends).is_some_and(holds.1)) {
        if table.taken_back(ends) {
            changes.set(ends, R::RETRACTED, None::<bool>);
        }
        changes.set(ends, holds.0, true);
    }
}

/// Says which framework a subject follows; `None`: the usual one.
#[derive(Debug, Clone, PartialEq)]
pub struct ChooseFramework {
    pub subject: SubjectId,
    pub framework: Option<FrameworkId>,
}

impl Command for ChooseFramework {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        if class.subjects.get(&self.subject).is_none() {
            return Err(Rejected::because("unit.unknown_subject"));
        }
        let mut changes = Changes::default();
        changes.set(&self.subject, Subject::FRAMEWORK, self.framework.clone());
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        let name = class.subjects.get(&self.subject).map(|subject| subject.name.clone());
        Sentence::new("undo.choose_framework").with("subject", name.unwrap_or_default())
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

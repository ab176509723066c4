//! Quick entry: one standard down the roster, a key a student. Whom the standard is not for is passed by.

use super::columns::standard_name;
use crate::domain::command::rounds;
use crate::domain::id::{StandardId, StudentId, SubjectId};
use crate::domain::mastery::CheckKind;
use crate::domain::roster::enrolled;
use crate::domain::standards::{Catalog, ForWhom};
use crate::domain::{Class, Date, Sentence};
use crate::view::text;

/// What is being entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// What kind of check it is.
    pub kind: CheckKind,
    /// The day of the work.
    pub on: Date,
}

/// The kinds that can be typed without a file.
pub const TYPED_KINDS: [CheckKind; 4] =
    [CheckKind::ExitTicket, CheckKind::Quiz, CheckKind::Observation, CheckKind::SelfAssessment];

/// What the bar says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryRow {
    /// "5.NF.B.4, Multiply by a fraction".
    pub standard: String,
    /// "5 of 26 entered, each is saved as you type."
    pub entered: String,
}

/// The bar of quick entry on one standard.
pub fn entry_row(
    class: &Class,
    catalog: &Catalog,
    subject: &SubjectId,
    standard: &StandardId,
    entry: Entry,
) -> EntryRow {
    let name = standard_name(class, catalog, standard);
    let rounds = rounds(class, subject, entry.kind, entry.on);
    let has_mark = |student| {
        rounds.iter().any(|check| {
            class.evidence.get(&(Clone::clone(student), standard.clone(), check.clone(), 1)).is_some()
        })
    };
    let whom = ForWhom::of(class, catalog);
    let asked = |id: &&StudentId| enrolled(class, id, entry.on) && whom.counts(standard, id);
    let here: Vec<_> = class.students.iter().map(|(id, _)| id).filter(asked).collect();
    let entered = here.iter().filter(|student| has_mark(student)).count();
    let said = Sentence::new("mastery.entered").with("entered", entered).with("of", here.len());
    let parts = [name.code, name.short].into_iter().filter(|part| !part.is_empty());
    EntryRow { standard: parts.collect::<Vec<_>>().join(", "), entered: text::say(&said) }
}

//! A file of some students for their next teacher, and the same students brought into a class that is here.
//!
//! The file holds marks, goals, what was done, supports and conferences. What stays behind: groups and rotations,
//! private notes, sensitive tags, services, absences, everybody else. Students keep their ids. The file is a class
//! file like any other and opens as a class of its own; that class has one id however often the file is made, so that
//! a later file adds to the earlier one.
//!
//! A teacher who has her new class already brings the students into it. That is one command under her own stamps and
//! no merge, because the two classes are two documents; what her class has already stays as it is.

use std::collections::{BTreeMap, BTreeSet};

use super::book::Book;
use super::choose::{Picked, parts, there, write};
use super::document::{Document, Entry, Field};
use super::json::checksum;
use super::meaning::{Holds, Kind, Of, Part};
use super::stamp::ReplicaId;
use crate::domain::Class;
use crate::domain::id::{Key, StudentId, SubjectId, join};
use crate::domain::letters::fold;
use crate::domain::mastery::Scale;
use crate::domain::record::{Change, Record, Value};
use crate::domain::standards::{Priority, StandardFor, is_common_core};

/// What is handed over of each student.
const OF_STUDENTS: &[&str] = &[
    "student",
    "tagged",
    "evidence",
    "judgement",
    "standard_for",
    "diagnostic",
    "plan",
    "goal",
    "playlist_item",
    "support",
    "reflection",
    "conference",
];
/// What these lead to, in an order in which nothing leads back.
const LED_TO: &[&str] =
    &["tag", "check", "item", "item_standard", "activity", "standard", "subject", "level", "framework"];
/// What stands between the standards that are in the file.
const BETWEEN: &[&str] = &["standard_part", "related_standard", "prerequisite"];

/// A copy with these students alone. `name` is what the class is called in it.
pub fn copy(document: &Document, students: &BTreeSet<StudentId>, name: String) -> Document {
    let class = ReplicaId::new(checksum(format!("hand-over {}", document.id).as_bytes())).to_string();
    let open_tags: BTreeSet<&str> = there(document)
        .filter(|(kind, _, entry)| kind.name == "tag" && !is(entry, "sensitive"))
        .map(|(_, id, _)| id.as_str())
        .collect();
    let mut picked = Picked::new(document, &class, students);
    picked.of_students(OF_STUDENTS, |kind, id, entry| match kind.name {
        "tagged" => parts(kind, id).first().is_some_and(|tag| open_tags.contains(tag.as_str())),
        // What was only planned is no news for the next teacher.
        // A code that every class has would be kept from the next teacher's other students.
        "standard_for" => {
            is(entry, "included") && parts(kind, id).first().is_some_and(|code| !is_common_core(code))
        }
        "playlist_item" => entry.fields.get("done_on").is_some_and(|done| done.value != Value::Null),
        _ => true,
    });
    picked.what_was_named(LED_TO);
    picked.between(BETWEEN);
    picked.joins();
    picked.without("conference", "adult");
    picked.without("student", "rank");
    if let Some(about) = document.records.get("class").and_then(|records| records.get("class")) {
        for (field, value) in [("name", Some(Value::Text(name))), ("grade", None)] {
            if let Some(old) = about.fields.get(field) {
                let value = value.unwrap_or_else(|| old.value.clone());
                write(&mut picked.document, "class", "class", field, Field { value, ..old.clone() });
            }
        }
    }
    picked.document
}

/// What bringing the students of another class into `here` would change. A subject is the one of the same name, where
/// both have as many levels; judgements stay behind, because they stand above the next teacher's marks, and for whom a
/// standard is, where the class works with it already.
pub fn changes(from: &Document, here: &Book) -> Vec<Change> {
    let class = Book::new(from.clone(), ReplicaId::default()).class().clone();
    let students: BTreeSet<StudentId> = class.students.iter().map(|(id, _)| id.clone()).collect();
    let given = copy(from, &students, String::new());
    let mut changes = new_records(&given, &class, here, &["class", "judgement"]);
    changes.retain(|change| {
        change.kind != StandardFor::KIND_NAME || !uses_standard_of(here.class(), &change.id)
    });
    changes
}

/// Whether the class works with the standard of a choice already: then it is no goal of the newcomers alone.
fn uses_standard_of(class: &Class, id: &str) -> bool {
    let Some((standard, _)) = <StandardFor as Record>::Key::parse(id) else { return true };
    class.own_standards.get(&standard).is_some()
        || class.unit_standards.iter().any(|((_, own), _)| *own == standard)
        || class.priorities.iter().any(|((_, own), _)| *own == standard)
        || class.evidence.iter().any(|((_, own, ..), _)| *own == standard)
}

/// What of a document picked from another class is not here yet, with that class's subjects as the ones of the same
/// name. `without`: kinds that stay behind.
pub(super) fn new_records(given: &Document, from: &Class, here: &Book, without: &[&str]) -> Vec<Change> {
    let subjects = subjects(from, here.class());
    let mut changes = Vec::new();
    for (kind, id, entry) in there(given).filter(|(kind, ..)| !without.contains(&kind.name)) {
        let ours = of_our_subject(kind, id, &subjects);
        // A subject that is here keeps its name, its scale and its levels.
        let stays = ours.is_some() && kind.name != Priority::KIND_NAME;
        let id = ours.unwrap_or_else(|| id.clone());
        let known = here.document().records.get(kind.name).and_then(|records| records.get(&id));
        if !known.is_some_and(Entry::says_something) && !stays {
            changes.extend(fields(kind, &id, entry, &subjects));
        }
    }
    changes
}

/// The id with our subject in the place of theirs, where it begins with one that both have.
fn of_our_subject(kind: &Kind, id: &str, subjects: &BTreeMap<String, String>) -> Option<String> {
    let Some(Part::Id(Of::Subject)) = kind.id.first() else { return None };
    let mut parts = parts(kind, id);
    let first = parts.first_mut()?;
    *first = subjects.get(first)?.clone();
    Some(if parts.len() == 1 { parts.remove(0) } else { join(&parts) })
}

fn fields(
    kind: &'static Kind,
    id: &str,
    entry: &Entry,
    subjects: &BTreeMap<String, String>,
) -> impl Iterator<Item = Change> {
    let written =
        kind.fields.iter().filter_map(|(name, holds)| Some((*name, *holds, entry.fields.get(name)?)));
    written.map(move |(field, holds, written)| {
        let value = match (&written.value, holds) {
            (Value::Text(subject), Holds::Id(Of::Subject)) => {
                Value::Text(subjects.get(subject).unwrap_or(subject).clone())
            }
            (value, _) => value.clone(),
        };
        Change { kind: kind.name, id: id.to_owned(), field, value }
    })
}

/// Subjects of the other class that are subjects of this one.
fn subjects(from: &Class, here: &Class) -> BTreeMap<String, String> {
    let mut same = BTreeMap::new();
    for (theirs, about) in from.subjects.iter() {
        let levels = |class: &Class, subject: &SubjectId| Scale::of(class, subject).cuts;
        let ours = here.subjects.iter().find(|(ours, subject)| {
            *ours == theirs
                || (fold(&subject.name) == fold(&about.name) && levels(here, ours) == levels(from, theirs))
        });
        if let Some((ours, _)) = ours {
            same.insert(theirs.to_string(), ours.to_string());
        }
    }
    same
}

fn is(entry: &Entry, field: &str) -> bool {
    entry.fields.get(field).is_some_and(|field| field.value == Value::Bool(true))
}

#[cfg(test)]
mod tests;

//! What a class teaches with, brought from another class in one action: frameworks, priority standards, units and
//! activities.
//!
//! They keep their ids, so that bringing them again adds only what is new, and what was changed here stays. A unit
//! comes with its days and without its checks, which the students of the other class took. How a standard's marks are
//! calculated stays each class's own.

use std::collections::BTreeSet;

use super::book::Book;
use super::choose::Picked;
use super::document::Document;
use super::handover::new_records;
use super::stamp::ReplicaId;
use crate::domain::command::BringTeaching;
use crate::domain::record::Change;

const KINDS: &[&str] = &[
    "framework",
    "standard",
    "standard_part",
    "related_standard",
    "prerequisite",
    "priority",
    "unit",
    "unit_standard",
    "activity",
];
/// A subject that has no counterpart here comes along.
const LED_TO: &[&str] = &["subject", "level"];

/// The command that brings them into `here`; it is refused where nothing is new.
pub fn bring(from: &Document, here: &Book) -> BringTeaching {
    let nobody = BTreeSet::new();
    let mut picked = Picked::new(from, &from.id, &nobody);
    picked.all(KINDS);
    for check in ["start_check", "end_check"] {
        picked.without("unit", check);
    }
    for calculated in ["calculation", "parameter"] {
        picked.without("priority", calculated);
    }
    picked.what_was_named(LED_TO);
    let class = Book::new(from.clone(), ReplicaId::default()).class().clone();
    let changes = new_records(&picked.document, &class, here, &[]);
    let count = |kind: &str| {
        let ids: BTreeSet<&String> =
            changes.iter().filter(|change: &&Change| change.kind == kind).map(|change| &change.id).collect();
        ids.len()
    };
    let (frameworks, units, activities) = (count("framework"), count("unit"), count("activity"));
    let (standards, priorities) = (count("standard"), count("priority"));
    BringTeaching { changes, frameworks, standards, priorities, units, activities }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Place;
    use crate::domain::command::{AddOwnStandards, Command, NewStandard, Rejected, SetUnit, StartClass};
    use crate::domain::record::Value;
    use crate::domain::standards::Unit;

    fn run(book: &mut Book, command: &dyn Command) -> Result<(), Rejected> {
        book.dispatch(command, "2026-11-20".parse().unwrap()).map(|_| ())
    }

    /// A class with math and these subjects.
    fn class(replica: u64, subjects: &[&str]) -> Book {
        let mut book = Book::new(Document::new(format!("class-{replica}")), ReplicaId::new(replica));
        let subjects = subjects.iter().map(|name| (*name).to_owned()).collect();
        run(&mut book, &StartClass { name: "5A".into(), grade: "5".into(), subjects }).unwrap();
        book
    }

    fn with_unit(mut book: Book, subject: &str, title: &str) -> Book {
        let named = |(_, about): &(_, &crate::domain::subject::Subject)| about.name == subject;
        let subject = book.class().subjects.iter().find(named).unwrap().0.clone();
        let standard = NewStandard { code: "S.1".into(), label: "Share".into(), ..NewStandard::default() };
        run(&mut book, &AddOwnStandards { standards: vec![standard] }).unwrap();
        let (starts, ends) = ("2026-11-02".parse().unwrap(), "2026-12-18".parse().unwrap());
        run(&mut book, &SetUnit { id: None, subject, title: title.into(), starts, ends }).unwrap();
        book
    }

    fn only_unit(book: &Book) -> &Unit {
        book.class().units.iter().next().unwrap().1
    }

    #[test]
    fn a_unit_comes_under_the_subject_of_the_same_name_and_only_once() {
        let from = with_unit(class(1, &["Math", "Reading"]), "Reading", "Stories");
        let mut here = class(2, &["reading"]);
        let command = bring(from.document(), &here);
        assert_eq!((command.units, command.standards, command.frameworks), (1, 1, 0));
        run(&mut here, &command).unwrap();
        let ours = here.class().subjects.iter().next().unwrap().0.clone();
        assert_eq!((here.class().subjects.len(), only_unit(&here).subject.clone()), (1, Some(ours)));
        let again = bring(from.document(), &here);
        assert_eq!(run(&mut here, &again).unwrap_err().0.key, "standards.nothing_to_bring");
    }

    #[test]
    fn priorities_come_under_our_subject_without_how_they_are_calculated() {
        let mut from = with_unit(class(1, &["Math"]), "Math", "Fractions");
        let theirs = from.class().subjects.iter().next().unwrap().0.clone();
        let priority = |standard: &str, field, value| {
            let id = format!("{theirs}/{standard}");
            (Place { kind: "priority".into(), id, field }, value)
        };
        let values = vec![
            priority("5.NF.A.1", "priority".into(), Value::Bool(true)),
            priority("5.NF.A.1", "calculation".into(), Value::Text("highest".into())),
            priority("5.NF.A.2", "calculation".into(), Value::Text("latest".into())),
        ];
        from.set(values, crate::domain::Sentence::new("undo.bring_teaching"));
        let mut here = class(2, &["Math"]);
        let command = bring(from.document(), &here);
        assert_eq!((command.units, command.priorities), (1, 1));
        run(&mut here, &command).unwrap();
        let ours = here.class().subjects.iter().next().unwrap().0.clone();
        assert_ne!(ours, theirs);
        let found: Vec<_> =
            here.class().priorities.iter().map(|(key, own)| (key.clone(), own.priority)).collect();
        assert_eq!(found, [((ours.clone(), "5.NF.A.1".into()), true)]);
        assert!(here.class().priorities.iter().all(|(_, own)| own.calculation.is_none()));
        // What was decided here stays.
        let mine =
            Place { kind: "priority".into(), id: format!("{ours}/5.NF.A.1"), field: "priority".into() };
        here.set(vec![(mine, Value::Bool(false))], crate::domain::Sentence::new("undo.bring_teaching"));
        assert_eq!(bring(from.document(), &here).priorities, 0);
    }

    #[test]
    fn a_subject_that_is_not_here_comes_along_with_its_levels() {
        let from = with_unit(class(1, &["Math", "Science"]), "Science", "Light");
        let mut here = class(2, &["Math"]);
        let command = bring(from.document(), &here);
        run(&mut here, &command).unwrap();
        let subject = only_unit(&here).subject.clone().unwrap();
        let names: Vec<&str> =
            here.class().subjects.iter().map(|(_, subject)| subject.name.as_str()).collect();
        assert_eq!(names.len(), 2, "{names:?}");
        assert_eq!(here.class().subjects.get(&subject).map(|subject| subject.name.as_str()), Some("Science"));
        here.undo();
        assert!(here.class().units.is_empty() && here.class().subjects.len() == 1);
        assert_eq!(bring(from.document(), &here).units, 1, "what was undone can be brought again");
    }

    #[test]
    fn nobody_comes_along() {
        let mut from = with_unit(class(1, &["Math"]), "Math", "Fractions");
        let chosen = Place { kind: "standard_for".into(), id: "S.1/s1".into(), field: "included".into() };
        from.set(vec![(chosen, Value::Bool(true))], crate::domain::Sentence::new("undo.bring_teaching"));
        let kinds: BTreeSet<&str> =
            bring(from.document(), &class(2, &["Math"])).changes.iter().map(|change| change.kind).collect();
        assert_eq!(kinds, BTreeSet::from(["standard", "unit"]));
    }
}

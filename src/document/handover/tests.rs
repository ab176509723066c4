//! What is handed over, what stays, and how it comes into another class.

use super::*;
use crate::document::file;
use crate::document::stamp::Stamp;
use crate::domain::command::{BringStudents, StartClass};
use crate::domain::id::Mint;
use crate::domain::sample;

fn sample() -> Document {
    let mut document = Document::new("c1");
    let stamp = Stamp { clock: 1, replica: ReplicaId::new(10) };
    let changes = sample::changes("2026-11-21".parse().unwrap(), &mut Mint::new(stamp.to_string())).0;
    document.write(stamp, changes);
    let set = |kind, id: &str, field, value: &str| Change {
        kind,
        id: id.into(),
        field,
        value: Value::Text(value.into()),
    };
    let (first, second) = (nth(&document, 0), nth(&document, 1));
    let mut more = Vec::new();
    for (student, words) in [(&first, "first"), (&second, "second")] {
        more.extend([
            set("note", &format!("n-{words}"), "text", &format!("private of {words}")),
            set("note", &format!("n-{words}"), "student", student.as_str()),
            set("support", &format!("p-{words}"), "text", &format!("word list of {words}")),
            set("support", &format!("p-{words}"), "student", student.as_str()),
            set("tag", "t-secret", "name", "sensitive tag"),
            Change { kind: "tag", id: "t-secret".into(), field: "sensitive", value: Value::Bool(true) },
            Change {
                kind: "tagged",
                id: format!("t-secret/{student}"),
                field: "carried",
                value: Value::Bool(true),
            },
        ]);
    }
    document.write(Stamp { clock: 2, ..stamp }, more);
    document
}

fn typed(document: &Document) -> Class {
    Book::new(document.clone(), ReplicaId::default()).class().clone()
}

fn nth(document: &Document, nth: usize) -> StudentId {
    typed(document).students.iter().nth(nth).unwrap().0.clone()
}

fn hand_over(document: &Document, students: &[StudentId]) -> Document {
    copy(document, &students.iter().cloned().collect(), "Students of 5B".into())
}

#[test]
fn a_file_holds_the_chosen_students_and_nothing_of_others() {
    let document = sample();
    let (first, second) = (nth(&document, 0), nth(&document, 1));
    let text = file::write(&hand_over(&document, std::slice::from_ref(&first)));
    let opened = file::read(text.as_bytes()).unwrap();
    let (real, class) = (typed(&document), typed(&opened.document));
    assert_eq!(class.students.iter().map(|(id, _)| id).collect::<Vec<_>>(), [&first]);
    let marks = |class: &Class| class.evidence.iter().filter(|(key, _)| key.0 == first).count();
    assert!(marks(&real) > 20);
    assert_eq!(class.evidence.len(), marks(&real));
    assert!(
        class.evidence.iter().all(|(key, _)| class.checks.get(&key.2).is_some()),
        "marks know their checks"
    );
    assert!(
        class.checks.iter().all(|(_, check)| check.subject.iter().all(|id| class.subjects.get(id).is_some()))
    );
    assert_eq!(
        class.conferences.len(),
        real.conferences.iter().filter(|(_, talk)| talk.student.as_ref() == Some(&first)).count()
    );
    assert!(text.contains("word list of first"));
    for other in [
        "word list of second",
        "private of",
        "sensitive tag",
        second.as_str(),
        "\"kind\":\"placement\"",
        "\"kind\":\"group\"",
        "\"kind\":\"session\"",
        "\"kind\":\"note\"",
        "\"kind\":\"absence\"",
        "\"kind\":\"adult\"",
        "\"kind\":\"pair_rule\"",
    ] {
        assert!(!text.contains(other), "{other}");
    }
    assert_eq!(class.about().name, "Students of 5B");
}

#[test]
fn what_stands_between_their_standards_comes_along() {
    let mut document = sample();
    let first = nth(&document, 0);
    let real = typed(&document);
    let mut marked: Vec<_> =
        real.evidence.iter().filter(|(key, _)| key.0 == first).map(|(key, _)| key.1.to_string()).collect();
    marked.dedup();
    let link = |kind, from: &str, to: &str| Change {
        kind,
        id: format!("{from}/{to}"),
        field: "holds",
        value: Value::Bool(true),
    };
    let links = vec![
        link("prerequisite", &marked[0], &marked[1]),
        link("standard_part", &marked[1], &marked[0]),
        link("related_standard", &marked[0], "nobody's"),
    ];
    document.write(Stamp { clock: 3, replica: ReplicaId::new(10) }, links);
    let given = hand_over(&document, &[first]);
    let ids = |kind: &str| given.records.get(kind).into_iter().flat_map(BTreeMap::keys).count();
    assert_eq!([ids("prerequisite"), ids("standard_part"), ids("related_standard")], [1, 1, 0]);
}

#[test]
fn later_files_add_to_earlier_ones_and_never_to_the_real_class() {
    let document = sample();
    let both = [nth(&document, 0), nth(&document, 1)];
    let mut first = hand_over(&document, &both[..1]);
    let second = hand_over(&document, &both[1..]);
    assert_eq!(first.id, second.id);
    assert_ne!(first.id, document.id);
    let merged = first.merge(&second);
    assert!(merged.clashes.is_empty() && merged.conflicts.is_empty());
    let (ours, theirs) = (typed(&first), typed(&hand_over(&document, &both)));
    assert_eq!(ours, theirs);
}

#[test]
fn students_come_into_a_class_that_is_here() {
    let document = sample();
    let given = hand_over(&document, &[nth(&document, 0), nth(&document, 1)]);
    let today = "2027-09-06".parse().unwrap();
    let mut here = Book::new(Document::new("c2"), ReplicaId::new(20));
    let start = StartClass { name: "6A".into(), subjects: vec!["math".into()], ..StartClass::default() };
    here.dispatch(&start, today).unwrap();
    let before = here.class().clone();
    let bring = |here: &Book| BringStudents { changes: changes(&given, here), students: 2 };
    let command = bring(&here);
    here.dispatch(&command, today).unwrap();
    let class = here.class();
    assert_eq!((class.about().name.as_str(), class.students.len()), ("6A", 2));
    assert_eq!(class.evidence.len(), typed(&given).evidence.len());
    let math = before.subjects.iter().next().unwrap().0;
    assert_eq!(class.subjects.len(), 2, "Math is the Math that is here; Reading comes along");
    assert!(class.checks.iter().any(|(_, check)| check.subject.as_ref() == Some(math)));
    assert!(class.judgements.is_empty());
    assert!(bring(&here).changes.is_empty(), "brought twice, nothing is new");
    here.undo().unwrap();
    assert_eq!(here.class(), &before);
    let again = bring(&here);
    assert_eq!(again.changes, command.changes, "what was undone can be brought again");
    here.dispatch(&again, today).unwrap();
    assert_eq!(here.class().students.len(), 2);
}

#[test]
fn a_subject_with_other_levels_stays_a_subject_of_its_own() {
    let document = sample();
    let given = hand_over(&document, &[nth(&document, 0)]);
    let mut here = Book::new(Document::new("c2"), ReplicaId::new(20));
    let start = StartClass { name: "6A".into(), subjects: vec!["Math".into()], ..StartClass::default() };
    here.dispatch(&start, "2027-09-06".parse().unwrap()).unwrap();
    let math = here.class().subjects.iter().next().unwrap().0.to_string();
    let mut document = here.document().clone();
    let level = |n| Change {
        kind: "level",
        id: format!("{math}/{n}"),
        field: "cut",
        value: Value::Number(0.3 * f64::from(n)),
    };
    document.write(document.next_stamp(ReplicaId::new(20)), vec![level(1), level(2)]);
    let here = Book::new(document, ReplicaId::new(20));
    let subjects = changes(&given, &here)
        .into_iter()
        .filter(|change| change.kind == "subject" && change.field == "name");
    assert_eq!(subjects.count(), 2);
}

#[test]
fn an_own_goal_stays_its_student_s_and_takes_nothing_from_the_others() {
    let mut document = sample();
    let (first, second) = (nth(&document, 0), nth(&document, 1));
    let included = |standard: &str, student: &StudentId| Change {
        kind: "standard_for",
        id: format!("{standard}/{student}"),
        field: "included",
        value: Value::Bool(true),
    };
    let goal = Change {
        kind: "standard",
        id: "G.1".into(),
        field: "label",
        value: Value::Text("Waits for a turn".into()),
    };
    let choices = vec![goal, included("G.1", &first), included("G.2", &second), included("6.NS.A.1", &first)];
    document.write(Stamp { clock: 3, replica: ReplicaId::new(10) }, choices);
    let given = hand_over(&document, std::slice::from_ref(&first));
    let chosen = |class: &Class| class.standard_for.iter().map(|(key, _)| key.clone()).collect::<Vec<_>>();
    let own = [("G.1".into(), first)];
    assert_eq!(chosen(&typed(&given)), own, "nobody else's, and nothing that every class has");
    assert_eq!(
        typed(&given).own_standards.get(&"G.1".into()).map(|own| own.label.as_str()),
        Some("Waits for a turn")
    );
    let today = "2027-09-06".parse().unwrap();
    let mut here = Book::new(Document::new("c2"), ReplicaId::new(20));
    let start = StartClass { name: "6A".into(), subjects: vec!["Math".into()], ..StartClass::default() };
    here.dispatch(&start, today).unwrap();
    let bring = |here: &Book| BringStudents { changes: changes(&given, here), students: 1 };
    here.dispatch(&bring(&here), today).unwrap();
    assert_eq!(chosen(here.class()), own);
    here.undo().unwrap();
    let taught = crate::domain::command::NewStandard { code: "G.1".into(), ..Default::default() };
    here.dispatch(&crate::domain::command::AddOwnStandards { standards: vec![taught] }, today).unwrap();
    here.dispatch(&bring(&here), today).unwrap();
    assert!(chosen(here.class()).is_empty(), "this class works on it already");
}

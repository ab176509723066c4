//! The promises of the document: merge laws on canonical bytes, nothing unknown lost, undo, the shelf.

use proptest::prelude::*;

use super::Book;
use super::document::{Document, Field, Merged, Place, Write};
use super::file::{self, LoadError};
use super::line::{self, Line};
use super::past::Past;
use super::stamp::{ReplicaId, Stamp};
use crate::domain::Sentence;
use crate::domain::command::{AddStudents, Command, NewStudent, RemoveStudent, StartClass};
use crate::domain::record::Value;

pub(super) fn stamp(clock: u64, replica: u64) -> Stamp {
    Stamp { clock, replica: ReplicaId::new(replica) }
}

pub(super) fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::Int),
        "[a-zé\"\\\\ ]{0,6}".prop_map(Value::Text),
        Just(Value::Raw("{\"later\":[1,2.0]}".into())),
    ]
}

fn any_write() -> impl Strategy<Value = Write> {
    let place = (0..3_u8, 0..3_u8, 0..3_u8).prop_map(|(kind, id, field)| Place {
        kind: ["student", "cycle", "hologram"][usize::from(kind)].into(),
        id: format!("i{id}"),
        field: ["given", "grade", "unheard_of"][usize::from(field)].into(),
    });
    let past = proptest::collection::vec((1..9_u64, 0..3_u64), 0..3);
    (place, any_value(), 1..9_u64, 0..3_u64, past).prop_map(|(place, value, clock, replica, past)| Write {
        place,
        field: Field {
            value,
            stamp: stamp(clock, replica),
            past: past
                .into_iter()
                .fold(Past::default(), |past, (clock, replica)| past.and(stamp(clock, replica)))
                .before(stamp(clock, replica)),
        },
    })
}

prop_compose! {
    pub(super) fn any_document()(writes in proptest::collection::vec(any_write(), 0..12), gone in proptest::option::of((0..3_u8, 1..9_u64))) -> Document {
        let mut document = Document::new("c1");
        let mut merged = Merged::default();
        for write in writes {
            document.take(write, &mut merged);
        }
        if let Some((id, clock)) = gone {
            document.remove_for_good("student", &format!("i{id}"), stamp(clock, 1));
        }
        document
    }
}

fn merged(documents: &[&Document]) -> String {
    let mut all = Document::new("c1");
    for document in documents {
        all.merge(document);
    }
    file::write(&all)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if std::env::var("RONDO_LONG").is_ok() { 100_000 } else { 10_000 }))]

    #[test]
    fn merge_is_commutative_associative_idempotent(a in any_document(), b in any_document(), c in any_document()) {
        prop_assert_eq!(merged(&[&a, &b]), merged(&[&b, &a]));
        let mut ab = a.clone();
        ab.merge(&b);
        let mut bc = b.clone();
        bc.merge(&c);
        prop_assert_eq!(merged(&[&ab, &c]), merged(&[&a, &bc]));
        prop_assert_eq!(merged(&[&a, &a]), merged(&[&a]));
        prop_assert_eq!(merged(&[&ab, &a]), merged(&[&ab]));
    }

    #[test]
    fn merge_takes_no_record_away(a in any_document(), b in any_document()) {
        let mut all = a.clone();
        all.merge(&b);
        for (kind, records) in a.records.iter().chain(&b.records) {
            for id in records.keys() {
                prop_assert!(all.records[kind].contains_key(id));
            }
        }
    }

    #[test]
    fn a_file_holds_the_whole_document(a in any_document()) {
        let text = file::write(&a);
        let opened = file::read(text.as_bytes()).unwrap();
        prop_assert!(opened.intact);
        prop_assert_eq!(file::write(&opened.document), text);
    }

    #[test]
    fn no_bytes_make_reading_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), cut in 0..400_usize) {
        let _ = file::read(&bytes);
        let _ = line::read(&String::from_utf8_lossy(&bytes));
        let text = file::write(&Document::new("c"));
        let _ = file::read(&text.as_bytes()[..cut.min(text.len())]);
    }
}

#[test]
fn edits_that_had_not_seen_each_other_are_a_conflict_and_seen_ones_are_not() {
    let place = Place { kind: "student".into(), id: "s1".into(), field: "given".into() };
    let write = |text: &str, at, seen: Option<Stamp>| Write {
        place: place.clone(),
        field: Field {
            value: Value::Text(text.into()),
            stamp: at,
            past: seen.map_or_else(Past::default, |seen| Past::default().and(seen)),
        },
    };
    let check = |first: Write, second: Write, conflicts: usize| {
        for order in [[first.clone(), second.clone()], [second, first]] {
            let (mut document, mut merged) = (Document::new("c"), Merged::default());
            order.into_iter().for_each(|write| document.take(write, &mut merged));
            assert_eq!(merged.conflicts.len(), conflicts);
        }
    };
    check(write("An", stamp(1, 1), None), write("Anh", stamp(2, 2), None), 1);
    check(write("An", stamp(1, 1), None), write("Anh", stamp(2, 2), Some(stamp(1, 1))), 0);
    check(write("An", stamp(1, 1), None), write("Anh", stamp(2, 1), None), 0);
    check(write("An", stamp(1, 1), None), write("An", stamp(2, 2), None), 0);
}

#[test]
fn refuses_what_is_no_class_file_and_says_which() {
    let good = file::write(&document_with_ana());
    let check =
        |text: &str, error: LoadError| assert_eq!(file::read(text.as_bytes()).unwrap_err(), error, "{text}");
    check("", LoadError::Empty);
    check("%PDF-1.7", LoadError::NotJson);
    check(&good[..good.len() / 2], LoadError::Truncated);
    check("{\"format\":\"gruepr\"}", LoadError::OtherApp);
    check("[1]", LoadError::NotJson);
    check(&good.replace("\"version\":2", "\"version\":3"), LoadError::Newer(3));
    assert!(matches!(
        file::read(good.replace("\"at\":\"", "\"at\":\"x").as_bytes()),
        Err(LoadError::Damaged(_))
    ));
    assert!(!file::read(good.replace("Ana", "Eve").as_bytes()).unwrap().intact);
}

#[test]
fn keeps_what_a_later_version_wrote() {
    let text = file::write(&document_with_ana());
    let text = text.replace("\"records\":[\n", "\"palette\":{ \"x\": 1 },\n\"records\":[\n{\"kind\":\"hologram\",\"id\":\"h\",\"at\":\"3.00000001\",\"fields\":{\"size\":[1, 2]}},\n");
    let again = file::write(&file::read(text.as_bytes()).unwrap().document);
    assert!(again.contains("\"palette\":{\"x\":1}") && again.contains("\"size\":[1,2]"), "{again}");
}

fn book() -> Book {
    let mut book = Book::new(Document::new("c1"), ReplicaId::new(7));
    do_it(&mut book, StartClass { name: "5B".into(), ..StartClass::default() });
    book
}

fn do_it(book: &mut Book, command: impl Command) {
    book.dispatch(&command, "2026-11-21".parse().unwrap()).unwrap();
}

fn add(name: &str) -> AddStudents {
    AddStudents { students: vec![NewStudent { given: name.into(), ..NewStudent::default() }] }
}

fn document_with_ana() -> Document {
    let mut book = book();
    do_it(&mut book, add("Ana"));
    book.document().clone()
}

fn names(book: &Book) -> Vec<&str> {
    book.class().students.iter().map(|(_, student)| student.first()).collect()
}

#[test]
fn undo_and_redo_give_back_the_exact_content() {
    let mut book = book();
    let empty = book.class().clone();
    do_it(&mut book, add("Ana"));
    let one = book.class().clone();
    let ana = book.class().students.iter().next().unwrap().0.clone();
    do_it(&mut book, RemoveStudent { id: ana });
    assert!(names(&book).is_empty());
    assert_eq!(book.undo().unwrap().label, Sentence::new("undo.remove_student").with("name", "Ana"));
    assert_eq!(book.class(), &one);
    book.undo().unwrap();
    assert_eq!(book.class(), &empty);
    book.redo().unwrap();
    assert_eq!(book.class(), &one);
    assert_eq!(Book::new(book.document().clone(), ReplicaId::new(8)).class(), &one);
}

#[test]
fn undo_leaves_what_somebody_changed_since() {
    let mut mine = book();
    do_it(&mut mine, add("Ana"));
    let mut theirs = Book::new(mine.document().clone(), ReplicaId::new(8));
    let id = theirs.class().students.iter().next().unwrap().0.clone();
    let student = NewStudent { given: "Anna".into(), ..NewStudent::default() };
    do_it(&mut theirs, crate::domain::command::EditStudent { id, student });
    mine.take_document(theirs.document(), Vec::new(), Sentence::new("undo.import_file").with("name", "x"));
    assert_eq!(names(&mine), ["Anna"]);
    assert_eq!(mine.undo().unwrap().left, 0);
    assert_eq!(names(&mine), ["Ana"]);
    mine.redo().unwrap();
    assert_eq!(names(&mine), ["Anna"]);
}

#[test]
fn lines_hold_deltas_and_documents() {
    let document = document_with_ana();
    let line = Line::Document(Box::new(document.clone()));
    assert_eq!(line::read(&line::write(&line)), Some(line));
    assert_eq!(line::read("0000000000000000 {}"), None);
}

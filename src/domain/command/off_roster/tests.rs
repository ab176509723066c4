//! Coming back to the roster, through a book with its undo.

use super::*;
use crate::document::{Book, Document, ReplicaId};
use crate::domain::Date;
use crate::domain::command::{
    AddStudents, EditStudent, LogConference, MarkOf, NewItem, NewMark, RecordCheck, RemoveStudent, Talk,
};
use crate::domain::mastery::{CheckKind, EvidenceState};

const TODAY: Date = Date::constant(2026, 11, 28);

fn student(given: &str, school_id: &str) -> NewStudent {
    NewStudent { given: given.into(), school_id: school_id.into(), ..NewStudent::default() }
}

fn add(book: &mut Book, students: &[NewStudent]) -> usize {
    book.dispatch(&AddStudents { students: students.to_vec() }, TODAY).unwrap();
    book.class().students.len()
}

fn id(book: &Book, given: &str) -> StudentId {
    book.class().students.iter().find(|(_, it)| it.given == given).unwrap().0.clone()
}

/// Ana, with a talk, is off the roster; Ben is on it.
fn without_ana() -> (Book, StudentId) {
    let mut book = Book::new(Document::new("c"), ReplicaId::new(1));
    add(&mut book, &[student("Ana", "0012"), student("Ben", "0013")]);
    let ana = id(&book, "Ana");
    let talk = Talk { strength: "Reads aloud".into(), ..Talk::default() };
    book.dispatch(&LogConference { student: ana.clone(), on: TODAY, talk }, TODAY).unwrap();
    book.dispatch(&RemoveStudent { id: ana.clone() }, TODAY).unwrap();
    (book, ana)
}

fn names(book: &Book) -> Vec<String> {
    off_roster(book.class()).into_iter().map(|(_, student)| student.full()).collect()
}

#[test]
fn who_was_taken_off_is_listed_and_comes_back_as_before() {
    let (mut book, ana) = without_ana();
    assert_eq!((names(&book), book.class().students.len()), (vec!["Ana".to_owned()], 1));
    let before = book.class().clone();
    book.dispatch(&ReturnStudent { id: ana.clone() }, TODAY).unwrap();
    assert!(names(&book).is_empty());
    assert_eq!(book.class().students.get(&ana).map(|it| it.school_id.as_str()), Some("0012"));
    assert!(book.class().conferences.iter().any(|(_, talk)| talk.student.as_ref() == Some(&ana)));
    book.undo().unwrap();
    assert_eq!(*book.class(), before, "and Undo takes her off again");
}

#[test]
fn nobody_is_put_back_who_is_not_off() {
    let (mut book, ana) = without_ana();
    let ben = id(&book, "Ben");
    for id in [ben, "nobody".into()] {
        let refused = book.dispatch(&ReturnStudent { id }, TODAY).unwrap_err();
        assert_eq!(refused.0.key, "roster.not_off");
    }
    book.undo().unwrap();
    assert!(book.class().students.get(&ana).is_some());
    book.undo().unwrap();
    book.undo().unwrap();
    assert!(names(&book).is_empty(), "an addition that was undone is nobody who was taken off");
}

#[test]
fn the_same_school_id_is_the_same_student() {
    let (mut book, ana) = without_ana();
    let before = book.class().clone();
    assert_eq!(add(&mut book, &[student("Anna", " 0012 "), student("Cy", "0014")]), 3);
    let back = book.class().students.get(&ana).unwrap();
    assert_eq!((back.given.as_str(), back.rank), ("Ana", Some(1)), "she is as she was");
    assert!(names(&book).is_empty());
    book.undo().unwrap();
    assert_eq!(*book.class(), before, "one undo for all of it");
    // Without an id, or with another one, nobody can tell.
    assert_eq!(add(&mut book, &[student("Ana", ""), student("Ana", "12")]), 3);
}

#[test]
fn an_id_that_is_on_the_roster_too_puts_nobody_back() {
    let (mut book, ana) = without_ana();
    let twin = student("Twin", "0012");
    let ben = id(&book, "Ben");
    let edit = EditStudent { id: ben, student: twin };
    let refused = book.dispatch(&edit, TODAY).unwrap_err();
    assert_eq!(refused.0.key, "roster.id_is_off");
    book.dispatch(&ReturnStudent { id: ana.clone() }, TODAY).unwrap();
    book.dispatch(&edit, TODAY).unwrap();
    book.dispatch(&RemoveStudent { id: ana.clone() }, TODAY).unwrap();
    book.dispatch(&edit, TODAY).unwrap();
    assert_eq!(add(&mut book, &[student("Third", "0012")]), 2);
    assert!(book.class().students.taken_back(&ana));
}

#[test]
fn results_of_who_is_off_go_to_the_same_student() {
    let (mut book, ana) = without_ana();
    let items = vec![NewItem { title: "Q".into(), points: Some(4.0), standards: vec!["A".into()] }];
    let (student, state) = (MarkOf::New(0), EvidenceState::Scored);
    let marks =
        vec![NewMark { student, item: 0, score: Some(3.0), of: None, state, done_on: None, attempt: 1 }];
    let new_students = vec![self::student("Ana", "0012")];
    let check = RecordCheck::of("m".into(), CheckKind::Quiz, "Quiz", TODAY);
    book.dispatch(&RecordCheck { items, marks, new_students, ..check }, TODAY).unwrap();
    assert_eq!(book.class().students.len(), 2);
    assert!(book.class().evidence.iter().all(|((whose, ..), _)| *whose == ana));
    assert_eq!(book.class().evidence.len(), 1);
}

//! A colleague's file with the teacher's own choices, and the way back to an earlier state.

use std::collections::BTreeSet;

use super::*;
use crate::document::disputed::together;
use crate::domain::command::{
    AddStudents, EditStudent, JoinChecks, NewStudent, RecordMarks, RemoveStudent, RoundMark, SetLevel, Typed,
};
use crate::domain::id::StudentId;
use crate::domain::mastery::CheckKind;

const TODAY: Date = Date::constant(2026, 11, 22);

fn student(name: &str) -> NewStudent {
    NewStudent { given: name.into(), ..NewStudent::default() }
}

fn act(book: &mut Book, command: impl Command) {
    book.dispatch(&command, TODAY).unwrap();
}

fn id(book: &Book, name: &str) -> StudentId {
    let found = book.class().students.iter().find(|(_, student)| student.given == name);
    found.unwrap().0.clone()
}

fn names(book: &Book) -> Vec<&str> {
    book.class().students.iter().map(|(_, student)| student.given.as_str()).collect()
}

/// Two books of one class with Ana and Ben, in which each has renamed Ana.
fn apart() -> [Book; 2] {
    let mut mine = Book::new(Document::new("c"), ReplicaId::new(1));
    act(&mut mine, AddStudents { students: vec![student("Ana"), student("Ben")] });
    let mut theirs = Book::new(mine.document().clone(), ReplicaId::new(2));
    let ana = id(&mine, "Ana");
    act(&mut mine, EditStudent { id: ana.clone(), student: student("Anna") });
    act(&mut theirs, EditStudent { id: ana, student: student("Anya") });
    [mine, theirs]
}

fn label() -> Sentence {
    Sentence::new("undo.import_file").with("name", "x")
}

#[test]
fn the_teacher_may_take_the_other_value_and_one_undo_takes_all_back() {
    let [mut mine, theirs] = apart();
    let before = mine.class().clone();
    let preview = mine.clone().take_document(theirs.document(), Vec::new(), label()).0;
    let [conflict] = preview.conflicts.as_slice() else { panic!("{:?}", preview.conflicts) };
    assert_eq!(conflict.winner.value, Value::Text("Anya".into()));
    let other = (conflict.place.clone(), conflict.loser.value.clone());

    let (merged, delta) = mine.take_document(theirs.document(), vec![other], label());
    assert_eq!((merged.conflicts.len(), delta.writes.len()), (1, 1));
    assert_eq!(names(&mine), ["Anna", "Ben"]);
    assert_eq!(mine.undo().unwrap().left, 0);
    assert_eq!(mine.class(), &before);
    mine.redo().unwrap();
    assert_eq!(names(&mine), ["Anna", "Ben"]);
    // What was taken is later than both: it stands at the colleague's too, without a conflict.
    let mut theirs = theirs;
    let merged = theirs.take_document(mine.document(), Vec::new(), label()).0;
    assert_eq!((names(&theirs), merged.conflicts.len()), (vec!["Anna", "Ben"], 0));
}

#[test]
fn the_other_value_can_be_taken_later() {
    let [mut mine, theirs] = apart();
    let merged = mine.take_document(theirs.document(), Vec::new(), label()).0;
    assert_eq!(names(&mine), ["Anya", "Ben"]);
    let loser = &merged.conflicts[0];
    let delta = mine.set(vec![(loser.place.clone(), loser.loser.value.clone())], label());
    assert_eq!((names(&mine), delta.writes.len()), (vec!["Anna", "Ben"], 1));
    mine.undo().unwrap();
    assert_eq!(names(&mine), ["Anya", "Ben"]);
}

#[test]
fn of_two_judgements_one_stands_with_its_reason() {
    let mut start = Book::new(Document::new("c"), ReplicaId::new(1));
    act(&mut start, AddStudents { students: vec![student("Ana")] });
    let set = |book: &mut Book, level, reason: &str| {
        let student = id(book, "Ana");
        let (standard, reason) = ("A".into(), reason.to_owned());
        act(book, SetLevel { student, standard, level: Some(level), reason, on: TODAY });
    };
    let judged = |book: &Book| {
        let level = book.class().judgements.get(&(id(book, "Ana"), "A".into())).unwrap();
        (level.level, level.reason.clone())
    };
    // From nothing, and over one that both know; with reasons that are left as they were, or are not given.
    for (known, mine, theirs) in [
        (None, (3.0, ""), (4.0, "Showed it twice")),
        (Some((2.0, "Began")), (3.0, "Began"), (4.0, "Showed it twice")),
        (Some((2.0, "Began")), (2.0, "Began well"), (4.0, "Began")),
    ] {
        let mut both = start.clone();
        known.into_iter().for_each(|(level, reason)| set(&mut both, level, reason));
        let [mut one, mut other] = [2, 3].map(|n| Book::new(both.document().clone(), ReplicaId::new(n)));
        set(&mut one, mine.0, mine.1);
        set(&mut other, theirs.0, theirs.1);
        let before = judged(&one);
        let lost = one.take_document(other.document(), Vec::new(), label()).0.conflicts;
        assert_eq!(judged(&one), judged(&other), "replica 3 stands, as a whole");
        let decisions = together(lost.clone(), |it| (&it.place, Some(it.loser.stamp)));
        assert_eq!(decisions.len(), 1, "{known:?}");
        one.set(lost.into_iter().map(|it| (it.place, it.loser.value)).collect(), label());
        assert_eq!(judged(&one), before, "and the other one comes back as a whole");
        one.undo().unwrap();
        assert_eq!(judged(&one), judged(&other));
        one.undo().unwrap();
        one.undo().unwrap();
        let was = known.map(|(level, reason)| (Some(level), reason.to_owned()));
        let level = one.class().judgements.get(&(id(&one, "Ana"), "A".into()));
        assert_eq!(level.map(|it| (it.level, it.reason.clone())), was);
    }
}

/// Types one mark of today on one standard.
fn mark(book: &mut Book, kind: CheckKind, who: &str, typed: Typed) {
    let marks = vec![RoundMark { student: id(book, who), standard: "5.NF.A.1".into(), typed }];
    let subject = "m".into();
    act(book, RecordMarks { subject, kind, on: TODAY, helped: false, marks });
}

#[test]
fn a_score_and_that_somebody_was_absent_never_make_one_mark() {
    let said = |book: &Book| {
        let mut of_ana = book.class().evidence.iter().filter(|((who, ..), _)| *who == id(book, "Ana"));
        of_ana.next().map(|(_, mark)| (mark.score, mark.state))
    };
    for known in [None, Some(Typed::Level(2.0))] {
        let mut mine = Book::new(Document::new("c"), ReplicaId::new(1));
        act(&mut mine, AddStudents { students: vec![student("Ana"), student("Ben")] });
        mark(&mut mine, CheckKind::ExitTicket, "Ben", Typed::Level(3.0));
        known.into_iter().for_each(|typed| mark(&mut mine, CheckKind::ExitTicket, "Ana", typed));
        let mut theirs = Book::new(mine.document().clone(), ReplicaId::new(2));
        mark(&mut mine, CheckKind::ExitTicket, "Ana", Typed::Level(4.0));
        mark(&mut theirs, CheckKind::ExitTicket, "Ana", Typed::Absent);
        let both = [said(&mine), said(&theirs)];
        let (file, other) = (mine.document().clone(), theirs.document().clone());
        let lost = mine.take_document(&other, Vec::new(), label()).0.conflicts;
        theirs.take_document(&file, Vec::new(), label());
        assert_eq!(said(&mine), said(&theirs));
        assert!(both.contains(&said(&mine)), "{known:?}: {:?}", said(&mine));
        assert_eq!(together(lost.clone(), |it| (&it.place, Some(it.loser.stamp))).len(), 1);
        mine.set(lost.into_iter().map(|it| (it.place, it.loser.value)).collect(), label());
        assert!(both.contains(&said(&mine)) && said(&mine) != said(&theirs), "the other one, whole");
    }
}

#[test]
fn one_ticket_here_and_two_there_is_told() {
    let mut mine = Book::new(Document::new("c"), ReplicaId::new(1));
    act(&mut mine, AddStudents { students: vec![student("Ana")] });
    for kind in [CheckKind::ExitTicket, CheckKind::Observation] {
        mark(&mut mine, kind, "Ana", Typed::Level(3.0));
    }
    let checks: Vec<_> = mine.class().checks.iter().map(|(id, _)| id.clone()).collect();
    let mut theirs = Book::new(mine.document().clone(), ReplicaId::new(2));
    let answer = |same| JoinChecks { answers: vec![(checks[0].clone(), checks[1].clone(), same)] };
    act(&mut mine, answer(true));
    act(&mut theirs, answer(false));
    let told = mine.take_document(theirs.document(), Vec::new(), label()).0.conflicts;
    assert_eq!(told.len(), 1);
}

#[test]
fn an_earlier_state_comes_back_as_one_thing() {
    let mut book = Book::new(Document::new("c"), ReplicaId::new(1));
    act(&mut book, AddStudents { students: vec![student("Ana"), student("Ben")] });
    let (then, class) = (book.document().clone(), book.class().clone());
    let (ana, ben) = (id(&book, "Ana"), id(&book, "Ben"));
    act(&mut book, EditStudent { id: ana, student: student("Anna") });
    act(&mut book, RemoveStudent { id: ben });
    act(&mut book, AddStudents { students: vec![student("Cy")] });
    let now = book.class().clone();

    let own = BTreeSet::new();
    let values = book.back_to(&then, &own);
    assert!(book.back_to(book.document(), &own).is_empty());
    book.go_back(values, label());
    assert_eq!(book.class(), &class);
    assert!(book.back_to(&then, &own).is_empty());
    book.undo().unwrap();
    assert_eq!(book.class(), &now);
}

#[test]
fn a_view_learns_what_has_changed_since_it_looked() {
    let mut book = Book::new(Document::new("c"), ReplicaId::new(1));
    assert_eq!(book.touched_since(Followed::default()), None, "it has not looked yet");
    let mut followed = book.followed();
    assert_eq!(book.touched_since(followed), Some([].as_slice()));
    let kinds = |book: &Book, followed| {
        let touched = book.touched_since(followed)?.iter().map(|(kind, _)| kind.clone());
        Some(touched.collect::<Vec<_>>())
    };
    act(&mut book, AddStudents { students: vec![student("Ana")] });
    let added = kinds(&book, followed).unwrap();
    assert!(added.contains(&"student".into()), "{added:?}");
    followed = book.followed();
    book.undo().unwrap();
    assert_eq!(kinds(&book, followed).map(|undone| undone.contains(&"student".into())), Some(true));
    let mut theirs = Book::new(book.document().clone(), ReplicaId::new(2));
    act(&mut theirs, AddStudents { students: vec![student("Ben")] });
    followed = book.followed();
    book.take_document(theirs.document(), Vec::new(), label());
    assert_eq!(kinds(&book, followed).map(|merged| merged.contains(&"student".into())), Some(true));
    // Too many, and another book that has done as much.
    followed = book.followed();
    let many = (0..2 * MAX_TOUCHED).map(|n| student(&format!("S{n}"))).collect();
    act(&mut book, AddStudents { students: many });
    assert_eq!(book.touched_since(followed), None);
    let other = Book::new(book.document().clone(), ReplicaId::new(3));
    assert_eq!(other.touched_since(Followed { of: ReplicaId::new(1), ..other.followed() }), None);
}

#[test]
fn a_step_is_taken_back_by_its_number_and_no_other() {
    let mut book = Book::new(Document::new("c"), ReplicaId::new(1));
    assert_eq!(book.last_step(), None);
    act(&mut book, AddStudents { students: vec![student("Ana"), student("Ben")] });
    let added = book.last_step().unwrap();
    let (ana, ben) = (id(&book, "Ana"), id(&book, "Ben"));
    act(&mut book, EditStudent { id: ana.clone(), student: student("Anna") });
    let renamed = book.last_step().unwrap();
    // Nothing to change is no step.
    act(&mut book, EditStudent { id: ana.clone(), student: student("Anna") });
    assert_eq!(book.last_step(), Some(renamed));
    act(&mut book, EditStudent { id: ben, student: student("Benno") });
    let last = book.last_step().unwrap();

    assert!(book.undo_step(added).is_none(), "later steps were built on it");
    assert_eq!(names(&book), ["Anna", "Benno"]);
    let undone = book.undo_step(renamed).unwrap();
    assert_eq!((undone.left, names(&book)), (0, vec!["Ana", "Benno"]));
    assert!(book.undo_step(renamed).is_none(), "it was taken back already");
    assert_eq!(book.last_step(), Some(last));
    book.redo().unwrap();
    assert_eq!((book.last_step(), names(&book)), (Some(renamed), vec!["Anna", "Benno"]));
    book.undo_step(renamed).unwrap();
    book.undo_step(last).unwrap();
    assert_eq!(names(&book), ["Ana", "Ben"]);
    // The same number in another book is another step.
    let mut other = Book::new(Document::new("d"), ReplicaId::new(2));
    act(&mut other, AddStudents { students: vec![student("Cy")] });
    assert!(other.undo_step(added).is_none());
}

#[test]
fn a_step_that_another_writer_wrote_over_is_not_taken_back() {
    let [mut mine, theirs] = apart();
    let renamed = mine.last_step().unwrap();
    mine.take_lines(vec![Line::Document(Box::new(theirs.document().clone()))]);
    assert_eq!(names(&mine), ["Anya", "Ben"]);
    assert!(mine.undo_step(renamed).is_none());
    assert_eq!(names(&mine), ["Anya", "Ben"]);
}

#[test]
fn two_steps_on_the_same_thing_are_taken_back_one_after_the_other() {
    let mut book = Book::new(Document::new("c"), ReplicaId::new(1));
    act(&mut book, AddStudents { students: vec![student("Ana")] });
    let ana = id(&book, "Ana");
    for name in ["Anna", "Anouk"] {
        act(&mut book, EditStudent { id: ana.clone(), student: student(name) });
    }
    for name in ["Anna", "Ana"] {
        assert_eq!(book.undo().unwrap().left, 0);
        assert_eq!(names(&book), [name]);
    }
    for name in ["Anna", "Anouk"] {
        assert_eq!(book.redo().unwrap().left, 0);
        assert_eq!(names(&book), [name]);
    }
}

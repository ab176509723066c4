//! A ticket that comes in twice counts once: exported again a week later, pasted twice, entered by two adults.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::collections::BTreeMap;

use rondo::document::import::bring::{Answers, ItemAnswer, command, items, people, remembered};
use rondo::document::import::{guess_scores, read_file, read_scores};
use rondo::document::{Book, Document, ReplicaId, file};
use rondo::domain::command::{
    AddStudents, JoinChecks, Meeting, NewStudent, RecordCheck, RecordMarks, RoundMark, StartClass,
    TakeBackEvidence, Typed,
};
use rondo::domain::id::{CheckId, StudentId, SubjectId};
use rondo::domain::mastery::same_ticket::doubles;
use rondo::domain::mastery::{CheckKind, StandardMastery};
use rondo::domain::subject::in_order;
use rondo::domain::{Class, Date};
use rondo::view::{mastery, sheet, student};

const MONDAY: Date = Date::constant(2026, 11, 2);
const NEXT_MONDAY: Date = Date::constant(2026, 11, 9);

fn replica(n: u64) -> ReplicaId {
    ReplicaId::new(n)
}

fn started() -> Book {
    let mut book = Book::new(Document::new("c"), replica(1));
    book.dispatch(
        &StartClass { name: "5B".into(), grade: "5".into(), subjects: vec!["Math".into()] },
        MONDAY,
    )
    .unwrap();
    let student = |given: &str, family: &str| NewStudent {
        given: given.into(),
        family: family.into(),
        ..NewStudent::default()
    };
    let students = vec![student("Ana", "Ruiz"), student("Ben", "Li"), student("Cy", "Ott")];
    book.dispatch(&AddStudents { students }, MONDAY).unwrap();
    book
}

/// The file, read and answered as the page guesses it, with what the class has of it already.
fn read(book: &Book, bytes: &[u8], today: Date) -> (RecordCheck, Vec<Meeting>) {
    let table = read_file(bytes).unwrap();
    let preview = read_scores(&table, &guess_scores(&table), today);
    let class = book.class();
    let mut guesses = items(&preview);
    remembered(class, &mut guesses);
    let answers = Answers {
        subject: in_order(class)[0].0.clone(),
        kind: CheckKind::ExitTicket,
        title: String::new(),
        done_on: Some(today),
        items: guesses.iter().map(ItemAnswer::from).collect(),
        parts: Vec::new(),
        people: people(class, &preview.students),
        labels: BTreeMap::new(),
    };
    let check = command(class, &rondo::domain::standards::Catalog::default(), &preview, &answers).unwrap();
    let meetings = check.meetings(class);
    (check, meetings)
}

/// Brings it in without any answer.
fn bring(book: &mut Book, bytes: &[u8], today: Date) -> Vec<Meeting> {
    let (mut check, meetings) = read(book, bytes, today);
    check.settle(&meetings, |_| None);
    book.dispatch(&check, today).unwrap();
    meetings
}

fn counts(book: &Book) -> (usize, usize, usize) {
    let class = book.class();
    (class.students.len(), class.checks.len(), class.evidence.len())
}

const WEEK: &str =
    "Student,ID,SIS User ID,SIS Login ID,Section,5.NF.A.1 Exit Ticket (101)\n    Points Possible,,,,,4\n";

/// A week later: one column more.
const NEXT_WEEK: &str =
    "Student,ID,SIS User ID,SIS Login ID,Section,5.NF.A.1 Exit Ticket (101),5.NF.A.2 Exit Ticket (102)
    Points Possible,,,,,4,4\n";

#[test]
fn an_export_with_one_more_column_brings_its_three_marks_and_asks_nothing() {
    let first =
        format!("{WEEK}\"Ruiz, Ana\",1,s1,l1,Sec,2\n\"Li, Ben\",2,s2,l2,Sec,4\n\"Ott, Cy\",3,s3,l3,Sec,1\n");
    let second = format!(
        "{NEXT_WEEK}\"Ruiz, Ana\",1,s1,l1,Sec,2,3\n\"Li, Ben\",2,s2,l2,Sec,4,4\n\"Ott, Cy\",3,s3,l3,Sec,1,0\n"
    );
    let mut book = started();
    bring(&mut book, first.as_bytes(), MONDAY);
    assert_eq!(counts(&book), (3, 1, 3));
    let meetings = bring(&mut book, second.as_bytes(), NEXT_MONDAY);
    assert!(meetings.iter().all(|met| met.is_sure && met.is_all_as_before()), "{meetings:?}");
    assert_eq!(counts(&book), (3, 2, 6));
    for again in [&first, &second, &first] {
        let written = {
            let (mut check, meetings) = read(&book, again.as_bytes(), NEXT_MONDAY);
            check.settle(&meetings, |_| None);
            book.dispatch(&check, NEXT_MONDAY).unwrap().writes.len()
        };
        assert_eq!((written, counts(&book)), (0, (3, 2, 6)));
    }
}

#[test]
fn a_changed_mark_is_changed_and_who_is_missing_is_named_and_stays() {
    let mut book = started();
    let first =
        format!("{WEEK}\"Ruiz, Ana\",1,s1,l1,Sec,3\n\"Li, Ben\",2,s2,l2,Sec,2\n\"Ott, Cy\",3,s3,l3,Sec,4\n");
    let second = format!("{WEEK}\"Ruiz, Ana\",1,s1,l1,Sec,3\n\"Li, Ben\",2,s2,l2,Sec,4\n");
    bring(&mut book, first.as_bytes(), MONDAY);
    let meetings = bring(&mut book, second.as_bytes(), NEXT_MONDAY);
    let [met] = meetings.as_slice() else { panic!("{meetings:?}") };
    assert_eq!((met.is_sure, met.added, met.changed.len(), met.as_before), (true, 0, 1, 1));
    let vanished: Vec<String> =
        met.vanished.iter().map(|id| book.class().students.get(id).unwrap().full()).collect();
    assert_eq!(vanished, ["Cy Ott"]);
    assert_eq!(counts(&book), (3, 1, 3));
    let mut scores: Vec<f64> = book.class().evidence.iter().filter_map(|(_, mark)| mark.score).collect();
    scores.sort_by(f64::total_cmp);
    assert_eq!(scores, [3.0, 4.0, 4.0]);
    book.undo();
    let scores: f64 = book.class().evidence.iter().filter_map(|(_, mark)| mark.score).sum();
    assert!((scores - 9.0).abs() < 1e-9, "one undo");
}

#[test]
fn pasted_twice_is_there_once_and_the_standard_that_was_typed_is_remembered() {
    let mut book = started();
    let pasted = b"Name,Warm-up\nAna Ruiz,3\nBen Li,2\nCy Ott,4\n";
    let (mut check, _) = read(&book, pasted, MONDAY);
    check.items[0].standards = vec!["5.NF.A.1".into()];
    book.dispatch(&check, MONDAY).unwrap();
    let meetings = bring(&mut book, pasted, MONDAY);
    assert!(meetings.len() == 1 && meetings[0].is_sure && meetings[0].is_all_as_before());
    assert_eq!(counts(&book), (3, 1, 3));
    // The next day's warm-up with other marks is another ticket.
    let meetings = bring(&mut book, b"Name,Warm-up\nAna Ruiz,1\nBen Li,4\nCy Ott,3\n", NEXT_MONDAY);
    assert!(meetings.is_empty(), "{meetings:?}");
    assert_eq!(counts(&book), (3, 2, 6));
}

/// A colleague's copy of the class.
fn copy(book: &Book, n: u64) -> Book {
    let opened = file::read(file::write(book.document()).as_bytes()).unwrap();
    Book::new(opened.document, replica(n))
}

fn ids(class: &Class) -> Vec<StudentId> {
    ["Ana", "Ben", "Cy"]
        .map(|given| class.students.iter().find(|(_, s)| s.given == given).unwrap().0.clone())
        .to_vec()
}

fn typed(book: &mut Book, levels: &[(usize, f64)]) {
    let (subject, students) = (in_order(book.class())[0].0.clone(), ids(book.class()));
    let mark = |(at, level): &(usize, f64)| RoundMark {
        student: students[*at].clone(),
        standard: "5.NF.A.1".into(),
        typed: Typed::Level(*level),
    };
    let marks = levels.iter().map(mark).collect();
    let kind = CheckKind::ExitTicket;
    book.dispatch(&RecordMarks { subject, kind, on: MONDAY, helped: false, marks }, MONDAY).unwrap();
}

fn merge(into: &mut Book, from: &Book) {
    into.take_document(from.document(), Vec::new(), rondo::domain::Sentence::new("undo.import_file"));
}

/// Two adults entered one ticket, each on an own computer; then the copies met.
fn two_adults() -> (Book, Book) {
    let mut mine = started();
    let mut theirs = copy(&mine, 2);
    typed(&mut mine, &[(0, 3.0), (1, 2.0)]);
    typed(&mut theirs, &[(0, 3.0), (1, 4.0), (2, 1.0)]);
    merge(&mut mine, &theirs);
    (mine, theirs)
}

fn pairs(book: &Book) -> Vec<(CheckId, CheckId)> {
    doubles(book.class()).into_iter().map(|double| (double.one, double.other)).collect()
}

fn join(book: &mut Book, same: bool) {
    let answers = pairs(book).into_iter().map(|(one, other)| (one, other, same)).collect();
    book.dispatch(&JoinChecks { answers }, MONDAY).unwrap();
}

/// Everything that pages and exports say of marks, in one text.
fn said(class: &Class) -> String {
    let catalog = rondo::domain::standards::Catalog::default();
    let subject: SubjectId = in_order(class)[0].0.clone();
    let mut said = format!("{:?}\n{:?}\n", sheet::marks(class, &catalog), sheet::mastery(class, &catalog));
    for id in ids(class) {
        let panel = mastery::cell_panel(class, &catalog, &subject, &id, &"5.NF.A.1".into());
        let rows: Vec<String> = panel.evidence.iter().map(|row| format!("{} {}", row.on, row.what)).collect();
        said += &format!(
            "{rows:?} {} {}
",
            panel.verdict, panel.next
        );
        let mastery = StandardMastery::of(class, &subject, &"5.NF.A.1".into());
        said += &format!("{:?} {:?}\n", mastery.standing(class, &id), mastery.evidence(&id).len());
        said += &format!("{:?}\n", student::student_page(class, &catalog, &id, NEXT_MONDAY));
    }
    said + &format!(
        "{:?}",
        mastery::mastery(class, &catalog, &subject, None, NEXT_MONDAY, mastery::Sort::Name)
    )
}

#[test]
fn two_adults_ticket_counts_once_on_every_page_and_undo_brings_both_back() {
    let (mut mine, _) = two_adults();
    assert_eq!((pairs(&mine).len(), counts(&mine)), (1, (3, 2, 5)));
    let apart = said(mine.class());
    join(&mut mine, true);
    assert_eq!((pairs(&mine).len(), counts(&mine)), (0, (3, 1, 3)));
    // A class in which nothing was ever entered twice says the same.
    let mut once = started();
    let shown: Vec<(usize, f64)> = (0..)
        .zip(ids(mine.class()))
        .take(3)
        .filter_map(|(at, id)| {
            let mut marks = mine.class().evidence.iter().filter(|(key, _)| key.0 == id);
            Some((at, marks.next()?.1.score?))
        })
        .collect();
    typed(&mut once, &shown);
    assert_eq!(said(mine.class()), said(once.class()));
    mine.undo();
    assert_eq!(said(mine.class()), apart);
    mine.redo();
    assert_eq!(said(mine.class()), said(once.class()));
}

#[test]
fn the_answer_travels_whoever_gives_it_and_marks_that_follow_count_once() {
    let (mut mine, mut theirs) = two_adults();
    merge(&mut theirs, &mine);
    join(&mut mine, true);
    join(&mut theirs, true);
    // Ben is marked again on one computer, Ana is taken back on the other.
    typed(&mut mine, &[(1, 3.0)]);
    let (key, _) = theirs.class().evidence.iter().find(|(key, _)| key.0 == ids(theirs.class())[0]).unwrap();
    let (student, standard, check, attempt) = key.clone();
    theirs.dispatch(&TakeBackEvidence { student, standard, check, attempt }, MONDAY).unwrap();
    let (before, other) = (mine.document().clone(), theirs.document().clone());
    merge(&mut mine, &theirs);
    theirs.take_document(&before, Vec::new(), rondo::domain::Sentence::new("undo.import_file"));
    assert_eq!(mine.class(), theirs.class());
    assert_eq!(
        mine.class(),
        Book::new(mine.document().clone(), replica(9)).class(),
        "as it is read from a file"
    );
    assert!(!other.records.is_empty());
    let scores: Vec<(String, Option<f64>)> = ids(mine.class())
        .iter()
        .map(|id| {
            let mut marks = mine.class().evidence.iter().filter(|(key, _)| key.0 == *id);
            (
                mine.class().students.get(id).unwrap().given.clone(),
                marks.next().and_then(|(_, mark)| mark.score),
            )
        })
        .collect();
    let expected = [("Ana", None), ("Ben", Some(3.0)), ("Cy", Some(1.0))];
    assert_eq!(scores, expected.map(|(given, score)| (given.to_owned(), score)));
}

#[test]
fn two_tickets_that_are_two_stay_two_and_nobody_asks_again() {
    let (mut mine, mut theirs) = two_adults();
    join(&mut mine, false);
    assert_eq!((pairs(&mine).len(), counts(&mine)), (0, (3, 2, 5)));
    merge(&mut theirs, &mine);
    assert!(pairs(&theirs).is_empty());
    mine.undo();
    assert_eq!(pairs(&mine).len(), 1);
}

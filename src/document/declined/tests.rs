//! What was undone here stays with others, comes in again when it is brought in again, and survives on the shelf.

use std::collections::BTreeMap;

use super::*;
use crate::document::line::Line;
use crate::document::preview::{Fate, Preview};
use crate::document::shelf::MemoryShelf;
use crate::document::store::{self, Journal};
use crate::document::trust::{Writers, merges_at_once};
use crate::document::{Book, file};
use crate::domain::command::{AddStudents, Command, EditStudent, NewStudent};
use crate::domain::id::StudentId;
use crate::domain::{Date, Sentence};

const TODAY: Date = Date::constant(2026, 11, 28);

fn replica(n: u64) -> ReplicaId {
    ReplicaId::new(n)
}

fn act(book: &mut Book, command: impl Command) {
    book.dispatch(&command, TODAY).unwrap();
}

fn student(given: &str) -> NewStudent {
    NewStudent { given: given.into(), ..NewStudent::default() }
}

fn add(given: &str) -> AddStudents {
    AddStudents { students: vec![student(given)] }
}

fn id(book: &Book, name: &str) -> StudentId {
    book.class().students.iter().find(|(_, student)| student.given == name).unwrap().0.clone()
}

fn rename(book: &mut Book, from: &str, to: &str) {
    let command = EditStudent { id: id(book, from), student: student(to) };
    act(book, command);
}

fn names(book: &Book) -> Vec<String> {
    book.class().students.iter().map(|(_, student)| student.given.clone()).collect()
}

fn label() -> Sentence {
    Sentence::new("undo.import_file").with("name", "x")
}

fn bring(book: &mut Book, other: &Document) -> Vec<crate::document::Conflict> {
    let wanted = book.accepting(other);
    book.take_document(&wanted, Vec::new(), label()).0.conflicts
}

/// As it leaves one computer and is read on another.
fn sent(book: &Book) -> Document {
    file::read(file::write(book.document()).as_bytes()).unwrap().document
}

/// A class with Ana and Ben, and a colleague's copy in which Ben is Benny and Cy is new.
fn two() -> (Book, Book) {
    let mut mine = Book::new(Document::new("c"), replica(1));
    act(&mut mine, AddStudents { students: vec![student("Ana"), student("Ben")] });
    let mut theirs = Book::new(mine.document().clone(), replica(2));
    rename(&mut theirs, "Ben", "Benny");
    act(&mut theirs, add("Cy"));
    (mine, theirs)
}

#[test]
fn an_undone_import_deletes_nothing_at_the_colleagues_and_comes_in_again() {
    let (mut mine, mut theirs) = two();
    let before = mine.class().clone();
    bring(&mut mine, &sent(&theirs));
    assert_eq!(names(&mine), ["Ana", "Benny", "Cy"]);
    rename(&mut mine, "Ana", "Anna");
    mine.undo().unwrap();
    mine.undo().unwrap();
    assert_eq!(mine.class(), &before);
    rename(&mut mine, "Ana", "Anna");

    // The next copy that is saved here takes nothing away there, and says nothing of it.
    let back = sent(&mine);
    assert!(
        !file::write(mine.document()).contains("Cy") && !file::write(mine.document()).contains("declined")
    );
    assert!(bring(&mut theirs, &back).is_empty());
    assert_eq!(names(&theirs), ["Anna", "Benny", "Cy"]);

    // The same file brings everything again, and its preview says so.
    let theirs = sent(&theirs);
    let preview = Preview::of(mine.document(), &theirs);
    assert_eq!(preview.counts["student"], BTreeMap::from([(Fate::New, 1), (Fate::Changed, 1)]));
    bring(&mut mine, &theirs);
    assert_eq!(names(&mine), ["Anna", "Benny", "Cy"]);
}

#[test]
fn redo_brings_an_undone_import_back() {
    let (mut mine, theirs) = two();
    bring(&mut mine, &sent(&theirs));
    let after = mine.class().clone();
    for _ in 0..3 {
        mine.undo().unwrap();
        assert_eq!(names(&mine), ["Ana", "Ben"]);
        mine.redo().unwrap();
        assert_eq!(mine.class(), &after);
    }
    assert!(!mine.document().declines_some_of(theirs.document()));
}

#[test]
fn going_back_declines_what_others_wrote_and_writes_over_what_is_own() {
    let (mut mine, mut theirs) = two();
    let then = mine.document().clone();
    act(&mut mine, add("Dee"));
    bring(&mut mine, &sent(&theirs));
    let values = mine.back_to(&then, &BTreeSet::new());
    mine.go_back(values, label());
    assert_eq!(names(&mine), ["Ana", "Ben"]);
    assert!(bring(&mut theirs, &sent(&mine)).is_empty());
    assert_eq!(names(&theirs), ["Ana", "Benny", "Cy"], "Dee was taken back by her writer");
    mine.undo().unwrap();
    let mut all = names(&mine);
    all.retain(|name| name != "Dee");
    assert_eq!(all, ["Ana", "Benny", "Cy"]);
    assert_eq!(names(&mine).len(), 4);
}

#[test]
fn a_backup_brings_back_what_was_undone_since() {
    let (mut mine, theirs) = two();
    bring(&mut mine, &sent(&theirs));
    let with_theirs = mine.document().clone();
    mine.undo().unwrap();
    let values = mine.back_to(&with_theirs, &BTreeSet::new());
    mine.go_back(values, label());
    assert_eq!(names(&mine), ["Ana", "Benny", "Cy"]);
    assert_eq!(mine.document().field(&given(&mine, "Cy")).unwrap().stamp.replica, replica(2));
}

fn given(book: &Book, name: &str) -> Place {
    Place { kind: "student".into(), id: id(book, name).to_string(), field: "given".into() }
}

#[test]
fn what_was_declined_stays_out_in_whatever_order_the_shelf_is_read() {
    let (mut mine, theirs) = two();
    let start = mine.document().clone();
    let their_file = mine.accepting(&sent(&theirs));
    mine.take_document(&their_file, Vec::new(), label());
    let undone = mine.undo().unwrap().document.unwrap();
    assert_eq!(names(&mine), ["Ana", "Ben"]);
    let accepted = mine.accepting(&sent(&theirs));
    let mut again = mine.clone();
    again.take_document(&accepted, Vec::new(), label());
    for (lines, wanted) in [
        (vec![&start, &their_file, &undone], &mine),
        (vec![&start, &their_file, &undone, &accepted], &again),
        // A slot that was written meanwhile holds everything up to then.
        (vec![mine.document(), &their_file, &undone], &mine),
        (vec![mine.document(), &their_file, &accepted], &again),
    ] {
        for turn in 0..lines.len() {
            let mut turned = lines.clone();
            turned.rotate_left(turn);
            let mut shelf = MemoryShelf::default();
            for (n, document) in (1..).zip(turned) {
                let stamp = Stamp { clock: n, replica: replica(9) };
                Journal::new("c").append_document(&mut shelf, stamp, document.clone()).unwrap();
            }
            let mut opened = store::open(&shelf, "c").unwrap();
            let book = Book::new(opened.document.clone(), replica(8));
            assert_eq!(book.class(), wanted.class());
            for _ in 0..2 {
                opened.journal.fold(&mut shelf, &opened.document).unwrap();
            }
            assert!(shelf.texts.keys().all(|key| key.contains("/slot/")), "{:?}", shelf.texts.keys());
            let opened = store::open(&shelf, "c").unwrap();
            assert_eq!(Book::new(opened.document, replica(8)).class(), wanted.class());
        }
    }
    // Another tab, which had taken the import in.
    let mut tab = Book::new(start, replica(3));
    tab.take_lines(vec![Line::Document(Box::new(their_file))]);
    tab.take_lines(vec![Line::Document(Box::new(undone))]);
    assert_eq!(tab.class(), mine.class());
    tab.take_lines(vec![Line::Document(Box::new(accepted))]);
    assert_eq!(tab.class(), again.class());
}

#[test]
fn a_removal_for_good_is_undone_whole_and_never_comes_at_once() {
    let (mut mine, mut theirs) = two();
    bring(&mut mine, &sent(&theirs));
    let class = mine.class().clone();
    let mut document = theirs.document().clone();
    document.remove_for_good("student", &id(&theirs, "Ana").to_string(), document.next_stamp(replica(2)));
    theirs = Book::new(document, replica(2));
    let opened = file::read(file::write(theirs.document()).as_bytes()).unwrap();
    let by = Writers { computer: replica(50), replicas: [replica(2)].into() };
    assert!(!merges_at_once(mine.document(), &opened, &by, &[replica(50)]));

    let with_ana = mine.document().clone();
    bring(&mut mine, &opened.document);
    assert_eq!(names(&mine), ["Benny", "Cy"]);
    mine.undo().unwrap();
    assert_eq!(mine.class(), &class);
    assert_eq!(Book::new(mine.document().clone(), replica(7)).class(), &class);
    mine.redo().unwrap();
    assert_eq!(names(&mine), ["Benny", "Cy"]);
    // So do own backups.
    let values = mine.back_to(&with_ana, &BTreeSet::new());
    mine.go_back(values, label());
    assert_eq!(mine.class(), &class);
    assert!(!merges_at_once(mine.document(), &opened, &by, &[replica(50)]), "it was declined");
    // The colleague is not contradicted.
    bring(&mut theirs, &sent(&mine));
    assert_eq!(names(&theirs), ["Benny", "Cy"]);
}

#[test]
fn a_record_that_is_back_holds_nothing_that_is_still_declined() {
    let (mut mine, mut theirs) = two();
    bring(&mut mine, &sent(&theirs));
    let with_benny = mine.document().clone();
    mine.undo().unwrap();
    let line = theirs.remove_for_good([("student".into(), id(&theirs, "Benny").to_string())].into());
    assert_eq!(line.records["student"].len(), 1);
    bring(&mut mine, &sent(&theirs));
    assert_eq!(names(&mine), ["Ana", "Cy"]);
    let values = mine.back_to(&with_benny, &BTreeSet::new());
    mine.go_back(values, label());
    assert_eq!(names(&mine), ["Ana", "Benny", "Cy"]);
    // The next opening leaves out what is declined.
    let mut again = Document::new("c");
    again.merge(mine.document());
    assert_eq!(names(&Book::new(again, replica(1))), ["Ana", "Benny", "Cy"]);
}

#[test]
fn a_command_on_what_was_removed_for_good_is_refused() {
    let (mut mine, _) = two();
    let ana = id(&mine, "Ana");
    let mut document = mine.document().clone();
    document.remove_for_good("student", &ana.to_string(), document.next_stamp(replica(2)));
    mine.take_document(&document, Vec::new(), label());
    let class = mine.class().clone();
    let command = crate::domain::command::AddStudents { students: vec![student("Eve")] };
    act(&mut mine, command);
    mine.undo().unwrap();
    assert_eq!(mine.class(), &class);
    assert!(mine.dispatch(&EditStudent { id: ana, student: student("Anna") }, TODAY).is_err());
    assert_eq!(mine.class(), &class);
}

#[test]
fn an_old_file_with_an_undone_import_deletes_nothing() {
    let text = |at: &str, base: &str| {
        format!(
            "{{\"format\":\"rondo-class\",\"version\":1,\"checksum\":\"0\",\n\"class\":\"c\",\n\"seen\":{{\"00000001\":4}},\n\"writers\":{{\"computer\":\"00000050\",\"replicas\":[\"00000001\",\"00000004\"]}},\n\"records\":[\n{{\"kind\":\"check\",\"id\":\"k\",\"at\":\"{at}\",\"fields\":{{\"title\":null}}{base}}}\n]}}\n"
        )
    };
    let rows = |text: String| file::read(text.as_bytes()).unwrap().document.records.len();
    let base = |stamp: &str| format!(",\"base\":{{\"title\":\"{stamp}\"}}");
    assert_eq!(rows(text("4.00000001", &base("3.00000002"))), 0, "over a colleague's");
    assert_eq!(rows(text("4.00000001", &base("3.00000004"))), 1, "over one's own of another visit");
    assert_eq!(rows(text("4.00000001", "")), 1, "over one's own");
    // Kept by the reader of the file, it stays on the shelf of whoever brought it in, who wrote neither.
    let mut shelf = MemoryShelf::default();
    let taken_back = text("4.00000001", &base("3.00000004"));
    let brought = file::read(taken_back.as_bytes()).unwrap().document;
    store::Journal::new("c").append_document(&mut shelf, brought.next_stamp(replica(9)), brought).unwrap();
    let found = store::open(&shelf, "c").unwrap().document;
    assert_eq!(found.records.len(), 1, "and on every shelf it came to");
    let copy = file::read(file::write(&found).as_bytes()).unwrap().document;
    assert_eq!(copy.records.len(), 1);
    // So does one that is left with nothing but what was taken back, when what stood beside it is not wanted here.
    let marked = text("4.00000001", &base("3.00000002"))
        .replace("\"title\":null", "\"done_on\":\"2026-11-02\",\"title\":null");
    let mut copy = file::read(marked.as_bytes()).unwrap().document;
    copy.put(&Place { kind: "check".into(), id: "k".into(), field: "done_on".into() }, None);
    copy.forget_undone(&BTreeSet::default());
    assert_eq!(copy.records.len(), 1, "what was decided stays decided");
    let exact = text("4.00000001", &base("+3.00000002")).replace("\"version\":1", "\"version\":2");
    assert_eq!(rows(exact), 1, "what this version writes is meant");
}

#[test]
fn going_back_takes_nothing_from_others_that_was_edited_here() {
    for undone in [false, true] {
        let (mut mine, mut theirs) = two();
        let earlier = mine.document().clone();
        bring(&mut mine, &sent(&theirs));
        rename(&mut mine, "Cy", "Cyrus");
        rename(&mut mine, "Benny", "Benjamin");
        if undone {
            // What is left of it is a stamp.
            mine.undo().unwrap();
            mine.undo().unwrap();
        }
        let back = mine.back_to(&earlier, &BTreeSet::new());
        mine.go_back(back, label());
        assert_eq!(names(&mine), ["Ana", "Ben"]);
        let before = names(&theirs);
        assert!(bring(&mut theirs, &sent(&mine)).is_empty());
        assert_eq!(names(&theirs), before, "{undone}");
        // It stays out of what comes by itself, and comes in by hand.
        let file = sent(&theirs);
        mine.take_document(&file, Vec::new(), label());
        assert_eq!(names(&mine), ["Ana", "Ben"]);
        bring(&mut mine, &file);
        assert_eq!(names(&mine), before);
    }
}

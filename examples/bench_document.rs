//! Times a class document at its full size, and weighs what a browser keeps of ten such classes.
//! `cargo run --release --example bench_document`
//!
//! A full class is 35 students x 60 standards x 10 pieces of evidence, written as the page writes them: eight of ten
//! in checks that come whole, two typed cell by cell, and a fresh replica on every day with work.
#![allow(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a benchmark that cannot go on says where")]

use std::collections::BTreeMap;
use std::time::Instant;

use rondo::document::preview::Preview;
use rondo::document::shelf::MemoryShelf;
use rondo::document::store::reserve;
use rondo::document::store::{Folded, Found, Journal};
use rondo::document::{Book, Document, ReplicaId, file, store};
use rondo::domain::class::Class;
use rondo::domain::command::{
    AddStudents, Command, Context, MarkOf, NewItem, NewMark, NewStudent, RecordCheck, RecordMarks, RoundMark,
    StartClass, Typed,
};
use rondo::domain::id::{CheckId, Mint, StudentId, SubjectId};
use rondo::domain::mastery::{Check, CheckKind, EvidenceState};
use rondo::domain::sample::generate::{edited_apart, generate};
use rondo::domain::standards::Catalog;
use rondo::domain::{Date, Sentence};

const STUDENTS: u32 = 35;
const STANDARDS: u32 = 60;
const EVIDENCE: u32 = 10;
const CLASSES: u64 = 10;
/// Lines that lie beside the slots until the next fold.
const LINES: u32 = 60;
/// Edits of each copy before two are merged.
const EDITS: u32 = 500;
const ROUNDS: usize = 15;
/// As in `src/app/folding.rs`.
const RECORDS_A_SLICE: usize = 128;
const BUDGET: usize = 4_000_000;
/// Students of the plan, and who they are in the class.
type Ids<'a> = BTreeMap<&'a StudentId, StudentId>;

const LAST_DAY: Date = Date::constant(2027, 7, 1);

fn main() {
    let Year { document, class, .. } = full_class(1);
    let document = &document;
    let marks = class.evidence.len();
    let text = file::write(document);
    let packed = file::pack(document);
    println!("a full class: {marks} marks, {} replicas, file of {} bytes", document.seen.len(), text.len());
    time("open a file", 50.0, || file::read(text.as_bytes()).unwrap());
    time("open a file, with its class", 50.0, || book(file::read(text.as_bytes()).unwrap().document));
    time("write a file", 0.0, || file::write(document));
    println!("packed: {:.2} characters a mark and slot (budget 9)", ratio(packed.len(), 21_000));
    time("pack it", 0.0, || file::pack(document));
    time("unpack it", 0.0, || file::unpack(&packed).unwrap());

    let (mine, theirs) = (edited(document, 0), edited(document, 1));
    time("merge two copies edited apart", 100.0, || {
        let mut all = mine.clone();
        let merged = all.merge(&theirs);
        (all, merged)
    });
    time("merge into an empty document", 100.0, || Document::new("c").merge(document));
    time("preview of that merge", 0.0, || Preview::of(&mine, &theirs));
    time("bring that copy in and undo it", 0.0, || {
        let mut book = book(mine.clone());
        book.take_document(&theirs, Vec::new(), Sentence::new("undo.import_file"));
        book.undo()
    });

    let mut shelf = MemoryShelf::default();
    keep(&mut shelf, 1);
    let id = document.id.as_str();
    time("open from storage: both slots, 60 lines", 0.0, || store::open(&shelf, id).unwrap());
    let found = store::open(&shelf, id).unwrap();
    time("fold at once", 0.0, || found.journal.clone().fold(&mut shelf.clone(), &found.document).unwrap());
    slices(&found, &shelf);
    room();
}

/// The longest slices of a fold, as the page cuts it. Every round does the same in its nth slice, so the best time of
/// each is what it takes; the rest is what else the machine did.
fn slices(found: &Found, shelf: &MemoryShelf) {
    let book = book(found.document.clone());
    let mut best: Vec<f64> = Vec::new();
    for _ in 0..ROUNDS {
        let (mut journal, mut shelf) = (found.journal.clone(), shelf.clone());
        journal.begin_fold(&book);
        let mut folded = Folded::Going;
        for nth in 0.. {
            if folded != Folded::Going {
                break;
            }
            let start = Instant::now();
            folded = journal.fold_on(&mut shelf, &book, RECORDS_A_SLICE).unwrap();
            let spent = start.elapsed().as_secs_f64() * 1000.0;
            match best.get_mut(nth) {
                Some(best) => *best = best.min(spent),
                None => best.push(spent),
            }
        }
    }
    let (n, all) = (best.len(), best.iter().sum::<f64>());
    best.sort_by(|a, b| b.total_cmp(a));
    println!("fold in {n} slices: {all:.1} ms, the longest {:.2} ms, the next {:.2}", best[0], best[1]);
}

/// What ten classes take in a browser's storage.
fn room() {
    let mut shelf = MemoryShelf::default();
    (1..=CLASSES).for_each(|seed| keep(&mut shelf, seed));
    reserve::keep(&mut shelf).unwrap();
    let length = |what: &str| -> usize {
        let kept = shelf.texts.iter().filter(|(key, _)| key.contains(what));
        kept.map(|(key, text)| key.len() + text.len()).sum()
    };
    let marks = u64::from(STUDENTS * STANDARDS * EVIDENCE) * CLASSES;
    let (slots, lines, all) = (length("/slot/"), length("/j/"), length(""));
    println!("ten classes: slots {slots}, lines {lines}, all {all} of {BUDGET} characters");
    println!("characters per mark and slot: {:.2} (budget 9)", ratio(slots, 2 * marks));
}

#[expect(clippy::cast_precision_loss, reason = "printed with two decimals")]
fn ratio(a: usize, b: u64) -> f64 {
    a as f64 / b as f64
}

/// Puts a full class on the shelf: both slots, and the lines after the last fold.
fn keep(shelf: &mut MemoryShelf, seed: u64) {
    let Year { mut document, class, replica } = full_class(seed);
    let mut journal = Journal::new(&document.id);
    for _ in 0..2 {
        journal.fold(shelf, &document).unwrap();
    }
    for changes in edited_apart(&class, 1, LINES, seed).remove(0) {
        let delta = document.write(document.next_stamp(replica), changes.0);
        journal.append(shelf, delta).unwrap();
    }
}

fn book(document: Document) -> Book {
    Book::new(document, ReplicaId::new(0x9_9999_9999))
}

/// A copy after many edits by one writer, each a command of its own.
fn edited(document: &Document, writer: u64) -> Document {
    let class = book(document.clone());
    let edits = edited_apart(class.class(), 2, EDITS, 7).remove(usize::try_from(writer).unwrap());
    let mut copy = document.clone();
    for changes in edits {
        let stamp = copy.next_stamp(ReplicaId::new(0x12_3456_789a + writer));
        copy.write(stamp, changes.0);
    }
    copy
}

/// A teacher's year: the marks of a generated class, written day by day.
fn full_class(seed: u64) -> Year {
    let catalog = Catalog::from_csv(
        include_str!("../data/standards/ccss-math.csv"),
        include_str!("../data/standards/ccss-math-edges.csv"),
        include_str!("../data/standards/domains.csv"),
    )
    .unwrap();
    let mut plan = Class::default();
    plan.apply(&generate(&catalog, STUDENTS, STANDARDS, EVIDENCE, seed).0);
    let document = Document::new(format!("{seed:x}c1a55"));
    let mut year = Year { document, class: Class::default(), replica: replica(seed, 0) };
    year.give(&StartClass { name: format!("Class {seed}"), ..StartClass::default() });
    let named = plan.students.iter().map(|(_, student)| NewStudent {
        given: student.given.clone(),
        family: student.family.clone(),
        ..NewStudent::default()
    });
    year.give(&AddStudents { students: named.collect() });
    let ids: Vec<StudentId> = year.class.students.iter().map(|(id, _)| id.clone()).collect();
    let ids: Ids = plan.students.iter().map(|(id, _)| id).zip(ids).collect();
    let mut days: BTreeMap<Date, Vec<(&CheckId, &Check)>> = BTreeMap::new();
    for (id, check) in plan.checks.iter() {
        days.entry(check.done_on.unwrap()).or_default().push((id, check));
    }
    for (nth, (day, checks)) in (1..).zip(days) {
        year.replica = replica(seed, nth);
        for (id, check) in checks {
            // The last digit of a check's id says which of the ten it is.
            if id.as_str().ends_with(['3', '7']) {
                typed(&plan, &ids, id, day, &mut year);
            } else {
                whole(&plan, &ids, id, check, &mut year);
            }
        }
    }
    year
}

/// A class that is written by command, as `Book` does it, but by another writer every day.
struct Year {
    document: Document,
    class: Class,
    replica: ReplicaId,
}

impl Year {
    fn give(&mut self, command: &dyn Command) {
        let stamp = self.document.next_stamp(self.replica);
        let mut context = Context { today: LAST_DAY, mint: Mint::new(stamp.to_string()) };
        let changes =
            command.changes(&self.class, &mut context).expect("a command that a teacher could give");
        self.class.apply(&changes.0);
        self.document.write(stamp, changes.0);
    }

    fn math(&self) -> SubjectId {
        self.class.subjects.iter().next().expect("a class starts with a subject").0.clone()
    }
}

/// As a browser draws them.
fn replica(seed: u64, nth: u64) -> ReplicaId {
    let mixed = (seed << 32 | nth).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    ReplicaId::new((mixed ^ mixed >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 20)
}

/// A check brought in whole: an item a standard.
fn whole(plan: &Class, ids: &Ids, of: &CheckId, check: &Check, year: &mut Year) {
    let mut items: Vec<NewItem> = Vec::new();
    let mut marks = Vec::new();
    for ((student, standard, ..), piece) in plan.evidence.iter().filter(|(key, _)| key.2 == *of) {
        let item = items.iter().position(|item| item.standards[0] == *standard).unwrap_or_else(|| {
            let title = format!("Item {}", items.len() + 1);
            items.push(NewItem { title, points: piece.of, standards: vec![standard.clone()] });
            items.len() - 1
        });
        marks.push(NewMark {
            student: MarkOf::Known(ids[student].clone()),
            item,
            score: piece.score,
            of: None,
            state: EvidenceState::Scored,
            done_on: None,
            attempt: 1,
        });
    }
    let command = RecordCheck {
        subject: year.math(),
        kind: check.kind,
        title: check.title.clone(),
        done_on: check.done_on.unwrap(),
        items,
        marks,
        diagnostics: Vec::new(),
        new_students: Vec::new(),
        new_standards: Vec::new(),
        same: Vec::new(),
        apart: Vec::new(),
    };
    year.give(&command);
}

/// The same marks as levels, typed cell by cell down each column of the grid.
fn typed(plan: &Class, ids: &Ids, of: &CheckId, day: Date, year: &mut Year) {
    let mut cells: Vec<_> = plan.evidence.iter().filter(|(key, _)| key.2 == *of).collect();
    cells.sort_by_key(|(key, _)| (&key.1, &key.0));
    for ((student, standard, ..), piece) in cells {
        let typed = piece.score.map_or(Typed::Absent, |score| Typed::Level(score.clamp(1.0, 4.0)));
        let mark = RoundMark { student: ids[student].clone(), standard: standard.clone(), typed };
        let kind = CheckKind::Observation;
        let command = RecordMarks { subject: year.math(), kind, on: day, helped: false, marks: vec![mark] };
        year.give(&command);
    }
}

/// The median of several runs, in milliseconds, beside its budget.
fn time<T>(what: &str, budget: f64, mut run: impl FnMut() -> T) {
    let mut times: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            let made = run();
            let spent = start.elapsed().as_secs_f64() * 1000.0;
            drop(made);
            spent
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let budget = if budget > 0.0 { format!(" (budget {budget})") } else { String::new() };
    println!("{what}: {:.1} ms, at best {:.1}{budget}", times[ROUNDS / 2], times[0]);
}

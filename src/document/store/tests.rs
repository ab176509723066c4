//! Storage that fails and data that is damaged: what was called saved is there, and what cannot be read is left alone.

use proptest::prelude::*;

use super::*;
use crate::document::shelf::MemoryShelf;
use crate::domain::Date;
use crate::domain::command::{AddStudents, Command, NewStudent, StartClass};

const TODAY: Date = Date::constant(2026, 11, 21);

fn long() -> bool {
    std::env::var("RONDO_LONG").is_ok()
}

/// A shelf whose write number `at` fails with `error`.
struct Failing {
    shelf: MemoryShelf,
    writes: usize,
    at: usize,
    error: ShelfError,
}

impl Shelf for Failing {
    fn keys(&self) -> Result<Vec<String>, ShelfError> {
        self.shelf.keys()
    }

    fn get(&self, key: &str) -> Result<Option<String>, ShelfError> {
        self.shelf.get(key)
    }

    fn set(&mut self, key: &str, text: &str) -> Result<(), ShelfError> {
        self.writes += 1;
        if self.writes == self.at { Err(self.error.clone()) } else { self.shelf.set(key, text) }
    }

    fn remove(&mut self, key: &str) -> Result<(), ShelfError> {
        self.shelf.remove(key)
    }
}

fn book(document: Document, replica: u64) -> Book {
    Book::new(document, ReplicaId::new(replica))
}

/// Does one command and saves it; whether it was saved.
fn act(shelf: &mut impl Shelf, book: &mut Book, n: usize) -> Result<Room, ShelfError> {
    let name = format!("S{n}");
    let students = vec![NewStudent { given: name, ..NewStudent::default() }];
    let command: Box<dyn Command> = match n {
        0 => Box::new(StartClass { name: "5B".into(), ..StartClass::default() }),
        _ => Box::new(AddStudents { students }),
    };
    let delta = book.dispatch(command.as_ref(), TODAY).unwrap();
    append(shelf, "c1", delta)
}

fn names(document: Document) -> Vec<String> {
    let book = book(document, 99);
    book.class().students.iter().map(|(_, student)| student.given.clone()).collect()
}

#[test]
fn whichever_write_fails_what_was_called_saved_is_there() {
    let actions = if long() { 200 } else { 60 };
    let step = if long() { 1 } else { 3 };
    for error in [ShelfError::Full, ShelfError::Blocked("SecurityError".into())] {
        for at in (1..actions + actions / 10).step_by(step) {
            let mut shelf = Failing { shelf: MemoryShelf::default(), writes: 0, at, error: error.clone() };
            let mut book = book(Document::new("c1"), 7);
            let mut saved = Vec::new();
            for n in 0..actions {
                if act(&mut shelf, &mut book, n).is_ok() {
                    saved.push(format!("S{n}"));
                }
                if n % 10 == 9 {
                    // A fold that fails leaves every line.
                    let _ = fold(&mut shelf, book.document());
                }
            }
            let there = names(open(&shelf, "c1").unwrap().document);
            let lost: Vec<_> = saved.iter().skip(1).filter(|name| !there.contains(name)).collect();
            assert!(lost.is_empty(), "write {at}: {lost:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if long() { 5_000 } else { 200 }))]

    #[test]
    fn what_cannot_be_read_is_never_written_over(
        actions in 1..25_usize,
        folds in proptest::collection::vec(0..25_usize, 0..5),
        key in any::<prop::sample::Index>(),
        damage in 0..5_u8,
        place in any::<prop::sample::Index>(),
    ) {
        let mut shelf = MemoryShelf::default();
        let mut first = book(Document::new("c1"), 7);
        for n in 0..actions {
            act(&mut shelf, &mut first, n).unwrap();
            if folds.contains(&n) {
                fold(&mut shelf, first.document()).unwrap();
            }
        }
        let key = key.get(&shelf.keys().unwrap()).clone();
        let text = shelf.get(&key).unwrap().unwrap();
        let at = place.index(text.len());
        let damaged = match damage {
            0 => "garbage".to_owned(),
            1 => text[..at].to_owned(),
            2 => text.replacen(&text[at..=at], if &text[at..=at] == "x" { "y" } else { "x" }, 1),
            3 => String::new(),
            _ => line::seal("{\"a later version\":true}"),
        };
        shelf.set(&key, &damaged).unwrap();
        let found = open(&shelf, "c1").unwrap();
        prop_assert_eq!(&found.unreadable, std::slice::from_ref(&key));
        let before = names(found.document.clone());

        let mut second = book(found.document, 8);
        for n in 100..104 {
            act(&mut shelf, &mut second, n).unwrap();
            fold(&mut shelf, second.document()).unwrap();
        }
        prop_assert_eq!(shelf.get(&key).unwrap(), Some(damaged));
        let after = names(open(&shelf, "c1").unwrap().document);
        let kept = before.iter().all(|name| after.contains(name));
        prop_assert!(kept);
        let new = (100..104).map(|n| format!("S{n}")).all(|name| after.contains(&name));
        prop_assert!(new);
    }
}

//! Storage that fails and data that is damaged: what was called saved is there, and what cannot be read is left alone.

use crate::document::seal::seal;
use proptest::prelude::*;

use super::*;
use crate::document::book::Book;
use crate::document::shelf::MemoryShelf;
use crate::document::stamp::ReplicaId;
use crate::document::store::reserve::Room;
use crate::domain::Date;
use crate::domain::Sentence;
use crate::domain::command::{AddStudents, Command, NewStudent, StartClass};

const TODAY: Date = Date::constant(2026, 11, 21);

pub(super) fn long() -> bool {
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

/// A tab that has the class open.
pub(super) struct Tab {
    pub(super) book: Book,
    pub(super) journal: Journal,
}

impl Tab {
    pub(super) fn open(shelf: &impl Shelf, replica: u64) -> Self {
        let Found { document, journal, .. } = open(shelf, "c1").unwrap();
        Self { book: Book::new(document, ReplicaId::new(replica)), journal }
    }

    /// Does one command and saves it; whether it was saved.
    pub(super) fn act(&mut self, shelf: &mut impl Shelf, n: usize) -> Result<Room, ShelfError> {
        let name = format!("S{n}");
        let students = vec![NewStudent { given: name, ..NewStudent::default() }];
        let command: Box<dyn Command> = match n {
            0 => Box::new(StartClass { name: "5B".into(), ..StartClass::default() }),
            _ => Box::new(AddStudents { students }),
        };
        let delta = self.book.dispatch(command.as_ref(), TODAY).unwrap();
        self.journal.append(shelf, delta)
    }

    pub(super) fn hear(&mut self, shelf: &impl Shelf) -> Result<(), ShelfError> {
        self.book.take_lines(self.journal.hear(shelf)?);
        Ok(())
    }

    pub(super) fn fold(&mut self, shelf: &mut impl Shelf) -> Result<Folded, ShelfError> {
        self.hear(shelf)?;
        self.journal.fold(shelf, self.book.document())
    }

    pub(super) fn save_again(&mut self, shelf: &mut impl Shelf) {
        let stamp = self.book.document().next_stamp(self.book.replica());
        let again = self.journal.save_again(shelf, stamp, self.book.document()).unwrap();
        self.book.take_lines(vec![Line::Document(Box::new(again.found))]);
    }

    fn names(&self) -> Vec<String> {
        self.book.class().students.iter().map(|(_, student)| student.given.clone()).collect()
    }
}

pub(super) fn names(shelf: &impl Shelf) -> Vec<String> {
    Tab::open(shelf, 99).names()
}

pub(super) fn lines(shelf: &MemoryShelf) -> usize {
    shelf.texts.keys().filter(|key| key.contains("/j/")).count()
}

#[test]
fn a_class_survives_on_the_shelf_through_lines_and_folds() {
    let mut shelf = MemoryShelf::default();
    let mut tab = Tab::open(&shelf, 7);
    for n in 0..5 {
        tab.act(&mut shelf, n).unwrap();
        assert_eq!(open(&shelf, "c1").unwrap().document, *tab.book.document());
        tab.fold(&mut shelf).unwrap();
        assert_eq!(open(&shelf, "c1").unwrap().document, *tab.book.document());
    }
    assert!(lines(&shelf) <= 1, "both slots hold all but the last line: {}", lines(&shelf));
    assert_eq!(classes(&shelf).unwrap(), ["c1"]);
}

#[test]
fn lines_of_closed_tabs_go_once_both_slots_hold_them() {
    let mut shelf = MemoryShelf::default();
    for n in 0..5 {
        Tab::open(&shelf, n).act(&mut shelf, usize::try_from(n).unwrap()).unwrap();
    }
    let mut tab = Tab::open(&shelf, 9);
    tab.fold(&mut shelf).unwrap();
    assert_eq!(lines(&shelf), 5, "one slot alone is not enough");
    tab.fold(&mut shelf).unwrap();
    assert_eq!(lines(&shelf), 0);
    assert_eq!(open(&shelf, "c1").unwrap().document, *tab.book.document());
}

fn a_class_that_came_as_a_file() -> (MemoryShelf, Tab) {
    let (mut shelf, mut elsewhere) = (MemoryShelf::default(), MemoryShelf::default());
    let mut theirs = Tab::open(&elsewhere, 5);
    for n in 0..3 {
        theirs.act(&mut elsewhere, n).unwrap();
    }
    let mut tab = Tab::open(&shelf, 7);
    tab.book.take_document(theirs.book.document(), Vec::new(), Sentence::new("undo.import_file"));
    let stamp = tab.book.document().next_stamp(tab.book.replica());
    tab.journal.append_document(&mut shelf, stamp, theirs.book.document().clone()).unwrap();
    (shelf, tab)
}

#[test]
fn a_command_after_a_file_does_not_write_over_it() {
    let (mut shelf, mut tab) = a_class_that_came_as_a_file();
    tab.act(&mut shelf, 3).unwrap();
    assert_eq!(names(&shelf), ["S1", "S2", "S3"]);
}

#[test]
fn a_line_with_the_stamp_of_one_that_is_folded_waits_for_both_slots() {
    let (mut shelf, mut tab) = a_class_that_came_as_a_file();
    for _ in 0..2 {
        tab.fold(&mut shelf).unwrap();
    }
    assert_eq!(lines(&shelf), 0);
    // The file took no stamp of its own, so this has the same one.
    tab.act(&mut shelf, 3).unwrap();
    tab.fold(&mut shelf).unwrap();
    assert_eq!(lines(&shelf), 1, "one slot alone is not enough");
    tab.fold(&mut shelf).unwrap();
    assert_eq!(lines(&shelf), 0);
    assert_eq!(names(&shelf), ["S1", "S2", "S3"]);
}

#[test]
fn a_tab_hears_each_line_once() {
    let mut shelf = MemoryShelf::default();
    let mut one = Tab::open(&shelf, 1);
    one.act(&mut shelf, 0).unwrap();
    let mut two = Tab::open(&shelf, 2);
    one.act(&mut shelf, 1).unwrap();
    assert_eq!(two.journal.hear(&shelf).unwrap().len(), 1);
    assert!(two.journal.hear(&shelf).unwrap().is_empty());
    one.fold(&mut shelf).unwrap();
    assert_eq!(two.journal.hear(&shelf).unwrap().len(), 1, "the slot");
    assert!(two.journal.hear(&shelf).unwrap().is_empty());
}

#[test]
fn a_shelf_that_was_cleared_gets_everything_again() {
    let mut shelf = MemoryShelf::default();
    let mut tab = Tab::open(&shelf, 1);
    for n in 0..3 {
        tab.act(&mut shelf, n).unwrap();
        tab.fold(&mut shelf).unwrap();
    }
    assert!(tab.journal.stands(&shelf).unwrap());
    shelf.texts.clear();
    assert!(!tab.journal.stands(&shelf).unwrap());
    // Whoever clears the storage by hand comes back to the page, which looks for news then.
    assert!(tab.journal.hear(&shelf).unwrap().is_empty());
    assert!(!tab.journal.stands(&shelf).unwrap());
    let stamp = tab.book.document().next_stamp(ReplicaId::new(1));
    let again = tab.journal.save_again(&mut shelf, stamp, tab.book.document()).unwrap();
    assert_eq!(again.room, Some(Room::Plenty));
    assert_eq!(names(&shelf), tab.names());
    // After this a fold knows that the slots are gone, and removes no line for their sake.
    tab.fold(&mut shelf).unwrap();
    assert_eq!(names(&shelf), tab.names());
    assert_eq!(lines(&shelf), 1);
    // Another tab that has folded takes lines away too; nothing is missing then.
    Tab::open(&shelf, 2).fold(&mut shelf).unwrap();
    assert_eq!(lines(&shelf), 0);
    assert_eq!(tab.journal.save_again(&mut shelf, stamp, tab.book.document()).unwrap().room, None);
}

#[test]
fn edits_of_two_other_tabs_are_told_by_the_one_that_looks_what_is_there() {
    let mut shelf = MemoryShelf::default();
    let [one, two, mut third] = [1, 2, 3].map(|replica| Tab::open(&shelf, replica));
    for (mut tab, name) in [(one, "5A"), (two, "5B")] {
        let start = StartClass { name: name.into(), ..StartClass::default() };
        let delta = tab.book.dispatch(&start, TODAY).unwrap();
        tab.journal.append(&mut shelf, delta).unwrap();
    }
    let stamp = third.book.document().next_stamp(ReplicaId::new(3));
    let again = third.journal.save_again(&mut shelf, stamp, third.book.document()).unwrap();
    let there = open(&shelf, "c1").unwrap().conflicts;
    assert_eq!(there.len(), 1);
    assert_eq!(again.conflicts, there);
}

#[test]
fn a_tab_that_missed_lines_which_another_has_folded_does_not_fold_them_away() {
    let mut shelf = MemoryShelf::default();
    let mut one = Tab::open(&shelf, 1);
    one.act(&mut shelf, 0).unwrap();
    let mut two = Tab::open(&shelf, 2);
    one.act(&mut shelf, 1).unwrap();
    one.fold(&mut shelf).unwrap();
    one.fold(&mut shelf).unwrap();
    assert!(!two.journal.stands(&shelf).unwrap());
    two.save_again(&mut shelf);
    for n in 2..4 {
        two.act(&mut shelf, n).unwrap();
        two.fold(&mut shelf).unwrap();
    }
    assert_eq!(names(&shelf).len(), 3);
}

#[test]
fn a_line_with_the_stamp_of_one_that_is_folded_is_heard() {
    let (mut shelf, mut one) = a_class_that_came_as_a_file();
    let mut two = Tab::open(&shelf, 2);
    for _ in 0..2 {
        one.fold(&mut shelf).unwrap();
    }
    // The file took no stamp of its own, so this has the same one, and the other tab knows the file's key.
    one.act(&mut shelf, 3).unwrap();
    for _ in 0..2 {
        two.fold(&mut shelf).unwrap();
    }
    assert_eq!(names(&shelf), ["S1", "S2", "S3"]);
}

#[test]
fn a_line_with_the_stamp_of_one_that_was_cleared_is_heard() {
    let (mut shelf, mut one) = a_class_that_came_as_a_file();
    let mut two = Tab::open(&shelf, 2);
    shelf.texts.clear();
    one.act(&mut shelf, 3).unwrap();
    two.hear(&shelf).unwrap();
    assert_eq!(two.names(), ["S1", "S2", "S3"]);
}

#[test]
fn leaving_takes_what_is_ours_and_nothing_else() {
    let mut shelf = MemoryShelf::default();
    for key in ["rondo/1/c1/slot/a", "rondo/reserve", "rondo/page/levels-hidden", "other/rondo/x", "rondo"] {
        shelf.texts.insert(key.into(), "x".into());
    }
    clear(&mut shelf).unwrap();
    assert_eq!(shelf.texts.keys().collect::<Vec<_>>(), ["other/rondo/x", "rondo"]);
}

#[test]
fn a_slot_that_cannot_be_read_keeps_its_key() {
    let mut shelf = MemoryShelf::default();
    let mut tab = Tab::open(&shelf, 7);
    tab.act(&mut shelf, 0).unwrap();
    tab.fold(&mut shelf).unwrap();
    let garbage = [("rondo/1/c1/slot/a", "garbage"), ("rondo/1/c1/j/00000009/4", "0 {}")];
    for (key, text) in garbage {
        shelf.texts.insert(key.into(), text.into());
    }
    let mut tab = Tab::open(&shelf, 8);
    assert_eq!(tab.journal.unreadable().len(), 2);
    for n in 1..4 {
        tab.act(&mut shelf, n).unwrap();
        tab.fold(&mut shelf).unwrap();
        assert_eq!(names(&shelf), tab.names());
    }
    for (key, text) in garbage {
        assert_eq!(shelf.texts[key], text);
    }
    let keys: Vec<_> = shelf.texts.keys().map(String::as_str).collect();
    let slots: Vec<_> = keys.iter().filter(|key| key.contains("/slot/")).collect();
    assert_eq!(slots, [&"rondo/1/c1/slot/a", &"rondo/1/c1/slot/b", &"rondo/1/c1/slot/c"]);
    assert_eq!(lines(&shelf), 2, "folding goes on: the damaged line and the last one stay: {keys:?}");
}

#[test]
fn a_full_shelf_is_an_error_and_nothing_is_half_written() {
    let mut shelf = MemoryShelf { writes_left: Some(0), ..MemoryShelf::default() };
    let mut tab = Tab::open(&shelf, 7);
    assert_eq!(tab.act(&mut shelf, 0), Err(ShelfError::Full));
    assert!(shelf.texts.is_empty());
}

#[test]
fn whichever_write_fails_what_was_called_saved_is_there() {
    let actions = if long() { 200 } else { 60 };
    let step = if long() { 1 } else { 3 };
    for error in [ShelfError::Full, ShelfError::Blocked("SecurityError".into())] {
        for at in (1..actions + actions / 10).step_by(step) {
            let mut shelf = Failing { shelf: MemoryShelf::default(), writes: 0, at, error: error.clone() };
            let mut tab = Tab::open(&shelf, 7);
            let mut saved = Vec::new();
            for n in 0..actions {
                if tab.act(&mut shelf, n).is_ok() {
                    saved.push(format!("S{n}"));
                }
                if n % 10 == 9 {
                    // A fold that fails leaves every line.
                    let _ = tab.fold(&mut shelf);
                }
            }
            let there = names(&shelf);
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
        let mut first = Tab::open(&shelf, 7);
        for n in 0..actions {
            first.act(&mut shelf, n).unwrap();
            if folds.contains(&n) {
                first.fold(&mut shelf).unwrap();
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
            _ => seal("{\"a later version\":true}"),
        };
        shelf.set(&key, &damaged).unwrap();
        let mut second = Tab::open(&shelf, 8);
        prop_assert_eq!(second.journal.unreadable(), std::slice::from_ref(&key));
        let before = second.names();

        for n in 100..104 {
            second.act(&mut shelf, n).unwrap();
            second.fold(&mut shelf).unwrap();
        }
        prop_assert_eq!(shelf.get(&key).unwrap(), Some(damaged));
        let after = names(&shelf);
        let kept = before.iter().all(|name| after.contains(name));
        prop_assert!(kept);
        let new = (100..104).map(|n| format!("S{n}")).all(|name| after.contains(&name));
        prop_assert!(new);
    }
}

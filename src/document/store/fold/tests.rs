//! Folds that go slice by slice: the same slot as at once, and nothing lost whatever happens between two slices.

use proptest::prelude::*;

use super::*;
use crate::document::document::Place;
use crate::document::line;
use crate::document::shelf::MemoryShelf;
use crate::document::stamp::ReplicaId;
use crate::document::store::tests::{Tab, lines, long, names};
use crate::domain::Sentence;
use crate::domain::record::Value;

fn cases(n: u32) -> ProptestConfig {
    ProptestConfig::with_cases(if long() { 100 * n } else { n })
}

/// Something that happens to one of two tabs.
#[derive(Debug, Clone)]
enum Event {
    Act,
    /// The browser tells it of the line that the other tab has just written.
    Tell,
    Hear,
    Slice(usize),
    FoldAtOnce,
    /// It dies, and opens again.
    Crash,
    /// Somebody clears the browser's storage; the tab notices, and saves again.
    Clear,
}

fn any_event() -> impl Strategy<Value = (usize, Event)> {
    let event = prop_oneof![
        6 => Just(Event::Act),
        2 => Just(Event::Tell),
        1 => Just(Event::Hear),
        12 => (1..6_usize).prop_map(Event::Slice),
        1 => Just(Event::FoldAtOnce),
        1 => Just(Event::Crash),
        1 => Just(Event::Clear),
    ];
    (0..2_usize, event)
}

/// The next slice, or the beginning of a fold, as the page does it.
fn slice(tab: &mut Tab, shelf: &mut MemoryShelf, size: usize) -> Folded {
    if !tab.journal.is_folding() {
        tab.hear(shelf).unwrap();
        tab.journal.begin_fold(&tab.book);
    }
    tab.journal.fold_on(shelf, &tab.book, size).unwrap()
}

fn fold_in_slices(tab: &mut Tab, shelf: &mut MemoryShelf, size: usize) -> Folded {
    loop {
        let folded = slice(tab, shelf, size);
        if folded != Folded::Going {
            return folded;
        }
    }
}

/// Tells a tab of the newest line that it does not know, as the browser does.
fn tell(tab: &mut Tab, shelf: &MemoryShelf) {
    let unknown = |key: &&String| key.contains("/j/") && !tab.journal.lines.contains(*key);
    let Some(key) = shelf.texts.keys().rfind(unknown).cloned() else { return };
    tab.journal.heard(&key);
    tab.book.take_lines(vec![line::read(&shelf.texts[&key]).unwrap()]);
}

#[test]
fn in_slices_the_shelf_becomes_what_it_becomes_at_once() {
    for size in [1, 2, 3, 7, 1_000] {
        let mut shelf = MemoryShelf::default();
        let mut tab = Tab::open(&shelf, 7);
        for n in 0..20 {
            tab.act(&mut shelf, n).unwrap();
            let mut at_once = shelf.clone();
            tab.journal.clone().fold(&mut at_once, tab.book.document()).unwrap();
            assert_eq!(fold_in_slices(&mut tab, &mut shelf, size), Folded::Written);
            assert_eq!(shelf, at_once);
        }
        assert_eq!(lines(&shelf), 1);
    }
}

#[test]
fn a_half_done_fold_writes_nothing_and_another_class_does_not_go_on_with_it() {
    let mut shelf = MemoryShelf::default();
    let mut tab = Tab::open(&shelf, 7);
    for n in 0..20 {
        tab.act(&mut shelf, n).unwrap();
    }
    let before = shelf.clone();
    for _ in 0..5 {
        assert_eq!(slice(&mut tab, &mut shelf, 2), Folded::Going);
    }
    assert_eq!(shelf, before);
    let other = Book::new(Document::new("c2"), ReplicaId::new(1));
    assert_eq!(tab.journal.fold_on(&mut shelf, &other, 2), Ok(Folded::Dropped));
    assert_eq!(shelf, before);
}

#[test]
fn a_slot_that_another_tab_wrote_meanwhile_is_not_written_over() {
    let mut shelf = MemoryShelf::default();
    let (mut one, mut two) = (Tab::open(&shelf, 1), Tab::open(&shelf, 2));
    one.act(&mut shelf, 0).unwrap();
    one.fold(&mut shelf).unwrap();
    slice(&mut one, &mut shelf, 1);
    two.hear(&shelf).unwrap();
    two.act(&mut shelf, 1).unwrap();
    two.fold(&mut shelf).unwrap();
    let before = shelf.clone();
    assert_eq!(fold_in_slices(&mut one, &mut shelf, 1), Folded::Dropped);
    assert_eq!(shelf, before);
    assert_eq!(fold_in_slices(&mut one, &mut shelf, 1), Folded::Written);
    assert_eq!(names(&shelf), ["S1"]);
}

#[test]
fn a_full_shelf_drops_the_fold_and_keeps_the_lines() {
    let mut shelf = MemoryShelf::default();
    let mut tab = Tab::open(&shelf, 1);
    for n in 0..4 {
        tab.act(&mut shelf, n).unwrap();
    }
    slice(&mut tab, &mut shelf, 1);
    shelf.writes_left = Some(0);
    let failed = loop {
        match tab.journal.fold_on(&mut shelf, &tab.book, 1) {
            Ok(Folded::Going) => {}
            ended => break ended,
        }
    };
    assert_eq!(failed, Err(ShelfError::Full));
    assert!(!tab.journal.is_folding());
    assert_eq!((lines(&shelf), names(&shelf).len()), (4, 3));
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn nothing_is_lost_whatever_happens_between_two_slices(
        events in proptest::collection::vec(any_event(), 1..120),
    ) {
        let mut shelf = MemoryShelf::default();
        let mut tabs = [Tab::open(&shelf, 1), Tab::open(&shelf, 2)];
        tabs[0].act(&mut shelf, 0).unwrap();
        tabs[1].hear(&shelf).unwrap();
        let mut saved = Vec::new();
        for (n, (of, event)) in (1..).zip(events) {
            let tab = &mut tabs[of];
            match event {
                Event::Act => {
                    if !tab.journal.stands(&shelf).unwrap() {
                        tab.save_again(&mut shelf);
                    }
                    tab.act(&mut shelf, n).unwrap();
                    saved.push(format!("S{n}"));
                }
                Event::Tell => tell(tab, &shelf),
                Event::Hear => tab.hear(&shelf).unwrap(),
                Event::Slice(size) => {
                    slice(tab, &mut shelf, size);
                }
                Event::FoldAtOnce => {
                    tab.fold(&mut shelf).unwrap();
                }
                Event::Crash => *tab = Tab::open(&shelf, 10 + u64::try_from(n).unwrap()),
                Event::Clear => {
                    tabs.iter_mut().for_each(|tab| tab.hear(&shelf).unwrap());
                    shelf.texts.clear();
                    tabs.iter_mut().for_each(|tab| tab.save_again(&mut shelf));
                }
            }
            let there = names(&shelf);
            let lost: Vec<_> = saved.iter().filter(|name| !there.contains(name)).collect();
            prop_assert!(lost.is_empty(), "{lost:?}");
        }
        let tab = &mut tabs[0];
        for _ in 0..3 {
            fold_in_slices(tab, &mut shelf, 3);
        }
        prop_assert_eq!(lines(&shelf), 0);
    }

    #[test]
    fn the_slot_holds_the_class_as_it_was_when_the_last_record_had_been_read(
        at_first in 1..60_usize,
        edits in proptest::collection::vec((0..6_usize, 0..60_usize, 0..70_usize, any::<bool>()), 1..60),
    ) {
        let mut shelf = MemoryShelf::default();
        let mut tab = Tab::open(&shelf, 1);
        let place = |n: usize| Place { kind: ["cycle", "student"][n % 2].into(), id: format!("s{n}"), field: "given".into() };
        let set = |tab: &mut Tab, shelf: &mut MemoryShelf, of: &[usize], to: &str| {
            let values = of.iter().map(|n| (place(*n), Value::Text(format!("{to} {n}")))).collect();
            let delta = tab.book.set(values, Sentence::new("undo.undo"));
            tab.journal.append(shelf, delta).unwrap();
        };
        set(&mut tab, &mut shelf, &(0..at_first).collect::<Vec<_>>(), "first");
        tab.journal.begin_fold(&tab.book);
        let (mut then, mut held) = (tab.book.document().clone(), tab.journal.lines.clone());
        let mut edits = edits.into_iter();
        loop {
            let was_reading = tab.journal.fold.as_ref().is_some_and(|fold| fold.packing.is_reading());
            if was_reading {
                (then, held) = (tab.book.document().clone(), tab.journal.lines.clone());
            }
            let (size, old, new, undo) = edits.next().unwrap_or((100, 0, 0, false));
            if tab.journal.fold_on(&mut shelf, &tab.book, size + 1) != Ok(Folded::Going) {
                break;
            }
            if let Some(undone) = undo.then(|| tab.book.undo()).flatten() {
                tab.journal.append(&mut shelf, undone.delta).unwrap();
            } else {
                set(&mut tab, &mut shelf, &[old % at_first, new], &format!("{size}"));
            }
        }
        let slot = slot::write(&file::pack(&then), 1);
        prop_assert_eq!(shelf.texts.get("rondo/1/c1/slot/a"), Some(&slot));
        prop_assert_eq!(&tab.journal.slots[0].lines, &held);
    }
}

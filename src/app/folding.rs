//! What saving can put off: folding lines into slots, and keeping backups. Both are done when the browser has nothing
//! else to do, a fold in slices with the person's taps between them.

use leptos::prelude::*;

use super::platform::clock::now;
use super::platform::idle::{when_idle, while_idle};
use super::platform::storage::LocalShelf;
use super::state::AppState;
use crate::document::Book;
use crate::document::shelf::ShelfError;
use crate::document::store::backup::{self, Why};
use crate::document::store::{Folded, Journal};

/// A fold is due once so many lines lie on the shelf.
const LINES_BEFORE_FOLD: usize = 60;
/// When nobody looks at the page, or it was just opened, a few are enough.
const LINES_BEFORE_QUIET_FOLD: usize = 8;
/// A slice of a fold: some tenths of a millisecond on a quick computer.
const RECORDS_A_SLICE: usize = 128;

impl AppState {
    /// Folds when the page was just opened, or nobody looks at it any more.
    pub fn fold_quietly(self) {
        if self.is_fold_worth_it() {
            self.fold_when_idle();
        }
    }

    fn is_fold_worth_it(self) -> bool {
        self.saving.journal.with_value(Journal::lines) >= LINES_BEFORE_QUIET_FOLD
    }

    /// Folds where so many lines lie on the shelf that it is due.
    pub(super) fn fold_when_due(self) {
        if self.saving.journal.with_value(Journal::lines) >= LINES_BEFORE_FOLD {
            self.fold_when_idle();
        }
    }

    /// Begins a fold once the browser is idle. One that is half done is not begun again.
    fn fold_when_idle(self) {
        if self.saving.fold_is_coming.get_value() {
            return;
        }
        self.saving.fold_is_coming.set_value(true);
        while_idle(move || {
            let folded = self.fold_on();
            if folded != Ok(Folded::Going) {
                self.saving.fold_is_coming.set_value(false);
            }
            if folded == Ok(Folded::Written) {
                when_idle(move || self.keep_backup(Why::Regular));
            }
            folded == Ok(Folded::Going)
        });
    }

    /// The next slice of a fold, or the beginning of one: another class may be open than a moment ago.
    fn fold_on(self) -> Result<Folded, ShelfError> {
        let is_folding = self.saving.journal.with_value(Journal::is_folding);
        if !is_folding {
            if !self.is_fold_worth_it() {
                return Ok(Folded::Dropped);
            }
            self.take_from_shelf();
        }
        let fold = |journal: &mut Journal, book: &Book| {
            if !is_folding {
                journal.begin_fold(book);
            }
            // Where there is no room the lines and the backups stay as they are, and the next fold tries again.
            journal.fold_on(&mut LocalShelf, book, RECORDS_A_SLICE)
        };
        let folded =
            self.with_book(|book| self.saving.journal.try_update_value(|journal| fold(journal, book)));
        folded.flatten().unwrap_or(Ok(Folded::Dropped))
    }

    /// Keeps the newest slot as a backup, where one is due.
    fn keep_backup(self, why: Why) {
        self.with_book(|book| {
            let class = &book.document().id;
            // Nothing depends on it: the next fold tries again.
            self.saving
                .journal
                .with_value(|journal| backup::keep(&mut LocalShelf, class, journal, now(), why))
        });
    }

    /// The state that a large change starts from, as a backup: a fold at once.
    pub fn back_up_before(self, why: Why) {
        if self.with_book(|book| book.document().records.is_empty()) != Some(false) {
            return;
        }
        self.take_from_shelf();
        let folded = self.with_book(|book| {
            self.saving.journal.try_update_value(|journal| journal.fold(&mut LocalShelf, book.document()))
        });
        if let Some(Some(Ok(_))) = folded {
            self.keep_backup(why);
        }
    }
}

//! What could not be written is tried again: before the next write, when the page is seen again, and every so often.
//! Once everything is written, and there is room again, the page says so.

use std::time::Duration;

use leptos::prelude::*;

use super::platform::storage::LocalShelf;
use super::state::AppState;
use super::state::saving::{SaveState, Saving};
use super::t;
use crate::document::Stamp;
use crate::document::line::Line;
use crate::document::shelf::ShelfError;
use crate::document::store::reserve;

/// Somebody may make room in another tab, or in the browser's settings.
const EVERY: Duration = Duration::from_secs(20);

impl Saving {
    /// Keeps a line for later that could not be written.
    pub(super) fn wait(self, stamp: Stamp, line: Line) {
        self.waiting.update_value(|waiting| waiting.push((stamp, line)));
    }

    /// Another class is open, or this one was read from the shelf.
    pub(super) fn forget_waiting(self) {
        self.waiting.set_value(Vec::new());
        self.all_waits.set_value(false);
        self.unread.set_value(false);
    }

    /// Writes what waits, the oldest first, so that what is on the shelf is a beginning of what was done.
    fn write_waiting(self) -> Result<(), ShelfError> {
        while let Some((stamp, line)) = self.waiting.with_value(|waiting| waiting.first().cloned()) {
            let written = self.journal.try_update_value(|journal| match line {
                Line::Delta(delta) => journal.append(&mut LocalShelf, delta),
                Line::Document(document) => journal.append_document(&mut LocalShelf, stamp, *document),
            });
            written.transpose()?;
            self.waiting.update_value(|waiting| drop(waiting.remove(0)));
        }
        Ok(())
    }
}

impl AppState {
    /// Tries again for as long as the page lives.
    pub fn keep_trying(self) {
        set_interval(move || self.try_again(), EVERY);
    }

    /// Writes again what could not be written, where there is such. Then what the page says of it turns true again.
    pub fn try_again(self) {
        let was_unsaved = match self.saving.state.get_untracked() {
            SaveState::Saved | SaveState::SavedAgain => return,
            SaveState::InLastRoom => false,
            SaveState::NotSaved(_) => true,
        };
        if self.with_book(|_| ()).is_none() {
            return;
        }
        if let Err(error) = self.read_and_write() {
            if was_unsaved && self.saving.state.get_untracked() != SaveState::NotSaved(error.clone()) {
                self.saving.state.set(SaveState::NotSaved(error));
            }
            return;
        }
        let has_room = reserve::keep(&mut LocalShelf).is_ok();
        if has_room || was_unsaved {
            self.saving.state.set(if has_room { SaveState::Saved } else { SaveState::InLastRoom });
        }
        if was_unsaved {
            self.keep_digest();
            self.tell(t("saved.now").to_owned(), None);
        }
    }

    fn read_and_write(self) -> Result<(), ShelfError> {
        // What cannot be read back is not saved, though it may be written.
        self.saving.journal.with_value(|journal| journal.stands(&LocalShelf))?;
        if self.saving.unread.get_value() {
            let heard = self.saving.journal.try_update_value(|journal| journal.hear(&LocalShelf));
            self.take_lines(heard.transpose()?.unwrap_or_default());
            self.saving.unread.set_value(false);
        }
        if self.saving.all_waits.get_value() {
            // Whoever cleared the storage has taken more than what waits here.
            let whole =
                self.with_book(|book| (book.document().next_stamp(book.replica()), book.document().clone()));
            if let Some((stamp, document)) = whole {
                let written = self
                    .saving
                    .journal
                    .try_update_value(|journal| journal.append_document(&mut LocalShelf, stamp, document));
                written.transpose()?;
            }
            self.saving.waiting.set_value(Vec::new());
            self.saving.all_waits.set_value(false);
        }
        self.saving.write_waiting()
    }
}

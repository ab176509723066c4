//! Saving: every command is kept before anything says so, and what the page says of it is true.
//!
//! Beside that, taking in what other tabs wrote. What can wait is in [`super::folding`], what has to in
//! [`super::retry`].

use leptos::prelude::*;

use super::platform::storage::LocalShelf;
use super::state::saving::SaveState;
use super::state::{AppState, fresh_replica};
use crate::document::book::Undone;
use crate::document::line::{self, Line};
use crate::document::shelf::ShelfError;
use crate::document::store::reserve::{self, Room};
use crate::document::store::{self, Digest, Journal, SavedAgain};
use crate::document::{Book, Delta, Document, ReplicaId, trust};
use crate::domain::Sentence;

impl AppState {
    /// Writes what a command wrote, before anything says "saved".
    pub fn keep(self, delta: Delta) {
        if delta.writes.is_empty() {
            return;
        }
        self.save_again_if_cleared();
        self.try_again();
        let (replica, stamp, waits) = (delta.stamp.replica, delta.stamp, delta.clone());
        let kept =
            self.saving.try_to(|journal| journal.append(&mut LocalShelf, delta).map(|room| ((), room)));
        if kept.is_none() {
            self.saving.wait(stamp, Line::Delta(waits));
        }
        self.note_own(replica);
        self.keep_digest();
        self.fold_when_due();
    }

    fn save_again(self, journal: &mut Journal) -> Result<Option<SavedAgain>, ShelfError> {
        let saved = self.with_book(|book| {
            let stamp = book.document().next_stamp(book.replica());
            journal.save_again(&mut LocalShelf, stamp, book.document())
        });
        saved.transpose()
    }

    /// Writes what was taken back, or done again: one line, so that it is kept whole or not at all.
    pub fn keep_undone(self, undone: &Undone) {
        match &undone.document {
            Some(document) => self.keep_document(document),
            None => self.keep(undone.delta.clone()),
        }
    }

    /// Writes a document that was merged in.
    pub fn keep_document(self, document: &Document) {
        let Some(stamp) = self.with_book(|book| book.document().next_stamp(book.replica())) else { return };
        let kept = self.saving.try_to(|journal| {
            journal.append_document(&mut LocalShelf, stamp, document.clone()).map(|room| ((), room))
        });
        if kept.is_none() {
            self.saving.wait(stamp, Line::Document(Box::new(document.clone())));
        }
        self.keep_digest();
    }

    /// Notes once a visit under which replica this computer writes.
    fn note_own(self, replica: ReplicaId) {
        if self.saving.noted.get_value() == Some(replica) {
            return;
        }
        self.saving.noted.set_value(Some(replica));
        if let Some(class) = self.with_book(|book| book.document().id.clone()) {
            // Where there is no room a co-teacher sees a preview that she could have done without.
            let _ = trust::note_own(&mut LocalShelf, &class, replica, fresh_replica());
        }
    }

    pub(super) fn keep_digest(self) {
        let Some((id, digest)) =
            self.with_book(|book| (book.document().id.clone(), store::digest(book.class())))
        else {
            return;
        };
        let Digest { students, sample, .. } = digest;
        if students > 0 && !sample {
            self.copies.worth_keeping();
        }
        // A cache: the list of classes opens the class where this fails.
        let _ = store::write_digest(&mut LocalShelf, &id, &digest);
    }

    /// Whether the open class has something that is neither in the browser's storage nor in a file.
    pub fn has_unsaved(self) -> bool {
        let is_unsaved =
            |book: &Book| !book.class().about().sample && !self.copies.hold(book.document().clock());
        self.saving.state.with_untracked(|state| matches!(state, SaveState::NotSaved(_)))
            && self.with_book(is_unsaved) == Some(true)
    }

    /// Keeps room for the last moment, where there is any.
    pub fn keep_reserve(self) {
        // Without it the page still says when something is not saved.
        let _ = reserve::keep(&mut LocalShelf);
    }

    /// Takes in what another tab has just written.
    pub fn take_from_storage(self, key: &str, text: Option<&str>) {
        let ours = self.with_book(|book| Some(book.document().id.as_str()) == store::line_class(key));
        let Some(line) = text.filter(|_| ours == Some(true)).and_then(line::read) else { return };
        self.saving.journal.update_value(|journal| journal.heard(key));
        self.take_lines(vec![line]);
    }

    /// Takes in what is new on the shelf: another tab may have written while this one slept.
    pub fn take_from_shelf(self) {
        if self.with_book(|_| ()).is_some() {
            // A browser that refuses now is told of at the next write.
            let heard = self.saving.journal.try_update_value(|journal| journal.hear(&LocalShelf));
            self.take_lines(heard.and_then(Result::ok).unwrap_or_default());
        }
    }

    /// Saves everything again where the browser's storage was cleared under the open page.
    pub fn save_again_if_cleared(self) {
        let again = self.saving.try_to(|journal| {
            let again = if journal.stands(&LocalShelf)? { None } else { self.save_again(journal)? };
            let room = again.as_ref().and_then(|again| again.room).unwrap_or(Room::Plenty);
            Ok((again, room))
        });
        if again.is_none() {
            self.saving.all_waits.set_value(true);
        }
        let Some(again) = again.flatten() else { return };
        self.note_conflicts(&again.conflicts, "");
        self.take_lines(vec![Line::Document(Box::new(again.found))]);
        if again.room.is_some() && self.saving.state.get_untracked() == SaveState::Saved {
            self.saving.state.set(SaveState::SavedAgain);
        }
    }

    /// Closes the class where another tab has taken it out of this browser. `gone` is what that tab said.
    pub fn close_if_gone(self, gone: &str) {
        if gone == store::ALL || self.has_open(gone) {
            self.close();
        }
    }

    pub(super) fn take_lines(self, lines: Vec<Line>) {
        if lines.is_empty() {
            return;
        }
        let merged = self.book.try_update(|book| book.as_mut().map(|book| book.take_lines(lines)));
        if let Some(merged) = merged.flatten() {
            self.note_conflicts(&merged.conflicts, "");
        }
    }

    /// Says what could not be read of the class that was just opened.
    pub fn tell_unreadable(self) {
        let unreadable = self.saving.unreadable();
        if !unreadable.is_empty() {
            self.refuse(&Sentence::new("saved.unreadable").with("n", unreadable.len()));
        }
    }

    /// Whether the class of the open book is `id`.
    pub fn has_open(self, id: &str) -> bool {
        self.with_book(|book| book.document().id == id) == Some(true)
    }

    /// Opens what the shelf has of a class, or an empty one under this id: where the browser refuses, what is written
    /// meets what the shelf has when that can be read again.
    pub fn open_or_begin(self, id: &str) {
        let (document, conflicts) = self.saving.open(id).unwrap_or_else(|error| {
            self.saving.begin(id);
            self.saving.refused(error);
            (Document::new(id), Vec::new())
        });
        self.book.set(Some(Book::new(document, fresh_replica())));
        self.note_conflicts(&conflicts, "");
    }
}

//! Saving: every command is kept before anything says so, and what the page says of it is true.
//!
//! Beside that, what can wait: taking in what other tabs wrote, folding lines into slots, keeping backups. That is done
//! when the browser has nothing else to do.

use leptos::prelude::*;

use super::platform::clock::now;
use super::platform::idle::when_idle;
use super::platform::storage::LocalShelf;
use super::state::{AppState, fresh_replica};
use crate::document::reserve::{self, Room};
use crate::document::shelf::ShelfError;
use crate::document::store::backup::{self, Why};
use crate::document::store::{self, Digest, Journal};
use crate::document::{Book, Delta, Document, ReplicaId, line, trust};
use crate::domain::Sentence;

/// A fold is due once so many lines lie on the shelf.
const LINES_BEFORE_FOLD: usize = 60;
/// When nobody looks at the page, or it was just opened, a few are enough.
const LINES_BEFORE_QUIET_FOLD: usize = 8;

/// Whether the last write is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveState {
    /// Everything is.
    Saved,
    /// Everything is, again: the browser's storage had been cleared under the open page.
    SavedAgain,
    /// Everything is, but it took the last room there was.
    InLastRoom,
    /// It is not, and why.
    NotSaved(ShelfError),
}

impl SaveState {
    /// How much there is to say: what is worse stays on the page.
    fn harm(&self) -> u8 {
        match self {
            Self::Saved => 0,
            Self::SavedAgain => 1,
            Self::InLastRoom => 2,
            Self::NotSaved(_) => 3,
        }
    }
}

/// What is known of the open class in the browser's storage.
#[derive(Clone, Copy)]
pub struct Saving {
    /// Whether the last write is kept.
    pub state: RwSignal<SaveState>,
    journal: StoredValue<Journal>,
    fold_is_coming: StoredValue<bool>,
    /// The replica that this computer's list of its own has.
    noted: StoredValue<Option<ReplicaId>>,
}

impl Saving {
    /// Nothing is open.
    pub fn idle() -> Self {
        Self {
            state: RwSignal::new(SaveState::Saved),
            journal: StoredValue::new(Journal::default()),
            fold_is_coming: StoredValue::new(false),
            noted: StoredValue::new(None),
        }
    }

    /// Reads a class and goes on from what is there.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub fn open(self, class: &str) -> Result<Document, ShelfError> {
        let found = store::open(&LocalShelf, class)?;
        self.journal.set_value(found.journal);
        self.state.set(SaveState::Saved);
        Ok(found.document)
    }

    /// Goes on with a class that is not on the shelf yet.
    pub fn begin(self, class: &str) {
        self.journal.set_value(Journal::new(class));
    }

    /// Keys of the class whose text could not be read.
    pub fn unreadable(self) -> Vec<String> {
        self.journal.with_value(|journal| journal.unreadable().to_vec())
    }

    /// Does something with the shelf and notes how it went; a later success does not bring back what an earlier write
    /// lost, nor the room.
    fn try_to<T>(self, work: impl FnOnce(&mut Journal) -> Result<(T, Room), ShelfError>) -> Option<T> {
        let done = self.journal.try_update_value(work)?;
        let state = match &done {
            Ok((_, Room::Plenty)) => SaveState::Saved,
            Ok((_, Room::Last)) => SaveState::InLastRoom,
            Err(error) => SaveState::NotSaved(error.clone()),
        };
        if state.harm() > self.state.with_untracked(SaveState::harm) {
            self.state.set(state);
        }
        done.ok().map(|(value, _)| value)
    }

    /// Notes that the browser refused something.
    pub fn refused(self, error: ShelfError) {
        self.state.set(SaveState::NotSaved(error));
    }
}

impl AppState {
    /// Writes what a command wrote, before anything says "saved".
    pub fn keep(self, delta: Delta) {
        if delta.writes.is_empty() {
            return;
        }
        self.save_again_if_cleared();
        let replica = delta.stamp.replica;
        self.saving.try_to(|journal| journal.append(&mut LocalShelf, delta).map(|room| ((), room)));
        self.note_own(replica);
        self.keep_digest();
        let lines = self.saving.journal.with_value(Journal::lines);
        if lines >= LINES_BEFORE_FOLD && !self.saving.fold_is_coming.get_value() {
            self.fold_when_idle();
        }
    }

    fn save_again(self, journal: &mut Journal) -> Result<Option<Room>, ShelfError> {
        let saved = self.with_book(|book| {
            let stamp = book.document().next_stamp(book.replica());
            journal.save_again(&mut LocalShelf, stamp, book.document())
        });
        saved.unwrap_or(Ok(None))
    }

    /// Writes a document that was merged in.
    pub fn keep_document(self, document: &Document) {
        let Some(stamp) = self.with_book(|book| book.document().next_stamp(book.replica())) else { return };
        self.saving.try_to(|journal| {
            journal.append_document(&mut LocalShelf, stamp, document.clone()).map(|room| ((), room))
        });
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

    fn keep_digest(self) {
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
            Ok((again.is_some(), again.unwrap_or(Room::Plenty)))
        });
        if again == Some(true) && self.saving.state.get_untracked() == SaveState::Saved {
            self.saving.state.set(SaveState::SavedAgain);
        }
    }

    /// Closes the class where another tab has taken it out of this browser. `gone` is what that tab said.
    pub fn close_if_gone(self, gone: &str) {
        if gone == store::ALL || self.has_open(gone) {
            self.close();
        }
    }

    fn take_lines(self, lines: Vec<line::Line>) {
        if lines.is_empty() {
            return;
        }
        self.book.update(|book| {
            if let Some(book) = book {
                for line in lines {
                    book.take_line(line);
                }
            }
        });
    }

    /// Folds when the page was just opened, or nobody looks at it any more.
    pub fn fold_quietly(self) {
        if self.saving.journal.with_value(Journal::lines) >= LINES_BEFORE_QUIET_FOLD {
            self.fold_when_idle();
        }
    }

    fn fold_when_idle(self) {
        self.saving.fold_is_coming.set_value(true);
        when_idle(move || {
            self.saving.fold_is_coming.set_value(false);
            self.fold(Why::Regular);
        });
    }

    /// Folds the lines into a slot, and keeps a backup where one is due.
    pub fn fold(self, why: Why) {
        self.take_from_shelf();
        self.with_book(|book| {
            let class = &book.document().id;
            self.saving.journal.update_value(|journal| {
                // Where there is no room the lines and the backups stay as they are, and the next fold tries again.
                let folded = journal.fold(&mut LocalShelf, book.document());
                let _ = folded.and_then(|()| backup::keep(&mut LocalShelf, class, journal, now(), why));
            });
        });
    }

    /// The state that a large change starts from, as a backup.
    pub fn back_up_before(self, why: Why) {
        if self.with_book(|book| book.document().records.is_empty()) == Some(false) {
            self.fold(why);
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

    /// Opens what the shelf has of a class, or an empty one under this id.
    pub fn open_or_begin(self, id: &str) -> Book {
        let document = self.saving.open(id).unwrap_or_else(|_| Document::new(id));
        Book::new(document, super::state::fresh_replica())
    }
}

//! What is known of the open class in the browser's storage.

use leptos::prelude::*;

use crate::app::platform::storage::LocalShelf;
use crate::document::line::Line;
use crate::document::shelf::ShelfError;
use crate::document::store::reserve::Room;
use crate::document::store::{self, Journal};
use crate::document::{Conflict, Document, ReplicaId, Stamp};

/// Whether the last write is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveState {
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
    pub(in crate::app) journal: StoredValue<Journal>,
    /// A fold waits until the browser is idle, or is half done.
    pub(in crate::app) fold_is_coming: StoredValue<bool>,
    /// The replica that this computer's list of its own has.
    pub(in crate::app) noted: StoredValue<Option<ReplicaId>>,
    /// What could not be written, in order; see [`crate::app::retry`].
    pub(in crate::app) waiting: StoredValue<Vec<(Stamp, Line)>>,
    /// The storage was cleared, and could not be written again.
    pub(in crate::app) all_waits: StoredValue<bool>,
    /// The browser refused to read: what it has of the class is not on the page.
    pub(in crate::app) unread: StoredValue<bool>,
}

impl Saving {
    /// Nothing is open.
    pub fn idle() -> Self {
        Self {
            state: RwSignal::new(SaveState::Saved),
            journal: StoredValue::new(Journal::default()),
            fold_is_coming: StoredValue::new(false),
            noted: StoredValue::new(None),
            waiting: StoredValue::new(Vec::new()),
            all_waits: StoredValue::new(false),
            unread: StoredValue::new(false),
        }
    }

    /// Reads a class and goes on from what is there; with it, edits of two tabs that had not seen each other.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub fn open(self, class: &str) -> Result<(Document, Vec<Conflict>), ShelfError> {
        let found = store::open(&LocalShelf, class)?;
        self.journal.set_value(found.journal);
        self.state.set(SaveState::Saved);
        self.forget_waiting();
        Ok((found.document, found.conflicts))
    }

    /// Goes on with a class that is not on the shelf yet.
    pub fn begin(self, class: &str) {
        self.journal.set_value(Journal::new(class));
        self.forget_waiting();
    }

    /// Keys of the class whose text could not be read.
    pub fn unreadable(self) -> Vec<String> {
        self.journal.with_value(|journal| journal.unreadable().to_vec())
    }

    /// Does something with the shelf and notes how it went; a later success alone does not bring back what an earlier
    /// write lost, nor the room.
    pub(in crate::app) fn try_to<T>(
        self,
        work: impl FnOnce(&mut Journal) -> Result<(T, Room), ShelfError>,
    ) -> Option<T> {
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

    /// Notes that the browser refused to read, or to take something away.
    pub fn refused(self, error: ShelfError) {
        self.unread.set_value(true);
        self.state.set(SaveState::NotSaved(error));
    }
}

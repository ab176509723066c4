//! The page's state: one open class, one way to change it, and the truth about saving.

use std::sync::Arc;

use leptos::prelude::*;

use super::copies::Copies;
use super::platform::clock::{random, today};
use super::platform::settings;
use super::platform::storage::LocalShelf;
use super::{say, t};
use crate::document::reserve::{self, Room};
use crate::document::shelf::ShelfError;
use crate::document::store::{self, Digest};
use crate::document::{Book, Delta, Document, Merged, ReplicaId, line};
use crate::domain::command::{Command, Rejected};
use crate::domain::standards::Catalog;
use crate::domain::{Class, Sentence};
use crate::view::{Page, Route};

/// A fold is due once so many lines of this tab lie on the shelf.
const LINES_BEFORE_FOLD: usize = 60;

/// Whether the last write is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveState {
    /// Everything is.
    Saved,
    /// Everything is, but it took the last room there was.
    InLastRoom,
    /// It is not, and why.
    NotSaved(ShelfError),
}

/// Something that was just done, or refused, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What.
    pub text: String,
    /// It was refused.
    pub refused: bool,
    /// It can be undone.
    pub undo: bool,
}

/// Everything that pages read; created in `App` only, and passed on by context.
#[derive(Clone, Copy)]
pub struct AppState {
    /// Where the page is.
    pub route: RwSignal<Route>,
    /// The open class; `None` on the list of classes.
    pub book: RwSignal<Option<Book>>,
    /// Built-in standards; empty until they have been fetched.
    pub catalog: RwSignal<Arc<Catalog>>,
    /// Whether the last write is kept.
    pub saved: RwSignal<SaveState>,
    /// The last thing done or refused.
    pub notice: RwSignal<Option<Notice>>,
    /// Levels are hidden, as on a mirrored screen.
    pub levels_hidden: RwSignal<bool>,
    /// Copies of the open class in files.
    pub copies: Copies,
    lines: StoredValue<usize>,
}

impl AppState {
    /// A state at the address the page was opened with.
    pub fn new(route: Route) -> Self {
        Self {
            route: RwSignal::new(route),
            book: RwSignal::new(None),
            catalog: RwSignal::new(Arc::default()),
            saved: RwSignal::new(SaveState::Saved),
            notice: RwSignal::new(None),
            levels_hidden: RwSignal::new(settings::levels_hidden()),
            copies: Copies::unknown(),
            lines: StoredValue::new(0),
        }
    }

    /// Does a command. Its refusal is shown as a notice and handed back.
    ///
    /// # Errors
    /// [`Rejected`], naming the field and the fix; nothing has changed then.
    pub fn dispatch(self, command: impl Command) -> Result<(), Rejected> {
        self.run(&command)
    }

    fn run(self, command: &dyn Command) -> Result<(), Rejected> {
        let done = self.book.try_update(|book| {
            let book = book.as_mut()?;
            Some(book.dispatch(command, today()))
        });
        match done.flatten() {
            None => Ok(()),
            Some(Ok(delta)) => {
                self.keep(delta);
                Ok(())
            }
            Some(Err(rejected)) => {
                self.refuse(&rejected.0);
                Err(rejected)
            }
        }
    }

    /// Does a command and says so, with Undo beside it.
    ///
    /// # Errors
    /// As [`Self::dispatch`].
    pub fn dispatch_and_say(self, command: impl Command, what: &Sentence) -> Result<(), Rejected> {
        self.run(&command)?;
        self.tell(say(what), true);
        Ok(())
    }

    /// Hides the levels, or shows them, here and at the next visit.
    pub fn hide_levels(self, hidden: bool) {
        self.levels_hidden.set(hidden);
        settings::keep_levels_hidden(hidden);
    }

    /// Shows a refusal.
    pub fn refuse(self, why: &Sentence) {
        self.notice.set(Some(Notice { text: say(why), refused: true, undo: false }));
    }

    /// Shows what was done.
    pub fn tell(self, text: String, undo: bool) {
        self.notice.set(Some(Notice { text, refused: false, undo }));
    }

    /// Takes the last command back.
    pub fn undo(self) {
        self.reverse(Book::undo, "undo.undone");
    }

    /// Does the last undone command again.
    pub fn redo(self) {
        self.reverse(Book::redo, "undo.redone");
    }

    fn reverse(self, step: fn(&mut Book) -> Option<crate::document::book::Undone>, key: &'static str) {
        let undone = self.book.try_update(|book| book.as_mut().and_then(step)).flatten();
        let Some(undone) = undone else { return };
        let label = say(&undone.label);
        self.keep(undone.delta);
        let left = undone.left;
        let what = if left > 0 { Sentence::new("undo.left").with("n", left) } else { Sentence::new(key) };
        self.tell(say(&what.with("what", label)), false);
    }

    /// Writes what a command wrote, before anything says "saved".
    fn keep(self, delta: Delta) {
        if delta.writes.is_empty() {
            return;
        }
        let Some((id, digest)) =
            self.with_book(|book| (book.document().id.clone(), store::digest(book.class())))
        else {
            return;
        };
        let written = store::append(&mut LocalShelf, &id, delta);
        self.note_saved(written);
        if digest.students > 0 && !digest.sample {
            self.copies.worth_keeping();
        }
        self.keep_digest(&id, &digest);
        self.lines.update_value(|lines| *lines += 1);
        if self.lines.get_value() >= LINES_BEFORE_FOLD {
            self.lines.set_value(0);
            set_timeout(move || self.fold(), std::time::Duration::from_millis(1500));
        }
    }

    fn keep_digest(self, id: &str, digest: &Digest) {
        if store::read_digest(&LocalShelf, id).as_ref() != Ok(digest) {
            // A cache: the next opening makes it again where this fails.
            let _ = store::write_digest(&mut LocalShelf, id, digest);
        }
    }

    fn note_saved(self, result: Result<Room, ShelfError>) {
        let state = match result {
            Ok(Room::Plenty) => SaveState::Saved,
            Ok(Room::Last) => SaveState::InLastRoom,
            Err(error) => SaveState::NotSaved(error),
        };
        // A later success does not bring back what an earlier write lost, nor the room.
        let is_worse = match self.saved.get_untracked() {
            SaveState::Saved => state != SaveState::Saved,
            SaveState::InLastRoom => matches!(state, SaveState::NotSaved(_)),
            SaveState::NotSaved(_) => false,
        };
        if is_worse {
            self.saved.set(state);
        }
    }

    /// Keeps room for the last moment, where there is any.
    pub fn keep_reserve(self) {
        // Without it the page still says when something is not saved.
        let _ = reserve::keep(&mut LocalShelf);
    }

    fn fold(self) {
        self.with_book(|book| {
            // Where there is no room the lines stay, and the next fold tries again.
            let _ = store::fold(&mut LocalShelf, book.document());
        });
    }

    /// Reads the open book without subscribing to it.
    pub fn with_book<T>(self, read: impl FnOnce(&Book) -> T) -> Option<T> {
        self.book.with_untracked(|book| book.as_ref().map(read))
    }

    /// Reads the open class and subscribes to it.
    pub fn with_class<T>(self, read: impl FnOnce(&Class) -> T) -> Option<T> {
        self.book.with(|book| book.as_ref().map(|book| read(book.class())))
    }

    /// Opens the class of the route, or closes the one that was open.
    pub fn open_route(self) {
        let route = self.route.get_untracked();
        let wanted = match &route {
            Route::Start => None,
            Route::Open { class, .. } => Some(class.clone()),
        };
        let open = self.with_book(|book| book.document().id.clone());
        if open == wanted {
            return;
        }
        self.notice.set(None);
        let Some(id) = wanted else {
            self.book.set(None);
            return;
        };
        match store::open(&LocalShelf, &id) {
            Ok(found) if found.document.records.is_empty() && found.unreadable.is_empty() => {
                self.book.set(None);
                self.go(&Route::Start);
            }
            Ok(found) => {
                self.lines.set_value(found.lines.len());
                self.copies.open(&id);
                self.book.set(Some(Book::new(found.document, ReplicaId::new(random()))));
                if !found.unreadable.is_empty() {
                    self.refuse(&Sentence::new("saved.unreadable").with("n", found.unreadable.len()));
                }
            }
            Err(error) => {
                self.saved.set(SaveState::NotSaved(error));
                self.go(&Route::Start);
            }
        }
    }

    /// Makes a new class with one command and opens it.
    ///
    /// # Errors
    /// [`Rejected`] where the command is.
    pub fn start_class(self, command: impl Command, page: Page) -> Result<(), Rejected> {
        let id = ReplicaId::new(random()).to_string();
        let mut book = Book::new(Document::new(id.clone()), ReplicaId::new(random()));
        let delta = book.dispatch(&command, today()).inspect_err(|rejected| self.refuse(&rejected.0))?;
        self.book.set(Some(book));
        self.copies.open(&id);
        self.keep(delta);
        self.go(&Route::Open { class: id, page, item: None });
        Ok(())
    }

    /// Takes a class file in: merged where the class is here already, opened where it is not.
    pub fn take_document(self, document: &Document, file_name: &str) -> Option<Merged> {
        let label = Sentence::new("undo.import_file").with("name", file_name);
        if self.with_book(|book| book.document().id == document.id) != Some(true) {
            let known = store::open(&LocalShelf, &document.id).map(|found| found.document);
            let known = known.unwrap_or_else(|_| Document::new(document.id.clone()));
            self.book.set(Some(Book::new(known, ReplicaId::new(random()))));
        }
        let merged = self
            .book
            .try_update(|book| book.as_mut().map(|book| book.take_document(document, label)))
            .flatten();
        let stamp = self.with_book(|book| book.document().next_stamp(book.replica()))?;
        let written = store::append_document(&mut LocalShelf, stamp, document.clone());
        self.note_saved(written);
        if let Some(digest) = self.with_class(store::digest) {
            self.keep_digest(&document.id, &digest);
        }
        merged
    }

    /// Takes in what another tab has just written.
    pub fn take_from_storage(self, key: &str, text: Option<&str>) {
        let ours = self.with_book(|book| Some(book.document().id.as_str()) == store::line_class(key));
        let Some(line) = text.filter(|_| ours == Some(true)).and_then(line::read) else { return };
        self.book.update(|book| {
            if let Some(book) = book {
                book.take_line(line);
            }
        });
    }

    /// Takes in everything on the shelf: another tab may have written while this one slept.
    pub fn take_from_shelf(self) {
        let Some(id) = self.with_book(|book| book.document().id.clone()) else { return };
        let Ok(found) = store::open(&LocalShelf, &id) else { return };
        let news = self.with_book(|book| book.document().clone().merge(&found.document).changed.is_empty())
            == Some(false);
        if news {
            self.book.update(|book| {
                if let Some(book) = book {
                    book.take_line(line::Line::Document(Box::new(found.document)));
                }
            });
        }
    }

    /// Goes to a page.
    pub fn go(self, route: &Route) {
        let _ = window().location().set_hash(&route.hash());
    }

    /// The address of a page of the open class.
    pub fn href(self, page: Page, item: Option<String>) -> String {
        let class = match self.route.get() {
            Route::Open { class, .. } => class,
            Route::Start => return Route::Start.hash(),
        };
        Route::Open { class, page, item }.hash()
    }

    /// Removes the open class from this browser.
    pub fn forget_class(self) {
        let Some(id) = self.with_book(|book| book.document().id.clone()) else { return };
        if let Err(error) = store::forget(&mut LocalShelf, &id) {
            self.note_saved(Err(error));
            return;
        }
        self.book.set(None);
        self.go(&Route::Start);
        self.tell(t("start.removed").to_owned(), false);
    }
}

/// The page's state, from anywhere below `App`.
pub fn use_app() -> AppState {
    expect_context()
}

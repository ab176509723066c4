//! The page's state: one open class, one way to change it, and the truth about saving.

pub mod catalog;
pub mod copies;
pub mod notices;
pub mod own_edit;
pub mod saving;

use std::sync::Arc;

use leptos::prelude::*;

use catalog::{Lay, laid_over};
use copies::Copies;
use notices::Notices;
use own_edit::OwnEdit;
use saving::Saving;

use super::day::today;
use super::platform::clock::random;
use super::platform::files::Chosen;
use super::platform::settings;
use super::platform::storage::LocalShelf;
use super::{say, t};
use crate::document::book::{Back, StepId, Undone};
use crate::document::store;
use crate::document::store::backup::{Moment, Why};
use crate::document::{Book, Document, Merged, Place, ReplicaId};
use crate::domain::command::{Command, Rejected};
use crate::domain::record::Value;
use crate::domain::standards::{BuiltIn, Catalog, OwnCatalog};
use crate::domain::{Class, Sentence};
use crate::view::{Page, Route};

/// Label of the step that brought a file in.
const IMPORT_FILE: &str = "undo.import_file";

/// Everything that pages read; created in `App` only, and passed on by context.
#[derive(Clone, Copy)]
pub struct AppState {
    /// Where the page is.
    pub route: RwSignal<Route>,
    /// The open class; `None` on the list of classes.
    pub book: RwSignal<Option<Book>>,
    /// Built-in standards; empty until they have been fetched.
    pub built_in: RwSignal<Arc<Catalog>>,
    /// The built-in frameworks that have been asked for.
    pub asked_for: RwSignal<Vec<BuiltIn>>,
    /// The built-in standards with the class's own laid over them.
    pub catalog: Memo<Arc<Catalog>>,
    lay: RwSignal<Option<Lay>>,
    /// They are being fetched: what would change under the hand when they arrive waits a moment for them.
    pub catalog_is_coming: RwSignal<bool>,
    /// What is kept of it in the browser.
    pub saving: Saving,
    /// The last thing done or refused.
    pub notices: Notices,
    /// Whether the sample class was changed by hand.
    pub own_edit: OwnEdit,
    /// Levels are hidden, as on a mirrored screen.
    pub levels_hidden: RwSignal<bool>,
    /// Copies of the open class in files.
    pub copies: Copies,
    /// The class of an address that is not in this browser.
    pub missing: RwSignal<Option<String>>,
    /// Files that came by themselves, and are not looked at yet.
    pub incoming: RwSignal<Vec<Chosen>>,
}

impl AppState {
    /// A state at the address the page was opened with.
    pub fn new(route: Route) -> Self {
        let (book, built_in) = (RwSignal::new(None), RwSignal::new(Arc::default()));
        let lay = RwSignal::new(None);
        Self {
            route: RwSignal::new(route),
            book,
            built_in,
            asked_for: RwSignal::new(Vec::new()),
            catalog: laid_over(book, built_in, lay),
            lay,
            catalog_is_coming: RwSignal::new(false),
            saving: Saving::idle(),
            notices: Notices::none(),
            own_edit: OwnEdit::none(),
            levels_hidden: RwSignal::new(settings::levels_hidden()),
            copies: Copies::unknown(),
            missing: RwSignal::new(None),
            incoming: RwSignal::new(Vec::new()),
        }
    }

    /// From here on there is a catalog to read.
    pub fn lay_catalog(self) {
        if self.lay.with_untracked(Option::is_none) {
            self.lay.set(Some(OwnCatalog::of));
        }
    }

    /// Does a command. Its refusal is shown as a notice and handed back.
    ///
    /// # Errors
    /// [`Rejected`], naming the field and the fix; nothing has changed then.
    pub fn dispatch(self, command: impl Command) -> Result<(), Rejected> {
        self.run(&command).map(drop)
    }

    /// The step that the command was, where it changed anything.
    fn run(self, command: &dyn Command) -> Result<Option<StepId>, Rejected> {
        let done = self.book.try_update(|book| {
            let book = book.as_mut()?;
            Some(book.dispatch(command, today()))
        });
        match done.flatten() {
            None => Ok(None),
            Some(Ok(delta)) => {
                let has_changed = !delta.writes.is_empty();
                self.keep(delta);
                if has_changed {
                    self.own_edit.note(self.with_book(|book| book.class().about().sample) == Some(true));
                }
                Ok(self.last_step().filter(|_| has_changed))
            }
            Some(Err(rejected)) => {
                self.refuse(&rejected.0);
                Err(rejected)
            }
        }
    }

    /// What `work` did, as the step that a notice beside it takes back; `None` where it did nothing that stands.
    pub fn step_of<T>(self, work: impl FnOnce() -> T) -> (T, Option<StepId>) {
        let before = self.last_step();
        let done = work();
        (done, self.last_step().filter(|step| Some(*step) != before))
    }

    /// The last thing that was done to the open class.
    pub fn last_step(self) -> Option<StepId> {
        self.with_book(Book::last_step).flatten()
    }

    /// Does a command and says so, with Undo beside it where it changed anything.
    ///
    /// # Errors
    /// As [`Self::dispatch`].
    pub fn dispatch_and_say(self, command: impl Command, what: &Sentence) -> Result<(), Rejected> {
        let step = self.run(&command)?;
        self.tell(say(what), step);
        Ok(())
    }

    /// Hides the levels, or shows them, here and at the next visit.
    pub fn hide_levels(self, hidden: bool) {
        self.levels_hidden.set(hidden);
        settings::keep_levels_hidden(hidden);
    }

    /// Takes the last command back.
    pub fn undo(self) {
        self.reverse(Book::undo, false);
    }

    /// Does the last undone command again.
    pub fn redo(self) {
        self.reverse(Book::redo, true);
    }

    /// Takes the step back that a notice speaks of, or says that this cannot be done any more.
    pub fn undo_step(self, step: StepId) {
        if !self.reverse(|book| book.undo_step(step), false) {
            self.refuse(&Sentence::new("undo.not_any_more"));
        }
    }

    fn reverse(self, step: impl FnOnce(&mut Book) -> Option<Undone>, again: bool) -> bool {
        let undone = self.book.try_update(|book| book.as_mut().and_then(step)).flatten();
        let Some(undone) = undone else { return false };
        let label = say(&undone.label);
        self.keep_undone(&undone);
        if let Some(file) = undone.label.text("name").filter(|_| undone.label.key == IMPORT_FILE) {
            // What met with a file is no question where the file is not wanted.
            self.settle_conflicts(!again, |it| it.from == file);
        }
        let what = match (undone.left, again) {
            (0, false) => Sentence::new("undo.undone"),
            (0, true) => Sentence::new("undo.redone"),
            (left, _) => Sentence::new("undo.left").with("n", left),
        };
        self.tell(say(&what.with("what", label)), None);
        true
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
        if self.has_unsaved() {
            // It is nowhere but here: it stays open behind the list, and makes room for no other class.
            if let (Some(open), Some(_)) = (open, wanted) {
                self.go(&Route::Open { class: open, page: Page::Share, item: None });
                self.refuse(&Sentence::new("saved.first"));
            }
            return;
        }
        self.own_edit.forget();
        let Some(id) = wanted else {
            self.book.set(None);
            return;
        };
        match self.saving.open(&id) {
            Ok((document, _)) if document.records.is_empty() && self.saving.unreadable().is_empty() => {
                self.book.set(None);
                self.missing.set(Some(id));
                self.go(&Route::Start);
            }
            Ok((document, conflicts)) => {
                self.copies.open(&id);
                self.copies.was_here(document.clock());
                self.book.set(Some(Book::new(document, fresh_replica())));
                self.note_conflicts(&conflicts, "");
                self.tell_unreadable();
                self.fold_quietly();
            }
            Err(error) => {
                self.saving.refused(error);
                self.go(&Route::Start);
            }
        }
    }

    /// Makes a new class with one command and opens it.
    ///
    /// # Errors
    /// [`Rejected`] where the command is.
    pub fn start_class(self, command: impl Command, page: Page) -> Result<(), Rejected> {
        let id = fresh_replica().to_string();
        let mut book = Book::new(Document::new(id.clone()), fresh_replica());
        let delta = book.dispatch(&command, today()).inspect_err(|rejected| self.refuse(&rejected.0))?;
        // A class without its start has no name and no page.
        book.forget_steps();
        self.saving.begin(&id);
        self.book.set(Some(book));
        self.copies.open(&id);
        self.keep(delta);
        self.go(&Route::Open { class: id, page, item: None });
        Ok(())
    }

    /// Takes a class file in that the person brings: what was declined of it before is wanted now.
    pub fn bring_document(
        self,
        document: &Document,
        preferred: Vec<(Place, Value)>,
        file_name: &str,
    ) -> Option<Merged> {
        if !self.is_open_for(document) {
            return None;
        }
        let wanted = self.with_book(|book| book.accepting(document))?;
        self.take_document(&wanted, preferred, file_name)
    }

    /// Takes a class file in, as one thing that can be undone: merged where the class is here already, opened where it
    /// is not. `preferred`: what the teacher chose over what the merge decided.
    pub fn take_document(
        self,
        document: &Document,
        preferred: Vec<(Place, Value)>,
        file_name: &str,
    ) -> Option<Merged> {
        let label = Sentence::new(IMPORT_FILE).with("name", file_name);
        if !self.is_open_for(document) {
            return None;
        }
        self.back_up_before(Why::Import);
        let taken = self.book.try_update(|book| {
            let book = book.as_mut()?;
            let is_new = book.document().records.is_empty();
            let taken = book.take_document(document, preferred, label);
            if is_new {
                // A class without what it came with has no name and no page.
                book.forget_steps();
            }
            Some(taken)
        });
        let (merged, delta) = taken.flatten()?;
        self.keep_document(document);
        self.keep(delta);
        Some(merged)
    }

    /// Opens the class of a copy where it is not; whether it is open then.
    fn is_open_for(self, document: &Document) -> bool {
        if self.has_open(&document.id) {
            return true;
        }
        if self.has_unsaved() {
            self.refuse(&Sentence::new("saved.first"));
            return false;
        }
        self.open_or_begin(&document.id);
        self.copies.open(&document.id);
        true
    }

    /// Writes values where others stand, as one thing that can be undone.
    pub fn write_values(self, values: Vec<(Place, Value)>, label: Sentence) {
        let delta = self.book.try_update(|book| book.as_mut().map(|book| book.set(values, label)));
        if let Some(delta) = delta.flatten() {
            self.keep(delta);
        }
    }

    /// Brings an earlier state back; the present one is kept as a backup first.
    pub fn go_back(self, values: Vec<(Place, Back)>, made: Moment) {
        self.back_up_before(Why::Restore);
        let label = Sentence::new("undo.go_back").with("on", made.on);
        let ((), step) = self.step_of(|| {
            let back = self.book.try_update(|book| book.as_mut().map(|book| book.go_back(values, label)));
            if let Some(back) = back.flatten() {
                self.keep_undone(&back);
            }
        });
        let said = Sentence::new("share.went_back").with("on", made.on).with("time", made.time());
        self.tell(say(&said), step);
    }

    /// Goes to a page; what was just said comes along.
    pub fn go(self, route: &Route) {
        if self.route.with_untracked(|from| from != route) {
            self.notices.come_along();
        }
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
            self.saving.refused(error);
            return;
        }
        self.close();
    }

    /// Closes the class, which is no longer in this browser.
    pub fn close(self) {
        self.book.set(None);
        self.go(&Route::Start);
        self.tell(t("start.removed").to_owned(), None);
    }
}

/// The page's state, from anywhere below `App`.
pub fn use_app() -> AppState {
    expect_context()
}

/// A writer that nobody else is.
pub fn fresh_replica() -> ReplicaId {
    ReplicaId::new(random())
}

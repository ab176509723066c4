//! What is known of copies of the open class in files.

use leptos::prelude::*;

use crate::app::day::today;
use crate::app::platform::settings;
use crate::app::platform::storage::{LocalShelf, ask_to_keep, is_kept};
use crate::app::{say, t};
use crate::document::Book;
use crate::document::copied::{self, AtRisk, Copied};
use crate::domain::Sentence;
use crate::domain::calendar::days_between;

/// What is known of copies of the open class.
#[derive(Clone, Copy)]
pub struct Copies {
    /// The last one.
    pub last: RwSignal<Option<Copied>>,
    /// The browser has promised to keep its storage.
    pub persistent: RwSignal<bool>,
    /// It was asked for that promise.
    asked: StoredValue<bool>,
    /// The teacher wants no copy at this visit.
    pub later: RwSignal<bool>,
    /// The document's clock when it was read from the browser's storage.
    opened: StoredValue<u64>,
    /// This browser has lost a class before.
    pub forgot: bool,
}

impl Copies {
    /// Nothing is known yet.
    pub fn unknown() -> Self {
        let persistent = RwSignal::new(false);
        is_kept(move |kept| persistent.set(kept));
        Self {
            last: RwSignal::new(None),
            persistent,
            asked: StoredValue::new(false),
            later: RwSignal::new(false),
            opened: StoredValue::new(0),
            forgot: settings::has_forgotten(),
        }
    }

    /// Reads what is known of the class that was just opened.
    pub fn open(self, class: &str) {
        self.last.set(copied::last(&LocalShelf, class));
        self.later.set(false);
        self.opened.set_value(0);
    }

    /// Everything up to that clock was here before this visit.
    pub fn was_here(self, clock: u64) {
        self.opened.set_value(clock);
    }

    /// Whether the last copy has everything up to that clock.
    pub fn hold(self, clock: u64) -> bool {
        self.last.with_untracked(|last| last.is_some_and(|last| last.clock >= clock))
    }

    /// A whole copy was saved as a file.
    pub fn note(self, class: &str, clock: u64) {
        let copied = Copied { on: today(), clock };
        self.last.set(Some(copied));
        // Where it cannot be noted the page asks for a copy again, which does no harm.
        let _ = copied::note(&mut LocalShelf, class, copied);
    }

    /// The class has something to lose now: asks the browser to keep its storage, once a visit. Some browsers ask the
    /// person, so this follows on something that she did.
    pub fn worth_keeping(self) {
        if !self.persistent.get_untracked() && !self.asked.get_value() {
            self.asked.set_value(true);
            ask_to_keep(move |kept| self.persistent.set(kept));
        }
    }

    /// "Saved in this browser only", or when a copy was saved.
    pub fn words(self) -> String {
        let Some(copied) = self.last.get() else { return t("saved.here").to_owned() };
        match usize::try_from(days_between(copied.on, today())) {
            Ok(0) | Err(_) => t("saved.copied_today").to_owned(),
            Ok(days) => say(&Sentence::new("saved.copied").with("n", days)),
        }
    }

    /// What would be lost with this browser.
    pub fn at_risk(self, book: RwSignal<Option<Book>>) -> AtRisk {
        book.with(|book| {
            let document =
                book.as_ref().filter(|book| !book.class().about().sample).map(|book| book.document());
            let opened = self.opened.get_value();
            document
                .map_or_else(AtRisk::default, |document| copied::at_risk(document, self.last.get(), opened))
        })
    }
}

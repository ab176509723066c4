//! Copies of the class in files: when the last one left this browser, and when the page asks for another.

use leptos::prelude::*;

use super::components::Icon;
use super::day::today;
use super::pages::share::save_file;
use super::platform::storage::{LocalShelf, ask_to_keep, is_kept};
use super::say;
use super::state::{AppState, use_app};
use super::t;
use crate::document::copied::{self, Copied};
use crate::domain::Sentence;
use crate::domain::calendar::days_between;

/// What is known of copies of the open class.
#[derive(Clone, Copy)]
pub struct Copies {
    /// The last one.
    last: RwSignal<Option<Copied>>,
    /// The browser has promised to keep its storage.
    persistent: RwSignal<bool>,
    /// It was asked for that promise.
    asked: StoredValue<bool>,
    /// The teacher wants no copy at this visit.
    later: RwSignal<bool>,
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
        }
    }

    /// Reads what is known of the class that was just opened.
    pub fn open(self, class: &str) {
        self.last.set(copied::last(&LocalShelf, class));
        self.later.set(false);
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

    fn marks_at_risk(self, app: AppState) -> usize {
        app.book.with(|book| {
            let document =
                book.as_ref().filter(|book| !book.class().about().sample).map(|book| book.document());
            document.map_or(0, |document| copied::marks_since(document, self.last.get()))
        })
    }
}

/// Asks for a copy where one is due.
#[component]
pub fn CopyDue() -> impl IntoView {
    let app = use_app();
    let copies = app.copies;
    let marks = Memo::new(move |_| copies.marks_at_risk(app));
    let is_due = Memo::new(move |_| {
        !copies.later.get()
            && copied::is_due(marks.get(), copies.last.get(), copies.persistent.get(), today())
    });
    view! {
        {move || is_due.get().then(|| view! {
            <div class="callout" role="status">
                <Icon name="share"/>
                <p>{move || say(&Sentence::new("saved.due").with("n", marks.get()))}</p>
                <button class="btn" on:click=move |_| save_file(app)>{t("share.save_now")}</button>
                <button class="btn btn--plain" on:click=move |_| copies.later.set(true)>{t("saved.later")}</button>
            </div>
        })}
    }
}

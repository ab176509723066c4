//! Copies of the class in files: when the last one left this browser, and when the page asks for another.

use leptos::prelude::*;

use super::components::Icon;
use super::connected::{Connected, Link};
use super::day::{is_late, today};
use super::pages::share::save_file;
use super::platform::storage::{LocalShelf, ask_to_keep, is_kept};
use super::platform::{handle, settings, stage};
use super::say;
use super::state::{AppState, use_app};
use super::t;
use crate::document::advice::{self, Ahead, Ask};
use crate::document::copied::{self, AtRisk, Copied};
use crate::domain::Sentence;
use crate::domain::calendar::days_between;
use crate::view::Page;

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
    /// The document's clock when it was read from the browser's storage.
    opened: StoredValue<u64>,
    /// This browser has lost a class before.
    forgot: bool,
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

    fn at_risk(self, app: AppState) -> AtRisk {
        app.book.with(|book| {
            let document =
                book.as_ref().filter(|book| !book.class().about().sample).map(|book| book.document());
            let opened = self.opened.get_value();
            document
                .map_or_else(AtRisk::default, |document| copied::at_risk(document, self.last.get(), opened))
        })
    }
}

/// Asks for a copy where one is due, and says why.
#[component]
pub fn CopyDue() -> impl IntoView {
    let app = use_app();
    let copies = app.copies;
    let risk = Memo::new(move |_| copies.at_risk(app));
    let ahead =
        Memo::new(move |_| app.with_class(|class| advice::ahead(class, today())).unwrap_or(Ahead::School));
    let asks = Memo::new(move |_| {
        let may_forget = copies.forgot || !copies.persistent.get();
        let now = (today(), is_late());
        let asks = advice::ask(risk.get(), copies.last.get(), may_forget, now, ahead.get());
        asks.filter(|_| !copies.later.get())
    });
    let words = move |why: Ask| {
        let why = match why {
            Ask::Risk => Sentence::new("saved.due"),
            Ask::Break(next) => Sentence::new("saved.due_break").with("on", next),
            Ask::Summer => Sentence::new("saved.due_summer"),
        };
        say(&why.with("n", risk.get().entries))
    };
    // One that writes by itself, where the browser can do so.
    let can_follow = move || handle::is_there() && expect_context::<Connected>().link.get() == Link::None;
    view! {
        {move || asks.get().map(|why| view! {
            <div class="callout" role="status">
                <Icon name="share"/>
                <p>{move || words(why)}</p>
                <button class="btn" on:click=move |_| save_file(app)>{t("share.save_now")}</button>
                {move || can_follow().then(|| view! {
                    <a class="btn" href=app.href(Page::Share, None)>{t("saved.work_from_file")}</a>
                })}
                <button class="btn btn--plain" on:click=move |_| copies.later.set(true)>{t("saved.later")}</button>
            </div>
        })}
        <HomeScreen risk/>
    }
}

/// Once, on an iPad or iPhone: where the page lasts longer than in a tab of Safari.
#[component]
fn HomeScreen(risk: Memo<AtRisk>) -> impl IntoView {
    let read = RwSignal::new(!stage::could_be_on_home_screen() || settings::home_screen_was_read());
    let close = move |_| {
        read.set(true);
        settings::keep_home_screen_read();
    };
    let shows = Memo::new(move |_| !read.get() && risk.get().entries > 0);
    move || {
        shows.get().then(|| {
            view! {
                <div class="callout" role="status">
                    <Icon name="look"/>
                    <p>{t("saved.home")}</p>
                    <button class="btn btn--plain" on:click=close>{t("saved.home_done")}</button>
                </div>
            }
        })
    }
}

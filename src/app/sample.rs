//! The sample class under somebody's hands: with the first change of her own she is asked whether it is to be her class,
//! because nothing looks after what is entered in a sample.

use leptos::prelude::*;

use super::state::{AppState, use_app};
use super::t;
use crate::domain::Sentence;
use crate::domain::command::MakeOwn;

/// Whether to ask, once for each visit of the sample.
#[derive(Clone, Copy)]
pub struct OwnEdit {
    asks: RwSignal<bool>,
    answered: StoredValue<bool>,
}

impl OwnEdit {
    /// Nothing was changed yet.
    pub fn none() -> Self {
        Self { asks: RwSignal::new(false), answered: StoredValue::new(false) }
    }

    /// Another class opens.
    pub fn forget(self) {
        self.asks.set(false);
        self.answered.set_value(false);
    }

    /// Something was changed by hand.
    pub fn note(self, app: AppState) {
        let is_sample = app.with_book(|book| book.class().about().sample) == Some(true);
        let asks = is_sample && !self.answered.get_value();
        if self.asks.get_untracked() != asks {
            self.asks.set(asks);
        }
    }

    fn answer(self) {
        self.asks.set(false);
        self.answered.set_value(true);
    }
}

/// The question, in a corner of the page. It has no hurry, and nothing moves when it comes.
#[component]
pub fn AskOwn() -> impl IntoView {
    let app = use_app();
    let make = move |_| {
        app.own_edit.answer();
        // It cannot be refused.
        let _ = app.dispatch_and_say(MakeOwn, &Sentence::new("start.own_made"));
    };
    view! {
        <div role="status">
            {move || app.own_edit.asks.get().then(|| view! {
                <section class="news news--own no-print" aria-label=t("start.own_head")>
                    <p><b>{t("start.own_head")}</b>". "{t("start.own_why")}</p>
                    <button class="btn btn--main" on:click=make>{t("start.own_make")}</button>
                    <button class="btn btn--plain" on:click=move |_| app.own_edit.answer()>{t("start.own_try")}</button>
                </section>
            })}
        </div>
    }
}

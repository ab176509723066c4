//! The sample class under somebody's hands: with the first change of her own she is asked whether it is to be her class,
//! because nothing looks after what is entered in a sample.

use leptos::prelude::*;

use super::state::use_app;
use super::t;
use crate::domain::Sentence;
use crate::domain::command::MakeOwn;

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

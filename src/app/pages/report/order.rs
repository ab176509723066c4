//! The order of the rows: that of the school system's list, pasted once.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::app::state::use_app;
use crate::app::t;
use crate::document::import::listed::read_list;
use crate::domain::Sentence;
use crate::domain::command::OrderRoster;

/// The form into which the school system's list is pasted; the rows take its order.
#[component]
pub fn Order() -> impl IntoView {
    let app = use_app();
    let text = RwSignal::new(String::new());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let listed = match app.with_book(|book| read_list(book.class(), &text.get_untracked())) {
            Some(Ok(listed)) => listed,
            Some(Err(why)) => return app.refuse(&why),
            None => return,
        };
        let n = listed.students.len();
        let said = if listed.others.is_empty() {
            Sentence::new("report.ordered").with("n", n)
        } else {
            Sentence::new("report.ordered_but").with("n", n).with("names", listed.others)
        };
        if app.dispatch_and_say(OrderRoster { students: listed.students }, &said).is_ok() {
            text.set(String::new());
        }
    };
    view! {
        <details class="section share__fold">
            <summary><h2>{t("report.order_head")}</h2></summary>
            <p class="quiet">{t("report.order_why")}</p>
            <form class="stack" on:submit=submit>
                <label class="field"><span>{t("report.order_field")}</span>
                    <textarea class="input" rows="6" bind:value=text></textarea></label>
                <button class="btn" type="submit">{t("report.order_use")}</button>
            </form>
        </details>
    }
}

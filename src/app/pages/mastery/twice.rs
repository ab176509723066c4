//! Tickets that are in the class twice, told where their marks are seen: one click makes them one.

use leptos::prelude::*;

use crate::app::state::{AppState, use_app};
use crate::app::t;
use crate::domain::Sentence;
use crate::domain::command::JoinChecks;
use crate::view::same_ticket::{DoubleRow, double_rows};

/// So many are asked at once; the others follow when these are settled.
const SHOWN: usize = 2;

/// Nothing, where every ticket is there once.
#[component]
pub(super) fn Twice() -> impl IntoView {
    let app = use_app();
    let rows = Memo::new(move |_| app.with_class(double_rows).unwrap_or_default());
    move || {
        let rows = rows.get();
        (!rows.is_empty()).then(|| {
            let rows = rows.into_iter().take(SHOWN).map(|row| view! { <Row app row/> });
            view! { <div class="callout stack" role="group" aria-label=t("same.head")>{rows.collect_view()}</div> }
        })
    }
}

#[component]
fn Row(app: AppState, row: DoubleRow) -> impl IntoView {
    let lines = row.details;
    let details = move || {
        let lines = lines.iter().map(|line| view! { <li>{line.clone()}</li> }).collect_view();
        (!app.levels_hidden.get()).then(|| view! { <ul class="plain small">{lines}</ul> })
    };
    let pair = row.pair;
    let answer = move |same: bool| {
        let (one, other) = pair.clone();
        let done = Sentence::new(if same { "same.joined" } else { "same.kept_apart" });
        // A refusal was shown by then.
        let _ = app.dispatch_and_say(JoinChecks { answers: vec![(one, other, same)] }, &done);
    };
    let join = answer.clone();
    view! {
        <div>
            <p>{row.says}</p>
            <p class="small">{row.counts}</p>
            {details}
            <div class="bar">
                <button class="btn" on:click=move |_| join(true)>{t("same.join")}</button>
                <button class="btn" on:click=move |_| answer(false)>{t("same.apart")}</button>
            </div>
        </div>
    }
}

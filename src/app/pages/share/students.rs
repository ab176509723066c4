//! Chooses students of the class by ticking them.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::app::state::use_app;
use crate::app::t;
use crate::domain::id::StudentId;
use crate::domain::roster::by_name;

/// Every student of the class.
pub fn everybody() -> BTreeSet<StudentId> {
    use_app()
        .with_book(|book| book.class().students.iter().map(|(id, _)| id.clone()).collect())
        .unwrap_or_default()
}

/// A box for each student, and buttons for all and none.
#[component]
pub fn Students(
    /// Whom it asks for.
    legend: &'static str,
    /// Who is ticked.
    chosen: RwSignal<BTreeSet<StudentId>>,
) -> impl IntoView {
    let names = use_app().with_book(|book| by_name(book.class())).unwrap_or_default();
    let all: BTreeSet<StudentId> = names.iter().map(|(id, _)| id.clone()).collect();
    let boxes = names.into_iter().map(|(id, name)| {
        let ticked = id.clone();
        let tick = move |event| {
            chosen.update(|chosen| {
                if event_target_checked(&event) {
                    chosen.insert(id.clone());
                } else {
                    chosen.remove(&id);
                }
            });
        };
        let is_ticked = move || chosen.with(|chosen| chosen.contains(&ticked));
        view! { <li><label class="opt"><input type="checkbox" prop:checked=is_ticked on:change=tick/>{name}</label></li> }
    });
    view! {
        <fieldset class="share__who">
            <legend>{legend}</legend>
            <ul>{boxes.collect_view()}</ul>
            <button class="btn btn--plain" type="button" on:click=move |_| chosen.set(all.clone())>{t("share.everybody")}</button>
            <button class="btn btn--plain" type="button" on:click=move |_| chosen.set(BTreeSet::new())>{t("share.nobody")}</button>
        </fieldset>
    }
}

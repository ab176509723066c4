//! For whom a standard is: said beside it, and chosen in a list that opens.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::app::day::today;
use crate::app::state::use_app;
use crate::app::{say, t};
use crate::domain::Sentence;
use crate::domain::command::SetStandardFor;
use crate::domain::id::{StandardId, StudentId};
use crate::view::Page;
use crate::view::standards::{address, for_whom_row, own_standards};
use crate::view::unit::{StandardRow, standard_row};

/// Whom a standard is for. The ticks are a draft until one of the two buttons says so.
#[component]
pub fn ForWhom(
    standard: StandardId,
    /// Its code, for who hears the page.
    code: String,
) -> impl IntoView {
    let app = use_app();
    let of = standard.clone();
    let row = Memo::new(move |_| {
        let catalog = app.catalog.get();
        app.with_class(|class| for_whom_row(class, &catalog, &of, today()))
    });
    let draft = RwSignal::new(BTreeSet::<StudentId>::new());
    // What is chosen elsewhere meanwhile (undo, another tab) is the new start.
    Effect::new(move |_| {
        let chosen = row.with(|row| {
            let all = row.iter().flat_map(|row| &row.students);
            all.filter(|(.., chosen)| *chosen).map(|(id, ..)| id.clone()).collect()
        });
        draft.set(chosen);
    });
    let words = move || row.with(|row| row.as_ref().map(|row| row.words.clone()));
    let choose = {
        let code = code.clone();
        move |students: BTreeSet<StudentId>| {
            let said = if students.is_empty() { "standards.for_said_all" } else { "standards.for_said" };
            let said = Sentence::new(said).with("code", code.as_str()).with("n", students.len());
            // A student who left meanwhile is named in a notice.
            let _ = app.dispatch_and_say(SetStandardFor { standard: standard.clone(), students }, &said);
        }
    };
    let choose_all = choose.clone();
    let list = move || {
        let students = row.with(|row| row.as_ref().map(|row| row.students.clone())).unwrap_or_default();
        students.into_iter().map(|(id, name, _)| tick(id, name, draft)).collect_view()
    };
    let is_chosen = move || row.with(|row| row.as_ref().is_some_and(|row| row.chosen));
    let these = move || say(&Sentence::new("standards.for_these").with("n", draft.with(BTreeSet::len)));
    let label = say(&Sentence::new("standards.for_of").with("code", code));
    view! {
        <details class="forwhom">
            <summary><span class="forwhom__words">{words}</span></summary>
            <fieldset class="people__ticks">
                <legend>{label}</legend>
                <p class="small">{t("standards.for_why")}</p>
                <ul class="plain people__who">{list}</ul>
            </fieldset>
            <div class="bar">
                <button class="btn btn--main" disabled=move || draft.with(BTreeSet::is_empty)
                    on:click=move |_| choose(draft.get_untracked())>{these}</button>
                {move || is_chosen().then(|| {
                    let choose_all = choose_all.clone();
                    view! { <button class="btn" on:click=move |_| choose_all(BTreeSet::new())>{t("standards.for_all")}</button> }
                })}
            </div>
        </details>
    }
}

fn tick(id: StudentId, name: String, draft: RwSignal<BTreeSet<StudentId>>) -> impl IntoView {
    let of = id.clone();
    let ticked = move || draft.with(|draft| draft.contains(&of));
    let change = move |event| {
        let is_ticked = event_target_checked(&event);
        draft.update(|draft| {
            if is_ticked {
                draft.insert(id.clone());
            } else {
                draft.remove(&id);
            }
        });
    };
    view! { <li><label class="opt"><input type="checkbox" prop:checked=ticked on:change=change/>{name}</label></li> }
}

/// The standards that the class wrote itself, each with whom it is for; nothing where there are none.
#[component]
pub fn OwnStandards() -> impl IntoView {
    let app = use_app();
    let rows = Memo::new(move |_| {
        let catalog = app.catalog.get();
        let own =
            |class: &_| own_standards(class).iter().map(|id| standard_row(class, &catalog, id)).collect();
        app.with_class(own).unwrap_or_default()
    });
    let one = move |row: StandardRow| {
        let link = address(&row.id);
        let href = move || app.href(Page::Standards, Some(link.clone()));
        view! {
            <li>
                <div><p><a class="code" href=href>{row.code.clone()}</a></p><p class="small">{row.label}</p></div>
                <ForWhom standard=row.id code=row.code/>
            </li>
        }
    };
    let is_any = Memo::new(move |_| rows.with(|rows: &Vec<StandardRow>| !rows.is_empty()));
    move || {
        is_any.get().then(|| {
            view! {
                <section class="section">
                    <h2>{t("standards.own_head")}</h2>
                    <ul class="rows">{move || rows.get().into_iter().map(one).collect_view()}</ul>
                </section>
            }
        })
    }
}

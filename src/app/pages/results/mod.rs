//! Results in: paste or drop a table, look at what was read, say what is unsure, bring it in.

mod again;
mod draft;
mod incoming;
mod items;
mod parts;
mod who;

use leptos::prelude::*;

use crate::app::components::{Columns, Head};
use crate::app::day::today;
use crate::app::platform::files;
use crate::app::state::use_app;
use crate::app::{say, t};
use crate::document::import::hand::Holds;
use crate::domain::Sentence;
use crate::domain::mastery::CheckKind;
use crate::domain::subject::in_order;
use crate::view::Page;
use crate::view::mastery::kind_words;

use again::Again;
use draft::{Draft, Read};
use incoming::Incoming;
use items::Items;
use parts::Parts;
use who::People;

/// The page on which a table of results is read, looked at and brought in.
#[component]
pub fn Results() -> impl IntoView {
    let app = use_app();
    let all = app.with_book(|book| in_order(book.class())).unwrap_or_default();
    let first = all.first().map(|(id, _)| id.0.clone()).unwrap_or_default();
    let draft = Draft::new(app, first);
    let sheet = move || match draft.sheet.get() {
        None => view! { <p class="quiet">{t("results.example")}</p> }.into_any(),
        Some(Err(why)) => view! { <div class="callout" role="alert"><p>{say(&why)}</p></div> }.into_any(),
        Some(Ok(table)) => view! {
            // What is chosen above must not make the choices anew: the select would lose the focus.
            <Holding draft table/>
            {move || draft.read.get().map(|read| view! { <Found draft read/> })}
        }
        .into_any(),
    };
    view! {
        <Head title=t("results.title") lead=t("results.lead") but=t("results.but")>
            <a class="btn" href=move || app.href(Page::Mastery, None)>{t("results.back")}</a>
        </Head>
        <div class="stack">
            <Incoming draft/>
            {sheet}
        </div>
    }
}

/// What each column holds, open where nobody could be read.
#[component]
fn Holding(draft: Draft, table: std::sync::Arc<crate::document::import::Table>) -> impl IntoView {
    let open = draft.read.with_untracked(|read| read.as_ref().is_some_and(|read| read.nothing.is_some()))
        || table.head_row.is_none()
        || !table.problems.is_empty();
    let held = Memo::new(move |_| {
        let place = |holds: Holds| Holds::ALL.iter().position(|known| *known == holds).unwrap_or_default();
        let columns = draft.mapping.with(|mapping| mapping.columns.iter().map(Holds::of).collect::<Vec<_>>());
        columns.into_iter().map(place).collect()
    });
    let choose = move |at: usize, value: usize| {
        if let Some(holds) = Holds::ALL.get(value) {
            draft.choose(at, *holds);
        }
    };
    view! {
        <details class="set" open=open>
            <summary>{t("results.columns")}</summary>
            <p class="small">{t("results.columns_why")}</p>
            <Columns table choices=Holds::ALL.map(Holds::text).to_vec() held choose/>
        </details>
    }
}

/// What was read, to look at and to answer.
#[component]
fn Found(draft: Draft, read: Read) -> impl IntoView {
    if let Some(why) = &read.nothing {
        return view! { <div class="callout" role="alert"><p>{say(why)}</p></div> }.into_any();
    }
    let counts = Sentence::new("results.found").with("students", read.preview.students.len());
    let counts = counts.with("items", read.items.len()).with("n", read.preview.marks.len());
    let counts = if read.items.is_empty() && !read.parts.is_empty() {
        let counts = Sentence::new("results.found_growth").with("students", read.preview.students.len());
        counts.with("n", read.preview.diagnosed.len())
    } else {
        counts
    };
    let problems = read.preview.problems.iter().map(|problem| view! { <li>{say(&problem.sentence)}</li> });
    let problems = problems.collect_view();
    let some = !read.preview.problems.is_empty();
    let (for_count, for_bring) = (read.clone(), read.clone());
    let n = Memo::new(move |_| draft.n_marks(&for_count));
    let bring = if read.items.is_empty() { "results.bring_growth" } else { "results.bring" };
    let for_met = read.clone();
    let met = Memo::new(move |_| draft.met(&for_met));
    let said = read.same;
    // Diagnostics beside the marks are told by their own count.
    let only_marks = read.parts.is_empty();
    let is_met = move || only_marks && met.with(|met| !met.meetings.is_empty());
    let n_new = move || met.with(|met| met.news.added + met.news.changed);
    let (for_off, some_off) = (read.clone(), read.clone());
    let off = Memo::new(move |_| draft.off_scale(&for_off));
    let off_rows = move || {
        (!some_off.items.is_empty() && off.with(|off| !off.is_empty())).then(|| {
            let rows = off.get().into_iter().map(|words| view! { <li>{words}</li> }).collect_view();
            view! { <ul class="plain results__problems">{rows}</ul> }
        })
    };
    view! {
        <p role="status"><b>{say(&counts)}</b></p>
        <div class="results">
            <div class="stack">
                {some.then(|| view! {
                    <section class="section">
                        <h2>{t("results.problems")}</h2>
                        <ul class="plain results__problems">{problems}</ul>
                    </section>
                })}
                <Parts read=read.clone()/>
                {(!read.items.is_empty()).then(|| view! { <Items draft read=read.clone()/> })}
            </div>
            <div class="stack">
                <About draft/>
                <People draft read/>
                {off_rows}
                <Again draft met said/>
                <button class="btn btn--main" disabled=move || n.get() == 0 || (is_met() && n_new() == 0)
                    on:click=move |_| draft.bring(&for_bring)>
                    {move || match is_met() {
                        true => say(&Sentence::new("same.bring_changes").with("n", n_new())),
                        false => say(&Sentence::new(bring).with("n", n.get())),
                    }}
                </button>
            </div>
        </div>
    }
    .into_any()
}

/// Kind, title, day and subject of the check.
#[component]
fn About(draft: Draft) -> impl IntoView {
    let kinds = CheckKind::ALL.iter().map(|kind| {
        view! { <option value=kind.tag() selected=draft.kind.get_untracked() == *kind>{kind_words(*kind)}</option> }
    });
    let all = draft.app.with_book(|book| in_order(book.class())).unwrap_or_default();
    let several = all.len() > 1;
    let chosen = draft.subject.get_untracked();
    let all = all
        .into_iter()
        .map(|(id, name)| view! { <option value=id.0.clone() selected=id.0 == chosen>{name}</option> });
    let all = all.collect_view();
    let pick =
        move |event| draft.kind.set(CheckKind::from_tag(&event_target_value(&event)).unwrap_or_default());
    view! {
        <section class="section stack">
            <h2>{t("results.about")}</h2>
            {several.then(|| view! {
                <label class="field"><span>{t("mastery.subject")}</span>
                    <select class="input" on:change=move |event| draft.subject.set(event_target_value(&event))>{all}</select></label>
            })}
            <label class="field"><span>{t("results.kind")}</span>
                <select class="input" on:change=pick>{kinds.collect_view()}</select></label>
            <label class="field"><span>{t("results.name")}</span>
                <input class="input" placeholder=t("results.name_hint") autocomplete="off" bind:value=draft.title/></label>
            <label class="field"><span>{t("results.day")}</span>
                <input class="input" type="date" max=move || today().to_string() bind:value=draft.day/></label>
        </section>
    }
}

/// A file from an event, read into the draft.
fn take_file(draft: Draft, file: Option<web_sys::File>) {
    if let Some(file) = file {
        files::read(file, move |chosen| draft.read_file(&chosen));
    }
}

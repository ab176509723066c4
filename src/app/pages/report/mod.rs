//! Term reports: the list of them, and one with its comments.

mod one;
mod order;

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::app::components::Head;
use crate::app::state::{AppState, use_app};
use crate::app::t;
use crate::domain::Sentence;
use crate::domain::command::BeginReport;
use crate::domain::id::ReportId;
use crate::view::Page;
use crate::view::report::report_lines;

/// The page; the item is a report.
#[component]
pub fn Report(item: Option<String>) -> impl IntoView {
    match item {
        Some(id) => view! { <one::One id=ReportId(id)/> }.into_any(),
        None => view! { <List/> }.into_any(),
    }
}

#[component]
fn List() -> impl IntoView {
    let app = use_app();
    let lines = Memo::new(move |_| app.with_class(report_lines).unwrap_or_default());
    let rows = move || {
        let lines = lines.get();
        if lines.is_empty() {
            return view! { <p class="quiet">{t("report.none")}</p> }.into_any();
        }
        let rows = lines.into_iter().map(|line| {
            let href = move || app.href(Page::Report, Some(line.id.clone()));
            view! { <li><a href=href>{line.title}</a><span class="quiet">{line.state}</span></li> }
        });
        view! { <ul class="rows">{rows.collect_view()}</ul> }.into_any()
    };
    view! {
        <Head title=t("report.title") lead=t("report.list_lead") but=t("report.list_but")/>
        <div class="report__list">
            {rows}
            <Begin app/>
            <order::Order/>
        </div>
    }
}

#[component]
fn Begin(app: AppState) -> impl IntoView {
    let title = RwSignal::new(String::new());
    let begin = move |event: SubmitEvent| {
        event.prevent_default();
        let begun = Sentence::new("report.begun").with("title", title.get_untracked().trim());
        if app.dispatch_and_say(BeginReport { title: title.get_untracked() }, &begun).is_ok() {
            title.set(String::new());
        }
    };
    view! {
        <form class="section form form--row" on:submit=begin>
            <label class="field"><span>{t("report.name")}</span>
                <input class="input" placeholder=t("report.name_hint") autocomplete="off" bind:value=title/></label>
            <button class="btn btn--main" type="submit">{t("report.begin")}</button>
        </form>
    }
}

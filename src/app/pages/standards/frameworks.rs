//! The frameworks of the class: which subject follows which, own ones as a file, and the place to bring one in.

use leptos::prelude::*;

use super::bring::{Bring, Incoming};
use super::teaching::FromClass;
use crate::app::components::Drop;
use crate::app::day::today;
use crate::app::parts::Slot;
use crate::app::platform::files;
use crate::app::put::put;
use crate::app::state::{AppState, use_app};
use crate::app::{say, t};
use crate::document::case;
use crate::domain::Sentence;
use crate::domain::command::ChooseFramework;
use crate::domain::id::{FrameworkId, SubjectId};
use crate::domain::subject::in_order;
use crate::view::standards::{FrameworkRow, framework_rows};

/// The section that says which subject follows which framework, and takes a new one in.
#[component]
pub fn Frameworks() -> impl IntoView {
    let app = use_app();
    let rows = Memo::new(move |_| app.with_class(framework_rows).unwrap_or_default());
    let subjects = Memo::new(move |_| app.with_class(in_order).unwrap_or_default());
    let own =
        move || rows.get().into_iter().filter(|row| row.own).map(|row| view! { <Own row/> }).collect_view();
    let follow =
        move || subjects.get().into_iter().map(|(id, name)| view! { <Follows id name rows/> }).collect_view();
    view! {
        <section class="section">
            <h2>{t("standards.frameworks")}</h2>
            <p class="quiet">{t("standards.frameworks_why")}</p>
            <div class="form form--row">{follow}</div>
            <ul class="rows">{own}</ul>
        </section>
        <section class="section">
            <h2>{t("standards.bring_head")}</h2>
            <p class="quiet">{t("standards.bring_why")}</p>
            <ComeIn/>
        </section>
        <FromClass/>
    }
}

/// Which framework a subject follows.
#[component]
fn Follows(id: SubjectId, name: String, rows: Memo<Vec<FrameworkRow>>) -> impl IntoView {
    let app = use_app();
    let of = id.clone();
    let chosen = Memo::new(move |_| {
        let framework = app.with_class(|class| class.subjects.get(&of).and_then(|own| own.framework.clone()));
        framework.flatten().map(|framework| framework.0).unwrap_or_default()
    });
    let choose = move |event| {
        let framework = event_target_value(&event);
        let framework = (!framework.is_empty()).then_some(FrameworkId(framework));
        // The subject is on the page, so that it cannot be unknown.
        let _ = app.dispatch(ChooseFramework { subject: id.clone(), framework });
    };
    let options = move || {
        let option = |row: FrameworkRow| {
            let is_chosen = chosen.get() == row.id.as_str();
            view! { <option value=row.id.0 selected=is_chosen>{row.title}</option> }
        };
        rows.get().into_iter().map(option).collect_view()
    };
    view! {
        <label class="field"><span>{say(&Sentence::new("standards.follows").with("subject", name))}</span>
            <select class="input" on:change=choose>
                <option value="">{t("standards.usual")}</option>
                {options}
            </select></label>
    }
}

/// An own framework, which can be saved.
#[component]
fn Own(row: FrameworkRow) -> impl IntoView {
    let app = use_app();
    let label = say(&Sentence::new("standards.save_one").with("title", row.title.as_str()));
    let (id, title) = (row.id.clone(), row.title.clone());
    view! {
        <li>
            <p><b>{row.title}</b><br/><span class="small">{row.details}</span></p>
            <button class="btn" aria-label=label on:click=move |_| save(app, &id, &title)>{t("standards.save")}</button>
        </li>
    }
}

fn save(app: AppState, id: &FrameworkId, title: &str) {
    let text = app.with_book(|book| case::write(book.class(), id, today())).flatten();
    if text.is_some_and(|text| put(app, &format!("{title}.case.json"), &text)) {
        app.tell(say(&Sentence::new("standards.saved").with("title", title)), None);
    }
}

/// What holds a framework: a CASE package or a table.
const FRAMEWORK_FILES: &str = ".json,.csv,.tsv,.txt,application/json,text/csv,text/plain";

/// Chooses or drops a file and shows what it would bring.
#[component]
fn ComeIn() -> impl IntoView {
    let slot = Slot::new();
    let take = move |chosen: files::Chosen| {
        slot.fill(async move {
            let incoming = Incoming::read(&chosen);
            Ok(Box::new(move || view! { <Bring incoming done=move || slot.clear()/> }.into_any())
                as crate::app::parts::Build)
        });
    };
    view! {
        <Drop accept=FRAMEWORK_FILES choose=t("standards.choose") hint=t("standards.drop") take/>
        {slot.view()}
    }
}

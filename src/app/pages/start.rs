//! The list of classes: the first visit, a new class, the sample class, a file.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::leave::leave;
use super::share::OpenFile;
use crate::app::components::Head;
use crate::app::forgot::Gone;
use crate::app::parts::Slot;
use crate::app::platform::storage::LocalShelf;
use crate::app::state::use_app;
use crate::app::{say, t};
use crate::document::store::{self, Digest};
use crate::domain::Sentence;
use crate::domain::command::StartClass;
use crate::domain::standards::Grade;
use crate::view::{Page, Route};

/// The first page.
#[component]
pub fn Start() -> impl IntoView {
    let found = store::classes(&LocalShelf).and_then(|ids| {
        ids.into_iter()
            .map(|id| Ok((store::read_digest(&LocalShelf, &id)?, id)))
            .collect::<Result<Vec<_>, _>>()
    });
    let blocked = found.as_ref().err().map(|error| say(&error.sentence()));
    let classes = found.unwrap_or_default();
    let known = !classes.is_empty();
    let left = RwSignal::new(false);
    view! {
        <main class="main start" id="main" tabindex="-1" data-page="start">
            <Head title=t("start.title") lead=t("start.lead") but=t("start.but")/>
            {blocked.map(|why| view! { <p class="callout" role="alert">{why}</p> })}
            <Gone/>
            {known.then(|| view! { <div hidden=left><Classes classes/></div> })}
            <div class="start__ways">
                <NewClass/>
                <Sample/>
                <section class="section">
                    <h2>{t("start.file_head")}</h2>
                    <p class="quiet">{t("start.file_why")}</p>
                    <OpenFile/>
                </section>
            </div>
            {known.then(|| view! { <Leave left/> })}
        </main>
    }
}

#[component]
fn Leave(left: RwSignal<bool>) -> impl IntoView {
    let app = use_app();
    let slot = Slot::new();
    view! {
        <section class="section start__leave">
            <h2>{t("start.leave_head")}</h2>
            <p class="quiet">{t("start.leave_why")}</p>
            <button class="btn" on:click=move |_| slot.fill(leave(app, left))>{t("start.leave")}</button>
            {slot.view()}
        </section>
    }
}

#[component]
fn Classes(classes: Vec<(Digest, String)>) -> impl IntoView {
    let rows = classes.into_iter().map(|(digest, id)| {
        let href = Route::Open { class: id, page: Page::Today, item: None }.hash();
        view! {
            <li>
                <a href=href><b>{digest.name}</b></a>
                <span class="quiet">
                    {digest.sample.then(|| format!("{}, ", t("start.sample_mark")))}
                    {say(&Sentence::new("common.students").with("n", digest.students))}
                </span>
            </li>
        }
    });
    view! {
        <section class="section">
            <h2>{t("start.classes")}</h2>
            <ul class="rows">{rows.collect_view()}</ul>
        </section>
    }
}

#[component]
fn NewClass() -> impl IntoView {
    let app = use_app();
    let (name, grade, subjects) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let subjects = subjects.get_untracked().split(',').map(|name| name.trim().to_owned()).collect();
        let command = StartClass { name: name.get_untracked(), grade: grade.get_untracked(), subjects };
        // A refusal is shown as a notice; the form stays as it is.
        let _ = app.start_class(command, Page::Class);
    };
    let grades =
        Grade::all().map(|grade| view! { <option value=grade.to_string()>{grade.to_string()}</option> });
    view! {
        <section class="section">
            <h2>{t("start.new_head")}</h2>
            <p class="quiet">{t("start.new_why")}</p>
            <form class="form" on:submit=submit>
                <label class="field"><span>{t("start.name")}</span>
                    <input class="input" name="name" placeholder=t("start.name_hint") autocomplete="off" bind:value=name/></label>
                <label class="field"><span>{t("start.grade")}</span>
                    <select class="input" on:change=move |event| grade.set(event_target_value(&event))>
                        <option value="">{t("start.grade_open")}</option>{grades.collect_view()}
                    </select></label>
                <label class="field"><span>{t("start.subjects")}</span>
                    <input class="input" name="subjects" placeholder=t("start.subjects_hint") autocomplete="off" bind:value=subjects/></label>
                <button class="btn btn--main" type="submit">{t("start.start")}</button>
            </form>
        </section>
    }
}

#[component]
fn Sample() -> impl IntoView {
    let app = use_app();
    let slot = Slot::new();
    let open = move |_| slot.fill(async move { super::open_sample(app).await });
    view! {
        <section class="section">
            <h2>{t("start.sample_head")}</h2>
            <p class="quiet">{t("start.sample_why")}</p>
            <button class="btn" on:click=open>{t("start.sample")}</button>
            {slot.view()}
        </section>
    }
}

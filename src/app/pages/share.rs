//! Files in and out: save a copy, open a file with a preview, remove the class.

use leptos::prelude::*;

use crate::app::components::Head;
use crate::app::parts::{Arrived, Build, Slot, lazy};
use crate::app::platform::clock::today;
use crate::app::platform::files::{self, Chosen};
use crate::app::platform::storage::LocalShelf;
use crate::app::state::{AppState, use_app};
use crate::app::{say, t};
use crate::document::file::{self, LoadError, Opened};
use crate::document::preview::Preview;
use crate::document::{Book, ReplicaId, shared, store};
use crate::domain::Sentence;
use crate::view::{Page, Route};

/// The page.
#[component]
pub fn Share() -> impl IntoView {
    let app = use_app();
    let private = RwSignal::new(false);
    view! {
        <Head title=t("share.title") lead=t("share.lead") but=t("share.but")/>
        <div class="share">
            <div>
                <section class="section">
                    <h2>{t("share.save_head")}</h2>
                    <p class="quiet">{t("share.save_why")}</p>
                    <label class="opt"><input type="checkbox" bind:checked=private/>{t("share.private")}</label>
                    <button class="btn btn--main" on:click=move |_| save(app, private.get_untracked())>{t("share.save_now")}</button>
                </section>
                <section class="section">
                    <h2>{t("share.open_head")}</h2>
                    <p class="quiet">{t("share.open_why")}</p>
                    <OpenFile/>
                </section>
            </div>
            <Remove/>
        </div>
    }
}

/// Saves a copy with everything, for the one whose class it is.
pub fn save_file(app: AppState) {
    save(app, true);
}

fn save(app: AppState, private: bool) {
    let made = app.with_book(|book| {
        let document = book.document();
        let copy = shared::copy(document, book.class(), private);
        let whole = (copy == *document).then(|| (document.id.clone(), document.clock()));
        (format!("Class {} {}.rondo.json", book.class().about().name, today()), file::write(&copy), whole)
    });
    let Some((name, text, whole)) = made else { return };
    if files::save(&name, "application/json", &text).is_err() {
        app.refuse(&Sentence::new("share.browser_refused"));
        return;
    }
    // A copy that leaves something out does not make up for a lost browser.
    if let Some((class, clock)) = whole {
        app.copies.note(&class, clock);
    }
}

/// A file on its way in: what it is, and what it would bring.
#[derive(Debug, Clone)]
struct Incoming {
    file_name: String,
    opened: Opened,
    name: String,
    students: usize,
    /// What it would bring to the copy that is here; `None` where the class is not here.
    preview: Option<Preview>,
}

/// Chooses or drops a class file, shows what it would bring, and brings it in.
#[component]
pub fn OpenFile() -> impl IntoView {
    let app = use_app();
    let slot = Slot::new();
    let take = move |chosen: Chosen| slot.fill(bring(app, chosen, slot));
    let choose = move |event: web_sys::Event| {
        if let Some(file) = files::from_input(&event) {
            files::read(file, take);
        }
    };
    let drop = move |event: web_sys::DragEvent| {
        event.prevent_default();
        if let Some(file) = files::from_drop(&event) {
            files::read(file, take);
        }
    };
    view! {
        <div class="drop" on:dragover=|event| event.prevent_default() on:drop=drop>
            <label class="btn"><input class="sr" type="file" accept=".json" on:change=choose/>{t("share.choose")}</label>
            <span class="quiet">{t("share.drop")}</span>
        </div>
        {slot.view()}
    }
}

lazy! {
    setup: fn bring(app: AppState, chosen: Chosen, slot: Slot) -> Arrived<Build> {
        let read = read(app, chosen).inspect_err(|error| app.refuse(&error.sentence())).ok();
        Ok(Box::new(move || read.map(|file| view! { <Bring file done=move || slot.clear()/> }).into_any()))
    }
}

fn read(app: AppState, chosen: Chosen) -> Result<Incoming, LoadError> {
    let opened = file::read(&chosen.bytes)?;
    let id = &opened.document.id;
    let here =
        match app.with_book(|book| (book.document().id == *id).then(|| book.document().clone())).flatten() {
            Some(document) => Some(document),
            None => store::open(&LocalShelf, id)
                .ok()
                .map(|found| found.document)
                .filter(|document| !document.records.is_empty()),
        };
    let preview = here.map(|document| Preview::of(&document, &opened.document));
    let digest = store::digest(Book::new(opened.document.clone(), ReplicaId::default()).class());
    Ok(Incoming { file_name: chosen.name, opened, name: digest.name, students: digest.students, preview })
}

#[component]
fn Bring(file: Incoming, done: impl Fn() + Copy + 'static) -> impl IntoView {
    let app = use_app();
    let what = match &file.preview {
        None => Sentence::new("share.unknown").with("n", file.students),
        Some(preview) if preview.is_empty() => Sentence::new("share.nothing_new"),
        Some(_) => Sentence::new("share.known"),
    };
    let what = say(&what.with("name", file.name.as_str()));
    let brings =
        file.preview.iter().flat_map(Preview::sentences).map(|sentence| view! { <li>{say(&sentence)}</li> });
    let conflicts = file.preview.iter().flat_map(|preview| preview.conflicts.clone());
    let conflicts = conflicts.take(20).map(|sentence| view! { <li class="small">{say(&sentence)}</li> });
    let edited = (!file.opened.intact).then(|| view! { <p class="callout">{t("share.edited")}</p> });
    let (brings, conflicts) = (brings.collect_view(), conflicts.collect_view());
    let bring = move |_| {
        let document = &file.opened.document;
        if app.take_document(document, &file.file_name).is_some() {
            app.tell(say(&Sentence::new("share.brought_in").with("name", file.name.as_str())), true);
            app.go(&Route::Open { class: document.id.clone(), page: Page::Today, item: None });
        }
        done();
    };
    view! {
        <div class="panel stack" role="region" aria-live="polite">
            <p>{what}</p>
            {edited}
            <ul class="plain">{brings}{conflicts}</ul>
            <div class="bar">
                <button class="btn btn--main" on:click=bring>{t("share.bring_in")}</button>
                <button class="btn" on:click=move |_| done()>{t("common.cancel")}</button>
            </div>
        </div>
    }
}

#[component]
fn Remove() -> impl IntoView {
    let app = use_app();
    let sure = RwSignal::new(false);
    let about = app.with_class(crate::domain::Class::about).unwrap_or_default();
    let name = if about.sample {
        t("share.remove_sample").to_owned()
    } else {
        say(&Sentence::new("share.remove").with("name", about.name))
    };
    // The sample can be made again, so one click is enough.
    let first = move |_| if about.sample { app.forget_class() } else { sure.set(true) };
    view! {
        <section class="section">
            <h2>{t("share.remove_head")}</h2>
            <p class="quiet">{t("share.remove_why")}</p>
            <button class="btn" on:click=first>{name.clone()}</button>
            {move || sure.get().then(|| view! {
                <div class="panel stack" role="alert">
                    <p>{t("share.remove_sure")}</p>
                    <div class="bar">
                        <button class="btn btn--main" on:click=move |_| save_file(app)>{t("share.save_now")}</button>
                        <button class="btn" on:click=move |_| app.forget_class()>{t("common.remove")}</button>
                        <button class="btn" on:click=move |_| sure.set(false)>{t("common.cancel")}</button>
                    </div>
                </div>
            })}
        </section>
    }
}

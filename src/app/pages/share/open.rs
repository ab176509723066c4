//! A class file on its way in: chosen or dropped, with a preview of what it would bring.

use leptos::prelude::*;

use crate::app::parts::{Arrived, Build, Slot, lazy};
use crate::app::platform::files::{self, Chosen};
use crate::app::platform::storage::LocalShelf;
use crate::app::state::{AppState, use_app};
use crate::app::{say, t};
use crate::document::file::{self, LoadError, Opened};
use crate::document::preview::Preview;
use crate::document::{Book, ReplicaId, store};
use crate::domain::Sentence;
use crate::view::{Page, Route};

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

//! Leaving this computer: one file with every class, then everything of Rondo out of this browser.

use js_sys::Array;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::ServiceWorkerRegistration;

use crate::app::pages::share::file_name_at;
use crate::app::parts::{Arrived, Build, lazy};
use crate::app::platform::storage::LocalShelf;
use crate::app::platform::{clock, handle};
use crate::app::put::put;
use crate::app::state::AppState;
use crate::app::{say, t};
use crate::document::shelf::ShelfError;
use crate::document::store::backup::Moment;
use crate::document::store::{self, Found};
use crate::document::{file, rescue};
use crate::domain::Sentence;

lazy! {
    /// Saves a file with every class, and asks whether to remove them; `left` says that it was done.
    setup: pub fn leave(app: AppState, left: RwSignal<bool>) -> Arrived<Build> {
        if app.has_unsaved() {
            // It is nowhere but in the open class, and no file of what is stored has it.
            app.refuse(&Sentence::new("saved.first"));
            return Ok(Box::new(|| ().into_any()));
        }
        let made = whole().inspect_err(|error| app.refuse(&error.sentence())).ok();
        let saved = made.filter(|made| put(app, &made.name, &made.text));
        Ok(Box::new(move || saved.map(|saved| sure(app, saved, left)).into_any()))
    }
}

/// A file with everything that is kept here.
struct Whole {
    name: String,
    text: String,
    classes: usize,
}

/// One class that could be read is a class file; else it is what is stored, as the rescue banner has it: what could not
/// be read comes along as it is, since nothing of it stays here. The time is in the name, so that it is not taken for a
/// copy of the same day that is there already.
fn whole() -> Result<Whole, ShelfError> {
    let Moment { on, minute } = clock::now();
    let at = format!("{on} {:02}.{:02}", minute / 60, minute % 60);
    let ids = store::classes(&LocalShelf)?;
    if let [id] = ids.as_slice() {
        let Found { document, journal, .. } = store::open(&LocalShelf, id)?;
        if journal.unreadable().is_empty() {
            let name = file_name_at(&store::read_digest(&LocalShelf, id)?.name, &at);
            return Ok(Whole { name, text: file::write(&document), classes: 1 });
        }
    }
    let text = rescue::write_all(&LocalShelf)?;
    Ok(Whole { name: format!("Rondo {} {at}.json", t("start.leave_all")), text, classes: ids.len() })
}

/// Whether the browser saved the file is not said to a page, so that is for the person to see.
fn sure(app: AppState, saved: Whole, left: RwSignal<bool>) -> impl IntoView {
    let gone = RwSignal::new(None::<String>);
    let stays = RwSignal::new(false);
    let seen = RwSignal::new(false);
    let look = Sentence::new("start.leave_look").with("n", saved.classes).with("file", saved.name.as_str());
    let saved = StoredValue::new(saved);
    let again = move |_| {
        saved.with_value(|saved| put(app, &saved.name, &saved.text));
    };
    let remove = move |_| {
        let cleared = store::clear(&mut LocalShelf);
        spawn_local(async move {
            let _ = handle::forget_all().await;
            // What is left of the program without its data says nothing of anybody.
            let _ = clear_program().await;
            let said = cleared.map_or_else(|error| say(&error.sentence()), |()| t("start.left").to_owned());
            gone.set(Some(said));
            left.set(true);
        });
    };
    move || {
        match gone.get() {
        Some(said) => view! { <p class="panel" role="status">{said}</p> }.into_any(),
        None => view! {
            <div class="panel stack" role="alert" hidden=stays>
                <p>{say(&look)}</p>
                <label class="opt"><input type="checkbox" bind:checked=seen/>{t("start.leave_seen")}</label>
                <div class="bar">
                    <button class="btn btn--main" disabled=move || !seen.get() on:click=remove>{t("start.leave_remove")}</button>
                    <button class="btn" on:click=again>{t("start.leave_again")}</button>
                    <button class="btn" on:click=move |_| stays.set(true)>{t("common.cancel")}</button>
                </div>
            </div>
        }
        .into_any(),
    }
    }
}

/// The worker and the copies of the program that offline use keeps; what other pages of the host keep stays.
async fn clear_program() -> Result<(), JsValue> {
    if !window().is_secure_context() {
        return Ok(());
    }
    let worker = JsFuture::from(window().navigator().service_worker().get_registration()).await?;
    if let Ok(worker) = worker.dyn_into::<ServiceWorkerRegistration>() {
        JsFuture::from(worker.unregister()?).await?;
    }
    let caches = window().caches()?;
    for name in JsFuture::from(caches.keys()).await?.unchecked_into::<Array>() {
        if let Some(name) = name.as_string().filter(|name| name.starts_with("rondo-")) {
            JsFuture::from(caches.delete(&name)).await?;
        }
    }
    Ok(())
}

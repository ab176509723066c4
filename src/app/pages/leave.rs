//! Leaving this computer: a copy of each class as a file, then everything of Rondo out of this browser.

use js_sys::Array;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::ServiceWorkerRegistration;

use super::share::{file_name, put};
use crate::app::parts::{Arrived, Build, lazy};
use crate::app::day::today;
use crate::app::platform::handle;
use crate::app::platform::storage::LocalShelf;
use crate::app::state::AppState;
use crate::app::{say, t};
use crate::document::store::{self, Found};
use crate::document::{file, rescue};
use crate::domain::Sentence;

lazy! {
    /// Saves a copy of every class, and asks whether to remove them.
    setup: pub fn leave(app: AppState) -> Arrived<Build> {
        let saved = save_all(app);
        Ok(Box::new(move || saved.map(sure).into_any()))
    }
}

/// How many copies were saved; `None` where one was not, which was said then. What could not be read of a class comes
/// along as it is, since nothing of it stays here.
fn save_all(app: AppState) -> Option<usize> {
    let saved = store::classes(&LocalShelf).and_then(|ids| {
        let mut copies = 0;
        for id in &ids {
            let Found { document, journal } = store::open(&LocalShelf, id)?;
            let name = store::read_digest(&LocalShelf, id)?.name;
            let mut files = vec![(file_name(&name), file::write(&document))];
            if !journal.unreadable().is_empty() {
                let text = rescue::write(&LocalShelf, journal.unreadable())?;
                files.push((format!("Rondo unreadable {name} {}.json", today()), text));
            }
            for (name, text) in files {
                if !put(app, &name, &text) {
                    return Ok(None);
                }
                copies += 1;
            }
        }
        Ok(Some(copies))
    });
    saved.inspect_err(|error| app.refuse(&error.sentence())).ok().flatten()
}

fn sure(copies: usize) -> impl IntoView {
    let gone = RwSignal::new(None::<String>);
    let stays = RwSignal::new(false);
    let remove = move |_| {
        let cleared = store::clear(&mut LocalShelf);
        spawn_local(async move {
            let _ = handle::forget_all().await;
            // What is left of the program without its data says nothing of anybody.
            let _ = clear_program().await;
            let said = cleared.map_or_else(|error| say(&error.sentence()), |()| t("start.left").to_owned());
            gone.set(Some(said));
        });
    };
    move || match gone.get() {
        Some(said) => view! { <p class="panel" role="status">{said}</p> }.into_any(),
        None => view! {
            <div class="panel stack" role="alert" hidden=stays>
                <p>{say(&Sentence::new("start.leave_sure").with("n", copies))}</p>
                <div class="bar">
                    <button class="btn btn--main" on:click=remove>{t("start.leave_remove")}</button>
                    <button class="btn" on:click=move |_| stays.set(true)>{t("common.cancel")}</button>
                </div>
            </div>
        }
        .into_any(),
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

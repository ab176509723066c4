//! The same file through the system's share sheet: to one's own phone, tablet or other computer.

use js_sys::{Array, Object, Promise};
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{File, FilePropertyBag};

use super::copy_file;
use crate::app::platform::handle::reason;
use crate::app::state::use_app;
use crate::app::t;
use crate::domain::Sentence;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = navigator, js_name = canShare)]
    fn can_share(data: &JsValue) -> Result<bool, JsValue>;
    #[wasm_bindgen(catch, js_namespace = navigator, js_name = share)]
    fn share(data: &JsValue) -> Result<Promise, JsValue>;
}

/// Endings and media types, as they are taken: Chromium sends no JSON, and takes the same letters as plain text.
const KINDS: [(&str, &str); 2] = [("rondo.json", "application/json"), ("rondo.txt", "text/plain")];

/// The share sheet's button, where there is one that takes files.
#[component]
pub fn Send(
    /// Private notes too.
    private: RwSignal<bool>,
) -> impl IntoView {
    let app = use_app();
    let kind = KINDS.into_iter().find(|(ending, media_type)| {
        let small = data(&format!("Rondo.{ending}"), media_type, "{}");
        small.is_ok_and(|data| can_share(&data) == Ok(true))
    });
    let send = move |(ending, media_type): (&'static str, &'static str)| {
        let Some(made) = copy_file(app, private.get_untracked()) else { return };
        spawn_local(async move {
            let sent = async {
                let name = made.name.replace("rondo.json", ending);
                JsFuture::from(share(&data(&name, media_type, &made.text)?)?).await
            };
            match sent.await {
                // The sheet says "sent" before anything has arrived, so this is no copy to rely on.
                Ok(_) => {}
                Err(error) if reason(&error) == "AbortError" => {}
                Err(_) => app.refuse(&Sentence::new("share.send_refused")),
            }
        });
    };
    kind.map(|kind| view! { <button class="btn" on:click=move |_| send(kind)>{t("share.send")}</button> })
}

fn data(name: &str, media_type: &str, text: &str) -> Result<JsValue, JsValue> {
    let options = FilePropertyBag::new();
    options.set_type(media_type);
    let file = File::new_with_str_sequence_and_options(&Array::of1(&text.into()), name, &options)?;
    let files = Array::of2(&"files".into(), &Array::of1(&file));
    Object::from_entries(&Array::of1(&files)).map(Into::into)
}

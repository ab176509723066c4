//! Files that the page fetches from its own folder once it needs them.

use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Response;

use crate::domain::standards::BuiltIn;

/// Fetches the tables of a built-in framework; `None` where that fails (no network on the first visit).
pub fn fetch_framework(framework: BuiltIn, then: impl FnOnce(Option<[String; 3]>) + 'static) {
    spawn_local(async move { then(tables(framework).await.ok()) });
}

async fn tables(framework: BuiltIn) -> Result<[String; 3], JsValue> {
    let [standards, edges, domains] = framework.files();
    Ok([text(standards).await?, text(edges).await?, text(domains).await?])
}

async fn text(name: &str) -> Result<String, JsValue> {
    let path = format!("data/standards/{name}");
    let response: Response = JsFuture::from(window().fetch_with_str(&path)).await?.dyn_into()?;
    if !response.ok() {
        return Err(JsValue::from_str(&path));
    }
    let text = JsFuture::from(response.text()?).await?;
    text.as_string().ok_or(JsValue::NULL)
}

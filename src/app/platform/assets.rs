//! Files that the page fetches from its own folder once it needs them.

use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Response;

use crate::domain::standards::Catalog;

/// Fetches the built-in standards; `None` where that fails (no network on the first visit).
pub fn fetch_catalog(then: impl FnOnce(Option<Catalog>) + 'static) {
    spawn_local(async move { then(catalog().await.ok()) });
}

async fn catalog() -> Result<Catalog, JsValue> {
    let standards = text("data/standards/ccss-math.csv").await?;
    let edges = text("data/standards/ccss-math-edges.csv").await?;
    let domains = text("data/standards/domains.csv").await?;
    Catalog::from_csv(&standards, &edges, &domains).map_err(|error| JsValue::from_str(&error.to_string()))
}

async fn text(path: &str) -> Result<String, JsValue> {
    let response: Response = JsFuture::from(window().fetch_with_str(path)).await?.dyn_into()?;
    if !response.ok() {
        return Err(JsValue::from_str(path));
    }
    let text = JsFuture::from(response.text()?).await?;
    text.as_string().ok_or(JsValue::NULL)
}

//! The browser's localStorage as a [`Shelf`]: the only file that touches class data there.
//!
//! Through `web_sys`, because gloo-storage panics where the getter or `getItem` throws. Every call may throw (a
//! setting, a private window, a damaged profile), so each is an error value.

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Storage, StorageManager};

use crate::document::shelf::{Shelf, ShelfError};

/// The browser's storage. Zero-sized: the storage itself is asked for in each call, as browsers may take it away.
#[derive(Debug, Clone, Copy, Default)]
pub struct LocalShelf;

fn storage() -> Result<Storage, ShelfError> {
    let window = web_sys::window().ok_or_else(|| ShelfError::Blocked("window".into()))?;
    window
        .local_storage()
        .map_err(|error| refused(&error))?
        .ok_or_else(|| ShelfError::Blocked("localStorage".into()))
}

fn refused(error: &JsValue) -> ShelfError {
    let name = js_sys::Reflect::get(error, &"name".into())
        .ok()
        .and_then(|name| name.as_string())
        .unwrap_or_default();
    if name.contains("Quota") { ShelfError::Full } else { ShelfError::Blocked(name) }
}

/// Asks the browser to keep its storage when it clears up, and hands its answer on.
pub fn ask_to_keep(then: impl FnOnce(bool) + 'static) {
    answer(|storage| storage.persist(), then);
}

/// Whether the browser has promised so before.
pub fn is_kept(then: impl FnOnce(bool) + 'static) {
    answer(|storage| storage.persisted(), then);
}

/// A browser without this promise, or one that throws, has not given it.
fn answer(ask: fn(&StorageManager) -> Result<Promise, JsValue>, then: impl FnOnce(bool) + 'static) {
    let asked = web_sys::window().and_then(|window| ask(&window.navigator().storage()).ok());
    if let Some(asked) = asked {
        spawn_local(async move {
            let kept = JsFuture::from(asked).await.ok().and_then(|kept| kept.as_bool());
            then(kept == Some(true));
        });
    }
}

impl Shelf for LocalShelf {
    fn keys(&self) -> Result<Vec<String>, ShelfError> {
        let storage = storage()?;
        let count = storage.length().map_err(|error| refused(&error))?;
        let keys = (0..count).map(|at| storage.key(at).map_err(|error| refused(&error)));
        keys.filter_map(Result::transpose).collect()
    }

    fn get(&self, key: &str) -> Result<Option<String>, ShelfError> {
        storage()?.get_item(key).map_err(|error| refused(&error))
    }

    fn set(&mut self, key: &str, text: &str) -> Result<(), ShelfError> {
        storage()?.set_item(key, text).map_err(|error| refused(&error))
    }

    fn remove(&mut self, key: &str) -> Result<(), ShelfError> {
        storage()?.remove_item(key).map_err(|error| refused(&error))
    }
}

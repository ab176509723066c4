//! How a person likes the page, kept in this browser: never a word about a class.

use gloo_storage::{LocalStorage, Storage};

const LEVELS_HIDDEN: &str = "rondo/page/levels-hidden";

/// Whether levels are hidden, as on a mirrored screen.
pub fn levels_hidden() -> bool {
    is_there() && LocalStorage::get(LEVELS_HIDDEN).unwrap_or(false)
}

/// Keeps whether levels are hidden. Where nothing can be kept, the page asks again next time.
pub fn keep_levels_hidden(hidden: bool) {
    if is_there() {
        let _ = LocalStorage::set(LEVELS_HIDDEN, hidden);
    }
}

/// gloo-storage panics where the browser refuses its storage, so we ask first.
fn is_there() -> bool {
    web_sys::window().is_some_and(|window| matches!(window.local_storage(), Ok(Some(_))))
}

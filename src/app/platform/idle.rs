//! Work that can wait until the browser has nothing else to do.

use leptos::prelude::{set_timeout, window};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Does something once the browser is idle; where a browser cannot tell, a moment later.
pub fn when_idle(work: impl FnOnce() + 'static) {
    let has_it = js_sys::Reflect::has(&window(), &"requestIdleCallback".into());
    if has_it != Ok(true) {
        set_timeout(work, std::time::Duration::from_millis(1500));
        return;
    }
    let work = Closure::once_into_js(work);
    // It only fails where the window is about to close.
    let _ = window().request_idle_callback(work.unchecked_ref());
}

//! Where the keyboard goes when what it was on goes away.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use leptos::web_sys::HtmlElement;

/// Gives the keyboard to an element of the page, once that is drawn anew.
pub fn focus_soon(id: String) {
    request_animation_frame(move || focus(&id));
}

fn focus(id: &str) {
    let found = document().get_element_by_id(id);
    if let Some(element) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

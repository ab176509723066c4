//! A crash shows itself: `boot.js`, which needs no wasm, says so and offers the data.

use leptos::prelude::document;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = rondoCrashed)]
    fn rondo_crashed(message: &str);
}

/// Hands every panic to `boot.js`.
pub fn report() {
    std::panic::set_hook(Box::new(|panic| rondo_crashed(&panic.to_string())));
}

/// Takes the first paint away.
pub fn started() {
    if let Some(boot) = document().get_element_by_id("boot") {
        boot.remove();
    }
}

//! What only a real browser can show. Runs in headless Chromium; a native build leaves it empty.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// The tests stand on a browser with storage; without it every other browser test would fail for the wrong reason.
#[wasm_bindgen_test]
fn there_is_a_storage_that_keeps_what_it_is_given() {
    let storage = web_sys::window().and_then(|window| window.local_storage().ok().flatten());
    let storage = storage.expect("localStorage");
    storage.set_item("rondo/test", "é").expect("room");
    assert_eq!(storage.get_item("rondo/test"), Ok(Some("é".to_owned())));
    storage.remove_item("rondo/test").expect("removed");
}

//! The page's texts, where the build made a file of their own of them: `boot.js` fetches it beside the program.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = rondoTexts)]
    fn rondo_texts() -> String;
}

/// All texts, as their files hold them.
pub fn texts() -> String {
    rondo_texts()
}

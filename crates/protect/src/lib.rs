//! Files behind a passphrase, in the age format (age-encryption.org/v1): made, opened, and a passphrase to offer. It is
//! a small wasm of its own, because the page needs it rarely, and because stretching a passphrase takes seconds, which
//! it does beside the page (`protect.js` at the top of the repository is the worker that holds it).
//!
//! It knows nothing of classes: bytes in, bytes out. What a teacher reads of a [`Problem`] stands in the page's texts.

mod file;
#[cfg(test)]
mod tests;
mod words;

pub use file::{MAX_WORK, Problem, open, protect};
pub use words::{N_WORDS, passphrase};

/// What the worker calls. A problem comes out as its [code](Problem::code).
#[cfg(target_arch = "wasm32")]
mod worker {
    use wasm_bindgen::JsValue;
    use wasm_bindgen::prelude::wasm_bindgen;

    use super::Problem;

    fn code(problem: Problem) -> JsValue {
        JsValue::from_str(problem.code())
    }

    /// See [`super::protect`].
    #[wasm_bindgen]
    pub fn protect(bytes: &[u8], passphrase: &str) -> Result<Vec<u8>, JsValue> {
        super::protect(bytes, passphrase).map_err(code)
    }

    /// See [`super::open`].
    #[wasm_bindgen]
    pub fn open(bytes: &[u8], passphrase: &str) -> Result<Vec<u8>, JsValue> {
        super::open(bytes, passphrase).map_err(code)
    }

    /// See [`super::passphrase`].
    #[wasm_bindgen]
    pub fn passphrase() -> Result<String, JsValue> {
        super::passphrase().map_err(code)
    }
}

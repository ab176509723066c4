//! The worker of protected copies (`protect.js`), and the clipboard that a passphrase is copied to.

use js_sys::{Object, Promise, Reflect, Uint8Array};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::document::protect::problem;
use crate::domain::Sentence;

/// A running worker. Dropped, it ends at once, whatever it is at.
pub struct Locker(Worker);

impl Drop for Locker {
    fn drop(&mut self) {
        self.0.terminate();
    }
}

impl Locker {
    /// Starts a worker, which ends when this is dropped.
    ///
    /// # Errors
    /// The sentence for the teacher; so it is with each of its tasks.
    pub fn start() -> Result<Self, Sentence> {
        let not_loaded = || problem("not_loaded");
        // A page that was built without `cargo xtask build` has none.
        let named = document().query_selector("meta[name=rondo]").ok().flatten();
        let file = named.and_then(|meta| meta.get_attribute("data-protect")).ok_or_else(not_loaded)?;
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        Worker::new_with_options(&file, &options).map(Self).map_err(|_| not_loaded())
    }

    /// Six words drawn by chance.
    ///
    /// # Errors
    /// See [`start`](Self::start).
    pub async fn offer(&self) -> Result<String, Sentence> {
        let words = self.ask("offer", &[], "").await?;
        Ok(words.as_string().unwrap_or_default())
    }

    /// The bytes, locked.
    ///
    /// # Errors
    /// See [`start`](Self::start).
    pub async fn protect(&self, bytes: &[u8], words: &str) -> Result<Vec<u8>, Sentence> {
        self.ask("protect", bytes, words).await.map(|made| Uint8Array::new(&made).to_vec())
    }

    /// What was locked.
    ///
    /// # Errors
    /// See [`start`](Self::start).
    pub async fn open(&self, bytes: &[u8], words: &str) -> Result<Vec<u8>, Sentence> {
        self.ask("open", bytes, words).await.map(|plain| Uint8Array::new(&plain).to_vec())
    }

    async fn ask(&self, task: &str, bytes: &[u8], words: &str) -> Result<JsValue, Sentence> {
        let asked = Object::new();
        for (name, value) in
            [("task", task.into()), ("words", words.into()), ("bytes", Uint8Array::from(bytes).into())]
        {
            // A new object takes every field.
            let _: Result<bool, JsValue> = Reflect::set(&asked, &name.into(), &value);
        }
        // One task at a time, so that the next message is its answer.
        let answer = Promise::new(&mut |resolve, reject| {
            self.0.set_onmessage(Some(&resolve));
            self.0.set_onerror(Some(&reject));
        });
        self.0.post_message(&asked).map_err(|_| problem("stopped"))?;
        let event = JsFuture::from(answer).await.map_err(|_| problem("not_loaded"))?;
        let data = event.unchecked_into::<MessageEvent>().data();
        let field = |name: &str| Reflect::get(&data, &name.into()).unwrap_or_default();
        match field("problem").as_string() {
            Some(code) => Err(problem(&code)),
            None => Ok(field("result")),
        }
    }
}

/// Whether this browser lets the page write to the clipboard: only where the connection is safe.
pub fn has_clipboard() -> bool {
    window().is_secure_context()
}

/// Puts text on the clipboard, and says whether the browser did.
pub async fn copy(text: &str) -> bool {
    has_clipboard() && JsFuture::from(window().navigator().clipboard().write_text(text)).await.is_ok()
}

//! Files in and out: what a teacher chooses or drops, and what she saves.

use std::time::Duration;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, HtmlInputElement, Url};

/// By then a browser has read what it saves.
const READ_BY: Duration = Duration::from_secs(15 * 60);

/// A file that was chosen or dropped.
#[derive(Debug, Clone)]
pub struct Chosen {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Reads a file and hands its bytes on. A file that vanished meanwhile is handed on as empty, which every reader
/// refuses with a sentence.
pub fn read(file: File, then: impl FnOnce(Chosen) + 'static) {
    spawn_local(async move {
        let bytes = match JsFuture::from(file.array_buffer()).await {
            Ok(buffer) => Uint8Array::new(&buffer).to_vec(),
            Err(_) => Vec::new(),
        };
        then(Chosen { name: file.name(), bytes });
    });
}

/// The first file of an `<input type="file">`, which can be chosen again afterwards.
pub fn from_input(event: &web_sys::Event) -> Option<File> {
    let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = input.files()?.get(0);
    input.set_value("");
    file
}

/// The first file that was dropped.
pub fn from_drop(event: &web_sys::DragEvent) -> Option<File> {
    event.data_transfer()?.files()?.get(0)
}

/// Saves text as a file in the browser's download folder.
///
/// # Errors
/// What the browser said where it refuses.
pub fn save(name: &str, media_type: &str, text: &str) -> Result<(), JsValue> {
    save_parts(name, media_type, &Array::of1(&JsValue::from_str(text)))
}

/// Saves bytes, as [`save`] does text.
///
/// # Errors
/// What the browser said where it refuses.
pub fn save_bytes(name: &str, media_type: &str, bytes: &[u8]) -> Result<(), JsValue> {
    save_parts(name, media_type, &Array::of1(&Uint8Array::from(bytes)))
}

fn save_parts(name: &str, media_type: &str, parts: &Array) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = Blob::new_with_blob_sequence_and_options(parts, &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // Some browsers ask first where to put the file, and read it then: the address lives until that is done.
    let forget = move || {
        let _ = Url::revoke_object_url(&url);
    };
    leptos::prelude::set_timeout(forget, READ_BY);
    Ok(())
}

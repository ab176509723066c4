//! Files that the system opens with the installed page: a double click on a class file, two at once, anything.

use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;

use super::files::Chosen;
use super::handle::{self, FileHandle};

#[wasm_bindgen]
extern "C" {
    type LaunchQueue;

    #[wasm_bindgen(method, catch, js_name = setConsumer)]
    fn set_consumer(this: &LaunchQueue, consumer: &JsValue) -> Result<(), JsValue>;
}

/// Hands on each file that the page is opened with, from now on and for as long as it lives. What cannot be read is
/// handed on as empty, which every reader refuses with a sentence. Nothing where the browser has no such thing.
pub fn follow(take: impl Fn(Chosen) + Copy + 'static) {
    let window = web_sys::window().map(JsValue::from).unwrap_or_default();
    let Ok(queue) = Reflect::get(&window, &"launchQueue".into()) else { return };
    if !queue.is_object() {
        return;
    }
    let consumer = Closure::<dyn Fn(JsValue)>::new(move |launched: JsValue| {
        let files = Reflect::get(&launched, &"files".into()).ok();
        let files = files.and_then(|files| files.dyn_into::<Array>().ok()).unwrap_or_default();
        for file in files.iter().filter(JsValue::is_object) {
            let file: FileHandle = file.unchecked_into();
            spawn_local(async move {
                let bytes = handle::read(&file).await.unwrap_or_default();
                take(Chosen { name: file.name(), bytes });
            });
        }
    });
    // A browser that refuses opens the page all the same, without the file.
    let _ = queue.unchecked_into::<LaunchQueue>().set_consumer(&consumer.into_js_value());
}

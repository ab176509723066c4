//! A file that the browser lets the page read and write again, kept in IndexedDB, because nothing else keeps one.
//!
//! Chromium alone has this for files of the person; elsewhere [`is_there`] says no. Declared here and not taken from
//! `web_sys`, where half of it is missing and a missing function would end the program instead of being an error.

use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransactionMode};

const DATABASE: &str = "rondo";
const STORE: &str = "files";
/// Before the id of a class; no class's own id begins so.
const NOTED: &str = "here/";

#[wasm_bindgen]
extern "C" {
    /// A file of the person's that the page may be allowed to read and write.
    #[derive(Debug, Clone)]
    pub type FileHandle;
    type Stream;

    #[wasm_bindgen(catch, js_namespace = window, js_name = showSaveFilePicker)]
    fn show_save_file_picker(options: &JsValue) -> Result<Promise, JsValue>;
    /// The file's name, without its folder.
    #[wasm_bindgen(method, getter)]
    pub fn name(this: &FileHandle) -> String;
    #[wasm_bindgen(method, catch, js_name = queryPermission)]
    fn query_permission(this: &FileHandle, how: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = requestPermission)]
    fn request_permission(this: &FileHandle, how: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getFile)]
    fn get_file(this: &FileHandle) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = createWritable)]
    fn create_writable(this: &FileHandle) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn write(this: &Stream, text: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn close(this: &Stream) -> Result<Promise, JsValue>;
}

/// Whether this browser lets a page write a file again.
pub fn is_there() -> bool {
    web_sys::window().is_some_and(|window| Reflect::has(&window, &"showSaveFilePicker".into()) == Ok(true))
}

/// Lets the person choose a file; `None` where she chose none.
///
/// # Errors
/// What the browser said where it refuses.
pub async fn choose(name: &str) -> Result<Option<FileHandle>, JsValue> {
    let options = object(&[("suggestedName", name.into())])?;
    match JsFuture::from(show_save_file_picker(&options)?).await {
        Ok(handle) => Ok(Some(handle.unchecked_into())),
        Err(error) if reason(&error) == "AbortError" => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether the page may write the file now. Asking needs a click of the person.
pub async fn may_write(handle: &FileHandle, ask: bool) -> bool {
    let answer = async {
        let how = object(&[("mode", "readwrite".into())])?;
        let asked = if ask { handle.request_permission(&how) } else { handle.query_permission(&how) };
        JsFuture::from(asked?).await
    };
    answer.await.is_ok_and(|state| state.as_string().as_deref() == Some("granted"))
}

/// What the file holds now.
///
/// # Errors
/// What the browser said where it refuses.
pub async fn read(handle: &FileHandle) -> Result<Vec<u8>, JsValue> {
    let file: File = JsFuture::from(handle.get_file()?).await?.unchecked_into();
    Ok(Uint8Array::new(&JsFuture::from(file.array_buffer()).await?).to_vec())
}

/// Writes the file. The browser writes beside it and changes the two at the end, so that it is never half written.
///
/// # Errors
/// What the browser said where it refuses: then the file is as it was.
pub async fn write(handle: &FileHandle, text: &str) -> Result<(), JsValue> {
    let stream: Stream = JsFuture::from(handle.create_writable()?).await?.unchecked_into();
    JsFuture::from(stream.write(text)?).await?;
    JsFuture::from(stream.close()?).await?;
    Ok(())
}

/// What the browser calls an error: `NotFoundError`.
pub fn reason(error: &JsValue) -> String {
    Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string()).unwrap_or_default()
}

/// Keeps the file of a class for later visits.
///
/// # Errors
/// What the browser said where it refuses.
pub async fn keep(class: &str, handle: &FileHandle) -> Result<(), JsValue> {
    let put = files().await?.put_with_key(handle, &class.into())?;
    answer(&put).await.map(drop)
}

/// The file that was kept for a class.
///
/// # Errors
/// What the browser said where it refuses.
pub async fn kept(class: &str) -> Result<Option<FileHandle>, JsValue> {
    let found = answer(&files().await?.get(&class.into())?).await?;
    Ok((!found.is_undefined()).then(|| found.unchecked_into()))
}

/// No longer keeps the file of a class.
///
/// # Errors
/// What the browser said where it refuses.
pub async fn forget(class: &str) -> Result<(), JsValue> {
    let gone = files().await?.delete(&class.into())?;
    answer(&gone).await.map(drop)
}

/// Notes beside the files that a class is in this browser: where its storage goes and this does not, that is seen.
///
/// # Errors
/// What the browser said where it refuses.
pub async fn note_class(class: &str) -> Result<(), JsValue> {
    let put = files().await?.put_with_key(&true.into(), &format!("{NOTED}{class}").into())?;
    answer(&put).await.map(drop)
}

/// The classes that were noted.
///
/// # Errors
/// What the browser said where it refuses.
pub async fn noted() -> Result<Vec<String>, JsValue> {
    let keys: Array = answer(&files().await?.get_all_keys()?).await?.unchecked_into();
    let class = |key: JsValue| key.as_string()?.strip_prefix(NOTED).map(str::to_owned);
    Ok(keys.iter().filter_map(class).collect())
}

/// Forgets that a class is here, and its file.
///
/// # Errors
/// What the browser said where it refuses.
pub async fn forget_class(class: &str) -> Result<(), JsValue> {
    forget(&format!("{NOTED}{class}")).await?;
    forget(class).await
}

/// No longer keeps any.
///
/// # Errors
/// What the browser said where it refuses.
pub async fn forget_all() -> Result<(), JsValue> {
    let factory = web_sys::window().ok_or(JsValue::NULL)?.indexed_db()?.ok_or(JsValue::NULL)?;
    let gone = factory.delete_database(DATABASE)?;
    answer(&gone).await.map(drop)
}

async fn files() -> Result<IdbObjectStore, JsValue> {
    let factory = web_sys::window().ok_or(JsValue::NULL)?.indexed_db()?.ok_or(JsValue::NULL)?;
    let opening: IdbOpenDbRequest = factory.open_with_u32(DATABASE, 1)?;
    let request = opening.clone();
    let make = Closure::once_into_js(move || {
        // Where it fails, the first use of the store says so.
        let _ = request.result().map(|made| made.unchecked_into::<IdbDatabase>().create_object_store(STORE));
    });
    opening.set_onupgradeneeded(Some(make.unchecked_ref()));
    let database: IdbDatabase = answer(&opening).await?.unchecked_into();
    let access = database.transaction_with_str_and_mode(STORE, IdbTransactionMode::Readwrite)?;
    // It is closed once the transaction has ended, so that another tab may delete it.
    database.close();
    access.object_store(STORE)
}

/// A request's result, once it is there.
async fn answer(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let answered = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    JsFuture::from(answered).await?;
    request.result()
}

fn object(fields: &[(&str, JsValue)]) -> Result<JsValue, JsValue> {
    let entries: Array = fields.iter().map(|(name, value)| Array::of2(&(*name).into(), value)).collect();
    Object::from_entries(&entries).map(Into::into)
}

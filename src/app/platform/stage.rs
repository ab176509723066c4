//! What a board on the wall asks of the browser: a chime, a screen that stays on, the whole screen. Where the browser
//! has none of it, nothing happens.

use js_sys::{Array, Function, Promise, Reflect};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

fn get(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &name.into()).ok().filter(|it| !it.is_undefined() && !it.is_null())
}

fn call(of: &JsValue, name: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let function: Function = get(of, name)?.dyn_into().ok()?;
    function.apply(of, &arguments.iter().collect::<Array>()).ok()
}

/// Two soft tones, half a second each.
#[derive(Debug, Clone, PartialEq)]
pub struct Chime(JsValue);

impl Chime {
    /// Browsers let a page sound only after a tap or a key: this is called from one.
    pub fn after_a_gesture() -> Option<Self> {
        let make: Function = get(&window(), "AudioContext")?.dyn_into().ok()?;
        Reflect::construct(&make, &Array::new()).ok().map(Self)
    }

    /// Sounds both tones once; a browser that refuses stays silent.
    pub fn sound(&self) {
        // After a sleep it waits to be woken.
        let _ = call(&self.0, "resume", &[]);
        for (at, pitch) in [(0.0, 659.25), (0.35, 523.25)] {
            let _ = self.tone(at, pitch);
        }
    }

    fn tone(&self, at: f64, pitch: f64) -> Option<()> {
        let now = get(&self.0, "currentTime")?.as_f64()? + at;
        let (tone, volume) = (call(&self.0, "createOscillator", &[])?, call(&self.0, "createGain", &[])?);
        let _ = Reflect::set(&get(&tone, "frequency")?, &"value".into(), &pitch.into());
        let loud = get(&volume, "gain")?;
        call(&loud, "setValueAtTime", &[0.25.into(), now.into()]);
        call(&loud, "exponentialRampToValueAtTime", &[0.001.into(), (now + 0.9).into()]);
        call(&tone, "connect", std::slice::from_ref(&volume))?;
        call(&volume, "connect", &[get(&self.0, "destination")?])?;
        call(&tone, "start", &[now.into()])?;
        call(&tone, "stop", &[(now + 1.0).into()]).map(|_| ())
    }

    /// Lets go of the loudspeaker.
    pub fn close(&self) {
        let _ = call(&self.0, "close", &[]);
    }
}

/// Asks that the screen stays on while the page is seen; `keep` gets what gives it back.
pub fn stay_awake(keep: impl FnOnce(JsValue) + 'static) {
    let lock =
        get(&window().navigator(), "wakeLock").and_then(|lock| call(&lock, "request", &["screen".into()]));
    let Some(promise) = lock.and_then(|lock| lock.dyn_into::<Promise>().ok()) else { return };
    spawn_local(async move {
        // Refused, as on low battery: the screen goes dark as it always did.
        if let Ok(held) = JsFuture::from(promise).await {
            keep(held);
        }
    });
}

/// Lets the screen go dark again.
pub fn let_sleep(held: &JsValue) {
    let _ = call(held, "release", &[]);
}

/// The whole screen, or back.
pub fn toggle_full_screen() {
    let page = document();
    if page.fullscreen_element().is_some() {
        page.exit_fullscreen();
    } else if let Some(root) = page.document_element() {
        let _ = root.request_fullscreen();
    }
}

/// Out of the whole screen, where the page has it.
pub fn leave_full_screen() {
    if document().fullscreen_element().is_some() {
        document().exit_fullscreen();
    }
}

/// Whether this is a tab of Safari on an iPad or iPhone, whose page could be on the home screen: only there does the
/// browser say that it is not.
pub fn could_be_on_home_screen() -> bool {
    let navigator = web_sys::window().map(|window| window.navigator());
    let standalone = navigator.and_then(|navigator| Reflect::get(&navigator, &"standalone".into()).ok());
    standalone.is_some_and(|standalone| standalone == JsValue::FALSE)
}

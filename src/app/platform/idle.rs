//! Work that can wait until the browser has nothing else to do.

use std::time::Duration;

use leptos::prelude::{document, set_timeout, window};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Steps follow on each other for so long; then whatever the person did meanwhile gets its turn.
const MS_IN_ONE_GO: f64 = 5.0;
/// What a browser that cannot tell when it is idle is given before work begins, and between two goes.
const BEFORE: Duration = Duration::from_millis(1500);
const BETWEEN: Duration = Duration::from_millis(40);

/// Does something once the browser is idle; where a browser cannot tell, a moment later.
pub fn when_idle(work: impl FnOnce() + 'static) {
    later(work, BEFORE);
}

/// Does work step by step while the browser is idle, until a step says that there is none left. Where nobody sees the
/// page nobody waits, and such a page may be ended at any time: the rest is done in one go.
pub fn while_idle(step: impl FnMut() -> bool + 'static) {
    next_go(Box::new(step), BEFORE);
}

fn next_go(mut step: Box<dyn FnMut() -> bool>, otherwise: Duration) {
    let go = move || {
        let start = milliseconds();
        while step() {
            if milliseconds() - start >= MS_IN_ONE_GO && !document().hidden() {
                next_go(step, BETWEEN);
                return;
            }
        }
    };
    later(go, otherwise);
}

fn later(work: impl FnOnce() + 'static, otherwise: Duration) {
    let has_it = js_sys::Reflect::has(&window(), &"requestIdleCallback".into());
    if has_it != Ok(true) {
        set_timeout(work, otherwise);
        return;
    }
    let work = Closure::once_into_js(work);
    // It only fails where the window is about to close.
    let _ = window().request_idle_callback(work.unchecked_ref());
}

/// A clock that only goes forward. Where there is none, all steps are one go.
fn milliseconds() -> f64 {
    window().performance().map_or(0.0, |performance| performance.now())
}

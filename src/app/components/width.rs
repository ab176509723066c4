//! The width that there really is, for what is drawn to fit.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;

/// The width of a box in pixels, measured once it stands and whenever the window changes; 0 before.
pub fn width_of(node: NodeRef<html::Div>) -> RwSignal<i32> {
    let width = RwSignal::new(0_i32);
    let measure = move || {
        if let Some(node) = node.get_untracked() {
            width.set(node.client_width());
        }
    };
    Effect::new(move |_| {
        node.track();
        measure();
    });
    let resized = window_event_listener(ev::resize, move |_| measure());
    on_cleanup(move || resized.remove());
    width
}

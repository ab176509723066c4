//! A box in which a file is chosen, or on which one is dropped.

use leptos::prelude::*;

use crate::app::platform::files::{self, Chosen};

/// The box. `accept` is what the browser offers to choose; `take` gets what was chosen or dropped.
#[component]
pub fn Drop(
    accept: &'static str,
    choose: &'static str,
    hint: &'static str,
    take: impl Fn(Chosen) + Copy + 'static,
) -> impl IntoView {
    let chosen = move |event: web_sys::Event| {
        if let Some(file) = files::from_input(&event) {
            files::read(file, take);
        }
    };
    let dropped = move |event: web_sys::DragEvent| {
        event.prevent_default();
        if let Some(file) = files::from_drop(&event) {
            files::read(file, take);
        }
    };
    view! {
        <div class="drop" on:dragover=|event| event.prevent_default() on:drop=dropped>
            <label class="btn"><input class="sr" type="file" accept=accept on:change=chosen/>{choose}</label>
            <span class="quiet">{hint}</span>
        </div>
    }
}

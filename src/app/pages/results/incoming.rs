//! The box to paste into, and the place to drop a file.

use leptos::prelude::*;

use super::{Draft, take_file};
use crate::app::platform::files;
use crate::app::t;

/// Where results come in.
#[component]
pub(super) fn Incoming(draft: Draft) -> impl IntoView {
    let drop = move |event: web_sys::DragEvent| {
        // Dropped text goes into the box by itself.
        if let Some(file) = files::from_drop(&event) {
            event.prevent_default();
            take_file(draft, Some(file));
        }
    };
    let typed = move |event| {
        draft.text.set(event_target_value(&event));
        draft.read_text();
    };
    view! {
        <div class="drop stack" on:dragover=|event| event.prevent_default() on:drop=drop>
            <label class="field"><span>{t("results.paste")}</span>
                <textarea class="input results__paste" rows="6" spellcheck="false" placeholder=t("results.paste_hint")
                    prop:value=move || draft.text.get() on:input=typed></textarea></label>
            <div class="bar">
                <label class="btn"><input class="sr" type="file" accept=".csv,.tsv,.txt,text/csv,text/plain" on:change=move |event| take_file(draft, files::from_input(&event))/>{t("results.choose")}</label>
                <span class="quiet">{t("results.drop")}</span>
            </div>
        </div>
    }
}

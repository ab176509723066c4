//! Work that takes seconds and cannot say how far it is.

use leptos::html;
use leptos::prelude::*;

use crate::app::t;

/// Says what is being done, and lets it be called off. The focus goes there, because what started the work is gone.
#[component]
pub fn Working(
    /// What is being done.
    #[prop(into)]
    what: Signal<String>,
    /// Calls it off.
    cancel: impl Fn() + 'static,
) -> impl IntoView {
    let button = NodeRef::<html::Button>::new();
    Effect::new(move |_| {
        if let Some(button) = button.get() {
            let _ = button.focus();
        }
    });
    view! {
        <p id="working" role="status">{move || what.get()}</p>
        <progress class="working" aria-labelledby="working"></progress>
        <div class="bar">
            <button class="btn" node_ref=button aria-describedby="working" on:click=move |_| cancel()>{t("common.cancel")}</button>
        </div>
    }
}

//! A search at work.

use leptos::prelude::*;

use crate::app::t;

/// What the search has so far, and a way to stop it.
#[component]
pub fn Searching(
    /// Nothing while no search is at work.
    so_far: RwSignal<Option<String>>,
    /// Ends the search where it is.
    stop: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    view! {
        <div role="status">
            {move || so_far.get().map(|so_far| view! {
                <p class="proof groups__search">
                    <b>{t("groups.searching")}</b>" "<span class="quiet">{so_far}</span>
                    <button class="btn" type="button" on:click=move |_| stop()>{t("groups.stop")}</button>
                </p>
            })}
        </div>
    }
}

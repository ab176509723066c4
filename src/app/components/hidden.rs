//! Where levels are hidden, an empty place is not what it seems.

use leptos::prelude::*;

use crate::app::state::use_app;
use crate::app::t;

/// Says that levels are hidden and shows them again; nothing while they are shown.
#[component]
pub fn HiddenLevels() -> impl IntoView {
    let app = use_app();
    move || {
        app.levels_hidden.get().then(|| view! {
            <div class="callout">
                <p>{t("mastery.levels_hidden")}</p>
                <button class="btn" on:click=move |_| app.hide_levels(false)>{t("nav.show_levels")}</button>
            </div>
        })
    }
}

//! What stands above a page of a class: whether it is saved, and a copy that is due. It comes with the page: before one
//! is there, nothing can have been done that waits to be saved.

use leptos::prelude::*;

use super::copy_due::CopyDue;
use super::share::save_file;
use crate::app::components::Icon;
use crate::app::state::saving::SaveState;
use crate::app::state::use_app;
use crate::app::{say, t};
use crate::domain::Sentence;
use crate::view::Page;

/// Above every page but the board, which is for the class.
#[component]
pub fn Above(page: Page) -> impl IntoView {
    (page != Page::Board).then(|| {
        view! {
            <NotSaved/>
            {(page == Page::Today).then(|| view! { <CopyDue/> })}
        }
    })
}

/// The truth about saving, where it is not the usual one.
#[component]
fn NotSaved() -> impl IntoView {
    let app = use_app();
    let reason = move || match app.saving.state.get() {
        SaveState::Saved => None,
        SaveState::SavedAgain => Some((t("saved.again"), Sentence::new("saved.again_why"))),
        SaveState::InLastRoom => Some((t("saved.in_last_room"), Sentence::new("saved.full"))),
        SaveState::NotSaved(error) => Some((t("saved.not"), error.sentence())),
    };
    view! {
        {move || reason().map(|(what, why)| view! {
            <div class="callout" role="alert">
                <Icon name="look"/>
                <p><b>{what}</b>" "{say(&why)}</p>
                <button class="btn" on:click=move |_| save_file(app)>{t("share.save_now")}</button>
            </div>
        })}
    }
}

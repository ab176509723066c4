//! Files that come by themselves, above whatever page is open: those that the system opens with the installed page, and
//! the one that was found again after the browser forgot its class. Each shows what it would bring, as a chosen one does.

use leptos::prelude::*;

use super::pages::share::bring;
use super::parts::Slot;
use super::platform::{files::Chosen, launch};
use super::state::{AppState, use_app};
use super::t;
use crate::view::Page;

/// More at once are more than a person looks at.
const MOST: usize = 12;

/// Takes what the system opens with the page.
pub fn follow(app: AppState) {
    launch::follow(move |file| app.incoming.update(|files| files.push(file)));
}

/// What came, and what each would bring. Not over the board: there it waits until the board is closed.
#[component]
pub fn Incoming() -> impl IntoView {
    let app = use_app();
    let slots = RwSignal::new(Vec::<(usize, Slot)>::new());
    let came = StoredValue::new(0);
    // What an effect makes goes when it runs again; what a file would bring stays as long as this.
    let owner = Owner::current();
    Effect::new(move |_| {
        if app.incoming.with(Vec::is_empty) {
            return;
        }
        let files: Vec<Chosen> = app.incoming.try_update_untracked(std::mem::take).unwrap_or_default();
        for file in files.into_iter().take(MOST) {
            let Some(slot) = owner.as_ref().map(|owner| owner.with(Slot::new)) else { return };
            slot.fill(bring(app, file, slot));
            came.update_value(|came| *came += 1);
            slots.update(|slots| slots.push((came.get_value(), slot)));
        }
    });
    let on_board = Memo::new(move |_| app.route.with(|route| route.page() == Some(Page::Board)));
    let none = Memo::new(move |_| slots.with(Vec::is_empty));
    // Where nothing is left to look at, the style hides it.
    view! {
        <section class="incoming no-print" aria-label=t("share.incoming") hidden=move || none.get() || on_board.get()>
            <div class="incoming__files">
                <For each=move || slots.get() key=|(came, _)| *came let((_, slot))>{slot.view()}</For>
            </div>
            <button class="btn btn--plain" on:click=move |_| slots.set(Vec::new())>{t("common.close")}</button>
        </section>
    }
}

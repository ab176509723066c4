//! Trust in a co-teacher's computer, for one class and on this computer only.

use leptos::prelude::*;

use crate::app::platform::storage::LocalShelf;
use crate::app::state::{AppState, use_app};
use crate::app::{say, t};
use crate::document::Document;
use crate::document::trust::{self, Writers};
use crate::domain::Sentence;

/// Says in a copy who saves it, so that a co-teacher who trusts this computer knows its writes.
pub fn sign(copy: &mut Document) {
    if let Some(own) = trust::own(&LocalShelf, &copy.id) {
        trust::sign(copy, &own);
    }
}

/// Asks whether this computer's files should merge at once from now on; nothing where that is settled, or where the
/// file is one's own.
#[component]
pub fn Ask(
    /// The class's id.
    class: String,
    /// Who saved the file.
    by: Option<Writers>,
    /// True once the teacher has ticked it; whoever asks keeps the answer.
    trusts: RwSignal<bool>,
) -> impl IntoView {
    let own = trust::own(&LocalShelf, &class).map(|own| own.computer);
    let is_open = by.is_some_and(|by| {
        Some(by.computer) != own && !trust::trusted(&LocalShelf, &class).contains(&by.computer)
    });
    is_open.then(|| view! { <label class="opt"><input type="checkbox" bind:checked=trusts/>{t("share.trust")}</label> })
}

/// Keeps the answer, once the file is in.
pub fn keep(app: AppState, class: &str, by: Option<&Writers>) {
    let kept = by.map_or(Ok(()), |by| trust::trust(&mut LocalShelf, class, by.computer));
    if let Err(error) = kept {
        app.refuse(&error.sentence());
    }
}

/// How many are trusted in the open class, and the way to end it.
#[component]
pub fn Trusted() -> impl IntoView {
    let app = use_app();
    let class = app.with_book(|book| book.document().id.clone()).unwrap_or_default();
    let n = RwSignal::new(trust::trusted(&LocalShelf, &class).len());
    let class = StoredValue::new(class);
    let end = move |_| match class.with_value(|class| trust::trust_nobody(&mut LocalShelf, class)) {
        Ok(()) => n.set(0),
        Err(error) => app.refuse(&error.sentence()),
    };
    move || {
        (n.get() > 0).then(|| {
            view! {
                <p class="small">{say(&Sentence::new("share.trusted").with("n", n.get()))}
                    <button class="btn btn--plain" on:click=end>{t("share.trust_nobody")}</button></p>
            }
        })
    }
}

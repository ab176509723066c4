//! Takes the class out of this browser.

use leptos::prelude::*;

use super::save_file;
use crate::app::platform::handle;
use crate::app::state::{AppState, use_app};
use crate::app::{say, t};
use crate::domain::Sentence;

/// Removes the open class; a copy is offered first.
#[component]
pub fn Remove() -> impl IntoView {
    let app = use_app();
    let sure = RwSignal::new(false);
    let about = app.with_class(crate::domain::Class::about).unwrap_or_default();
    let name = if about.sample {
        t("share.remove_sample").to_owned()
    } else {
        say(&Sentence::new("share.remove").with("name", about.name))
    };
    view! {
        <section class="section">
            <h2>{t("share.remove_head")}</h2>
            <p class="quiet">{t("share.remove_why")}</p>
            <button class="btn" on:click=move |_| sure.set(true)>{name.clone()}</button>
            {move || sure.get().then(|| view! {
                <div class="panel stack" role="alert">
                    <p>{t("share.remove_sure")}</p>
                    <div class="bar">
                        <button class="btn btn--main" on:click=move |_| save_file(app)>{t("share.save_now")}</button>
                        <button class="btn" on:click=move |_| forget(app)>{t("common.remove")}</button>
                        <button class="btn" on:click=move |_| sure.set(false)>{t("common.cancel")}</button>
                    </div>
                </div>
            })}
        </section>
    }
}

/// Takes the class out, and lets its connected file go.
fn forget(app: AppState) {
    if let Some(class) = app.with_book(|book| book.document().id.clone()) {
        leptos::task::spawn_local(async move {
            // A file that nobody reads any more does no harm.
            let _ = handle::forget_class(&class).await;
        });
    }
    app.forget_class();
}

//! Takes the class out of this browser.

use leptos::prelude::*;

use super::save_file;
use crate::app::state::use_app;
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
    // The sample can be made again, so one click is enough.
    let first = move |_| if about.sample { app.forget_class() } else { sure.set(true) };
    view! {
        <section class="section">
            <h2>{t("share.remove_head")}</h2>
            <p class="quiet">{t("share.remove_why")}</p>
            <button class="btn" on:click=first>{name.clone()}</button>
            {move || sure.get().then(|| view! {
                <div class="panel stack" role="alert">
                    <p>{t("share.remove_sure")}</p>
                    <div class="bar">
                        <button class="btn btn--main" on:click=move |_| save_file(app)>{t("share.save_now")}</button>
                        <button class="btn" on:click=move |_| app.forget_class()>{t("common.remove")}</button>
                        <button class="btn" on:click=move |_| sure.set(false)>{t("common.cancel")}</button>
                    </div>
                </div>
            })}
        </section>
    }
}

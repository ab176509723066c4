//! What another class teaches with, brought into this one: chosen among the classes in this browser, or from a file.

use leptos::prelude::*;

use crate::app::platform::storage::LocalShelf;
use crate::app::state::{AppState, use_app};
use crate::app::{say, t};
use crate::document::{Document, store, teaching};
use crate::domain::Sentence;
use crate::domain::command::BringTeaching;
use crate::view::text;
use crate::view::{Page, Route};

/// The section; nothing where this is the only class.
#[component]
pub fn FromClass() -> impl IntoView {
    let app = use_app();
    let open = app.with_book(|book| book.document().id.clone()).unwrap_or_default();
    let others: Vec<(String, String)> = store::classes(&LocalShelf)
        .unwrap_or_default()
        .into_iter()
        .filter(|id| *id != open)
        .filter_map(|id| Some((id.clone(), store::read_digest(&LocalShelf, &id).ok()?.name)))
        .collect();
    let found = RwSignal::new(None::<BringTeaching>);
    let choose = move |event| {
        let id = event_target_value(&event);
        found.set(if id.is_empty() { None } else { read(app, &id) });
    };
    (!others.is_empty()).then(|| {
        let options = others.into_iter().map(|(id, name)| view! { <option value=id>{name}</option> });
        view! {
            <section class="section">
                <h2>{t("standards.from_class_head")}</h2>
                <p class="quiet">{t("standards.from_class_why")}</p>
                <div class="form form--row">
                    <label class="field"><span>{t("standards.from_class")}</span>
                        <select class="input" on:change=choose>
                            <option value="">{t("standards.from_class_choose")}</option>{options.collect_view()}
                        </select></label>
                </div>
                <div role="status">{move || found.get().map(|command| preview(app, command, found))}</div>
            </section>
        }
    })
}

fn read(app: AppState, id: &str) -> Option<BringTeaching> {
    match store::open(&LocalShelf, id) {
        Ok(other) => app.with_book(|book| teaching::bring(&other.document, book)),
        Err(error) => {
            app.refuse(&error.sentence());
            None
        }
    }
}

fn preview(app: AppState, command: BringTeaching, found: RwSignal<Option<BringTeaching>>) -> AnyView {
    let parts = parts(&command);
    if parts.is_empty() {
        return view! { <p>{t("standards.nothing_to_bring")}</p> }.into_any();
    }
    let bring = move |_| {
        if bring_in(app, &command) {
            found.set(None);
        }
    };
    view! {
        <p>{say(&Sentence::new("standards.there_is").with("parts", parts))}</p>
        <button class="btn" on:click=bring>{t("standards.bring_teaching")}</button>
    }
    .into_any()
}

fn parts(command: &BringTeaching) -> String {
    let parts: Vec<String> = command.parts().iter().map(say).collect();
    if parts.is_empty() { String::new() } else { text::list(&parts) }
}

fn bring_in(app: AppState, command: &BringTeaching) -> bool {
    let said = Sentence::new("standards.brought_teaching").with("parts", parts(command));
    app.dispatch_and_say(command.clone(), &said).is_ok()
}

/// The same from a file of another class; nothing where it would bring nothing, or no class is open.
#[component]
pub fn TeachingInto(
    /// The file's class.
    document: Document,
    /// Ends the preview.
    done: impl Fn() + Copy + 'static,
) -> impl IntoView {
    let app = use_app();
    let here = app.with_book(|book| {
        let command = teaching::bring(&document, book);
        (book.document().id.clone(), book.class().about().name, command)
    });
    here.filter(|(.., command)| !command.parts().is_empty()).map(|(class, name, command)| {
        let bring = move |_| {
            if bring_in(app, &command) {
                app.go(&Route::Open { class: class.clone(), page: Page::Standards, item: None });
                done();
            }
        };
        let words = Sentence::new("standards.bring_teaching_into").with("name", name);
        view! { <button class="btn" on:click=bring>{say(&words)}</button> }
    })
}

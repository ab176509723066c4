//! The rail: which class, which page, undo, and whether everything is saved.

use leptos::prelude::*;

use super::Icon;
use crate::app::state::saving::SaveState;
use crate::app::state::{AppState, use_app};
use crate::app::{say, t};
use crate::domain::Sentence;
use crate::view::{Page, Route};

const PAGES: [(Page, &str); 7] = [
    (Page::Today, "nav.today"),
    (Page::Mastery, "nav.mastery"),
    (Page::Plans, "nav.plans"),
    (Page::Groups, "nav.groups"),
    (Page::Rotation, "nav.rotation"),
    (Page::Equity, "nav.equity"),
    (Page::Share, "nav.share"),
];

/// The rail of an open class.
#[component]
pub fn Rail(
    /// The page beside it.
    page: Page,
) -> impl IntoView {
    let app = use_app();
    let about = Memo::new(move |_| app.with_class(crate::document::store::digest).unwrap_or_default());
    let class_page = matches!(page, Page::Class | Page::Standards | Page::Results);
    let links = PAGES.map(|(target, text)| {
        let under = matches!(
            (target, page),
            (Page::Mastery, Page::Results | Page::Student)
                | (Page::Groups, Page::Team)
                | (Page::Equity, Page::Growth)
                | (Page::Rotation, Page::Year)
                | (Page::Share, Page::Report)
        );
        let current = (target == page || under).then_some("page");
        view! {
            <a href=move || app.href(target, None) aria-current=current>
                <Icon name=target.slug()/>
                {t(text)}
            </a>
        }
    });
    view! {
        <header class="rail">
            <a class="brand" href=Route::Start.hash() title=t("nav.classes")><Ring/><span>"Rondo"</span></a>
            <a class="klass" href=move || app.href(Page::Class, None) aria-current=class_page.then_some("page")>
                <b>{move || about.get().name}</b>
                <span>{move || say(&Sentence::new("common.students").with("n", about.get().students))}</span>
                {move || about.get().sample.then(|| view! { <span class="klass__sample">{t("start.sample_mark")}</span> })}
            </a>
            <nav class="nav" aria-label=t("nav.label")>{links}</nav>
            <Foot app/>
        </header>
    }
}

/// The mark of the product.
#[component]
pub fn Ring() -> impl IntoView {
    view! {
        <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
            <circle cx="11" cy="11" r="8" fill="none" stroke="currentColor" stroke-width="4" pathLength="100" stroke-dasharray="20 5" transform="rotate(-81 11 11)"/>
        </svg>
    }
}

#[component]
fn Foot(app: AppState) -> impl IntoView {
    let label = move |step: Option<Sentence>, key: &'static str, nothing: &'static str| match step {
        Some(label) => say(&Sentence::new(key).with("what", label)),
        None => t(nothing).to_owned(),
    };
    let undo =
        Memo::new(move |_| app.book.with(|book| book.as_ref().and_then(|book| book.can_undo().cloned())));
    let redo =
        Memo::new(move |_| app.book.with(|book| book.as_ref().and_then(|book| book.can_redo().cloned())));
    let hide = move || t(if app.levels_hidden.get() { "nav.show_levels" } else { "nav.hide_levels" });
    let toggle = move |_| app.hide_levels(!app.levels_hidden.get_untracked());
    view! {
        <div class="rail__foot">
            <div class="rail__undo">
                <button class="btn btn--plain" disabled=move || undo.get().is_none() title=move || label(undo.get(), "undo.undo_what", "undo.nothing") on:click=move |_| app.undo()>{t("undo.undo")}</button>
                <button class="btn btn--plain" disabled=move || redo.get().is_none() title=move || label(redo.get(), "undo.redo_what", "undo.nothing_again") on:click=move |_| app.redo()>{t("undo.redo")}</button>
            </div>
            <button class="hide" aria-pressed=move || app.levels_hidden.get().to_string() on:click=toggle>
                <Icon name="eye"/>
                <span>{hide}</span>
                <span class="key">"H"</span>
            </button>
            <p class="rail__saved" data-saved=move || (!matches!(app.saving.state.get(), SaveState::NotSaved(_))).to_string()>
                {move || match app.saving.state.get() {
                    SaveState::NotSaved(_) => t("saved.not").to_owned(),
                    SaveState::Saved | SaveState::SavedAgain | SaveState::InLastRoom => app.copies.words(),
                }}
            </p>
        </div>
    }
}

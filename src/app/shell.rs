//! The frame around every page: rail, notices, keys, and the page of the route.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, StorageEvent};

use super::components::Rail;
use super::connected::Connected;
use super::day;
use super::forgot;
use super::incoming::{self, Incoming};
use super::notice::Said;
use super::pages;
use super::pages::share::connected::EXCHANGE;
use super::sample::AskOwn;
use super::state::{AppState, use_app};
use super::t;
use crate::document::store::GONE;
use crate::view::{Page, Route};

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    let hash = || window().location().hash().unwrap_or_default();
    let app = AppState::new(Route::parse(&hash()));
    provide_context(app);
    app.keep_reserve();
    app.open_route();
    Connected::follow(app, EXCHANGE);
    day::follow();
    incoming::follow(app);
    forgot::follow(app);
    listen(app, hash);
    view! {
        <a class="skip btn" href="#main" on:click=skip_to_main>{t("common.skip")}</a>
        <Incoming/>
        {move || match app.route.get() {
            Route::Start => view! { <pages::Start/> }.into_any(),
            Route::Open { page: Page::Board, .. } => view! { <pages::Opening page=Page::Board item=None/> }.into_any(),
            Route::Open { page, item, .. } => view! { <Frame page item/> }.into_any(),
        }}
        <AskOwn/>
        <Said/>
    }
}

/// A page of a class beside the rail.
#[component]
fn Frame(page: Page, item: Option<String>) -> impl IntoView {
    let app = use_app();
    view! {
        <div class="shell">
            <Rail page/>
            <main class="main" id="main" tabindex="-1" data-page=page.slug() class:levels-hidden=move || app.levels_hidden.get()>
                <pages::Opening page item/>
            </main>
        </div>
    }
}

fn skip_to_main(event: ev::MouseEvent) {
    event.prevent_default();
    let main = document().get_element_by_id("main").and_then(|main| main.dyn_into::<HtmlElement>().ok());
    if let Some(main) = main {
        // Focus can only be refused where the element has left the page meanwhile.
        let _ = main.focus();
    }
}

fn listen(app: AppState, hash: fn() -> String) {
    let _ = window_event_listener(ev::hashchange, move |_| {
        let route = Route::parse(&hash());
        app.route.with_untracked(|from| app.notices.leave(from, &route));
        app.route.set(route);
        app.open_route();
        window().scroll_to_with_x_and_y(0.0, 0.0);
    });
    let _ = window_event_listener_untyped("storage", move |event| {
        let event: StorageEvent = event.unchecked_into();
        match (event.key().as_deref(), event.new_value()) {
            (Some(GONE), Some(gone)) => app.close_if_gone(&gone),
            (Some(key), text) => app.take_from_storage(key, text.as_deref()),
            // Another page of this host has cleared everything.
            (None, _) => app.save_again_if_cleared(),
        }
    });
    let _ = window_event_listener(ev::beforeunload, move |event| {
        // Then the browser asks whether to leave the page.
        if app.has_unsaved() {
            event.prevent_default();
        }
    });
    let look = move || {
        app.take_from_shelf();
        app.try_again();
    };
    app.keep_trying();
    let _ = window_event_listener_untyped("pageshow", move |_| look());
    let _ = window_event_listener(ev::visibilitychange, move |_| {
        if document().hidden() {
            app.fold_quietly();
        }
    });
    let _ = window_event_listener(ev::focus, move |_| look());
    let _ = window_event_listener(ev::keydown, move |event| shortcut(app, &event));
}

/// A field in which letters are letters; a box that is ticked is none.
fn is_typed_into(target: web_sys::EventTarget) -> bool {
    let Ok(element) = target.dyn_into::<HtmlElement>() else { return false };
    match element.tag_name().as_str() {
        "INPUT" => !matches!(element.get_attribute("type").as_deref(), Some("checkbox" | "radio")),
        "TEXTAREA" | "SELECT" => true,
        _ => element.is_content_editable(),
    }
}

/// Ctrl+Z, Ctrl+Shift+Z and H, wherever nobody is typing.
fn shortcut(app: AppState, event: &KeyboardEvent) {
    if event.target().is_some_and(is_typed_into) {
        return;
    }
    let with_control = event.ctrl_key() || event.meta_key();
    // Caps Lock turns the letters round, and must not turn undo into redo.
    match event.key().to_ascii_lowercase().as_str() {
        "z" if with_control && !event.shift_key() => {
            event.prevent_default();
            app.undo();
        }
        "z" | "y" if with_control => {
            event.prevent_default();
            app.redo();
        }
        "h" if !with_control && !event.alt_key() => app.hide_levels(!app.levels_hidden.get_untracked()),
        _ => {}
    }
}

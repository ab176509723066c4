//! Files for a spreadsheet, and the copy without names: what leaves the class and is not meant to come back.

use leptos::prelude::*;

use crate::app::day::today;
use crate::app::platform::clock::random;
use crate::app::put::{put, put_as};
use crate::app::state::{AppState, use_app};
use crate::app::{say, t};
use crate::document::{ReplicaId, anonymous, file, sheet};
use crate::view::Page;
use crate::view::sheet::{Sheet, groups, marks, mastery, minutes};

/// The grid, the minutes and the marks.
#[component]
pub fn Sheets() -> impl IntoView {
    let app = use_app();
    view! {
        <section class="section">
            <h2>{t("share.sheet_head")}</h2>
            <p class="quiet">{t("share.sheet_why")}</p>
            <div class="bar">
                <button class="btn" on:click=move |_| save_sheet(app, "share.sheet_mastery")>{t("share.sheet_mastery")}</button>
                <button class="btn" on:click=move |_| save_sheet(app, "share.sheet_marks")>{t("share.sheet_marks")}</button>
                <button class="btn" on:click=move |_| save_sheet(app, "share.sheet_minutes")>{t("share.sheet_minutes")}</button>
                <button class="btn" on:click=move |_| save_sheet(app, "share.sheet_groups")>{t("share.sheet_groups")}</button>
            </div>
        </section>
        <section class="section">
            <h2>{t("report.title")}</h2>
            <p class="quiet">{t("report.list_lead")}" "{t("report.list_but")}</p>
            <a class="btn" href=move || app.href(Page::Report, None)>{t("report.all")}</a>
        </section>
    }
}

/// Saves one of them; its title is its file's.
fn save_sheet(app: AppState, title: &'static str) {
    let catalog = app.catalog.get_untracked();
    let made = app.with_book(|book| {
        let class = book.class();
        let rows: Sheet = match title {
            "share.sheet_mastery" => mastery(class, &catalog),
            "share.sheet_marks" => marks(class, &catalog),
            "share.sheet_groups" => groups(class),
            _ => minutes(class, &catalog, today()),
        };
        (format!("{} {} {}.csv", class.about().name, t(title), today()), sheet::write(&rows))
    });
    if let Some((name, text)) = made {
        put_as(app, &name, "text/csv", &text);
    }
}

/// The copy that names nobody.
#[component]
pub fn Nameless() -> impl IntoView {
    let app = use_app();
    let save = move |_| {
        let class = ReplicaId::new(random()).to_string();
        let made =
            app.with_book(|book| file::write(&anonymous::copy(book.document(), &class, random(), &say)));
        if let Some(text) = made {
            // No day in the name: it would tell how far the days were moved.
            put(app, &format!("{}.rondo.json", t("anonymous.class")), &text);
        }
    };
    view! {
        <section class="section">
            <h2>{t("share.anonymous_head")}</h2>
            <p class="quiet">{t("share.anonymous_why")}</p>
            <button class="btn" on:click=save>{t("share.anonymous_save")}</button>
        </section>
    }
}

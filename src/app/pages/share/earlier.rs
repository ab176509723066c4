//! Earlier states of the class that this browser has kept, and what could not be read.

use leptos::prelude::*;

use crate::app::day::today;
use crate::app::platform::storage::LocalShelf;
use crate::app::put::put;
use crate::app::state::use_app;
use crate::app::{say, t};
use crate::document::preview::Preview;
use crate::document::store::backup::{self, Backup, Moment, Why};
use crate::document::{file, rescue, trust};
use crate::domain::Sentence;

/// The list of earlier states; each can be looked at, saved as a file, and taken back.
#[component]
pub fn Earlier() -> impl IntoView {
    let app = use_app();
    let chosen = RwSignal::new(None::<String>);
    let rows = move || {
        app.book.track();
        let class = app.with_book(|book| book.document().id.clone()).unwrap_or_default();
        let all = backup::list(&LocalShelf, &class).unwrap_or_default();
        if all.is_empty() {
            return view! { <p class="quiet">{t("share.earlier_none")}</p> }.into_any();
        }
        let when: Vec<String> = all.iter().map(when).collect();
        let rows = all.into_iter().enumerate().map(|(at, backup)| {
            // Newest first: the first of two of one minute is the last of the list.
            let nth = when[at..].iter().filter(|it| **it == when[at]).count();
            let is_one = when.iter().filter(|it| **it == when[at]).count() == 1;
            let nth = Sentence::new("share.earlier_nth").with("when", when[at].as_str()).with("nth", nth);
            let when = if is_one { when[at].clone() } else { say(&nth) };
            view! { <Row backup when chosen/> }
        });
        view! { <ul class="plain earlier">{rows.collect_view()}</ul> }.into_any()
    };
    view! {
        <section class="section">
            <h2>{t("share.earlier_head")}</h2>
            <p class="quiet">{t("share.earlier_why")}</p>
            {rows}
        </section>
    }
}

/// When it was made, and why.
fn when(backup: &Backup) -> String {
    let why = match backup.why {
        Why::Regular => "share.earlier_regular",
        Why::Import => "share.earlier_import",
        Why::Restore => "share.earlier_restore",
    };
    let made = backup.made;
    say(&Sentence::new(why).with("on", made.on).with("time", made.time()))
}

#[component]
fn Row(backup: Backup, when: String, chosen: RwSignal<Option<String>>) -> impl IntoView {
    let Backup { key, made, .. } = backup;
    let look = {
        let key = key.clone();
        move |_| chosen.update(|it| *it = (it.as_ref() != Some(&key)).then(|| key.clone()))
    };
    let is_open = {
        let key = key.clone();
        Memo::new(move |_| chosen.with(|it| it.as_ref() == Some(&key)))
    };
    view! {
        <li>
            <button class="btn btn--plain" aria-expanded=move || is_open.get().to_string() on:click=look>{when}</button>
            {move || is_open.get().then(|| view! { <Then key=key.clone() made chosen/> })}
        </li>
    }
}

/// What going back would change, and the buttons to do it.
#[component]
fn Then(key: String, made: Moment, chosen: RwSignal<Option<String>>) -> impl IntoView {
    let app = use_app();
    let Some(then) = backup::read(&LocalShelf, &key).ok().flatten() else {
        return view! { <p class="callout">{t("share.earlier_damaged")}</p> }.into_any();
    };
    let Some((values, preview)) = app.with_book(|book| {
        let own = trust::own(&LocalShelf, &book.document().id).map(|own| own.replicas).unwrap_or_default();
        let values = book.back_to(&then, &own);
        let preview = Preview::of_values(book.document(), &then, &values);
        (values, preview)
    }) else {
        return ().into_any();
    };
    let what = if values.is_empty() { "share.earlier_same" } else { "share.earlier_brings" };
    let brings = preview.sentences().into_iter().map(|sentence| view! { <li>{say(&sentence)}</li> });
    let name = app.with_class(|class| class.about().name).unwrap_or_default();
    let save = move |_| {
        let name =
            Sentence::new("share.file_earlier").with("class", name.clone()).with("at", made.on.to_string());
        put(app, &format!("{}.rondo.json", say(&name)), &file::write(&then));
    };
    let has_values = !values.is_empty();
    let back = move |_| {
        app.go_back(values.clone(), made);
        chosen.set(None);
    };
    view! {
        <div class="panel stack" role="region" aria-live="polite">
            <p>{t(what)}</p>
            <ul class="plain">{brings.collect_view()}</ul>
            <div class="bar">
                {has_values.then(|| view! { <button class="btn btn--main" on:click=back>{t("share.earlier_back")}</button> })}
                <button class="btn" on:click=save>{t("share.earlier_save")}</button>
            </div>
        </div>
    }
    .into_any()
}

/// Stored parts of this class that could not be read: they stay where they are, and can be saved as a file.
#[component]
pub fn Unreadable() -> impl IntoView {
    let app = use_app();
    let keys = app.saving.unreadable();
    let what = Sentence::new("share.unreadable").with("n", keys.len());
    (!keys.is_empty()).then(|| {
        let save = move |_| match rescue::write(&LocalShelf, &keys) {
            Ok(text) => {
                put(app, &format!("Rondo {} {}.json", t("share.file_of_unread"), today()), &text);
            }
            Err(error) => app.refuse(&error.sentence()),
        };
        view! {
            <section class="section">
                <h2>{t("share.unreadable_head")}</h2>
                <p class="quiet">{say(&what)}</p>
                <button class="btn" on:click=save>{t("share.unreadable_save")}</button>
            </section>
        }
    })
}

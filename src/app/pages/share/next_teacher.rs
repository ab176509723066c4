//! A file of some students for their next teacher, and the same students brought into the class that is open.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::students::Students;
use crate::app::day::today;
use crate::app::put::put;
use crate::app::state::use_app;
use crate::app::{say, t};
use crate::document::{Document, file, handover};
use crate::domain::Sentence;
use crate::domain::command::BringStudents;
use crate::domain::id::StudentId;
use crate::view::{Page, Route};

/// Chooses students and saves their file.
#[component]
pub fn NextTeacher() -> impl IntoView {
    let app = use_app();
    let chosen = RwSignal::new(BTreeSet::<StudentId>::new());
    let n = move || chosen.with(BTreeSet::len);
    let save = move |_| {
        let made = app.with_book(|book| {
            let class = book.class().about().name;
            let name = say(&Sentence::new("share.students_of").with("name", class));
            let copy = handover::copy(book.document(), &chosen.get_untracked(), name.clone());
            (format!("{name} {}.rondo.json", today()), file::write(&copy))
        });
        if let Some((name, text)) = made {
            put(app, &name, &text);
        }
    };
    view! {
        <details class="section share__fold">
            <summary><h2>{t("share.hand_over_head")}</h2></summary>
            <p class="quiet">{t("share.hand_over_why")}</p>
            <Students legend=t("share.hand_over_who") chosen/>
            <button class="btn" disabled=move || n() == 0 on:click=save>
                {move || say(&Sentence::new("share.hand_over_save").with("n", n()))}
            </button>
        </details>
    }
}

/// Offers to bring the students of another class's file into the open class; nothing where none is open.
#[component]
pub fn BringInto(
    /// The file's class.
    document: Document,
    /// Ends the preview.
    done: impl Fn() + Copy + 'static,
) -> impl IntoView {
    let app = use_app();
    let here = app.with_book(|book| {
        let changes = handover::changes(&document, book);
        let students = changes.iter().filter(|change| change.kind == "student").map(|change| &change.id);
        let students = students.collect::<BTreeSet<_>>().len();
        let about = book.class().about();
        (book.document().id.clone(), about.name, BringStudents { changes, students })
    });
    here.filter(|(_, _, command)| command.students > 0).map(|(class, name, command)| {
        let n = command.students;
        let words = Sentence::new("share.bring_into").with("n", n).with("name", name.as_str());
        let bring = move |_| {
            let what = Sentence::new("share.brought_into").with("n", n).with("name", name.as_str());
            if app.dispatch_and_say(command.clone(), &what).is_ok() {
                app.go(&Route::Open { class: class.clone(), page: Page::Class, item: None });
                done();
            }
        };
        view! { <button class="btn" on:click=bring>{say(&words)}</button> }
    })
}

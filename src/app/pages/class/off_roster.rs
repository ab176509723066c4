//! Who was taken off the roster: back on it, or gone for good.

use leptos::prelude::*;

use crate::app::pages::for_good::ForGood;
use crate::app::state::use_app;
use crate::app::{say, t};
use crate::domain::command::ReturnStudent;
use crate::domain::command::off_roster::off_roster;
use crate::domain::id::StudentId;
use crate::domain::{Class, Sentence};

/// Who they are, by name.
fn rows(class: &Class) -> Vec<(StudentId, String)> {
    off_roster(class).into_iter().map(|(id, student)| (id.clone(), student.full())).collect()
}

/// The list, where somebody is off the roster.
#[component]
pub fn OffRoster() -> impl IntoView {
    let app = use_app();
    let rows = Memo::new(move |_| app.with_class(rows).unwrap_or_default());
    // Apart from the rows, so that the list stays open while it gets shorter.
    let somebody = Memo::new(move |_| rows.with(|rows| !rows.is_empty()));
    let head = move || say(&Sentence::new("class.off_roster").with("n", rows.with(Vec::len)));
    let one = move |(id, name): (StudentId, String)| {
        let said = |key| Sentence::new(key).with("name", name.as_str());
        let (label, returned) = (say(&said("class.put_back_who")), said("class.put_back_done"));
        let back = ReturnStudent { id: id.clone() };
        let put_back = move |_| {
            let _ = app.dispatch_and_say(back.clone(), &returned);
        };
        view! {
            <li>
                <p>{name}</p>
                <button class="btn btn--plain" aria-label=label on:click=put_back>{t("class.put_back")}</button>
                <ForGood student=id/>
            </li>
        }
    };
    move || {
        somebody.get().then(|| {
            view! {
                <details class="section off-roster">
                    <summary>{head}</summary>
                    <p class="small">{t("class.off_roster_why")}</p>
                    <ul class="rows"><For each=move || rows.get() key=Clone::clone children=one/></ul>
                </details>
            }
        })
    }
}

//! Starts a new class from this one.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::students::{Students, everybody};
use crate::app::day::today;
use crate::app::platform::clock::random;
use crate::app::platform::storage::LocalShelf;
use crate::app::state::{AppState, use_app};
use crate::app::{say, t};
use crate::document::new_year::{NewYear, start, suggest};
use crate::document::store::Journal;
use crate::document::{Book, ReplicaId, Stamp, store};
use crate::domain::Sentence;
use crate::domain::calendar::Period;
use crate::view::{Page, Route};

/// The form; it starts the class on "Start".
#[component]
pub fn NextYear() -> impl IntoView {
    let app = use_app();
    let about = app.with_book(|book| book.class().about()).unwrap_or_default();
    let (name, grade, year) = suggest(&about, today());
    let (name, grade) = (RwSignal::new(name), RwSignal::new(grade));
    let (starts, ends) = (RwSignal::new(year.starts.to_string()), RwSignal::new(year.ends.to_string()));
    let (marks, notes) = (RwSignal::new(false), RwSignal::new(false));
    let chosen = RwSignal::new(everybody());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (Ok(starts), Ok(ends)) = (starts.get_untracked().parse(), ends.get_untracked().parse()) else {
            app.refuse(&Sentence::new("class.needs_dates"));
            return;
        };
        let wish = NewYear {
            class: ReplicaId::new(random()).to_string(),
            replica: ReplicaId::new(random()),
            name: name.get_untracked().trim().to_owned(),
            grade: grade.get_untracked().trim().to_owned(),
            year: Period { starts, ends },
            students: chosen.get_untracked(),
            marks: marks.get_untracked(),
            notes: notes.get_untracked(),
        };
        begin(app, &wish);
    };
    view! {
        <details class="section share__fold">
            <summary><h2>{t("share.new_year_head")}</h2></summary>
            <p class="quiet">{t("share.new_year_why")}</p>
            <form on:submit=submit>
                <div class="form form--row">
                    <label class="field"><span>{t("start.name")}</span><input class="input" bind:value=name/></label>
                    <label class="field"><span>{t("start.grade")}</span><input class="input" bind:value=grade/></label>
                    <label class="field"><span>{t("class.starts")}</span><input class="input" type="date" bind:value=starts/></label>
                    <label class="field"><span>{t("class.ends")}</span><input class="input" type="date" bind:value=ends/></label>
                </div>
                <Students legend=t("share.new_year_who") chosen/>
                <label class="opt"><input type="checkbox" bind:checked=marks/>{t("share.new_year_marks")}</label>
                <label class="opt"><input type="checkbox" bind:checked=notes/>{t("share.new_year_notes")}</label>
                <button class="btn" type="submit">{t("share.new_year_start")}</button>
            </form>
        </details>
    }
}

fn begin(app: AppState, wish: &NewYear) {
    if wish.name.is_empty() {
        app.refuse(&Sentence::new("class.needs_a_name"));
        return;
    }
    if wish.year.ends <= wish.year.starts {
        app.refuse(&Sentence::new("class.year_ends_before_it_starts").with("starts", wish.year.starts));
        return;
    }
    let Some(document) = app.with_book(|book| start(book.document(), wish)) else { return };
    let digest = store::digest(Book::new(document.clone(), wish.replica).class());
    let stamp = Stamp { clock: document.clock(), replica: wish.replica };
    if let Err(error) = Journal::new(&wish.class).append_document(&mut LocalShelf, stamp, document) {
        app.refuse(&error.sentence());
        return;
    }
    // A cache, as everywhere: the next opening makes it again.
    let _ = store::write_digest(&mut LocalShelf, &wish.class, &digest);
    let route = Route::Open { class: wish.class.clone(), page: Page::Class, item: None };
    app.go(&route);
    app.tell(say(&Sentence::new("share.new_year_started").with("name", wish.name.as_str())), None);
}

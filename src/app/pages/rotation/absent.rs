//! Who is not here today: the one place where it is said.

use leptos::prelude::*;

use crate::app::day::today;
use crate::app::state::use_app;
use crate::app::t;
use crate::domain::command::RecordAbsence;
use crate::domain::id::StudentId;
use crate::view::rotation::{AbsentRow, absences, absent_words};

/// Names to tick, two taps from the page: one to open, one to tick.
#[component]
pub fn Absent() -> impl IntoView {
    let app = use_app();
    let rows = Memo::new(move |_| app.with_class(|class| absences(class, today())).unwrap_or_default());
    // Only the box that was ticked is made again.
    let name = move |row: AbsentRow| {
        let id = row.id;
        let tick = move |event: web_sys::Event| {
            let absent = event_target_checked(&event);
            let student = StudentId(id.clone());
            let _ = app.dispatch(RecordAbsence { student, day: today(), slot: 0, absent });
        };
        view! { <li><label class="opt"><input type="checkbox" prop:checked=row.absent on:change=tick/>{row.name}</label></li> }
    };
    view! {
        <details class="section absent">
            <summary><h2>{t("rotation.absent_head")}</h2><span class="quiet">{move || rows.with(|rows| absent_words(rows))}</span></summary>
            <p class="small">{t("rotation.absent_why")}</p>
            <ul class="absent__names"><For each=move || rows.get() key=|row| (row.id.clone(), row.absent) children=name/></ul>
        </details>
    }
}

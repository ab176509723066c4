//! Today, when absences leave too few in a group: a repair for this day, and a way back.

use leptos::prelude::*;

use super::desk::GroupsDesk;
use crate::app::components::Icon;
use crate::app::day::today;
use crate::app::t;
use crate::domain::Sentence;
use crate::domain::command::SeatGuests;
use crate::view::groups::DayRow;

/// One line with its button, where there is anything to say of today.
#[component]
pub fn Day(desk: GroupsDesk) -> impl IntoView {
    let seat = move |guests: Vec<(String, String)>, said: &'static str| {
        let cycle = desk.rows.with_untracked(|page| page.cycle.as_str().into());
        let guests = guests.iter().map(|(student, group)| (student.as_str().into(), group.as_str().into()));
        let command = SeatGuests { cycle, day: today(), guests: guests.collect() };
        let _ = desk.app.dispatch_and_say(command, &Sentence::new(said));
    };
    let line = move |row: DayRow| {
        let guests = row.guests.clone();
        let button = match (row.seated, guests.is_empty()) {
            (true, _) => Some(view! {
                <button class="btn" type="button" on:click=move |_| seat(Vec::new(), "groups.day.undone")>{t("groups.day.undo")}</button>
            }.into_any()),
            (false, false) => Some(view! {
                <button class="btn btn--main" type="button" on:click=move |_| seat(guests.clone(), "groups.day.done")>{t("groups.day.do")}</button>
            }.into_any()),
            (false, true) => None,
        };
        view! {
            <p class="proof groups__day"><Icon name="look"/><span><b>{row.head}</b>" "<span class="quiet">{row.text}</span></span>{button}</p>
        }
    };
    view! { <div role="status">{move || desk.rows.with(|page| page.day.clone()).map(line)}</div> }
}

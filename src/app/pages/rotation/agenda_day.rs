//! What a day's absences and pull-outs change in the agendas, with the button that does it, or the one that takes it
//! back.

use leptos::prelude::*;

use super::agendas::AgendaDesk;
use super::{in_use, shown_day};
use crate::app::t;
use crate::domain::command::MendDay;
use crate::view::agenda::mending_stops;

/// The two lines, each where there is something to say.
#[component]
pub fn OfDay(desk: AgendaDesk) -> impl IntoView {
    let lines = Memo::new(move |_| desk.page.with(|page| page.mend.clone()));
    let only = Memo::new(move |_| desk.page.with(|page| page.only_today.clone()));
    view! {
        {move || (!lines.with(Vec::is_empty)).then(|| view! {
            <div class="callout agendas__mend">
                <p><b>{t("agenda.mend_head")}</b></p>
                <ul>{lines.get().into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
                <button class="btn" type="button" on:click=move |_| mend_day(desk, false)>{t("agenda.mend")}</button>
            </div>
        })}
        {move || (!only.with(String::is_empty)).then(|| view! {
            <p class="quiet agendas__only">{only}" "
                <button class="btn btn--plain" type="button" on:click=move |_| mend_day(desk, true)>{t("agenda.as_usual")}</button></p>
        })}
    }
}

/// Has other places on the day that the page shows, or the usual ones again.
fn mend_day(desk: AgendaDesk, usual: bool) {
    let Some(rotation) = in_use(desk.app) else { return };
    let stops = desk.app.with_book(|book| {
        let day = shown_day(book.class());
        (day, if usual { Vec::new() } else { mending_stops(book.class(), day) })
    });
    desk.chosen.set(None);
    if let Some((day, visits)) = stops {
        let _ = desk.app.dispatch(MendDay { rotation, day, visits });
    }
}

//! What of a file the class has already: told where it is sure, asked where it is not, and both can be answered.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::Draft;
use super::draft::{Met, place};
use crate::app::t;
use crate::domain::Date;
use crate::domain::command::Meeting;
use crate::domain::id::CheckId;
use crate::view::same_ticket::meeting_row;

/// Tickets that are told or asked about one by one; a file that meets more says how many marks come in.
const SHOWN: usize = 12;

type Said = RwSignal<BTreeMap<(CheckId, Date), bool>>;

/// Nothing, where everything is new.
#[component]
pub(super) fn Again(draft: Draft, met: Memo<Met>, said: Said) -> impl IntoView {
    let meetings = Memo::new(move |_| met.with(|met| met.meetings.clone()));
    let nothing = move || met.with(|met| met.news.added + met.news.changed == 0);
    move || {
        let rows = meetings.get();
        (!rows.is_empty()).then(|| {
            let rows = rows.into_iter().take(SHOWN).map(|meeting| view! { <Row draft meeting said/> });
            view! {
                <section class="section stack">
                    <h2>{t("same.head")}</h2>
                    <ul class="plain stack">{rows.collect_view()}</ul>
                    {move || nothing().then(|| view! { <p role="status"><b>{t("same.nothing_new")}</b></p> })}
                </section>
            }
        })
    }
}

#[component]
fn Row(draft: Draft, meeting: Meeting, said: Said) -> impl IntoView {
    let Some(row) = draft.app.with_book(|book| meeting_row(book.class(), &meeting)) else {
        return ().into_any();
    };
    let place = place(&meeting);
    let sure = meeting.is_sure;
    let details = row.details.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
    let choice = |answer: bool, words: &'static str| {
        let (read, write) = (place.clone(), place.clone());
        let is = move || said.with(|said| said.get(&read).copied().or(sure.then_some(true))) == Some(answer);
        let choose = move |_| {
            said.update(|said| {
                said.insert(write.clone(), answer);
            });
        };
        let name = format!("same-{}-{}", place.0, place.1);
        view! { <label class="opt"><input type="radio" name=name prop:checked=is on:change=choose/>{t(words)}</label> }
    };
    view! {
        <li>
            <p><b>{row.says}</b></p>
            <p class="small">{row.counts}</p>
            <ul class="plain small">{details}</ul>
            {choice(true, "same.yes")}
            {choice(false, "same.no")}
        </li>
    }
    .into_any()
}

//! The parts of a diagnostic that a file holds: which of them come in, and a few of its rows in the publisher's words.

use leptos::prelude::*;

use super::Read;
use crate::app::{say, t};
use crate::document::import::growth::Diagnosed;
use crate::domain::Sentence;

/// Rows that are printed; all are read.
const SHOWN: usize = 6;

/// Nothing, where the file is no diagnostic.
#[component]
pub(super) fn Parts(read: Read) -> impl IntoView {
    if read.parts.is_empty() {
        return ().into_any();
    }
    let ticked = read.ticked;
    let parts = read.parts.iter().enumerate().map(|(at, part)| {
        let is = move || ticked.with(|ticked| ticked.get(at).copied().unwrap_or_default());
        let tick = move |event| {
            let is = event_target_checked(&event);
            ticked.update(|ticked| {
                if let Some(place) = ticked.get_mut(at) {
                    *place = is;
                }
            });
        };
        let name = if part.name.is_empty() { t("growth.whole").to_owned() } else { part.name.clone() };
        let words = say(&Sentence::new("results.part").with("part", name).with("n", part.results));
        view! { <li><label class="opt"><input type="checkbox" prop:checked=is on:change=tick/>{words}</label></li> }
    });
    let parts = parts.collect_view();
    let row = |result: &Diagnosed| {
        let name = read.preview.students.get(result.student).map(|row| row.full_name()).unwrap_or_default();
        let number = |number: Option<f64>| number.map(|n| n.to_string()).unwrap_or_default();
        let day = result.done_on.map(|day| day.to_string()).unwrap_or_default();
        let percent = result.of_typical.map(|percent| format!("{percent}%")).unwrap_or_default();
        view! {
            <tr>
                <th scope="row">{name}</th><td>{day}</td><td>{number(result.score)}</td>
                <td>{result.words.clone()}</td><td>{percent}</td>
            </tr>
        }
    };
    let rows = read.preview.diagnosed.iter().filter(|result| {
        read.parts.first().is_some_and(|first| first.part == result.part && first.name == result.name)
    });
    let rows = rows.take(SHOWN).map(row).collect_view();
    view! {
        <section class="section stack">
            <h2>{t("results.parts")}</h2>
            <p class="small">{t("results.parts_why")}</p>
            <ul class="plain">{parts}</ul>
            <div class="results__scroll" tabindex="0" role="group" aria-label=t("results.parts")>
                <table class="results__items">
                    <thead><tr>
                        <th scope="col">{t("growth.student")}</th><th scope="col">{t("results.day")}</th>
                        <th scope="col">{t("growth.score")}</th><th scope="col">{t("results.their_words")}</th>
                        <th scope="col">{t("growth.of_typical")}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

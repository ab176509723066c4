//! How a unit stands: the calendar beside the class, and the checks at its two ends.

use leptos::prelude::*;

use crate::app::day::today;
use crate::app::state::use_app;
use crate::app::t;
use crate::domain::command::SetUnitChecks;
use crate::domain::id::{CheckId, UnitId};
use crate::view::race::{RaceRow, race_row};

/// The standing of one unit.
#[component]
pub fn Race(unit: UnitId) -> impl IntoView {
    let app = use_app();
    let of = unit.clone();
    let row = Memo::new(move |_| {
        let catalog = app.catalog.get();
        app.with_class(|class| race_row(class, &catalog, &of, today())).flatten()
    });
    view! { {move || row.get().map(|row| shown(unit.clone(), row))} }
}

fn shown(unit: UnitId, row: RaceRow) -> impl IntoView {
    let app = use_app();
    let [days, standards] = row.shares.map(|share| format!("{:.1}%", share * 100.0));
    let choose = move |start: Option<CheckId>, end: Option<CheckId>| {
        // A check that is gone meanwhile is refused with a notice.
        let _ = app.dispatch(SetUnitChecks { unit: unit.clone(), start, end });
    };
    let [start, end] = row.chosen;
    let (choose_start, choose_end) = (choose.clone(), choose);
    let (end_of_start, start_of_end) = (end.clone(), start.clone());
    let ends = (!row.choices.is_empty()).then(|| {
        view! {
            <div class="form form--row">
                {select("race.choose_start", &row.choices, start, move |id| choose_start(id, end_of_start.clone()))}
                {select("race.choose_end", &row.choices, end, move |id| choose_end(start_of_end.clone(), id))}
            </div>
        }
    });
    view! {
        <section class="section">
            <h2>{t("race.title")}</h2>
            <p>{row.calendar}" "{row.class}</p>
            <div class="race" aria-hidden="true">
                <span class="small">{t("race.days_bar")}</span><span class="fill"><i style=("--w", days)></i></span>
                <span class="small">{t("race.class_bar")}</span><span class="fill"><i style=("--w", standards)></i></span>
            </div>
            {(!row.checks.is_empty()).then(|| view! { <p>{row.checks}</p> })}
            {ends}
        </section>
    }
}

fn select(
    label: &'static str,
    choices: &[(CheckId, String)],
    chosen: Option<CheckId>,
    pick: impl Fn(Option<CheckId>) + 'static,
) -> AnyView {
    let options = choices.iter().map(|(id, words)| {
        let selected = chosen.as_ref() == Some(id);
        view! { <option value=id.as_str().to_owned() selected=selected>{words.clone()}</option> }
    });
    let change = move |event| {
        let id = event_target_value(&event);
        pick((!id.is_empty()).then(|| CheckId::from(id.as_str())));
    };
    view! {
        <label class="field"><span>{t(label)}</span>
            <select class="input" on:change=change>
                <option value="" selected=chosen.is_none()>{t("race.no_check")}</option>{options.collect_view()}
            </select></label>
    }
    .into_any()
}

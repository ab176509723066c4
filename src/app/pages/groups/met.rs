//! Who has worked with whom: a table of pairs, on a phone a list; a student that is chosen says who is still to come.

use leptos::prelude::*;

use super::desk::GroupsDesk;
use crate::app::{say, t};
use crate::domain::Sentence;
use crate::view::groups::{Met as Shown, MetCell, MetRow, Together};

/// The student that is chosen.
type Chosen = RwSignal<Option<String>>;

/// The table or the list; nothing without groups.
#[component]
pub fn Met(desk: GroupsDesk) -> impl IntoView {
    let shown = desk.met();
    let chosen: Chosen = RwSignal::new(None);
    let lead = move || shown.with(|shown| shown.as_ref().map(|met| (met.lead.clone(), met.fewest.clone())));
    let never = move || {
        let id = chosen.get();
        let row = shown.with(|shown| {
            let rows = shown.as_ref().map(|met| met.rows.as_slice()).unwrap_or_default();
            rows.iter().find(|row| Some(&row.id) == id.as_ref()).map(|row| row.never.clone())
        });
        row.unwrap_or_else(|| t("groups.met_choose").to_owned())
    };
    move || {
        let (lead, fewest) = lead()?;
        Some(view! {
            <section class="section met">
                <h2 id="met">{t("groups.met")}</h2>
                <p><b>{lead}</b>" "<span class="quiet">{fewest}</span></p>
                <p class="met__never" role="status">{never}</p>
                {move || shown.get().map(|met| pairs(met, chosen))}
                <p class="small">{t("groups.met_counted")}</p>
            </section>
        })
    }
}

fn pairs(met: Shown, chosen: Chosen) -> AnyView {
    let people = met.rows.iter().map(|row| view! { <li>{who(row, chosen)}</li> }).collect_view();
    let heads = met.rows.iter().map(|row| {
        view! { <th scope="col" data-first=row.first.to_string()><span>{row.name.clone()}</span></th> }
    });
    let heads = heads.collect_view();
    let firsts: Vec<bool> = met.rows.iter().map(|row| row.first).collect();
    let rows = met.rows.iter().map(|one| row(one, &firsts, chosen)).collect_view();
    let key = |times: &'static str, together: &'static str, key: &'static str| {
        view! { <li><i class="met__key" data-times=times data-together=together></i>{t(key)}</li> }
    };
    view! {
        <div class="scroll met__scroll" role="region" tabindex="0" aria-label=t("groups.met_table")>
            <table class="met__table">
                <thead><tr><td></td>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <ul class="legend met__legend" aria-label=t("groups.met_legend")>
            {key("0", "no", "groups.met_0")}{key("1", "no", "groups.met_1")}{key("2", "no", "groups.met_2")}
            {key("3", "no", "groups.met_3")}{key("1", "first", "groups.met_first")}{key("2", "again", "groups.met_again")}
        </ul>
        <ul class="met__people">{people}</ul>
    }
    .into_any()
}

fn row(row: &MetRow, firsts: &[bool], chosen: Chosen) -> impl IntoView + use<> {
    let cells = row.cells.iter().zip(firsts).map(|(cell, first)| {
        let MetCell { times, together } = *cell;
        let (state, key) = match together {
            Together::Same => ("same", None),
            Together::No => ("no", None),
            Together::First => ("first", Some("groups.met_first_cell")),
            Together::Again => ("again", Some("groups.met_again_cell")),
        };
        let words = match key {
            Some(key) => say(&Sentence::new(key).with("times", times.to_string())),
            None if together == Together::Same => String::new(),
            None => times.to_string(),
        };
        view! { <td data-times=times.min(3).to_string() data-together=state data-first=first.to_string()>{words}</td> }
    });
    let cells = cells.collect_view();
    let is_chosen = on(chosen, &row.id);
    view! {
        <tr class:is-row=is_chosen data-first=row.first.to_string()><th scope="row">{who(row, chosen)}</th>{cells}</tr>
    }
}

/// "Mateo V. met 17 of 27", as a button that chooses and lets go.
fn who(row: &MetRow, chosen: Chosen) -> impl IntoView + use<> {
    let pressed = on(chosen, &row.id);
    let id = row.id.clone();
    let choose = move |_| {
        chosen.update(|chosen| *chosen = if chosen.as_ref() == Some(&id) { None } else { Some(id.clone()) });
    };
    view! {
        <button class="met__who" type="button" aria-pressed=move || pressed().to_string() on:click=choose>
            {row.name.clone()}" "<span>{row.count.clone()}</span>
        </button>
    }
}

fn on(chosen: Chosen, id: &str) -> impl Fn() -> bool + Clone + 'static {
    let id = id.to_owned();
    move || chosen.with(|chosen| chosen.as_deref() == Some(&id))
}

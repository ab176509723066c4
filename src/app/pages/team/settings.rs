//! What the groups keep to: how many, how large, when, and which focuses there are to choose from.

use leptos::prelude::*;

use super::desk::TeamDesk;
use crate::app::day::today;
use crate::app::t;
use crate::domain::standards::StandardId;
use crate::view::groups::FocusRow;
use crate::view::team::team_focuses;

/// The form that says what the groups keep to.
#[component]
pub fn Settings(desk: TeamDesk) -> impl IntoView {
    let number = move |key: &'static str, value: Signal<usize>, set: fn(TeamDesk, usize)| {
        let change = move |event| {
            if let Some(n) = event_target_value(&event).parse().ok().filter(|n| (1..=200).contains(n)) {
                set(desk, n);
            }
        };
        view! {
            <label class="field"><span>{t(key)}</span>
                <input class="input" type="number" min="1" max="200" prop:value=move || value.get().to_string() on:change=change/></label>
        }
    };
    let day = move |key: &'static str, value: Signal<String>, set: fn(&mut (String, String), String)| {
        let change = move |event| {
            let mut dates = untrack(move || desk.dates());
            set(&mut dates, event_target_value(&event));
            desk.changed.update(|changed| changed.dates = Some(dates));
        };
        view! {
            <label class="field"><span>{t(key)}</span>
                <input class="input" type="date" prop:value=move || value.get() on:change=change/></label>
        }
    };
    view! {
        <section class="panel groups__settings" aria-label=t("groups.settings")>
            <h2>{t("groups.settings")}</h2>
            <div class="form form--row">
                {number("team.n_groups", Signal::derive(move || desk.groups_max()), |desk, n| desk.changed.update(|changed| changed.groups_max = Some(n)))}
                {number("groups.fewest", Signal::derive(move || desk.size().0), |desk, n| desk.resize((n, untrack(move || desk.size()).1)))}
                {number("groups.most", Signal::derive(move || desk.size().1), |desk, n| desk.resize((untrack(move || desk.size()).0, n)))}
                {day("team.starts", Signal::derive(move || desk.dates().0), |dates, day| dates.0 = day)}
                {day("team.ends", Signal::derive(move || desk.dates().1), |dates, day| dates.1 = day)}
                <button class="btn" type="button" on:click=move |_| desk.reset()>{t("groups.usual")}</button>
            </div>
            <Focuses desk/>
        </section>
    }
    .into_any()
}

/// The focuses to choose from, read when they are asked for.
#[component]
fn Focuses(desk: TeamDesk) -> impl IntoView {
    let open = RwSignal::new(false);
    let row = move |row: FocusRow| {
        let id = StandardId::new(&row.code);
        let ticked = {
            let id = id.clone();
            move || desk.changed.with(|changed| changed.standards.contains(&id))
        };
        let change = move |event| {
            let on = event_target_checked(&event);
            desk.changed.update(|changed| {
                changed.standards.retain(|other| *other != id);
                if on {
                    changed.standards.push(id.clone());
                }
            });
        };
        view! {
            <label class="opt"><input type="checkbox" prop:checked=ticked on:change=change/>
                <span>{row.label}" "<span class="code">{row.code}</span>" "<span class="small">{row.why}</span></span></label>
        }
    };
    view! {
        <button class="btn team__focuses" type="button" aria-expanded=move || open.get().to_string()
            on:click=move |_| open.update(|open| *open = !*open)>{t("groups.focuses")}</button>
        {move || open.get().then(|| view! {
            <fieldset class="groups__focuses">
                <legend class="sr">{t("groups.focuses")}</legend>
                <p class="small">{t("team.focuses_hint")}</p>
                {team_focuses(&desk.team(), today()).into_iter().map(row).collect_view()}
            </fieldset>
        })}
    }
}

//! Quarters, and how minutes are shared: what a teacher may set, none of which must be.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::app::components::{FormBar, read};
use crate::app::day::today;
use crate::app::state::use_app;
use crate::app::{say, t};
use crate::domain::Sentence;
use crate::domain::command::{EditQuarter, SetGroupSlot, SetQuarters, SetTimePolicy};
use crate::domain::id::QuarterId;
use crate::domain::minutes::Year;
use crate::domain::subject::TimePolicy;
use crate::view::year::{QuarterRow, focus_standards, quarter_rows, sharing};

/// Said where a field holds neither a number nor a date.
const NUMBERS: &str = "year.needs_numbers";

/// The quarters, each with a form behind its name.
#[component]
pub fn Quarters(year: Memo<Option<Year>>) -> impl IntoView {
    let app = use_app();
    let rows = Memo::new(move |_| {
        app.with_class(|class| app.catalog.with(|catalog| quarter_rows(class, catalog, today())))
            .unwrap_or_default()
    });
    let editing = RwSignal::new(None::<String>);
    let divide = move |n: &'static str| {
        let tap = move |_| {
            editing.set(None);
            let _ = app.dispatch(SetQuarters { n: n.parse().unwrap_or(4) });
        };
        view! { <button class="btn" on:click=tap>{n}</button> }
    };
    let one = move |row: QuarterRow| {
        let id = StoredValue::new(row.id.clone());
        let open = move || editing.with(|editing| editing.as_deref() == Some(&id.get_value()));
        let toggle = move |_| editing.set((!open()).then(|| id.get_value()));
        let change = say(&Sentence::new("year.change").with("name", row.name.clone()));
        let form = row.clone();
        view! {
            <li>
                <p><b>{row.name}</b>" "<span class="small">{row.words}</span>" "
                    <button class="btn btn--plain" aria-expanded=move || open().to_string()
                        on:click=toggle
                    >{change}</button></p>
                {move || open().then(|| view! { <QuarterForm row=form.clone() year editing/> })}
            </li>
        }
    };
    view! {
        <section class="section">
            <h2>{t("year.quarters_head")}</h2>
            <ul class="plain year__quarters">{move || rows.get().into_iter().map(one).collect_view()}</ul>
            <div class="bar" role="group" aria-label=t("year.divide")><span>{t("year.divide")}</span>{["2", "3", "4", "6"].map(divide)}</div>
        </section>
    }
}

#[component]
fn QuarterForm(
    row: QuarterRow,
    year: Memo<Option<Year>>,
    editing: RwSignal<Option<String>>,
) -> impl IntoView {
    let app = use_app();
    let starts = RwSignal::new(row.starts.to_string());
    let ends = RwSignal::new(row.ends.to_string());
    let slots = RwSignal::new(row.slots_per_week.to_string());
    let focus = RwSignal::new(row.focus.clone());
    let id = QuarterId(row.id.clone());
    let standard = RwSignal::new(row.standard.clone());
    let standards = app.with_book(|book| {
        app.catalog.with_untracked(|catalog| focus_standards(book.class(), catalog, &row.standard))
    });
    let standards = standards.unwrap_or_default().into_iter().map(|(id, words)| {
        let is = id == row.standard;
        view! { <option value=id selected=is>{words}</option> }
    });
    let groups = app
        .with_class(|class| {
            year.with_untracked(|year| year.as_ref().map(|year| sharing(class, year, today()).groups))
        })
        .flatten()
        .unwrap_or_default();
    let options = groups.into_iter().map(|(id, name, _)| {
        let is = id == row.focus;
        view! { <option value=id selected=is>{name}</option> }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (Some(starts), Some(ends), Some(slots_per_week)) =
            (read(app, starts, NUMBERS), read(app, ends, NUMBERS), read(app, slots, NUMBERS))
        else {
            return;
        };
        let focus_group = focus.with_untracked(|id| (!id.is_empty()).then(|| id.as_str().into()));
        let focus_standard = standard.with_untracked(|id| (!id.is_empty()).then(|| id.as_str().into()));
        let id = id.clone();
        if app.dispatch(EditQuarter { id, starts, ends, slots_per_week, focus_group, focus_standard }).is_ok()
        {
            editing.set(None);
        }
    };
    view! {
        <form class="form panel" on:submit=submit aria-label=row.name>
            <label class="field"><span>{t("year.starts")}</span><input class="input" type="date" required bind:value=starts/></label>
            <label class="field"><span>{t("year.ends")}</span><input class="input" type="date" required bind:value=ends/></label>
            <label class="field"><span>{t("year.slots_per_week")}</span><input class="input" inputmode="numeric" autocomplete="off" bind:value=slots/></label>
            <label class="field"><span>{t("year.focus")}</span>
                <select class="input" on:change=move |event| focus.set(event_target_value(&event))>
                    <option value="">{t("year.no_focus")}</option>{options.collect_view()}
                </select></label>
            <label class="field"><span>{t("year.focus_standard")}</span>
                <select class="input" on:change=move |event| standard.set(event_target_value(&event))>
                    <option value="">{t("agenda.no_standard")}</option>{standards.collect_view()}
                </select></label>
            <FormBar cancel=move |()| editing.set(None)/>
        </form>
    }
}

/// The policy, and what belongs to it.
#[component]
pub fn Sharing(year: Memo<Option<Year>>) -> impl IntoView {
    let app = use_app();
    let now = Memo::new(move |_| {
        app.with_class(|class| year.with(|year| year.as_ref().map(|year| sharing(class, year, today()))))
            .flatten()
    });
    move || {
        let now = now.get()?;
        let policy = RwSignal::new(now.policy.tag().to_owned());
        let floor = RwSignal::new(now.floor_minutes.to_string());
        let weight = RwSignal::new(now.focus_weight.to_string());
        let unseen = RwSignal::new(now.unseen_days.to_string());
        let alone = RwSignal::new(now.one_to_one.to_string());
        let submit = move |event: SubmitEvent| {
            event.prevent_default();
            let (Some(floor_minutes), Some(focus_weight), Some(unseen_days), Some(one_to_one)) = (
                read(app, floor, NUMBERS),
                read(app, weight, NUMBERS),
                read(app, unseen, NUMBERS),
                read(app, alone, NUMBERS),
            ) else {
                return;
            };
            let policy = policy.with_untracked(|tag| TimePolicy::from_tag(tag)).unwrap_or_default();
            let _ =
                app.dispatch(SetTimePolicy { policy, floor_minutes, focus_weight, unseen_days, one_to_one });
        };
        let options = [(TimePolicy::Equal, "year.equal"), (TimePolicy::NeedWithFloor, "year.by_need")];
        let options = options.map(|(value, key)| {
            view! { <option value=value.tag() selected={value == now.policy}>{t(key)}</option> }
        });
        let fields = [
            ("year.floor", floor),
            ("year.weight", weight),
            ("year.unseen_days", unseen),
            ("year.one_to_one", alone),
        ];
        let numbers = fields.map(|(key, field)| {
            view! { <label class="field"><span>{t(key)}</span><input class="input" inputmode="decimal" autocomplete="off" bind:value=field/></label> }
        });
        let slots = now.groups.into_iter().map(|(id, name, minutes)| {
            let change = move |event| {
                let text = event_target_value(&event);
                let minutes = if text.trim().is_empty() { Some(None) } else { text.trim().parse().ok().map(Some) };
                match minutes {
                    Some(minutes) => drop(app.dispatch(SetGroupSlot { group: id.as_str().into(), minutes })),
                    None => app.refuse(&Sentence::new(NUMBERS)),
                }
            };
            let label = say(&Sentence::new("year.slot_of").with("group", name));
            view! { <label class="field"><span>{label}</span><input class="input" inputmode="numeric" autocomplete="off" value=minutes.to_string() on:change=change/></label> }
        });
        Some(view! {
            <section class="section">
                <details class="year__sharing"><summary><h2>{t("year.sharing_head")}</h2></summary>
                <form class="form" on:submit=submit aria-label=t("year.sharing_head")>
                    <label class="field"><span>{t("year.policy")}</span>
                        <select class="input" on:change=move |event| policy.set(event_target_value(&event))>{options}</select></label>
                    {numbers}
                    <button class="btn" type="submit">{t("year.save")}</button>
                </form>
                <div class="form">{slots.collect_view()}</div>
                </details>
            </section>
        })
    }
}

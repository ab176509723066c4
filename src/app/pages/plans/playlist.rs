//! The playlist: what must be done, what the student may choose, and the form that changes a line.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::desk::{Form, PlanDesk};
use super::goals::{Choose, FormFoot};
use crate::app::components::Icon;
use crate::app::day::today;
use crate::app::{say, t};
use crate::domain::Sentence;
use crate::domain::command::{AddItem, EditItem, PlannedItem, RemoveItem, TickItem};
use crate::domain::id::StandardId;
use crate::domain::learning_plan::Commitment;
use crate::view::plans::ItemRow;

/// The section of the playlist, and the form that changes a line.
#[component]
pub fn Playlist(desk: PlanDesk) -> impl IntoView {
    let done = desk.part(|page| page.done.clone());
    let first = desk.part(|page| page.first.clone());
    let may = move || say(&Sentence::new("plans.may").with("name", first.get()));
    view! {
        <section class="section plan__list">
            <div class="section__top"><h2>{t("plans.playlist")}</h2><span class="small" role="status">{done}</span></div>
            <div class="two">
                <div><h3 class="small">{t("plans.must")}</h3><Lines desk rows=desk.part(|page| page.must.clone())/></div>
                <div><h3 class="small">{may}</h3><Lines desk rows=desk.part(|page| page.may.clone())/></div>
            </div>
            {move || if desk.is_open(Form::Item, "") {
                let serves = desk.page.with_untracked(|page| page.as_ref().and_then(|page| page.goals.first().map(|goal| goal.goal.standard.clone())));
                let item = PlannedItem { practises: serves.clone(), serves, ..PlannedItem::default() };
                view! { <ItemForm desk id=String::new() item/> }.into_any()
            } else {
                view! { <button class="btn plan__add" on:click=move |_| desk.show(Form::Item, "")>{t("plans.add_item")}</button> }.into_any()
            }}
        </section>
    }
}

#[component]
fn Lines(desk: PlanDesk, rows: Memo<Vec<ItemRow>>) -> impl IntoView {
    let ids = Memo::new(move |_| rows.with(|rows| rows.iter().map(|row| row.id.clone()).collect::<Vec<_>>()));
    view! {
        <ul class="rows">
            <For each=move || ids.get() key=Clone::clone let:id>
                <Line desk rows id/>
            </For>
            {move || ids.with(Vec::is_empty).then(|| view! { <li class="small">{t("plans.nothing_must")}</li> })}
        </ul>
    }
}

/// One line. It stays the same element while it is ticked, so that the keyboard keeps its place.
#[component]
fn Line(desk: PlanDesk, rows: Memo<Vec<ItemRow>>, id: String) -> impl IntoView {
    let id = StoredValue::new(id);
    let row = Memo::new(move |_| {
        rows.with(|rows| id.with_value(|id| rows.iter().find(|row| row.id == *id).cloned()))
    });
    let part = move |of: fn(&ItemRow) -> String| row.with(|row| row.as_ref().map(of).unwrap_or_default());
    let title = move || part(|row| row.title.clone());
    let done = Memo::new(move |_| row.with(|row| row.as_ref().is_some_and(|row| row.done)));
    let tick = move |_| {
        let done_on = (!done.get_untracked()).then(today);
        let _ = desk.app.dispatch(TickItem { item: id.get_value().as_str().into(), done_on });
    };
    let label = move |key: &'static str| say(&Sentence::new(key).with("what", title()));
    let remove = move |_| {
        let _ = desk.app.dispatch_and_say(
            RemoveItem { id: id.get_value().as_str().into() },
            &"plans.item_removed".into(),
        );
    };
    let shown = move || {
        view! {
            <button class="tick" role="checkbox" aria-checked=move || done.get().to_string() aria-label=move || label("plans.done_what") on:click=tick>
                {move || done.get().then(|| view! { <Icon name="check"/> })}
            </button>
            <div>
                <p>{move || if done.get() { view! { <span class="quiet">{title()}</span> }.into_any() } else { view! { <b>{title()}</b> }.into_any() }}</p>
                <p class="small">{move || part(|row| row.serves.clone())}</p>
            </div>
            <div class="task__end">
                <span class="small">{move || part(|row| row.minutes.clone())}</span>
                <span class="task__act">
                    <button class="btn btn--plain" aria-label=move || label("plans.edit_what") on:click=move |_| desk.show(Form::Item, &id.get_value())>{t("plans.edit")}</button>
                    <button class="btn btn--plain" aria-label=move || label("plans.remove_what") on:click=remove>{t("common.remove")}</button>
                </span>
            </div>
        }
        .into_any()
    };
    let open = Memo::new(move |_| id.with_value(|id| desk.is_open(Form::Item, id)));
    move || {
        if open.get() {
            let item = row.with_untracked(|row| row.as_ref().map(|row| row.item.clone()).unwrap_or_default());
            view! { <li class="task--open"><ItemForm desk id=id.get_value() item/></li> }.into_any()
        } else {
            view! { <li class="task">{shown()}</li> }.into_any()
        }
    }
}

#[component]
fn ItemForm(desk: PlanDesk, id: String, item: PlannedItem) -> impl IntoView {
    let title = RwSignal::new(item.title);
    let minutes = RwSignal::new(item.minutes.map(|minutes| minutes.to_string()).unwrap_or_default());
    let commitment = RwSignal::new(item.commitment.tag().to_owned());
    let serves = RwSignal::new(item.serves.as_ref().map(ToString::to_string).unwrap_or_default());
    let practises = StoredValue::new((item.practises, item.serves.clone()));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let serves = Some(StandardId(serves.get_untracked())).filter(|serves| !serves.as_str().is_empty());
        // What is practised stays, unless the line serves another goal now.
        let (practised, served) = practises.get_value();
        let item = PlannedItem {
            title: title.get_untracked(),
            practises: if served == serves { practised } else { serves.clone() },
            serves,
            commitment: Commitment::from_tag(&commitment.get_untracked()).unwrap_or_default(),
            minutes: minutes.get_untracked().parse().ok(),
        };
        let done = if id.is_empty() {
            desk.app.dispatch(AddItem { student: desk.who(), subject: desk.subject(), item })
        } else {
            desk.app.dispatch(EditItem { id: id.as_str().into(), item })
        };
        if done.is_ok() {
            desk.close();
        }
    };
    let goals = desk.page.with_untracked(|page| {
        let goals = page.iter().flat_map(|page| &page.goals);
        goals.map(|goal| (goal.code.clone(), format!("{} {}", goal.code, goal.title))).collect::<Vec<_>>()
    });
    let mut goals = goals;
    let now = serves.get_untracked();
    if !now.is_empty() && !goals.iter().any(|(code, _)| *code == now) {
        goals.push((now.clone(), now));
    }
    goals.push((String::new(), t("plans.item_serves_none").to_owned()));
    let kinds = [(Commitment::Must, "plans.item_must"), (Commitment::May, "plans.item_may")];
    let kinds = kinds.map(|(kind, key)| (kind.tag().to_owned(), t(key).to_owned())).to_vec();
    view! {
        <form class="plan-form panel" on:submit=submit>
            <label class="field plan-form__wide"><span>{t("plans.item_label")}</span><input class="input" autocomplete="off" bind:value=title/></label>
            <Choose label="plans.item_serves" value=serves choices=goals/>
            <Choose label="plans.item_kind" value=commitment choices=kinds/>
            <label class="field"><span>{t("plans.item_minutes")}</span><input class="input" type="number" min="1" max="240" inputmode="numeric" bind:value=minutes/></label>
            <FormFoot desk/>
        </form>
    }
}

//! Conferences with one student: when the next is due, what was said, and the short form.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::desk::{Form, PlanDesk};
use super::goals::FormFoot;
use crate::app::day::today;
use crate::app::{say, t};
use crate::domain::Date;
use crate::domain::Sentence;
use crate::domain::command::{EditConference, LogConference, RemoveConference, Talk};
use crate::view::conferences::TalkRow;

/// The section of the conferences with the student, and the short form for one.
#[component]
pub fn Talks(desk: PlanDesk) -> impl IntoView {
    let due = desk.part(|page| page.due.clone());
    let talks = desk.part(|page| page.talks.clone());
    let due_now = move || {
        let why = due.get();
        (!why.is_empty()).then(
            || view! { <li class="is-due"><p><b>{t("plans.due_now")}</b></p><p class="quiet">{why}</p></li> },
        )
    };
    let none = move || {
        (talks.with(Vec::is_empty) && due.with(String::is_empty))
            .then(|| view! { <li class="quiet">{t("plans.no_talks")}</li> })
    };
    view! {
        <section>
            <h2 class="plan__head">{t("plans.talks")}</h2>
            {move || desk.is_open(Form::Talk, "").then(|| view! { <TalkForm desk id=String::new() on=Some(untrack(today)) talk=Talk::default()/> })}
            <ol class="talk">
                {due_now}
                {none}
                <For each=move || talks.get() key=|row| (row.id.clone(), row.day.clone(), row.said.clone()) let:row>
                    <Held desk row/>
                </For>
            </ol>
        </section>
    }
}

#[component]
fn Held(desk: PlanDesk, row: TalkRow) -> impl IntoView {
    let row = StoredValue::new(row);
    let id = StoredValue::new(row.with_value(|row| row.id.clone()));
    let open = Memo::new(move |_| id.with_value(|id| desk.is_open(Form::Talk, id)));
    let remove = move |_| {
        let _ = desk.app.dispatch_and_say(
            RemoveConference { id: id.get_value().as_str().into() },
            &"plans.talk_removed".into(),
        );
    };
    let shown = move || {
        let TalkRow { day, ago, said, .. } = row.get_value();
        let label = |key| say(&Sentence::new(key).with("what", day.as_str()));
        let (edit, take) = (label("plans.edit_what"), label("plans.remove_what"));
        let said = said
            .into_iter()
            .map(|(head, words)| view! { <p><span class="quiet">{head}": "</span>{words}</p> });
        view! {
            <p><b>{day.clone()}</b>" "<span class="small">{ago}</span></p>
            {said.collect_view()}
            <p class="talk__act">
                <button class="btn btn--plain" aria-label=edit on:click=move |_| desk.show(Form::Talk, &id.get_value())>{t("plans.edit")}</button>
                <button class="btn btn--plain" aria-label=take on:click=remove>{t("common.remove")}</button>
            </p>
        }
        .into_any()
    };
    let form = move || {
        let (on, talk) = row.with_value(|row| (row.on, row.talk.clone()));
        view! { <TalkForm desk id=id.get_value() on talk/> }.into_any()
    };
    view! { <li>{move || if open.get() { form() } else { shown() }}</li> }
}

#[component]
fn TalkForm(desk: PlanDesk, id: String, on: Option<Date>, talk: Talk) -> impl IntoView {
    let on = RwSignal::new(on.unwrap_or_else(today).to_string());
    let minutes = RwSignal::new(talk.minutes.map(|minutes| minutes.to_string()).unwrap_or_default());
    let (strength, teach, next) =
        (RwSignal::new(talk.strength), RwSignal::new(talk.teaching_point), RwSignal::new(talk.next_step));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let talk = Talk {
            minutes: minutes.get_untracked().parse().ok(),
            strength: strength.get_untracked(),
            teaching_point: teach.get_untracked(),
            next_step: next.get_untracked(),
        };
        let on = on.get_untracked().parse().unwrap_or_else(|_| today());
        let done = if id.is_empty() {
            let first = desk.page.with_untracked(|page| page.as_ref().map(|page| page.first.clone()));
            let said = Sentence::new("plans.logged").with("name", first.unwrap_or_default());
            desk.app.dispatch_and_say(LogConference { student: desk.who(), on, talk }, &said)
        } else {
            desk.app.dispatch(EditConference { id: id.as_str().into(), on, talk })
        };
        if done.is_ok() {
            desk.close();
        }
    };
    let first = NodeRef::<leptos::html::Input>::new();
    // The form opens from a button further up: the words are where the hands should be.
    Effect::new(move |_| {
        if let Some(input) = first.get() {
            let _ = input.focus();
        }
    });
    view! {
        <form class="plan-form panel" on:submit=submit>
            <label class="field plan-form__wide"><span>{t("plans.strength")}</span><input class="input" node_ref=first autocomplete="off" bind:value=strength/></label>
            <label class="field plan-form__wide"><span>{t("plans.teach")}</span><input class="input" autocomplete="off" bind:value=teach/></label>
            <label class="field plan-form__wide"><span>{t("plans.next")}</span><input class="input" autocomplete="off" bind:value=next/></label>
            <label class="field"><span>{t("plans.day")}</span><input class="input" type="date" bind:value=on/></label>
            <label class="field"><span>{t("plans.talk_minutes")}</span><input class="input" type="number" min="1" max="120" inputmode="numeric" bind:value=minutes/></label>
            <FormFoot desk/>
        </form>
    }
}

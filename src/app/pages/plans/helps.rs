//! Supports, interests, minutes with the teacher, and how many private notes there are.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::desk::PlanDesk;
use crate::app::components::Icon;
use crate::app::{say, t};
use crate::domain::Sentence;
use crate::domain::command::{AddSupport, EditInterests, RemoveSupport};

/// The section of supports and interests, with minutes and the number of private notes.
#[component]
pub fn Helps(desk: PlanDesk) -> impl IntoView {
    let supports = desk.part(|page| page.supports.clone());
    let interests = desk.part(|page| page.interests.clone());
    let words = desk.part(|page| page.words.clone());
    let minutes = desk.part(|page| page.minutes.clone());
    let notes = desk.part(|page| page.notes.clone());
    let new = RwSignal::new(String::new());
    let add = move |event: SubmitEvent| {
        event.prevent_default();
        let text = new.get_untracked();
        if !text.trim().is_empty() && desk.app.dispatch(AddSupport { student: desk.who(), text }).is_ok() {
            new.set(String::new());
        }
    };
    let like = move |event| {
        let typed = event_target_value(&event);
        if typed != interests.get_untracked() {
            let _ = desk.app.dispatch(EditInterests { student: desk.who(), interests: typed });
        }
    };
    let row = move |text: Memo<String>, key: &'static str| {
        move || (!text.with(String::is_empty)).then(|| view! { <dt>{t(key)}</dt><dd>{text.get()}</dd> })
    };
    view! {
        <section class="section">
            <h2>{t("plans.helps")}</h2>
            <dl class="facts">
                <dt>{t("plans.supports")}</dt>
                <dd>
                    <ul class="plan__helps">
                        <For each=move || supports.get() key=Clone::clone let:support>
                            <Support desk support/>
                        </For>
                    </ul>
                    <form class="bar" on:submit=add>
                        <input class="input" aria-label=t("plans.add_support") placeholder=t("plans.support_hint") autocomplete="off" bind:value=new/>
                        <button class="btn" type="submit">{t("common.add")}</button>
                    </form>
                </dd>
                <dt><label for="plan-interests">{t("plans.interests")}</label></dt>
                <dd><input id="plan-interests" class="input" placeholder=t("plans.interests_hint") autocomplete="off" prop:value=interests on:change=like/></dd>
                {row(words, "plans.words")}
                {row(minutes, "plans.with_you_label")}
            </dl>
            {move || (!notes.with(String::is_empty)).then(|| view! { <p class="tag"><Icon name="lock"/>{notes.get()}</p> })}
        </section>
    }
}

#[component]
fn Support(desk: PlanDesk, support: (String, String)) -> impl IntoView {
    let (id, text) = support;
    let label = say(&Sentence::new("plans.remove_what").with("what", text.as_str()));
    let remove = move |_| {
        let _ = desk.app.dispatch(RemoveSupport { id: id.as_str().into() });
    };
    view! {
        <li><span>{text}</span><button class="btn btn--plain" aria-label=label on:click=remove>{t("common.remove")}</button></li>
    }
}

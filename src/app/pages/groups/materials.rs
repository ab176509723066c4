//! What lies on a group's table, typed where it is read.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::desk::GroupsDesk;
use crate::app::{say, t};
use crate::domain::Sentence;
use crate::domain::command::SetMaterials;

/// Longer than this is a plan and no list for a table.
const MOST: &str = "300";

/// The materials of a group, and a field to change them.
#[component]
pub fn Materials(desk: GroupsDesk, id: String, group: String, materials: String) -> impl IntoView {
    let editing = RwSignal::new(false);
    let draft = RwSignal::new(materials.clone());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if desk.dispatch(SetMaterials { group: id.as_str().into(), materials: draft.get_untracked() }) {
            editing.set(false);
        }
    };
    let key = if materials.is_empty() { "groups.materials_add" } else { "groups.materials_edit" };
    let label = say(&Sentence::new("groups.materials_of").with("what", t(key)).with("name", group.as_str()));
    let field = label.clone();
    let input = NodeRef::<leptos::html::Input>::new();
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            let _ = input.focus();
        }
    });
    view! {
        {(!materials.is_empty()).then(|| view! { <p class="small">{materials.clone()}</p> })}
        <Show when=move || editing.get() fallback=move || view! {
            <button class="btn btn--plain group__rename" type="button" aria-label=label.clone()
                on:click=move |_| editing.set(true)>{t(key)}</button>
        }>
            <form class="bar" on:submit=submit.clone()>
                <input class="input" node_ref=input aria-label=field.clone() autocomplete="off" maxlength=MOST bind:value=draft/>
                <button class="btn" type="submit">{t("common.save")}</button>
            </form>
        </Show>
    }
}

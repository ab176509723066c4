//! What groups are called after: a list to choose, or names of the class's own.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::desk::GroupsDesk;
use crate::app::t;
use crate::domain::Sentence;
use crate::domain::command::SetGroupNames;
use crate::domain::grouping::NameList;
use crate::view::groups::name_lists;

/// The list, and the field for own names while that is chosen.
#[component]
pub fn Names(desk: GroupsDesk) -> impl IntoView {
    let shown = Memo::new(move |_| desk.app.with_class(name_lists).unwrap_or_default());
    // Own names are chosen before they are typed.
    let typing = RwSignal::new(false);
    let is_own = Memo::new(move |_| typing.get() || shown.with(|shown| shown.chosen == NameList::Own.tag()));
    let use_list = move |list: NameList, own: String| {
        let done = Sentence::new("groups.names_used");
        let _ = desk.app.dispatch_and_say(SetGroupNames { list, own }, &done);
    };
    let choose = move |event| {
        let Some(list) = NameList::from_tag(&event_target_value(&event)) else { return };
        typing.set(list == NameList::Own);
        if list != NameList::Own {
            use_list(list, String::new());
        }
    };
    let chosen = move || if is_own.get() { NameList::Own.tag() } else { shown.with(|shown| shown.chosen) };
    let options = shown.with_untracked(|shown| shown.lists.clone()).into_iter();
    let options = options.map(move |(tag, name)| {
        view! { <option value=tag selected=move || chosen() == tag>{name}</option> }
    });
    view! {
        <fieldset class="groups__names">
            <legend>{t("groups.names")}</legend>
            <p class="small">{t("groups.names_hint")}</p>
            <select class="input input--fit" aria-label=t("groups.names_list") on:change=choose>{options.collect_view()}</select>
            {move || if is_own.get() {
                view! { <Own shown use_list/> }.into_any()
            } else {
                view! { <p class="quiet">{move || shown.with(|shown| shown.names.clone())}</p> }.into_any()
            }}
        </fieldset>
    }
}

/// The own names, one a line.
#[component]
fn Own<F>(shown: Memo<crate::view::groups::NameLists>, use_list: F) -> impl IntoView
where
    F: Fn(NameList, String) + Copy + Send + 'static,
{
    let text = RwSignal::new(String::new());
    // What Undo or another tab wrote is shown too.
    Effect::new(move |_| text.set(shown.with(|shown| shown.own.clone())));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        use_list(NameList::Own, text.get_untracked());
    };
    view! {
        <form class="stack" on:submit=submit>
            <label class="field"><span>{t("groups.names_field")}</span>
                <textarea class="input" rows="6" bind:value=text></textarea></label>
            <button class="btn" type="submit">{t("groups.names_use")}</button>
        </form>
    }
}

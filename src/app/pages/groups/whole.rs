//! The whole class together: on what, and from when until when.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::desk::GroupsDesk;
use super::settings::Dates;
use crate::app::t;
use crate::domain::Sentence;
use crate::domain::command::CallTogether;
use crate::domain::grouping::Purpose;
use crate::view::groups::{GroupsState, WholeClass, whole_class};

/// The form, or the days while the class is together.
#[component]
pub fn Whole(desk: GroupsDesk) -> impl IntoView {
    let shown = Memo::new(move |_| {
        let query = desk.query();
        let read = |class: &_| desk.app.catalog.with(|catalog| whole_class(class, catalog, &query));
        desk.app.with_class(read).flatten()
    });
    let stands = Memo::new(move |_| {
        desk.purpose.get() == Purpose::WholeClass && desk.rows.with(|page| page.state == GroupsState::Running)
    });
    view! {
        {move || shown.get().map(|shown| view! { <Call desk shown/> })}
        {move || stands.get().then(|| view! { <div class="groups__settings"><Dates desk/></div> })}
    }
}

#[component]
fn Call(desk: GroupsDesk, shown: WholeClass) -> impl IntoView {
    let standard = RwSignal::new(shown.standards.first().map(|(code, _)| code.clone()).unwrap_or_default());
    let (starts, ends) = (RwSignal::new(shown.days.0), RwSignal::new(shown.days.1));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (Ok(starts), Ok(ends)) = (starts.get_untracked().parse(), ends.get_untracked().parse()) else {
            return desk.app.refuse(&Sentence::new("groups.no.together_days"));
        };
        let chosen = standard.get_untracked();
        let command = CallTogether {
            subject: desk.subject.get_untracked(),
            name: t("groups.everybody").to_owned(),
            standard: (!chosen.is_empty()).then(|| chosen.as_str().into()),
            starts,
            ends,
        };
        let done = Sentence::new("groups.together_done").with("starts", starts).with("ends", ends);
        let _ = desk.app.dispatch_and_say(command, &done);
    };
    let options = shown.standards.into_iter().map(|(code, label)| {
        let words = format!("{code} {label}");
        view! { <option value=code>{words}</option> }
    });
    let day = |key: &'static str, value: RwSignal<String>| {
        view! {
            <label class="field"><span>{t(key)}</span>
                <input class="input groups__day-field" type="date" bind:value=value/></label>
        }
    };
    view! {
        <form class="groups__together" on:submit=submit>
            <label class="field"><span>{t("groups.together_standard")}</span>
                <select class="input" on:change=move |event| standard.set(event_target_value(&event))>
                    {options.collect_view()}
                    <option value="">{t("groups.together_any")}</option>
                </select></label>
            <div class="groups__numbers">{day("groups.together_starts", starts)}{day("groups.together_ends", ends)}</div>
            <p class="small">{t("groups.together_hint")}" "{shown.why}</p>
            <button class="btn btn--main" type="submit">{t("groups.together_call")}</button>
        </form>
    }
}

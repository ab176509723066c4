//! Finds a standard by code or words.

use leptos::prelude::*;

use crate::app::state::use_app;
use crate::app::t;
use crate::domain::id::StandardId;
use crate::domain::standards::Grade;

const SHOWN: usize = 6;

/// A box into which code or words are typed, and what fits, each a button.
#[component]
pub fn FindStandard(
    /// What was chosen.
    chosen: RwSignal<StandardId>,
) -> impl IntoView {
    let app = use_app();
    let typed = RwSignal::new(chosen.get_untracked().to_string());
    let asked = RwSignal::new(false);
    let grade = app.with_book(|book| Grade::parse(&book.class().about().grade)).flatten();
    let found = move || {
        let catalog = app.catalog.get();
        let hits = typed.with(|typed| catalog.search(typed, grade));
        hits.into_iter().take(SHOWN).map(|hit| (hit.id.clone(), hit.label.clone())).collect::<Vec<_>>()
    };
    let type_in = move |event| {
        typed.set(event_target_value(&event));
        asked.set(true);
        // A code that no table holds is taken as it is typed: a class may use its own.
        let catalog = app.catalog.get_untracked();
        let known = typed.with_untracked(|typed| catalog.find(typed).map(|standard| standard.id.clone()));
        let own = || StandardId(typed.with_untracked(|typed| typed.trim().to_owned()));
        chosen.set(known.unwrap_or_else(|| if catalog.is_empty() { own() } else { StandardId::default() }));
    };
    let pick = move |id: StandardId| {
        typed.set(id.to_string());
        asked.set(false);
        chosen.set(id);
    };
    let choices = move || {
        let hits = found();
        let none = hits.is_empty().then(|| view! { <li class="small">{t("plans.no_standard")}</li> });
        let hits = hits.into_iter().map(|(id, label)| {
            let code = id.to_string();
            view! { <li><button type="button" class="plan__hit" on:click=move |_| pick(id.clone())><span class="code">{code}</span>{label}</button></li> }
        });
        view! { <ul class="plan__hits">{none}{hits.collect_view()}</ul> }
    };
    view! {
        <div class="plan-form__wide">
            <label class="field"><span>{t("plans.standard")}</span>
                <input class="input" autocomplete="off" placeholder=t("plans.standard_hint") prop:value=typed on:input=type_in/></label>
            {move || (asked.get() && !typed.with(String::is_empty)).then(choices)}
        </div>
    }
}

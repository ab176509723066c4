//! What forms share: the buttons at the end, and values read from fields.

use leptos::prelude::*;

use crate::app::state::AppState;
use crate::app::t;
use crate::domain::Sentence;

/// Save, remove where there is something to remove, and cancel.
#[component]
pub fn FormBar(
    /// Takes away what is edited; none for something new.
    #[prop(default = None)]
    remove: Option<Callback<()>>,
    /// Closes the form.
    #[prop(into)]
    cancel: Callback<()>,
) -> impl IntoView {
    view! {
        <div class="bar">
            <button class="btn" type="submit">{t("common.save")}</button>
            {remove.map(|remove| view! {
                <button class="btn" type="button" on:click=move |_| remove.run(())>{t("common.remove")}</button>
            })}
            <button class="btn btn--plain" type="button" on:click=move |_| cancel.run(())>{t("common.cancel")}</button>
        </div>
    }
}

/// A number or a date from a field; anything else is refused with the sentence of that key.
pub fn read<T: std::str::FromStr>(app: AppState, field: RwSignal<String>, or: &'static str) -> Option<T> {
    let value = field.with_untracked(|text| text.trim().parse().ok());
    if value.is_none() {
        app.refuse(&Sentence::new(or));
    }
    value
}

/// "09:05", as a time field has it, of minutes after midnight.
pub fn clock(minutes: u32) -> String {
    format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60)
}

/// Minutes after midnight of a time field.
pub fn minutes_of(clock: &str) -> Option<u32> {
    let (hours, minutes) = clock.split_once(':')?;
    Some(hours.trim().parse::<u32>().ok()? * 60 + minutes.get(..2)?.parse::<u32>().ok()?)
}

//! Name, grade and school year.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::app::state::use_app;
use crate::app::t;
use crate::domain::Sentence;
use crate::domain::class::ClassInfo;
use crate::domain::command::EditClass;
use crate::domain::standards::Grade;

/// The form; it commits on "Save".
#[component]
pub fn About() -> impl IntoView {
    let app = use_app();
    let about =
        app.book.with_untracked(|book| book.as_ref().map(|book| book.class().about())).unwrap_or_default();
    let ClassInfo { name, grade, starts, ends, .. } = about;
    let day =
        |day: Option<crate::domain::Date>| RwSignal::new(day.map(|day| day.to_string()).unwrap_or_default());
    let (name, grade, starts, ends) = (RwSignal::new(name), RwSignal::new(grade), day(starts), day(ends));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (Ok(starts), Ok(ends)) = (starts.get_untracked().parse(), ends.get_untracked().parse()) else {
            app.refuse(&Sentence::new("class.needs_dates"));
            return;
        };
        let command = EditClass { name: name.get_untracked(), grade: grade.get_untracked(), starts, ends };
        // A refusal is shown as a notice, and the form stays as it is.
        let _ = app.dispatch_and_say(command, &Sentence::new("class.saved"));
    };
    let grades = Grade::all().map(|each| {
        let text = each.to_string();
        let selected = grade.get_untracked() == text;
        view! { <option value=text.clone() selected=selected>{text.clone()}</option> }
    });
    view! {
        <section class="section">
            <h2>{t("class.about")}</h2>
            <form class="form" on:submit=submit>
                <label class="field"><span>{t("start.name")}</span><input class="input" bind:value=name/></label>
                <label class="field"><span>{t("start.grade")}</span>
                    <select class="input" on:change=move |event| grade.set(event_target_value(&event))>
                        <option value="">{t("start.grade_open")}</option>{grades.collect_view()}
                    </select></label>
                <label class="field"><span>{t("class.starts")}</span><input class="input" type="date" bind:value=starts/></label>
                <label class="field"><span>{t("class.ends")}</span><input class="input" type="date" bind:value=ends/></label>
                <button class="btn" type="submit">{t("common.save")}</button>
            </form>
        </section>
    }
}

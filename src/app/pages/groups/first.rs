//! The first board of a new class: paste names, make groups.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::desk::GroupsDesk;
use crate::app::t;
use crate::document::import::roster::{RosterPreview, guess_roster, read_roster};
use crate::document::import::table::read_table;
use crate::domain::Sentence;
use crate::domain::command::{AddStudents, NewStudent};
use crate::domain::grouping::Purpose;

/// Names in, groups out.
#[component]
pub fn First(desk: GroupsDesk) -> impl IntoView {
    let names = RwSignal::new(String::new());
    let purpose = RwSignal::new(Purpose::Mixed);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let students = match read(&names.get_untracked()) {
            Ok(students) => students,
            Err(why) => return desk.app.refuse(&why),
        };
        if desk.dispatch(AddStudents { students }) {
            desk.show(purpose.get_untracked());
            desk.propose();
        }
    };
    let ways =
        [(Purpose::Mixed, "groups.first_mixed"), (Purpose::Skill, "groups.first_alike")].map(|(way, key)| {
            view! {
                <label class="opt"><input type="radio" name="how" checked=way == Purpose::Mixed
                    on:change=move |_| purpose.set(way)/>{t(key)}</label>
            }
        });
    view! {
        <form class="form groups__first" on:submit=submit>
            <label class="field"><span>{t("groups.first_head")}</span>
                <textarea class="input" name="names" rows="12" aria-describedby="groups-first-hint" bind:value=names></textarea></label>
            <p class="small" id="groups-first-hint">{t("groups.first_hint")}</p>
            <fieldset class="bar"><legend class="sr">{t("groups.first_how")}</legend>{ways}</fieldset>
            <button class="btn btn--main" type="submit">{t("groups.first_make")}</button>
        </form>
    }
}

fn read(text: &str) -> Result<Vec<NewStudent>, Sentence> {
    let table = read_table(text)?;
    let RosterPreview { students, problems, .. } = read_roster(&table, &guess_roster(&table));
    if students.is_empty() {
        let first = problems.into_iter().next();
        return Err(first.map_or_else(|| Sentence::new("import.no_names"), |problem| problem.sentence));
    }
    Ok(students.iter().map(NewStudent::from).collect())
}

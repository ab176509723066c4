//! The topics, and what students would like: chosen in a grid, or pasted from a form's table.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::desk::GroupsDesk;
use crate::app::{say, t};
use crate::document::import::choices::read_choices;
use crate::domain::Sentence;
use crate::domain::command::{ChooseTopics, NameTopics};
use crate::view::groups::{ChoiceRow, Interest as Shown};

const PLACES: [&str; 3] = ["groups.choice_1", "groups.choice_2", "groups.choice_3"];

/// More lines than anybody has topics: a paste of millions is no list of them.
const MOST_LINES: usize = 100;

/// Topics and choices, where the purpose is interest.
#[component]
pub fn Interest(desk: GroupsDesk) -> impl IntoView {
    let shown = desk.interest();
    let topics = Memo::new(move |_| {
        shown.with(|shown| shown.as_ref().map(|shown| (shown.cycle.clone(), shown.topics.clone())))
    });
    // Choices change the rows; topics make the page anew.
    move || {
        topics.get().map(|(cycle, topics)| {
            let named = !topics.is_empty();
            view! {
                <div class="interest">
                    <Topics desk cycle=cycle.clone() topics=topics.clone()/>
                    {named.then(|| view! { <Choices desk shown cycle=cycle.clone() topics=topics.clone()/> })}
                </div>
            }
        })
    }
}

/// One topic a line.
#[component]
fn Topics(desk: GroupsDesk, cycle: String, topics: Vec<String>) -> impl IntoView {
    let text = RwSignal::new(topics.join("\n"));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let topics = text.get_untracked().lines().take(MOST_LINES).map(str::to_owned).collect();
        let cycle = (!cycle.is_empty()).then(|| cycle.as_str().into());
        desk.dispatch(NameTopics { subject: desk.subject.get_untracked(), cycle, topics });
    };
    let again = !topics.is_empty();
    view! {
        <details class="section share__fold" open=!again>
            <summary><h2>{t("groups.topics")}</h2></summary>
            <form class="stack interest__topics" on:submit=submit>
                <label class="field"><span>{t("groups.topics_field")}</span>
                    <textarea class="input" rows="5" bind:value=text></textarea></label>
                <button class="btn" type="submit">{t(if again { "groups.topics_change" } else { "groups.topics_use" })}</button>
            </form>
        </details>
    }
}

/// A row of three choices for each student, and the way to paste them.
#[component]
fn Choices(
    desk: GroupsDesk,
    shown: Memo<Option<Shown>>,
    cycle: String,
    topics: Vec<String>,
) -> impl IntoView {
    let ids = Memo::new(move |_| {
        let ids = |shown: &Shown| shown.rows.iter().map(|row| row.id.clone()).collect::<Vec<_>>();
        shown.with(|shown| shown.as_ref().map(ids)).unwrap_or_default()
    });
    let chosen = move || shown.with(|shown| shown.as_ref().map(|shown| shown.chosen.clone()));
    // Once there are groups they are what is looked at.
    let placed =
        Memo::new(move |_| desk.rows.with(|page| page.groups.iter().any(|group| !group.members.is_empty())));
    let (of_rows, all) = (cycle.clone(), topics.clone());
    let rows = move || {
        let (cycle, topics) = (of_rows.clone(), all.clone());
        let row = move |id| row(desk, shown, id, cycle.clone(), topics.clone());
        ids.get().into_iter().map(row).collect_view()
    };
    view! {
        <details class="section share__fold" open=move || !placed.get()>
            <summary><h2>{t("groups.choices")}</h2></summary>
            <p class="quiet" role="status">{chosen}</p>
            <div class="scroll" role="region" tabindex="0" aria-label=t("groups.choices")>
                <table class="interest__table">
                    <thead><tr><th scope="col">{t("groups.choices_of")}</th>{PLACES.map(|place| view! { <th scope="col">{t(place)}</th> })}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <Paste desk cycle topics/>
        </details>
    }
}

fn row(
    desk: GroupsDesk,
    shown: Memo<Option<Shown>>,
    id: String,
    cycle: String,
    topics: Vec<String>,
) -> AnyView {
    let who = id.clone();
    let row = Memo::new(move |_| {
        let found = |shown: &Shown| shown.rows.iter().find(|row| row.id == who).cloned();
        shown.with(|shown| shown.as_ref().and_then(found)).unwrap_or_default()
    });
    let cells = PLACES.into_iter().enumerate().map(|(place, key)| {
        let (student, cycle) = (id.clone(), cycle.clone());
        let change = move |event| {
            let ChoiceRow { mut choices, .. } = row.get_untracked();
            let picked = event_target_value(&event);
            // Somebody who chooses a topic twice means the later place of it.
            choices.iter_mut().filter(|topic| **topic == picked).for_each(String::clear);
            if let Some(choice) = choices.get_mut(place) {
                *choice = picked;
            }
            choices.retain(|topic| !topic.is_empty());
            let choices = vec![(student.as_str().into(), choices)];
            desk.dispatch(ChooseTopics { cycle: cycle.as_str().into(), choices });
        };
        let label = move || {
            let label = Sentence::new("groups.choice_of").with("place", t(key));
            say(&label.with("name", row.with(|row| row.name.clone())))
        };
        let value = move || row.with(|row| row.choices.get(place).cloned()).unwrap_or_default();
        let options = topics.iter().map(|topic| {
            let (own, shown) = (topic.clone(), topic.clone());
            view! { <option value=topic.clone() selected=move || value() == own>{shown}</option> }
        });
        view! {
            <td><select class="input" aria-label=label prop:value=value on:change=change>
                <option value="">{t("groups.choice_none")}</option>{options.collect_view()}
            </select></td>
        }
    });
    let cells = cells.collect_view();
    view! { <tr><th scope="row">{move || row.with(|row| row.name.clone())}</th>{cells}</tr> }.into_any()
}

/// A form's table, pasted.
#[component]
fn Paste(desk: GroupsDesk, cycle: String, topics: Vec<String>) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let read = desk.app.with_book(|book| read_choices(book.class(), &topics, &text.get_untracked()));
        let chosen = match read {
            Some(Ok(chosen)) => chosen,
            Some(Err(why)) => return desk.app.refuse(&why),
            None => return,
        };
        let left: Vec<String> = chosen.others.into_iter().chain(chosen.unknown).collect();
        let said = if left.is_empty() { "groups.choices_read" } else { "groups.choices_read_but" };
        let said = Sentence::new(said).with("n", chosen.choices.len()).with("names", left);
        let command = ChooseTopics { cycle: cycle.as_str().into(), choices: chosen.choices };
        if desk.app.dispatch_and_say(command, &said).is_ok() {
            text.set(String::new());
        }
    };
    view! {
        <form class="stack interest__paste" on:submit=submit>
            <label class="field"><span>{t("groups.choices_field")}</span>
                <textarea class="input" rows="3" bind:value=text></textarea></label>
            <button class="btn" type="submit">{t("groups.choices_use")}</button>
        </form>
    }
}

//! The goals of a plan, each with the way to it, and the form that changes one.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::desk::{Form, PlanDesk};
use super::standard::FindStandard;
use crate::app::components::Mark;
use crate::app::{say, t};
use crate::domain::Date;
use crate::domain::Sentence;
use crate::domain::command::{AddGoal, EditGoal, NewGoal, RemoveGoal};
use crate::domain::learning_plan::{ChosenBy, Role};
use crate::domain::mastery::Scale;
use crate::view::plans::{GoalRow, StepRow};

/// The section of the goals, each with the way to it, and the form that changes one.
#[component]
pub fn Goals(desk: PlanDesk) -> impl IntoView {
    let goals = desk.part(|page| page.goals.clone());
    let period = desk.part(|page| page.period.clone());
    let group = desk.part(|page| page.group.clone());
    let group = move || (!desk.app.levels_hidden.get()).then(|| group.get()).filter(|said| !said.is_empty());
    view! {
        <section>
            <div class="section__top"><h2>{t("plans.goals")}</h2><span class="small">{period}</span></div>
            {move || group().map(|said| view! { <p class="small plan__group">{said}</p> })}
            <For each=move || goals.get() key=words_of let:row>
                <Goal desk row/>
            </For>
            {move || if desk.is_open(Form::Goal, "") {
                view! { <GoalForm desk id=String::new() goal=NewGoal::default()/> }.into_any()
            } else {
                view! { <button class="btn plan__add" on:click=move |_| desk.show(Form::Goal, "")>{t("plans.add_goal")}</button> }.into_any()
            }}
        </section>
    }
}

/// All that is printed of a goal: it is printed anew when one of its words changes.
fn words_of(row: &GoalRow) -> String {
    let path = row.path.iter().flat_map(|step| [step.line.as_str(), step.level.as_str()]);
    [&row.id, &row.line, &row.shown_by, &row.known].into_iter().map(String::as_str).chain(path).collect()
}

#[component]
fn Goal(desk: PlanDesk, row: GoalRow) -> impl IntoView {
    let row = StoredValue::new(row);
    let id = row.with_value(|row| row.id.clone());
    move || {
        if desk.is_open(Form::Goal, &id) {
            let goal = row.with_value(|row| row.goal.clone());
            view! { <GoalForm desk id=id.clone() goal/> }.into_any()
        } else {
            shown(desk, &row.get_value())
        }
    }
}

fn shown(desk: PlanDesk, row: &GoalRow) -> AnyView {
    let (line, hidden) = (row.line.clone(), row.line_hidden.clone());
    let line = move || if desk.app.levels_hidden.get() { hidden.clone() } else { line.clone() };
    let shown_by = row.shown_by.clone();
    let shown_by = move || (!desk.app.levels_hidden.get()).then(|| shown_by.clone());
    let known = row.known.clone();
    let known = move || (!desk.app.levels_hidden.get()).then(|| known.clone());
    let path = StoredValue::new(row.path.clone());
    let id = StoredValue::new(row.id.clone());
    let label = |key| say(&Sentence::new(key).with("what", row.title.as_str()));
    let remove = move |_| {
        // Refused only where the goal is gone already; the notice says so.
        let _ = desk.app.dispatch_and_say(
            RemoveGoal { id: id.get_value().as_str().into() },
            &"plans.goal_removed".into(),
        );
    };
    let way = say(&Sentence::new("plans.path").with("goal", row.title.as_str()));
    view! {
        <article class="goal">
            <div><h3>{row.title.clone()}</h3>
                <p class="quiet"><span class="code">{row.code.clone()}</span>" "{line}" "{shown_by}</p>
                <p class="small">{known}</p></div>
            <div class="bar goal__bar">
                <button class="btn btn--plain" aria-label=label("plans.edit_what") on:click=move |_| desk.show(Form::Goal, &id.get_value())>{t("plans.edit")}</button>
                <button class="btn btn--plain" aria-label=label("plans.remove_what") on:click=remove>{t("common.remove")}</button>
            </div>
            <ol class="path" aria-label=way>
                {move || path.get_value().into_iter().map(|step| view! { <Step desk step/> }).collect_view()}
            </ol>
        </article>
    }
    .into_any()
}

#[component]
fn Step(desk: PlanDesk, step: StepRow) -> impl IntoView {
    let mark = step.mark;
    view! {
        <li class:anchor=step.role == Role::Goal>
            {move || (!desk.app.levels_hidden.get()).then(|| view! { <Mark mark=mark.clone()/> })}
            <span>{step.title}<span class="code">{step.line}</span></span>
        </li>
    }
}

#[component]
fn GoalForm(desk: PlanDesk, id: String, goal: NewGoal) -> impl IntoView {
    let standard = RwSignal::new(goal.standard.clone());
    let level = |level: Option<f64>| RwSignal::new(level.map(|level| level.to_string()).unwrap_or_default());
    let (from, to) = (level(goal.from), level(goal.to));
    let by = RwSignal::new(goal.by.map(|by| by.to_string()).unwrap_or_default());
    let shown_by = RwSignal::new(goal.shown_by);
    let chosen_by = RwSignal::new(goal.chosen_by.tag().to_owned());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let goal = NewGoal {
            standard: standard.get_untracked(),
            from: from.get_untracked().parse().ok(),
            to: to.get_untracked().parse().ok(),
            by: by.get_untracked().parse::<Date>().ok(),
            shown_by: shown_by.get_untracked(),
            chosen_by: ChosenBy::from_tag(&chosen_by.get_untracked()).unwrap_or_default(),
        };
        let done = if id.is_empty() {
            desk.app.dispatch(AddGoal { student: desk.who(), subject: desk.subject(), goal })
        } else {
            desk.app.dispatch(EditGoal { id: id.as_str().into(), goal })
        };
        if done.is_ok() {
            desk.close();
        }
    };
    let scale = desk.app.with_book(|book| Scale::of(book.class(), &desk.subject())).unwrap_or_default();
    let levels = || -> Vec<(String, String)> {
        let open = (String::new(), t("plans.level_open").to_owned());
        std::iter::once(open)
            .chain(
                (1_u32..)
                    .zip(&scale.cuts)
                    .map(|(level, _)| (level.to_string(), scale.shown(level).to_string())),
            )
            .collect()
    };
    let choosers = [
        (ChosenBy::Teacher, "plans.chosen_teacher"),
        (ChosenBy::Student, "plans.chosen_student"),
        (ChosenBy::Both, "plans.chosen_both"),
    ];
    let choosers = choosers.map(|(by, key)| (by.tag().to_owned(), t(key).to_owned())).to_vec();
    view! {
        <form class="plan-form panel" on:submit=submit>
            <FindStandard chosen=standard/>
            <Choose label="plans.from" value=from choices=levels()/>
            <Choose label="plans.to" value=to choices=levels()/>
            <label class="field"><span>{t("plans.by_label")}</span><input class="input" type="date" bind:value=by/></label>
            <Choose label="plans.chosen_label" value=chosen_by choices=choosers/>
            <label class="field plan-form__wide"><span>{t("plans.shown_label")}</span><input class="input" autocomplete="off" bind:value=shown_by/></label>
            <FormFoot desk/>
        </form>
    }
}

/// A labelled choice of one.
#[component]
pub fn Choose(
    /// Key of the label.
    label: &'static str,
    /// What is chosen.
    value: RwSignal<String>,
    /// Values with their words.
    choices: Vec<(String, String)>,
) -> impl IntoView {
    let now = value.get_untracked();
    let options = choices.into_iter().map(|(own, words)| {
        let selected = own == now;
        view! { <option value=own selected=selected>{words}</option> }
    });
    let options = options.collect_view();
    view! {
        <label class="field"><span>{t(label)}</span>
            <select class="input" on:change=move |event| value.set(event_target_value(&event))>{options}</select></label>
    }
}

/// Save and cancel.
#[component]
pub fn FormFoot(
    /// Whose form it is.
    desk: PlanDesk,
) -> impl IntoView {
    view! {
        <div class="bar plan-form__wide">
            <button class="btn" type="submit">{t("common.save")}</button>
            <button class="btn btn--plain" type="button" on:click=move |_| desk.close()>{t("common.cancel")}</button>
        </div>
    }
}

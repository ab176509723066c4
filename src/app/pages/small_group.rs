//! Small groups: called together where a class is looked at by a standard, met and logged on Today.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::app::components::Mark;
use crate::app::day::today;
use crate::app::state::{AppState, use_app};
use crate::app::{say, t};
use crate::domain::Sentence;
use crate::domain::command::{DropSmallGroup, LogSmallGroup, PlanSmallGroup};
use crate::domain::id::StudentId;
use crate::view::small_group::{SmallGroupRow, small_group_rows};
use crate::view::standards::{OnStandard, StudentOn};
use crate::view::words::day_words;

/// Calls students together and says so; a refusal is shown as a notice.
pub fn call_together(app: AppState, plan: PlanSmallGroup) {
    let made =
        Sentence::new("small_group.made").with("n", plan.students.len()).with("day", day_words(plan.on));
    let _ = app.dispatch_and_say(plan, &made);
}

/// The class on one standard: three lists, and one click for those who are to come.
#[component]
pub fn ClassOnStandard(rows: OnStandard) -> impl IntoView {
    let app = use_app();
    let OnStandard { subject, standard, reach, not_yet, others, no_mark, mastered, lead, next, next_words } =
        rows;
    let coming: RwSignal<BTreeSet<StudentId>> =
        RwSignal::new(not_yet.iter().map(|student| student.id.clone()).collect());
    let can_come = next.is_some();
    let make = next.map(|on| {
        let call = move |_| {
            let students = coming.get_untracked().into_iter().collect();
            let (subject, standard) = (subject.clone(), standard.clone());
            call_together(app, PlanSmallGroup { subject, standard, reach, students, on });
        };
        let words = move || {
            let n = coming.with(BTreeSet::len);
            say(&Sentence::new("small_group.make").with("day", next_words.as_str()).with("n", n.to_string()))
        };
        view! {
            <div class="stack">
                <p class="quiet">{t("small_group.why")}</p>
                <p><button class="btn btn--main" disabled=move || coming.with(BTreeSet::is_empty) on:click=call>{words}</button></p>
            </div>
        }
    });
    let list = move |head: &'static str, students: Vec<StudentOn>| {
        let none = students.is_empty().then(|| view! { <p class="quiet">{t("small_group.none")}</p> });
        let rows = students.into_iter().map(|student| one(student, can_come, coming)).collect_view();
        view! { <div><h3>{t(head)}</h3>{none}<ul class="rows">{rows}</ul></div> }
    };
    view! {
        <section class="section">
            <h2>{t("small_group.class_head")}</h2>
            <p>{lead}</p>
            {make}
            <div class="onstandard">
                {list("small_group.not_yet_head", not_yet)}
                {list("small_group.no_mark_head", no_mark)}
                {list("small_group.mastered_head", mastered)}
                {(!others.is_empty()).then(|| list("small_group.others_head", others))}
            </div>
        </section>
    }
}

fn one(student: StudentOn, can_come: bool, coming: RwSignal<BTreeSet<StudentId>>) -> impl IntoView {
    let StudentOn { id, name, mark } = student;
    let ticked = {
        let id = id.clone();
        move || coming.with(|coming| coming.contains(&id))
    };
    let tick = move |event| {
        let come = event_target_checked(&event);
        coming.update(|coming| {
            if come {
                coming.insert(id.clone());
            } else {
                coming.remove(&id);
            }
        });
    };
    let name = if can_come {
        view! { <label class="opt"><input type="checkbox" prop:checked=ticked on:change=tick/>{name}</label> }
            .into_any()
    } else {
        view! { <span>{name}</span> }.into_any()
    };
    view! { <li>{name}<Mark mark/></li> }
}

/// The small groups of today and of the days to come; nothing where there is none.
#[component]
pub fn SmallGroups() -> impl IntoView {
    let app = use_app();
    let rows =
        Memo::new(move |_| app.with_class(|class| small_group_rows(class, today())).unwrap_or_default());
    move || {
        let rows = rows.get();
        (!rows.is_empty()).then(|| {
            view! {
                <section class="section">
                    <h2>{t("small_group.head")}</h2>
                    <ul class="rows">{rows.into_iter().map(|row| small_group(app, row)).collect_view()}</ul>
                </section>
            }
        })
    }
}

fn small_group(app: AppState, row: SmallGroupRow) -> impl IntoView {
    let SmallGroupRow { cycle, name, head, names, to_log, minutes, met } = row;
    let of_group = |key| Sentence::new(key).with("group", name.as_str());
    let typed = RwSignal::new(minutes.to_string());
    let (to_drop, dropped) = (cycle.clone(), of_group("small_group.dropped"));
    let drop = move |_| {
        let _ = app.dispatch_and_say(DropSmallGroup { cycle: to_drop.clone() }, &dropped);
    };
    let logged = of_group("small_group.logged");
    let log = move |_| match typed.get_untracked().trim().parse() {
        Ok(minutes) => {
            let _ = app.dispatch_and_say(LogSmallGroup { cycle: cycle.clone(), minutes }, &logged);
        }
        Err(_) => app.refuse(&Sentence::new("minutes.range")),
    };
    let (of_minutes, of_log) = (say(&of_group("small_group.minutes")), say(&of_group("small_group.done_of")));
    let of_drop = say(&of_group("small_group.drop_of"));
    view! {
        <li class="smallgroup">
            <div><p><b>{name}</b>" "<span class="quiet">{head}</span></p><p>{names.join(", ")}</p></div>
            {to_log.then(|| view! {
                <input class="input input--number" inputmode="numeric" aria-label=of_minutes bind:value=typed/>
                <button class="btn" aria-label=of_log on:click=log>{t("small_group.done")}</button>
            })}
            {met.map(|met| view! { <span class="small">{met}</span> })}
            <button class="btn btn--plain" aria-label=of_drop on:click=drop>{t("small_group.drop")}</button>
        </li>
    }
}

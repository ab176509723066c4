//! Everybody's plans in a list, and drafts for everybody.

use leptos::prelude::*;

use super::{Subjects, subject_of};
use crate::app::components::{Head, Icon};
use crate::app::day::today;
use crate::app::state::{AppState, use_app};
use crate::app::{say, t};
use crate::domain::Sentence;
use crate::domain::command::StartPlans;
use crate::domain::id::{StudentId, SubjectId};
use crate::view::Page;
use crate::view::plans::{PlanLine, PlanList, list, new_plans};

/// The list of everybody's plans, from which drafts for everybody are made.
#[component]
pub fn List(chosen: RwSignal<Option<SubjectId>>) -> impl IntoView {
    let app = use_app();
    let asking = RwSignal::new(false);
    let page = Memo::new(move |_| {
        let subject = subject_of(app, chosen.get());
        let catalog = app.catalog.get();
        app.with_class(|class| list(class, &catalog, &subject, today())).unwrap_or_default()
    });
    let draft_all = move |_| {
        let drafting = page.with_untracked(|page| page.drafting.clone());
        draft(app, chosen, &drafting.free);
        asking.set(!drafting.in_use.is_empty());
        if drafting.free.is_empty() && !drafting.in_use.is_empty() {
            app.tell(t("plans.draft_none").to_owned(), None);
        }
    };
    let some = move || page.with(|page| !page.rows.is_empty());
    view! {
        <Head title=t("plans.title") lead=Signal::derive(move || page.with(|page| page.lead.clone())) but=Signal::derive(move || page.with(|page| page.but.clone()))>
            <Subjects chosen/>
            {move || some().then(|| view! { <button class="btn btn--main" on:click=draft_all>{t("plans.draft_all")}</button> })}
        </Head>
        {move || asking.get().then(|| view! { <Kept page chosen asking/> })}
        {move || some().then(|| view! { <Rows page/> })}
    }
}

/// Plans in use stay, unless the teacher says otherwise.
#[component]
fn Kept(page: Memo<PlanList>, chosen: RwSignal<Option<SubjectId>>, asking: RwSignal<bool>) -> impl IntoView {
    let app = use_app();
    let in_use = page.with_untracked(|page| page.drafting.in_use.clone());
    let n = in_use.len();
    let replace = move |_| {
        draft(app, chosen, &in_use);
        asking.set(false);
    };
    view! {
        <div class="panel stack plans__kept" role="alert">
            <p>{say(&Sentence::new("plans.kept").with("n", n))}" "<span class="quiet">{t("plans.replace_why")}</span></p>
            <div class="bar">
                <button class="btn" on:click=move |_| asking.set(false)>{t("plans.keep")}</button>
                <button class="btn" on:click=replace>{say(&Sentence::new("plans.draft_kept").with("n", n))}</button>
            </div>
        </div>
    }
}

/// Drafts plans for these students, as one command.
pub fn draft(app: AppState, chosen: RwSignal<Option<SubjectId>>, students: &[StudentId]) {
    let subject = untrack(|| subject_of(app, chosen.get_untracked()));
    let catalog = app.catalog.get_untracked();
    let plans = app
        .with_book(|book| new_plans(book.class(), &catalog, &subject, students, today()))
        .unwrap_or_default();
    if plans.is_empty() {
        return;
    }
    let said = Sentence::new("plans.drafted").with("n", plans.len());
    // A refusal is shown as a notice.
    let _ = app.dispatch_and_say(StartPlans { plans }, &said);
}

#[component]
fn Rows(page: Memo<PlanList>) -> impl IntoView {
    let ids = Memo::new(move |_| {
        page.with(|page| page.rows.iter().map(|row| row.student.clone()).collect::<Vec<String>>())
    });
    view! {
        <table class="plans">
            <thead><tr>
                <th scope="col">{t("plans.col_name")}</th>
                <th scope="col">{t("plans.col_goal")}</th>
                <th scope="col">{t("plans.col_next")}</th>
                <th scope="col">{t("plans.col_talk")}</th>
            </tr></thead>
            <tbody>
                <For each=move || ids.get() key=Clone::clone let:id>
                    <Row page id/>
                </For>
            </tbody>
        </table>
    }
}

#[component]
fn Row(page: Memo<PlanList>, id: String) -> impl IntoView {
    let app = use_app();
    let href = app.href(Page::Plans, Some(id.clone()));
    let row = Memo::new(move |_| page.with(|page| page.rows.iter().find(|row| row.student == id).cloned()));
    view! { <tr>{move || row.get().map(|row| cells(row, href.clone()))}</tr> }
}

fn cells(row: PlanLine, href: String) -> AnyView {
    let goal = if row.goal.is_empty() {
        view! { <span class="small">{t("plans.no_plan")}</span> }.into_any()
    } else {
        view! { <p>{row.goal}</p><p class="small">{row.goal_line}" "{row.more}</p> }.into_any()
    };
    let due = (!row.due.is_empty()).then(|| view! { <p class="plans__due"><Icon name="look"/>{row.due}</p> });
    let touched =
        row.in_use.then(|| view! { <span class="tag"><Icon name="hand"/>{t("plans.touched")}</span> });
    view! {
        <th scope="row"><a href=href>{row.name}</a>{touched}</th>
        <td>{goal}</td>
        <td>{row.next}</td>
        <td><p>{row.talk}</p>{due}</td>
    }
    .into_any()
}

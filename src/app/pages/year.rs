//! The year plan: slots over quarters and weeks, everybody's minutes at the end, and what a lost week does.

mod settings;

use leptos::prelude::*;

use crate::app::components::Head;
use crate::app::day::today;
use crate::app::pages::equity::Dots;
use crate::app::slices::{Slices, Steps};
use crate::app::state::use_app;
use crate::app::t;
use crate::domain::command::{FollowPlan, SetTimePolicy};
use crate::domain::id::GroupId;
use crate::domain::minutes::plan::{Answer, PlanSearch};
use crate::domain::minutes::{Year, policy_of, year};
use crate::domain::{Class, Sentence};
use crate::view::Page;
use crate::view::year::{BarRow, StudentRow, YearRows, days_to_come, next_week, year_rows};
use settings::{Quarters, Sharing};

/// Steps of the search in about a millisecond.
const STEPS: u64 = 10;
/// A plan that is not found by then is shown as it is.
const MOST_MS: f64 = 4_000.0;

/// The page of the year plan, with what a lost week does to it.
#[component]
pub fn YearPlan() -> impl IntoView {
    let app = use_app();
    let without_week = RwSignal::new(false);
    let year = Memo::new(move |_| {
        let lost = without_week.get();
        app.with_class(|class| {
            let plain = year(class, today(), None);
            let week = next_week(&plain).map(|(monday, _)| monday).filter(|_| lost);
            if week.is_some() { year(class, today(), week) } else { plain }
        })
    });
    let plan = RwSignal::new(None::<(Year, Answer, bool)>);
    let search = Slices::<PlanSearch>::new();
    Effect::new(move |_| {
        let Some(year) = year.get() else { return };
        let lost = without_week.get_untracked();
        let Ok(work) = PlanSearch::new(year.question.clone()) else { return plan.set(None) };
        let how = Steps { step: |work: &mut PlanSearch| work.step(STEPS).done, most_ms: MOST_MS };
        let year = StoredValue::new(year);
        let done = move || {
            if let Some(work) = search.take() {
                plan.set(Some((year.get_value(), work.answer(), lost)));
            }
        };
        search.begin(work, how, |_| (), done);
    });
    on_cleanup(move || drop(search.take()));
    let rows = Memo::new(move |_| {
        plan.with(|plan| {
            let (year, answer, lost) = plan.as_ref()?;
            app.with_class(|class| year_rows(class, today(), year, answer, *lost))
        })
    });
    let field = |read: fn(&YearRows) -> &String, other: &'static str| {
        Signal::derive(move || {
            rows.with(|rows| rows.as_ref().map_or_else(|| t(other).to_owned(), |rows| read(rows).clone()))
        })
    };
    let week = Memo::new(move |_| year.with(|year| year.as_ref().and_then(next_week)));
    let ready =
        Memo::new(move |_| rows.with(|rows| rows.as_ref().is_some_and(|rows| !rows.groups.is_empty())));
    view! {
        <Head title=field(|rows| &rows.title, "year.title") lead=field(|rows| &rows.lead, "year.at_work") but=field(|rows| &rows.but, "year.title")>
            {move || (ready.get() || without_week.get()).then(|| week.get()).flatten().map(|(_, words)| view! {
                <label class="opt"><input type="checkbox" bind:checked=without_week/>{words}</label>
            })}
            {move || (!ready.get() && rows.with(Option::is_some)).then(|| view! {
                <a class="btn btn--main" href=app.href(Page::Groups, None)>{t("year.to_groups")}</a>
            })}
        </Head>
        <div class="year stack" data-ready=move || ready.get().then_some("yes")>
            {move || rows.get().filter(|rows| !rows.groups.is_empty()).map(|rows| figures(rows, year))}
            <Quarters year/>
            <Sharing year/>
        </div>
    }
}

fn figures(rows: YearRows, year: Memo<Option<Year>>) -> AnyView {
    let app = use_app();
    let YearRows { notes, offer, week, groups, dots, middle, middle_words, students, adults, lead, .. } =
        rows;
    let slots: Vec<(GroupId, u32)> = week.iter().map(|row| (GroupId(row.id.clone()), row.n)).collect();
    let follow = move |_| {
        let to_come = |class: &Class| {
            year.with_untracked(|year| year.as_ref().map(|year| days_to_come(class, year, today())))
        };
        let (days, slots) = (app.with_class(to_come).flatten().unwrap_or_default(), slots.clone());
        let said = Sentence::new("year.followed").with("n", days.len());
        let _ = app.dispatch_and_say(FollowPlan { days, slots }, &said);
    };
    let week = week.into_iter().map(|row| view! { <li><b>{row.name}</b>" "{row.slots}</li> }).collect_view();
    let notes = notes.into_iter().map(|note| view! { <li>{note}</li> }).collect_view();
    let offer = offer.map(|offer| {
        let tap = move |_| {
            let Some(about) = app.with_class(|class| policy_of(class).map(|(_, about)| about)).flatten()
            else {
                return;
            };
            let _ = app.dispatch(SetTimePolicy { one_to_one: offer.per_week, ..SetTimePolicy::of(&about) });
        };
        view! { <p>{offer.words}" "<button class="btn" on:click=tap>{t("year.plan_alone")}</button></p> }
    });
    view! {
        <ul class="plain year__notes">{notes}{(!adults.is_empty()).then(|| view! { <li>{adults}</li> })}</ul>
        {offer}
        <section class="section">
            <h2>{t("year.week_head")}</h2>
            <p class="small">{t("year.week_why")}</p>
            <ul class="plain year__week">{week}</ul>
            <p><button class="btn" on:click=follow>{t("year.follow")}</button></p>
        </section>
        <section class="section">
            <h2>{t("year.groups_head")}</h2>
            <p class="small">{t("year.groups_key")}</p>
            <ul class="plain year__bars">{groups.into_iter().map(bar).collect_view()}</ul>
        </section>
        <section class="section">
            <h2>{t("year.students_head")}</h2>
            <Dots dots middle middle_words unit="common.in_minutes" words=lead/>
            <details><summary>{t("year.all_students")}</summary>{table(students)}</details>
        </section>
    }
    .into_any()
}

fn bar(row: BarRow) -> AnyView {
    let parts = row.parts.into_iter().map(|(taught, planned, words)| {
        view! {
            <span class="year__part" style:width=format!("{:.2}%", taught + planned)>
                <i class="year__taught" style:flex-grow=format!("{taught:.3}")></i>
                <i class="year__planned" style:flex-grow=format!("{planned:.3}")></i>
                <span class="sr">{words}". "</span>
            </span>
        }
    });
    view! { <li><b>{row.name}</b><span class="year__bar">{parts.collect_view()}</span><span class="num">{row.total}</span></li> }
        .into_any()
}

fn table(students: Vec<StudentRow>) -> AnyView {
    let heads =
        ["year.student", "year.taught", "year.planned", "year.total", "year.alone_head", "year.seen_head"];
    let heads = heads.map(|key| view! { <th scope="col">{t(key)}</th> });
    let rows = students.into_iter().map(|row| {
        view! {
            <tr><th scope="row">{row.name}</th><td>{row.taught}</td><td>{row.planned}</td><td>{row.total}</td><td>{row.alone}</td><td>{row.seen}</td></tr>
        }
    });
    view! {
        <div class="year__scroll" tabindex="0" role="region" aria-label=t("year.students_head")>
            <table class="year__table"><thead><tr>{heads}</tr></thead><tbody>{rows.collect_view()}</tbody></table>
        </div>
    }
    .into_any()
}

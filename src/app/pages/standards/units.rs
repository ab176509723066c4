//! Units and the few standards each is held to: search by code or word, take in, take out, make a priority. The
//! frameworks stand below.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::for_whom::{ForWhom, OwnStandards};
use super::frameworks::Frameworks;
use super::race::Race;
use crate::app::components::Head;
use crate::app::day::today;
use crate::app::pages::need;
use crate::app::state::{AppState, use_app};
use crate::app::{say, t};
use crate::domain::Sentence;
use crate::domain::calendar::plus_days;
use crate::domain::command::{IncludeStandard, SetPriority, SetUnit};
use crate::domain::id::{StandardId, SubjectId, UnitId};
use crate::domain::standards::{BuiltIn, is_priority};
use crate::domain::subject::in_order;
use crate::view::Page;
use crate::view::standards::address;
use crate::view::unit::{StandardRow, UnitRow, found, unit_rows};

/// The page without a standard of its own.
#[component]
pub fn Overview() -> impl IntoView {
    let app = use_app();
    let units = Memo::new(move |_| {
        let catalog = app.catalog.get();
        app.with_class(|class| unit_rows(class, &catalog)).unwrap_or_default()
    });
    let chosen = RwSignal::new(None::<UnitId>);
    // The unit that runs today is open until another is chosen.
    let open = Memo::new(move |_| {
        let running = app.with_class(|class| {
            let subject = in_order(class).into_iter().next()?.0;
            crate::domain::standards::running_unit(class, &subject, today())
        });
        let id = chosen.get().or(running.flatten());
        units.with(|units| units.iter().find(|unit| Some(&unit.id) == id.as_ref()).cloned())
    });
    let lead = Signal::derive(move || match open.get() {
        Some(unit) => {
            say(&Sentence::new("unit.lead").with("title", unit.title).with("ends", unit.ends_in_words))
        }
        None => t("unit.lead_none").to_owned(),
    });
    let but = Signal::derive(move || match open.get() {
        Some(unit) => say(&Sentence::new("unit.but").with("n", unit.standards.len())),
        None => t("unit.but_none").to_owned(),
    });
    view! {
        <Head title=Signal::derive(|| t("unit.title").to_owned()) lead but>
            <a class="btn" href=move || app.href(Page::Results, None)>{t("unit.results")}</a>
        </Head>
        <div class="class">
            <div>
                {move || open.get().map(|unit| view! { <Race unit=unit.id.clone()/><Unit unit/> })}
                <OwnStandards/>
                <Frameworks/>
            </div>
            <div>
                <Units units chosen open/>
                <NewUnit chosen/>
            </div>
        </div>
    }
}

#[component]
fn Units(
    units: Memo<Vec<UnitRow>>,
    chosen: RwSignal<Option<UnitId>>,
    open: Memo<Option<UnitRow>>,
) -> impl IntoView {
    let row = move |unit: UnitRow| {
        let id = unit.id.clone();
        let current = open.with(|open| open.as_ref().is_some_and(|open| open.id == id));
        view! {
            <li>
                <p><b>{unit.title}</b><br/><span class="small">{unit.when}</span></p>
                <button class="btn btn--plain" aria-pressed=current.to_string() on:click=move |_| chosen.set(Some(id.clone()))>{t("common.open")}</button>
            </li>
        }
    };
    view! {
        <section class="section">
            <h2>{t("unit.units")}</h2>
            <ul class="rows">{move || units.get().into_iter().map(row).collect_view()}</ul>
        </section>
    }
}

/// One unit: its standards, and the search for more.
#[component]
fn Unit(unit: UnitRow) -> impl IntoView {
    let app = use_app();
    let query = RwSignal::new(String::new());
    let id = unit.id.clone();
    let results = Memo::new(move |_| {
        let catalog = app.catalog.get();
        query.with(|query| app.with_class(|class| found(class, &catalog, query)).unwrap_or_default())
    });
    let taken: Vec<StandardId> = unit.standards.iter().map(|row| row.id.clone()).collect();
    let include = move |row: StandardRow| {
        let done = taken.contains(&row.id);
        view! { <Choice row unit=id.clone() include=!done subject=None/> }
    };
    let leave = unit.standards.iter().cloned().map(|row| {
        view! { <Choice row unit=unit.id.clone() include=false subject=Some(unit.subject.clone())/> }
    });
    let chosen = if unit.standards.is_empty() {
        view! { <p class="quiet">{t("unit.none_chosen")}</p> }.into_any()
    } else {
        view! { <ul class="rows">{leave.collect_view()}</ul> }.into_any()
    };
    let why = (!unit.standards.is_empty()).then(|| view! { <p class="small">{t("unit.priority_why")}</p> });
    let is_searching = move || query.with(|query| !query.trim().is_empty());
    view! {
        <section class="section">
            <label class="field"><span>{t("unit.search")}</span>
                <input class="input" type="search" placeholder=t("unit.search_hint") bind:value=query/></label>
            <ul class="rows" aria-live="polite">{move || results.get().into_iter().map(&include).collect_view()}</ul>
            {move || (is_searching() && results.with(Vec::is_empty)).then(|| view! { <p class="quiet">{t("unit.search_none")}</p> })}
            {move || (is_searching() && !app.asked_for.with(|asked| asked.contains(&BuiltIn::Ela))).then(|| view! {
                <button class="btn" on:click=move |_| need(app, BuiltIn::Ela)>{t("standards.search_ela")}</button>
            })}
        </section>
        <section class="section">
            <h2>{say(&Sentence::new("unit.chosen").with("title", unit.title))}</h2>
            {why}
            {chosen}
        </section>
    }
}

/// A standard with the button that takes it in or out; in a subject also whether the class is held to it, and whom it
/// is for.
#[component]
fn Choice(row: StandardRow, unit: UnitId, include: bool, subject: Option<SubjectId>) -> impl IntoView {
    let app = use_app();
    let key = if include { "unit.include_one" } else { "unit.leave_out_one" };
    let label = say(&Sentence::new(key).with("code", row.code.as_str()));
    let link = address(&row.id);
    let whom = subject.is_some().then(|| {
        view! { <ForWhom standard=row.id.clone() code=row.code.clone()/> }
    });
    let priority = subject.map(|subject| {
        view! { <PriorityTick subject standard=row.id.clone() code=row.code.clone()/> }
    });
    let change = move |_| {
        let command = IncludeStandard { unit: unit.clone(), standard: row.id.clone(), included: include };
        // The unit is on the page, so that it cannot be unknown.
        let _ = app.dispatch(command);
    };
    let text = t(if include { "unit.include" } else { "unit.leave_out" });
    view! {
        <li>
            <p><a href=move || app.href(Page::Standards, Some(link.clone()))><span class="code">{row.code}</span></a>" "{row.label}<br/><span class="small">{row.details}</span></p>
            <span class="unit__choice">{priority}<button class="btn" aria-label=label on:click=change>{text}</button></span>
            {whom}
        </li>
    }
}

#[component]
fn PriorityTick(subject: SubjectId, standard: StandardId, code: String) -> impl IntoView {
    let app = use_app();
    let (of, on) = (subject.clone(), standard.clone());
    let ticked = Memo::new(move |_| app.with_class(|class| is_priority(class, &of, &on)) == Some(true));
    let change = move |event| {
        let priority = event_target_checked(&event);
        // Nothing about it can be wrong.
        let _ = app.dispatch(SetPriority { subject: subject.clone(), standard: standard.clone(), priority });
    };
    let label = say(&Sentence::new("unit.priority_of").with("code", code));
    view! {
        <label class="opt"><input type="checkbox" aria-label=label prop:checked=ticked on:change=change/>{t("unit.priority")}</label>
    }
}

#[component]
fn NewUnit(chosen: RwSignal<Option<UnitId>>) -> impl IntoView {
    let app = use_app();
    let now = today();
    let title = RwSignal::new(String::new());
    let (starts, ends) = (RwSignal::new(now.to_string()), RwSignal::new(plus_days(now, 28).to_string()));
    let subjects = app.with_book(|book| in_order(book.class())).unwrap_or_default();
    let subject = RwSignal::new(subjects.first().map(|(id, _)| id.as_str().to_owned()).unwrap_or_default());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        start(
            app,
            &title.get_untracked(),
            &subject.get_untracked(),
            [starts, ends].map(|day| day.get_untracked()),
        );
        chosen.set(None);
        title.set(String::new());
    };
    let options =
        subjects.into_iter().map(|(id, name)| view! { <option value=id.as_str().to_owned()>{name}</option> });
    view! {
        <section class="section">
            <h2>{t("unit.new")}</h2>
            <form class="form" on:submit=submit>
                <label class="field"><span>{t("unit.name")}</span><input class="input" placeholder=t("unit.name_hint") bind:value=title/></label>
                <label class="field"><span>{t("unit.subject")}</span>
                    <select class="input" on:change=move |event| subject.set(event_target_value(&event))>{options.collect_view()}</select></label>
                <label class="field"><span>{t("unit.starts")}</span><input class="input" type="date" bind:value=starts/></label>
                <label class="field"><span>{t("unit.ends")}</span><input class="input" type="date" bind:value=ends/></label>
                <button class="btn btn--main" type="submit">{t("unit.start")}</button>
            </form>
        </section>
    }
}

fn start(app: AppState, title: &str, subject: &str, days: [String; 2]) {
    let [Ok(starts), Ok(ends)] = days.map(|day| day.parse()) else {
        app.refuse(&Sentence::new("unit.needs_dates"));
        return;
    };
    let command =
        SetUnit { id: None, subject: SubjectId::from(subject), title: title.to_owned(), starts, ends };
    // A refusal is shown as a notice.
    let _ = app.dispatch(command);
}

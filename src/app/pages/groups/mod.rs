//! Groups of the cycle: proposed with their reasons, changed by hand, used at once.

mod balance;
mod board;
mod day;
mod desk;
mod first;
mod interest;
mod lists;
mod materials;
mod met;
mod names;
mod settings;
mod whole;

use leptos::prelude::*;

use balance::Balance;
use board::Groups as Board;
use day::Day;
use desk::GroupsDesk;
use first::First;
use interest::Interest;
use lists::Lists;
use met::Met;
use settings::Settings;
use whole::Whole;

use crate::app::components::{Dialog, Head, Icon, Searching};
use crate::app::state::use_app;
use crate::app::{say, t};
use crate::domain::Sentence;
use crate::domain::command::EndCycle;
use crate::domain::grouping::Purpose;
use crate::domain::subject::for_groups;
use crate::view::Page;
use crate::view::groups::{GroupsState, LineRow};

/// The page on which groups are proposed, changed by hand and used.
#[component]
pub fn Groups() -> impl IntoView {
    let app = use_app();
    let desk = GroupsDesk::new(app);
    let rows = desk.rows;
    let state = Memo::new(move |_| rows.with(|page| page.state));
    let body = move || match state.get() {
        GroupsState::NoStudents => view! { <First desk/> }.into_any(),
        GroupsState::NoGroups => ().into_any(),
        GroupsState::Running | GroupsState::Over => {
            view! { <Day desk/> <Board desk/> <Lines desk/> <Lists desk/> <Balance desk/> <Met desk/> }
                .into_any()
        }
    };
    view! {
        <Head title=Signal::derive(move || rows.with(|page| page.title.clone()))
            lead=Signal::derive(move || rows.with(|page| page.lead.clone()))
            but=Signal::derive(move || rows.with(|page| page.but.clone()))>
            <Actions desk state/>
        </Head>
        <Searching so_far=desk.searching stop=move || desk.finish()/>
        {move || (desk.open.get() && desk.is_searched() && state.get() != GroupsState::NoStudents).then(|| view! { <Settings desk/> })}
        <Interest desk/>
        <Whole desk/>
        {body}
        <AskMoves desk/>
    }
    .into_any()
}

/// Purpose, subject, settings, and the one button that makes groups.
#[component]
fn Actions(desk: GroupsDesk, state: Memo<GroupsState>) -> impl IntoView {
    let propose = move || match state.get() {
        GroupsState::Running => "groups.propose_again",
        GroupsState::Over => "groups.propose_next",
        _ => "groups.propose",
    };
    view! {
        {move || (state.get() != GroupsState::NoStudents).then(|| view! {
            <What desk/>
            <a class="btn btn--plain" href=move || desk.app.href(Page::Team, None)>{t("team.link")}</a>
            {move || desk.is_searched().then(|| view! {
                <button class="btn" type="button" aria-expanded=move || desk.open.get().to_string()
                    on:click=move |_| desk.open.update(|open| *open = !*open)>{t("groups.settings")}</button>
                <button class="btn btn--main" type="button" disabled=move || desk.searching.with(Option::is_some)
                    on:click=move |_| desk.ask_then_propose()>{move || t(propose())}</button>
            })}
        })}
    }
}

/// Which purpose and, where there are several, which subject.
#[component]
fn What(desk: GroupsDesk) -> impl IntoView {
    let purposes = [
        (Purpose::Skill, "groups.skill"),
        (Purpose::Mixed, "groups.mixed"),
        (Purpose::Interest, "groups.interest"),
        (Purpose::WholeClass, "groups.whole"),
    ]
    .map(|(purpose, key)| {
        view! {
            <button type="button" aria-pressed=move || (desk.purpose.get() == purpose).to_string()
                on:click=move |_| desk.show(purpose)>{t(key)}</button>
        }
    });
    let all = desk.app.with_book(|book| for_groups(book.class())).unwrap_or_default();
    let choose = (all.len() > 1).then(|| {
        let options = all.into_iter().map(|(id, name)| {
            let chosen = desk.subject.get_untracked() == id;
            view! { <option value=id.0 selected=chosen>{name}</option> }
        });
        view! {
            <select class="input" aria-label=t("groups.subject")
                on:change=move |event| {
                    // What was ticked is of the other subject.
                    desk.settings.update(|settings| settings.standards.clear());
                    desk.subject.set(event_target_value(&event).as_str().into());
                }>
                {options.collect_view()}
            </select>
        }
    });
    view! { <span class="seg" role="group" aria-label=t("groups.purpose")>{purposes}</span>{choose} }
}

/// What stands under the groups.
#[component]
fn Lines(desk: GroupsDesk) -> impl IntoView {
    let app = desk.app;
    let line = move |line: LineRow| {
        let plan = line.conference.then(|| {
            view! { <a href=move || app.href(Page::Plans, None)>{t("groups.plan_conferences")}</a> }
        });
        let how = (!line.how.is_empty()).then(|| {
            view! { <details class="how"><summary>{t("groups.how")}</summary><p class="small">{line.how}</p></details> }
        });
        view! {
            <li class="proof"><Icon name=line.icon/><span><b>{line.head}</b>" "<span class="quiet">{line.text}</span>" "{plan}{how}</span></li>
        }
    };
    let end = move |_| {
        let cycle = desk.rows.with_untracked(|page| page.cycle.as_str().into());
        let _ = app.dispatch_and_say(EndCycle { cycle }, &Sentence::new("groups.ended"));
    };
    view! {
        <div class="section groups__below">
            <ul class="stack">{move || desk.rows.with(|page| page.lines.clone()).into_iter().map(line).collect_view()}</ul>
            {move || desk.is_searched().then(|| view! { <p class="small">{t("groups.hint")}</p> })}
            {move || desk.rows.with(|page| page.state == GroupsState::Running).then(|| view! {
                <button class="btn btn--plain" type="button" on:click=end>{move || t(if desk.is_searched() { "groups.new_cycle" } else { "groups.together_end" })}</button>
            })}
        </div>
    }
}

/// Asked before groups are made anew over moves that were made by hand.
#[component]
fn AskMoves(desk: GroupsDesk) -> impl IntoView {
    let propose = move |keep: bool| {
        desk.settings.update(|settings| settings.keep_moves = keep);
        desk.asking.set(false);
        desk.propose();
    };
    let moved = move || {
        let n = desk.rows.with(|page| {
            page.groups.iter().flat_map(|group| &group.members).filter(|member| member.by_hand).count()
        });
        say(&Sentence::new("groups.ask_moves").with("n", n))
    };
    view! {
        <Dialog open=desk.asking title=t("groups.propose_again")>
            <div class="stack">
                <p>{moved}</p>
                <div class="bar">
                    <button class="btn btn--main" type="button" on:click=move |_| propose(true)>{t("groups.keep")}</button>
                    <button class="btn" type="button" on:click=move |_| propose(false)>{t("groups.place_anew")}</button>
                </div>
            </div>
        </Dialog>
    }
}

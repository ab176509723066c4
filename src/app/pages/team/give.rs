//! What each class gets: a file of its own, or its places at once where it is the open one.

use leptos::prelude::*;

use super::desk::TeamDesk;
use crate::app::day::today;
use crate::app::pages::share::file_name;
use crate::app::put::put;
use crate::app::{say, t};
use crate::document::{Delta, file, shared};
use crate::domain::command::Rejected;
use crate::domain::grouping::Cycle;
use crate::domain::grouping::team::{TeamProposal, same_days};
use crate::domain::id::CycleId;
use crate::domain::record::Record;
use crate::domain::{Class, Sentence};
use crate::view::team::TeamShareRow;

/// One row a class, one button each.
#[component]
pub fn Give(desk: TeamDesk) -> impl IntoView {
    let row = move |(at, row): (usize, TeamShareRow)| {
        let open = desk.app.has_open(&row.id);
        let key = if open { "team.use" } else { "team.save" };
        let label = say(&Sentence::new(key).with("name", row.name.as_str()));
        let groups = row.groups;
        let give = move |_| if open { use_here(desk, at, groups) } else { save(desk, at) };
        view! {
            <li>
                <span class="team__class"><b>{row.name}</b>" "<span class="quiet">{row.what}</span></span>
                <button class="btn" type="button" on:click=give>{label}</button>
            </li>
        }
    };
    let rows = move || desk.page.with(|page| page.shares.clone()).into_iter().enumerate().map(row);
    view! {
        <section class="section">
            <h2>{t("team.give")}</h2>
            <p class="quiet">{t("team.give_why")}</p>
            <ul class="rows team__classes">{move || rows().collect_view()}</ul>
        </section>
    }
}

/// Puts the places into a class in memory, and saves it as a file. A second time changes the groups of the first.
fn save(desk: TeamDesk, at: usize) {
    let Some(proposal) = desk.proposal.get_untracked() else { return };
    let teachers = desk.teachers.get_untracked();
    let made = desk.held.try_update_untracked(|held| {
        let one = held.get_mut(at)?;
        let replaces = replaced(one.book.class(), one.cycle.as_ref(), &proposal, at);
        let done = one.book.dispatch(&proposal.for_class(at, &teachers, replaces), today());
        Some(done.map(|delta| {
            if let Some(made) = cycle_of(&delta) {
                one.cycle = Some(made);
            }
            let document = one.book.document();
            let copy = if one.from_file {
                document.clone()
            } else {
                shared::copy(document, one.book.class(), false)
            };
            (one.part.name(), file::write(&copy))
        }))
    });
    match made.flatten() {
        None => {}
        Some(Err(Rejected(why))) => desk.app.refuse(&why),
        Some(Ok((name, text))) if put(desk.app, &file_name(&name), &text) => {
            desk.app.tell(say(&Sentence::new("team.saved").with("name", name)), None);
        }
        // That the browser refused was said.
        Some(Ok(_)) => {}
    }
}

/// Puts the places into the open class, with Undo beside it.
fn use_here(desk: TeamDesk, at: usize, groups: usize) {
    let app = desk.app;
    let Some(proposal) = desk.proposal.get_untracked() else { return };
    let teachers = desk.teachers.get_untracked();
    let cycle = desk.held.with_untracked(|held| held.get(at).and_then(|one| one.cycle.clone()));
    let Some(replaces) = app.with_book(|book| replaced(book.class(), cycle.as_ref(), &proposal, at)) else {
        return;
    };
    let before = app.with_book(|book| cycles(book.class())).unwrap_or_default();
    let name = app.with_book(|book| book.class().about().name).unwrap_or_default();
    let used = Sentence::new("team.used").with("name", name).with("n", groups);
    if app.dispatch_and_say(proposal.for_class(at, &teachers, replaces), &used).is_ok() {
        let now = app.with_book(|book| cycles(book.class())).unwrap_or_default();
        if let Some(made) = now.into_iter().find(|cycle| !before.contains(cycle)) {
            desk.held.update_untracked(|held| held[at].cycle = Some(made));
        }
    }
}

fn cycles(class: &Class) -> Vec<CycleId> {
    class.cycles.iter().map(|(id, _)| id.clone()).collect()
}

/// The cycle whose place these groups take: the one that was made here, unless it was taken back, else the one of the
/// same days, which an earlier visit of this page may have made.
fn replaced(class: &Class, made: Option<&CycleId>, proposal: &TeamProposal, at: usize) -> Option<CycleId> {
    let made = made.filter(|cycle| class.cycles.get(cycle).is_some());
    made.or_else(|| same_days(class, proposal.subjects.get(at)?, proposal.period)).cloned()
}

/// The cycle that a command wrote.
fn cycle_of(delta: &Delta) -> Option<CycleId> {
    let written = delta.writes.iter().find(|write| write.place.kind == Cycle::KIND_NAME);
    written.map(|write| CycleId(write.place.id.clone()))
}

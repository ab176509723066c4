//! One page a file (a folder where it has parts), each over its rows from `view`.
//!
//! # Recipe: a page
//!
//! 1. `view/route.rs`: a [`Page`] and its slug in `PAGES`. `routes_are_read_as_they_are_written` runs over it.
//! 2. `view/PAGE.rs`, `pub mod` in `view/mod.rs`: the plain rows that it prints, with their tests.
//! 3. `app/pages/PAGE.rs`: the component, from a `Memo` over those rows, under a `Head`. Here: `mod`, a variant of the
//!    part that it comes with, `part_of`, and its view under `lazy!`; the compiler tells each.
//! 4. A way there: `app/components/rail.rs`, in `PAGES` (with an icon `i-SLUG` in `index.html`) or `under` another page
//!    that links to it.
//! 5. `view/text/en/PAGE.txt`, in `FILES` of `view/text/english.rs`: `every_file_of_the_folder_is_read` tells.
//! 6. `style/PAGE.css`, linked in `index.html`, where it needs any.
//! 7. `tests/e2e/lib/helpers.mjs`: the slug in `PAGES`; phone, keyboard, access and offline are then tested on it.
//!    A test of its own, `tests/e2e/PAGE.test.mjs`, does there what a teacher does.
mod above;
mod class;
mod copy_due;
mod groups;
mod leave;
mod mastery;
mod report;
mod results;
mod standards;
mod start;

mod board;
mod equity;
mod for_good;
mod growth;
pub mod plans;
mod rotation;
pub mod share;
mod small_group;
mod student;
mod team;
mod today;
mod year;

pub use start::Start;

use above::Above;
use leptos::prelude::*;

use super::parts::{Arrived, Build, Slot, lazy};
use super::platform::assets;
use super::state::{AppState, use_app};
use crate::domain::sample::OpenSample;
use crate::domain::standards::BuiltIn;
use crate::view::Page;

/// The page of a route.
#[component]
pub fn Opening(
    page: Page,
    /// What it is about: a student, a standard.
    item: Option<String>,
) -> impl IntoView {
    let slot = Slot::new();
    slot.fill(async move {
        match part_of(page) {
            Part::Setup(which) => setup(page, which, item).await,
            Part::Groups(which) => groups(page, which).await,
            Part::Learning(which) => learning(page, which, item).await,
        }
    });
    slot.view()
}

/// The part of the wasm that has a page, and which of its pages it is.
enum Part {
    Setup(Setup),
    Groups(InGroups),
    Learning(Learning),
}

enum Setup {
    Class,
    Standards,
    Results,
    Report,
    Share,
}

enum InGroups {
    Groups,
    Team,
    Rotation,
    Board,
}

enum Learning {
    Today,
    Mastery,
    Student,
    Plans,
    Equity,
    Growth,
    Year,
}

const fn part_of(page: Page) -> Part {
    match page {
        Page::Class => Part::Setup(Setup::Class),
        Page::Standards => Part::Setup(Setup::Standards),
        Page::Results => Part::Setup(Setup::Results),
        Page::Report => Part::Setup(Setup::Report),
        Page::Share => Part::Setup(Setup::Share),
        Page::Groups => Part::Groups(InGroups::Groups),
        Page::Team => Part::Groups(InGroups::Team),
        Page::Rotation => Part::Groups(InGroups::Rotation),
        Page::Board => Part::Groups(InGroups::Board),
        Page::Today => Part::Learning(Learning::Today),
        Page::Mastery => Part::Learning(Learning::Mastery),
        Page::Student => Part::Learning(Learning::Student),
        Page::Plans => Part::Learning(Learning::Plans),
        Page::Equity => Part::Learning(Learning::Equity),
        Page::Growth => Part::Learning(Learning::Growth),
        Page::Year => Part::Learning(Learning::Year),
    }
}

lazy! {
    setup: fn setup(page: Page, which: Setup, item: Option<String>) -> Arrived<Build> {
        Ok(opened(page, Box::new(move || match which {
            Setup::Class => view! { <class::ClassPage/> }.into_any(),
            Setup::Standards => view! { <standards::Standards item/> }.into_any(),
            Setup::Results => view! { <results::Results/> }.into_any(),
            Setup::Report => view! { <report::Report item/> }.into_any(),
            Setup::Share => view! { <share::Share/> }.into_any(),
        })))
    }
    groups: fn groups(page: Page, which: InGroups) -> Arrived<Build> {
        Ok(opened(page, Box::new(move || match which {
            InGroups::Groups => view! { <groups::Groups/> }.into_any(),
            InGroups::Team => view! { <team::Team/> }.into_any(),
            InGroups::Rotation => view! { <rotation::Rotation/> }.into_any(),
            InGroups::Board => view! { <board::Board/> }.into_any(),
        })))
    }
    learning: fn learning(page: Page, which: Learning, item: Option<String>) -> Arrived<Build> {
        Ok(opened(page, Box::new(move || match which {
            Learning::Today => view! { <today::Today/> }.into_any(),
            Learning::Mastery => view! { <mastery::Mastery item/> }.into_any(),
            Learning::Student => view! { <student::Student item/> }.into_any(),
            Learning::Plans => view! { <plans::Plans item/> }.into_any(),
            Learning::Equity => view! { <equity::Equity/> }.into_any(),
            Learning::Growth => view! { <growth::Growth item/> }.into_any(),
            Learning::Year => view! { <year::YearPlan/> }.into_any(),
        })))
    }
    /// Makes the sample class and opens it.
    learning: pub fn open_sample(app: AppState) -> Arrived<Build> {
        // The sample is made from what is written in the code; it cannot be refused in a new class.
        let _ = app.start_class(OpenSample, Page::Today);
        Ok(Box::new(|| ().into_any()))
    }
}

/// So long a page waits for the built-in standards before it shows codes without labels.
const LONGEST_WAIT: std::time::Duration = std::time::Duration::from_secs(10);

/// A page that shows a class reads the catalog, and fetches the built-in standards that its subjects follow, once.
fn opened(page: Page, view: Build) -> Build {
    Box::new(move || {
        let app = use_app();
        app.lay_catalog();
        let wanted =
            Memo::new(move |_| app.with_class(BuiltIn::wanted).unwrap_or_else(|| vec![BuiltIn::Math]));
        for framework in wanted.get_untracked() {
            need(app, framework);
        }
        Effect::new(move |_| wanted.get().into_iter().for_each(|framework| need(app, framework)));
        view! {
            <Above page/>
            {view()}
        }
        .into_any()
    })
}

/// Fetches a built-in framework that has not been asked for, and lays it beside the others.
pub fn need(app: AppState, framework: BuiltIn) {
    if app.asked_for.with_untracked(|asked| asked.contains(&framework)) {
        return;
    }
    app.asked_for.update(|asked| asked.push(framework));
    app.catalog_is_coming.set(true);
    set_timeout(move || app.catalog_is_coming.set(false), LONGEST_WAIT);
    assets::fetch_framework(framework, move |tables| {
        let known = app.built_in.get_untracked();
        let read =
            tables.map(|[standards, edges, domains]| (*known).clone().and_csv(&standards, &edges, &domains));
        match read {
            Some(Ok(catalog)) => app.built_in.set(catalog.into()),
            // It is asked for again where it is needed next.
            _ => app.asked_for.update(|asked| asked.retain(|one| *one != framework)),
        }
        app.catalog_is_coming.set(false);
    });
}

//! Where everybody is in each slot: by station, with seats counted, swaps by drag and by keyboard; or by student.
mod absent;
mod agenda_day;
mod agenda_menu;
mod agenda_paper;
mod agendas;
mod day_log;
mod log;
mod stations;
mod table;
mod week;

pub use absent::Absent;
pub use log::{LogDays, LogToday};

use leptos::prelude::*;

use crate::app::components::{Head, Icon};
use crate::app::day::today;
use crate::app::platform::clock::minute_of_day;
use crate::app::state::{AppState, use_app};
use crate::app::{say, t};
use crate::domain::command::rotation::StationDraft;
use crate::domain::command::{EditBlock, EditStation, UseRotation};
use crate::domain::id::{RotationId, StationId};
use crate::domain::rotation::{Settings, make_do, mixed_beside, propose, shown, stations as stations_of};
use crate::domain::week::{block, rotation_day};
use crate::domain::{Class, Date, Sentence};
use crate::view::Page;
use crate::view::rotation::{self, NoteRow, RotationRows, Short};
use agendas::ByStudent;
use day_log::DayLogs;
use stations::Stations;
use table::Table;
use week::{Times, Week};

/// The page of the rotation, by station or by student.
#[component]
pub fn Rotation() -> impl IntoView {
    let app = use_app();
    let rows = Memo::new(move |_| {
        app.with_class(|class| rotation::rotation(class, today(), minute_of_day())).unwrap_or_default()
    });
    let title = Signal::derive(move || rows.with(|rows| rows.title.clone()));
    let lead = Signal::derive(move || rows.with(|rows| rows.lead.clone()));
    let but = Signal::derive(move || rows.with(|rows| rows.but.clone()));
    let preview = Memo::new(move |_| rows.with(|rows| rows.preview));
    let to_log = Memo::new(move |_| rows.with(|rows| rows.to_log.clone()));
    let together = Memo::new(move |_| rows.with(|rows| rows.together));
    let by_student = RwSignal::new(false);
    view! {
        <Head title lead but>
            <a class="btn" href=move || app.href(Page::Year, None)>{t("year.open")}</a>
            <Actions rows/>
        </Head>
        <Views rows by_student/>
        {move || rows.with(|rows| rows.short.clone()).map(|short| view! { <Lacks short/> })}
        {move || rows.with(|rows| rows.note.clone()).map(|note| view! { <Note note/> })}
        {move || if together.get() {
            ().into_any()
        } else if by_student.get() && rows.with(|rows| rows.ready) {
            view! { <ByStudent/> }.into_any()
        } else {
            view! { <Table rows/> }.into_any()
        }}
        <div class="rotation__below">
            {move || (!preview.get()).then(|| view! { <Absent/> })}
            <LogDays days=to_log/>
            <DayLogs/>
            <Stations rows/>
            <Times/>
            <Week/>
        </div>
    }
}

/// By station or by student, and a rotation in use made again.
#[component]
fn Views(rows: Memo<RotationRows>, by_student: RwSignal<bool>) -> impl IntoView {
    let app = use_app();
    let ready = Memo::new(move |_| rows.with(|rows| (rows.ready && !rows.together, rows.in_use)));
    let choice = move |students: bool, key: &'static str| {
        view! {
            <button type="button" aria-pressed=move || (by_student.get() == students).to_string()
                on:click=move |_| by_student.set(students)>{t(key)}</button>
        }
    };
    move || {
        let (ready, in_use) = ready.get();
        ready.then(|| {
            view! {
                <div class="bar rotation__views">
                    <span class="seg" role="group" aria-label=t("agenda.view")>
                        {choice(false, "agenda.by_station")}{choice(true, "agenda.by_student")}
                    </span>
                    {in_use.then(|| view! {
                        <button class="btn" on:click=move |_| use_rotation(app, true)>{t("rotation.again")}</button>
                    })}
                </div>
            }
        })
    }
}

#[component]
fn Actions(rows: Memo<RotationRows>) -> impl IntoView {
    let app = use_app();
    let ready = Memo::new(move |_| {
        rows.with(|rows| (rows.ready, rows.in_use, rows.logged, rows.preview, rows.together))
    });
    move || {
        let (ready, in_use, logged, preview, together) = ready.get();
        if !ready {
            return view! { <a class="btn btn--main" href=app.href(Page::Groups, None)>{t("rotation.to_groups")}</a> }
                .into_any();
        }
        view! {
            {(!in_use && !together).then(|| view! {
                <button class="btn" on:click=move |_| use_rotation(app, false)>{t("rotation.use")}</button>
            })}
            {(!preview).then(|| view! {
                <LogToday logged/>
                <a class="btn btn--main" href=app.href(Page::Board, None)>{t("rotation.project")}</a>
            })}
        }
        .into_any()
    }
}

/// Which groups the stations seat, and the way to mixed ones.
#[component]
fn Note(note: NoteRow) -> impl IntoView {
    let app = use_app();
    let link = note.to_groups.map(|words| view! { " "<a href=app.href(Page::Groups, None)>{words}</a> });
    view! { <p class="quiet rotation__note">{note.text}{link}</p> }
}

/// What is short, and the button that mends it.
#[component]
fn Lacks(short: Short) -> impl IntoView {
    let app = use_app();
    let fix = match (short.station, short.slots) {
        (Some((id, seats)), _) => {
            let now = app
                .with_book(|book| {
                    let all = stations_of(book.class(), shown_day(book.class()));
                    all.into_iter().find(|(known, _)| known.as_str() == id).map(|(_, station)| station)
                })
                .flatten()
                .unwrap_or_default();
            let more = usize::try_from(seats.saturating_sub(now.capacity)).unwrap_or(0);
            let words = match more {
                1 => t("rotation.add_seat").to_owned(),
                n => say(&Sentence::new("rotation.add_seats").with("n", n)),
            };
            let add = move |_| {
                let station = StationDraft { capacity: seats, ..StationDraft::of(&now) };
                let _ = app.dispatch(EditStation { id: StationId(id.clone()), station });
            };
            view! { <button class="btn" on:click=add>{words}</button> }.into_any()
        }
        (None, Some(slots)) => {
            let n = usize::try_from(slots).unwrap_or(0);
            let add = move |_| {
                let now =
                    app.with_book(|book| block(book.class(), shown_day(book.class()))).unwrap_or_default();
                let _ = app.dispatch(EditBlock {
                    weekday: now.weekday,
                    week: now.week,
                    starts_at: now.starts_at,
                    slots,
                    slot_minutes: now.slot_minutes,
                    transition_minutes: now.transition_minutes,
                });
            };
            view! { <button class="btn" on:click=add>{say(&Sentence::new("rotation.add_slots").with("n", n))}</button> }
                .into_any()
        }
        (None, None) => ().into_any(),
    };
    view! {
        <div class="callout rotation__short">
            <Icon name="look"/>
            <p><b>{short.text}</b></p>
            {fix}
        </div>
    }
}

/// The day that the page shows: where today has no rotation the next school day.
fn shown_day(class: &Class) -> Date {
    rotation_day(class, today())
}

/// Uses what is proposed, or proposes anew around the locked places.
fn use_rotation(app: AppState, again: bool) {
    let made = app.with_book(|book| {
        let class = book.class();
        let day = shown_day(class);
        let now = shown(class, day).ok()?;
        if !again {
            return Some((day, now.cycle, now.mixed, now.plan));
        }
        let mixed = mixed_beside(class, &now.cycle, day);
        let settings = Settings { day, cycle: now.cycle.clone(), mixed: mixed.clone(), keep: now.rotation };
        let plan = propose(class, &settings).unwrap_or_else(|_| make_do(class, &settings));
        Some((day, now.cycle, mixed, plan))
    });
    if let Some((starts, cycle, mixed, seats)) = made.flatten() {
        let _ = app.dispatch(UseRotation { starts, cycle, mixed, seats });
    }
}

/// The rotation in use; a proposal is put to use first, because only then it can be changed by hand.
fn in_use(app: AppState) -> Option<RotationId> {
    let now = move || app.with_book(|book| shown(book.class(), shown_day(book.class())).ok()).flatten();
    let plan = now()?;
    if plan.rotation.is_some() {
        return plan.rotation;
    }
    let (cycle, mixed, seats) = (plan.cycle, plan.mixed, plan.plan);
    let starts = app.with_book(|book| shown_day(book.class()))?;
    app.dispatch(UseRotation { starts, cycle, mixed, seats }).ok()?;
    now()?.rotation
}

//! Individual agendas: made, changed by hand, mended for a day.

use super::desk::Desk;
use super::{Drawn, Kind, done};
use crate::domain::Date;
use crate::domain::command::{LockVisit, MendDay, MoveVisit, SwapVisits, UseAgendas};
use crate::domain::id::RotationId;
use crate::domain::rotation::agendas::{AgendaDay, Made, Making, Visit, mend, only_on, visits, visits_on};
use crate::domain::rotation::{Shown, shown};
use crate::domain::week::{block, rotation_day, slots};

pub(super) const KINDS: &[Kind] = &[
    Kind("UseAgendas", 12, use_agendas),
    Kind("MoveVisit", 25, move_visit),
    Kind("SwapVisits", 15, swap_visits),
    Kind("LockVisit", 10, lock_visit),
    Kind("MendDay", 12, mend_day),
];

/// Steps of the search, before stops are drawn instead.
const STEPS: u32 = 200;

/// The day that is shown, and its rotation that is in use.
fn in_use(desk: &Desk<'_>) -> Option<(Date, Shown, RotationId)> {
    let day = rotation_day(desk.class, desk.today);
    let shown = shown(desk.class, day).ok()?;
    let rotation = shown.rotation.clone()?;
    Some((day, shown, rotation))
}

fn use_agendas(desk: &mut Desk<'_>) -> Drawn {
    let (day, shown, rotation) = in_use(desk)?;
    let now = visits(desk.class, &rotation);
    if !now.is_empty() && desk.chance(0.2) {
        return done(UseAgendas { rotation, visits: Vec::new() });
    }
    let mut making = Making::new(desk.class, &shown, day, &now);
    let _ = (0..STEPS / 20).any(|_| making.step(20));
    let visits = match making.made() {
        Made::Agendas(visits) => visits,
        _ => drawn_visits(desk, day)?,
    };
    if visits.is_empty() { None } else { done(UseAgendas { rotation, visits }) }
}

/// Everybody somewhere in every slot.
fn drawn_visits(desk: &mut Desk<'_>, day: Date) -> Option<Vec<Visit>> {
    let mut visits = Vec::new();
    for slot in slots(&block(desk.class, day)) {
        for student in desk.students() {
            let station = desk.station()?;
            visits.push(Visit { slot: slot.number, student, station, standard: None, locked: false });
        }
    }
    Some(visits)
}

/// A day with agendas and its stops.
fn stops(desk: &Desk<'_>) -> Option<(RotationId, Date, Vec<Visit>)> {
    let (day, _, rotation) = in_use(desk)?;
    let stops = visits_on(desk.class, &rotation, day);
    Some((rotation, day, stops)).filter(|(.., stops)| !stops.is_empty())
}

fn move_visit(desk: &mut Desk<'_>) -> Drawn {
    let (rotation, day, mut stops) = stops(desk)?;
    stops.retain(|stop| !stop.locked);
    let Visit { slot, student, .. } = desk.pick(&stops)?;
    done(MoveVisit { rotation, day, slot, student, station: desk.station()? })
}

fn swap_visits(desk: &mut Desk<'_>) -> Drawn {
    let (rotation, day, mut stops) = stops(desk)?;
    stops.retain(|stop| !stop.locked);
    let slot = desk.pick(&stops)?.slot;
    stops.retain(|stop| stop.slot == slot);
    let [one, other] = desk.several(&stops, 2).try_into().ok()?;
    done(SwapVisits { rotation, day, slot, a: one.student, b: other.student })
}

fn lock_visit(desk: &mut Desk<'_>) -> Drawn {
    let (rotation, day, stops) = stops(desk)?;
    let Visit { slot, student, locked, .. } = desk.pick(&stops)?;
    done(LockVisit { rotation, day, slot, student, locked: !locked })
}

fn mend_day(desk: &mut Desk<'_>) -> Drawn {
    let (day, shown, rotation) = in_use(desk)?;
    let stops = visits_on(desk.class, &rotation, day);
    if stops.is_empty() {
        return None;
    }
    if !only_on(desk.class, &rotation, day).is_empty() && desk.chance(0.4) {
        return done(MendDay { rotation, day, visits: Vec::new() });
    }
    let setting = AgendaDay::of(desk.class, &shown, day);
    let mut visits = mend(desk.class, &shown, day, &setting, &stops);
    if visits.is_empty() {
        let stop = desk.pick(&stops)?;
        visits.push(Visit { station: desk.station()?, locked: false, ..stop });
    }
    done(MendDay { rotation, day, visits })
}

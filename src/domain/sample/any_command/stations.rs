//! Stations and rotations: set up, used, and changed by hand.

use super::desk::Desk;
use super::{Drawn, Kind, done};
use crate::domain::command::rotation::StationDraft;
use crate::domain::command::{
    AddStation, EditStation, LockSeat, MoveSeat, RemoveStation, SwapSeats, UseRotation,
};
use crate::domain::id::{RotationId, StationId};
use crate::domain::rotation::{
    PeopleFrom, Place, Settings, StationKind, is_taught, make_do, mixed_beside, plan_of, propose,
    rotation_of, running_cycle, stations,
};
use crate::domain::week::rotation_day;

pub(super) const KINDS: &[Kind] = &[
    Kind("AddStation", 3, add_station),
    Kind("EditStation", 5, edit_station),
    Kind("RemoveStation", 2, remove_station),
    Kind("UseRotation", 6, use_rotation),
    Kind("SwapSeats", 10, swap_seats),
    Kind("MoveSeat", 8, move_seat),
    Kind("LockSeat", 6, lock_seat),
];

/// A board has about so many stations at most.
const MOST_STATIONS: usize = 8;

fn add_station(desk: &mut Desk<'_>) -> Drawn {
    if stations(desk.class, desk.today).len() >= MOST_STATIONS {
        return None;
    }
    let kind = desk.pick(StationKind::ALL)?;
    let station = StationDraft {
        name: desk.text("Station"),
        kind,
        capacity: desk.within(4, 10),
        people: desk.pick(PeopleFrom::ALL)?,
        task: desk.text("task"),
        must: desk.chance(0.2),
        ..StationDraft::default()
    };
    done(AddStation { station })
}

fn edit_station(desk: &mut Desk<'_>) -> Drawn {
    let all = stations(desk.class, desk.today);
    let (id, old) = desk.pick(&all)?;
    let mut station = StationDraft::of(&old);
    match desk.below(7) {
        0 => station.capacity = if desk.chance(0.1) { 0 } else { desk.within(5, 12) },
        1 => station.adult = desk.adult(),
        2 => station.materials = desk.text("cubes"),
        3 => station.link = format!("https://example.org/{}", desk.below(100)),
        4 => station.standard = Some(desk.any_standard()),
        5 => station.people = desk.pick(PeopleFrom::ALL)?,
        _ => (station.task, station.home_task) = (desk.text("task"), desk.text("at home")),
    }
    done(EditStation { id, station })
}

fn remove_station(desk: &mut Desk<'_>) -> Drawn {
    let all = stations(desk.class, desk.today);
    let tables = all.iter().filter(|(_, station)| is_taught(station)).count();
    let (id, station) = desk.pick(&all)?;
    if all.len() < 4 || (is_taught(&station) && tables < 2) { None } else { done(RemoveStation { id }) }
}

fn use_rotation(desk: &mut Desk<'_>) -> Drawn {
    let class = desk.class;
    let day = rotation_day(class, desk.today);
    let cycle = running_cycle(class, day)?;
    let mixed = mixed_beside(class, &cycle, day);
    let settings = Settings { day, cycle: cycle.clone(), mixed: mixed.clone(), keep: None };
    let seats = propose(class, &settings).unwrap_or_else(|_| make_do(class, &settings));
    if seats.0.is_empty() { None } else { done(UseRotation { starts: day, cycle, mixed, seats }) }
}

/// Whether the groups that move have a rotation, or cannot have one.
pub(super) fn rotates(desk: &Desk<'_>) -> bool {
    let day = rotation_day(desk.class, desk.today);
    running_cycle(desk.class, day).is_none_or(|cycle| rotation_of(desk.class, &cycle, day).is_some())
}

/// The rotation in use and a slot of it, with who is where then.
fn slot(desk: &mut Desk<'_>) -> Option<(RotationId, Vec<Place>)> {
    let day = rotation_day(desk.class, desk.today);
    let cycle = running_cycle(desk.class, day)?;
    let (rotation, _) = rotation_of(desk.class, &cycle, day)?;
    let mut places = plan_of(desk.class, rotation).0;
    let slot = desk.pick(&places)?.slot;
    places.retain(|place| place.slot == slot);
    Some((rotation.clone(), places))
}

/// The stations where an adult teaches.
fn tables(desk: &Desk<'_>) -> Vec<StationId> {
    let all = stations(desk.class, desk.today).into_iter();
    all.filter(|(_, station)| is_taught(station)).map(|(id, _)| id).collect()
}

fn swap_seats(desk: &mut Desk<'_>) -> Drawn {
    let (rotation, mut places) = slot(desk)?;
    places.retain(|place| !place.locked);
    // Two groups that are both away from the teacher's table miss nothing by it.
    let tables = tables(desk);
    let away = desk.chance(0.7);
    places.retain(|place| !away || !tables.contains(&place.station));
    let mixed = desk.chance(0.3);
    places.retain(|place| place.mixed == mixed);
    let [one, other] = desk.several(&places, 2).try_into().ok()?;
    done(SwapSeats { rotation, slot: one.slot, a: one.group, b: other.group })
}

fn move_seat(desk: &mut Desk<'_>) -> Drawn {
    let (rotation, mut places) = slot(desk)?;
    places.retain(|place| !place.locked);
    // A group that leaves the teacher's table may be one that is not there again.
    let tables = tables(desk);
    places.retain(|place| !tables.contains(&place.station));
    let Place { slot, group, .. } = desk.pick(&places)?;
    done(MoveSeat { rotation, slot, group, station: desk.station()? })
}

fn lock_seat(desk: &mut Desk<'_>) -> Drawn {
    let (rotation, places) = slot(desk)?;
    let Place { slot, group, locked, .. } = desk.pick(&places)?;
    done(LockSeat { rotation, slot, group, locked: !locked })
}

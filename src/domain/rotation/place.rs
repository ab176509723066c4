//! Who is where in a slot: the one answer that the board, the page, Today and the log print.

use super::agendas;
use super::defaults::stations;
use super::mixed::{mixed_beside, mixed_cycle, takes_mixed};
use super::people::{away, members, rotation_of, running_cycle, whole_class_on};
use super::propose::{Place, Plan, Settings, is_taught, make_do, propose};
use super::records::Station;
use super::shown::{At, Shown, by_group};
use crate::domain::id::{CycleId, GroupId, RotationId, StationId, StudentId};
use crate::domain::week::{block, slots};
use crate::domain::{Class, Date, Sentence};

/// The rotation that a day has.
///
/// # Errors
/// Why there is none: no groups, no stations.
pub fn shown(class: &Class, day: Date) -> Result<Shown, Sentence> {
    if let Some(cycle) = whole_class_on(class, day) {
        return Ok(together(class, cycle, day));
    }
    let cycle = running_cycle(class, day).ok_or_else(|| Sentence::new("rotation.no_groups"))?;
    if let Some(found) = in_use(class, &cycle, day) {
        return Ok(found);
    }
    let mixed = mixed_beside(class, &cycle, day);
    let settings = Settings { day, cycle: cycle.clone(), mixed: mixed.clone(), keep: None };
    match propose(class, &settings) {
        Ok(plan) => Ok(Shown { rotation: None, cycle, mixed, plan, bottleneck: None }),
        Err(why) => {
            let plan = make_do(class, &settings);
            if plan.0.is_empty() {
                return Err(why.0);
            }
            Ok(Shown { rotation: None, cycle, mixed, plan, bottleneck: Some(why.0) })
        }
    }
}

/// Everybody at the first open table of an adult, in every slot; without any at the first station.
fn together(class: &Class, cycle: CycleId, day: Date) -> Shown {
    let stations = stations(class, day);
    let table = stations.iter().find(|(_, station)| is_taught(station) && station.capacity > 0);
    let (slots, groups) = (slots(&block(class, day)), members(class, &cycle, day));
    let places = table.or(stations.first()).into_iter().flat_map(|(station, _)| {
        slots.iter().flat_map(|slot| {
            groups.iter().map(|(group, _)| Place {
                slot: slot.number,
                group: group.clone(),
                station: station.clone(),
                locked: false,
                mixed: false,
            })
        })
    });
    let plan = Plan(places.collect());
    Shown { rotation: None, cycle, mixed: None, plan, bottleneck: None }
}

/// The rotation in use, unless its groups, stations or slots are no longer those of the class. Mixed groups that came
/// later do not end it; other mixed groups than it seats do.
fn in_use(class: &Class, cycle: &CycleId, day: Date) -> Option<Shown> {
    let (rotation, about) = rotation_of(class, cycle, day)?;
    let stations = stations(class, day);
    let plan = plan_of(class, rotation);
    let slots = slots(&block(class, day));
    let seated = |group: &GroupId, fits: fn(&Station) -> bool| {
        let at = |id: &StationId| stations.iter().find(|(known, _)| known == id);
        slots.iter().all(|slot| {
            let place = plan.place(slot.number, group);
            place.and_then(|place| at(&place.station)).is_some_and(|(_, station)| fits(station))
        })
    };
    let all_seated = |cycle: &CycleId, fits: fn(&Station) -> bool| {
        let mut groups = members(class, cycle, day);
        groups.retain(|(_, students)| !students.is_empty());
        !groups.is_empty() && groups.iter().all(|(group, _)| seated(group, fits))
    };
    let mixed = about.mixed.clone();
    let still = |mixed: &CycleId| {
        mixed_cycle(class, cycle, day).is_none_or(|running| running == *mixed)
            && all_seated(mixed, takes_mixed)
    };
    let complete = all_seated(cycle, |_| true) && mixed.as_ref().is_none_or(still);
    complete.then(|| Shown {
        rotation: Some(rotation.clone()),
        cycle: cycle.clone(),
        mixed,
        plan,
        bottleneck: None,
    })
}

/// The seats of a rotation, by slot and group.
pub fn plan_of(class: &Class, rotation: &RotationId) -> Plan {
    let from = (rotation.clone(), 0, GroupId::default());
    let beside = class.rotations.get(rotation).and_then(|rotation| rotation.mixed.as_ref());
    let seats = class.seats.range(from..).take_while(|((of, _, _), _)| of == rotation);
    let places = seats.filter_map(|((_, slot, group), seat)| {
        let station = seat.station.clone()?;
        let cycle = class.groups.get(group).and_then(|group| group.cycle.as_ref());
        let mixed = beside.is_some() && cycle == beside;
        Some(Place { slot: *slot, group: group.clone(), station, locked: seat.locked, mixed })
    });
    Plan(places.collect())
}

/// Who is where in a slot of a day: every station, in the order of the board.
pub fn at(class: &Class, shown: &Shown, day: Date, slot: u32) -> Vec<At> {
    seated(class, shown, day, slot, &|student| !away(class, student, day, slot))
}

/// The same, of those students whom `is_here` lets through. Who has an agenda of the rotation goes by that.
pub fn seated(
    class: &Class,
    shown: &Shown,
    day: Date,
    slot: u32,
    is_here: &dyn Fn(&StudentId) -> bool,
) -> Vec<At> {
    let mut places = by_group(class, shown, day, slot, is_here);
    if let Some(rotation) = &shown.rotation {
        agendas::reseat(class, rotation, day, slot, &mut places);
    }
    places
}

//! Who is where in a slot: the one answer that the board, the page, Today and the log print.

use super::agendas;
use super::defaults::{block, slots, stations};
use super::guests::members_on;
use super::mixed::{mixed_beside, mixed_cycle, takes_mixed};
use super::people::{away, members, rotation_of, running_cycle, whole_class_on};
use super::propose::{Place, Plan, Settings, is_taught, make_do, propose};
use super::records::Station;
use crate::domain::Date;
use crate::domain::id::{CycleId, GroupId, RotationId, StationId, StudentId};
use crate::domain::{Class, Sentence};

/// The rotation of a day: the one in use, or else the one that is proposed.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// The one in use; `None` where this is a proposal.
    pub rotation: Option<RotationId>,
    /// The cycle whose groups move.
    pub cycle: CycleId,
    /// The mixed cycle whose groups have the partner and workshop stations.
    pub mixed: Option<CycleId>,
    /// Seats and locks.
    pub plan: Plan,
    /// Why not every wish of the proposal is met.
    pub bottleneck: Option<Sentence>,
}

/// A station in a slot.
#[derive(Debug, Clone, PartialEq)]
pub struct At {
    /// The station.
    pub id: StationId,
    /// What is said of it.
    pub station: Station,
    /// Its groups, each with the students who are there; who is absent or pulled out then is left out.
    pub groups: Vec<(GroupId, Vec<StudentId>)>,
}

impl At {
    /// How many students are there.
    pub fn students(&self) -> usize {
        self.groups.iter().map(|(_, students)| students.len()).sum()
    }
}

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

/// Where the groups are, whatever the agendas of their students say.
pub(super) fn by_group(
    class: &Class,
    shown: &Shown,
    day: Date,
    slot: u32,
    is_here: &dyn Fn(&StudentId) -> bool,
) -> Vec<At> {
    let stations = stations(class, day);
    let people = groups_at(class, shown, day, slot, &stations);
    let at = |id: &StationId| {
        let here = shown.plan.0.iter().filter(|place| place.slot == slot && place.station == *id);
        let groups = here.filter_map(|place| people.iter().find(|(group, _)| *group == place.group).cloned());
        let mut groups: Vec<_> = groups.collect();
        for (_, students) in &mut groups {
            students.retain(is_here);
        }
        groups
    };
    let all = stations.iter().map(|(id, station)| {
        let groups = at(id);
        At { id: id.clone(), station: station.clone(), groups }
    });
    all.collect()
}

/// The groups that are somewhere in a slot, absent students and all: a skill group at its table, everybody else with
/// the mixed group, and who has none with the skill group.
fn groups_at(
    class: &Class,
    shown: &Shown,
    day: Date,
    slot: u32,
    stations: &[(StationId, Station)],
) -> Vec<(GroupId, Vec<StudentId>)> {
    let mut people = members_on(class, &shown.cycle, day);
    let Some(mixed) = &shown.mixed else { return people };
    let mut beside = members_on(class, mixed, day);
    beside.retain(|(group, _)| shown.plan.place(slot, group).is_some());
    let is_apart = |group: &GroupId| {
        let place = shown.plan.place(slot, group);
        let at = place.and_then(|place| stations.iter().find(|(id, _)| *id == place.station));
        at.is_some_and(|(_, station)| !takes_mixed(station))
    };
    let of = |groups: &[(GroupId, Vec<StudentId>)]| -> Vec<StudentId> {
        groups.iter().flat_map(|(_, students)| students.clone()).collect()
    };
    let (apart, mut rest): (Vec<_>, Vec<_>) = people.drain(..).partition(|(group, _)| is_apart(group));
    let (with_skill, with_mixed) = (of(&apart), of(&beside));
    for (_, students) in &mut rest {
        students.retain(|student| !with_mixed.contains(student));
    }
    for (_, students) in &mut beside {
        students.retain(|student| !with_skill.contains(student));
    }
    let some = |(_, students): &(GroupId, Vec<StudentId>)| !students.is_empty();
    apart.into_iter().chain(rest.into_iter().chain(beside).filter(some)).collect()
}

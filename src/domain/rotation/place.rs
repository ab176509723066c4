//! Who is where in a slot: the one answer that the board, the page, Today and the log print.

use super::defaults::{block, slots, stations};
use super::people::{absent, members, rotation_of, running_cycle};
use super::propose::{Place, Plan, Settings, make_do, propose};
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
    /// Its groups, each with the students who are there; who is absent that day or slot is left out.
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
    let cycle = running_cycle(class, day).ok_or_else(|| Sentence::new("rotation.no_groups"))?;
    if let Some(found) = in_use(class, &cycle, day) {
        return Ok(found);
    }
    let settings = Settings { day, cycle: cycle.clone(), keep: None };
    match propose(class, &settings) {
        Ok(plan) => Ok(Shown { rotation: None, cycle, plan, bottleneck: None }),
        Err(why) => {
            let plan = make_do(class, &settings);
            if plan.0.is_empty() {
                return Err(why.0);
            }
            Ok(Shown { rotation: None, cycle, plan, bottleneck: Some(why.0) })
        }
    }
}

/// The rotation in use, unless its groups, stations or slots are no longer those of the class.
fn in_use(class: &Class, cycle: &CycleId, day: Date) -> Option<Shown> {
    let (rotation, _) = rotation_of(class, cycle, day)?;
    let stations = stations(class, day);
    let plan = plan_of(class, rotation);
    let groups = members(class, cycle, day).into_iter().filter(|(_, students)| !students.is_empty());
    let slots = slots(&block(class, day));
    let seated = |group: &GroupId| {
        slots.iter().all(|slot| {
            let place = plan.place(slot.number, group);
            place.is_some_and(|place| stations.iter().any(|(id, _)| *id == place.station))
        })
    };
    let complete = groups.map(|(group, _)| group).all(|group| seated(&group));
    complete.then(|| Shown { rotation: Some(rotation.clone()), cycle: cycle.clone(), plan, bottleneck: None })
}

/// The seats of a rotation, by slot and group.
pub fn plan_of(class: &Class, rotation: &RotationId) -> Plan {
    let from = (rotation.clone(), 0, GroupId::default());
    let seats = class.seats.range(from..).take_while(|((of, _, _), _)| of == rotation);
    let places = seats.filter_map(|((_, slot, group), seat)| {
        let station = seat.station.clone()?;
        Some(Place { slot: *slot, group: group.clone(), station, locked: seat.locked })
    });
    Plan(places.collect())
}

/// Who is where in a slot of a day: every station, in the order of the board.
pub fn at(class: &Class, shown: &Shown, day: Date, slot: u32) -> Vec<At> {
    let mut people = members(class, &shown.cycle, day);
    for (_, students) in &mut people {
        students.retain(|student| !absent(class, student, day, slot));
    }
    stations(class, day)
        .into_iter()
        .map(|(id, station)| {
            let here = shown.plan.0.iter().filter(|place| place.slot == slot && place.station == id);
            let groups = here
                .filter_map(|place| people.iter().find(|(group, _)| *group == place.group).cloned())
                .collect();
            At { id, station, groups }
        })
        .collect()
}

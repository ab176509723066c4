//! Who is where in a slot: the one answer that the board, the page, Today and the log print.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::defaults::{block, slots, stations};
use super::people::{absent, members, rotation_of, running_cycle};
use super::propose::{Plan, Settings, make_do, propose};
use super::records::Station;
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
            if plan.seats.is_empty() {
                return Err(why.0);
            }
            Ok(Shown { rotation: None, cycle, plan, bottleneck: Some(why.0) })
        }
    }
}

/// The rotation in use, unless its groups, stations or slots are no longer those of the class.
fn in_use(class: &Class, cycle: &CycleId, day: Date) -> Option<Shown> {
    let (rotation, _) = rotation_of(class, cycle, day)?;
    let known: BTreeSet<StationId> = stations(class, day).into_iter().map(|(id, _)| id).collect();
    let mut plan = Plan::default();
    for ((_, slot, group), seat) in seats_of(class, rotation) {
        let Some(station) = seat.station.clone() else { continue };
        if seat.locked {
            plan.locked.insert((*slot, group.clone()));
        }
        plan.seats.insert((*slot, group.clone()), station);
    }
    let groups = members(class, cycle, day).into_iter().filter(|(_, students)| !students.is_empty());
    let numbers: Vec<u32> = slots(&block(class, day)).iter().map(|slot| slot.number).collect();
    let complete = groups.map(|(group, _)| group).all(|group| {
        numbers
            .iter()
            .all(|n| plan.seats.get(&(*n, group.clone())).is_some_and(|station| known.contains(station)))
    });
    complete.then(|| Shown { rotation: Some(rotation.clone()), cycle: cycle.clone(), plan, bottleneck: None })
}

/// The seats of a rotation.
pub fn seats_of<'a>(
    class: &'a Class,
    rotation: &'a RotationId,
) -> impl Iterator<Item = (&'a (RotationId, u32, GroupId), &'a super::Seat)> {
    let from = (rotation.clone(), 0, GroupId::default());
    class.seats.range(from..).take_while(move |((of, _, _), _)| of == rotation)
}

/// Who is where in a slot of a day: every station, in the order of the board.
pub fn at(class: &Class, shown: &Shown, day: Date, slot: u32) -> Vec<At> {
    let mut people: BTreeMap<GroupId, Vec<StudentId>> = members(class, &shown.cycle, day);
    for students in people.values_mut() {
        students.retain(|student| !absent(class, student, day, slot));
    }
    stations(class, day)
        .into_iter()
        .map(|(id, station)| {
            let here = shown.plan.seats.iter().filter(|((number, _), at)| *number == slot && **at == id);
            let groups = here
                .map(|((_, group), _)| (group.clone(), people.get(group).cloned().unwrap_or_default()))
                .collect();
            At { id, station, groups }
        })
        .collect()
}

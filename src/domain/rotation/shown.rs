//! A rotation as the pages show it: which one, and which groups are where in a slot.

use super::defaults::stations;
use super::guests::members_on;
use super::mixed::takes_mixed;
use super::propose::Plan;
use super::records::Station;
use crate::domain::grouping::Purpose;
use crate::domain::id::{CycleId, GroupId, RotationId, StationId, StudentId};
use crate::domain::{Class, Date, Sentence};

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

/// Whether everybody is together, so that no group moves.
pub fn is_together(class: &Class, plan: &Shown) -> bool {
    class.cycles.get(&plan.cycle).is_some_and(|cycle| cycle.purpose == Purpose::WholeClass)
}

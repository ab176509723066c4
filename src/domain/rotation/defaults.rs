//! The stations and the slots of a class; with nothing set up, the usual ones.

use super::mixed::mixed_cycle;
use super::people::{members, running_cycle};
use super::records::{PeopleFrom, Station, StationKind};
use crate::domain::id::{CycleId, StationId};
use crate::domain::order::Order;
use crate::domain::{Arg, Class, Date, Sentence};

/// Seats at the teacher's table until somebody says otherwise: more are hard to reach across a table.
const TEACHER_SEATS: usize = 8;

/// The class's stations in the order of the board; the usual four where it has none of its own.
pub fn stations(class: &Class, day: Date) -> Vec<(StationId, Station)> {
    let mut own: Vec<_> = class.stations.iter().map(|(id, station)| (id.clone(), station.clone())).collect();
    if own.is_empty() {
        return usual_stations(class, day);
    }
    own.order_by_key(|(id, station)| (station.rank, id.clone()));
    own
}

/// The four stations that always stand, with seats for the groups of the day. Their ids are the same on every
/// computer, so that two adults who edit them meet on the same records.
pub fn usual_stations(class: &Class, day: Date) -> Vec<(StationId, Station)> {
    let cycle = running_cycle(class, day);
    let groups_of = |cycle: &CycleId| members(class, cycle, day);
    let groups = cycle.as_ref().map(groups_of).unwrap_or_default();
    let largest = groups.iter().map(|(_, students)| students.len()).max().unwrap_or(0);
    // With more groups than stations several share one; a class without groups fits by its number.
    let sharing = groups.len().saturating_sub(1).div_ceil(3).max(1);
    let alone = if groups.is_empty() { class.students.len().div_ceil(4) } else { largest * sharing };
    // Mixed groups beside them have three stations in every slot, and stay together.
    let beside = cycle.as_ref().and_then(|cycle| mixed_cycle(class, cycle, day));
    let beside = beside.as_ref().map(groups_of).unwrap_or_default();
    let largest_mixed = beside.iter().map(|(_, students)| students.len()).max().unwrap_or(0);
    let alone = alone.max(largest_mixed * beside.len().div_ceil(3));
    let seats = |usual: usize| u32::try_from(alone.max(usual)).unwrap_or(u32::MAX);
    let table = u32::try_from(largest.max(TEACHER_SEATS)).unwrap_or(u32::MAX);
    [
        ("teacher", StationKind::Teacher, PeopleFrom::Skill, table),
        ("tablets", StationKind::Digital, PeopleFrom::Mixed, seats(TEACHER_SEATS)),
        ("partner", StationKind::Collaborative, PeopleFrom::Mixed, seats(TEACHER_SEATS)),
        ("workshop", StationKind::Independent, PeopleFrom::Mixed, seats(TEACHER_SEATS)),
    ]
    .into_iter()
    .zip(0..)
    .map(|((id, kind, people, capacity), rank)| {
        (StationId::from(id), Station { kind, people, capacity, rank, ..Station::default() })
    })
    .collect()
}

/// What a station is called: its name, or what its kind is usually called.
pub fn name_of_station(station: &Station) -> Arg {
    if !station.name.is_empty() {
        return Arg::from(&station.name);
    }
    Sentence::new(match station.kind {
        StationKind::Teacher => "rotation.teachers_table",
        StationKind::Collaborative => "rotation.partner_work",
        StationKind::Independent => "rotation.workshop",
        StationKind::Digital => "rotation.tablets",
        StationKind::Conference => "rotation.conference",
        StationKind::PeerSupport => "rotation.peer_support",
    })
    .into()
}

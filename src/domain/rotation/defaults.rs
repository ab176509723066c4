//! The stations and the slots of a class; with nothing set up, the usual ones.

use super::mixed::mixed_cycle;
use super::people::{members, running_cycle};
use super::records::{Block, PeopleFrom, Station, StationKind};
use crate::domain::Date;
use crate::domain::id::{BlockId, CycleId, StationId};
use crate::domain::order::Order;
use crate::domain::week::{block_in, week_of};
use crate::domain::{Arg, Class, Sentence};

/// Seats at the teacher's table until somebody says otherwise: more are hard to reach across a table.
const TEACHER_SEATS: usize = 8;

/// One slot of a block, in minutes after midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// Counted from 1.
    pub number: u32,
    /// When it starts.
    pub starts_at: u32,
    /// When it ends; then everybody moves.
    pub ends_at: u32,
}

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

/// Id of the block of a weekday (1 for Monday; 0 is every school day) in every week (0), the A weeks (1) or the B weeks
/// (2): the same on every computer.
pub fn block_key(weekday: u32, week: u32) -> BlockId {
    BlockId(match week {
        0 => format!("day-{weekday}"),
        week => format!("day-{weekday}-{week}"),
    })
}

/// The rotation block of a day: see [`block_in`].
pub fn block(class: &Class, day: Date) -> Block {
    let weekday = u32::from(day.weekday()) + 1;
    block_in(class, weekday, week_of(class, day))
}

/// Most slots of a block.
pub const MOST_SLOTS: u32 = 10;

/// The slots of a block.
pub fn slots(block: &Block) -> Vec<Slot> {
    let step = block.slot_minutes.saturating_add(block.transition_minutes);
    (1..=block.slots)
        .map(|number| {
            let starts_at = block.starts_at.saturating_add(step.saturating_mul(number - 1));
            Slot { number, starts_at, ends_at: starts_at.saturating_add(block.slot_minutes) }
        })
        .collect()
}

//! Commands on times and rotations; those on stations stand in `stations`.
mod stations;

pub use stations::{AddStation, EditStation, RemoveStation, StationDraft};

use super::week::no_clash;
use super::{Command, Context, Rejected};
use crate::domain::id::{CycleId, GroupId, RotationId, StationId};
use crate::domain::record::Changes;
use crate::domain::rotation::{
    At, Plan, Rotation, Seat, Shown, members, name_of_group, name_of_station, plan_of, seated, stations,
    takes_mixed, without_teacher,
};
use crate::domain::week::{Block, MOST_SLOTS, block_key};
use crate::domain::{Class, Date, Sentence};
use stations::{known_station, whole};

/// Says when the rotation takes place.
#[derive(Debug, Clone, PartialEq)]
pub struct EditBlock {
    /// Weekday, 1 for Monday; 0 is every school day.
    pub weekday: u32,
    /// 0 is every week, 1 the A weeks, 2 the B weeks.
    pub week: u32,
    /// Minutes after midnight.
    pub starts_at: u32,
    pub slots: u32,
    /// Minutes of teaching in a slot.
    pub slot_minutes: u32,
    /// Minutes between slots.
    pub transition_minutes: u32,
}

impl Command for EditBlock {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        if !(1..=MOST_SLOTS).contains(&self.slots) {
            return Err(Rejected::because("rotation.slots_range"));
        }
        if !(3..=120).contains(&self.slot_minutes) {
            return Err(Rejected::because("rotation.minutes_range"));
        }
        if self.transition_minutes > 30 || self.weekday > 7 || self.week > 2 {
            return Err(Rejected::because("rotation.transition_range"));
        }
        let step = self.slot_minutes + self.transition_minutes;
        if self.starts_at.saturating_add(self.slots * step) > 24 * 60 {
            return Err(Rejected::because("rotation.past_midnight"));
        }
        let key = block_key(self.weekday, self.week);
        let mut changes = Changes::default();
        changes
            .set(&key, Block::WEEKDAY, self.weekday)
            .set(&key, Block::WEEK, self.week)
            .set(&key, Block::RETRACTED, false)
            .set(&key, Block::STARTS_AT, self.starts_at)
            .set(&key, Block::SLOTS, self.slots)
            .set(&key, Block::SLOT_MINUTES, self.slot_minutes)
            .set(&key, Block::TRANSITION_MINUTES, self.transition_minutes);
        no_clash(class, &changes, context.today)?;
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.edit_block")
    }
}

/// Uses a rotation from a day on.
#[derive(Debug, Clone, PartialEq)]
pub struct UseRotation {
    /// First day it holds.
    pub starts: Date,
    /// The cycle whose groups move.
    pub cycle: CycleId,
    /// The mixed cycle beside it.
    pub mixed: Option<CycleId>,
    /// A station for each slot and group.
    pub seats: Plan,
}

impl Command for UseRotation {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        let mut groups = members(class, &self.cycle, self.starts);
        if self.seats.0.is_empty() || groups.is_empty() {
            return Err(Rejected::because("rotation.no_groups"));
        }
        groups.extend(self.mixed.iter().flat_map(|mixed| members(class, mixed, self.starts)));
        let stations = stations(class, self.starts);
        let known = self.seats.0.iter().all(|place| {
            groups.iter().any(|(id, _)| *id == place.group)
                && stations.iter().any(|(id, _)| *id == place.station)
        });
        if !known {
            return Err(Rejected::because("rotation.seats_changed"));
        }
        let mut changes = Changes::default();
        // One of the same day would leave the choice between the two to chance.
        for (id, other) in class.rotations.iter() {
            if other.starts == Some(self.starts) && other.cycle.as_ref() == Some(&self.cycle) {
                changes.retract::<Rotation>(id);
            }
        }
        let id: RotationId = context.mint.id();
        changes
            .set(&id, Rotation::STARTS, self.starts)
            .set(&id, Rotation::CYCLE, self.cycle.clone())
            .set_some(&id, Rotation::MIXED, self.mixed.clone());
        for place in &self.seats.0 {
            let key = (id.clone(), place.slot, place.group.clone());
            changes.set(&key, Seat::STATION, place.station.clone());
            if place.locked {
                changes.set(&key, Seat::LOCKED, true);
            }
        }
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.use_rotation")
    }
}

/// Two groups change places in a slot.
#[derive(Debug, Clone, PartialEq)]
pub struct SwapSeats {
    pub rotation: RotationId,
    /// Slot counted from 1.
    pub slot: u32,
    pub a: GroupId,
    pub b: GroupId,
}

impl Command for SwapSeats {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        let seats = seats(class, &self.rotation)?;
        let of = |group: &GroupId| {
            let place = seats.place(self.slot, group).map(|place| place.station.clone());
            place.ok_or_else(|| Rejected::because("rotation.seats_changed"))
        };
        let moves = [(self.a.clone(), of(&self.b)?), (self.b.clone(), of(&self.a)?)];
        reseat(class, context.today, &self.rotation, self.slot, &moves)
    }

    fn label(&self, class: &Class) -> Sentence {
        Sentence::new("undo.swap_seats")
            .with("a", name_of_group(class, &self.a))
            .with("b", name_of_group(class, &self.b))
    }
}

/// A group goes to another station in a slot.
#[derive(Debug, Clone, PartialEq)]
pub struct MoveSeat {
    pub rotation: RotationId,
    /// Slot counted from 1.
    pub slot: u32,
    pub group: GroupId,
    pub station: StationId,
}

impl Command for MoveSeat {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        known_station(class, context.today, &self.station)?;
        let moves = [(self.group.clone(), self.station.clone())];
        reseat(class, context.today, &self.rotation, self.slot, &moves)
    }

    fn label(&self, class: &Class) -> Sentence {
        Sentence::new("undo.move_seat").with("group", name_of_group(class, &self.group))
    }
}

/// Locks a group's place in a slot, or unlocks it.
#[derive(Debug, Clone, PartialEq)]
pub struct LockSeat {
    pub rotation: RotationId,
    /// Slot counted from 1.
    pub slot: u32,
    pub group: GroupId,
    /// It stays when the rotation is made again.
    pub locked: bool,
}

impl Command for LockSeat {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        let key = (self.rotation.clone(), self.slot, self.group.clone());
        if class.seats.get(&key).is_none() {
            return Err(Rejected::because("rotation.seats_changed"));
        }
        let mut changes = Changes::default();
        changes.set(&key, Seat::LOCKED, self.locked);
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        let key = if self.locked { "undo.lock_seat" } else { "undo.unlock_seat" };
        Sentence::new(key).with("group", name_of_group(class, &self.group))
    }
}

fn seats(class: &Class, rotation: &RotationId) -> Result<Plan, Rejected> {
    class.rotations.get(rotation).ok_or_else(|| Rejected::because("rotation.seats_changed"))?;
    Ok(plan_of(class, rotation))
}

/// New places in one slot. Refused where a group loses the teacher's table or a station gets more students than
/// seats; what was so before is no reason to refuse.
fn reseat(
    class: &Class,
    day: Date,
    rotation: &RotationId,
    slot: u32,
    moves: &[(GroupId, StationId)],
) -> Result<Changes, Rejected> {
    let before = seats(class, rotation)?;
    let mut after = before.clone();
    let mut changes = Changes::default();
    for (group, station) in moves {
        let places = &mut after.0;
        let place = places.iter_mut().find(|place| place.slot == slot && place.group == *group);
        let place = place.ok_or_else(|| Rejected::because("rotation.seats_changed"))?;
        if place.locked {
            let group = name_of_group(class, group);
            return Err(Sentence::new("rotation.seat_is_locked").with("group", group).into());
        }
        place.station.clone_from(station);
        let key = (rotation.clone(), slot, group.clone());
        changes.set(&key, Seat::STATION, station.clone());
    }
    let stations = stations(class, day);
    let at = |id: &StationId| stations.iter().find(|(known, _)| known == id);
    let is_mixed = |group: &GroupId| after.place(slot, group).is_some_and(|place| place.mixed);
    for (group, id) in moves.iter().filter(|(group, _)| is_mixed(group)) {
        if let Some((_, station)) = at(id).filter(|(_, station)| !takes_mixed(station)) {
            return Err(Sentence::new("rotation.mixed_not_there")
                .with("group", name_of_group(class, group))
                .with("station", name_of_station(station))
                .into());
        }
    }
    let unseen = without_teacher(&before, &stations);
    if let Some(group) = without_teacher(&after, &stations).into_iter().find(|group| !unseen.contains(group))
    {
        let group = name_of_group(class, &group);
        return Err(Sentence::new("rotation.would_miss_teacher").with("group", group).into());
    }
    let about = class.rotations.get(rotation).cloned().unwrap_or_default();
    let load = |plan: &Plan| -> Vec<usize> {
        let (cycle, mixed) = (about.cycle.clone().unwrap_or_default(), about.mixed.clone());
        let shown = Shown { rotation: None, cycle, mixed, plan: plan.clone(), bottleneck: None };
        seated(class, &shown, day, slot, &|_| true).iter().map(At::students).collect()
    };
    for ((was, is), (_, station)) in load(&before).into_iter().zip(load(&after)).zip(&stations) {
        if is > was && is > whole(station.capacity) {
            return Err(Sentence::new("rotation.would_be_too_many")
                .with("station", name_of_station(station))
                .with("students", is)
                .with("seats", whole(station.capacity))
                .into());
        }
    }
    Ok(changes)
}

#[cfg(test)]
mod tests;

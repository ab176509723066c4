//! Commands on stations, times and rotations.

use super::week::no_clash;
use super::{Command, Context, Rejected};
use crate::domain::Date;
use crate::domain::id::{AdultId, CycleId, GroupId, RotationId, StandardId, StationId};
use crate::domain::record::Changes;
use crate::domain::rotation::{
    At, Block, PeopleFrom, Plan, Rotation, Seat, Shown, Station, StationKind, block_key, members,
    name_of_group, name_of_station, plan_of, seated, stations, takes_mixed, usual_stations, without_teacher,
};
use crate::domain::{Class, Sentence};

/// What is said of a station.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StationDraft {
    /// What it is called; empty is what its kind is usually called.
    pub name: String,
    /// What happens there.
    pub kind: StationKind,
    /// Seats; 0 is closed.
    pub capacity: u32,
    /// Where its people come from.
    pub people: PeopleFrom,
    /// Who leads it.
    pub adult: Option<AdultId>,
    /// What there is to do.
    pub task: String,
    /// On what.
    pub standard: Option<StandardId>,
    /// Everybody visits it in a rotation by agendas.
    pub must: bool,
    /// What lies ready.
    pub materials: String,
    /// Where its work is found on a remote day: an address of the web, or empty.
    pub link: String,
    /// What is done at home on a remote day.
    pub home_task: String,
}

impl StationDraft {
    /// What a station says now.
    pub fn of(station: &Station) -> Self {
        let Station { name, kind, capacity, people, adult, task, .. } = station.clone();
        let Station { standard, must, materials, link, home_task, .. } = station.clone();
        Self { name, kind, capacity, people, adult, task, standard, must, materials, link, home_task }
    }

    fn write(&self, class: &Class, id: &StationId, changes: &mut Changes) {
        changes
            .set::<Station>(id, "name", self.name.trim().to_owned())
            .set::<Station>(id, "kind", self.kind)
            .set::<Station>(id, "capacity", self.capacity)
            .set::<Station>(id, "people", self.people)
            .set::<Station>(id, "adult", self.adult.clone())
            .set::<Station>(id, "task", self.task.trim().to_owned());
        // An empty field of a station that never had it is not written.
        let was = class.stations.get(id).cloned().unwrap_or_default();
        if was.standard != self.standard {
            changes.set::<Station>(id, "standard", self.standard.clone());
        }
        if was.must != self.must {
            changes.set::<Station>(id, "must", self.must);
        }
        for (field, was, is) in [
            ("materials", was.materials, &self.materials),
            ("link", was.link, &self.link),
            ("home_task", was.home_task, &self.home_task),
        ] {
            if was != is.trim() {
                changes.set::<Station>(id, field, is.trim().to_owned());
            }
        }
    }

    fn check(&self) -> Result<(), Rejected> {
        if self.capacity > MOST_SEATS {
            return Err(Sentence::new("rotation.too_many_seats").with("most", whole(MOST_SEATS)).into());
        }
        let link = self.link.trim();
        let is_address = ["https://", "http://"].iter().any(|scheme| {
            link.strip_prefix(scheme)
                .is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
        });
        if !link.is_empty() && !is_address {
            return Err(Rejected::because("agenda.link_form"));
        }
        Ok(())
    }
}

const MOST_SEATS: u32 = 60;

fn whole(n: u32) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

/// The first change to a station writes the usual ones down, so that the others stay when one is changed.
fn write_usual(class: &Class, day: Date, changes: &mut Changes) {
    if !class.stations.is_empty() {
        return;
    }
    for (id, station) in usual_stations(class, day) {
        StationDraft::of(&station).write(class, &id, changes);
        changes.set::<Station>(&id, "rank", station.rank).set::<Station>(&id, "retracted", false);
    }
}

fn known_station(class: &Class, day: Date, id: &StationId) -> Result<Station, Rejected> {
    let found = stations(class, day).into_iter().find(|(known, _)| known == id);
    found.map(|(_, station)| station).ok_or_else(|| Rejected::because("rotation.unknown_station"))
}

/// Changes a station.
#[derive(Debug, Clone, PartialEq)]
pub struct EditStation {
    /// Which.
    pub id: StationId,
    /// Every field as it should be.
    pub station: StationDraft,
}

impl Command for EditStation {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        known_station(class, context.today, &self.id)?;
        self.station.check()?;
        let mut changes = Changes::default();
        write_usual(class, context.today, &mut changes);
        self.station.write(class, &self.id, &mut changes);
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        let station =
            Station { name: self.station.name.clone(), kind: self.station.kind, ..Station::default() };
        Sentence::new("undo.edit_station").with("name", name_of_station(&station))
    }
}

/// Adds a station at the end of the board.
#[derive(Debug, Clone, PartialEq)]
pub struct AddStation {
    /// What is said of it.
    pub station: StationDraft,
}

impl Command for AddStation {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        self.station.check()?;
        let mut changes = Changes::default();
        write_usual(class, context.today, &mut changes);
        let rank =
            stations(class, context.today).iter().map(|(_, station)| station.rank + 1).max().unwrap_or(0);
        let id: StationId = context.mint.id();
        self.station.write(class, &id, &mut changes);
        changes.set::<Station>(&id, "rank", rank);
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.add_station")
    }
}

/// Takes a station off the board.
#[derive(Debug, Clone, PartialEq)]
pub struct RemoveStation {
    /// Which.
    pub id: StationId,
}

impl Command for RemoveStation {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        known_station(class, context.today, &self.id)?;
        if stations(class, context.today).len() == 1 {
            return Err(Rejected::because("rotation.last_station"));
        }
        let mut changes = Changes::default();
        write_usual(class, context.today, &mut changes);
        changes.retract::<Station>(&self.id);
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        let station = class.stations.get(&self.id).cloned().unwrap_or_default();
        Sentence::new("undo.remove_station").with("name", name_of_station(&station))
    }
}

/// Says when the rotation takes place.
#[derive(Debug, Clone, PartialEq)]
pub struct EditBlock {
    /// Weekday, 1 for Monday; 0 is every school day.
    pub weekday: u32,
    /// 0 is every week, 1 the A weeks, 2 the B weeks.
    pub week: u32,
    /// Minutes after midnight.
    pub starts_at: u32,
    /// How many slots.
    pub slots: u32,
    /// Minutes of teaching in a slot.
    pub slot_minutes: u32,
    /// Minutes between slots.
    pub transition_minutes: u32,
}

impl Command for EditBlock {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        if !(1..=10).contains(&self.slots) {
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
            .set::<Block>(&key, "weekday", self.weekday)
            .set::<Block>(&key, "week", self.week)
            .set::<Block>(&key, "retracted", false)
            .set::<Block>(&key, "starts_at", self.starts_at)
            .set::<Block>(&key, "slots", self.slots)
            .set::<Block>(&key, "slot_minutes", self.slot_minutes)
            .set::<Block>(&key, "transition_minutes", self.transition_minutes);
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
            .set::<Rotation>(&id, "starts", self.starts)
            .set::<Rotation>(&id, "cycle", self.cycle.clone())
            .set_some::<Rotation, _>(&id, "mixed", self.mixed.clone());
        for place in &self.seats.0 {
            let key = (id.clone(), place.slot, place.group.clone());
            changes.set::<Seat>(&key, "station", place.station.clone());
            if place.locked {
                changes.set::<Seat>(&key, "locked", true);
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
    /// In which rotation.
    pub rotation: RotationId,
    /// Slot counted from 1.
    pub slot: u32,
    /// One group.
    pub a: GroupId,
    /// The other.
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
    /// In which rotation.
    pub rotation: RotationId,
    /// Slot counted from 1.
    pub slot: u32,
    /// Which group.
    pub group: GroupId,
    /// Where to.
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
    /// In which rotation.
    pub rotation: RotationId,
    /// Slot counted from 1.
    pub slot: u32,
    /// Which group.
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
        changes.set::<Seat>(&key, "locked", self.locked);
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
        changes.set::<Seat>(&key, "station", station.clone());
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

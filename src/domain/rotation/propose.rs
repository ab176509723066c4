//! A rotation for the groups of a cycle, or the name of what stands in the way.

use super::defaults::{name_of_station, stations};
use super::mixed::{self, takes_mixed};
use super::people::{members, name_of_group};
use super::records::{PeopleFrom, Station, StationKind};
use super::search::{Limits, Seating, SeatsFound, search};
use crate::domain::id::{CycleId, GroupId, RotationId, StationId, StudentId};
use crate::domain::order::Order;
use crate::domain::rejected::Rejected;
use crate::domain::week::block;
use crate::domain::{Class, Date, Sentence};

/// For what a rotation is made.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// The day: its block, and who belongs to the class then.
    pub day: Date,
    /// The cycle whose groups move.
    pub cycle: CycleId,
    /// The mixed cycle whose groups go to partner and workshop stations; without one the skill groups do.
    pub mixed: Option<CycleId>,
    /// The rotation whose locked seats stay.
    pub keep: Option<RotationId>,
}

/// A group has a station in a slot.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Slot counted from 1.
    pub slot: u32,
    pub group: GroupId,
    pub station: StationId,
    /// It stays when the rotation is made again.
    pub locked: bool,
    /// A mixed group: those of it are there who are not with their skill group.
    pub mixed: bool,
}

/// A station for each group in each slot, by slot and group.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plan(pub Vec<Place>);

impl Plan {
    /// Where a group is in a slot.
    pub fn place(&self, slot: u32, group: &GroupId) -> Option<&Place> {
        self.0.iter().find(|place| place.slot == slot && place.group == *group)
    }
}

/// Whether an adult leads the station.
pub fn is_taught(station: &Station) -> bool {
    station.kind == StationKind::Teacher
}

/// Seats that groups can have: none where people come by their own agendas alone.
pub(super) fn seats_for_groups(station: &Station) -> u32 {
    if station.people == PeopleFrom::Agenda && !is_taught(station) { 0 } else { station.capacity }
}

struct GroupsToSeat {
    stations: Vec<(StationId, Station)>,
    groups: Vec<(GroupId, u32)>,
    problem: Seating,
}

impl GroupsToSeat {
    fn of(class: &Class, settings: &Settings) -> Self {
        let stations = stations(class, settings.day);
        let count = |students: usize| u32::try_from(students).unwrap_or(u32::MAX);
        // Groups without anybody need no seat.
        let mut groups = members(class, &settings.cycle, settings.day);
        groups.retain(|(_, students)| !students.is_empty());
        let slots = usize::try_from(block(class, settings.day).slots).unwrap_or(0);
        let mut fixed = vec![vec![None; groups.len()]; slots];
        for ((rotation, slot, group), seat) in class.seats.iter() {
            if !seat.locked || Some(rotation) != settings.keep.as_ref() {
                continue;
            }
            let group = groups.iter().position(|(id, _)| id == group);
            let station = stations.iter().position(|(id, _)| Some(id) == seat.station.as_ref());
            let row = usize::try_from(*slot).ok().and_then(|slot| fixed.get_mut(slot.checked_sub(1)?));
            if let (Some(row), Some(group), Some(station)) = (row, group, station) {
                row[group] = Some(station);
            }
        }
        let beside = settings.mixed.as_ref().map(|mixed| members(class, mixed, settings.day));
        let in_mixed = |who: &StudentId| beside.iter().flatten().any(|(_, students)| students.contains(who));
        let alone = |students: &[StudentId]| students.iter().filter(|who| !in_mixed(who)).count();
        let problem = Seating {
            sizes: vec![groups.iter().map(|(_, students)| count(students.len())).collect(); slots],
            taken: vec![vec![0; stations.len()]; slots],
            shared: stations.iter().map(|(_, station)| beside.is_some() && takes_mixed(station)).collect(),
            alone: groups.iter().map(|(_, students)| count(alone(students))).collect(),
            seats: stations.iter().map(|(_, station)| seats_for_groups(station)).collect(),
            taught: stations.iter().map(|(_, station)| is_taught(station)).collect(),
            slots,
            wanted: None,
            fixed,
        };
        let groups = groups.into_iter().map(|(group, students)| (group, count(students.len()))).collect();
        Self { stations, groups, problem }
    }

    fn plan(&self, seats: &[Vec<usize>]) -> Plan {
        let mut plan = Plan::default();
        for (slot, (row, fixed)) in (1..).zip(seats.iter().zip(&self.problem.fixed)) {
            for ((station, locked), (group, _)) in row.iter().zip(fixed).zip(&self.groups) {
                let station = self.stations[*station].0.clone();
                plan.0.push(Place {
                    slot,
                    group: group.clone(),
                    station,
                    locked: locked.is_some(),
                    mixed: false,
                });
            }
        }
        plan
    }

    fn sizes(&self) -> Vec<u32> {
        self.groups.iter().map(|(_, size)| *size).collect()
    }

    fn open(&self, taught: bool) -> Vec<usize> {
        let stations = 0..self.stations.len();
        stations.filter(|s| self.problem.seats[*s] > 0 && self.problem.taught[*s] == taught).collect()
    }

    /// What cannot be, before any search.
    fn no_seat_is_missing(&self, class: &Class) -> Result<(), Sentence> {
        if self.groups.is_empty() {
            return Err(Sentence::new("rotation.no_groups"));
        }
        if self.problem.slots == 0 {
            return Err(Sentence::new("rotation.no_slots"));
        }
        let (tables, others) = (self.open(true), self.open(false));
        if tables.is_empty() && others.is_empty() {
            return Err(Sentence::new("rotation.all_closed"));
        }
        if let [only] = tables[..] {
            self.station_is_large_enough(class, only)?;
        }
        // Each group is once at each station only where there are as many stations as slots.
        if tables.len() <= 1 && tables.len() + others.len() == self.problem.slots {
            for station in others.iter().filter(|station| !self.problem.shared[**station]) {
                self.station_is_large_enough(class, *station)?;
            }
        }
        let (students, seats) = (sum(&self.sizes()), sum(&self.problem.seats));
        // With mixed groups beside them the skill groups alone tell nothing.
        if students > seats && !self.problem.shared.contains(&true) {
            let (students, seats, missing) = (whole(students), whole(seats), whole(students - seats));
            return Err(Sentence::new("rotation.short_room")
                .with("students", students)
                .with("seats", seats)
                .with("fix", Sentence::new("rotation.more_seats").with("n", missing)));
        }
        Ok(())
    }

    /// Whether a station can have each group once.
    fn station_is_large_enough(&self, class: &Class, station: usize) -> Result<(), Sentence> {
        let (sizes, seats, slots) = (&self.sizes(), self.problem.seats[station], self.problem.slots);
        let name = name_of_station(&self.stations[station].1);
        let (wanted, given) = (sum(sizes), seats.saturating_mul(u32::try_from(slots).unwrap_or(u32::MAX)));
        let rounds = |seats: u32| rounds_needed(sizes, seats);
        if rounds(seats).is_some_and(|rounds| rounds <= slots) {
            return Ok(());
        }
        let enough = (seats..=wanted).find(|seats| rounds(*seats).is_some_and(|rounds| rounds <= slots));
        let more_seats =
            Sentence::new("rotation.more_seats").with("n", whole(enough.unwrap_or(wanted) - seats));
        let fix = match rounds(seats) {
            Some(rounds) => Sentence::new("rotation.either")
                .with("one", more_seats)
                .with("other", Sentence::new("rotation.more_slots").with("n", rounds - slots)),
            None => more_seats,
        };
        let largest = self.groups.iter().max_by_key(|(_, size)| *size);
        let sentence = if wanted > given {
            Sentence::new("rotation.short_visits").with("wanted", whole(wanted)).with("seats", whole(given))
        } else if let Some((group, size)) = largest.filter(|(_, size)| *size > seats) {
            let group = name_of_group(class, group);
            Sentence::new("rotation.short_group")
                .with("group", group)
                .with("size", whole(*size))
                .with("seats", whole(seats))
        } else {
            Sentence::new("rotation.short_rounds").with("groups", self.groups.len()).with("slots", slots)
        };
        Err(sentence.with("station", name).with("fix", fix))
    }
}

fn sum(numbers: &[u32]) -> u32 {
    numbers.iter().fold(0, |sum, n| sum.saturating_add(*n))
}

fn whole(n: u32) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

/// Slots in which every group can have been at a station with so many seats: largest first into the first slot with
/// room, which is exact for the sizes of groups in a class. `None` where a group never fits.
fn rounds_needed(sizes: &[u32], seats: u32) -> Option<usize> {
    let mut sizes = sizes.to_vec();
    sizes.order_by(|a, b| b.cmp(a));
    let mut rounds: Vec<u32> = Vec::new();
    for size in sizes {
        if size > seats {
            return None;
        }
        match rounds.iter_mut().find(|taken| **taken + size <= seats) {
            Some(taken) => *taken += size,
            None => rounds.push(size),
        }
    }
    Some(rounds.len())
}

/// A rotation in which every group is once at the teacher's table, at different stations as far as there are any,
/// and no station has more students than seats.
///
/// # Errors
/// The bottleneck by name, and what would open it.
pub fn propose(class: &Class, settings: &Settings) -> Result<Plan, Rejected> {
    let setting = GroupsToSeat::of(class, settings);
    setting.no_seat_is_missing(class)?;
    let taught = !setting.open(true).is_empty();
    let others = setting.open(false).len();
    let slots = u32::try_from(setting.problem.slots).unwrap_or(u32::MAX);
    // As many different stations as there are; then a second visit, and so on.
    let free = setting.problem.slots.saturating_sub(usize::from(taught));
    let least = u32::try_from(free.div_ceil(others.max(1))).unwrap_or(1).max(1);
    let mut gave_up = false;
    for visits_most in least..=slots {
        // With nothing but teacher's tables everybody is at one all the time.
        let taught_most = if others == 0 { slots } else { 1 };
        let limits = Limits { taught_each: taught, taught_most, visits_most, seats_kept: true };
        match search(&setting.problem, limits) {
            SeatsFound::Seats(seats) => return beside(class, settings, setting.plan(&seats)),
            SeatsFound::Undecided => gave_up = true,
            SeatsFound::Nothing => {}
        }
    }
    let locked = setting.problem.fixed.iter().flatten().any(Option::is_some);
    Err(Rejected::because(if locked {
        "rotation.locks_leave_no_way"
    } else if gave_up {
        "rotation.undecided"
    } else {
        "rotation.no_way"
    }))
}

/// A rotation in which every group is so often at a teacher's table as is said, and else at different stations as far
/// as there are any. A table that nobody is at leaves more students for the other stations: where those lack seats, they
/// get more students than seats rather than that the table's times change.
///
/// # Errors
/// There is no such rotation, or none was found.
pub fn propose_with_table(
    class: &Class,
    settings: &Settings,
    wanted: &[(GroupId, u32)],
) -> Result<Plan, Rejected> {
    let mut setting = GroupsToSeat::of(class, settings);
    let times =
        |group: &GroupId| wanted.iter().find(|(known, _)| known == group).map_or(0, |(_, times)| *times);
    setting.problem.wanted = Some(setting.groups.iter().map(|(group, _)| times(group)).collect());
    let slots = u32::try_from(setting.problem.slots).unwrap_or(u32::MAX);
    for (seats_kept, visits_most) in
        [true, false].into_iter().flat_map(|kept| (1..=slots).map(move |n| (kept, n)))
    {
        let limits = Limits { taught_each: false, taught_most: slots, visits_most, seats_kept };
        if let SeatsFound::Seats(seats) = search(&setting.problem, limits) {
            let plan = setting.plan(&seats);
            return Ok(match &settings.mixed {
                Some(mixed) => mixed::seat(class, settings, mixed, plan.clone())
                    .unwrap_or_else(|_| mixed::make_do(class, settings, mixed, plan)),
                None => plan,
            });
        }
    }
    Err(Rejected::because("rotation.no_way"))
}

/// With a mixed cycle its groups as well.
fn beside(class: &Class, settings: &Settings, plan: Plan) -> Result<Plan, Rejected> {
    match &settings.mixed {
        Some(mixed) => Ok(mixed::seat(class, settings, mixed, plan)?),
        None => Ok(plan),
    }
}

/// What can be shown where [`propose`] names a bottleneck: as many groups at the teacher's table as the slots allow,
/// and more students than seats where it must be. Empty where there is nothing to seat.
pub fn make_do(class: &Class, settings: &Settings) -> Plan {
    let mut setting = GroupsToSeat::of(class, settings);
    if setting.groups.is_empty() || setting.open(true).len() + setting.open(false).len() == 0 {
        return Plan::default();
    }
    let largest = setting.sizes().into_iter().max().unwrap_or(0);
    // A group that is too large for a station sits there alone, one or two over, and not three groups in one slot.
    for seats in setting.problem.seats.iter_mut().filter(|seats| **seats > 0) {
        *seats = (*seats).max(largest);
    }
    let slots = u32::try_from(setting.problem.slots).unwrap_or(u32::MAX);
    let least = slots.div_ceil(u32::try_from(setting.stations.len()).unwrap_or(1));
    let wishes = [(true, least, true), (true, slots, true), (false, least + 1, true), (false, slots, true)];
    for (taught_each, visits_most, seats_kept) in wishes.into_iter().chain([(false, slots, false)]) {
        let taught_most = if setting.open(false).is_empty() { slots } else { 1 };
        let limits = Limits { taught_each, taught_most, visits_most, seats_kept };
        if let SeatsFound::Seats(seats) = search(&setting.problem, limits) {
            let plan = setting.plan(&seats);
            return match &settings.mixed {
                Some(mixed) => mixed::make_do(class, settings, mixed, plan),
                None => plan,
            };
        }
    }
    Plan::default()
}

/// Groups of a plan that are in no slot at a teacher's table, where the class has one. Mixed groups never are.
pub fn without_teacher(plan: &Plan, stations: &[(StationId, Station)]) -> Vec<GroupId> {
    let table = |id: &StationId| stations.iter().any(|(known, station)| known == id && is_taught(station));
    if !stations.iter().any(|(_, station)| is_taught(station) && station.capacity > 0) {
        return Vec::new();
    }
    let taught = |group: &GroupId| plan.0.iter().any(|place| place.group == *group && table(&place.station));
    let mut unseen: Vec<GroupId> = plan
        .0
        .iter()
        .filter(|place| !place.mixed)
        .map(|place| &place.group)
        .filter(|group| !taught(group))
        .cloned()
        .collect();
    unseen.order();
    unseen.dedup();
    unseen
}

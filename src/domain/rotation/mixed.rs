//! Mixed groups beside the skill groups: a skill group comes to the teacher's table, and everybody else is with the
//! mixed group at partner and workshop stations. Without a mixed cycle nothing here is asked.

use super::defaults::{name_of_station, stations};
use super::people::members;
use super::propose::{Place, Plan, Settings, is_taught};
use super::records::{PeopleFrom, Station};
use super::search::{Limits, Seating, SeatsFound, search};
use crate::domain::grouping::Purpose;
use crate::domain::id::{CycleId, GroupId, StationId, StudentId};
use crate::domain::week::block;
use crate::domain::{Class, Date, Sentence};

/// Whether a station seats mixed groups, where the class has them.
pub fn takes_mixed(station: &Station) -> bool {
    !is_taught(station) && station.people == PeopleFrom::Mixed
}

/// The mixed cycle that runs on a day beside the skill cycle whose groups move: the one that started last.
pub fn mixed_cycle(class: &Class, moving: &CycleId, day: Date) -> Option<CycleId> {
    if class.cycles.get(moving)?.purpose != Purpose::Skill {
        return None;
    }
    let running = class.cycles.iter().filter(|(_, cycle)| {
        cycle.purpose == Purpose::Mixed
            && cycle.starts.is_none_or(|starts| starts <= day)
            && cycle.ends.is_none_or(|ends| day <= ends)
    });
    let peopled = running.filter(|(id, _)| members(class, id, day).iter().any(|(_, all)| !all.is_empty()));
    peopled.max_by_key(|(id, cycle)| (cycle.starts, (*id).clone())).map(|(id, _)| id.clone())
}

/// The same, where there is a station for its groups.
pub fn mixed_beside(class: &Class, moving: &CycleId, day: Date) -> Option<CycleId> {
    let open = stations(class, day).iter().any(|(_, station)| takes_mixed(station) && station.capacity > 0);
    mixed_cycle(class, moving, day).filter(|_| open)
}

/// What is to be seated: the mixed groups, slot by slot without those who are with their skill group.
struct MixedToSeat {
    stations: Vec<(StationId, Station)>,
    groups: Vec<GroupId>,
    problem: Seating,
}

impl MixedToSeat {
    fn of(class: &Class, settings: &Settings, mixed: &CycleId, skill: &Plan) -> Self {
        let (own, stations): (Vec<_>, Vec<_>) =
            stations(class, settings.day).into_iter().partition(|(_, station)| !takes_mixed(station));
        let slots = block(class, settings.day).slots;
        let skills = members(class, &settings.cycle, settings.day);
        let mut groups = members(class, mixed, settings.day);
        groups.retain(|(_, students)| !students.is_empty());
        let (mut sizes, mut taken, mut fixed) = (Vec::new(), Vec::new(), Vec::new());
        for slot in 1..=slots {
            let at = |group: &GroupId| skill.place(slot, group).map(|place| &place.station);
            let elsewhere = |station: &StationId| own.iter().any(|(id, _)| id == station);
            let gone: Vec<&StudentId> = skills
                .iter()
                .filter(|(group, _)| at(group).is_some_and(elsewhere))
                .flat_map(|(_, students)| students)
                .collect();
            let here = |students: &[StudentId]| students.iter().filter(|who| !gone.contains(who)).count();
            sizes.push(groups.iter().map(|(_, students)| count(here(students))).collect());
            // Who is in no mixed group goes with the skill group, and needs a seat as well.
            let alone = |students: &Vec<StudentId>| {
                let with_others = |who: &&StudentId| groups.iter().any(|(_, mixed)| mixed.contains(who));
                students.iter().filter(|who| !with_others(who)).count()
            };
            let load = |station: &StationId| -> usize {
                let there = skills.iter().filter(|(group, _)| at(group) == Some(station));
                there.map(|(_, students)| alone(students)).sum()
            };
            taken.push(stations.iter().map(|(id, _)| count(load(id))).collect());
            let locked = |group: &GroupId| {
                let rotation = settings.keep.clone()?;
                let seat = class.seats.get(&(rotation, slot, group.clone())).filter(|seat| seat.locked)?;
                stations.iter().position(|(id, _)| Some(id) == seat.station.as_ref())
            };
            fixed.push(groups.iter().map(|(group, _)| locked(group)).collect());
        }
        let problem = Seating {
            sizes,
            taken,
            shared: vec![false; stations.len()],
            alone: vec![0; groups.len()],
            seats: stations.iter().map(|(_, station)| station.capacity).collect(),
            taught: vec![false; stations.len()],
            slots: fixed.len(),
            wanted: None,
            fixed,
        };
        Self { stations, groups: groups.into_iter().map(|(group, _)| group).collect(), problem }
    }

    fn plan(&self, seats: &[Vec<usize>]) -> Plan {
        let mut plan = Plan::default();
        for (slot, (row, fixed)) in (1..).zip(seats.iter().zip(&self.problem.fixed)) {
            for ((station, fixed), group) in row.iter().zip(fixed).zip(&self.groups) {
                let (station, locked) = (self.stations[*station].0.clone(), fixed.is_some());
                plan.0.push(Place { slot, group: group.clone(), station, locked, mixed: true });
            }
        }
        plan
    }

    /// As many different stations as there are; then a second visit, and so on.
    fn search(&self) -> Option<Vec<Vec<usize>>> {
        let open = self.problem.seats.iter().filter(|seats| **seats > 0).count().max(1);
        let least = self.problem.slots.div_ceil(open).max(1);
        (least..=self.problem.slots.max(least)).find_map(|visits| {
            let visits_most = u32::try_from(visits).unwrap_or(u32::MAX);
            let limits = Limits { taught_each: false, taught_most: 0, visits_most, seats_kept: true };
            match search(&self.problem, limits) {
                SeatsFound::Seats(seats) => Some(seats),
                SeatsFound::Nothing | SeatsFound::Undecided => None,
            }
        })
    }

    /// Whether there are seats in each slot by itself.
    fn has_seats(&self) -> bool {
        (0..self.problem.slots).all(|slot| {
            let one = Seating {
                sizes: vec![self.problem.sizes[slot].clone()],
                taken: vec![self.problem.taken[slot].clone()],
                fixed: vec![self.problem.fixed[slot].clone()],
                slots: 1,
                ..self.problem.clone()
            };
            let limits = Limits { taught_each: false, taught_most: 0, visits_most: 1, seats_kept: true };
            matches!(search(&one, limits), SeatsFound::Seats(_))
        })
    }

    /// The station where the fewest more seats are enough, and how many.
    fn lacking(&self) -> Option<(usize, u32)> {
        let most = self.problem.sizes.iter().map(|sizes| sizes.iter().sum::<u32>()).max().unwrap_or(0);
        let with = |station: usize, more: u32| {
            let mut problem = self.problem.clone();
            problem.seats[station] = problem.seats[station].saturating_add(more);
            Self { stations: Vec::new(), groups: Vec::new(), problem }
        };
        let open = (0..self.stations.len()).filter(|at| self.problem.seats[*at] > 0);
        let enough = |at: usize| (1..=most).find(|more| with(at, *more).has_seats()).map(|more| (at, more));
        open.filter_map(enough).min_by_key(|(at, more)| (*more, *at))
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Seats for the mixed groups beside a plan of the skill groups.
///
/// # Errors
/// Which station lacks how many seats, or that the locked places leave no way.
pub(super) fn seat(
    class: &Class,
    settings: &Settings,
    mixed: &CycleId,
    skill: Plan,
) -> Result<Plan, Sentence> {
    let setting = MixedToSeat::of(class, settings, mixed, &skill);
    if let Some(seats) = setting.search() {
        return Ok(Plan([skill.0, setting.plan(&seats).0].concat()));
    }
    Err(match setting.lacking().filter(|_| !setting.has_seats()) {
        Some((at, more)) => {
            let more = usize::try_from(more).unwrap_or(usize::MAX);
            Sentence::new("rotation.short_mixed")
                .with("station", name_of_station(&setting.stations[at].1))
                .with("fix", Sentence::new("rotation.more_seats").with("n", more))
        }
        None if setting.problem.fixed.iter().flatten().any(Option::is_some) => {
            Sentence::new("rotation.locks_leave_no_way")
        }
        None => Sentence::new("rotation.undecided"),
    })
}

/// What can be shown where [`seat`] names a lack: more students than seats at the station that lacks them.
pub(super) fn make_do(class: &Class, settings: &Settings, mixed: &CycleId, skill: Plan) -> Plan {
    let mut setting = MixedToSeat::of(class, settings, mixed, &skill);
    if let Some((at, more)) = setting.lacking() {
        setting.problem.seats[at] = setting.problem.seats[at].saturating_add(more);
    }
    let slots = u32::try_from(setting.problem.slots).unwrap_or(u32::MAX);
    let any = Limits { taught_each: false, taught_most: 0, visits_most: slots, seats_kept: false };
    let seats = setting.search().or_else(|| match search(&setting.problem, any) {
        SeatsFound::Seats(seats) => Some(seats),
        SeatsFound::Nothing | SeatsFound::Undecided => None,
    });
    Plan([skill.0, seats.map(|seats| setting.plan(&seats).0).unwrap_or_default()].concat())
}

#[cfg(test)]
mod tests;

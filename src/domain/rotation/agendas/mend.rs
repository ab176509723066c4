//! A day whose absences and pull-outs are others than those that the agendas were made with: what is lost by them, and
//! the few stops that are other ones on that day.

use super::super::guests::guests;
use super::super::propose::is_taught;
use super::super::shown::Shown;
use super::agenda_day::{AgendaDay, Away, Visit};
use super::making::fill;
use crate::domain::id::{StationId, StudentId};
use crate::domain::{Class, Date};

/// A must-visit in a slot in which its student is away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    pub student: StudentId,
    /// Slot counted from 1.
    pub slot: u32,
    /// Where the student would be.
    pub station: StationId,
    /// Why the student is not.
    pub away: Away,
}

/// The must-visits that a day's absences and pull-outs take, by slot; those that are made in another slot are left out.
pub fn clashes(setting: &AgendaDay, visits: &[Visit]) -> Vec<Clash> {
    let grid = setting.grid(visits);
    let lost = |visit: &Visit| {
        let row = setting.student(&visit.student)?;
        let at = setting.slots.iter().position(|slot| slot.number == visit.slot)?;
        let station = setting.station(&visit.station)?;
        let away = setting.away[row][at].clone()?;
        let made = grid[row].contains(&Some(station));
        (setting.musts[row].contains_key(&station) && !made).then(|| Clash {
            student: visit.student.clone(),
            slot: visit.slot,
            station: visit.station.clone(),
            away,
        })
    };
    visits.iter().filter_map(lost).collect()
}

/// The stops that are other ones on the day, as few as single moves and exchanges need: a visit that is lost is made in
/// another slot, who sits with another group that day goes to its table, and who has no place gets one. Locked stops,
/// teacher's tables and the must-visits of others stay. What a teacher has changed by hand is left as it is.
pub fn mend(class: &Class, shown: &Shown, day: Date, setting: &AgendaDay, visits: &[Visit]) -> Vec<Visit> {
    let grid = setting.grid(visits);
    let mut bench = Bench { setting, visits, grid: grid.clone() };
    let guests = guests(class, &shown.cycle, day);
    let guests: Vec<usize> = guests.iter().filter_map(|(student, _)| setting.student(student)).collect();
    guests.iter().for_each(|row| bench.sit_with_the_group_of_the_day(*row));
    for row in 0..setting.students.len() {
        for slot in 0..setting.slots.len() {
            if bench.grid[row][slot].is_none() && setting.away[row][slot].is_none() {
                bench.grid[row][slot] = setting.table[row][slot];
            }
        }
    }
    for row in guests {
        setting.musts[row].keys().for_each(|station| bench.visit_in_another_slot(row, *station));
    }
    for clash in clashes(setting, visits) {
        if let Some((row, station)) = setting.student(&clash.student).zip(setting.station(&clash.station)) {
            bench.visit_in_another_slot(row, station);
        }
    }
    fill(setting, &mut bench.grid);
    let after = bench.grid;
    let mut changed = Vec::new();
    for (row, student) in setting.students.iter().enumerate() {
        for (at, slot) in setting.slots.iter().enumerate() {
            let Some(station) = after[row][at].filter(|now| grid[row][at] != Some(*now)) else { continue };
            changed.push(Visit {
                slot: slot.number,
                student: student.clone(),
                station: setting.stations[station].0.clone(),
                standard: setting.musts[row].get(&station).cloned().flatten(),
                locked: false,
            });
        }
    }
    changed
}

struct Bench<'a> {
    setting: &'a AgendaDay,
    visits: &'a [Visit],
    grid: Vec<Vec<Option<usize>>>,
}

impl Bench<'_> {
    fn has_seat(&self, slot: usize, station: usize) -> bool {
        let there = self.grid.iter().filter(|row| row[slot] == Some(station)).count();
        there < self.setting.seats(station)
    }

    fn is_locked(&self, row: usize, slot: usize) -> bool {
        let (student, number) = (&self.setting.students[row], self.setting.slots[slot].number);
        self.visits.iter().any(|visit| visit.locked && visit.slot == number && visit.student == *student)
    }

    /// Whether a student can leave a stop: not a locked one, nor the table, nor the only one of a must.
    fn may_leave(&self, row: usize, slot: usize) -> bool {
        let setting = self.setting;
        let needed = self.grid[row][slot].is_some_and(|station| {
            let times = self.grid[row].iter().filter(|stop| **stop == Some(station)).count();
            setting.musts[row].contains_key(&station) && times == 1
        });
        setting.away[row][slot].is_none()
            && setting.table[row][slot].is_none()
            && !needed
            && !self.is_locked(row, slot)
    }

    /// Who sits with another group for the day goes to its table with it, and to no other.
    fn sit_with_the_group_of_the_day(&mut self, row: usize) {
        let setting = self.setting;
        for slot in 0..setting.slots.len() {
            if setting.away[row][slot].is_some() || self.is_locked(row, slot) {
                continue;
            }
            let taught = self.grid[row][slot].is_some_and(|at| is_taught(&setting.stations[at].1));
            match setting.table[row][slot] {
                Some(table) => self.grid[row][slot] = Some(table),
                None if taught => self.grid[row][slot] = None,
                None => {}
            }
        }
    }

    /// Makes a visit in a slot that the student can leave: where a seat is free, else by an exchange with one who has
    /// the seat, else by a move of that one to a free seat elsewhere.
    fn visit_in_another_slot(&mut self, row: usize, station: usize) {
        if !self.setting.is_free_choice(station) || self.grid[row].contains(&Some(station)) {
            return;
        }
        let slots: Vec<usize> =
            (0..self.setting.slots.len()).filter(|slot| self.may_leave(row, *slot)).collect();
        // A slot without a place is one that must change anyway.
        let free = |slot: &&usize| self.has_seat(**slot, station);
        let free = slots.iter().filter(free).min_by_key(|slot| self.grid[row][**slot].is_some()).copied();
        if let Some(slot) = free {
            self.grid[row][slot] = Some(station);
            return;
        }
        for slot in slots {
            let holds = |other: &usize| {
                self.grid[*other][slot] == Some(station) && *other != row && self.may_leave(*other, slot)
            };
            let Some(other) = (0..self.grid.len()).find(holds) else { continue };
            let left = self.grid[row][slot].filter(|left| self.setting.is_free_choice(*left));
            let open = || {
                let mut all = 0..self.setting.stations.len();
                all.find(|at| *at != station && self.setting.is_free_choice(*at) && self.has_seat(slot, *at))
            };
            if let Some(to) = left.or_else(open) {
                self.grid[row][slot] = Some(station);
                self.grid[other][slot] = Some(to);
                return;
            }
        }
    }
}

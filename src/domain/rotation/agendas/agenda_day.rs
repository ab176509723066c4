//! Who is to be where on a day, before anybody has an agenda.

use std::collections::BTreeMap;

use super::super::defaults::stations;
use super::super::propose::is_taught;
use super::super::records::{Station, StationKind};
use super::super::shown::{Shown, by_group};
use crate::domain::id::{ServiceId, StandardId, StationId, StudentId};
use crate::domain::learning_plan::{Commitment, PlaylistItem, current, items};
use crate::domain::roster::{absent, enrolled, pulled_out};
use crate::domain::subject::in_order;
use crate::domain::week::{Slot, block, slots};
use crate::domain::{Class, Date};

/// One stop of a student's agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// Slot counted from 1.
    pub slot: u32,
    pub student: StudentId,
    pub station: StationId,
    /// On what, where the playlist says so.
    pub standard: Option<StandardId>,
    /// It stays when agendas are made again.
    pub locked: bool,
}

/// Why a student is not in the room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Away {
    Absent,
    /// At a service outside the room.
    Service(ServiceId),
}

/// A day, its stations and slots, and what each student is to do. Students, stations and slots are counted from 0.
#[derive(Debug, Clone)]
pub struct AgendaDay {
    /// The stations in the order of the board.
    pub stations: Vec<(StationId, Station)>,
    /// The slots of the day.
    pub slots: Vec<Slot>,
    /// Who belongs to the class on the day.
    pub students: Vec<StudentId>,
    /// By student and slot.
    pub away: Vec<Vec<Option<Away>>>,
    /// The teacher's table to which the student's group comes, by student and slot.
    pub table: Vec<Vec<Option<usize>>>,
    /// By student: the stations to be visited once, and on what.
    pub musts: Vec<BTreeMap<usize, Option<StandardId>>>,
}

impl AgendaDay {
    /// Reads it off the class and the rotation of the day.
    pub fn of(class: &Class, shown: &Shown, day: Date) -> Self {
        let (stations, slots) = (stations(class, day), slots(&block(class, day)));
        let here = class.students.iter().map(|(id, _)| id).filter(|id| enrolled(class, id, day));
        let students: Vec<StudentId> = here.cloned().collect();
        let away: Vec<Vec<Option<Away>>> = students
            .iter()
            .map(|student| slots.iter().map(|slot| why_away(class, student, day, slot)).collect())
            .collect();
        let mut table = vec![vec![None; slots.len()]; students.len()];
        for (at, slot) in slots.iter().enumerate() {
            let places = by_group(class, shown, day, slot.number, &|_| true);
            for (station, place) in places.iter().enumerate().filter(|(_, place)| is_taught(&place.station)) {
                for student in place.groups.iter().flat_map(|(_, students)| students) {
                    if let Some(row) = students.iter().position(|known| known == student) {
                        table[row][at] = Some(station);
                    }
                }
            }
        }
        // Who is away all day has nothing to visit.
        let musts = students.iter().zip(&away).map(|(student, away)| {
            let is_here = away.iter().any(Option::is_none);
            if is_here { musts(class, student, &stations) } else { BTreeMap::new() }
        });
        let musts = musts.collect();
        Self { stations, slots, students, away, table, musts }
    }

    /// A student's row.
    pub fn student(&self, id: &StudentId) -> Option<usize> {
        self.students.iter().position(|known| known == id)
    }

    /// A station's place on the board.
    pub fn station(&self, id: &StationId) -> Option<usize> {
        self.stations.iter().position(|(known, _)| known == id)
    }

    /// Seats of a station; 0 is closed.
    pub fn seats(&self, station: usize) -> usize {
        self.stations.get(station).map_or(0, |(_, about)| usize::try_from(about.capacity).unwrap_or(0))
    }

    /// Where everybody is, by student and slot; who is away in a slot is nowhere in it.
    pub fn grid(&self, visits: &[Visit]) -> Vec<Vec<Option<usize>>> {
        let mut grid = vec![vec![None; self.slots.len()]; self.students.len()];
        for visit in visits {
            let slot = self.slots.iter().position(|slot| slot.number == visit.slot);
            let Some((row, at)) = self.student(&visit.student).zip(slot) else { continue };
            if self.away[row][at].is_none() {
                grid[row][at] = self.station(&visit.station);
            }
        }
        grid
    }

    /// Whether a student may be sent there: everywhere but to a teacher's table, where groups come.
    pub fn is_free_choice(&self, station: usize) -> bool {
        self.stations.get(station).is_some_and(|(_, about)| !is_taught(about) && about.capacity > 0)
    }
}

/// Why a student is not in the room in a slot: a service outside that overlaps it, or an absence.
pub fn why_away(class: &Class, student: &StudentId, day: Date, slot: &Slot) -> Option<Away> {
    if absent(class, student, day, slot.number) {
        return Some(Away::Absent);
    }
    let service = pulled_out(class, student, day, (slot.starts_at, slot.ends_at));
    service.map(|(service, _)| Away::Service(service.clone()))
}

/// Stations that everybody visits, and those of the student's playlist: what must be done and is not yet, at the
/// station of its standard, or else of its medium. A line that names neither can be done anywhere.
fn musts(
    class: &Class,
    student: &StudentId,
    stations: &[(StationId, Station)],
) -> BTreeMap<usize, Option<StandardId>> {
    let alone = |station: &Station| !is_taught(station);
    let mut found = BTreeMap::new();
    for (subject, _) in in_order(class) {
        let Some((plan, _)) = current(class, student, &subject) else { continue };
        for (_, item) in items(class, plan) {
            if item.commitment != Commitment::Must || item.done_on.is_some() {
                continue;
            }
            let standards = [item.practises.as_ref(), item.serves.as_ref()];
            let of_standard = standards.into_iter().flatten().find_map(|standard| {
                stations
                    .iter()
                    .position(|(_, about)| alone(about) && about.standard.as_ref() == Some(standard))
            });
            let of_medium = || {
                let kind = kind_of(class, item)?;
                let fits = |open: bool| {
                    stations.iter().position(|(_, about)| about.kind == kind && (about.capacity > 0 || !open))
                };
                fits(true).or_else(|| fits(false))
            };
            if let Some(station) = of_standard.or_else(of_medium) {
                found
                    .entry(station)
                    .or_insert_with(|| item.practises.clone().or_else(|| item.serves.clone()));
            }
        }
    }
    for (at, (_, about)) in stations.iter().enumerate() {
        if about.must && alone(about) {
            found.entry(at).or_insert_with(|| about.standard.clone());
        }
    }
    found
}

/// Where work in the medium of a playlist line is done: what is digital on a screen, paper and hands-on work alone.
fn kind_of(class: &Class, item: &PlaylistItem) -> Option<StationKind> {
    let activity = class.activities.get(item.activity.as_ref()?)?;
    match activity.medium.trim().to_lowercase().as_str() {
        "digital" => Some(StationKind::Digital),
        "paper" | "hands-on" => Some(StationKind::Independent),
        _ => None,
    }
}

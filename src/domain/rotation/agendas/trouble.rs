//! What does not hold in agendas as they are. What a change breaks is what is there after it and was not before.

use super::super::defaults::name_of_station;
use super::super::propose::is_taught;
use super::agenda_day::{AgendaDay, Visit};
use crate::domain::id::{StationId, StudentId};
use crate::domain::{Arg, Class, Sentence};

/// One thing that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// More students than seats.
    Over {
        /// Slot counted from 1.
        slot: u32,
        station: StationId,
        /// How many come.
        students: usize,
        /// How many can sit.
        seats: usize,
    },
    /// A must-visit is not in the agenda.
    Missed { student: StudentId, station: StationId },
    /// The group is at the teacher's table and the student is not.
    Table {
        student: StudentId,
        /// Slot counted from 1.
        slot: u32,
    },
    /// The student has no place.
    Nowhere {
        student: StudentId,
        /// Slot counted from 1.
        slot: u32,
    },
    /// The student sits at the teacher's table without the group.
    Guest {
        student: StudentId,
        /// Slot counted from 1.
        slot: u32,
    },
}

impl Trouble {
    /// The sentence that a page says it with.
    pub fn say(&self, class: &Class, setting: &AgendaDay) -> Sentence {
        let name = |id: &StudentId| class.students.get(id).map(|about| about.full()).unwrap_or_default();
        let station = |id: &StationId| -> Arg {
            let found = setting.station(id).and_then(|at| setting.stations.get(at));
            found.map_or_else(|| "".into(), |(_, about)| name_of_station(about))
        };
        match self {
            Trouble::Over { slot, station: at, students, seats } => Sentence::new("agenda.over")
                .with("station", station(at))
                .with("slot", slot.to_string())
                .with("n", *students)
                .with("seats", *seats),
            Trouble::Missed { student, station: at } => {
                Sentence::new("agenda.missed").with("name", name(student)).with("station", station(at))
            }
            Trouble::Table { student, slot } => {
                Sentence::new("agenda.off_table").with("name", name(student)).with("slot", slot.to_string())
            }
            Trouble::Nowhere { student, slot } => {
                Sentence::new("agenda.is_nowhere").with("name", name(student)).with("slot", slot.to_string())
            }
            Trouble::Guest { student, slot } => {
                Sentence::new("agenda.at_table").with("name", name(student)).with("slot", slot.to_string())
            }
        }
    }
}

/// Everything that does not hold. Who is away in a slot is nowhere in it.
pub fn troubles(setting: &AgendaDay, visits: &[Visit]) -> Vec<Trouble> {
    let grid = setting.grid(visits);
    let mut found = Vec::new();
    for (at, slot) in setting.slots.iter().enumerate() {
        for (station, (id, _)) in setting.stations.iter().enumerate() {
            let students = grid.iter().filter(|row| row[at] == Some(station)).count();
            let seats = setting.seats(station);
            if students > seats {
                found.push(Trouble::Over { slot: slot.number, station: id.clone(), students, seats });
            }
        }
    }
    for (row, student) in setting.students.iter().enumerate() {
        for station in setting.musts[row].keys().filter(|station| !grid[row].contains(&Some(**station))) {
            let station = setting.stations[*station].0.clone();
            found.push(Trouble::Missed { student: student.clone(), station });
        }
        for (at, slot) in setting.slots.iter().enumerate() {
            if setting.away[row][at].is_some() {
                continue;
            }
            let (planned, is) = (setting.table[row][at], grid[row][at]);
            let taught = is.is_some_and(|is| is_taught(&setting.stations[is].1));
            if is.is_none() {
                found.push(Trouble::Nowhere { student: student.clone(), slot: slot.number });
            } else if planned.is_some() && planned != is {
                found.push(Trouble::Table { student: student.clone(), slot: slot.number });
            } else if planned.is_none() && taught {
                found.push(Trouble::Guest { student: student.clone(), slot: slot.number });
            }
        }
    }
    found
}

/// What a change breaks: said before it is made.
pub fn breaks(setting: &AgendaDay, before: &[Visit], after: &[Visit]) -> Vec<Trouble> {
    let was = troubles(setting, before);
    let is_new = |trouble: &Trouble| {
        !was.iter().any(|old| match (old, trouble) {
            (
                Trouble::Over { slot, station, students, .. },
                Trouble::Over { slot: now, station: at, students: here, .. },
            ) => slot == now && station == at && here <= students,
            _ => old == trouble,
        })
    };
    troubles(setting, after).into_iter().filter(is_new).collect()
}

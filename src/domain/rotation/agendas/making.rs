//! The search for agendas, in steps: must-visits by `optimize::rounds`, then choice in the slots that are left.

use optimize::rounds::{AgendaAnswer, AgendaProblem, AgendaSearch};

use super::super::defaults::name_of_station;
use super::super::shown::Shown;
use super::agenda_day::{AgendaDay, Visit};
use super::bottleneck::{Fix, Said, in_words};
use crate::domain::{Arg, Class, Date, Sentence};

/// What is known of the agendas.
#[derive(Debug, Clone, PartialEq)]
pub enum Made {
    /// Everybody has one.
    Agendas(Vec<Visit>),
    /// There are none.
    Short(Said),
    /// Neither found nor ruled out yet.
    Undecided,
}

/// Agendas in the making: step until it is done, then read.
#[derive(Debug, Clone)]
pub struct Making {
    setting: AgendaDay,
    problem: AgendaProblem,
    search: Option<AgendaSearch>,
    keep: Vec<Visit>,
    stations: Vec<Arg>,
    students: Vec<String>,
    room: Option<Said>,
}

impl Making {
    /// For a day and its rotation; locked visits of `now` stay where they still can.
    pub fn new(class: &Class, shown: &Shown, day: Date, now: &[Visit]) -> Self {
        let setting = AgendaDay::of(class, shown, day);
        let keep: Vec<Visit> =
            now.iter().filter(|visit| visit.locked && can_stay(&setting, visit)).cloned().collect();
        let problem = problem(&setting, &keep);
        let room = short_room(&setting, &problem);
        let search = AgendaSearch::new(problem.clone()).ok();
        let name = |id| class.students.get(id).map(|student| student.full()).unwrap_or_default();
        Self {
            stations: setting.stations.iter().map(|(_, about)| name_of_station(about)).collect(),
            students: setting.students.iter().map(name).collect(),
            setting,
            problem,
            search,
            keep,
            room,
        }
    }

    /// Does at most `n` steps of some ten microseconds; true once nothing is left to do.
    pub fn step(&mut self, n: u32) -> bool {
        self.room.is_some() || self.search.as_mut().is_none_or(|search| search.step(n).done)
    }

    /// What is known now.
    pub fn made(&self) -> Made {
        let answer = self.search.as_ref().map(AgendaSearch::answer);
        match answer {
            Some(AgendaAnswer::Bottlenecks(found)) if !found.is_empty() => {
                Made::Short(in_words(&self.problem, &self.stations, &self.students, &found[0]))
            }
            _ if self.room.is_some() => self.room.clone().map_or(Made::Undecided, Made::Short),
            Some(AgendaAnswer::Plan(plan)) => {
                let mut plan = plan.clone();
                fill(&self.setting, &mut plan);
                Made::Agendas(self.visits(&plan))
            }
            _ => Made::Undecided,
        }
    }

    fn visits(&self, plan: &[Vec<Option<usize>>]) -> Vec<Visit> {
        let mut visits = Vec::new();
        for (row, (student, agenda)) in self.setting.students.iter().zip(plan).enumerate() {
            let mut told = Vec::new();
            for (slot, station) in self.setting.slots.iter().zip(agenda) {
                let Some((station, (id, _))) =
                    station.and_then(|at| self.setting.stations.get(at).map(|about| (at, about)))
                else {
                    continue;
                };
                // What is to be done at a station is done on the first visit.
                let first = !told.contains(&station);
                told.push(station);
                let standard = self.setting.musts[row].get(&station).filter(|_| first).cloned().flatten();
                let is_kept = |kept: &Visit| kept.student == *student && kept.slot == slot.number;
                visits.push(Visit {
                    slot: slot.number,
                    student: student.clone(),
                    station: id.clone(),
                    standard,
                    locked: self.keep.iter().any(is_kept),
                });
            }
        }
        visits
    }
}

fn can_stay(setting: &AgendaDay, visit: &Visit) -> bool {
    let slot = setting.slots.iter().position(|slot| slot.number == visit.slot);
    let here =
        setting.student(&visit.student).zip(slot).is_some_and(|(row, at)| setting.away[row][at].is_none());
    here && setting.station(&visit.station).is_some()
}

fn problem(setting: &AgendaDay, keep: &[Visit]) -> AgendaProblem {
    let (n_stations, n_students) = (setting.stations.len(), setting.students.len());
    let mut problem = AgendaProblem {
        slots: setting.slots.len(),
        capacity: (0..n_stations).map(|station| setting.seats(station)).collect(),
        visits: vec![vec![0; n_stations]; n_students],
        seed: 1,
        ..AgendaProblem::default()
    };
    for row in 0..n_students {
        let mut fixed = vec![0_usize; n_stations];
        for (at, slot) in setting.slots.iter().enumerate() {
            if setting.away[row][at].is_some() {
                problem.away.push((row, at));
                continue;
            }
            let kept =
                keep.iter().find(|kept| kept.student == setting.students[row] && kept.slot == slot.number);
            let kept = kept.and_then(|kept| setting.station(&kept.station));
            if let Some(station) = kept.or(setting.table[row][at]) {
                problem.fixed.push((row, at, station));
                fixed[station] += 1;
            }
        }
        for (station, fixed) in fixed.into_iter().enumerate() {
            let must = usize::from(setting.musts[row].contains_key(&station));
            problem.visits[row][station] = fixed.max(must);
        }
    }
    problem
}

/// Everybody is somewhere in every slot, so what a slot has too many of shows before any search.
fn short_room(setting: &AgendaDay, problem: &AgendaProblem) -> Option<Said> {
    let open: Vec<usize> = (0..setting.stations.len()).filter(|at| setting.is_free_choice(*at)).collect();
    let seats: usize = open.iter().map(|at| setting.seats(*at)).sum();
    let mut worst = None;
    for slot in 0..setting.slots.len() {
        let elsewhere = |row: &usize| {
            let at_table = |&(who, at, station): &(usize, usize, usize)| {
                who == *row && at == slot && !open.contains(&station)
            };
            setting.away[*row][slot].is_some() || problem.fixed.iter().any(at_table)
        };
        let students = (0..setting.students.len()).filter(|row| !elsewhere(row)).count();
        if students > seats && worst.is_none_or(|most| students > most) {
            worst = Some(students);
        }
    }
    let students = worst?;
    let Some(station) = open.iter().copied().max_by_key(|at| setting.seats(*at)) else {
        return Some(Said { sentence: Sentence::new("rotation.all_closed"), fixes: Vec::new() });
    };
    let more = students - seats;
    Some(Said {
        sentence: Sentence::new("rotation.short_room")
            .with("students", students)
            .with("seats", seats)
            .with("fix", Sentence::new("rotation.more_seats").with("n", more)),
        fixes: vec![Fix::Seats { station, seats: setting.seats(station) + more }],
    })
}

/// Choice in the free slots: the open station with a seat left that the student has been to least, so that the day
/// varies; of those the one with the most seats left.
pub(super) fn fill(setting: &AgendaDay, plan: &mut [Vec<Option<usize>>]) {
    for slot in 0..setting.slots.len() {
        for row in 0..plan.len() {
            if plan[row][slot].is_some() || setting.away[row][slot].is_some() {
                continue;
            }
            let left = |at: usize| {
                setting.seats(at).saturating_sub(plan.iter().filter(|row| row[slot] == Some(at)).count())
            };
            let been = |at: usize| plan[row].iter().filter(|stop| **stop == Some(at)).count();
            let open = (0..setting.stations.len()).filter(|at| setting.is_free_choice(*at) && left(*at) > 0);
            let best = open.min_by_key(|at| (been(*at), usize::MAX - left(*at), *at));
            plan[row][slot] = best;
        }
    }
}

//! Seats for groups over slots, exact for the sizes of a class: backtracking with a limit.
//!
//! Plain numbers: groups, stations and slots are counted from 0.

use crate::domain::order::Order;

/// Trials after which the search gives up: some ten milliseconds.
const LIMIT: u32 = 200_000;

/// What is to be seated.
#[derive(Debug, Clone)]
pub struct Seating {
    /// Students in each group, by slot and group.
    pub sizes: Vec<Vec<u32>>,
    /// Seats that others have taken, by slot and station.
    pub taken: Vec<Vec<u32>>,
    /// Stations to which only some of a group come, and how many of each group these are.
    pub shared: Vec<bool>,
    /// See `shared`.
    pub alone: Vec<u32>,
    /// Seats of each station; 0 is closed.
    pub seats: Vec<u32>,
    /// Which stations are teachers' tables.
    pub taught: Vec<bool>,
    pub slots: usize,
    /// How often each group is at a teacher's table, where that is said; else the limits say it.
    pub wanted: Option<Vec<u32>>,
    /// Seats that stay: by slot and group.
    pub fixed: Vec<Vec<Option<usize>>>,
}

/// What the answer must keep.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Every group is taught; else only as many as the slots allow.
    pub taught_each: bool,
    /// How often a group may be at a teacher's table.
    pub taught_most: u32,
    /// How often a group may be at one of the other stations.
    pub visits_most: u32,
    /// Seats are kept at the stations without a teacher too.
    pub seats_kept: bool,
}

/// What a search found.
#[derive(Debug, PartialEq, Eq)]
pub enum SeatsFound {
    /// A station for each slot and group.
    Seats(Vec<Vec<usize>>),
    /// There is no answer.
    Nothing,
    /// It gave up before it knew.
    Undecided,
}

struct Search<'a> {
    problem: &'a Seating,
    limits: Limits,
    seats: Vec<Vec<usize>>,
    load: Vec<Vec<u32>>,
    visits: Vec<Vec<u32>>,
    taught: Vec<u32>,
    trials: u32,
}

/// Seats every group in every slot.
pub fn search(problem: &Seating, limits: Limits) -> SeatsFound {
    let (groups, stations) = (problem.sizes.first().map_or(0, Vec::len), problem.seats.len());
    if groups == 0 {
        return SeatsFound::Seats(vec![Vec::new(); problem.slots]);
    }
    let mut search = Search {
        problem,
        limits,
        seats: vec![vec![usize::MAX; groups]; problem.slots],
        load: problem.taken.clone(),
        visits: vec![vec![0; stations]; groups],
        taught: vec![0; groups],
        trials: 0,
    };
    // Seats that stay count from the start, so that an early slot leaves room for a later lock.
    for (slot, row) in problem.fixed.iter().enumerate() {
        for (group, station) in row.iter().enumerate() {
            let Some(station) = *station else { continue };
            if !search.fits(slot, group, station) {
                return SeatsFound::Nothing;
            }
            search.sit(slot, group, station);
        }
    }
    if search.place(0) {
        SeatsFound::Seats(search.seats)
    } else if search.trials >= LIMIT {
        SeatsFound::Undecided
    } else {
        SeatsFound::Nothing
    }
}

impl Seating {
    /// Seats that a group takes at a station in a slot.
    fn size(&self, slot: usize, group: usize, station: usize) -> u32 {
        if self.shared[station] { self.alone[group] } else { self.sizes[slot][group] }
    }
}

impl Search<'_> {
    fn fits(&self, slot: usize, group: usize, station: usize) -> bool {
        let taught = self.problem.taught[station];
        let room =
            self.load[slot][station] + self.problem.size(slot, group, station) <= self.problem.seats[station];
        let often = if taught {
            let most = self.problem.wanted.as_ref().map_or(self.limits.taught_most, |wanted| wanted[group]);
            self.taught[group] < most
        } else {
            self.visits[group][station] < self.limits.visits_most
        };
        self.problem.seats[station] > 0 && often && (room || (!self.limits.seats_kept && !taught))
    }

    fn sit(&mut self, slot: usize, group: usize, station: usize) {
        self.seats[slot][group] = station;
        self.load[slot][station] += self.problem.size(slot, group, station);
        self.visits[group][station] += 1;
        self.taught[group] += u32::from(self.problem.taught[station]);
    }

    fn stand(&mut self, slot: usize, group: usize) {
        let station = self.seats[slot][group];
        self.load[slot][station] -= self.problem.size(slot, group, station);
        self.visits[group][station] -= 1;
        self.taught[group] -= u32::from(self.problem.taught[station]);
        self.seats[slot][group] = usize::MAX;
    }

    /// Who has not been taught yet must still find a seat at a teacher's table in the slots from here on.
    fn all_can_be_taught(&self, from: usize) -> bool {
        if !self.limits.taught_each && self.problem.wanted.is_none() {
            return true;
        }
        // Only groups that are whole in every slot are taught.
        let sizes = &self.problem.sizes[0];
        let lacks = |group: usize| {
            let wanted = self.problem.wanted.as_ref().map_or(1, |wanted| wanted[group]);
            wanted.saturating_sub(self.taught[group])
        };
        let wanted: u32 =
            (0..self.taught.len()).map(|group| lacks(group) * sizes.get(group).copied().unwrap_or(0)).sum();
        let tables = (0..self.problem.seats.len()).filter(|station| self.problem.taught[*station]);
        let free: u32 = tables
            .flat_map(|station| (from..self.problem.slots).map(move |slot| (slot, station)))
            .map(|(slot, station)| self.problem.seats[station].saturating_sub(self.load[slot][station]))
            .sum();
        let slots_left = u32::try_from(self.problem.slots - from).unwrap_or(u32::MAX);
        wanted <= free && (0..self.taught.len()).all(|group| lacks(group) <= slots_left)
    }

    fn place(&mut self, cell: usize) -> bool {
        let groups = self.problem.sizes[0].len();
        let (slot, group) = (cell / groups, cell % groups);
        if group == 0 && !self.all_can_be_taught(slot) {
            return false;
        }
        if slot >= self.problem.slots {
            return true;
        }
        if self.seats[slot][group] != usize::MAX {
            return self.place(cell + 1);
        }
        for station in self.candidates(slot, group) {
            self.trials += 1;
            if self.trials >= LIMIT {
                return false;
            }
            self.sit(slot, group, station);
            if self.place(cell + 1) {
                return true;
            }
            self.stand(slot, group);
        }
        false
    }

    /// Stations for a group, the likeliest first: with room, not yet visited, then one place further each slot, so
    /// that a class that divides evenly moves round the room.
    fn candidates(&self, slot: usize, group: usize) -> Vec<usize> {
        let n = self.problem.seats.len();
        let mut open: Vec<usize> = (0..n).filter(|station| self.fits(slot, group, *station)).collect();
        open.order_by_key(|station| {
            let load = self.load[slot][*station] + self.problem.size(slot, group, *station);
            let over = load.saturating_sub(self.problem.seats[*station]);
            let turn = (station + n - group % n + slot) % n;
            (over, self.visits[group][*station], turn)
        });
        open
    }
}

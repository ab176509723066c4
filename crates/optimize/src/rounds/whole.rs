//! Backtracking over groups and slots with the visits left open: finds a rotation that no even choice of visits
//! allows, or proves that there is none.

use super::agenda::Agenda;
use super::rotation::RotationProblem;

/// An open search tree.
#[derive(Clone, Debug)]
pub(super) struct Whole {
    grid: Vec<Agenda>,
    /// `room[place][slot]` in members.
    room: Vec<Vec<usize>>,
    /// Visits of the hub still wanted.
    hub_left: Vec<usize>,
    visits: Vec<Vec<usize>>,
    frames: Vec<Frame>,
    is_started: bool,
    is_impossible: bool,
}

#[derive(Clone, Debug)]
struct Frame {
    group: usize,
    slot: usize,
    /// Places still to be tried, the next one last.
    options: Vec<usize>,
    current: Option<usize>,
}

/// What a step found.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum WholeFound {
    Plan(Vec<Agenda>),
    Nothing,
    NotYet,
}

impl Whole {
    /// Begins with no group anywhere but where it is fixed.
    pub fn new(problem: &RotationProblem) -> Whole {
        let (groups, places) = (problem.sizes.len(), problem.places.len());
        let room = |place: usize| {
            let seats = problem.places[place].capacity;
            (0..problem.slots).map(|slot| if problem.is_open(place, slot) { seats } else { 0 }).collect()
        };
        let mut whole = Whole {
            grid: vec![vec![None; problem.slots]; groups],
            room: (0..places).map(room).collect(),
            hub_left: (0..groups).map(|group| problem.wants_hub(group)).collect(),
            visits: vec![vec![0; places]; groups],
            frames: Vec::new(),
            is_started: false,
            is_impossible: false,
        };
        for &(group, slot, place) in &problem.fixed {
            if whole.grid[group][slot].is_none() {
                if whole.room[place][slot] < problem.sizes[group] {
                    whole.is_impossible = true;
                    return whole;
                }
                whole.put(problem, group, slot, place);
            }
        }
        whole
    }

    /// Settles one cell, or takes one back.
    pub fn advance(&mut self, problem: &RotationProblem) -> WholeFound {
        if self.is_impossible {
            return WholeFound::Nothing;
        }
        if !core::mem::replace(&mut self.is_started, true) && !self.descend(problem) {
            return WholeFound::Plan(self.grid.clone());
        }
        let Some(mut frame) = self.frames.pop() else { return WholeFound::Nothing };
        if let Some(place) = frame.current.take() {
            self.take(problem, frame.group, frame.slot, place);
        }
        let Some(place) = frame.options.pop() else { return WholeFound::NotYet };
        self.put(problem, frame.group, frame.slot, place);
        frame.current = Some(place);
        self.frames.push(frame);
        if !self.descend(problem) {
            return WholeFound::Plan(self.grid.clone());
        }
        WholeFound::NotYet
    }

    /// Opens the cell with the fewest options; false where all cells are settled.
    fn descend(&mut self, problem: &RotationProblem) -> bool {
        let mut choice: Option<(usize, usize, Vec<usize>)> = None;
        for group in 0..self.grid.len() {
            for slot in 0..problem.slots {
                if self.grid[group][slot].is_some() || problem.away.contains(&(group, slot)) {
                    continue;
                }
                let options = self.options(problem, group, slot);
                if choice.as_ref().is_none_or(|(_, _, fewest)| options.len() < fewest.len()) {
                    choice = Some((group, slot, options));
                }
            }
        }
        let Some((group, slot, mut options)) = choice else { return false };
        // The place least visited so far is tried first, so it stands last.
        options.sort_by_key(|&place| core::cmp::Reverse(self.visits[group][place]));
        self.frames.push(Frame { group, slot, options, current: None });
        true
    }

    fn options(&self, problem: &RotationProblem, group: usize, slot: usize) -> Vec<usize> {
        let fits = |place: usize, slot: usize| {
            self.room[place][slot] >= problem.sizes[group] && problem.may_go(group, place)
        };
        let is_left =
            |slot: &usize| self.grid[group][*slot].is_none() && !problem.away.contains(&(group, *slot));
        // Where the hub has only as many openings as this group still wants, it must be the hub.
        let hub_slots = |hub: usize| (0..problem.slots).filter(is_left).filter(|&s| fits(hub, s)).count();
        let short_of_hub = problem.hub.is_some_and(|hub| hub_slots(hub) < self.hub_left[group]);
        let must_be_hub = problem.hub.is_some_and(|hub| {
            self.hub_left[group] > 0 && fits(hub, slot) && hub_slots(hub) == self.hub_left[group]
        });
        let is_option = |place: &usize| match problem.hub == Some(*place) {
            true => self.hub_left[group] > 0 && fits(*place, slot),
            false => !must_be_hub && fits(*place, slot),
        };
        if short_of_hub { Vec::new() } else { (0..problem.places.len()).filter(is_option).collect() }
    }

    fn put(&mut self, problem: &RotationProblem, group: usize, slot: usize, place: usize) {
        self.grid[group][slot] = Some(place);
        self.room[place][slot] -= problem.sizes[group];
        self.visits[group][place] += 1;
        if problem.hub == Some(place) {
            self.hub_left[group] -= 1;
        }
    }

    fn take(&mut self, problem: &RotationProblem, group: usize, slot: usize, place: usize) {
        self.grid[group][slot] = None;
        self.room[place][slot] += problem.sizes[group];
        self.visits[group][place] -= 1;
        if problem.hub == Some(place) {
            self.hub_left[group] += 1;
        }
    }
}

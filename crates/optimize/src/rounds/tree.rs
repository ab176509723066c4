//! Backtracking over (member, slot) cells, pruned by flow: finds the plan or proves that there is none.

use super::agenda::{Agenda, AgendaProblem, Rest};
use super::limits::{member_shortage, place_shortage};

/// An open search tree.
#[derive(Clone, Debug)]
pub(super) struct Tree {
    rest: Rest,
    frames: Vec<Frame>,
    is_started: bool,
}

#[derive(Clone, Debug)]
struct Frame {
    member: usize,
    slot: usize,
    /// Places still to be tried, the next one last; `None` = leave the slot free.
    options: Vec<Option<usize>>,
    current: Option<Option<usize>>,
}

/// What a step of the tree found.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Found {
    Plan(Vec<Agenda>),
    Nothing,
    NotYet,
}

impl Tree {
    /// Begins at the root; nothing is tried before the first step.
    pub fn new(rest: Rest) -> Tree {
        Tree { rest, frames: Vec::new(), is_started: false }
    }

    /// Settles one cell, or takes one back.
    pub fn advance(&mut self, problem: &AgendaProblem) -> Found {
        if !core::mem::replace(&mut self.is_started, true) && !self.descend(problem) {
            return Found::Plan(self.rest.grid.clone());
        }
        let Some(mut frame) = self.frames.pop() else { return Found::Nothing };
        if let Some(place) = frame.current.take() {
            self.take(problem, frame.member, frame.slot, place);
        }
        let Some(place) = frame.options.pop() else { return Found::NotYet };
        let (member, slot) = (frame.member, frame.slot);
        self.put(problem, member, slot, place);
        frame.current = Some(place);
        self.frames.push(frame);
        if self.is_hopeful(problem, member, slot) && !self.descend(problem) {
            return Found::Plan(self.rest.grid.clone());
        }
        Found::NotYet
    }

    /// Opens the cell with the fewest options; false where no wish is left.
    fn descend(&mut self, problem: &AgendaProblem) -> bool {
        let mut choice: Option<(usize, usize, usize)> = None;
        for member in 0..self.rest.wants.len() {
            if self.rest.wants[member].iter().all(|&count| count == 0) {
                continue;
            }
            for slot in (0..problem.slots).filter(|&slot| self.rest.free[member] >> slot & 1 == 1) {
                let count = self.options(problem, member, slot).len();
                if choice.is_none_or(|(least, _, _)| count < least) {
                    choice = Some((count, member, slot));
                }
            }
        }
        let Some((_, member, slot)) = choice else { return false };
        let mut options = self.options(problem, member, slot);
        // The place with the least slack is tried first, so it stands last.
        let slack = |place: &Option<usize>| {
            place.map_or(isize::MAX, |place| {
                let room: isize = self.rest.room[place].iter().map(|&seats| seats.max(0)).sum();
                let wanted: usize = self.rest.wants.iter().map(|wants| wants[place]).sum();
                room - wanted as isize
            })
        };
        options.sort_by_key(|option| core::cmp::Reverse(slack(option)));
        self.frames.push(Frame { member, slot, options, current: None });
        true
    }

    fn options(&self, problem: &AgendaProblem, member: usize, slot: usize) -> Vec<Option<usize>> {
        let wants = &self.rest.wants[member];
        let weight = problem.weight(member) as isize;
        let mut options: Vec<Option<usize>> = (0..wants.len())
            .filter(|&place| wants[place] > 0 && self.rest.room[place][slot] >= weight)
            .map(Some)
            .collect();
        if self.rest.free[member].count_ones() as usize > wants.iter().sum() {
            options.push(None);
        }
        options
    }

    fn put(&mut self, problem: &AgendaProblem, member: usize, slot: usize, place: Option<usize>) {
        self.rest.free[member] &= !(1 << slot);
        self.rest.grid[member][slot] = place;
        if let Some(place) = place {
            self.rest.wants[member][place] -= 1;
            self.rest.room[place][slot] -= problem.weight(member) as isize;
        }
    }

    fn take(&mut self, problem: &AgendaProblem, member: usize, slot: usize, place: Option<usize>) {
        self.rest.free[member] |= 1 << slot;
        self.rest.grid[member][slot] = None;
        if let Some(place) = place {
            self.rest.wants[member][place] += 1;
            self.rest.room[place][slot] += problem.weight(member) as isize;
        }
    }

    /// Whether every place and every member touched by a settled cell can still be served alone.
    fn is_hopeful(&self, problem: &AgendaProblem, member: usize, slot: usize) -> bool {
        let touched = self.rest.grid[member][slot];
        let place_ok = |place: usize| {
            let is_touched = touched == Some(place) || self.rest.wants[member][place] > 0;
            !is_touched || place_shortage(problem, &self.rest, place).is_none()
        };
        let member_ok = |other: usize| {
            let is_touched = other == member
                || touched.is_some_and(|place| {
                    self.rest.wants[other][place] > 0 && self.rest.room[place][slot] == 0
                });
            !is_touched || member_shortage(&self.rest, other).is_none()
        };
        (0..problem.capacity.len()).all(place_ok) && (0..self.rest.wants.len()).all(member_ok)
    }
}

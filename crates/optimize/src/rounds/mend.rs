//! Tabu search that mends overfull slots (min-conflicts with a short memory: Minton and others 1992, Glover
//! 1989). Every member's wishes are met at all times; what is mended is that places are overfull.

use super::agenda::{Agenda, AgendaProblem, Rest};
use crate::Random;

/// A full set of agendas whose places may be overfull.
#[derive(Clone, Debug)]
pub(super) struct Mend {
    pub grid: Vec<Agenda>,
    weight: Vec<isize>,
    free_slots: Vec<Vec<usize>>,
    /// `room[place][slot]`, negative where overfull.
    room: Vec<Vec<isize>>,
    /// `[member * slots + slot]`: the step until which this cell should not be moved again.
    tabu: Vec<u64>,
    steps: u64,
    random: Random,
}

impl Mend {
    /// Puts each open visit into a free slot, the emptiest at its place, though it may be overfull.
    pub fn new(problem: &AgendaProblem, rest: &Rest, mut random: Random) -> Mend {
        let mut mend = Mend {
            grid: rest.grid.clone(),
            weight: (0..rest.wants.len()).map(|member| problem.weight(member) as isize).collect(),
            free_slots: Vec::new(),
            room: rest.room.clone(),
            tabu: vec![0; rest.wants.len() * problem.slots],
            steps: 0,
            random: random.clone(),
        };
        for (member, wants) in rest.wants.iter().enumerate() {
            let mut slots: Vec<usize> =
                (0..problem.slots).filter(|&slot| rest.free[member] >> slot & 1 == 1).collect();
            mend.free_slots.push(slots.clone());
            for (place, &count) in wants.iter().enumerate() {
                for _ in 0..count {
                    // The emptiest slot at that place; of equals, one at random.
                    let offset = random.below(slots.len() as u32) as usize;
                    let room = |i: &usize| mend.room[place][slots[(i + offset) % slots.len()]];
                    let Some(i) = (0..slots.len()).max_by_key(room) else { break };
                    let slot = slots.swap_remove((i + offset) % slots.len());
                    mend.put(member, slot, Some(place));
                }
            }
        }
        mend.random = random;
        mend
    }

    /// Moves one visit out of an overfull slot. True when nothing is overfull any more.
    pub fn advance(&mut self) -> bool {
        self.steps += 1;
        let n_slots = self.grid.first().map_or(0, Vec::len);
        let mut overfull = Vec::new();
        for (place, row) in self.room.iter().enumerate() {
            overfull
                .extend(row.iter().enumerate().filter(|(_, room)| **room < 0).map(|(slot, _)| (place, slot)));
        }
        if overfull.is_empty() {
            return true;
        }
        let (place, slot) = overfull[self.random.below(overfull.len() as u32) as usize];
        let mut best = None;
        let mut least = isize::MAX;
        let mut ties = 0;
        for member in 0..self.grid.len() {
            if self.grid[member][slot] != Some(place) || !self.free_slots[member].contains(&slot) {
                continue;
            }
            for &other in &self.free_slots[member] {
                let displaced = self.grid[member][other];
                if displaced == Some(place) {
                    continue;
                }
                let change = self.change(member, slot, other);
                let is_tabu =
                    self.tabu[member * n_slots + other].max(self.tabu[member * n_slots + slot]) > self.steps;
                let score = change * 8 + if is_tabu { 40 } else { 0 };
                if score < least {
                    (least, best, ties) = (score, Some((member, other)), 1);
                } else if score == least {
                    ties += 1;
                    if self.random.below(ties) == 0 {
                        best = Some((member, other));
                    }
                }
            }
        }
        if let Some((member, other)) = best {
            let (from, to) = (self.grid[member][slot], self.grid[member][other]);
            self.take(member, slot);
            self.take(member, other);
            self.put(member, slot, to);
            self.put(member, other, from);
            let until = self.steps + 4 + u64::from(self.random.below(8));
            self.tabu[member * n_slots + slot] = until;
            self.tabu[member * n_slots + other] = until;
        }
        false
    }

    /// How many more seats would be lacking after a member swaps two of its slots.
    fn change(&self, member: usize, slot: usize, other: usize) -> isize {
        let weight = self.weight[member];
        let mut change = 0;
        for (place, from, to) in
            [(self.grid[member][slot], slot, other), (self.grid[member][other], other, slot)]
        {
            if let Some(place) = place {
                change += lacking(self.room[place][from] + weight) - lacking(self.room[place][from]);
                change += lacking(self.room[place][to] - weight) - lacking(self.room[place][to]);
            }
        }
        change
    }

    fn put(&mut self, member: usize, slot: usize, place: Option<usize>) {
        self.grid[member][slot] = place;
        if let Some(place) = place {
            self.room[place][slot] -= self.weight[member];
        }
    }

    fn take(&mut self, member: usize, slot: usize) {
        if let Some(place) = self.grid[member][slot].take() {
            self.room[place][slot] += self.weight[member];
        }
    }
}

fn lacking(room: isize) -> isize {
    (-room).max(0)
}

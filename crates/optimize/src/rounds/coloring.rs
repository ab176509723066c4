//! Agendas without fixed slots, exactly: a visit is an edge between a member and a seat, a slot is a colour, and
//! a bipartite multigraph of degree at most s has a proper colouring in s colours (König 1916). So a plan exists
//! exactly where no member wants more visits than there are slots and no place more than seats x slots.

use super::agenda::{Agenda, AgendaProblem};

const NONE: usize = usize::MAX;

/// A plan for a problem whose limits were checked, with nothing fixed, away, closed or weighted.
pub(super) fn color(problem: &AgendaProblem) -> Vec<Agenda> {
    let slots = problem.slots;
    let mut place_of_seat = Vec::new();
    let mut edges = Vec::new();
    for (place, &capacity) in problem.capacity.iter().enumerate() {
        let first_seat = place_of_seat.len();
        place_of_seat.extend(core::iter::repeat_n(place, capacity));
        let visitors = problem.visits.iter().enumerate();
        let visits = visitors.flat_map(|(member, row)| core::iter::repeat_n(member, row[place]));
        // Each seat takes as many visits as there are slots.
        edges.extend(visits.enumerate().map(|(i, member)| (member, first_seat + i / slots)));
    }
    let mut colors = Colors {
        seat_at: vec![vec![NONE; slots]; problem.visits.len()],
        member_at: vec![vec![NONE; slots]; place_of_seat.len()],
    };
    for (member, seat) in edges {
        colors.add(member, seat);
    }
    let agenda = |row: &Vec<usize>| row.iter().map(|&seat| place_of_seat.get(seat).copied()).collect();
    colors.seat_at.iter().map(agenda).collect()
}

struct Colors {
    /// `[member][slot]`: the seat taken.
    seat_at: Vec<Vec<usize>>,
    /// `[seat][slot]`: the member who sits there.
    member_at: Vec<Vec<usize>>,
}

impl Colors {
    fn add(&mut self, member: usize, seat: usize) {
        let free = |row: &[usize]| row.iter().position(|&other| other == NONE);
        // Both exist: the degrees are at most the number of slots, and this edge is not coloured yet.
        let (Some(at_member), Some(at_seat)) = (free(&self.seat_at[member]), free(&self.member_at[seat]))
        else {
            return;
        };
        if self.member_at[seat][at_member] != NONE {
            self.swap_chain(seat, at_member, at_seat);
        }
        self.seat_at[member][at_member] = seat;
        self.member_at[seat][at_member] = member;
    }

    /// Swaps two slots along the chain that leaves `seat` by slot `a`, so that `a` becomes free there. In a
    /// bipartite graph the chain cannot end at the member whose slot `a` is free.
    fn swap_chain(&mut self, seat: usize, a: usize, b: usize) {
        let mut chain = Vec::new();
        let mut at = seat;
        loop {
            let member = self.member_at[at][a];
            if member == NONE {
                break;
            }
            chain.push((member, at, a));
            at = self.seat_at[member][b];
            if at == NONE {
                break;
            }
            chain.push((member, at, b));
        }
        for &(member, seat, slot) in &chain {
            self.seat_at[member][slot] = NONE;
            self.member_at[seat][slot] = NONE;
        }
        for &(member, seat, slot) in &chain {
            let to = if slot == a { b } else { a };
            self.seat_at[member][to] = seat;
            self.member_at[seat][to] = member;
        }
    }
}

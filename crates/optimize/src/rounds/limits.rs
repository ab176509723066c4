//! Every bottleneck that shows in one place or one member alone, found before any search.

use super::agenda::{AgendaProblem, Bottleneck, Rest};
use super::fits::{Wish, fits};

/// The bottlenecks of the first kind that has any, the greatest shortage first; empty where none shows.
pub(super) fn bottlenecks(problem: &AgendaProblem, rest: &Rest) -> Vec<Bottleneck> {
    for rule in [places_have_seats, members_have_slots, fixed_visits_fit, times_fit] {
        let mut found = rule(problem, rest);
        if !found.is_empty() {
            found.sort_by_key(|bottleneck| usize::MAX - bottleneck.shortage());
            return found;
        }
    }
    Vec::new()
}

fn places_have_seats(problem: &AgendaProblem, _rest: &Rest) -> Vec<Bottleneck> {
    let mut found = Vec::new();
    for (place, &capacity) in problem.capacity.iter().enumerate() {
        let wanted: usize =
            problem.visits.iter().enumerate().map(|(member, row)| row[place] * problem.weight(member)).sum();
        let open = (0..problem.slots).filter(|&slot| !problem.closed.contains(&(place, slot))).count();
        let seats = capacity * open;
        if wanted > seats {
            found.push(Bottleneck::Place { place, wanted, seats });
        }
    }
    found
}

fn members_have_slots(problem: &AgendaProblem, _rest: &Rest) -> Vec<Bottleneck> {
    let mut found = Vec::new();
    for (member, row) in problem.visits.iter().enumerate() {
        let wanted = row.iter().sum();
        let slots = (0..problem.slots).filter(|&slot| !problem.away.contains(&(member, slot))).count();
        if wanted > slots {
            found.push(Bottleneck::Member { member, wanted, slots });
        }
    }
    found
}

fn fixed_visits_fit(problem: &AgendaProblem, rest: &Rest) -> Vec<Bottleneck> {
    let mut found = Vec::new();
    for (place, row) in rest.room.iter().enumerate() {
        for (slot, &room) in row.iter().enumerate() {
            if room < 0 {
                let is_closed = problem.closed.contains(&(place, slot));
                let capacity = if is_closed { 0 } else { problem.capacity[place] };
                let fixed = (capacity as isize - room) as usize;
                found.push(Bottleneck::Slot { place, slot, fixed, capacity });
            }
        }
    }
    found
}

fn times_fit(problem: &AgendaProblem, rest: &Rest) -> Vec<Bottleneck> {
    let places = (0..problem.capacity.len()).filter_map(|place| place_shortage(problem, rest, place));
    let members = (0..problem.visits.len()).filter_map(|member| member_shortage(rest, member));
    places.chain(members).collect()
}

/// The wishes that remain for one place against the seats that remain there. Counts heads, so that it says too
/// little, never too much, where members weigh more than one.
pub(super) fn place_shortage(problem: &AgendaProblem, rest: &Rest, place: usize) -> Option<Bottleneck> {
    let members: Vec<usize> = (0..rest.wants.len()).filter(|&member| rest.wants[member][place] > 0).collect();
    let lightest = members.iter().map(|&member| problem.weight(member)).min()?;
    let wishes: Vec<Wish> = members
        .iter()
        .map(|&member| {
            let weight = problem.weight(member) as isize;
            let open = open_slots(&rest.room[place], weight) & rest.free[member];
            Wish { count: rest.wants[member][place], open }
        })
        .collect();
    let room: Vec<usize> = rest.room[place].iter().map(|&seats| seats.max(0) as usize / lightest).collect();
    let shortage = fits(&wishes, &room).err()?;
    let slots = (0..problem.slots).filter(|&slot| shortage.slots >> slot & 1 == 1).collect();
    let members = shortage.wishes.iter().map(|&wish| members[wish]).collect();
    Some(Bottleneck::PlaceTimes { place, members, slots, wanted: shortage.wanted, seats: shortage.seats })
}

/// The wishes that remain for one member against its free slots.
pub(super) fn member_shortage(rest: &Rest, member: usize) -> Option<Bottleneck> {
    let wants = &rest.wants[member];
    let places: Vec<usize> = (0..wants.len()).filter(|&place| wants[place] > 0).collect();
    let wishes: Vec<Wish> = places
        .iter()
        .map(|&place| Wish {
            count: wants[place],
            open: open_slots(&rest.room[place], 1) & rest.free[member],
        })
        .collect();
    let n_slots = rest.room.first().map_or(0, Vec::len);
    let room: Vec<usize> = (0..n_slots).map(|slot| (rest.free[member] >> slot & 1) as usize).collect();
    let shortage = fits(&wishes, &room).err()?;
    let places = shortage.wishes.iter().map(|&wish| places[wish]).collect();
    Some(Bottleneck::MemberTimes { member, places, wanted: shortage.wanted, slots: shortage.seats })
}

fn open_slots(room: &[isize], weight: isize) -> u64 {
    room.iter().enumerate().filter(|(_, seats)| **seats >= weight).fold(0, |bits, (slot, _)| bits | 1 << slot)
}

//! Do these wishes fit into these slots? A flow with unit edges, by augmenting paths.
//!
//! Asked from both sides: the visits of all members at one place, and the visits of one member at all places.

/// So many different slots wanted, out of the open ones.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wish {
    pub count: usize,
    /// Bit per slot.
    pub open: u64,
}

/// Wishes that share too few slots: the cut that a Hall condition forbids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shortage {
    /// Indices of the wishes.
    pub wishes: Vec<usize>,
    /// The slots open to them, as bits.
    pub slots: u64,
    pub wanted: usize,
    /// What they can have at most; less than `wanted`.
    pub seats: usize,
}

/// Whether every wish gets `count` different open slots with no more than `room[slot]` wishes in a slot.
pub(super) fn fits(wishes: &[Wish], room: &[usize]) -> Result<(), Shortage> {
    let mut held = vec![0u64; wishes.len()];
    let mut filled = vec![0usize; room.len()];
    for (index, wish) in wishes.iter().enumerate() {
        for _ in 0..wish.count {
            augment(wishes, room, &mut held, &mut filled, index)?;
        }
    }
    Ok(())
}

/// Gives wish `first` one more slot, moving others over. Breadth first over slots.
fn augment(
    wishes: &[Wish],
    room: &[usize],
    held: &mut [u64],
    filled: &mut [usize],
    first: usize,
) -> Result<(), Shortage> {
    let mut reached = 0u64;
    let mut asked = vec![false; wishes.len()];
    // For each slot reached: the wish that would take it, and the slot which that wish would give up.
    let mut taker = vec![(0usize, None::<usize>); room.len()];
    let mut queue = Vec::new();
    asked[first] = true;
    let ask = |wish: usize,
               gives: Option<usize>,
               held: &[u64],
               reached: &mut u64,
               queue: &mut Vec<usize>,
               taker: &mut Vec<(usize, Option<usize>)>| {
        let fresh = wishes[wish].open & !held[wish] & !*reached;
        for (slot, entry) in taker.iter_mut().enumerate() {
            if fresh >> slot & 1 == 1 {
                *entry = (wish, gives);
                queue.push(slot);
            }
        }
        *reached |= fresh;
    };
    ask(first, None, held, &mut reached, &mut queue, &mut taker);
    let mut next = 0;
    while let Some(&slot) = queue.get(next) {
        next += 1;
        if filled[slot] < room[slot] {
            filled[slot] += 1;
            let mut at = slot;
            loop {
                let (wish, gives) = taker[at];
                held[wish] |= 1 << at;
                let Some(given) = gives else { return Ok(()) };
                held[wish] &= !(1 << given);
                at = given;
            }
        }
        for wish in 0..wishes.len() {
            if held[wish] >> slot & 1 == 1 && !core::mem::replace(&mut asked[wish], true) {
                ask(wish, Some(slot), held, &mut reached, &mut queue, &mut taker);
            }
        }
    }
    // Named besides: those not asked who want more than the slots that nobody here contends for.
    let is_short = |wish: usize| wishes[wish].count > (wishes[wish].open & !reached).count_ones() as usize;
    let short: Vec<usize> = (0..wishes.len()).filter(|&wish| asked[wish] || is_short(wish)).collect();
    let held_alone: u32 = short.iter().map(|&wish| (wishes[wish].open & !reached).count_ones()).sum();
    let contended: usize =
        (0..room.len()).filter(|&slot| reached >> slot & 1 == 1).map(|slot| room[slot]).sum();
    Err(Shortage {
        wanted: short.iter().map(|&wish| wishes[wish].count).sum(),
        seats: contended + held_alone as usize,
        slots: short.iter().fold(0, |slots, &wish| slots | wishes[wish].open),
        wishes: short,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_moves_over_for_another() {
        let wishes = [Wish { count: 1, open: 0b11 }, Wish { count: 1, open: 0b01 }];
        assert_eq!(fits(&wishes, &[1, 1]), Ok(()));
    }

    #[test]
    fn a_shortage_names_its_wishes_and_slots() {
        let wishes = [
            Wish { count: 1, open: 0b100 },
            Wish { count: 1, open: 0b011 },
            Wish { count: 2, open: 0b011 },
            Wish { count: 1, open: 0b011 },
        ];
        assert_eq!(fits(&wishes, &[2, 2, 1]), Ok(()));
        let short = Shortage { wishes: vec![1, 2, 3], slots: 0b011, wanted: 4, seats: 3 };
        assert_eq!(fits(&wishes, &[2, 1, 1]), Err(short));
    }

    #[test]
    fn one_wish_never_takes_a_slot_twice() {
        let short = Shortage { wishes: vec![0], slots: 0b1, wanted: 2, seats: 1 };
        assert_eq!(fits(&[Wish { count: 2, open: 0b1 }], &[5]), Err(short));
    }
}

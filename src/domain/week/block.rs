//! Rotation blocks of the week and their slots; with nothing set up, the usual ones.

use super::records::Block;
use super::week_of;
use crate::domain::id::BlockId;
use crate::domain::{Class, Date};

/// One slot of a block, in minutes after midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// Counted from 1.
    pub number: u32,
    /// When it starts.
    pub starts_at: u32,
    /// When it ends; then everybody moves.
    pub ends_at: u32,
}

/// Id of the block of a weekday (1 for Monday; 0 is every school day) in every week (0), the A weeks (1) or the B weeks
/// (2): the same on every computer.
pub fn block_key(weekday: u32, week: u32) -> BlockId {
    BlockId(match week {
        0 => format!("day-{weekday}"),
        week => format!("day-{weekday}-{week}"),
    })
}

/// The rotation block of a day: see [`block_in`].
pub fn block(class: &Class, day: Date) -> Block {
    let weekday = u32::from(day.weekday()) + 1;
    block_in(class, weekday, week_of(class, day))
}

/// Most slots of a block.
pub const MOST_SLOTS: u32 = 10;

/// The slots of a block.
pub fn slots(block: &Block) -> Vec<Slot> {
    let step = block.slot_minutes.saturating_add(block.transition_minutes);
    (1..=block.slots)
        .map(|number| {
            let starts_at = block.starts_at.saturating_add(step.saturating_mul(number - 1));
            Slot { number, starts_at, ends_at: starts_at.saturating_add(block.slot_minutes) }
        })
        .collect()
}

/// First minute of a block, and the one after its last.
pub fn span_of_block(block: &Block) -> (u32, u32) {
    (block.starts_at, slots(block).last().map_or(block.starts_at, |slot| slot.ends_at))
}

/// The block of a weekday in a week (0 where there are no A and B weeks): its own of that week, its own of every week,
/// the same of every day, else four slots of a quarter of an hour from 9:05 with two minutes to move.
pub fn block_in(class: &Class, weekday: u32, week: u32) -> Block {
    let of = |weekday: u32, week: u32| {
        let mut blocks = class.blocks.iter().map(|(_, block)| block);
        blocks.find(|block| (block.weekday, block.week) == (weekday, week))
    };
    let own = of(weekday, week).or_else(|| of(weekday, 0)).or_else(|| of(0, week)).or_else(|| of(0, 0));
    let usual =
        Block { starts_at: 545, slots: 4, slot_minutes: 15, transition_minutes: 2, ..Block::default() };
    let own = own.cloned().unwrap_or(usual);
    // More slots than `EditBlock` takes are of a damaged file.
    Block { slots: own.slots.min(MOST_SLOTS), ..own }
}

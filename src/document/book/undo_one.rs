//! One step by its number: what a notice speaks of is what its Undo takes back, whatever was done since.

use std::collections::BTreeMap;

use super::Book;
use super::steps::{Step, Undone, Was};
use crate::document::document::Place;
use crate::document::stamp::{ReplicaId, Stamp};

/// One thing that was done in one book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepId {
    of: ReplicaId,
    number: u64,
}

impl Was {
    fn place(&self) -> &Place {
        match self {
            Self::Wrote { place, .. } | Self::Stood { place, .. } | Self::Whole { place, .. } => place,
        }
    }

    /// Whether both are about the same field; a whole record is about each of its fields.
    fn meets(&self, other: &Self) -> bool {
        let (one, other) = (self.place(), other.place());
        let is_field = one.field == other.field || one.field.is_empty() || other.field.is_empty();
        is_field && one.id == other.id && one.kind == other.kind
    }
}

impl Book {
    /// The last thing that was done and not taken back.
    pub fn last_step(&self) -> Option<StepId> {
        self.done.last().map(|step| StepId { of: self.replica, number: step.number })
    }

    /// Takes that step back and no other. `None`, and nothing changed, where it was taken back already, is older than
    /// what is remembered, or a later step or another writer wrote where it did.
    pub fn undo_step(&mut self, id: StepId) -> Option<Undone> {
        let is_it = |step: &Step| id.of == self.replica && step.number == id.number;
        let at = self.done.iter().position(is_it)?;
        let (step, later) = self.done.split_at(at).1.split_first()?;
        let is_free = |was: &Was| later.iter().flat_map(|later| &later.before).all(|on| !on.meets(was));
        if !step.before.iter().all(is_free) || !step.before.iter().any(|was| self.stands(was)) {
            return None;
        }
        let step = self.done.remove(at);
        let (undone, inverse) = self.reverse(step);
        self.undone.push(inverse);
        Some(undone)
    }

    /// What stood there with those stamps stands there again, as a write with another: the steps that brought it can be
    /// taken back as before.
    pub(super) fn stands_again(&mut self, back: &BTreeMap<Place, Stamp>, stamp: Stamp) {
        let steps = self.done.iter_mut().chain(&mut self.undone);
        for was in steps.flat_map(|step| &mut step.before) {
            let old = back.get(was.place()).copied();
            match was {
                Was::Wrote { stamp: stands, .. } if Some(*stands) == old => *stands = stamp,
                Was::Stood { over, .. } if old.is_some() && over.last().copied() == old => over.push(stamp),
                _ => {}
            }
        }
    }

    /// Whether what the step did there stands as it left it.
    fn stands(&self, was: &Was) -> bool {
        let now = |place| self.document.field(place).map(|field| field.stamp);
        match was {
            Was::Wrote { place, stamp, .. } => now(place) == Some(*stamp),
            Was::Stood { place, over, .. } => now(place) == over.last().copied(),
            Was::Whole { .. } => self.is_whole(was),
        }
    }
}

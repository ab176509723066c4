//! One step by its number: what a notice speaks of is what its Undo takes back, whatever was done since.

use std::collections::BTreeMap;

use super::super::document::Place;
use super::super::stamp::{ReplicaId, Stamp};
use super::{Book, Step, Undone};

/// One thing that was done in one book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepId {
    of: ReplicaId,
    number: u64,
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
        let stands =
            |place: &Place| later.iter().all(|later| later.before.iter().all(|(at, ..)| at != place));
        if !step.before.iter().all(|(place, ..)| stands(place)) || !self.has_something_to_take_back(step) {
            return None;
        }
        let step = self.done.remove(at);
        let (undone, inverse) = self.reverse(step);
        self.undone.push(inverse);
        Some(undone)
    }

    /// What stood there with those stamps stands there again, as a write with another: the steps that wrote it can be
    /// taken back as before.
    pub(super) fn stands_again(&mut self, back: &BTreeMap<Place, Stamp>, stamp: Stamp) {
        let steps = self.done.iter_mut().chain(&mut self.undone);
        for (place, stands, _) in steps.flat_map(|step| &mut step.before) {
            if back.get(place) == Some(stands) {
                *stands = stamp;
            }
        }
    }

    /// Whether anything that the step wrote stands as it left it.
    fn has_something_to_take_back(&self, step: &Step) -> bool {
        let stands = |(place, stamp, _): &(Place, _, _)| {
            self.document.field(place).is_some_and(|field| field.stamp == *stamp)
        };
        step.before.iter().any(stands)
    }
}

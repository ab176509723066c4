//! A document at work: the typed class beside it, one writer, undo and redo.
//!
//! The page sends a command; the domain checks it and answers with plain changes; the book stamps them. Nothing else
//! changes a class. What comes back is to be saved before anybody says so. What can be taken back, and how, is in
//! [`steps`].

mod statement;
mod steps;
mod undo_one;

use super::declined::DECLINED;
use super::document::{Delta, Document, Field, Merged, Place, Touched};
use super::line::{Line, decide_first, take_in};
use super::stamp::{MAX_CLOCK, ReplicaId};
use crate::domain::Date;
use crate::domain::command::{Command, Context, Rejected};
use crate::domain::id::Mint;
use crate::domain::record::{Change, Value, within_limits};
use crate::domain::{Class, Sentence};
pub use steps::{Back, Undone};
use steps::{Step, Was};
pub use undo_one::StepId;

/// Steps that can be undone; older ones are only in the document.
const MAX_STEPS: usize = 200;
/// Touched records that are remembered; a view that is further behind computes everything again.
const MAX_TOUCHED: usize = 1000;

/// A class document, its typed form, and what this writer did to it.
#[derive(Debug, Clone)]
pub struct Book {
    document: Document,
    class: Class,
    replica: ReplicaId,
    done: Vec<Step>,
    undone: Vec<Step>,
    /// Steps that were remembered in this book.
    steps: u64,
    touched: Vec<Touched>,
    /// Touches before those.
    forgotten: usize,
}

/// How far a view has followed the changes of a book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Followed {
    of: ReplicaId,
    touches: usize,
}

fn value_of(field: Option<&Field>) -> Value {
    field.map_or(Value::Null, |field| field.value.clone())
}

impl Book {
    /// Opens a document for `replica`, a writer that no other tab uses.
    pub fn new(document: Document, replica: ReplicaId) -> Self {
        let mut book = Self {
            document,
            class: Class::default(),
            replica,
            done: Vec::new(),
            undone: Vec::new(),
            steps: 0,
            touched: Vec::new(),
            forgotten: 0,
        };
        book.read_again();
        book
    }

    /// The typed class.
    pub fn class(&self) -> &Class {
        &self.class
    }

    /// The stamped records that the typed class is read from.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The writer under which this book's commands are stamped.
    pub fn replica(&self) -> ReplicaId {
        self.replica
    }

    /// The changes up to now.
    pub fn followed(&self) -> Followed {
        Followed { of: self.replica, touches: self.forgotten + self.touched.len() }
    }

    /// Records that have changed since then; `None` where too many have, or it was another book.
    pub fn touched_since(&self, followed: Followed) -> Option<&[Touched]> {
        let from = followed.touches.checked_sub(self.forgotten).filter(|_| followed.of == self.replica)?;
        self.touched.get(from..)
    }

    /// Label of what undo would take back.
    pub fn can_undo(&self) -> Option<&Sentence> {
        self.done.last().map(|step| &step.label)
    }

    /// Label of what redo would do again.
    pub fn can_redo(&self) -> Option<&Sentence> {
        self.undone.last().map(|step| &step.label)
    }

    /// Checks a command and does it. An empty delta means that there was nothing to change.
    ///
    /// # Errors
    /// [`Rejected`] names the field and the fix; nothing has changed then.
    pub fn dispatch(&mut self, command: &dyn Command, today: Date) -> Result<Delta, Rejected> {
        if self.document.clock() >= MAX_CLOCK {
            return Err(Rejected::because("class.no_more_changes"));
        }
        let stamp = self.document.next_stamp(self.replica);
        let mut context = Context { today, mint: Mint::new(stamp.to_string()) };
        let mut changes = command.changes(&self.class, &mut context)?.0;
        within_limits(&changes).map_err(Rejected)?;
        let label = command.label(&self.class);
        let is_gone = |change: &Change| {
            let entry = self.document.records.get(change.kind).and_then(|records| records.get(&change.id));
            entry.is_some_and(|entry| entry.gone.is_some())
        };
        if changes.iter().any(is_gone) {
            return Err(Rejected::because("class.removed_for_good"));
        }
        statement::keep_what_is_said(&self.document, &mut changes);
        let before = changes.iter().map(|change| {
            let place = statement::place(change);
            let was = self.document.field(&place).cloned();
            Was::Wrote { place, stamp, was }
        });
        let before = before.collect();
        self.class.apply(&changes);
        let delta = self.document.write(stamp, changes);
        self.touch(delta.writes.iter().map(|write| &write.place));
        self.remember(label, before);
        Ok(delta)
    }

    /// Takes in what other tabs wrote. It is saved already.
    pub fn take_lines(&mut self, lines: Vec<Line>) -> Merged {
        let mut merged = decide_first(&mut self.document, &lines);
        for line in lines {
            let more = take_in(&mut self.document, line);
            merged.changed.extend(more.changed);
            merged.conflicts.extend(more.conflicts);
            merged.clashes.extend(more.clashes);
        }
        self.show(&merged);
        merged
    }

    /// A copy that the person brings in: what was declined of it before is wanted now.
    pub fn accepting(&self, other: &Document) -> Document {
        self.document.accepting(other, self.document.next_stamp(self.replica))
    }

    /// Takes another copy of the class in, as one thing that can be undone, and writes the `preferred` values over what
    /// the merge decided. The copy is to be saved, and the delta after it.
    pub fn take_document(
        &mut self,
        other: &Document,
        preferred: Vec<(Place, Value)>,
        label: Sentence,
    ) -> (Merged, Delta) {
        let gone = self.would_go(other);
        let merged = self.document.merge(other);
        self.show(&merged);
        let mut before = Vec::with_capacity(merged.changed.len());
        for (place, old) in merged.changed.iter().filter(|(place, _)| place.kind != DECLINED) {
            if let Some(field) = self.document.field(place) {
                before.push(Was::Stood { place: place.clone(), over: vec![field.stamp], was: old.clone() });
            }
        }
        before.extend(gone.into_iter().filter(|was| self.is_whole(was)));
        let (delta, instead) = self.write_values(preferred);
        for wrote in instead {
            let Was::Wrote { place: at, stamp, .. } = &wrote else { continue };
            let at_same = |was: &&mut Was| matches!(was, Was::Stood { place, .. } if place == at);
            // What stood there before the merge, not what the merge put there for a moment.
            match before.iter_mut().find(at_same) {
                Some(Was::Stood { over, .. }) => over.push(*stamp),
                _ => before.push(wrote),
            }
        }
        self.remember(label, before);
        (merged, delta)
    }

    /// Writes values where others stand, as one thing that can be undone: the other value of a conflict. To be saved;
    /// empty where they stand there already.
    pub fn set(&mut self, values: Vec<(Place, Value)>, label: Sentence) -> Delta {
        let (delta, before) = self.write_values(values);
        self.remember(label, before);
        delta
    }

    fn write_values(&mut self, values: Vec<(Place, Value)>) -> (Delta, Vec<Was>) {
        let stamp = self.document.next_stamp(self.replica);
        let mut delta = Delta { stamp, writes: Vec::new() };
        let mut before = Vec::with_capacity(values.len());
        for (place, value) in values {
            let now = self.document.field(&place).cloned();
            if value_of(now.as_ref()) != value {
                self.class.set(&place.kind, &place.id, &place.field, &value);
                self.document.write_one(&mut delta, place.clone(), value);
                before.push(Was::Wrote { place, stamp, was: now });
            }
        }
        self.touch(delta.writes.iter().map(|write| &write.place));
        (delta, before)
    }

    /// From here on nothing of before can be taken back step by step.
    pub fn forget_steps(&mut self) {
        (self.done, self.undone) = (Vec::new(), Vec::new());
    }

    fn remember(&mut self, label: Sentence, before: Vec<Was>) {
        if before.is_empty() {
            return;
        }
        self.steps += 1;
        self.undone.clear();
        self.done.push(Step { number: self.steps, label, before });
        if self.done.len() > MAX_STEPS {
            self.done.remove(0);
        }
    }

    fn show(&mut self, merged: &Merged) {
        if merged.changed.iter().any(|(place, _)| place.field.is_empty()) {
            self.read_again();
            return;
        }
        for (place, _) in &merged.changed {
            let value = value_of(self.document.field(place));
            self.class.set(&place.kind, &place.id, &place.field, &value);
        }
        self.touch(merged.changed.iter().map(|(place, _)| place));
    }

    fn touch<'a>(&mut self, places: impl Iterator<Item = &'a Place>) {
        let mut last = None;
        for Place { kind, id, .. } in places {
            // Fields of one record stand together. What an earlier command touched is touched again.
            if last.replace((kind, id)) != Some((kind, id)) {
                self.touched.push((kind.clone(), id.clone()));
            }
        }
        if self.touched.len() > MAX_TOUCHED {
            self.touch_all();
        }
    }

    fn touch_all(&mut self) {
        // One more than there were: who has followed all of them is behind too.
        self.forgotten += self.touched.len() + 1;
        self.touched.clear();
    }

    fn read_again(&mut self) {
        self.touch_all();
        self.class = Class::default();
        for (kind, records) in &self.document.records {
            for (id, entry) in records {
                for (field, written) in &entry.fields {
                    self.class.set(kind, id, field, &written.value);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;

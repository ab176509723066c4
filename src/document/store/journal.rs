//! What a tab knows of its class on the shelf, and how it writes there.
//!
//! The journal remembers which lines and slots the open document holds, so that nothing is read twice, and which lines
//! each slot holds, so that a fold ([`super::fold`]) knows what may go.

use super::fold::Fold;
use super::slot::{self, Slot};
use super::{Found, ROOT, keys_below, open};
use crate::document::document::{Conflict, Delta, Document};
use crate::document::line::{self, Line};
use crate::document::shelf::{Shelf, ShelfError};
use crate::document::stamp::Stamp;
use crate::document::store::reserve::{self, Room};
use crate::domain::order::Order;

/// What a tab knows of its class on the shelf.
#[derive(Debug, Clone, Default)]
pub struct Journal {
    pub(super) class: String,
    /// Keys of the lines that the document holds.
    pub(super) lines: Vec<String>,
    pub(super) slots: Vec<KnownSlot>,
    unreadable: Vec<String>,
    /// A key that was there when this tab last wrote or read.
    pub(super) anchor: Option<String>,
    /// The line that this tab wrote last.
    wrote: Option<String>,
    /// A fold that is half done. What it takes for granted goes with it: the slots, and that a line stays what it is.
    pub(super) fold: Option<Fold>,
}

/// A slot that the document holds.
#[derive(Debug, Clone)]
pub(super) struct KnownSlot {
    pub(super) key: String,
    pub(super) seal: String,
    pub(super) generation: u64,
    /// Keys of the lines that it holds.
    pub(super) lines: Vec<String>,
}

/// What [`Journal::save_again`] did.
#[derive(Debug, Clone, PartialEq)]
pub struct SavedAgain {
    /// How it went, where it had to write.
    pub room: Option<Room>,
    /// What is on the shelf: another tab may have folded lines that this one never saw.
    pub found: Document,
    /// Edits of other tabs that met on the shelf, where this one may hold neither. Those that meet what is open are told
    /// where it takes in what was found.
    pub conflicts: Vec<Conflict>,
}

impl Journal {
    /// Of a class of which nothing was read yet.
    pub fn new(class: &str) -> Self {
        Self { class: class.to_owned(), ..Self::default() }
    }

    /// Keys whose text could not be read. They are left as they are.
    pub fn unreadable(&self) -> &[String] {
        &self.unreadable
    }

    /// How many lines lie on the shelf, as far as this tab knows.
    pub fn lines(&self) -> usize {
        self.lines.len()
    }

    /// Reads what the document does not hold yet: lines and slots that other tabs wrote, or everything at first.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub fn hear(&mut self, shelf: &impl Shelf) -> Result<Vec<Line>, ShelfError> {
        self.unreadable.clear();
        let slots = self.new_slots(shelf)?;
        let mut lines = Vec::new();
        let mut keys = keys_below(shelf, &self.prefix("j"))?;
        // Oldest first: a merge is the same in any order, but this one is the quickest.
        keys.order_by_key(|key| (clock_of(key), key.clone()));
        let known = self.lines.len();
        self.lines.retain(|key| keys.contains(key));
        if self.lines.len() < known {
            // The key of a line that is gone may be written again, with something else.
            self.fold = None;
        }
        for key in keys {
            let is_known = self.lines.contains(&key);
            // A new slot may hold known lines too.
            if is_known && slots.is_empty() {
                continue;
            }
            let Some(text) = shelf.get(&key)? else { continue };
            match line::read(&text) {
                Some(line) => lines.push((key, is_known, line)),
                None => self.unreadable.push(key),
            }
        }
        let (mut heard, mut in_slots) = (Vec::new(), Vec::new());
        let was_cleared = slots.is_empty() && !self.stands(shelf)?;
        for (key, seal, slot) in slots {
            let held = lines.iter().filter(|(_, _, line)| holds(&slot.document, line));
            let held: Vec<_> = held.map(|(key, _, _)| key.clone()).collect();
            in_slots.extend(held.iter().cloned());
            self.know(KnownSlot { key, seal, generation: slot.generation, lines: held });
            heard.push(Line::Document(Box::new(slot.document)));
        }
        for (key, is_known, line) in lines {
            // A fold of another tab frees keys, and under one that is known something else may lie by now.
            if !is_known || !in_slots.contains(&key) {
                heard.push(line);
            }
            if !is_known {
                self.lines.push(key);
            }
        }
        // A fold takes lines away and leaves a new slot. Where there is none, somebody has cleared the storage: the lost
        // anchor still has to tell so.
        if !was_cleared {
            self.anchor =
                self.slots.first().map(|slot| slot.key.clone()).or_else(|| self.lines.last().cloned());
        }
        Ok(heard)
    }

    pub(super) fn new_slots(
        &mut self,
        shelf: &impl Shelf,
    ) -> Result<Vec<(String, String, Slot)>, ShelfError> {
        let mut new = Vec::new();
        let keys = keys_below(shelf, &self.prefix("slot"))?;
        self.slots.retain(|known| keys.contains(&known.key));
        for key in keys {
            let Some(text) = shelf.get(&key)? else { continue };
            let seal = slot::checksum(&text).to_owned();
            if self.slots.iter().any(|known| known.key == key && known.seal == seal) {
                continue;
            }
            match slot::read(&text) {
                Some(slot) => new.push((key, seal, slot)),
                None => {
                    self.slots.retain(|known| known.key != key);
                    self.unreadable.push(key);
                }
            }
        }
        Ok(new)
    }

    pub(super) fn know(&mut self, slot: KnownSlot) {
        self.fold = None;
        self.slots.retain(|known| known.key != slot.key);
        self.slots.push(slot);
        self.slots.order_by_key(|slot| slot.generation);
    }

    /// Notes a line that the document has taken in: another tab's, as the browser told of it.
    pub fn heard(&mut self, key: &str) {
        if !self.lines.iter().any(|known| known == key) {
            self.lines.push(key.to_owned());
        }
    }

    /// Writes what a command wrote, as a new key that is never written again. The page may say "saved" after this.
    ///
    /// # Errors
    /// Where there is no room, or the browser refuses: then nothing was saved.
    pub fn append(&mut self, shelf: &mut impl Shelf, delta: Delta) -> Result<Room, ShelfError> {
        self.write(shelf, delta.stamp, &Line::Delta(delta))
    }

    /// Writes a document that was merged in, as one line.
    ///
    /// # Errors
    /// Where there is no room, or the browser refuses: then nothing was saved.
    pub fn append_document(
        &mut self,
        shelf: &mut impl Shelf,
        stamp: Stamp,
        document: Document,
    ) -> Result<Room, ShelfError> {
        self.write(shelf, stamp, &Line::Document(Box::new(document)))
    }

    fn write(&mut self, shelf: &mut impl Shelf, stamp: Stamp, line: &Line) -> Result<Room, ShelfError> {
        let of_replica = format!("{}{}/", self.prefix("j"), stamp.replica);
        // A document takes no stamp of its own: the next command has the same one. Nor is a key used again whose line is
        // gone: another tab may know it, and would never read what is there now.
        let mut key = match &self.wrote {
            Some(last) if last.starts_with(&of_replica) && clock_of(last) >= stamp.clock => {
                format!("{last}+")
            }
            _ => format!("{of_replica}{}", stamp.clock),
        };
        while self.lines.contains(&key) {
            key.push('+');
        }
        let room = reserve::write(shelf, &key, &line::write(line))?;
        self.lines.push(key.clone());
        self.wrote = Some(key.clone());
        self.anchor = Some(key);
        Ok(room)
    }

    /// Whether what this tab last saw on the shelf is still there. If not, another tab has folded, or somebody has
    /// cleared the browser's storage: [`Self::save_again`] tells.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub fn stands(&self, shelf: &impl Shelf) -> Result<bool, ShelfError> {
        self.anchor.as_ref().map_or(Ok(true), |key| shelf.get(key).map(|text| text.is_some()))
    }

    /// Looks whether the shelf holds the whole document, and where it does not, writes it again. The journal knows the
    /// shelf anew after this, so the document has to take in what was found there.
    ///
    /// # Errors
    /// Where there is no room, or the browser refuses: then what is missing is not saved, and nothing was found.
    pub fn save_again(
        &mut self,
        shelf: &mut impl Shelf,
        stamp: Stamp,
        document: &Document,
    ) -> Result<SavedAgain, ShelfError> {
        let Found { document: found, mut journal, conflicts } = open(shelf, &self.class)?;
        journal.wrote = self.wrote.clone();
        let mut room = None;
        if !found.holds_all_of(document) {
            let mut all = found.clone();
            all.merge(document);
            room = Some(journal.append_document(shelf, stamp, all)?);
        }
        *self = journal;
        Ok(SavedAgain { room, found, conflicts })
    }

    /// Every line is removed from the shelf: the slots hold them.
    pub(super) fn forget_lines(&mut self) {
        self.lines.clear();
        self.unreadable.clear();
        self.slots.iter_mut().for_each(|slot| slot.lines.clear());
    }

    /// Whether a key is that of a slot that the document holds.
    pub(super) fn knows_slot(&self, key: &str) -> bool {
        self.slots.iter().any(|slot| slot.key == key)
    }

    /// The newest slot's key.
    pub(super) fn newest_slot(&self) -> Option<&str> {
        self.slots.last().map(|slot| slot.key.as_str())
    }

    pub(super) fn prefix(&self, part: &str) -> String {
        format!("{ROOT}{}/{part}/", self.class)
    }
}

fn holds(document: &Document, line: &Line) -> bool {
    match line {
        Line::Delta(delta) => delta.writes.iter().all(|write| document.holds(write)),
        Line::Document(other) => document.holds_all_of(other),
    }
}

fn clock_of(key: &str) -> u64 {
    key.rsplit('/').next().and_then(|clock| clock.trim_end_matches('+').parse().ok()).unwrap_or(0)
}

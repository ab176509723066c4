//! A fold: the whole class written into a slot, and the lines removed that both slots hold then.
//!
//! A fold goes slice by slice, with commands between the slices. The slot holds the lines that the document held when
//! its last record was read; what is written later stays a line. A fold is half done in memory only: until the slot is
//! written the shelf is as it was, so a page that is closed meanwhile loses nothing.

use super::journal::{Journal, KnownSlot};
use super::{keys_below, slot};
use crate::document::book::{Book, Followed};
use crate::document::document::Document;
use crate::document::file;
use crate::document::packing::Packing;
use crate::document::shelf::{Shelf, ShelfError};

/// How far a fold is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Folded {
    /// There is more to do.
    Going,
    /// The slot is written.
    Written,
    /// There is none: it was not begun, or what it was made from is no longer how the shelf is.
    Dropped,
}

/// A fold that is half done.
#[derive(Clone)]
pub(super) struct Fold {
    packing: Packing,
    /// The changes of the book that were read.
    followed: Followed,
    /// Keys of the lines that the slot will hold: those of the journal, as long as the document is being read.
    lines: Vec<String>,
}

impl std::fmt::Debug for Fold {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Fold").field("lines", &self.lines).finish_non_exhaustive()
    }
}

impl Fold {
    /// One slice, with what the book has changed since the last: the packed class when it is done.
    fn slice(&mut self, book: &Book, lines: &[String], size: usize) -> Option<String> {
        if self.packing.is_reading() {
            match book.touched_since(self.followed) {
                Some(touched) => self.packing.read_again(book.document(), touched),
                // So much that reading everything again is less.
                None => self.packing = Packing::new(),
            }
            self.followed = book.followed();
            self.lines = lines.to_vec();
        }
        self.packing.slice(book.document(), size)
    }
}

impl Journal {
    /// Begins a fold, from the start where one is half done. [`Self::hear`] comes first.
    pub fn begin_fold(&mut self, book: &Book) {
        self.fold = Some(Fold { packing: Packing::new(), followed: book.followed(), lines: Vec::new() });
    }

    /// Whether a fold is half done.
    pub fn is_folding(&self) -> bool {
        self.fold.is_some()
    }

    /// Goes on with a fold, as much as `size` records take; with the last slice, writes the slot as [`Self::fold`] does.
    ///
    /// # Errors
    /// Where there is no room, or the browser refuses: every line is still there then, and the fold is dropped.
    pub fn fold_on(
        &mut self,
        shelf: &mut impl Shelf,
        book: &Book,
        size: usize,
    ) -> Result<Folded, ShelfError> {
        let Some(mut fold) = self.fold.take_if(|_| book.document().id == self.class) else {
            return Ok(Folded::Dropped);
        };
        let Some(packed) = fold.slice(book, &self.lines, size) else {
            self.fold = Some(fold);
            return Ok(Folded::Going);
        };
        self.write_slot(shelf, &packed, fold.lines)
    }

    /// Folds at once: writes the document over the oldest slot, reads it back, and removes the lines that another slot
    /// holds too, whoever wrote them: most were written by tabs that are long closed. The other slot was not touched; so
    /// nothing is lost even where two tabs fold at once. Does nothing where a slot is on the shelf that the document
    /// does not hold: [`Self::hear`] comes first.
    ///
    /// # Errors
    /// Where there is no room, or the browser refuses: every line is still there then.
    pub fn fold(&mut self, shelf: &mut impl Shelf, document: &Document) -> Result<Folded, ShelfError> {
        self.fold = None;
        self.write_slot(shelf, &file::pack(document), self.lines.clone())
    }

    fn write_slot(
        &mut self,
        shelf: &mut impl Shelf,
        packed: &str,
        lines: Vec<String>,
    ) -> Result<Folded, ShelfError> {
        if !self.new_slots(shelf)?.is_empty() {
            return Ok(Folded::Dropped);
        }
        let generation = self.slots.last().map_or(0, |slot| slot.generation) + 1;
        let key = self.slot_to_write(shelf)?;
        let text = slot::write(packed, generation);
        shelf.set(&key, &text)?;
        if shelf.get(&key)?.as_deref() != Some(&text) {
            return Err(ShelfError::Blocked("slot".into()));
        }
        let seal = slot::checksum(&text).to_owned();
        self.know(KnownSlot { key: key.clone(), seal, generation, lines });
        self.anchor = Some(key);
        self.remove_held(shelf)?;
        Ok(Folded::Written)
    }

    /// Removes the lines that the two newest slots hold.
    fn remove_held(&mut self, shelf: &mut impl Shelf) -> Result<(), ShelfError> {
        let [.., other, newest] = self.slots.as_slice() else { return Ok(()) };
        let (held, kept): (Vec<_>, Vec<_>) = self
            .lines
            .iter()
            .cloned()
            .partition(|line| other.lines.contains(line) && newest.lines.contains(line));
        self.lines = kept;
        // A key that is free again may be written again, and no slot holds that line yet.
        for slot in &mut self.slots {
            slot.lines.retain(|line| !held.contains(line));
        }
        held.iter().try_for_each(|line| shelf.remove(line))
    }

    /// The older of two slots, or a letter that is free. A slot that cannot be read keeps its own.
    fn slot_to_write(&self, shelf: &impl Shelf) -> Result<String, ShelfError> {
        if let [oldest, _, ..] = self.slots.as_slice() {
            return Ok(oldest.key.clone());
        }
        let prefix = self.prefix("slot");
        let taken = keys_below(shelf, &prefix)?;
        let mut letters = ('a'..='z').map(|letter| format!("{prefix}{letter}"));
        letters.find(|key| !taken.contains(key)).ok_or_else(|| ShelfError::Blocked("slot".into()))
    }
}

#[cfg(test)]
mod tests;

//! Classes on a shelf: a line a command, snapshot slots, backups, and nothing overwritten that cannot be read.
//!
//! Keys are `rondo/1/<class>/j/<replica>/<clock>` for lines, `rondo/1/<class>/slot/<letter>` for slots and
//! `rondo/1/<class>/backup/<day>/<number>` for backups. Opening merges every slot and every line, so neither order nor a
//! half-done fold matters. A text that cannot be read stays under its key: slots of other letters are used beside it.

pub mod backup;
mod digest;
mod fold;
mod journal;
pub mod reserve;
mod slot;
#[cfg(test)]
mod tests;

pub use digest::{Digest, digest, read_digest, write_digest};
pub use fold::Folded;
pub use journal::{Journal, SavedAgain};

use super::document::{Conflict, Document};
use super::line::{Line, decide_first, take_in};
use super::shelf::{Shelf, ShelfError};
use super::trust;
use crate::domain::order::Order;

const ROOT: &str = "rondo/1/";
/// Written for a moment when a class is taken out of the browser, with its id, so that other tabs close it instead of
/// saving it again.
pub const GONE: &str = "rondo/gone";
/// Stands for every class under [`GONE`].
pub const ALL: &str = "*";

/// A class as the shelf has it.
#[derive(Debug, Clone)]
pub struct Found {
    /// Everything that could be read, merged.
    pub document: Document,
    /// What of the shelf it holds.
    pub journal: Journal,
    /// Edits of two tabs that had not seen each other.
    pub conflicts: Vec<Conflict>,
}

/// Ids of the classes on the shelf.
///
/// # Errors
/// Where the browser refuses.
pub fn classes(shelf: &impl Shelf) -> Result<Vec<String>, ShelfError> {
    let mut ids: Vec<String> = shelf
        .keys()?
        .iter()
        .filter_map(|key| {
            let (class, rest) = key.strip_prefix(ROOT)?.split_once('/')?;
            (rest.starts_with("j/") || rest.starts_with("slot/")).then(|| class.to_owned())
        })
        .collect();
    ids.order();
    ids.dedup();
    Ok(ids)
}

/// The class to which a key belongs.
pub fn class_of(key: &str) -> Option<&str> {
    key.strip_prefix(ROOT)?.split_once('/').map(|(class, _)| class)
}

/// Opens a class: every slot and every line, merged.
///
/// # Errors
/// Where the browser refuses. A text that cannot be read is no error: the journal lists it, and it is left alone.
pub fn open(shelf: &impl Shelf, class: &str) -> Result<Found, ShelfError> {
    let mut found =
        Found { document: Document::new(class), journal: Journal::new(class), conflicts: Vec::new() };
    let lines = found.journal.hear(shelf)?;
    decide_first(&mut found.document, &lines);
    for line in lines {
        let merged = match line {
            Line::Document(other) => found.document.absorb(*other),
            delta => take_in(&mut found.document, delta),
        };
        found.conflicts.extend(merged.conflicts);
    }
    let own = trust::own(shelf, class).map(|own| own.replicas).unwrap_or_default();
    found.document.forget_undone(&own);
    Ok(found)
}

/// The class of a key, where it is a journal line's.
pub fn line_class(key: &str) -> Option<&str> {
    let (class, rest) = key.strip_prefix(ROOT)?.split_once('/')?;
    rest.starts_with("j/").then_some(class)
}

/// Removes a class from the shelf: its lines, slots and backups, and what was kept beside them.
///
/// # Errors
/// Where the browser refuses.
pub fn forget(shelf: &mut impl Shelf, class: &str) -> Result<(), ShelfError> {
    remove_all(shelf, &format!("{ROOT}{class}/"), class)
}

/// Removes everything of Rondo from the shelf, and nothing of anybody else who keeps something there.
///
/// # Errors
/// Where the browser refuses.
pub fn clear(shelf: &mut impl Shelf) -> Result<(), ShelfError> {
    remove_all(shelf, "rondo/", ALL)
}

/// Removes lines, earlier states and what could not be read of a class, and leaves the slots that the journal knows.
///
/// # Errors
/// Where the browser refuses.
pub fn drop_all_but_slots(
    shelf: &mut impl Shelf,
    class: &str,
    journal: &mut Journal,
) -> Result<(), ShelfError> {
    journal.forget_lines();
    for key in keys_below(shelf, &format!("{ROOT}{class}/"))? {
        let is_part = ["/j/", "/backup/", "/slot/"].iter().any(|part| key.contains(part));
        if is_part && !journal.knows_slot(&key) {
            shelf.remove(&key)?;
        }
    }
    Ok(())
}

fn remove_all(shelf: &mut impl Shelf, prefix: &str, gone: &str) -> Result<(), ShelfError> {
    keys_below(shelf, prefix)?.iter().try_for_each(|key| shelf.remove(key))?;
    shelf.set(GONE, gone)?;
    shelf.remove(GONE)
}

fn keys_below(shelf: &impl Shelf, prefix: &str) -> Result<Vec<String>, ShelfError> {
    let mut keys = shelf.keys()?;
    keys.retain(|key| key.starts_with(prefix));
    Ok(keys)
}

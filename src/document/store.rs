//! Classes on a shelf: a line a command, two snapshot slots, and nothing overwritten that cannot be read.
//!
//! Keys are `rondo/1/<class>/j/<replica>/<clock>` for lines and `rondo/1/<class>/slot/a|b` for slots. Opening merges
//! both slots and every line, so neither order nor a half-done fold matters.

use super::book::Book;
use super::document::{Delta, Document, Merged};
use super::json::quote;
use super::line::{self, Line};
use super::reserve::{self, Room};
use super::shelf::{Shelf, ShelfError};
use super::stamp::{ReplicaId, Stamp};
use super::{file, pack};
use crate::domain::Class;
use crate::domain::order::Order;

const ROOT: &str = "rondo/1/";
const SLOTS: [&str; 2] = ["a", "b"];

/// A class as the shelf has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Everything that could be read, merged.
    pub document: Document,
    /// Keys whose text could not be read. They are left as they are.
    pub unreadable: Vec<String>,
    /// Keys of the lines that were read.
    pub lines: Vec<String>,
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

/// Opens a class: both slots and every line, merged.
///
/// # Errors
/// Where the browser refuses. A text that cannot be read is no error: it is listed and left alone.
pub fn open(shelf: &impl Shelf, class: &str) -> Result<Found, ShelfError> {
    let mut found = Found { document: Document::new(class), unreadable: Vec::new(), lines: Vec::new() };
    let slot_prefix = format!("{ROOT}{class}/slot/");
    let line_prefix = format!("{ROOT}{class}/j/");
    let mut keys = shelf.keys()?;
    // Slots first, oldest line first: a merge is the same in any order, but this one is the quickest.
    keys.retain(|key| key.starts_with(&slot_prefix) || key.starts_with(&line_prefix));
    keys.order_by_key(|key| (key.starts_with(&line_prefix), clock_of(key), key.clone()));
    for key in keys {
        let Some(text) = shelf.get(&key)? else { continue };
        let is_line = key.starts_with(&line_prefix);
        let read = if is_line {
            line::read(&text).map(|line| take_in(&mut found.document, line))
        } else {
            read_slot(&text).map(|slot| found.document.merge(&slot.document))
        };
        match read {
            Some(_) if is_line => found.lines.push(key),
            Some(_) => {}
            None => found.unreadable.push(key),
        }
    }
    Ok(found)
}

/// Takes one line, as another tab has just written it.
pub fn take_in(document: &mut Document, line: Line) -> Merged {
    match line {
        Line::Delta(delta) => document.take_delta(delta),
        Line::Document(other) => document.merge(&other),
    }
}

/// The class and the line of a key, where it is a journal line's.
pub fn line_class(key: &str) -> Option<&str> {
    let (class, rest) = key.strip_prefix(ROOT)?.split_once('/')?;
    rest.starts_with("j/").then_some(class)
}

/// Writes what a command wrote, as a new key that is never written again. The page may say "saved" after this.
///
/// # Errors
/// Where there is no room, or the browser refuses: then nothing was saved.
pub fn append(shelf: &mut impl Shelf, class: &str, delta: Delta) -> Result<Room, ShelfError> {
    let key = line_key(class, delta.stamp);
    reserve::write(shelf, &key, &line::write(&Line::Delta(delta)))
}

/// Writes a document that was merged in, as one line.
///
/// # Errors
/// Where there is no room, or the browser refuses: then nothing was saved.
pub fn append_document(shelf: &mut impl Shelf, stamp: Stamp, document: Document) -> Result<Room, ShelfError> {
    let key = line_key(&document.id, stamp);
    reserve::write(shelf, &key, &line::write(&Line::Document(Box::new(document))))
}

/// Writes the merge of everything over the older slot, reads it back, and removes the lines that both slots hold now,
/// whoever wrote them: most were written by tabs that are long closed. The other slot was not touched, and it holds
/// them; so nothing is lost even where two tabs fold at once.
///
/// # Errors
/// Where there is no room, or the browser refuses: every line is still there then.
pub fn fold(shelf: &mut impl Shelf, document: &Document) -> Result<(), ShelfError> {
    let key = |slot: &str| format!("{ROOT}{}/slot/{slot}", document.id);
    let mut slots = Vec::new();
    for slot in SLOTS {
        let text = shelf.get(&key(slot))?;
        let read = text.as_deref().map(read_slot);
        if matches!(read, Some(None)) {
            // Unreadable: it stays as it is, and nothing is folded over it.
            return Ok(());
        }
        slots.push((slot, read.flatten()));
    }
    slots.order_by_key(|(_, slot)| slot.as_ref().map_or(0, |slot| slot.generation));
    let generation = slots.last().and_then(|(_, slot)| slot.as_ref()).map_or(0, |slot| slot.generation) + 1;
    let target = key(slots[0].0);
    // A tab that has not heard of everything must not fold another tab's work away.
    let mut all = document.clone();
    for slot in slots.iter().filter_map(|(_, slot)| slot.as_ref()) {
        all.merge(&slot.document);
    }
    let text = write_slot(&all, generation);
    shelf.set(&target, &text)?;
    if shelf.get(&target)?.as_deref() != Some(&text) {
        return Err(ShelfError::Blocked("slot".into()));
    }
    let Some((_, Some(other))) = slots.pop() else { return Ok(()) };
    let lines = format!("{ROOT}{}/j/", document.id);
    for line_key in shelf.keys()?.into_iter().filter(|key| key.starts_with(&lines)) {
        let held = shelf
            .get(&line_key)?
            .as_deref()
            .and_then(line::read)
            .is_some_and(|line| holds(&other.document, &line));
        if held {
            shelf.remove(&line_key)?;
        }
    }
    Ok(())
}

/// What the list of classes says of one, so that it need not be opened.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Digest {
    /// Name of the class.
    pub name: String,
    /// How many students it has.
    pub students: usize,
    /// Whether it is the sample class.
    pub sample: bool,
}

/// Digest of an open class.
pub fn digest(class: &Class) -> Digest {
    let about = class.about();
    Digest { name: about.name, students: class.students.len(), sample: about.sample }
}

/// Keeps a digest beside the class.
///
/// # Errors
/// Where there is no room, or the browser refuses; nothing depends on it.
pub fn write_digest(shelf: &mut impl Shelf, class: &str, digest: &Digest) -> Result<(), ShelfError> {
    let Digest { name, students, sample } = digest;
    let text = line::seal(&format!("[{},{students},{sample}]", quote(name)));
    shelf.set(&format!("{ROOT}{class}/digest"), &text)
}

/// The digest beside a class; where it is missing or damaged, the class is opened.
///
/// # Errors
/// Where the browser refuses.
pub fn read_digest(shelf: &impl Shelf, class: &str) -> Result<Digest, ShelfError> {
    let kept = shelf.get(&format!("{ROOT}{class}/digest"))?;
    let kept = kept.as_deref().and_then(line::unseal).and_then(|text| serde_json::from_str(text).ok());
    if let Some((name, students, sample)) = kept {
        return Ok(Digest { name, students, sample });
    }
    let book = Book::new(open(shelf, class)?.document, ReplicaId::default());
    Ok(digest(book.class()))
}

/// Removes a class from the shelf: its lines, its slots, and what was kept beside them.
///
/// # Errors
/// Where the browser refuses.
pub fn forget(shelf: &mut impl Shelf, class: &str) -> Result<(), ShelfError> {
    let prefix = format!("{ROOT}{class}/");
    for key in shelf.keys()?.into_iter().filter(|key| key.starts_with(&prefix)) {
        shelf.remove(&key)?;
    }
    Ok(())
}

/// Removes everything of Rondo from the shelf, and nothing of anybody else who keeps something there.
///
/// # Errors
/// Where the browser refuses.
pub fn clear(shelf: &mut impl Shelf) -> Result<(), ShelfError> {
    for key in shelf.keys()?.into_iter().filter(|key| key.starts_with("rondo/")) {
        shelf.remove(&key)?;
    }
    Ok(())
}

struct Slot {
    generation: u64,
    document: Document,
}

fn write_slot(document: &Document, generation: u64) -> String {
    line::seal(&format!("{generation} {}", pack::pack(file::write(document).as_bytes())))
}

fn read_slot(text: &str) -> Option<Slot> {
    let (generation, packed) = line::unseal(text)?.split_once(' ')?;
    let document = file::read(&pack::unpack(packed)?).ok()?.document;
    Some(Slot { generation: generation.parse().ok()?, document })
}

fn holds(document: &Document, line: &Line) -> bool {
    match line {
        Line::Delta(delta) => delta.writes.iter().all(|write| document.holds(write)),
        Line::Document(other) => document.clone().merge(other).changed.is_empty(),
    }
}

fn line_key(class: &str, stamp: Stamp) -> String {
    format!("{ROOT}{class}/j/{}/{}", stamp.replica, stamp.clock)
}

fn clock_of(key: &str) -> u64 {
    key.rsplit('/').next().and_then(|clock| clock.parse().ok()).unwrap_or(0)
}

/// Everything that the shelf holds of Rondo, as one file: for the rescue download and for support.
///
/// # Errors
/// Where the browser refuses.
pub fn rescue(shelf: &impl Shelf) -> Result<String, ShelfError> {
    let mut parts = Vec::new();
    for key in shelf.keys()?.into_iter().filter(|key| key.starts_with("rondo/") && key != reserve::KEY) {
        if let Some(text) = shelf.get(&key)? {
            parts.push(format!("{}:{}", quote(&key), quote(&text)));
        }
    }
    Ok(format!("{{\"format\":\"rondo-rescue\",\"version\":1,\"keys\":{{{}}}}}", parts.join(",")))
}

#[cfg(test)]
mod tests;

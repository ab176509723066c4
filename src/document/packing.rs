//! A class packed for a browser's storage, slice by slice, so that no tap waits for the whole of it.
//!
//! What is packed is a file whose records stand in the order in which they were written, from the last part of the id
//! to the first, so that what is alike stands together: half the size. First every record is read and becomes its line;
//! what changes meanwhile is read again. From then on the document is not needed: what is packed is the class as it was
//! when the last record had been read.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

use super::class_text::{ClassText, record, written_at};
use super::document::{Document, Entry, Touched};
use super::pack::Packer;
use super::stamp::Stamp;
use crate::domain::order::Order;

/// Bytes that are packed in about the time in which a record is read.
const BYTES_A_RECORD: usize = 128;

/// A class that is being packed.
#[derive(Clone)]
pub struct Packing(Stage);

#[derive(Clone)]
enum Stage {
    Reading(Reading),
    /// The lines that are not in the text yet.
    Joining(ClassText, BTreeMap<Rank, String>),
    Pressing(Pressing),
}

/// Where a record stands in a packed class.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    kind: Arc<str>,
    at: Stamp,
    id_backwards: Vec<u8>,
}

impl Packing {
    /// Nothing is read yet.
    pub fn new() -> Self {
        Self(Stage::Reading(Reading::default()))
    }

    /// Whether the document is still being read: what changes in it has to be read again.
    pub fn is_reading(&self) -> bool {
        matches!(self.0, Stage::Reading(_))
    }

    /// Reads again what has changed in the document; once that is read, this changes nothing.
    pub fn read_again(&mut self, document: &Document, touched: &[Touched]) {
        if let (Stage::Reading(reading), false) = (&mut self.0, touched.is_empty()) {
            reading.read_again(document, touched);
        }
    }

    /// Does as much as `size` records take: the packed text when it is done. The text is the same whatever the sizes.
    pub fn slice(&mut self, document: &Document, size: usize) -> Option<String> {
        let stage = std::mem::replace(&mut self.0, Stage::Reading(Reading::default()));
        self.0 = match stage {
            Stage::Reading(mut reading) => match reading.go_on(document, size) {
                true => Stage::Reading(reading),
                false => Stage::Joining(ClassText::new(document, reading.length), reading.lines),
            },
            Stage::Joining(mut text, mut lines) => {
                let next = std::iter::from_fn(|| lines.pop_first());
                next.take(size).for_each(|(_, line)| text.push(&line));
                match lines.is_empty() {
                    true => Stage::Pressing(Pressing::new(text.end())),
                    false => Stage::Joining(text, lines),
                }
            }
            Stage::Pressing(mut pressing) => match pressing.go_on(size) {
                true => Stage::Pressing(pressing),
                false => return Some(pressing.packer.end()),
            },
        };
        None
    }
}

/// A document that is being read, in its own order.
#[derive(Clone, Default)]
struct Reading {
    lines: BTreeMap<Rank, String>,
    /// Characters of the lines, about.
    length: usize,
    /// Kind and id of the last record that was read.
    last: Option<Touched>,
    kind: Arc<str>,
}

impl Reading {
    /// Reads on; whether there was anything.
    fn go_on(&mut self, document: &Document, size: usize) -> bool {
        let before = self.last.take();
        let mut last = None;
        for (kind, id, entry) in after(document, before.as_ref()).take(size) {
            self.read(kind, id, entry);
            last = Some((kind, id));
        }
        let has_read = last.is_some();
        self.last = last.map(|(kind, id)| (kind.clone(), id.clone())).or(before);
        has_read
    }

    fn read(&mut self, kind: &str, id: &str, entry: &Entry) {
        let Some(at) = written_at(entry) else { return };
        if *self.kind != *kind {
            self.kind = kind.into();
        }
        let line = record(kind, id, entry, at);
        self.length += line.len() + 2;
        self.lines.insert(Rank { kind: self.kind.clone(), at, id_backwards: backwards(id) }, line);
    }

    fn read_again(&mut self, document: &Document, touched: &[Touched]) {
        // What comes later is read anyway.
        let mut touched: Vec<&Touched> =
            touched.iter().filter(|of| Some(*of) <= self.last.as_ref()).collect();
        touched.order();
        touched.dedup();
        let mut again: Vec<_> = touched.iter().map(|(kind, id)| (kind.as_str(), backwards(id))).collect();
        again.order();
        self.lines.retain(|rank, _| {
            let rank = (&*rank.kind, rank.id_backwards.as_slice());
            again.binary_search_by(|(kind, id)| (*kind, id.as_slice()).cmp(&rank)).is_err()
        });
        for (kind, id) in touched {
            if let Some(entry) = document.records.get(kind).and_then(|records| records.get(id)) {
                self.read(kind, id, entry);
            }
        }
    }
}

fn backwards(id: &str) -> Vec<u8> {
    id.bytes().rev().collect()
}

/// The records after this one, by kind and id.
fn after<'a>(
    document: &'a Document,
    last: Option<&'a Touched>,
) -> impl Iterator<Item = (&'a String, &'a String, &'a Entry)> {
    let from = last.map_or(Bound::Unbounded, |(kind, _)| Bound::Included(kind.as_str()));
    document.records.range::<str, _>((from, Bound::Unbounded)).flat_map(move |(kind, records)| {
        let from = match last {
            Some((last_kind, id)) if last_kind == kind => Bound::Excluded(id.as_str()),
            _ => Bound::Unbounded,
        };
        records.range::<str, _>((from, Bound::Unbounded)).map(move |(id, entry)| (kind, id, entry))
    })
}

/// A text that is being packed.
#[derive(Clone)]
struct Pressing {
    text: String,
    at: usize,
    packer: Packer,
}

impl Pressing {
    fn new(text: String) -> Self {
        Self { text, at: 0, packer: Packer::default() }
    }

    /// Packs on; whether there was anything.
    fn go_on(&mut self, size: usize) -> bool {
        let rest = &self.text.as_bytes()[self.at..];
        let piece = &rest[..rest.len().min(size.saturating_mul(BYTES_A_RECORD))];
        self.packer.push(piece);
        self.at += piece.len();
        !piece.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::tests::any_document;
    use crate::document::{file, pack};

    fn in_slices(document: &Document, sizes: &[usize]) -> Option<String> {
        let mut packing = Packing::new();
        sizes.iter().cycle().find_map(|size| packing.slice(document, *size))
    }

    proptest! {
        #[test]
        fn any_slices_make_the_same_text(
            document in any_document(),
            sizes in proptest::collection::vec(1..9_usize, 1..9),
        ) {
            prop_assert_eq!(in_slices(&document, &sizes), Some(file::pack(&document)));
        }

        #[test]
        fn it_is_the_file_with_its_records_as_they_were_written(document in any_document()) {
            let packed = String::from_utf8(pack::unpack(&file::pack(&document)).unwrap()).unwrap();
            let opened = file::read(packed.as_bytes()).unwrap();
            prop_assert!(opened.intact);
            prop_assert_eq!(file::write(&opened.document), file::write(&document));
            let mut ranks = Vec::new();
            for line in packed.lines().filter(|line| line.starts_with("{\"kind\"")) {
                let text = |name: &str| line.split(&format!("\"{name}\":\"")).nth(1).unwrap().split('"').next().unwrap();
                let at = if line.contains("\"gone\":") { "gone" } else { "at" };
                ranks.push((text("kind"), text(at).parse::<Stamp>().unwrap(), backwards(text("id"))));
            }
            prop_assert!(ranks.is_sorted(), "{ranks:?}");
        }
    }
}

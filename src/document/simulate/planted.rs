//! What the faults of [`super::fault`] do, where it is more than leaving a step out.

use std::collections::BTreeSet;

use crate::document::Book;
use crate::document::book::Undone;
use crate::document::declined::DECLINED;
use crate::document::document::{Document, Field, Place};
use crate::document::past::Past;
use crate::document::shelf::MemoryShelf;
use crate::document::stamp::Stamp;
use crate::domain::Sentence;
use crate::domain::record::Value;

/// What is on the shelf without the lines.
pub fn without_lines(shelf: &MemoryShelf) -> MemoryShelf {
    let mut slots = shelf.clone();
    slots.texts.retain(|key, _| !key.contains("/j/"));
    slots
}

/// Brings the values of another state by writing them over whatever stands, whoever wrote it.
pub fn written_over(book: &mut Book, then: &Document, label: Sentence) -> Undone {
    let values = differing(book.document(), then);
    Undone { delta: book.set(values, label.clone()), document: None, label, left: 0 }
}

/// The values of one document where another has different ones.
fn differing(now: &Document, then: &Document) -> Vec<(Place, Value)> {
    let value = |document: &Document, place: &Place| {
        document.field(place).map_or(Value::Null, |field| field.value.clone())
    };
    let places: BTreeSet<Place> = now.places().chain(then.places()).map(|(place, _)| place).collect();
    let pairs = places.into_iter().map(|place| (value(then, &place), value(now, &place), place));
    pairs.filter(|(then, now, _)| then != now).map(|(then, _, place)| (place, then)).collect()
}

/// A file without the records that are counted as seen here.
pub fn skipping(ours: &Document, theirs: &Document) -> Document {
    let mut rest = theirs.clone();
    for records in rest.records.values_mut() {
        records.retain(|_, entry| !entry.fields.values().all(|field| has_seen(ours, field.stamp)));
    }
    rest
}

/// Deletions of what a file leaves out, though its header counts it as seen.
pub fn deletions(ours: &Document, theirs: &Document) -> Vec<(Place, Value)> {
    let missing =
        ours.places().filter(|(place, field)| has_seen(theirs, field.stamp) && theirs.field(place).is_none());
    missing.map(|(place, _)| (place, Value::Null)).collect()
}

fn has_seen(document: &Document, stamp: Stamp) -> bool {
    document.seen.get(&stamp.replica).is_some_and(|clock| *clock >= stamp.clock)
}

/// Takes a field out of every record of the class.
pub fn without_a_field(document: &mut Document) {
    let records = document.records.iter_mut().filter(|(kind, _)| *kind != DECLINED);
    for entry in records.flat_map(|(_, records)| records.values_mut()) {
        let name = entry.fields.iter().next().map(|(name, _)| name.clone());
        name.map(|name| entry.fields.remove(&name));
    }
}

/// What was seen is forgotten.
pub fn forget_the_past(document: &mut Document) {
    fields(document).for_each(|field| field.past = Past::default());
}

/// The class as version 1 of Rondo wrote it: of what was seen, the latest stamp.
pub fn as_version_one(document: &mut Document) {
    for field in fields(document) {
        let latest = field.past.iter().max().map(|stamp| stamp.to_string().parse());
        field.past = latest.and_then(Result::ok).unwrap_or_default();
    }
}

fn fields(document: &mut Document) -> impl Iterator<Item = &mut Field> {
    let entries = document.records.values_mut().flat_map(|records| records.values_mut());
    entries.flat_map(|entry| entry.fields.iter_mut())
}

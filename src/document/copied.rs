//! When a copy of the class last left this browser, and what was entered since. When another should leave it is in
//! [`super::advice`].

use crate::document::seal::{seal, unseal};
use serde::{Deserialize, Serialize};

use super::document::Document;
use super::shelf::{Shelf, ShelfError};
use crate::domain::Date;

/// What came as part of something else that is counted, or out of a file that somebody has: the items of a check, the
/// levels of a scale, the standards of a framework and how they lead to one another; and what a class begins with.
const NOT_COUNTED: &[&str] = &[
    "class",
    "subject",
    "level",
    "item",
    "item_standard",
    "framework",
    "standard",
    "standard_part",
    "related_standard",
    "prerequisite",
    "alias",
    "declined",
    "replica",
];

/// What would be lost with this browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AtRisk {
    /// Records that somebody entered or changed since the last copy, of whatever kind: a mark, a conference, a session.
    pub entries: usize,
    /// Some of them were there already when the class was opened.
    pub from_before: bool,
}

/// A copy with everything that was saved as a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Copied {
    /// The day on which it was saved.
    pub on: Date,
    /// The document's clock then.
    pub clock: u64,
}

#[derive(Serialize, Deserialize)]
struct Stored {
    on: String,
    clock: u64,
}

/// Notes that a copy was saved.
///
/// # Errors
/// Where there is no room, or the browser refuses; then the page asks for a copy again.
pub fn note(shelf: &mut impl Shelf, class: &str, copied: Copied) -> Result<(), ShelfError> {
    let stored = Stored { on: copied.on.to_string(), clock: copied.clock };
    let text = serde_json::to_string(&stored).map_err(|error| ShelfError::Blocked(error.to_string()))?;
    shelf.set(&key(class), &seal(&text))
}

/// The last copy; `None` where there was none, or its note is damaged.
pub fn last(shelf: &impl Shelf, class: &str) -> Option<Copied> {
    let text = shelf.get(&key(class)).ok()??;
    let stored: Stored = serde_json::from_str(unseal(&text)?).ok()?;
    Some(Copied { on: stored.on.parse().ok()?, clock: stored.clock })
}

fn key(class: &str) -> String {
    format!("rondo/1/{class}/copied")
}

/// What only this browser has. `opened`: the document's clock when the class was opened at this visit.
pub fn at_risk(document: &Document, copied: Option<Copied>, opened: u64) -> AtRisk {
    let copied = copied.map_or(0, |copied| copied.clock);
    let mut risk = AtRisk::default();
    let counted = document.records.iter().filter(|(kind, _)| !NOT_COUNTED.contains(&kind.as_str()));
    for entry in counted.flat_map(|(_, records)| records.values()) {
        let mut new = entry.fields.values().map(|field| field.stamp.clock).filter(|clock| *clock > copied);
        if let Some(first) = new.next() {
            risk.entries += 1;
            risk.from_before |= first <= opened || new.any(|clock| clock <= opened);
        }
    }
    risk
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::shelf::MemoryShelf;
    use crate::document::stamp::Stamp;
    use crate::domain::record::{Change, Value};

    const TODAY: Date = Date::constant(2026, 11, 22);

    fn copied(days_ago: i32, clock: u64) -> Option<Copied> {
        Some(Copied { on: TODAY.plus(-days_ago).unwrap(), clock })
    }

    #[test]
    fn the_note_is_read_as_it_was_written() {
        let mut shelf = MemoryShelf::default();
        assert_eq!(last(&shelf, "c"), None);
        note(&mut shelf, "c", copied(0, 7).unwrap()).unwrap();
        assert_eq!(last(&shelf, "c"), copied(0, 7));
        shelf.texts.insert(key("c"), "0000000000000000 {}".into());
        assert_eq!(last(&shelf, "c"), None);
    }

    #[test]
    fn every_kind_that_somebody_enters_counts_and_only_after_the_copy() {
        let mut document = Document::new("c");
        let change = |kind, id: &str| Change { kind, id: id.into(), field: "x", value: Value::Number(3.0) };
        for (clock, changes) in [
            (1, vec![change("class", "class"), change("subject", "m"), change("student", "s1")]),
            (2, vec![change("conference", "c1")]),
            (3, vec![change("session", "2026-11-18/1/t/a"), change("check", "q"), change("item", "q/1")]),
            (4, vec![change("evidence", "s1/5.NF.A.1/q/1"), change("hologram", "h")]),
        ] {
            document.write(Stamp { clock, ..Stamp::default() }, changes);
        }
        for (copied, opened, entries, from_before) in [
            (None, 0, 6, false),
            (None, 1, 6, true),
            (copied(0, 1), 1, 5, false),
            (copied(0, 2), 2, 4, false),
            (copied(0, 2), 3, 4, true),
            (copied(0, 3), 4, 2, true),
            (copied(0, 4), 4, 0, false),
        ] {
            let risk = at_risk(&document, copied, opened);
            assert_eq!(risk, AtRisk { entries, from_before }, "{copied:?} {opened}");
        }
    }
}

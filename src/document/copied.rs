//! When a copy of the class last left this browser, and when another should.
//!
//! The advice goes by risk: how many marks would be lost, and whether the browser may clear its storage by itself.

use serde::{Deserialize, Serialize};

use super::document::Document;
use super::line;
use super::shelf::{Shelf, ShelfError};
use crate::domain::Date;
use crate::domain::calendar::days_between;
use crate::domain::mastery::Evidence;
use crate::domain::record::Record;

/// So many marks are an afternoon's work: too much to lose anywhere.
const MARKS_AT_RISK: usize = 200;
/// So many are too much where the browser may clear its storage when it needs room.
const MARKS_AT_RISK_IN_LOOSE_STORAGE: usize = 50;
/// Days after which even a few marks should be in a file.
const DAYS_AT_RISK: i64 = 14;

/// A copy with everything that was saved as a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Copied {
    /// The day.
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
    shelf.set(&key(class), &line::seal(&text))
}

/// The last copy; `None` where there was none, or its note is damaged.
pub fn last(shelf: &impl Shelf, class: &str) -> Option<Copied> {
    let text = shelf.get(&key(class)).ok()??;
    let stored: Stored = serde_json::from_str(line::unseal(&text)?).ok()?;
    Some(Copied { on: stored.on.parse().ok()?, clock: stored.clock })
}

fn key(class: &str) -> String {
    format!("rondo/1/{class}/copied")
}

/// Marks that were written since that copy: what only this browser has.
pub fn marks_since(document: &Document, copied: Option<Copied>) -> usize {
    let clock = copied.map_or(0, |copied| copied.clock);
    let marks = document.records.get(Evidence::KIND);
    let is_new =
        |entry: &super::document::Entry| entry.fields.values().any(|field| field.stamp.clock > clock);
    marks.map_or(0, |marks| marks.values().filter(|entry| is_new(entry)).count())
}

/// Whether the page should ask for a copy. `persistent`: the browser has promised to keep its storage.
pub fn is_due(marks: usize, copied: Option<Copied>, persistent: bool, today: Date) -> bool {
    let most = if persistent { MARKS_AT_RISK } else { MARKS_AT_RISK_IN_LOOSE_STORAGE };
    let is_old = copied.is_some_and(|copied| days_between(copied.on, today) > DAYS_AT_RISK);
    marks >= most || (marks > 0 && is_old)
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
    fn only_marks_after_the_copy_count() {
        let mut document = Document::new("c");
        for clock in 1..=4 {
            let change = |kind, id: String| Change { kind, id, field: "score", value: Value::Number(3.0) };
            let changes =
                vec![change(Evidence::KIND, format!("s/5.NF.A.1/c/{clock}")), change("note", "n".into())];
            document.write(Stamp { clock, ..Stamp::default() }, changes);
        }
        assert_eq!(marks_since(&document, None), 4);
        assert_eq!(marks_since(&document, copied(0, 3)), 1);
    }

    #[test]
    fn risk_decides_and_not_the_clock_alone() {
        for (marks, copied, persistent, due) in [
            (0, None, false, false),
            (49, None, false, false),
            (50, None, false, true),
            (199, None, true, false),
            (200, None, true, true),
            (1, copied(14, 1), true, false),
            (1, copied(15, 1), true, true),
            (0, copied(300, 1), false, false),
        ] {
            assert_eq!(is_due(marks, copied, persistent, TODAY), due, "{marks} {copied:?} {persistent}");
        }
    }
}

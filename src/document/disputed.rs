//! Edits that lost to another that had not seen them: kept on this computer, so that the teacher can take the other
//! value weeks later. No part of the document, so that merge stays a pure join.

use crate::document::seal::{seal, unseal};
use serde_json::value::RawValue;

use super::document::{Conflict, Document, Place};
use super::json::{from_json, quote, to_json};
use super::shelf::{Shelf, ShelfError};
use super::stamp::Stamp;
use crate::domain::Date;
use crate::domain::record::Value;

/// The oldest go when there are more.
const MOST: usize = 300;

/// A value that does not stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Disputed {
    pub place: Place,
    /// The value that was written there and lost.
    pub other: Value,
    /// The day on which the two met.
    pub on: Date,
    /// The file that brought one of them; empty for another tab.
    pub from: String,
    /// Which write it was; none where an earlier version noted it.
    pub stamp: Option<Stamp>,
    /// The teacher has decided: it is kept so that it does not come again with another copy.
    pub settled: bool,
}

/// Adds what a merge found to the list, where it is not there already: open or settled.
///
/// # Errors
/// Where there is no room, or the browser refuses.
pub fn note(
    shelf: &mut impl Shelf,
    class: &str,
    conflicts: &[Conflict],
    on: Date,
    from: &str,
) -> Result<(), ShelfError> {
    let mut all = list(shelf, class)?;
    for conflict in conflicts {
        let (place, other) = (conflict.place.clone(), conflict.loser.value.clone());
        let stamp = Some(conflict.loser.stamp);
        if all.iter().any(|disputed| disputed.place == place && disputed.stamp == stamp) {
            continue;
        }
        all.retain(|disputed| disputed.settled || disputed.place != place || disputed.other != other);
        all.push(Disputed { place, other, on, from: from.to_owned(), stamp, settled: false });
    }
    // What is settled makes room first.
    let mut over = all.len().saturating_sub(MOST);
    for is_settled in [true, false] {
        all.retain(|disputed| {
            let goes = over > 0 && disputed.settled == is_settled;
            over -= usize::from(goes);
            !goes
        });
    }
    write(shelf, class, &all)
}

/// What is in dispute, oldest first. An unreadable list counts as empty.
///
/// # Errors
/// Where the browser refuses.
pub fn list(shelf: &impl Shelf, class: &str) -> Result<Vec<Disputed>, ShelfError> {
    let text = shelf.get(&key(class))?;
    Ok(text.as_deref().and_then(read).unwrap_or_default())
}

/// Those whose value stands nowhere in the class by now.
pub fn open(all: Vec<Disputed>, document: &Document) -> Vec<Disputed> {
    let stands = |it: &Disputed| document.field(&it.place).is_some_and(|field| field.value == it.other);
    let is_open = |it: &Disputed| !it.settled && document.field(&it.place).is_some() && !stands(it);
    all.into_iter().filter(is_open).collect()
}

/// Puts together what one edit of one record wrote: a level and its reason are one thing to decide. `lost` says where a
/// write was lost, and which one it was.
pub fn together<T>(all: Vec<T>, lost: impl Fn(&T) -> (&Place, Option<Stamp>)) -> Vec<Vec<T>> {
    let mut decisions: Vec<Vec<T>> = Vec::new();
    for one in all {
        let (place, stamp) = lost(&one);
        let is_it = |decision: &&mut Vec<T>| {
            let (at, by) = lost(&decision[0]);
            stamp.is_some() && by == stamp && at.kind == place.kind && at.id == place.id
        };
        match decisions.iter_mut().find(is_it) {
            Some(decision) => decision.push(one),
            None => decisions.push(vec![one]),
        }
    }
    decisions
}

/// Settles those that are meant, so that they are told no more; or opens them again.
///
/// # Errors
/// Where there is no room, or the browser refuses.
pub fn settle(
    shelf: &mut impl Shelf,
    class: &str,
    settled: bool,
    is_meant: impl Fn(&Disputed) -> bool,
) -> Result<(), ShelfError> {
    let mut all = list(shelf, class)?;
    let meant = all.iter_mut().filter(|disputed| disputed.settled != settled && is_meant(disputed));
    if meant.map(|disputed| disputed.settled = settled).count() == 0 {
        return Ok(());
    }
    write(shelf, class, &all)
}

/// Takes off the list what stands at some places.
///
/// # Errors
/// Where there is no room, or the browser refuses.
pub fn forget(shelf: &mut impl Shelf, class: &str, at: impl Fn(&Place) -> bool) -> Result<(), ShelfError> {
    let mut all = list(shelf, class)?;
    all.retain(|disputed| !at(&disputed.place));
    write(shelf, class, &all)
}

fn write(shelf: &mut impl Shelf, class: &str, all: &[Disputed]) -> Result<(), ShelfError> {
    if all.is_empty() {
        return shelf.remove(&key(class));
    }
    let one = |it: &Disputed| {
        let Disputed { place: Place { kind, id, field }, other, on, from, stamp, settled } = it;
        let stamp = stamp.map_or_else(String::new, |stamp| stamp.to_string());
        let [kind, id, field, from, stamp] = [kind, id, field, from, &stamp].map(|text| quote(text));
        format!("[{kind},{id},{field},{},\"{on}\",{from},{stamp},{settled}]", to_json(other))
    };
    let all: Vec<String> = all.iter().map(one).collect();
    shelf.set(&key(class), &seal(&format!("[{}]", all.join(","))))
}

fn read(text: &str) -> Option<Vec<Disputed>> {
    let rows: Vec<Vec<&RawValue>> = serde_json::from_str(unseal(text)?).ok()?;
    let string = |raw: &RawValue| serde_json::from_str::<String>(raw.get()).ok();
    let disputed = |row: Vec<&RawValue>| {
        let [kind, id, field, other, on, from, rest @ ..] = row.as_slice() else { return None };
        let place = Place { kind: string(kind)?, id: string(id)?, field: string(field)? };
        let (stamp, settled) = match rest {
            [stamp, settled, ..] => (string(stamp)?.parse().ok(), settled.get() == "true"),
            _ => (None, false),
        };
        let on = string(on)?.parse().ok()?;
        Some(Disputed { place, other: from_json(other), on, from: string(from)?, stamp, settled })
    };
    rows.into_iter().map(disputed).collect()
}

fn key(class: &str) -> String {
    format!("rondo/1/{class}/disputed")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::document::Field;
    use crate::document::past::Past;
    use crate::document::shelf::MemoryShelf;
    use crate::document::stamp::ReplicaId;
    use crate::domain::record::Change;

    const TODAY: Date = Date::constant(2026, 11, 22);

    fn stamp(clock: u64) -> Stamp {
        Stamp { clock, replica: ReplicaId::new(2) }
    }

    fn conflict(id: &str, other: Value) -> Conflict {
        let place = Place { kind: "student".into(), id: id.into(), field: "given".into() };
        let field = |value, clock| Field { value, stamp: stamp(clock), past: Past::default() };
        let clock = 1 + u64::try_from(to_json(&other).len()).unwrap();
        Conflict { place, winner: field(Value::Null, 100), loser: field(other, clock) }
    }

    #[test]
    fn the_list_is_read_as_it_was_written_and_ends_by_and_by() {
        let mut shelf = MemoryShelf::default();
        let values = [Value::Text("Ana \u{1f341}".into()), Value::Raw("{\"a\":[1.0]}".into()), Value::Null];
        let conflicts = values.map(|value| conflict("s1", value));
        note(&mut shelf, "c", &conflicts, TODAY, "their file").unwrap();
        note(&mut shelf, "c", &conflicts[..1], TODAY, "again").unwrap();
        let all = list(&shelf, "c").unwrap();
        let others: Vec<_> = all.iter().map(|it| (it.other.clone(), it.from.as_str())).collect();
        let [ana, raw, null] = conflicts.clone().map(|conflict| conflict.loser.value);
        assert_eq!(others, [(ana, "their file"), (raw, "their file"), (null, "their file")]);
        // What is settled is told no more, whichever copy brings it again.
        for disputed in &all {
            settle(&mut shelf, "c", true, |it| it == disputed).unwrap();
        }
        note(&mut shelf, "c", &conflicts, TODAY, "again").unwrap();
        let again = list(&shelf, "c").unwrap();
        assert!(again.len() == 3 && again.iter().all(|it| it.settled));
        let many: Vec<_> = (0..400).map(|n| conflict(&n.to_string(), Value::Int(1))).collect();
        note(&mut shelf, "c", &many, TODAY, "").unwrap();
        assert_eq!(
            list(&shelf, "c").unwrap().first().map(|it| it.place.id.clone()),
            Some("100".into()),
            "the settled went first"
        );
        shelf.texts.insert(key("c"), "garbage".into());
        assert_eq!(list(&shelf, "c"), Ok(Vec::new()));
    }

    #[test]
    fn what_one_edit_wrote_is_one_thing_to_decide() {
        let place = |field: &str| Place { kind: "judgement".into(), id: "s1/A".into(), field: field.into() };
        let lost = [("level", Some(4)), ("reason", Some(4)), ("level", Some(6)), ("on", None), ("on", None)];
        let lost: Vec<_> = lost.map(|(field, clock)| (place(field), clock.map(stamp))).into();
        let decisions = together(lost, |(place, stamp)| (place, *stamp));
        let fields: Vec<Vec<&str>> = decisions
            .iter()
            .map(|decision| decision.iter().map(|(place, _)| place.field.as_str()).collect())
            .collect();
        let expected: [&[&str]; 4] = [&["level", "reason"], &["level"], &["on"], &["on"]];
        assert_eq!(fields, expected);
    }

    #[test]
    fn what_stands_by_now_is_no_longer_in_dispute() {
        let mut document = Document::new("c");
        let change = |id: &str| {
            let value = Value::Text("Ana".into());
            Change { kind: "student", id: id.into(), field: "given", value }
        };
        document.write(Stamp { clock: 1, ..Stamp::default() }, vec![change("s1"), change("s2")]);
        let disputed = |id: &str, other: &str| {
            let Conflict { place, .. } = conflict(id, Value::Null);
            Disputed {
                place,
                other: Value::Text(other.into()),
                on: TODAY,
                from: String::new(),
                stamp: None,
                settled: false,
            }
        };
        let all = vec![disputed("s1", "Ana"), disputed("s2", "Anna"), disputed("s3", "gone")];
        assert_eq!(open(all, &document), [disputed("s2", "Anna")]);
        let settled = Disputed { settled: true, ..disputed("s2", "Anna") };
        assert!(open(vec![settled], &document).is_empty());
    }
}

//! Fields that say one thing together: a level and its reason, points and out of how many.
//!
//! A merge settles field by field, so of two such edits it could take the level of one and the reason of the other. A
//! command that changes one of them therefore writes all that it names under one stamp; then they stand or lose together.

use std::collections::BTreeSet;

use crate::document::document::{Document, Place};
use crate::domain::record::{Change, Value};

/// Kind, fields, and whether a field that is not there is written as nothing in a new record too: where two people may
/// begin the same record without having heard of each other.
const STATEMENTS: [(&str, &[&str], bool); 3] = [
    ("judgement", &["level", "reason", "on"], true),
    ("evidence", &["score", "of", "state"], false),
    ("session", &["group", "standard", "reach"], false),
];

fn statement(change: &Change) -> Option<bool> {
    let is_it =
        |(kind, fields, _): &&(&str, &[&str], bool)| *kind == change.kind && fields.contains(&change.field);
    STATEMENTS.iter().find(is_it).map(|(_, _, from_the_start)| *from_the_start)
}

/// Leaves out of a command's changes what stands already, but of a statement that changes.
pub(super) fn keep_what_is_said(document: &Document, changes: &mut Vec<Change>) {
    let differs = |change: &Change| {
        document.field(&place(change)).map_or(&Value::Null, |field| &field.value) != &change.value
    };
    let key = |change: &Change| (change.kind, change.id.clone());
    let changed: BTreeSet<_> =
        changes.iter().filter(|change| statement(change).is_some() && differs(change)).map(key).collect();
    changes.retain(|change| {
        differs(change)
            || statement(change).is_some_and(|from_the_start| {
                let is_there = || document.record(change.kind, &change.id).is_some();
                changed.contains(&key(change))
                    && (from_the_start || change.value != Value::Null || is_there())
            })
    });
}

pub(super) fn place(change: &Change) -> Place {
    Place { kind: change.kind.into(), id: change.id.clone(), field: change.field.into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Stamp;

    fn change(kind: &'static str, id: &str, field: &'static str, value: Value) -> Change {
        Change { kind, id: id.into(), field, value }
    }

    #[test]
    fn a_statement_that_changes_is_written_whole_and_anything_else_where_it_differs() {
        let mark =
            |score, of| vec![change("evidence", "m", "score", score), change("evidence", "m", "of", of)];
        let name = |given| change("student", "s", "given", Value::Text(given));
        let mut document = Document::new("c");
        let [four, five, six] = [4, 5, 6].map(Value::Int);
        document
            .write(Stamp::default(), [mark(four.clone(), six.clone()), vec![name("Ana".into())]].concat());
        let kept = |mut changes: Vec<Change>| {
            keep_what_is_said(&document, &mut changes);
            changes.iter().map(|change| change.field).collect::<Vec<_>>()
        };
        assert!(kept([mark(four.clone(), six.clone()), vec![name("Ana".into())]].concat()).is_empty());
        assert_eq!(kept(mark(five.clone(), six)), ["score", "of"]);
        let both = vec![name("Anna".into()), change("student", "s", "family", Value::Null)];
        assert_eq!(kept(both), ["given"]);
        // A new mark says nothing of what it is not out of; a new level has no reason, and says so.
        let new =
            vec![change("evidence", "n", "score", four.clone()), change("evidence", "n", "of", Value::Null)];
        assert_eq!(kept(new), ["score"]);
        let level =
            vec![change("judgement", "j", "level", five), change("judgement", "j", "reason", Value::Null)];
        assert_eq!(kept(level), ["level", "reason"]);
    }
}

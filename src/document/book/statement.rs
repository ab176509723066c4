//! Fields that say one thing together: a level and its reason, points and out of how many.
//!
//! A merge settles field by field, so of two such edits it could take the level of one and the reason of the other. A
//! command that changes one of them therefore writes all of them under one stamp; then they stand or lose together.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::document::{Document, Place};
use crate::domain::record::{Change, Value};

/// Kind, fields, and whether a field that is not there is written as nothing in a new record too: where two people may
/// begin the same record without having heard of each other.
type Statement = (&'static str, &'static [&'static str], bool);
const STATEMENTS: [Statement; 4] = [
    ("judgement", &["level", "reason", "on"], true),
    ("evidence", &["score", "of", "state"], true),
    ("session", &["group", "standard", "reach"], false),
    ("alias", &["stands"], true),
];

fn statement(change: &Change) -> Option<&'static Statement> {
    STATEMENTS.iter().find(|(kind, fields, _)| *kind == change.kind && fields.contains(&change.field))
}

/// What a form says of a field that nobody filled in. Written, it would stand against a colleague who fills it in.
fn is_blank(value: &Value) -> bool {
    matches!(value, Value::Bool(false)) || matches!(value, Value::Text(text) if text.is_empty())
}

/// Leaves out of a command's changes what stands already, but of a statement that changes.
pub(super) fn keep_what_is_said(document: &Document, changes: &mut Vec<Change>) {
    let is_there = |change: &Change| document.record(change.kind, &change.id).is_some();
    let differs = |change: &Change| {
        let stands = document.field(&place(change)).map_or(&Value::Null, |field| &field.value);
        let left_blank = *stands == Value::Null && is_blank(&change.value) && is_there(change);
        *stands != change.value && (!left_blank || statement(change).is_some())
    };
    let key = |change: &Change| (change.kind, change.id.clone());
    let touched: BTreeSet<_> = changes.iter().filter(|change| differs(change)).map(key).collect();
    let says = |change: &&Change| {
        let begins = |(.., from_the_start): &Statement| *from_the_start && !is_there(change);
        statement(change).is_some_and(|it| differs(change) || begins(it)) && touched.contains(&key(change))
    };
    let changed: BTreeSet<_> = changes.iter().filter(says).map(key).collect();
    changes.retain(|change| {
        differs(change)
            || statement(change).is_some_and(|(.., from_the_start)| {
                changed.contains(&key(change))
                    && (*from_the_start || change.value != Value::Null || is_there(change))
            })
    });
    // What the command did not name is said again as it stands.
    let mut named: BTreeMap<_, (&Statement, BTreeSet<&str>)> = BTreeMap::new();
    for change in changes.iter().filter(|change| changed.contains(&key(change)) && is_there(change)) {
        if let Some(it) = statement(change) {
            named.entry(key(change)).or_insert((it, BTreeSet::new())).1.insert(change.field);
        }
    }
    for ((kind, id), ((_, fields, _), named)) in named {
        for field in fields.iter().filter(|field| !named.contains(*field)) {
            let at = Place { kind: kind.into(), id: id.clone(), field: (*field).into() };
            let value = document.field(&at).map_or(Value::Null, |field| field.value.clone());
            changes.push(Change { kind, id: id.clone(), field, value });
        }
    }
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
        assert_eq!(kept(mark(five.clone(), six)), ["score", "of", "state"]);
        let both = vec![name("Anna".into()), change("student", "s", "family", Value::Null)];
        assert_eq!(kept(both), ["given"]);
        // What a form leaves blank is written over what was there, and over nothing it is not.
        let blank = |field| change("student", "s", field, Value::Text(String::new()));
        let tagged = |id| change("tag", id, "sensitive", Value::Bool(false));
        assert_eq!(kept(vec![blank("given"), blank("grade"), tagged("new")]), ["given", "sensitive"]);
        // Two people may begin the same mark; what a lesson is not about is not said.
        let new = vec![
            change("evidence", "n", "score", Value::Null),
            change("evidence", "n", "state", four.clone()),
        ];
        assert_eq!(kept(new), ["score", "state"]);
        let new = vec![
            change("session", "n", "group", four.clone()),
            change("session", "n", "standard", Value::Null),
        ];
        assert_eq!(kept(new), ["group"]);
        let level =
            vec![change("judgement", "j", "level", five), change("judgement", "j", "reason", Value::Null)];
        assert_eq!(kept(level), ["level", "reason"]);
    }
}

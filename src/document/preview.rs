//! What a file would bring, in words, before anything is changed: the same merge, on a copy.

use std::collections::{BTreeMap, BTreeSet};

use super::document::{Document, Merged, Place};
use super::json::to_json;
use crate::domain::Sentence;
use crate::domain::record::Value;

/// What a merge would do.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview {
    /// New and changed records by kind.
    pub counts: BTreeMap<String, Count>,
    /// Edits that had not seen each other, in words.
    pub conflicts: Vec<Sentence>,
}

/// Records of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// Not here yet.
    pub new: usize,
    /// Here, with another content.
    pub changed: usize,
}

impl Preview {
    /// What merging `other` into `document` would do.
    pub fn of(document: &Document, other: &Document) -> Self {
        let merged = document.clone().merge(other);
        Self {
            counts: count(document, &merged),
            conflicts: merged
                .conflicts
                .iter()
                .map(|c| conflict(&c.place, &c.winner.value, &c.loser.value))
                .collect(),
        }
    }

    /// Whether nothing would change.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// "12 new marks", one sentence a kind that a teacher knows, then one for everything else.
    pub fn sentences(&self) -> Vec<Sentence> {
        const TOLD: [(&str, &str, &str); 7] = [
            ("student", "preview.student.new", "preview.student.changed"),
            ("evidence", "preview.evidence.new", "preview.evidence.changed"),
            ("group", "preview.group.new", "preview.group.changed"),
            ("placement", "preview.placement.new", "preview.placement.changed"),
            ("goal", "preview.goal.new", "preview.goal.changed"),
            ("session", "preview.session.new", "preview.session.changed"),
            ("conference", "preview.conference.new", "preview.conference.changed"),
        ];
        let mut said = Vec::new();
        let mut say = |key, n: usize| {
            if n > 0 {
                said.push(Sentence::new(key).with("n", n));
            }
        };
        for (kind, new, changed) in TOLD {
            let count = self.counts.get(kind).copied().unwrap_or_default();
            say(new, count.new);
            say(changed, count.changed);
        }
        let others = self.counts.iter().filter(|(kind, _)| !TOLD.iter().any(|(told, _, _)| told == kind));
        say("preview.other", others.map(|(_, count)| count.new + count.changed).sum());
        say("preview.conflicts", self.conflicts.len());
        said
    }
}

fn count(document: &Document, merged: &Merged) -> BTreeMap<String, Count> {
    let records: BTreeSet<(&String, &String)> =
        merged.changed.iter().map(|(place, _)| (&place.kind, &place.id)).collect();
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    for (kind, id) in records {
        let known = document.records.get(kind).is_some_and(|records| records.contains_key(id));
        let count = counts.entry(kind.clone()).or_default();
        if known {
            count.changed += 1;
        } else {
            count.new += 1;
        }
    }
    counts
}

fn conflict(place: &Place, winner: &Value, loser: &Value) -> Sentence {
    let plain = |value: &Value| match value {
        Value::Text(text) => text.clone(),
        other => to_json(other),
    };
    Sentence::new("preview.conflict")
        .with("kind", place.kind.as_str())
        .with("field", place.field.as_str())
        .with("stands", plain(winner))
        .with("other", plain(loser))
}

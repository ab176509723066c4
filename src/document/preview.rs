//! What a file would bring, in words, before anything is changed: the same merge, on a copy.

use std::collections::{BTreeMap, BTreeSet};

use super::declined::DECLINED;
use super::document::{Conflict, Document, Place};
use super::stamp::ReplicaId;
use crate::domain::Sentence;

/// What a merge would do.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview {
    /// New and changed records by kind.
    pub counts: BTreeMap<String, Count>,
    /// Edits that had not seen each other.
    pub conflicts: Vec<Conflict>,
    /// Fields with another content under the same stamp.
    pub clashes: usize,
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
        let other = document.accepting(other, document.next_stamp(ReplicaId::default()));
        let merged = document.clone().merge(&other);
        Self {
            counts: count(document, merged.changed.iter().map(|(place, _)| place)),
            conflicts: merged.conflicts,
            clashes: merged.clashes.len(),
        }
    }

    /// What going back to an earlier state would do.
    pub fn of_values<T>(document: &Document, values: &[(Place, T)]) -> Self {
        let places = values.iter().map(|(place, _)| place);
        Self { counts: count(document, places), conflicts: Vec::new(), clashes: 0 }
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
        say("preview.clashes", self.clashes);
        said
    }
}

fn count<'a>(document: &Document, places: impl Iterator<Item = &'a Place>) -> BTreeMap<String, Count> {
    let places = places.filter(|place| place.kind != DECLINED);
    let records: BTreeSet<(&String, &String)> = places.map(|place| (&place.kind, &place.id)).collect();
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

//! What a file would bring, in words, before anything is changed: the same merge, on a copy.

use std::collections::BTreeMap;

use super::book::Back;
use super::declined::DECLINED;
use super::document::{Conflict, Document, Entry, Place};
use super::stamp::ReplicaId;
use crate::domain::Sentence;
use crate::domain::record::Value;

/// What a merge would do.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview {
    /// New and changed records by kind.
    pub counts: BTreeMap<String, Count>,
    /// Edits that had not seen each other.
    pub conflicts: Vec<Conflict>,
    /// Fields with another content under the same stamp.
    pub clashes: usize,
    /// Names of the students and groups that would be taken back, by kind.
    pub names: BTreeMap<String, Vec<String>>,
}

/// Records of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// Not here yet.
    pub new: usize,
    /// Here, with another content.
    pub changed: usize,
    /// Here, and taken back by it.
    pub back: usize,
    /// Not here, and taken back before it came: nothing that anybody would see.
    pub unseen: usize,
    /// Removed for good by it, here or not.
    pub gone: usize,
}

impl Preview {
    /// What merging `other` into `document` would do.
    pub fn of(document: &Document, other: &Document) -> Self {
        let other = document.accepting(other, document.next_stamp(ReplicaId::default()));
        let mut after = document.clone();
        let merged = after.merge(&other);
        let value = |place: &Place| after.field(place).map_or(Value::Null, |field| field.value.clone());
        let (counts, names) = count(document, merged.changed.iter().map(|(place, _)| (place, value(place))));
        Self { counts, names, conflicts: merged.conflicts, clashes: merged.clashes.len() }
    }

    /// What going back to an earlier state would do.
    pub fn of_values(document: &Document, values: &[(Place, Back)]) -> Self {
        let (counts, names) = count(document, values.iter().map(|(place, back)| (place, back.value())));
        Self { counts, names, conflicts: Vec::new(), clashes: 0 }
    }

    /// Whether nothing would change, and there is nothing to tell: an edit of theirs may lose to one that is here.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty() && self.conflicts.is_empty()
    }

    /// "12 new marks", one sentence a kind that a teacher knows, then one for everything else.
    pub fn sentences(&self) -> Vec<Sentence> {
        const TOLD: [(&str, [&str; 3]); 7] = [
            ("student", ["preview.student.new", "preview.student.changed", "preview.student.back"]),
            ("evidence", ["preview.evidence.new", "preview.evidence.changed", "preview.evidence.back"]),
            ("group", ["preview.group.new", "preview.group.changed", "preview.group.back"]),
            ("placement", ["preview.placement.new", "preview.placement.changed", "preview.placement.back"]),
            ("goal", ["preview.goal.new", "preview.goal.changed", "preview.goal.back"]),
            ("session", ["preview.session.new", "preview.session.changed", "preview.session.back"]),
            (
                "conference",
                ["preview.conference.new", "preview.conference.changed", "preview.conference.back"],
            ),
        ];
        let mut said = Vec::new();
        // What cannot be taken back by whoever did it stands first.
        let gone: usize = self.counts.values().map(|count| count.gone).sum();
        if gone > 0 {
            let names = self.names.get(GONE).cloned().unwrap_or_default();
            said.push(Sentence::new("preview.gone").with("n", gone).with("names", names));
        }
        let mut say = |key, n: usize, names: Vec<String>| {
            if n > 0 {
                let sentence = Sentence::new(key).with("n", n);
                said.push(if names.is_empty() { sentence } else { sentence.with("names", names) });
            }
        };
        let mut others = 0;
        for (kind, count) in &self.counts {
            let is_told = TOLD.iter().any(|(told, _)| told == kind);
            others += count.unseen + if is_told { 0 } else { count.new + count.changed + count.back };
        }
        for (kind, [new, changed, back]) in TOLD {
            let count = self.counts.get(kind).copied().unwrap_or_default();
            say(new, count.new, Vec::new());
            say(changed, count.changed, Vec::new());
            say(back, count.back, self.names.get(kind).cloned().unwrap_or_default());
        }
        let mut say = |key, n| say(key, n, Vec::new());
        say("preview.other", others);
        say("preview.conflicts", self.conflicts.len());
        say("preview.clashes", self.clashes);
        said
    }
}

/// In place of a kind, where names are of what is removed for good.
const GONE: &str = "";
/// Names that are said; more are counted.
const NAMED: usize = 5;

type Counts = (BTreeMap<String, Count>, BTreeMap<String, Vec<String>>);

/// Counts records by what becomes of them, from the fields that get another value.
fn count<'a>(document: &Document, changes: impl Iterator<Item = (&'a Place, Value)>) -> Counts {
    let mut records: BTreeMap<(&String, &String), Vec<(&str, Value)>> = BTreeMap::new();
    for (place, value) in changes.filter(|(place, _)| place.kind != DECLINED) {
        records.entry((&place.kind, &place.id)).or_default().push((&place.field, value));
    }
    let (mut counts, mut names): Counts = Default::default();
    for ((kind, id), fields) in records {
        let known = document.records.get(kind).and_then(|records| records.get(id));
        let is_there = known.is_some_and(|entry| {
            let stands = |value: &Value| *value != Value::Null;
            let taken_back =
                entry.fields.get("retracted").is_some_and(|field| field.value == Value::Bool(true));
            !taken_back && entry.fields.iter().any(|(_, field)| stands(&field.value))
        });
        let goes = fields.iter().any(|(field, value)| *field == "retracted" && *value == Value::Bool(true))
            || known.is_some_and(|entry| is_emptied(entry, &fields));
        let count = counts.entry(kind.clone()).or_default();
        if fields.iter().any(|(field, value)| field.is_empty() && *value == Value::Null) {
            count.gone += 1;
            names.entry(GONE.into()).or_default().extend(name(document, kind, id));
            continue;
        }
        match (known.is_some(), goes) {
            (_, true) if is_there => {
                count.back += 1;
                if let Some(name) = name(document, kind, id) {
                    names.entry(kind.clone()).or_default().push(name);
                }
            }
            (false, true) => count.unseen += 1,
            (true, _) => count.changed += 1,
            (false, false) => count.new += 1,
        }
    }
    for all in names.values_mut().filter(|all| all.len() > NAMED) {
        all.truncate(NAMED);
        all.push("...".into());
    }
    (counts, names)
}

/// Whether nothing of a record would stand: an earlier state does not have it, or it is removed for good.
fn is_emptied(entry: &Entry, fields: &[(&str, Value)]) -> bool {
    let after = |name: &str, value: &Value| {
        let new = fields.iter().find(|(field, _)| *field == name).map(|(_, value)| value);
        *new.unwrap_or(value) != Value::Null
    };
    !entry.fields.iter().any(|(name, field)| after(name, &field.value))
}

/// What a student or group is called.
fn name(document: &Document, kind: &str, id: &str) -> Option<String> {
    let fields: &[&str] = match kind {
        "student" => &["given", "family"],
        "group" => &["name"],
        _ => return None,
    };
    let text = |field: &&str| {
        let place = Place { kind: kind.into(), id: id.into(), field: (*field).into() };
        match &document.field(&place)?.value {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        }
    };
    Some(fields.iter().filter_map(text).collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Book, ReplicaId, file};
    use crate::domain::Date;
    use crate::domain::command::{AddStudents, NewStudent, RemoveStudent};

    const TODAY: Date = Date::constant(2026, 11, 21);

    fn said(preview: &Preview) -> Vec<String> {
        preview.sentences().iter().map(|sentence| format!("{} {:?}", sentence.key, preview.names)).collect()
    }

    #[test]
    fn what_is_taken_back_is_said_as_such_with_its_name() {
        let mut mine = Book::new(Document::new("c"), ReplicaId::new(1));
        let before = mine.document().clone();
        let ana = NewStudent { given: "Ana".into(), family: "Ruiz".into(), ..NewStudent::default() };
        mine.dispatch(&AddStudents { students: vec![ana] }, TODAY).unwrap();
        let copy = file::read(file::write(mine.document()).as_bytes()).unwrap().document;
        let mut theirs = Book::new(copy, ReplicaId::new(2));
        let student = theirs.class().students.iter().next().unwrap().0.clone();
        theirs.dispatch(&RemoveStudent { id: student }, TODAY).unwrap();
        let back = "preview.student.back {\"student\": [\"Ana Ruiz\"]}";
        assert_eq!(said(&Preview::of(mine.document(), theirs.document())), [back]);
        // Whoever never had her sees no student come.
        let unseen = Preview::of(&before, theirs.document());
        assert!(
            !unseen.is_empty() && said(&unseen).iter().all(|said| said.starts_with("preview.other")),
            "{unseen:?}"
        );
        // Going back to before she was there.
        let values = mine.back_to(&before, &Default::default());
        assert!(said(&Preview::of_values(mine.document(), &values)).contains(&back.to_owned()));
    }
}

//! What a file would bring, in words, before anything is changed: the same merge, on a copy.

use std::collections::BTreeMap;

use super::book::Back;
use super::declined::DECLINED;
use super::disputed::together;
use super::document::{Conflict, Document, Entry, Place};
use super::stamp::ReplicaId;
use crate::domain::Sentence;
use crate::domain::record::Value;

/// What a merge would do.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview {
    /// New and changed records by kind.
    pub counts: BTreeMap<String, Counts>,
    /// Edits that had not seen each other.
    pub conflicts: Vec<Conflict>,
    /// Fields with another content under the same stamp.
    pub clashes: usize,
    /// Names of students and groups, by kind and by what would become of them.
    pub names: BTreeMap<(String, Fate), Vec<String>>,
}

/// What becomes of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Not here yet.
    New,
    /// Here, with another content.
    Changed,
    /// Here, and taken back.
    Back,
    /// Taken back or removed for good before, and there again.
    Returns,
    /// Not here, and taken back before it came: nothing that anybody would see.
    Unseen,
    /// Removed for good, here or not.
    Gone,
}

/// Records of one kind, by what becomes of them.
pub type Counts = BTreeMap<Fate, usize>;

impl Preview {
    /// What merging `other` into `document` would do.
    pub fn of(document: &Document, other: &Document) -> Self {
        let other = document.accepting(other, document.next_stamp(ReplicaId::default()));
        let mut after = document.clone();
        let merged = after.merge(&other);
        let value = |place: &Place| after.field(place).map_or(Value::Null, |field| field.value.clone());
        let changes = merged.changed.iter().map(|(place, _)| (place, value(place)));
        let (counts, names) = count([document, &after], changes);
        Self { counts, names, conflicts: merged.conflicts, clashes: merged.clashes.len() }
    }

    /// What going back to an earlier state, `then`, would do.
    pub fn of_values(document: &Document, then: &Document, values: &[(Place, Back)]) -> Self {
        let changes = values.iter().map(|(place, back)| (place, back.value()));
        let (counts, names) = count([document, then], changes);
        Self { counts, names, conflicts: Vec::new(), clashes: 0 }
    }

    /// Whether nothing would change, and there is nothing to tell: an edit of theirs may lose to one that is here.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty() && self.conflicts.is_empty()
    }

    /// "12 new marks", one sentence a kind that a teacher knows, then one for everything else.
    pub fn sentences(&self) -> Vec<Sentence> {
        let mut said = Vec::new();
        let mut say = |key, n: usize, names: Vec<String>| {
            if n > 0 {
                let sentence = Sentence::new(key).with("n", n);
                said.push(if names.is_empty() { sentence } else { sentence.with("names", names) });
            }
        };
        let of = |fate: Fate| move |counts: &Counts| counts.get(&fate).copied().unwrap_or_default();
        // What cannot be taken back by whoever did it stands first.
        let gone = self.names.iter().filter(|((_, fate), _)| *fate == Fate::Gone);
        let gone: Vec<String> = gone.flat_map(|(_, names)| names.clone()).collect();
        let key = if gone.is_empty() { "preview.gone" } else { "preview.gone_of" };
        say(key, self.counts.values().map(of(Fate::Gone)).sum(), gone);
        for (kind, keys) in TOLD {
            let Some(counts) = self.counts.get(kind) else { continue };
            for (fate, key) in SAID.into_iter().zip(keys) {
                let names = self.names.get(&(kind.to_owned(), fate)).cloned().unwrap_or_default();
                say(key, of(fate)(counts), names);
            }
        }
        let is_told = |kind: &str| TOLD.iter().any(|(told, _)| *told == kind);
        let others = self.counts.iter().map(|(kind, counts)| {
            let said = if is_told(kind) { 0 } else { SAID.into_iter().map(|fate| of(fate)(counts)).sum() };
            said + of(Fate::Unseen)(counts)
        });
        let others = others.sum();
        let mut say = |key, n| say(key, n, Vec::new());
        say("preview.other", others);
        let edits = together(self.conflicts.iter().collect(), |it| (&it.place, Some(it.loser.stamp)));
        say("preview.conflicts", edits.len());
        say("preview.clashes", self.clashes);
        said
    }
}

/// What is told of a kind that a teacher knows, in this order.
const SAID: [Fate; 4] = [Fate::New, Fate::Changed, Fate::Back, Fate::Returns];

/// The kinds that a teacher knows, with their sentences.
#[rustfmt::skip]
const TOLD: [(&str, [&str; 4]); 7] = [
    ("student", ["preview.student.new", "preview.student.changed", "preview.student.back", "preview.student.returns"]),
    ("evidence", ["preview.evidence.new", "preview.evidence.changed", "preview.evidence.back", "preview.evidence.returns"]),
    ("group", ["preview.group.new", "preview.group.changed", "preview.group.back", "preview.group.returns"]),
    ("placement", ["preview.placement.new", "preview.placement.changed", "preview.placement.back", "preview.placement.returns"]),
    ("goal", ["preview.goal.new", "preview.goal.changed", "preview.goal.back", "preview.goal.returns"]),
    ("session", ["preview.session.new", "preview.session.changed", "preview.session.back", "preview.session.returns"]),
    ("conference", ["preview.conference.new", "preview.conference.changed", "preview.conference.back", "preview.conference.returns"]),
];

/// Names that are said; more are counted.
const NAMED: usize = 5;

type Counted = (BTreeMap<String, Counts>, BTreeMap<(String, Fate), Vec<String>>);

/// Counts records by what becomes of them, from the fields that get another value. `sides` are the class as it is and the
/// other one.
fn count<'a>(sides: [&Document; 2], changes: impl Iterator<Item = (&'a Place, Value)>) -> Counted {
    let mut records: BTreeMap<(&String, &String), Vec<(&str, Value)>> = BTreeMap::new();
    for (place, value) in changes.filter(|(place, _)| place.kind != DECLINED) {
        records.entry((&place.kind, &place.id)).or_default().push((&place.field, value));
    }
    let (mut counts, mut names) = Counted::default();
    for ((kind, id), fields) in records {
        let fate = fate(sides[0].record(kind, id), &fields);
        *counts.entry(kind.clone()).or_default().entry(fate).or_default() += 1;
        let name = sides.iter().find_map(|side| name(side, kind, id));
        // Nobody knows the name any more, or there never was one.
        let name = name.or_else(|| (is_named(kind) && fate != Fate::Gone).then(|| "…".to_owned()));
        names.entry((kind.clone(), fate)).or_default().extend(name);
    }
    for all in names.values_mut().filter(|all| all.len() > NAMED) {
        all.truncate(NAMED);
        all.push("…".into());
    }
    (counts, names)
}

/// What becomes of a record whose fields get these values.
fn fate(known: Option<&Entry>, fields: &[(&str, Value)]) -> Fate {
    match fields.iter().find(|(field, _)| field.is_empty()) {
        Some((_, Value::Null)) => return Fate::Gone,
        Some(_) => return Fate::Returns,
        None => {}
    }
    let now =
        |name: &str| known.and_then(|entry| entry.fields.get(name)).map_or(&Value::Null, |it| &it.value);
    let then =
        |name: &str| fields.iter().find(|(field, _)| *field == name).map_or(now(name), |(_, value)| value);
    let is_there = |value: &dyn Fn(&str) -> bool, retracted: &Value| {
        let known = known.into_iter().flat_map(|entry| entry.fields.iter().map(|(name, _)| name.as_str()));
        let mut names = known.chain(fields.iter().map(|(name, _)| *name));
        *retracted != Value::Bool(true) && names.any(value)
    };
    let was = is_there(&|name| *now(name) != Value::Null, now("retracted"));
    let stays = is_there(&|name| *then(name) != Value::Null, then("retracted"));
    match (was, stays) {
        (true, true) => Fate::Changed,
        (true, false) => Fate::Back,
        (false, true) if known.is_some() => Fate::Returns,
        (false, true) => Fate::New,
        (false, false) => Fate::Unseen,
    }
}

fn is_named(kind: &str) -> bool {
    matches!(kind, "student" | "group")
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
    let name = fields.iter().filter_map(text).collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::purge::records_of;
    use crate::document::{Book, ReplicaId, file};
    use crate::domain::Date;
    use crate::domain::command::{AddStudents, NewStudent, RemoveStudent};
    use crate::domain::sentence::Arg;

    const TODAY: Date = Date::constant(2026, 11, 21);

    fn said(preview: &Preview) -> Vec<String> {
        let said = |sentence: &Sentence| {
            let names = sentence.args.iter().find(|(name, _)| *name == "names");
            format!("{} {:?}", sentence.key, names.map(|(_, names)| names))
        };
        preview.sentences().iter().map(said).collect()
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
        let ana = |key: &str| format!("preview.{key} {:?}", Some(Arg::from(vec!["Ana Ruiz".to_owned()])));
        let back = ana("student.back");
        assert_eq!(said(&Preview::of(mine.document(), theirs.document())), [back.as_str()]);
        // Whoever never had her sees no student come.
        let unseen = Preview::of(&before, theirs.document());
        assert!(
            !unseen.is_empty() && said(&unseen).iter().all(|said| said.starts_with("preview.other")),
            "{unseen:?}"
        );
        // Going back to before she was there.
        let values = mine.back_to(&before, &Default::default());
        assert!(said(&Preview::of_values(mine.document(), &before, &values)).contains(&back));
        // And whoever comes back is named, whether she was taken off or removed for good.
        let then = mine.document().clone();
        let student = mine.class().students.iter().next().unwrap().0.clone();
        let mut gone = mine.clone();
        mine.dispatch(&RemoveStudent { id: student.clone() }, TODAY).unwrap();
        gone.remove_for_good(records_of(gone.document(), &student));
        for book in [mine, gone] {
            let values = book.back_to(&then, &Default::default());
            assert!(
                said(&Preview::of_values(book.document(), &then, &values)).contains(&ana("student.returns"))
            );
            assert!(said(&Preview::of(book.document(), &then)).iter().all(|said| !said.contains("returns")));
        }
        let new = Preview::of(&before, &then);
        assert!(said(&new).contains(&ana("student.new")));
    }
}

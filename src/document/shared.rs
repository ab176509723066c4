//! The copy of a class that leaves the computer: what is private stays behind unless the teacher says otherwise, and
//! what was taken back stays behind in any case.
//!
//! What stays behind is left out, and never written empty: merging the copy takes nothing from whoever has it.

use std::collections::BTreeSet;

use super::choose::named;
use super::document::{Document, Entry};
use super::entry::Fields;
use super::meaning::{Holds, Kind, Of};
use super::purge::records_of;
use crate::domain::Class;
use crate::domain::id::{Key, StudentId};
use crate::domain::record::{Record, Value};
use crate::domain::roster::{Note, Student, Tag, Tagged};

/// A copy for a co-teacher. Without `private`, notes and tags marked sensitive are left out, and the words of what was
/// taken back: of a removed conference, of a student who was taken off the roster, and of everything about her. The
/// header's clocks stay, so that the rest merges as ever. With it the copy is whole, as a backup has to be.
pub fn copy(document: &Document, class: &Class, private: bool) -> Document {
    let mut copy = document.clone();
    leave_out_the_removed(&mut copy);
    if private {
        return copy;
    }
    copy.records.remove(Note::KIND_NAME);
    let tags = sensitive_tags(document);
    if let Some(all) = copy.records.get_mut(Tag::KIND_NAME) {
        all.retain(|id, _| !tags.contains(id));
    }
    if let Some(tagged) = copy.records.get_mut(Tagged::KIND_NAME) {
        let is_open = |tag: &<Tag as Record>::Key| !tags.contains(&tag.text());
        tagged.retain(|id, _| <Tagged as Record>::Key::parse(id).is_none_or(|(of, _)| is_open(&of)));
    }
    let gone =
        |(of, id): &(Of, String)| *of == Of::Student && class.students.taken_back(&StudentId(id.clone()));
    for (kind, records) in &mut copy.records {
        let kind = Kind::named(kind);
        for (id, entry) in records.iter_mut() {
            let about = kind.map(|kind| named(kind, id, entry)).unwrap_or_default();
            if is(entry, "retracted") || about.iter().any(gone) {
                entry.fields = without_words(kind, &entry.fields);
            }
        }
        records.retain(|_, entry| !entry.fields.is_empty() || entry.gone.is_some());
    }
    copy.records.retain(|_, records| !records.is_empty());
    copy
}

/// What somebody who had not heard of it wrote about a student who was removed for good: nobody sees it any more, and it
/// goes no further.
fn leave_out_the_removed(copy: &mut Document) {
    let students = copy.records.get(Student::KIND_NAME).into_iter().flatten();
    let gone = students.filter(|(_, entry)| entry.gone.is_some()).map(|(id, _)| StudentId(id.clone()));
    for student in gone.collect::<Vec<_>>() {
        for (kind, id) in records_of(copy, &student) {
            if let Some(records) = copy.records.get_mut(&kind) {
                records.remove(&id);
            }
        }
    }
    copy.records.retain(|_, records| !records.is_empty());
}

/// Whether such a copy has everything that stands in the class, so that it makes up for a lost browser.
pub fn is_whole(document: &Document, private: bool) -> bool {
    let stands = |entry: &Entry| entry.gone.is_none() && !is(entry, "retracted");
    let none = |kind: &str, left_out: &dyn Fn(&String) -> bool| {
        document
            .records
            .get(kind)
            .is_none_or(|records| !records.iter().any(|(id, entry)| stands(entry) && left_out(id)))
    };
    let tags = sensitive_tags(document);
    private || (none(Note::KIND_NAME, &|_| true) && none(Tag::KIND_NAME, &|id| tags.contains(id)))
}

/// Tags marked sensitive, removed ones too.
fn sensitive_tags(document: &Document) -> BTreeSet<String> {
    let tags = document.records.get(Tag::KIND_NAME).into_iter().flatten();
    tags.filter(|(_, entry)| is(entry, "sensitive")).map(|(id, _)| id.clone()).collect()
}

fn is(entry: &Entry, field: &str) -> bool {
    entry.fields.get(field).is_some_and(|field| field.value == Value::Bool(true))
}

/// The fields in which nobody typed anything. Of a kind or field that this version does not know, nothing is known.
fn without_words(kind: Option<&Kind>, fields: &Fields) -> Fields {
    let mut kept = Fields::default();
    for (name, field) in fields {
        let holds = kind.and_then(|kind| kind.holds(name));
        let says = !matches!(holds, None | Some(Holds::Name | Holds::Words | Holds::Grade));
        if says || name == "retracted" {
            kept.insert(name.clone(), field.clone());
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::file;
    use crate::document::stamp::Stamp;
    use crate::domain::record::{Change, Value};

    fn text(kind: &'static str, id: &str, field: &'static str, text: &str) -> Change {
        Change { kind, id: id.into(), field, value: Value::Text(text.into()) }
    }

    #[test]
    fn private_notes_and_sensitive_tags_stay_unless_asked_for() {
        let mut document = Document::new("c");
        let change = |kind, id: &str, field, value| Change { kind, id: id.into(), field, value };
        let changes = vec![
            change("note", "n1", "text", Value::Text("secretly".into())),
            change("tag", "t1", "name", Value::Text("sensitively".into())),
            change("tag", "t1", "sensitive", Value::Bool(true)),
            change("tagged", "t1/s1", "carried", Value::Bool(true)),
            change("tag", "t2", "name", Value::Text("openly".into())),
            change("tagged", "t2/s1", "carried", Value::Bool(true)),
        ];
        let mut class = Class::default();
        class.apply(&changes);
        document.write(Stamp { clock: 1, ..Stamp::default() }, changes);
        let shared = file::write(&copy(&document, &class, false));
        assert!(!shared.contains("secretly") && !shared.contains("sensitively") && !shared.contains("t1/s1"));
        assert!(shared.contains("openly") && shared.contains("t2/s1"));
        assert_eq!(copy(&document, &class, true), document);
        assert!(is_whole(&document, true) && !is_whole(&document, false));
    }

    #[test]
    fn nothing_of_who_was_removed_for_good_goes_further() {
        let mut document = Document::new("c");
        let stamp = |clock| Stamp { clock, ..Stamp::default() };
        let words = vec![
            text("conference", "c1", "student", "s1"),
            text("conference", "c1", "strength", "overheard"),
            text("evidence", "s1/5.NF.A.1/q/1", "note", "whispered"),
            text("evidence", "s2/5.NF.A.1/q/1", "note", "loudly"),
        ];
        document.remove_for_good("student", "s1", stamp(1));
        document.write(stamp(2), words);
        for private in [false, true] {
            let copied = file::write(&copy(&document, &Class::default(), private));
            assert!(!copied.contains("overheard") && !copied.contains("whispered"), "{copied}");
            assert!(copied.contains("loudly") && copied.contains("s1"), "that she is gone is told");
        }
    }

    #[test]
    fn what_was_taken_back_leaves_no_shared_copy_and_takes_nothing_from_who_has_it() {
        let mut document = Document::new("c");
        let yes = |kind, id: &str, field| Change { kind, id: id.into(), field, value: Value::Bool(true) };
        let mut class = Class::default();
        let mut write = |clock, changes: Vec<Change>| {
            class.apply(&changes);
            document.write(Stamp { clock, ..Stamp::default() }, changes);
        };
        let words = [
            ("student", "s1", "given", "Anabel"),
            ("student", "s2", "given", "Benedict"),
            ("conference", "c1", "strength", "regrettably"),
            ("conference", "c1", "student", "s2"),
            ("conference", "c2", "strength", "overheard"),
            ("conference", "c2", "student", "s1"),
            ("conference", "c3", "strength", "thoughtfully"),
            ("conference", "c3", "student", "s2"),
            ("evidence", "s1/5.NF.A.1/q/1", "note", "whispered"),
            ("tag", "t1", "name", "sensitively"),
            ("tag", "t2", "name", "outdatedly"),
        ];
        write(1, words.into_iter().map(|(kind, id, field, said)| text(kind, id, field, said)).collect());
        write(
            2,
            vec![
                yes("tag", "t1", "sensitive"),
                yes("tagged", "t1/s2", "carried"),
                yes("tagged", "t2/s2", "carried"),
            ],
        );
        let whole = document.clone();
        let mut write = |clock, changes: Vec<Change>| {
            class.apply(&changes);
            document.write(Stamp { clock, ..Stamp::default() }, changes);
        };
        for (clock, kind, id) in
            [(3, "student", "s1"), (4, "conference", "c1"), (5, "tag", "t1"), (6, "tag", "t2")]
        {
            write(clock, vec![yes(kind, id, "retracted")]);
        }
        let shared = copy(&document, &class, false);
        let said = file::write(&shared);
        for gone in ["Anabel", "regrettably", "overheard", "whispered", "sensitively", "outdatedly", "t1/s2"]
        {
            assert!(!said.contains(gone), "{gone}: {said}");
        }
        for stays in ["Benedict", "thoughtfully", "t2/s2"] {
            assert!(said.contains(stays), "{stays}");
        }
        assert!(is_whole(&document, false), "nothing that stands was left out");
        // A co-teacher who had everything learns what was taken back, and loses no word of it.
        let mut theirs = whole;
        theirs.merge(&shared);
        let theirs = file::write(&theirs);
        for (.., word) in words {
            assert!(theirs.contains(word), "{word}");
        }
        assert!(theirs.contains("retracted"));
        // Taken back and brought back, it is in the next copy.
        let back = Change { kind: "conference", id: "c1".into(), field: "retracted", value: Value::Null };
        class.apply(std::slice::from_ref(&back));
        document.write(Stamp { clock: 7, ..Stamp::default() }, vec![back]);
        assert!(file::write(&copy(&document, &class, false)).contains("regrettably"));
    }
}

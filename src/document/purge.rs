//! Removing a student for good, as a parent may ask: every record of hers, out of the class and out of this browser.
//!
//! The records' ids stay, without content, so that no copy brings them back; a colleague's copy removes them too when
//! this one is brought in there, after a question. Words that somebody wrote elsewhere may still name her.

use std::collections::BTreeSet;

use super::book::Book;
use super::choose::{named, parts};
use super::disputed;
use super::document::Document;
use super::meaning::{Kind, Of, Part};
use super::shelf::{Shelf, ShelfError};
use super::store::{self, Folded, Journal};
use crate::domain::id::StudentId;

/// Kinds of things that belong to whom they name: what names them belongs to that student too.
const OWNED: [Of; 5] = [Of::Plan, Of::Goal, Of::Conference, Of::Report, Of::Note];

/// Every record that is about a student: her own, what names her, and what belongs to that.
pub fn records_of(document: &Document, student: &StudentId) -> BTreeSet<(String, String)> {
    let mut of: BTreeSet<(Of, String)> = [(Of::Student, student.to_string())].into();
    let mut found = BTreeSet::new();
    loop {
        let before = found.len();
        for (kind, records) in &document.records {
            let Some(known) = Kind::named(kind) else { continue };
            for (id, entry) in records.iter().filter(|(_, entry)| entry.gone.is_none()) {
                if !named(known, id, entry).iter().any(|name| of.contains(name)) {
                    continue;
                }
                found.insert((kind.clone(), id.clone()));
                if let ([Part::Id(own)], [id]) = (known.id, parts(known, id).as_slice())
                    && OWNED.contains(own)
                {
                    of.insert((*own, id.clone()));
                }
            }
        }
        if found.len() == before {
            return found;
        }
    }
}

/// Takes what was removed for good out of everything that is kept of the class in this browser: lines, slots, earlier
/// states, parts that could not be read, and values in dispute. [`Journal::hear`] comes first.
///
/// # Errors
/// Where the browser refuses: the records are gone from the class, and may still be in what could not be written.
pub fn purge(shelf: &mut impl Shelf, journal: &mut Journal, book: &Book) -> Result<(), ShelfError> {
    let class = &book.document().id;
    // Both slots, and after them no line is needed any more.
    for _ in 0..2 {
        if journal.fold(shelf, book.document())? != Folded::Written {
            return Err(ShelfError::Blocked("slot".into()));
        }
    }
    store::drop_all_but_slots(shelf, class, journal)?;
    let gone = |kind: &str, id: &str| {
        let entry = book.document().records.get(kind).and_then(|records| records.get(id));
        entry.is_some_and(|entry| entry.gone.is_some())
    };
    disputed::forget(shelf, class, |place| gone(&place.kind, &place.id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::file;
    use crate::document::shelf::MemoryShelf;
    use crate::document::stamp::ReplicaId;
    use crate::document::store::backup::{self, Moment, Why};
    use crate::domain::Date;
    use crate::domain::command::off_roster::off_roster;
    use crate::domain::command::{
        AddStudents, Command, EditStudent, LogConference, NewStudent, RecordAbsence, RemoveStudent,
        ReturnStudent, SetStay, Talk,
    };

    const TODAY: Date = Date::constant(2026, 11, 28);

    #[test]
    fn a_student_off_the_roster_goes_as_whole_as_one_on_it() {
        let mut book = Book::new(Document::new("c"), ReplicaId::new(1));
        let ana = NewStudent { given: "Ana".into(), school_id: "0012".into(), ..NewStudent::default() };
        let add = AddStudents { students: vec![ana] };
        book.dispatch(&add, TODAY).unwrap();
        let id = book.class().students.iter().next().unwrap().0.clone();
        let talk = Talk { strength: "Reads aloud".into(), ..Talk::default() };
        let stay = SetStay { student: id.clone(), joined: Some(TODAY), left: None };
        let absence = RecordAbsence { student: id.clone(), day: TODAY, slot: 0, absent: true };
        let talk = LogConference { student: id.clone(), on: TODAY, talk };
        for command in [&stay as &dyn Command, &absence, &talk] {
            book.dispatch(command, TODAY).unwrap();
        }
        let before = records_of(book.document(), &id);
        let kinds: Vec<&str> = before.iter().map(|(kind, _)| kind.as_str()).collect();
        assert_eq!(kinds, ["absence", "conference", "enrolment", "student"]);
        book.dispatch(&RemoveStudent { id: id.clone() }, TODAY).unwrap();
        assert_eq!(records_of(book.document(), &id), before);
        book.remove_for_good(before);
        assert!(off_roster(book.class()).is_empty() && book.class().conferences.is_empty());
        assert!(book.dispatch(&ReturnStudent { id: id.clone() }, TODAY).is_err());
        book.dispatch(&add, TODAY).unwrap();
        assert!(book.class().students.get(&id).is_none(), "the same school id is somebody new");
        assert_eq!(book.class().students.len(), 1);
    }

    #[test]
    fn nothing_of_the_student_stays_in_the_browser() {
        let mut shelf = MemoryShelf::default();
        let (mut journal, mut book) = (Journal::new("c"), Book::new(Document::new("c"), ReplicaId::new(1)));
        let act = |shelf: &mut MemoryShelf, journal: &mut Journal, book: &mut Book, command: &dyn Command| {
            let delta = book.dispatch(command, TODAY).unwrap();
            journal.append(shelf, delta).unwrap();
        };
        let student = |given: &str| NewStudent { given: given.into(), ..NewStudent::default() };
        let students = vec![student("Quirinius"), student("Ben")];
        act(&mut shelf, &mut journal, &mut book, &AddStudents { students });
        let id = book.class().students.iter().find(|(_, it)| it.given == "Quirinius").unwrap().0.clone();
        let talk = Talk { strength: "perspicacious".into(), ..Talk::default() };
        act(&mut shelf, &mut journal, &mut book, &LogConference { student: id.clone(), on: TODAY, talk });
        journal.fold(&mut shelf, book.document()).unwrap();
        backup::keep(&mut shelf, "c", &journal, Moment { on: TODAY, minute: 1 }, Why::Regular).unwrap();
        let renamed = EditStudent { id: id.clone(), student: student("Quirinus") };
        act(&mut shelf, &mut journal, &mut book, &renamed);
        shelf.texts.insert("rondo/1/c/slot/x".into(), "garbage with Quirinius".into());
        let mut journal = store::open(&shelf, "c").unwrap().journal;

        let records = records_of(book.document(), &id);
        assert!(records.iter().any(|(kind, _)| kind == "conference"));
        let line = book.remove_for_good(records);
        let stamp = book.document().next_stamp(ReplicaId::new(1));
        journal.append_document(&mut shelf, stamp, line).unwrap();
        purge(&mut shelf, &mut journal, &book).unwrap();

        assert_eq!(book.undo().map(|undone| undone.label), None, "nothing brings it back");
        let read = Book::new(store::open(&shelf, "c").unwrap().document, ReplicaId::new(2));
        assert_eq!(read.class(), book.class());
        assert_eq!(read.class().students.len(), 1);
        assert!(read.class().conferences.is_empty());
        let keys: Vec<&String> = shelf.texts.keys().collect();
        assert!(keys.iter().all(|key| key.contains("/slot/") && !key.ends_with("/x")), "{keys:?}");
        for (key, text) in &shelf.texts {
            let alone = MemoryShelf { texts: [(key.clone(), text.clone())].into(), ..MemoryShelf::default() };
            let all = file::write(&store::open(&alone, "c").unwrap().document);
            assert!(
                all.contains("Ben") && !all.contains("Quirin") && !all.contains("perspicacious"),
                "{key}"
            );
        }
    }
}

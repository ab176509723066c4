//! What a new year keeps, and what it leaves in the old one.

use super::*;
use crate::document::{Book, file};
use crate::domain::Class;
use crate::domain::command::{RemoveLesson, SaveLesson, SetWeekA};
use crate::domain::grouping::NameList;
use crate::domain::id::Mint;
use crate::domain::record::Changes;
use crate::domain::sample;
use crate::domain::week::Lesson;

const TODAY: Date = Date::constant(2026, 11, 21);

fn sample() -> Document {
    let mut document = Document::new("c1");
    let stamp = Stamp { clock: 1, replica: ReplicaId::new(10) };
    document.write(stamp, sample::changes(TODAY, &mut Mint::new(stamp.to_string())).0);
    document
}

fn typed(document: &Document) -> Class {
    Book::new(document.clone(), ReplicaId::default()).class().clone()
}

fn wish(document: &Document, students: usize) -> NewYear {
    let class = typed(document);
    let (name, grade, year) = suggest(&class.about(), TODAY);
    let students = class.students.iter().take(students).map(|(id, _)| id.clone()).collect();
    let (class, replica) = ("c2".into(), ReplicaId::new(20));
    NewYear { class, replica, name, grade, year, students, marks: false, notes: false }
}

#[test]
fn a_new_year_keeps_the_roster_and_the_settings() {
    let mut document = sample();
    let stamp = Stamp { clock: 2, replica: ReplicaId::new(10) };
    let mut changes = Changes::default();
    changes.set(&ClassInfo::key(), ClassInfo::NAME_LIST, NameList::Birds);
    document.write(stamp, changes.0);
    let old = typed(&document);
    let new = start(&document, &wish(&document, 20));
    let opened = file::read(file::write(&new).as_bytes()).unwrap();
    assert_eq!(opened.document, new);
    let class = typed(&new);
    assert_eq!(class.students.len(), 20);
    assert!(
        class
            .students
            .iter()
            .all(|(id, student)| old.students.get(id).is_some_and(|old| old.full() == student.full()))
    );
    assert_eq!(
        (class.subjects.clone(), class.own_standards.clone(), class.stations.clone()),
        (old.subjects, old.own_standards, old.stations)
    );
    assert_eq!((class.activities.clone(), class.adults.clone()), (old.activities, old.adults));
    let about = class.about();
    assert_eq!((about.name.as_str(), about.grade.as_str(), about.sample), ("6B", "6", false));
    assert_eq!(about.starts.map(Date::year), Some(2027));
    assert_eq!(about.name_list, NameList::Birds);
    let empty = (
        class.cycles.is_empty(),
        class.sessions.is_empty(),
        class.evidence.is_empty(),
        class.notes.is_empty(),
    );
    assert_eq!(empty, (true, true, true, true));
    assert!(
        class.checks.is_empty()
            && class.units.is_empty()
            && class.absences.is_empty()
            && class.judgements.is_empty()
    );
}

#[test]
fn marks_come_along_as_older_evidence_of_the_students_chosen() {
    let document = sample();
    let old = typed(&document);
    let wish = NewYear { marks: true, ..wish(&document, 3) };
    let class = typed(&start(&document, &wish));
    let theirs = old.evidence.iter().filter(|(key, _)| wish.students.contains(&key.0)).count();
    assert!(theirs > 60);
    assert_eq!(class.evidence.len(), theirs);
    assert!(class.checks.iter().all(|(_, check)| check.done_on < class.about().starts));
    assert!(class.conferences.is_empty());
}

#[test]
fn conferences_and_notes_come_only_where_chosen() {
    let document = sample();
    let old = typed(&document);
    assert!(!old.conferences.is_empty());
    let class = typed(&start(&document, &NewYear { notes: true, ..wish(&document, 100) }));
    assert_eq!(class.conferences, old.conferences);
    assert!(class.evidence.is_empty());
}

#[test]
fn the_two_years_never_share_an_id_of_something_new() {
    let document = sample();
    let new = start(&document, &wish(&document, 2));
    assert!(new.clock() > document.clock());
    assert_ne!(new.id, document.id);
}

#[test]
fn the_next_grade_and_year_are_suggested() {
    let about = |name: &str, grade: &str, ends: Option<Date>| ClassInfo {
        name: name.into(),
        grade: grade.into(),
        ends,
        ..ClassInfo::default()
    };
    let june = Some(Date::constant(2027, 6, 15));
    for (about, today, name, grade, starts) in [
        (about("5B", "5", june), "2027-06-10", "6B", "6", 2027),
        (about("5B", "5", june), "2027-08-20", "6B", "6", 2027),
        (about("5B", "5", june), "2027-09-10", "6B", "6", 2027),
        (about("5B", "5", june), "2031-09-10", "6B", "6", 2031),
        (about("K1", "K", june), "2026-11-21", "K1", "1", 2027),
        (about("Room 12", "8", None), "2027-03-01", "Room 12", "8", 2027),
        (about("Owls", "", june), "2027-06-10", "Owls", "", 2027),
    ] {
        let (new_name, new_grade, year) = suggest(&about, today.parse().unwrap());
        assert_eq!(
            (new_name.as_str(), new_grade.as_str(), year.starts.year()),
            (name, grade, starts),
            "{}",
            about.name
        );
    }
}

#[test]
fn the_week_s_habits_begin_with_the_new_year() {
    let document = sample();
    let mut book = Book::new(document, ReplicaId::new(11));
    let lesson = Lesson {
        title: "Number talk".into(),
        weekday: 2,
        week: 1,
        starts_at: 480,
        minutes: 20,
        ..Lesson::default()
    };
    book.dispatch(&SetWeekA { monday: Some(TODAY) }, TODAY).unwrap();
    book.dispatch(&SaveLesson { id: None, lesson: lesson.clone() }, TODAY).unwrap();
    book.dispatch(&SaveLesson { id: None, lesson: Lesson { starts_at: 510, ..lesson } }, TODAY).unwrap();
    let held = book.class().lessons.iter().next().unwrap().0.clone();
    let later = plus_days(TODAY, 7);
    book.dispatch(&RemoveLesson { id: held.clone() }, later).unwrap();
    let wish = wish(book.document(), 5);
    let class = typed(&start(book.document(), &wish));
    let starts = class.about().starts.unwrap();
    assert_eq!(class.about().week_a, Some(monday(starts)), "the first week of school is an A week");
    assert_eq!(class.lessons.len(), 1, "what ended stays in the old year");
    let (id, lesson) = class.lessons.iter().next().unwrap();
    assert_eq!((lesson.from, lesson.until, lesson.title.as_str()), (Some(starts), None, "Number talk"));
    assert_ne!(*id, held);
    let without = typed(&start(&sample(), &wish));
    assert_eq!(without.about().week_a, None);
}

#[test]
fn own_goals_stay_with_those_who_come_along() {
    let mut document = sample();
    let class = typed(&document);
    let ids: Vec<StudentId> = class.students.iter().map(|(id, _)| id.clone()).collect();
    let mut changes = Changes::default();
    for (standard, at) in [("G.1", 0), ("G.1", 25), ("6.NS.A.1", 0)] {
        let key = (standard.into(), ids[at].clone());
        changes.set(&key, crate::domain::standards::StandardFor::INCLUDED, true);
    }
    document.write(Stamp { clock: 3, replica: ReplicaId::new(10) }, changes.0);
    let new = typed(&start(&document, &wish(&document, 20)));
    let kept: Vec<_> = new.standard_for.iter().map(|(key, _)| key.clone()).collect();
    assert_eq!(kept, [("G.1".into(), ids[0].clone())]);
}

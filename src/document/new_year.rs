//! A new class from this one: the roster that the teacher chooses, and how she works; the year's own work stays in
//! the old class.
//!
//! Students, standards, stations and activities keep their ids. The class has an id of its own, so that the two years
//! never merge. Marks come along only where she wants them: they are older than the first day of school then, and
//! provisional until a check in class.

use std::collections::BTreeSet;

use super::choose::{Picked, parts, write};
use super::document::{Document, Entry, Field};
use super::past::Past;
use super::stamp::{ReplicaId, Stamp};
use crate::domain::Date;
use crate::domain::calendar::{Period, monday, plus_days, school_year};
use crate::domain::class::ClassInfo;
use crate::domain::id::StudentId;
use crate::domain::record::{FieldValue, Value};
use crate::domain::standards::{Grade, is_common_core};

/// How the class works, whoever is in it.
const SETTINGS: &[&str] = &[
    "subject",
    "level",
    "framework",
    "standard",
    "prerequisite",
    "standard_part",
    "related_standard",
    "adult",
    "tag",
    "station",
    "block",
    "lesson",
    "activity",
];
/// What belongs to students and holds for longer than a year.
const OF_STUDENTS: &[&str] = &["student", "tagged", "support", "pair_rule", "standard_for"];
const CHECKS: &[&str] = &["check", "item", "item_standard"];

/// What the teacher wants of the new class.
#[derive(Debug, Clone, PartialEq)]
pub struct NewYear {
    /// Its id, which no class has yet.
    pub class: String,
    pub replica: ReplicaId,
    /// "6B".
    pub name: String,
    /// K or a number; may be empty.
    pub grade: String,
    /// First and last day of school.
    pub year: Period,
    /// Who is in it.
    pub students: BTreeSet<StudentId>,
    /// Marks come along, as older evidence.
    pub marks: bool,
    /// Conferences and private notes come along.
    pub notes: bool,
}

/// What a teacher most likely wants after this class: the next grade, the next school year, everybody.
pub fn suggest(about: &ClassInfo, today: Date) -> (String, String, Period) {
    let grade = next_grade(&about.grade);
    let name = match about.name.strip_prefix(about.grade.as_str()) {
        Some(rest) if !about.grade.is_empty() && !rest.starts_with(|c: char| c.is_ascii_digit()) => {
            format!("{grade}{rest}")
        }
        _ => about.name.clone(),
    };
    let last = about.ends.unwrap_or_else(|| school_year(today).ends);
    let of_last = school_year(last);
    // A month after a last day of school it is summer, which belongs to the year that follows.
    let next = if of_last.starts <= last { school_year(plus_days(of_last.ends, 31)) } else { of_last };
    (name, grade, if next.ends < today { school_year(today) } else { next })
}

fn next_grade(grade: &str) -> String {
    let next = Grade::parse(grade).and_then(|grade| Grade::new(grade.number() + 1));
    next.map_or_else(|| grade.to_owned(), |grade| grade.to_string())
}

/// The new class.
pub fn start(from: &Document, wish: &NewYear) -> Document {
    let mut picked = Picked::new(from, &wish.class, &wish.students);
    picked.all(SETTINGS);
    picked.of_students(OF_STUDENTS, |kind, id, _| {
        // A built-in standard may be what everybody in the next grade works on.
        kind.name != "standard_for" || parts(kind, id).first().is_some_and(|code| !is_common_core(code))
    });
    // It came with last year's roster.
    picked.without("student", "number");
    picked.without("student", "rank");
    if wish.marks {
        picked.of_students(&["evidence", "diagnostic"], |_, _, _| true);
        picked.what_was_named(CHECKS);
        picked.joins();
    }
    if wish.notes {
        picked.of_students(&["note", "conference"], |_, _, _| true);
    }
    let mut new = picked.document;
    // A lesson that is held no more stays in the old year.
    let ended = |entry: &Entry| entry.fields.get("until").is_some_and(|until| until.value != Value::Null);
    if let Some(lessons) = new.records.get_mut("lesson") {
        lessons.retain(|_, entry| !ended(entry));
    }
    let stamp = Stamp { clock: from.clock() + 1, replica: wish.replica };
    let about = [
        ("name", wish.name.write()),
        ("grade", wish.grade.write()),
        ("starts", wish.year.starts.write()),
        ("ends", wish.year.ends.write()),
    ];
    for (name, value) in about {
        write(&mut new, "class", "class", name, Field { value, stamp, past: Past::default() });
    }
    // Groups go on being called after the same list.
    let before = from.records.get("class").and_then(|records| records.get("class"));
    for name in ["name_list", "own_names"] {
        if let Some(field) = before.and_then(|about| about.fields.get(name)) {
            write(&mut new, "class", "class", name, field.clone());
        }
    }
    // The week's habits begin with the year: weeks count from the first day of school, lessons are held from then on.
    let text = |class: &Document, kind: &str, id: &str, name: &str| {
        let field = class.records.get(kind)?.get(id)?.fields.get(name)?;
        if let Value::Text(text) = &field.value {
            Some(text.clone()).filter(|text| !text.is_empty())
        } else {
            None
        }
    };
    if text(from, "class", "class", "week_a").is_some() {
        let value = monday(wish.year.starts).write();
        write(&mut new, "class", "class", "week_a", Field { value, stamp, past: Past::default() });
    }
    for id in new.records.get("lesson").into_iter().flatten().map(|(id, _)| id.clone()).collect::<Vec<_>>() {
        let value = wish.year.starts.write();
        write(&mut new, "lesson", &id, "from", Field { value, stamp, past: Past::default() });
    }
    let own_grades = new.records.get("student").into_iter().flatten().filter_map(|(id, entry)| {
        match entry.fields.get("grade").map(|field| &field.value) {
            Some(Value::Text(grade)) if !grade.is_empty() => Some((id.clone(), next_grade(grade))),
            _ => None,
        }
    });
    for (id, grade) in own_grades.collect::<Vec<_>>() {
        write(
            &mut new,
            "student",
            &id,
            "grade",
            Field { value: grade.write(), stamp, past: Past::default() },
        );
    }
    new
}

#[cfg(test)]
mod tests;

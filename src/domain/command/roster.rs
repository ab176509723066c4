//! Commands on the people of a class.

use std::collections::BTreeMap;

use super::off_roster::{arrive, id_is_free};
use super::{Command, Context, Rejected};
use crate::domain::Date;
use crate::domain::id::{StudentId, TagId};
use crate::domain::record::Changes;
use crate::domain::roster::{Absence, Student, Tag, Tagged};
use crate::domain::{Class, Sentence};

/// A student as a roster names one.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NewStudent {
    pub given: String,
    pub family: String,
    /// The name the student goes by, where it is another.
    pub preferred: String,
    /// The school system's id.
    pub school_id: String,
    /// The student's own grade; empty where it is the class's.
    pub grade: String,
    /// A number beside the name.
    pub number: Option<f64>,
    /// Tags that the teacher ticked in a roster: name, and whether it is sensitive.
    pub tags: Vec<(String, bool)>,
}

impl NewStudent {
    /// Whether any name is there.
    pub fn named(&self) -> bool {
        [&self.given, &self.family, &self.preferred].iter().any(|name| !name.trim().is_empty())
    }

    /// Writes every field that says something.
    pub fn write(&self, id: &StudentId, changes: &mut Changes) {
        for (field, text) in [
            (Student::GIVEN, &self.given),
            (Student::FAMILY, &self.family),
            (Student::PREFERRED, &self.preferred),
            (Student::SCHOOL_ID, &self.school_id),
            (Student::GRADE, &self.grade),
        ] {
            if !text.trim().is_empty() {
                changes.set(id, field, text.trim().to_owned());
            }
        }
        changes.set_some(id, Student::NUMBER, self.number);
    }
}

/// Adds students, as from a pasted roster. Who is off the roster with the same school id is put back instead.
#[derive(Debug, Clone, PartialEq)]
pub struct AddStudents {
    /// In the roster's order.
    pub students: Vec<NewStudent>,
}

impl Command for AddStudents {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        if self.students.is_empty() {
            return Err(Rejected::because("roster.nobody_to_add"));
        }
        let mut tags: BTreeMap<String, TagId> =
            class.tags.iter().map(|(id, tag)| (tag.name.clone(), id.clone())).collect();
        let mut changes = Changes::default();
        // A roster comes in the school system's order, which reports keep.
        let last = class.students.iter().filter_map(|(_, student)| student.rank).max().unwrap_or(0);
        for ((row, student), rank) in self.students.iter().enumerate().zip(last + 1..) {
            if !student.named() {
                return Err(Sentence::new("roster.needs_a_name").with("row", row + 1).into());
            }
            let (id, is_new) = arrive(class, student, context, &mut changes);
            if !is_new {
                continue;
            }
            changes.set(&id, Student::RANK, rank);
            for (name, sensitive) in &student.tags {
                let tag = tags.entry(name.clone()).or_insert_with(|| {
                    let tag: TagId = context.mint.id();
                    changes.set(&tag, Tag::NAME, name.clone()).set(&tag, Tag::SENSITIVE, *sensitive);
                    tag
                });
                changes.set(&(tag.clone(), id.clone()), Tagged::CARRIED, true);
            }
        }
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.add_students").with("n", self.students.len())
    }
}

/// Changes what is said of one student.
#[derive(Debug, Clone, PartialEq)]
pub struct EditStudent {
    pub id: StudentId,
    /// Every field as it should be.
    pub student: NewStudent,
}

impl Command for EditStudent {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        known(class, &self.id)?;
        if !self.student.named() {
            return Err(Sentence::new("roster.needs_a_name").with("row", 1_usize).into());
        }
        id_is_free(class, &self.id, &self.student.school_id)?;
        let NewStudent { given, family, preferred, school_id, grade, number, tags: _ } = &self.student;
        let mut changes = Changes::default();
        for (field, text) in [
            (Student::GIVEN, given),
            (Student::FAMILY, family),
            (Student::PREFERRED, preferred),
            (Student::SCHOOL_ID, school_id),
            (Student::GRADE, grade),
        ] {
            changes.set(&self.id, field, text.trim().to_owned());
        }
        changes.set(&self.id, Student::NUMBER, *number);
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        Sentence::new("undo.edit_student").with("name", name_of(class, &self.id))
    }
}

/// Takes a student off the roster; undo and [`super::ReturnStudent`] bring the student back with every mark.
#[derive(Debug, Clone, PartialEq)]
pub struct RemoveStudent {
    pub id: StudentId,
}

impl Command for RemoveStudent {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        known(class, &self.id)?;
        let mut changes = Changes::default();
        changes.retract::<Student>(&self.id);
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        Sentence::new("undo.remove_student").with("name", name_of(class, &self.id))
    }
}

/// Says once that a student is absent, or is here after all: board, groups, log and marks all read it.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordAbsence {
    pub student: StudentId,
    pub day: Date,
    /// Slot counted from 1, or 0 for the whole day.
    pub slot: u32,
    /// Absent, or here.
    pub absent: bool,
}

impl Command for RecordAbsence {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        known(class, &self.student)?;
        let mut changes = Changes::default();
        changes.set(&(self.student.clone(), self.day, self.slot), Absence::ABSENT, self.absent);
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        let key = if self.absent { "undo.absent" } else { "undo.here" };
        Sentence::new(key).with("name", name_of(class, &self.student))
    }
}

/// The student's record.
///
/// # Errors
/// Where the class has no such student.
pub fn known<'a>(class: &'a Class, id: &StudentId) -> Result<&'a Student, Rejected> {
    class.students.get(id).ok_or_else(|| Rejected::because("roster.unknown_student"))
}

/// The name to call a student by, for labels.
pub fn name_of(class: &Class, id: &StudentId) -> String {
    class.students.get(id).map(|student| student.first().to_owned()).unwrap_or_default()
}

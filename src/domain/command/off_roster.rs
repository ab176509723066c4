//! Students who were taken off the roster: who they are, and how they come back.
//!
//! What was said of them stays where it is, so that coming back is one field of the student's own record. A new student
//! with the school id of one of them is that one: a second record would part the marks.

use super::roster::{NewStudent, name_of};
use super::{Command, Context, Rejected};
use crate::domain::id::StudentId;
use crate::domain::order::Order;
use crate::domain::record::Changes;
use crate::domain::roster::Student;
use crate::domain::{Class, Sentence};

/// Who is off the roster, by name. A copy for a co-teacher has such students without their names: nobody there could
/// tell whom to put back, so that they are not among them.
pub fn off_roster(class: &Class) -> Vec<(&StudentId, &Student)> {
    let named = |(_, student): &(&StudentId, &Student)| !student.full().is_empty();
    let mut off: Vec<_> = class.students.all_taken_back().filter(named).collect();
    off.order_by(|(_, a), (_, b)| (&a.family, &a.given).cmp(&(&b.family, &b.given)));
    off
}

/// Who is off the roster with this school id; nobody where somebody on the roster has it too.
pub fn off_with_id<'a>(class: &'a Class, school_id: &str) -> Option<(&'a StudentId, &'a Student)> {
    let has_it = |student: &Student| student.school_id.trim() == school_id.trim();
    if school_id.trim().is_empty() || class.students.iter().any(|(_, student)| has_it(student)) {
        return None;
    }
    class.students.all_taken_back().find(|(_, student)| has_it(student) && !student.full().is_empty())
}

/// Puts a student back on the roster: marks, plan and groups are as they were.
#[derive(Debug, Clone, PartialEq)]
pub struct ReturnStudent {
    pub id: StudentId,
}

impl Command for ReturnStudent {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        if !class.students.taken_back(&self.id) {
            return Err(Rejected::because("roster.not_off"));
        }
        let mut changes = Changes::default();
        put_back(&self.id, &mut changes);
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        let name = class.students.ever(&self.id).map(|student| student.first().to_owned());
        Sentence::new("undo.return_student").with("name", name.unwrap_or_default())
    }
}

fn put_back(id: &StudentId, changes: &mut Changes) {
    changes.set(id, Student::RETRACTED, None::<bool>);
}

/// A student comes in: somebody new, or who is off the roster with the same school id, as she was. Says which, by
/// whether it is somebody new.
pub(super) fn arrive(
    class: &Class,
    student: &NewStudent,
    context: &mut Context,
    changes: &mut Changes,
) -> (StudentId, bool) {
    if let Some((id, _)) = off_with_id(class, &student.school_id) {
        put_back(id, changes);
        return (id.clone(), false);
    }
    let id: StudentId = context.mint.id();
    student.write(&id, changes);
    (id, true)
}

/// That a student does not get the school id of one who is off the roster.
pub(super) fn id_is_free(class: &Class, id: &StudentId, school_id: &str) -> Result<(), Rejected> {
    let is_as_before = class.students.get(id).is_some_and(|it| it.school_id.trim() == school_id.trim());
    match off_with_id(class, school_id) {
        Some((_, other)) if !is_as_before => {
            let why = Sentence::new("roster.id_is_off").with("id", school_id.trim());
            Err(why.with("other", other.full()).with("name", name_of(class, id)).into())
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;

//! Students of another class, with what was handed over of them.

use super::{Command, Context, Rejected};
use crate::domain::record::{Change, Changes};
use crate::domain::{Class, Sentence};

/// Brings students of another class in, with marks, goals and supports.
#[derive(Debug, Clone, PartialEq)]
pub struct BringStudents {
    /// Records that this class does not have.
    pub changes: Vec<Change>,
    /// How many students there are among them.
    pub students: usize,
}

impl Command for BringStudents {
    fn changes(&self, _: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        if self.changes.is_empty() {
            return Err(Rejected::because("roster.nobody_new"));
        }
        Ok(Changes(self.changes.clone()))
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.bring_students").with("n", self.students)
    }
}

//! Commands on the lines of a playlist, and on what helps a student: supports and interests.

use super::learning_plan::{PlannedItem, plan_of, whose, write_item};
use super::roster::{known, name_of};
use super::{Command, Context, Rejected};
use crate::domain::Date;
use crate::domain::id::{NoteId, StudentId, SubjectId};
use crate::domain::learning_plan::{LearningPlan, PlanSupport, PlaylistItem, items};
use crate::domain::record::Changes;
use crate::domain::roster::Student;
use crate::domain::{Class, Sentence};

/// Adds a line to the student's playlist.
#[derive(Debug, Clone, PartialEq)]
pub struct AddItem {
    pub student: StudentId,
    pub subject: SubjectId,
    pub item: PlannedItem,
}

impl Command for AddItem {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        self.item.check()?;
        let mut changes = Changes::default();
        let plan = plan_of(class, &self.student, &self.subject, context, &mut changes)?;
        let ranks = items(class, &plan).into_iter().map(|(_, item)| item.rank + 1);
        write_item(&self.item, &plan, ranks.max().unwrap_or(0), context, &mut changes);
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        Sentence::new("undo.add_item").with("name", name_of(class, &self.student))
    }
}

/// Changes a line of a playlist.
#[derive(Debug, Clone, PartialEq)]
pub struct EditItem {
    pub id: NoteId,
    /// Every field as it should be.
    pub item: PlannedItem,
}

impl Command for EditItem {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        self.item.check()?;
        let mut changes = Changes::default();
        touch(class, &self.id, &mut changes)?;
        self.item.write(&self.id, &mut changes);
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        labelled(class, &self.id, "undo.edit_item")
    }
}

/// Takes a line out of its playlist.
#[derive(Debug, Clone, PartialEq)]
pub struct RemoveItem {
    pub id: NoteId,
}

impl Command for RemoveItem {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        let mut changes = Changes::default();
        touch(class, &self.id, &mut changes)?;
        changes.retract::<PlaylistItem>(&self.id);
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        labelled(class, &self.id, "undo.remove_item")
    }
}

/// A line was done on a day, or is not done after all.
#[derive(Debug, Clone, PartialEq)]
pub struct TickItem {
    pub item: NoteId,
    /// The day, or nothing.
    pub done_on: Option<Date>,
}

impl Command for TickItem {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        item(class, &self.item)?;
        let mut changes = Changes::default();
        changes.set(&self.item, PlaylistItem::DONE_ON, self.done_on);
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        let key = if self.done_on.is_some() { "undo.tick_item" } else { "undo.untick_item" };
        labelled(class, &self.item, key)
    }
}

/// Adds a support.
#[derive(Debug, Clone, PartialEq)]
pub struct AddSupport {
    pub student: StudentId,
    /// "Directions read aloud".
    pub text: String,
}

impl Command for AddSupport {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        known(class, &self.student)?;
        if self.text.trim().is_empty() {
            return Err(Rejected::because("plans.support_needs_words"));
        }
        let id: NoteId = context.mint.id();
        let mut changes = Changes::default();
        changes.set(&id, PlanSupport::STUDENT, self.student.clone()).set(
            &id,
            PlanSupport::TEXT,
            self.text.trim().to_owned(),
        );
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        Sentence::new("undo.add_support").with("name", name_of(class, &self.student))
    }
}

/// Takes a support back.
#[derive(Debug, Clone, PartialEq)]
pub struct RemoveSupport {
    pub id: NoteId,
}

impl Command for RemoveSupport {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        if class.supports.get(&self.id).is_none() {
            return Err(Rejected::because("plans.unknown_support"));
        }
        let mut changes = Changes::default();
        changes.retract::<PlanSupport>(&self.id);
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        let student = class.supports.get(&self.id).and_then(|support| support.student.as_ref());
        let name = student.map(|id| name_of(class, id)).unwrap_or_default();
        Sentence::new("undo.remove_support").with("name", name)
    }
}

/// Says what a student likes; drafts tie a choice to it.
#[derive(Debug, Clone, PartialEq)]
pub struct EditInterests {
    pub student: StudentId,
    /// In words, commas between; may be empty.
    pub interests: String,
}

impl Command for EditInterests {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        known(class, &self.student)?;
        let mut changes = Changes::default();
        changes.set(&self.student, Student::INTERESTS, self.interests.trim().to_owned());
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        Sentence::new("undo.edit_interests").with("name", name_of(class, &self.student))
    }
}

fn item<'a>(class: &'a Class, id: &NoteId) -> Result<&'a PlaylistItem, Rejected> {
    class.playlist.get(id).ok_or_else(|| Rejected::because("plans.unknown_item"))
}

fn touch(class: &Class, id: &NoteId, changes: &mut Changes) -> Result<(), Rejected> {
    if let Some(plan) = &item(class, id)?.plan {
        changes.set(plan, LearningPlan::BY_HAND, true);
    }
    Ok(())
}

fn labelled(class: &Class, id: &NoteId, key: &'static str) -> Sentence {
    let plan = class.playlist.get(id).and_then(|item| item.plan.as_ref());
    Sentence::new(key).with("name", plan.map(|plan| whose(class, plan)).unwrap_or_default())
}

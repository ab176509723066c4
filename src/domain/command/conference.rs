//! Commands on conferences. No field must be filled: that the talk was held is worth a line.

use super::roster::{known, name_of};
use super::{Command, Context, Rejected};
use crate::domain::Date;
use crate::domain::conference::Conference;
use crate::domain::id::{ConferenceId, StudentId};
use crate::domain::record::{Changes, FieldOf};
use crate::domain::{Class, Sentence};

/// What a conference was about.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Talk {
    /// How long it took.
    pub minutes: Option<u32>,
    /// What went well.
    pub strength: String,
    /// What was taught.
    pub teaching_point: String,
    /// What comes next.
    pub next_step: String,
}

impl Talk {
    fn texts(&self) -> [(FieldOf<Conference, String>, String); 3] {
        [
            (Conference::STRENGTH, &self.strength),
            (Conference::TEACHING_POINT, &self.teaching_point),
            (Conference::NEXT_STEP, &self.next_step),
        ]
        .map(|(field, text)| (field, text.trim().to_owned()))
    }
}

/// Logs a conference.
#[derive(Debug, Clone, PartialEq)]
pub struct LogConference {
    pub student: StudentId,
    pub on: Date,
    /// What it was about.
    pub talk: Talk,
}

impl Command for LogConference {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        known(class, &self.student)?;
        held(self.on, context.today)?;
        let id: ConferenceId = context.mint.id();
        let mut changes = Changes::default();
        changes
            .set(&id, Conference::STUDENT, self.student.clone())
            .set(&id, Conference::ON, self.on)
            .set_some(&id, Conference::MINUTES, self.talk.minutes);
        for (field, text) in self.talk.texts() {
            changes.set_some(&id, field, (!text.is_empty()).then_some(text));
        }
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        Sentence::new("undo.log_conference").with("name", name_of(class, &self.student))
    }
}

/// Changes what was logged.
#[derive(Debug, Clone, PartialEq)]
pub struct EditConference {
    pub id: ConferenceId,
    pub on: Date,
    /// Every field as it should be.
    pub talk: Talk,
}

impl Command for EditConference {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        logged(class, &self.id)?;
        held(self.on, context.today)?;
        let mut changes = Changes::default();
        changes.set(&self.id, Conference::ON, self.on).set(&self.id, Conference::MINUTES, self.talk.minutes);
        for (field, text) in self.talk.texts() {
            changes.set(&self.id, field, text);
        }
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        Sentence::new("undo.edit_conference").with("name", with_whom(class, &self.id))
    }
}

/// Takes a conference back.
#[derive(Debug, Clone, PartialEq)]
pub struct RemoveConference {
    pub id: ConferenceId,
}

impl Command for RemoveConference {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        logged(class, &self.id)?;
        let mut changes = Changes::default();
        changes.retract::<Conference>(&self.id);
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        Sentence::new("undo.remove_conference").with("name", with_whom(class, &self.id))
    }
}

fn held(on: Date, today: Date) -> Result<(), Rejected> {
    if on > today { Err(Sentence::new("plans.not_held_yet").with("on", on).into()) } else { Ok(()) }
}

fn logged(class: &Class, id: &ConferenceId) -> Result<(), Rejected> {
    class.conferences.get(id).map(|_| ()).ok_or_else(|| Rejected::because("plans.unknown_conference"))
}

fn with_whom(class: &Class, id: &ConferenceId) -> String {
    let student = class.conferences.get(id).and_then(|talk| talk.student.as_ref());
    student.map(|id| name_of(class, id)).unwrap_or_default()
}

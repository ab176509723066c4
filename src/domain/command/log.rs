//! Commands on a logged day: who was there, which group came, what it was on, and that it was so.

use super::minutes::not_in_the_future;
use super::roster::{known, name_of};
use super::{Command, Context, Rejected};
use crate::domain::id::{AdultId, GroupId, StandardId, StationId, StudentId};
use crate::domain::minutes::{Attendance, Session, present, session_place, sessions_of_slots};
use crate::domain::record::Changes;
use crate::domain::roster::{Absence, enrolled};
use crate::domain::rotation::{away, members_on, name_of_group};
use crate::domain::standards::Reach;
use crate::domain::week::block;
use crate::domain::{Class, Date, Sentence};

/// Which session: day, slot, station, adult.
pub type SessionKey = (Date, u32, StationId, AdultId);

fn session<'a>(class: &'a Class, key: &SessionKey, today: Date) -> Result<&'a Session, Rejected> {
    not_in_the_future(key.0, today)?;
    class.sessions.get(key).ok_or_else(|| Rejected::because("minutes.unknown_session"))
}

fn attendance(key: &SessionKey, student: &StudentId) -> (Date, u32, String, StudentId) {
    (key.0, key.1, session_place(&key.2, &key.3), student.clone())
}

/// Says that a logged day was as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct ConfirmDay {
    pub day: Date,
}

impl Command for ConfirmDay {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        let mut changes = Changes::default();
        for (key, _) in sessions_of_slots(class, self.day).filter(|(_, session)| !session.confirmed) {
            changes.set(key, Session::CONFIRMED, true);
        }
        if changes.0.is_empty() {
            return Err(Sentence::new("minutes.not_logged").with("day", self.day).into());
        }
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.confirm_day").with("day", self.day)
    }
}

/// Says what a session was on.
#[derive(Debug, Clone, PartialEq)]
pub struct FocusSession {
    pub key: SessionKey,
    /// The standard; `None` where it had none.
    pub standard: Option<StandardId>,
    /// How far that is from grade level.
    pub reach: Reach,
}

impl Command for FocusSession {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        session(class, &self.key, context.today)?;
        let mut changes = Changes::default();
        changes
            .set(&self.key, Session::STANDARD, self.standard.clone())
            .set(&self.key, Session::REACH, self.reach)
            .set(&self.key, Session::CONFIRMED, true);
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.focus_session").with("day", self.key.0)
    }
}

/// Says that a student was at a session, or was not.
#[derive(Debug, Clone, PartialEq)]
pub struct MarkPresent {
    pub key: SessionKey,
    pub student: StudentId,
    pub present: bool,
}

impl Command for MarkPresent {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        session(class, &self.key, context.today)?;
        known(class, &self.student)?;
        let mut changes = Changes::default();
        changes.set(&attendance(&self.key, &self.student), Attendance::PRESENT, self.present);
        changes.set(&self.key, Session::CONFIRMED, true);
        if self.present {
            leave_others(class, &self.key, &self.student, &mut changes);
            came_for(class, &self.student, self.key.0, self.key.1, &mut changes);
        }
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        let key = if self.present { "undo.was_there" } else { "undo.was_not_there" };
        Sentence::new(key).with("name", name_of(class, &self.student))
    }
}

/// Nobody is at two stations in one slot: who came along here was not where it was logged.
fn leave_others(class: &Class, key: &SessionKey, student: &StudentId, changes: &mut Changes) {
    let elsewhere = class.sessions.range((key.0, key.1, StationId::default(), AdultId::default())..);
    let elsewhere = elsewhere.take_while(|(other, _)| (other.0, other.1) == (key.0, key.1));
    for (other, _) in elsewhere.filter(|(other, _)| other.2 != key.2) {
        let at = attendance(other, student);
        if class.attendance.get(&at).is_some_and(|it| it.present) {
            changes.set(&at, Attendance::PRESENT, false);
        }
    }
}

/// Who was marked absent and came for one slot is absent in the others only.
fn came_for(class: &Class, student: &StudentId, day: Date, slot: u32, changes: &mut Changes) {
    let marked = |slot: u32| class.absences.get(&(student.clone(), day, slot)).is_some_and(|it| it.absent);
    if marked(0) {
        changes.set(&(student.clone(), day, 0), Absence::ABSENT, false);
        for other in (1..=block(class, day).slots).filter(|other| *other != slot) {
            changes.set(&(student.clone(), day, other), Absence::ABSENT, true);
        }
    }
    if marked(slot) {
        changes.set(&(student.clone(), day, slot), Absence::ABSENT, false);
    }
}

/// Says that another group was at the table: its students were there, those of the group before were not.
#[derive(Debug, Clone, PartialEq)]
pub struct SwapGroup {
    pub key: SessionKey,
    /// The group that came.
    pub group: GroupId,
}

impl Command for SwapGroup {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        session(class, &self.key, context.today)?;
        let about = class.groups.get(&self.group);
        let about = about.ok_or_else(|| Rejected::because("rotation.seats_changed"))?;
        let day = self.key.0;
        let groups = about.cycle.as_ref().map(|cycle| members_on(class, cycle, day)).unwrap_or_default();
        let came = groups.into_iter().find(|(id, _)| *id == self.group).map(|(_, students)| students);
        let mut came = came.unwrap_or_default();
        came.retain(|id| enrolled(class, id, day) && !away(class, id, day, self.key.1));
        if came.is_empty() {
            return Err(Sentence::new("minutes.nobody_of").with("group", about.name.as_str()).into());
        }
        let mut changes = Changes::default();
        for student in present(class, &self.key).filter(|student| !came.contains(student)) {
            changes.set(&attendance(&self.key, student), Attendance::PRESENT, false);
        }
        for student in &came {
            changes.set(&attendance(&self.key, student), Attendance::PRESENT, true);
        }
        changes
            .set(&self.key, Session::GROUP, self.group.clone())
            .set(&self.key, Session::STANDARD, about.focus.clone())
            .set(&self.key, Session::REACH, about.reach)
            .set(&self.key, Session::CONFIRMED, true);
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        Sentence::new("undo.swap_group").with("group", name_of_group(class, &self.group))
    }
}

#[cfg(test)]
mod tests;

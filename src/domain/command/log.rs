//! Commands on a logged day: who was there, which group came, what it was on, and that it was so.

use super::minutes::not_in_the_future;
use super::roster::{known, name_of};
use super::{Command, Context, Rejected};
use crate::domain::Date;
use crate::domain::id::{AdultId, GroupId, StandardId, StationId, StudentId};
use crate::domain::minutes::{Attendance, Session, present, session_place, sessions_of_slots};
use crate::domain::record::Changes;
use crate::domain::roster::{Absence, enrolled};
use crate::domain::rotation::{away, block, members_on, name_of_group};
use crate::domain::standards::Reach;
use crate::domain::{Class, Sentence};

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
    /// The day.
    pub day: Date,
}

impl Command for ConfirmDay {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        let mut changes = Changes::default();
        for (key, _) in sessions_of_slots(class, self.day).filter(|(_, session)| !session.confirmed) {
            changes.set::<Session>(key, "confirmed", true);
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
    /// Which session.
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
            .set::<Session>(&self.key, "standard", self.standard.clone())
            .set::<Session>(&self.key, "reach", self.reach)
            .set::<Session>(&self.key, "confirmed", true);
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.focus_session").with("day", self.key.0)
    }
}

/// Says that a student was at a session, or was not.
#[derive(Debug, Clone, PartialEq)]
pub struct MarkPresent {
    /// Which session.
    pub key: SessionKey,
    /// Who.
    pub student: StudentId,
    /// Was there.
    pub present: bool,
}

impl Command for MarkPresent {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        session(class, &self.key, context.today)?;
        known(class, &self.student)?;
        let mut changes = Changes::default();
        changes.set::<Attendance>(&attendance(&self.key, &self.student), "present", self.present);
        changes.set::<Session>(&self.key, "confirmed", true);
        if self.present {
            came_for(class, &self.student, self.key.0, self.key.1, &mut changes);
        }
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        let key = if self.present { "undo.was_there" } else { "undo.was_not_there" };
        Sentence::new(key).with("name", name_of(class, &self.student))
    }
}

/// Who was marked absent and came for one slot is absent in the others only.
fn came_for(class: &Class, student: &StudentId, day: Date, slot: u32, changes: &mut Changes) {
    let marked = |slot: u32| class.absences.get(&(student.clone(), day, slot)).is_some_and(|it| it.absent);
    if marked(0) {
        changes.set::<Absence>(&(student.clone(), day, 0), "absent", false);
        for other in (1..=block(class, day).slots).filter(|other| *other != slot) {
            changes.set::<Absence>(&(student.clone(), day, other), "absent", true);
        }
    }
    if marked(slot) {
        changes.set::<Absence>(&(student.clone(), day, slot), "absent", false);
    }
}

/// Says that another group was at the table: its students were there, those of the group before were not.
#[derive(Debug, Clone, PartialEq)]
pub struct SwapGroup {
    /// Which session.
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
            changes.set::<Attendance>(&attendance(&self.key, student), "present", false);
        }
        for student in &came {
            changes.set::<Attendance>(&attendance(&self.key, student), "present", true);
        }
        changes
            .set::<Session>(&self.key, "group", self.group.clone())
            .set::<Session>(&self.key, "standard", about.focus.clone())
            .set::<Session>(&self.key, "reach", about.reach)
            .set::<Session>(&self.key, "confirmed", true);
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        Sentence::new("undo.swap_group").with("group", name_of_group(class, &self.group))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::plus_days;
    use crate::domain::command::{LogDay, RecordAbsence};
    use crate::domain::id::Mint;
    use crate::domain::rotation::absent;
    use crate::domain::rotation::tests::{class_with_groups, monday};

    fn run(class: &mut Class, command: impl Command) -> Result<(), &'static str> {
        let mut context = Context { today: monday(), mint: Mint::new("t") };
        let changes = command.changes(class, &mut context).map_err(|why| why.0.key)?;
        class.apply(&changes.0);
        Ok(())
    }

    /// Monday is logged; its first session has the first group.
    fn logged() -> (Class, SessionKey) {
        let mut class = class_with_groups(&[3, 2]);
        run(&mut class, LogDay { day: monday(), rotation: None }).unwrap();
        let key = class.sessions.iter().next().unwrap().0.clone();
        (class, key)
    }

    fn there(class: &Class, key: &SessionKey) -> Vec<String> {
        present(class, key).map(|student| student.0.clone()).collect()
    }

    #[test]
    fn a_log_is_as_planned_until_somebody_confirms_it() {
        let (mut class, key) = logged();
        let confirmed = |class: &Class| class.sessions.iter().filter(|(_, it)| it.confirmed).count();
        assert_eq!(confirmed(&class), 0);
        run(&mut class, MarkPresent { key, student: "g1-2".into(), present: false }).unwrap();
        assert_eq!(confirmed(&class), 1, "what was changed was looked at");
        run(&mut class, ConfirmDay { day: monday() }).unwrap();
        assert_eq!(confirmed(&class), 2);
        assert_eq!(run(&mut class, ConfirmDay { day: plus_days(monday(), -1) }), Err("minutes.not_logged"));
    }

    #[test]
    fn who_came_late_was_there_and_is_absent_in_the_other_slots() {
        let (mut class, key) = logged();
        let whole_day = RecordAbsence { student: "g1-1".into(), day: monday(), slot: 0, absent: true };
        run(&mut class, whole_day).unwrap();
        assert_eq!(there(&class, &key), ["g1-2", "g1-3"]);
        run(&mut class, MarkPresent { key: key.clone(), student: "g1-1".into(), present: true }).unwrap();
        assert_eq!(there(&class, &key), ["g1-1", "g1-2", "g1-3"]);
        let absent_in: Vec<u32> =
            (1..=4).filter(|slot| absent(&class, &"g1-1".into(), monday(), *slot)).collect();
        assert_eq!(absent_in, [2, 3, 4]);
        run(&mut class, MarkPresent { key: key.clone(), student: "g1-1".into(), present: false }).unwrap();
        assert_eq!(there(&class, &key), ["g1-2", "g1-3"]);
    }

    #[test]
    fn another_group_at_the_table_brings_its_students_and_its_standard() {
        let (mut class, key) = logged();
        class.set("group", "g2", "focus", &crate::domain::record::Value::Text("5.NF.B.3".into()));
        run(&mut class, SwapGroup { key: key.clone(), group: "g2".into() }).unwrap();
        assert_eq!(there(&class, &key), ["g2-1", "g2-2"]);
        let session = class.sessions.get(&key).unwrap();
        assert_eq!(
            (session.group.clone(), session.standard.clone()),
            (Some("g2".into()), Some("5.NF.B.3".into()))
        );
        let gone = SwapGroup { key: key.clone(), group: "gone".into() };
        assert_eq!(run(&mut class, gone), Err("rotation.seats_changed"));
        for student in ["g1-1", "g1-2", "g1-3"] {
            let absence = RecordAbsence { student: student.into(), day: monday(), slot: 0, absent: true };
            run(&mut class, absence).unwrap();
        }
        assert_eq!(run(&mut class, SwapGroup { key, group: "g1".into() }), Err("minutes.nobody_of"));
    }

    #[test]
    fn what_a_session_was_on_can_be_said_later() {
        let (mut class, key) = logged();
        let on = |key: SessionKey| FocusSession {
            key,
            standard: Some("4.NF.A.1".into()),
            reach: Reach::EarlierGrade,
        };
        run(&mut class, on(key.clone())).unwrap();
        let session = class.sessions.get(&key).unwrap();
        assert_eq!((session.standard.clone(), session.reach), (Some("4.NF.A.1".into()), Reach::EarlierGrade));
        let other = (key.0, 9, key.2, key.3);
        assert_eq!(run(&mut class, on(other)), Err("minutes.unknown_session"));
    }
}

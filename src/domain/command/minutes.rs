//! Commands on the log of what was really taught.

use super::{Command, Context, Rejected};
use crate::domain::id::{AdultId, RotationId, StationId};
use crate::domain::minutes::{
    Attendance, Session, is_logged, session_place, sessions_of_slots, slot_minutes,
};
use crate::domain::record::{Changes, FieldOf, Fits};
use crate::domain::roster::AdultRole;
use crate::domain::rotation::{Shown, at, is_taught, plan_of, shown};
use crate::domain::week::{block, slots};
use crate::domain::{Class, Date, Sentence};

/// The longest that a session is logged for, in minutes.
pub const MOST_MINUTES: u32 = 240;

/// Logs a day's block as it was planned: a session for each slot at a teacher's table, with everybody who was there.
#[derive(Debug, Clone, PartialEq)]
pub struct LogDay {
    /// The day, today or earlier.
    pub day: Date,
    /// The rotation; `None` is the one that the day shows.
    pub rotation: Option<RotationId>,
}

impl Command for LogDay {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        let mut changes = Changes::default();
        write_day(class, self.day, self.rotation.as_ref(), context.today, &mut changes)?;
        if changes.0.is_empty() {
            return Err(Rejected::because("minutes.nothing_taught"));
        }
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.log_day").with("day", self.day)
    }
}

/// Logs several days as they were planned, in one step. A day on which nobody was taught stays without a log.
#[derive(Debug, Clone, PartialEq)]
pub struct LogDays {
    /// The days, today or earlier, none of them logged.
    pub days: Vec<Date>,
}

impl Command for LogDays {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        let mut changes = Changes::default();
        for day in &self.days {
            write_day(class, *day, None, context.today, &mut changes)?;
        }
        if changes.0.is_empty() {
            return Err(Rejected::because("minutes.nothing_taught"));
        }
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.log_days").with("n", self.days.len())
    }
}

/// The sessions of a day as they were planned, each with everybody who was there.
fn write_day(
    class: &Class,
    day: Date,
    rotation: Option<&RotationId>,
    today: Date,
    changes: &mut Changes,
) -> Result<(), Rejected> {
    not_in_the_future(day, today)?;
    if is_logged(class, day) {
        return Err(Sentence::new("minutes.logged_already").with("day", day).into());
    }
    let planned = match rotation {
        None => shown(class, day)?,
        Some(id) => {
            let rotation =
                class.rotations.get(id).ok_or_else(|| Rejected::because("rotation.seats_changed"))?;
            let cycle = rotation.cycle.clone().unwrap_or_default();
            let (mixed, plan) = (rotation.mixed.clone(), plan_of(class, id));
            Shown { rotation: Some(id.clone()), cycle, mixed, plan, bottleneck: None }
        }
    };
    let subject = class.cycles.get(&planned.cycle).and_then(|cycle| cycle.subject.clone());
    let block = block(class, day);
    for slot in slots(&block) {
        let places = at(class, &planned, day, slot.number);
        for place in places.iter().filter(|place| is_taught(&place.station) && place.students() > 0) {
            let adult = place.station.adult.clone().unwrap_or_else(|| lead_adult(class));
            let key = (day, slot.number, place.id.clone(), adult.clone());
            let group = place.groups.first().map(|(group, _)| group.clone());
            let about = group.as_ref().and_then(|group| class.groups.get(group));
            let minutes = group.as_ref().map_or(block.slot_minutes, |group| slot_minutes(class, group, day));
            changes.set(&key, Session::MINUTES, minutes);
            set_or_clear(class, &key, Session::SUBJECT, subject.clone(), changes);
            set_or_clear(class, &key, Session::GROUP, group.clone(), changes);
            set_or_clear(
                class,
                &key,
                Session::STANDARD,
                about.and_then(|about| about.focus.clone()),
                changes,
            );
            set_or_clear(class, &key, Session::REACH, about.map(|about| about.reach), changes);
            changes.set(&key, Session::CONFIRMED, false).set(&key, Session::RETRACTED, false);
            for student in place.groups.iter().flat_map(|(_, students)| students) {
                let who = (day, slot.number, session_place(&place.id, &adult), student.clone());
                changes.set(&who, Attendance::PRESENT, true);
            }
        }
    }
    Ok(())
}

/// Writes what there is to say of a session. Where the day was taken back before, nothing of what it was then stays.
fn set_or_clear<T, V>(
    class: &Class,
    key: &(Date, u32, StationId, AdultId),
    field: FieldOf<Session, T>,
    value: Option<V>,
    changes: &mut Changes,
) where
    Option<V>: Fits<T>,
{
    if value.is_some() || class.sessions.taken_back(key) {
        changes.set(key, field, value);
    }
}

/// The class's lead teacher, or `lead` where no adult is written down.
pub fn lead_adult(class: &Class) -> AdultId {
    let lead = class.adults.iter().find(|(_, adult)| adult.role == AdultRole::Lead);
    lead.map_or_else(|| AdultId::from("lead"), |(id, _)| id.clone())
}

/// Refuses a day that has not come yet.
pub(super) fn not_in_the_future(day: Date, today: Date) -> Result<(), Rejected> {
    if day > today {
        return Err(Sentence::new("minutes.in_the_future").with("day", day).into());
    }
    Ok(())
}

/// Says how long a session really was.
#[derive(Debug, Clone, PartialEq)]
pub struct EditSession {
    /// With slot, station and adult it is the id of the session.
    pub day: Date,
    pub slot: u32,
    pub station: StationId,
    pub adult: AdultId,
    pub minutes: u32,
}

impl Command for EditSession {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        not_in_the_future(self.day, context.today)?;
        let key = (self.day, self.slot, self.station.clone(), self.adult.clone());
        if class.sessions.get(&key).is_none() {
            return Err(Rejected::because("minutes.unknown_session"));
        }
        if self.minutes > MOST_MINUTES {
            return Err(Rejected::because("minutes.range"));
        }
        let mut changes = Changes::default();
        changes.set(&key, Session::MINUTES, self.minutes).set(&key, Session::CONFIRMED, true);
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.edit_session").with("day", self.day)
    }
}

/// Takes a day's log back.
#[derive(Debug, Clone, PartialEq)]
pub struct UnlogDay {
    pub day: Date,
}

impl Command for UnlogDay {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        let mut changes = Changes::default();
        for (key, _) in sessions_of_slots(class, self.day) {
            changes.retract::<Session>(key);
        }
        if changes.0.is_empty() {
            return Err(Sentence::new("minutes.not_logged").with("day", self.day).into());
        }
        // Or the next log of the day would count who was marked absent meanwhile.
        let from = (self.day, 1, String::new(), Default::default());
        let logged = class.attendance.range(from..).take_while(|((day, ..), _)| *day == self.day);
        for (key, _) in logged.filter(|(_, attendance)| attendance.present) {
            changes.set(key, Attendance::PRESENT, false);
        }
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.unlog_day").with("day", self.day)
    }
}

#[cfg(test)]
mod tests;

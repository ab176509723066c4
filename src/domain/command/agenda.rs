//! Commands on individual agendas. What a change by hand breaks is said before it is made, by
//! [`crate::domain::rotation::agendas::breaks`]; it is not refused.

use super::{Command, Context, Rejected};
use crate::domain::id::{RotationId, StationId, StudentId};
use crate::domain::record::Changes;
use crate::domain::rotation::agendas::{Visit, moved, only_on, put, swapped, visits, visits_on};
use crate::domain::rotation::{AgendaVisit, DayVisit, stations};
use crate::domain::{Class, Date, Sentence};

/// Gives a rotation these agendas, in place of those it has.
#[derive(Debug, Clone, PartialEq)]
pub struct UseAgendas {
    pub rotation: RotationId,
    /// Every stop of every student.
    pub visits: Vec<Visit>,
}

impl Command for UseAgendas {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        all_known(class, context.today, &self.rotation, &self.visits)?;
        let mut changes = rewrite(class, &self.rotation, &self.visits);
        // What was changed for one day belonged to the agendas before.
        let of_rotation = class.day_visits.iter().filter(|((of, day, ..), visit)| {
            *of == self.rotation && *day >= context.today && visit.station.is_some()
        });
        for (key, _) in of_rotation {
            changes.set(key, DayVisit::STATION, None::<StationId>);
        }
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new(if self.visits.is_empty() { "undo.no_agendas" } else { "undo.use_agendas" })
    }
}

/// A student goes to another station in a slot.
#[derive(Debug, Clone, PartialEq)]
pub struct MoveVisit {
    pub rotation: RotationId,
    /// The day on which it is seen.
    pub day: Date,
    /// Slot counted from 1.
    pub slot: u32,
    pub student: StudentId,
    pub station: StationId,
}

impl Command for MoveVisit {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        let now = visits_on(class, &self.rotation, self.day);
        unlocked(class, &now, self.slot, &self.student)?;
        let after = moved(&now, self.slot, &self.student, &self.station);
        settle(class, context, &self.rotation, self.slot, &[&self.student], &after)
    }

    fn label(&self, class: &Class) -> Sentence {
        Sentence::new("undo.move_visit").with("name", name(class, &self.student))
    }
}

/// Two students change places in a slot.
#[derive(Debug, Clone, PartialEq)]
pub struct SwapVisits {
    pub rotation: RotationId,
    /// The day on which it is seen.
    pub day: Date,
    /// Slot counted from 1.
    pub slot: u32,
    pub a: StudentId,
    pub b: StudentId,
}

impl Command for SwapVisits {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        let now = visits_on(class, &self.rotation, self.day);
        unlocked(class, &now, self.slot, &self.a)?;
        unlocked(class, &now, self.slot, &self.b)?;
        let after = swapped(&now, self.slot, &self.a, &self.b);
        let after = after.ok_or_else(|| Rejected::because("agenda.changed"))?;
        settle(class, context, &self.rotation, self.slot, &[&self.a, &self.b], &after)
    }

    fn label(&self, class: &Class) -> Sentence {
        Sentence::new("undo.swap_visits").with("a", name(class, &self.a)).with("b", name(class, &self.b))
    }
}

/// Locks one stop, or unlocks it.
#[derive(Debug, Clone, PartialEq)]
pub struct LockVisit {
    pub rotation: RotationId,
    /// The day on which it is seen.
    pub day: Date,
    /// Slot counted from 1.
    pub slot: u32,
    pub student: StudentId,
    /// It stays when the agendas are made again.
    pub locked: bool,
}

impl Command for LockVisit {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        let now = visits_on(class, &self.rotation, self.day);
        if !now.iter().any(|visit| visit.slot == self.slot && visit.student == self.student) {
            return Err(Rejected::because("agenda.changed"));
        }
        let mut changes = settle(class, context, &self.rotation, self.slot, &[&self.student], &now)?;
        let key = (self.rotation.clone(), self.slot, self.student.clone());
        changes.set(&key, AgendaVisit::LOCKED, self.locked);
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        let key = if self.locked { "undo.lock_visit" } else { "undo.unlock_visit" };
        Sentence::new(key).with("name", name(class, &self.student))
    }
}

/// Has stops that are other ones than usual on one day; none takes back those that are.
#[derive(Debug, Clone, PartialEq)]
pub struct MendDay {
    pub rotation: RotationId,
    pub day: Date,
    /// The stops that are other ones, beside those that already are.
    pub visits: Vec<Visit>,
}

impl Command for MendDay {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        all_known(class, self.day, &self.rotation, &self.visits)?;
        let mut changes = Changes::default();
        let key = |visit: &Visit| (self.rotation.clone(), self.day, visit.slot, visit.student.clone());
        for visit in &self.visits {
            changes.set(&key(visit), DayVisit::STATION, visit.station.clone()).set(
                &key(visit),
                DayVisit::STANDARD,
                visit.standard.clone(),
            );
        }
        if self.visits.is_empty() {
            for visit in only_on(class, &self.rotation, self.day) {
                changes.set(&key(&visit), DayVisit::STATION, None::<StationId>);
            }
        }
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        let key = if self.visits.is_empty() { "undo.usual_agendas" } else { "undo.mend_day" };
        Sentence::new(key).with("day", self.day)
    }
}

/// Puts what a change by hand made of some students' stops into the agendas, for that day and every other.
fn settle(
    class: &Class,
    context: &Context,
    rotation: &RotationId,
    slot: u32,
    students: &[&StudentId],
    after: &[Visit],
) -> Result<Changes, Rejected> {
    let mut all = visits(class, rotation);
    let is_of = |visit: &&Visit| visit.slot == slot && students.contains(&&visit.student);
    let own: Vec<Visit> = after.iter().filter(is_of).cloned().collect();
    // Only these: stops of a student or station that is gone meanwhile keep nobody else from a change.
    all_known(class, context.today, rotation, &own)?;
    for visit in own {
        let locked = all.iter().any(|old| old.slot == slot && old.student == visit.student && old.locked);
        put(&mut all, Visit { locked, ..visit });
    }
    let mut changes = rewrite(class, rotation, &all);
    let of_day = class.day_visits.iter().filter(|((of, _, at, student), visit)| {
        of == rotation && *at == slot && students.contains(&student) && visit.station.is_some()
    });
    for (key, _) in of_day {
        changes.set(key, DayVisit::STATION, None::<StationId>);
    }
    Ok(changes)
}

fn all_known(class: &Class, day: Date, rotation: &RotationId, visits: &[Visit]) -> Result<(), Rejected> {
    let stations = stations(class, day);
    let known = |visit: &Visit| {
        class.students.get(&visit.student).is_some() && stations.iter().any(|(id, _)| *id == visit.station)
    };
    if class.rotations.get(rotation).is_none() || !visits.iter().all(known) {
        return Err(Rejected::because("agenda.changed"));
    }
    Ok(())
}

fn name(class: &Class, student: &StudentId) -> String {
    class.students.get(student).map(|about| about.first().to_owned()).unwrap_or_default()
}

fn unlocked(class: &Class, now: &[Visit], slot: u32, student: &StudentId) -> Result<(), Rejected> {
    let visit = now.iter().find(|visit| visit.slot == slot && visit.student == *student);
    if visit.is_some_and(|visit| visit.locked) {
        return Err(Sentence::new("agenda.is_locked").with("name", name(class, student)).into());
    }
    Ok(())
}

/// Writes what differs. A stop that is no longer there stays as a record without a station.
fn rewrite(class: &Class, rotation: &RotationId, after: &[Visit]) -> Changes {
    let mut changes = Changes::default();
    let before = visits(class, rotation);
    let same = |a: &Visit, b: &Visit| a.slot == b.slot && a.student == b.student;
    for old in before.iter().filter(|old| !after.iter().any(|new| same(old, new))) {
        let key = (rotation.clone(), old.slot, old.student.clone());
        changes.set(&key, AgendaVisit::STATION, None::<StationId>);
    }
    for new in after {
        let key = (rotation.clone(), new.slot, new.student.clone());
        let old = class.agenda.get(&key).cloned().unwrap_or_default();
        if old.station.as_ref() != Some(&new.station) {
            changes.set(&key, AgendaVisit::STATION, new.station.clone());
        }
        if old.standard != new.standard {
            changes.set(&key, AgendaVisit::STANDARD, new.standard.clone());
        }
        if old.locked != new.locked {
            changes.set(&key, AgendaVisit::LOCKED, new.locked);
        }
    }
    changes
}

#[cfg(test)]
mod tests;

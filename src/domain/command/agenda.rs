//! Commands on individual agendas. What a change by hand breaks is said before it is made, by
//! [`crate::domain::rotation::agendas::breaks`]; it is not refused.

use super::{Command, Context, Rejected};
use crate::domain::id::{RotationId, StationId, StudentId};
use crate::domain::record::Changes;
use crate::domain::rotation::agendas::{Visit, moved, swapped, visits};
use crate::domain::rotation::{AgendaVisit, stations};
use crate::domain::{Class, Sentence};

/// Gives a rotation these agendas, in place of those it has.
#[derive(Debug, Clone, PartialEq)]
pub struct UseAgendas {
    /// Which rotation.
    pub rotation: RotationId,
    /// Every stop of every student.
    pub visits: Vec<Visit>,
}

impl Command for UseAgendas {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        rewrite(class, context, &self.rotation, &self.visits)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new(if self.visits.is_empty() { "undo.no_agendas" } else { "undo.use_agendas" })
    }
}

/// A student goes to another station in a slot.
#[derive(Debug, Clone, PartialEq)]
pub struct MoveVisit {
    /// In which rotation.
    pub rotation: RotationId,
    /// Slot counted from 1.
    pub slot: u32,
    /// Who.
    pub student: StudentId,
    /// Where to.
    pub station: StationId,
}

impl Command for MoveVisit {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        let now = visits(class, &self.rotation);
        unlocked(class, &now, self.slot, &self.student)?;
        rewrite(class, context, &self.rotation, &moved(&now, self.slot, &self.student, &self.station))
    }

    fn label(&self, class: &Class) -> Sentence {
        Sentence::new("undo.move_visit").with("name", name(class, &self.student))
    }
}

/// Two students change places in a slot.
#[derive(Debug, Clone, PartialEq)]
pub struct SwapVisits {
    /// In which rotation.
    pub rotation: RotationId,
    /// Slot counted from 1.
    pub slot: u32,
    /// One.
    pub a: StudentId,
    /// The other.
    pub b: StudentId,
}

impl Command for SwapVisits {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        let now = visits(class, &self.rotation);
        unlocked(class, &now, self.slot, &self.a)?;
        unlocked(class, &now, self.slot, &self.b)?;
        let after = swapped(&now, self.slot, &self.a, &self.b);
        let after = after.ok_or_else(|| Rejected::because("agenda.changed"))?;
        rewrite(class, context, &self.rotation, &after)
    }

    fn label(&self, class: &Class) -> Sentence {
        Sentence::new("undo.swap_visits").with("a", name(class, &self.a)).with("b", name(class, &self.b))
    }
}

/// Locks one stop, or unlocks it.
#[derive(Debug, Clone, PartialEq)]
pub struct LockVisit {
    /// In which rotation.
    pub rotation: RotationId,
    /// Slot counted from 1.
    pub slot: u32,
    /// Who.
    pub student: StudentId,
    /// It stays when the agendas are made again.
    pub locked: bool,
}

impl Command for LockVisit {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        let key = (self.rotation.clone(), self.slot, self.student.clone());
        if class.agenda.get(&key).is_none_or(|visit| visit.station.is_none()) {
            return Err(Rejected::because("agenda.changed"));
        }
        let mut changes = Changes::default();
        changes.set::<AgendaVisit>(&key, "locked", self.locked);
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        let key = if self.locked { "undo.lock_visit" } else { "undo.unlock_visit" };
        Sentence::new(key).with("name", name(class, &self.student))
    }
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
fn rewrite(
    class: &Class,
    context: &Context,
    rotation: &RotationId,
    after: &[Visit],
) -> Result<Changes, Rejected> {
    let stations = stations(class, context.today);
    let known = |visit: &Visit| {
        class.students.get(&visit.student).is_some() && stations.iter().any(|(id, _)| *id == visit.station)
    };
    if class.rotations.get(rotation).is_none() || !after.iter().all(known) {
        return Err(Rejected::because("agenda.changed"));
    }
    let mut changes = Changes::default();
    let before = visits(class, rotation);
    let same = |a: &Visit, b: &Visit| a.slot == b.slot && a.student == b.student;
    for old in before.iter().filter(|old| !after.iter().any(|new| same(old, new))) {
        let key = (rotation.clone(), old.slot, old.student.clone());
        changes.set::<AgendaVisit>(&key, "station", None::<StationId>);
    }
    for new in after {
        let key = (rotation.clone(), new.slot, new.student.clone());
        let old = class.agenda.get(&key).cloned().unwrap_or_default();
        if old.station.as_ref() != Some(&new.station) {
            changes.set::<AgendaVisit>(&key, "station", new.station.clone());
        }
        if old.standard != new.standard {
            changes.set::<AgendaVisit>(&key, "standard", new.standard.clone());
        }
        if old.locked != new.locked {
            changes.set::<AgendaVisit>(&key, "locked", new.locked);
        }
    }
    Ok(changes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Mint;
    use crate::domain::rotation::agendas::Made;
    use crate::domain::rotation::agendas::tests::{class as with_stations, make};
    use crate::domain::rotation::at;
    use crate::domain::rotation::tests::monday;

    fn run(class: &mut Class, command: impl Command) -> Result<usize, &'static str> {
        let mut context = Context { today: monday(), mint: Mint::new("t") };
        let changes = command.changes(class, &mut context).map_err(|why| why.0.key)?;
        class.apply(&changes.0);
        Ok(changes.0.len())
    }

    #[test]
    fn agendas_in_use_seat_everybody_and_change_by_hand() {
        let (mut class, shown) = with_stations(6);
        let Made::Agendas(made) = make(&class, &shown, &[]) else { panic!("not made") };
        let rotation = shown.rotation.clone().unwrap();
        let using = UseAgendas { rotation: rotation.clone(), visits: made.clone() };
        run(&mut class, using.clone()).unwrap();
        let mut read = visits(&class, &rotation);
        let order = |visit: &Visit| (visit.slot, visit.student.clone());
        read.sort_by_key(order);
        let mut sorted = made.clone();
        sorted.sort_by_key(order);
        assert_eq!(read, sorted);
        assert_eq!(run(&mut class, using), Ok(0), "nothing new");
        // The board goes by the agendas.
        let who = StudentId::from("g1-1");
        let here = |class: &Class, slot: u32| -> StationId {
            let places = at(class, &shown, monday(), slot);
            let place = places.iter().find(|place| place.groups.iter().any(|(_, here)| here.contains(&who)));
            place.unwrap().id.clone()
        };
        for visit in made.iter().filter(|visit| visit.student == who) {
            assert_eq!(here(&class, visit.slot), visit.station);
        }
        let to = if here(&class, 1).as_str() == "s3" { "s2" } else { "s3" };
        let go = MoveVisit { rotation: rotation.clone(), slot: 1, student: who.clone(), station: to.into() };
        run(&mut class, go.clone()).unwrap();
        assert_eq!(here(&class, 1).as_str(), to);
        let lock = |locked| LockVisit { rotation: rotation.clone(), slot: 1, student: who.clone(), locked };
        run(&mut class, lock(true)).unwrap();
        assert_eq!(run(&mut class, go.clone()), Err("agenda.is_locked"));
        run(&mut class, lock(false)).unwrap();
        let other =
            made.iter().find(|visit| visit.slot == 1 && visit.student != who && visit.station.as_str() != to);
        let (other, there) = other.map(|visit| (visit.student.clone(), visit.station.clone())).unwrap();
        let swap = SwapVisits { rotation: rotation.clone(), slot: 1, a: who.clone(), b: other };
        run(&mut class, swap).unwrap();
        assert_eq!(here(&class, 1), there);
        run(&mut class, UseAgendas { rotation: rotation.clone(), visits: Vec::new() }).unwrap();
        assert_eq!(visits(&class, &rotation), []);
        assert_eq!(run(&mut class, lock(true)), Err("agenda.changed"));
        let gone = MoveVisit { station: "gone".into(), ..go };
        assert_eq!(run(&mut class, gone), Err("agenda.changed"));
    }
}

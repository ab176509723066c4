//! Commands on small groups: one group on one standard for one day.

use super::minutes::{MOST_MINUTES, lead_adult};
use super::roster::{known, name_of};
use super::{Command, Context, Rejected};
use crate::domain::Date;
use crate::domain::grouping::people::{groups_of, holds};
use crate::domain::grouping::small::{SmallGroup, place_in_log, small_groups};
use crate::domain::grouping::{Cycle, Group, Placement, Purpose, names::deal};
use crate::domain::id::{CycleId, GroupId, StandardId, StudentId, SubjectId};
use crate::domain::minutes::{Attendance, Session, session_place};
use crate::domain::record::Changes;
use crate::domain::standards::Reach;
use crate::domain::{Class, Sentence};

/// Calls students together for a day, for one standard.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanSmallGroup {
    pub subject: SubjectId,
    pub standard: StandardId,
    /// How far that is from the class's grade.
    pub reach: Reach,
    /// Who, at least one.
    pub students: Vec<StudentId>,
    /// The day: today or later.
    pub on: Date,
}

impl Command for PlanSmallGroup {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        if self.students.is_empty() {
            return Err(Rejected::because("small_group.nobody"));
        }
        if self.on < context.today {
            return Err(Sentence::new("small_group.in_the_past").with("on", self.on).into());
        }
        if class.subjects.get(&self.subject).is_some_and(|subject| subject.habits) {
            return Err(Rejected::because("small_group.habits"));
        }
        let of_day = small_groups(class, self.on, self.on);
        for student in &self.students {
            known(class, student)?;
            let called = |other: &&SmallGroup| {
                other.group.focus.as_ref() == Some(&self.standard) && other.students.contains(&student)
            };
            if of_day.iter().any(|other| called(&other)) {
                let twice = Sentence::new("small_group.twice").with("name", name_of(class, student));
                return Err(twice.with("on", self.on).into());
            }
        }
        let (cycle, group): (CycleId, GroupId) = (context.mint.id(), context.mint.id());
        let mut changes = Changes::default();
        changes
            .set(&cycle, Cycle::SUBJECT, self.subject.clone())
            .set(&cycle, Cycle::PURPOSE, Purpose::Small)
            .set(&cycle, Cycle::STARTS, self.on)
            .set(&cycle, Cycle::ENDS, self.on)
            .set(&group, Group::CYCLE, cycle.clone())
            .set(&group, Group::NAME, free_name(class, self.on))
            .set(&group, Group::FOCUS, self.standard.clone())
            .set(&group, Group::SERVES, self.standard.clone())
            .set(&group, Group::REACH, self.reach);
        for student in &self.students {
            changes.set(&(cycle.clone(), student.clone()), Placement::GROUP, group.clone());
        }
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.plan_small_group").with("standard", self.standard.as_str()).with("on", self.on)
    }
}

/// A neutral name that no other group of the day has.
fn free_name(class: &Class, on: Date) -> String {
    let running = class.cycles.iter().filter(|(_, cycle)| holds(cycle, on));
    let taken: Vec<&String> =
        running.flat_map(|(id, _)| groups_of(class, id)).map(|(_, group)| &group.name).collect();
    deal(class, on, Purpose::Small).into_iter().find(|name| !taken.contains(&name)).unwrap_or_default()
}

/// Takes a small group back. What was logged of it stays.
#[derive(Debug, Clone, PartialEq)]
pub struct DropSmallGroup {
    pub cycle: CycleId,
}

impl Command for DropSmallGroup {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        known_small(class, &self.cycle)?;
        let mut changes = Changes::default();
        changes.retract::<Cycle>(&self.cycle);
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.drop_small_group")
    }
}

/// Logs that a small group met: its minutes count for everybody in it who was there.
#[derive(Debug, Clone, PartialEq)]
pub struct LogSmallGroup {
    pub cycle: CycleId,
    /// How long it met: 1 to [`MOST_MINUTES`].
    pub minutes: u32,
}

impl Command for LogSmallGroup {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        let met = known_small(class, &self.cycle)?;
        if met.on > context.today {
            return Err(Sentence::new("minutes.in_the_future").with("day", met.on).into());
        }
        if !(1..=MOST_MINUTES).contains(&self.minutes) {
            return Err(Rejected::because("minutes.range"));
        }
        let key = place_in_log(met.on, met.id, lead_adult(class));
        let place = session_place(&key.2, &key.3);
        let mut changes = Changes::default();
        let cycle = class.cycles.get(&self.cycle);
        changes
            .set(&key, Session::MINUTES, self.minutes)
            .set_some(&key, Session::SUBJECT, cycle.and_then(|cycle| cycle.subject.clone()))
            .set(&key, Session::GROUP, met.id.clone())
            .set_some(&key, Session::STANDARD, met.group.focus.clone())
            .set(&key, Session::REACH, met.group.reach)
            .set(&key, Session::RETRACTED, false);
        for student in met.students {
            changes.set(&(key.0, key.1, place.clone(), student.clone()), Attendance::PRESENT, true);
        }
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        let group = known_small(class, &self.cycle).map(|met| met.group.name.clone()).unwrap_or_default();
        Sentence::new("undo.log_small_group").with("group", group)
    }
}

fn known_small<'a>(class: &'a Class, cycle: &CycleId) -> Result<SmallGroup<'a>, Rejected> {
    let all = small_groups(class, Date::FIRST, Date::LAST);
    all.into_iter().find(|small| small.cycle == cycle).ok_or_else(|| Rejected::because("small_group.gone"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::LogDay;
    use crate::domain::id::Mint;
    use crate::domain::minutes::{is_logged, ledger};
    use crate::domain::rotation::running_cycle;
    use crate::domain::rotation::tests::{class_with_groups, monday};

    fn run(class: &mut Class, command: impl Command) -> Result<(), &'static str> {
        let mut context = Context { today: monday(), mint: Mint::new(class.cycles.len().to_string()) };
        let changes = command.changes(class, &mut context).map_err(|why| why.0.key)?;
        class.apply(&changes.0);
        Ok(())
    }

    fn plan(students: &[&str]) -> PlanSmallGroup {
        PlanSmallGroup {
            subject: "math".into(),
            standard: "5.NF.A.1".into(),
            reach: Reach::GradeLevel,
            students: students.iter().map(|id| (*id).into()).collect(),
            on: monday(),
        }
    }

    fn only(class: &Class) -> CycleId {
        small_groups(class, monday(), monday())[0].cycle.clone()
    }

    #[test]
    fn it_stands_beside_the_groups_of_the_cycle() {
        let mut class = class_with_groups(&[3, 3]);
        let (cycle, names) = (running_cycle(&class, monday()), class.groups.len());
        run(&mut class, plan(&["g1-1", "g2-1"])).unwrap();
        assert_eq!(running_cycle(&class, monday()), cycle);
        let found = small_groups(&class, monday(), monday());
        assert_eq!(found[0].students, [&"g2-1".into(), &"g1-1".into()], "Maple before Oak");
        let same_name = class.groups.iter().filter(|(_, group)| group.name == found[0].group.name);
        assert_eq!((same_name.count(), class.groups.len()), (1, names + 1));
        run(&mut class, LogDay { day: monday(), rotation: None }).unwrap();
    }

    #[test]
    fn its_minutes_count_beside_those_of_the_day() {
        let mut class = class_with_groups(&[3, 3]);
        run(&mut class, plan(&["g1-1", "g2-1"])).unwrap();
        let minutes = |class: &Class, student: &str| {
            let ledger = ledger(class, monday(), monday());
            ledger.lines.iter().find(|line| line.student == student.into()).map_or(0, |line| line.minutes)
        };
        let cycle = only(&class);
        assert_eq!(run(&mut class, LogSmallGroup { cycle: cycle.clone(), minutes: 0 }), Err("minutes.range"));
        run(&mut class, LogSmallGroup { cycle: cycle.clone(), minutes: 20 }).unwrap();
        assert_eq!((minutes(&class, "g1-1"), minutes(&class, "g1-2")), (20, 0));
        assert!(!is_logged(&class, monday()));
        run(&mut class, LogDay { day: monday(), rotation: None }).unwrap();
        assert_eq!((minutes(&class, "g1-1"), minutes(&class, "g1-2")), (35, 15));
        run(&mut class, DropSmallGroup { cycle }).unwrap();
        assert_eq!(minutes(&class, "g1-1"), 35);
    }

    #[test]
    fn what_cannot_be_called_together_is_said() {
        let mut class = class_with_groups(&[3]);
        assert_eq!(run(&mut class, plan(&[])), Err("small_group.nobody"));
        assert_eq!(run(&mut class, plan(&["nobody"])), Err("roster.unknown_student"));
        let yesterday = crate::domain::calendar::plus_days(monday(), -1);
        assert_eq!(
            run(&mut class, PlanSmallGroup { on: yesterday, ..plan(&["g1-1"]) }),
            Err("small_group.in_the_past")
        );
        run(&mut class, plan(&["g1-1"])).unwrap();
        assert_eq!(run(&mut class, plan(&["g1-2", "g1-1"])), Err("small_group.twice"));
        run(&mut class, plan(&["g1-2"])).unwrap();
        let skill = running_cycle(&class, monday()).unwrap();
        assert_eq!(run(&mut class, DropSmallGroup { cycle: skill }), Err("small_group.gone"));
    }
}

//! Commands on units and on the standards that a class is held to.

use super::{Command, Context, Rejected};
use crate::domain::Date;
use crate::domain::id::{CheckId, StandardId, SubjectId, UnitId};
use crate::domain::record::Changes;
use crate::domain::standards::unit::included;
use crate::domain::standards::{Priority, Unit, UnitStandard};
use crate::domain::{Class, Sentence};

/// Starts a unit, or changes one.
#[derive(Debug, Clone, PartialEq)]
pub struct SetUnit {
    /// The unit to change; `None` starts one.
    pub id: Option<UnitId>,
    pub subject: SubjectId,
    /// "Fractions".
    pub title: String,
    pub starts: Date,
    pub ends: Date,
}

impl Command for SetUnit {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        if self.title.trim().is_empty() {
            return Err(Rejected::because("unit.needs_a_title"));
        }
        if self.ends < self.starts {
            return Err(Sentence::new("unit.ends_before_it_starts").with("starts", self.starts).into());
        }
        if class.subjects.get(&self.subject).is_none() {
            return Err(Rejected::because("unit.unknown_subject"));
        }
        let id = self.id.clone().unwrap_or_else(|| context.mint.id());
        let mut changes = Changes::default();
        changes
            .set(&id, Unit::SUBJECT, self.subject.clone())
            .set(&id, Unit::TITLE, self.title.trim().to_owned())
            .set(&id, Unit::STARTS, self.starts)
            .set(&id, Unit::ENDS, self.ends);
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.set_unit").with("title", self.title.trim())
    }
}

/// Takes a standard into a unit, or out of it. Its marks stay.
#[derive(Debug, Clone, PartialEq)]
pub struct IncludeStandard {
    pub unit: UnitId,
    pub standard: StandardId,
    /// In, or out.
    pub included: bool,
}

impl Command for IncludeStandard {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        if class.units.get(&self.unit).is_none() {
            return Err(Rejected::because("unit.unknown"));
        }
        let key = (self.unit.clone(), self.standard.clone());
        let mut changes = Changes::default();
        changes.set(&key, UnitStandard::INCLUDED, self.included);
        if self.included {
            let last = included(class, &self.unit).map(|(_, rank)| rank).max();
            changes.set(&key, UnitStandard::RANK, last.map_or(0, |last| last + 1));
        }
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        let key = if self.included { "undo.include_standard" } else { "undo.leave_out_standard" };
        Sentence::new(key).with("code", self.standard.as_str())
    }
}

/// Makes a standard one of the few that the class is held to, or not.
#[derive(Debug, Clone, PartialEq)]
pub struct SetPriority {
    pub subject: SubjectId,
    pub standard: StandardId,
    pub priority: bool,
}

impl Command for SetPriority {
    fn changes(&self, _: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        let mut changes = Changes::default();
        changes.set(&(self.subject.clone(), self.standard.clone()), Priority::PRIORITY, self.priority);
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        let key = if self.priority { "undo.priority" } else { "undo.no_priority" };
        Sentence::new(key).with("code", self.standard.as_str())
    }
}

/// Says with which checks a unit starts and ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetUnitChecks {
    pub unit: UnitId,
    /// The check at its start.
    pub start: Option<CheckId>,
    /// The check at its end.
    pub end: Option<CheckId>,
}

impl Command for SetUnitChecks {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        if class.units.get(&self.unit).is_none() {
            return Err(Rejected::because("unit.unknown"));
        }
        if [&self.start, &self.end]
            .into_iter()
            .flatten()
            .any(|check| class.checks.get(class.counts_as(check)).is_none())
        {
            return Err(Rejected::because("race.unknown_check"));
        }
        let mut changes = Changes::default();
        changes.set(&self.unit, Unit::START_CHECK, self.start.clone()).set(
            &self.unit,
            Unit::END_CHECK,
            self.end.clone(),
        );
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        let title = class.units.get(&self.unit).map(|unit| unit.title.clone()).unwrap_or_default();
        Sentence::new("undo.set_unit_checks").with("title", title)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::{Command, StartClass};
    use crate::domain::id::Mint;
    use crate::domain::standards::{running_unit, unit_standards};

    fn run(class: &mut Class, mint: &str, command: impl Command) -> Result<(), Rejected> {
        let mut context = Context { today: day("2026-11-21"), mint: Mint::new(mint) };
        class.apply(&command.changes(class, &mut context)?.0);
        Ok(())
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_unit_holds_its_standards_in_order_and_runs_between_its_dates() {
        let mut class = Class::default();
        run(&mut class, "a", StartClass { name: "5B".into(), ..StartClass::default() }).unwrap();
        let subject = class.subjects.iter().next().unwrap().0.clone();
        let unit = |title: &str, starts: &str, ends: &str| SetUnit {
            id: None,
            subject: subject.clone(),
            title: title.into(),
            starts: day(starts),
            ends: day(ends),
        };
        run(&mut class, "b", unit("Decimals", "2026-09-01", "2026-10-30")).unwrap();
        run(&mut class, "c", unit("Fractions", "2026-11-02", "2026-12-18")).unwrap();
        assert_eq!(
            run(&mut class, "d", unit(" ", "2026-11-02", "2026-12-18")),
            Err(Rejected::because("unit.needs_a_title"))
        );
        assert!(run(&mut class, "d", unit("x", "2026-11-02", "2026-11-01")).is_err());
        let running = |today: &str| {
            running_unit(&class, &subject, day(today)).map(|id| class.units.get(&id).unwrap().title.clone())
        };
        assert_eq!(running("2026-11-21").as_deref(), Some("Fractions"));
        assert_eq!(running("2026-10-01").as_deref(), Some("Decimals"));
        assert_eq!(running("2027-03-01").as_deref(), Some("Fractions"));
        assert_eq!(running("2026-08-01").as_deref(), Some("Decimals"));
        let unit = running_unit(&class, &subject, day("2026-11-21")).unwrap();
        for code in ["5.NF.B.3", "5.NF.A.1"] {
            let standard = StandardId::from(code);
            run(&mut class, "e", IncludeStandard { unit: unit.clone(), standard, included: true }).unwrap();
        }
        assert_eq!(unit_standards(&class, &unit), ["5.NF.B.3".into(), "5.NF.A.1".into()]);
        run(
            &mut class,
            "f",
            IncludeStandard { unit: unit.clone(), standard: "5.NF.B.3".into(), included: false },
        )
        .unwrap();
        assert_eq!(unit_standards(&class, &unit), ["5.NF.A.1".into()]);
        // What comes last stands last, also where one was taken out before.
        let standard = StandardId::from("4.NF.A.1");
        run(&mut class, "g", IncludeStandard { unit: unit.clone(), standard, included: true }).unwrap();
        assert_eq!(unit_standards(&class, &unit), ["5.NF.A.1".into(), "4.NF.A.1".into()]);
    }
}

//! Units, priorities, and for whom a standard is.

use super::desk::Desk;
use super::{Drawn, Kind, done};
use crate::domain::calendar::plus_days;
use crate::domain::command::{IncludeStandard, SetPriority, SetStandardFor, SetUnit, SetUnitChecks};
use crate::domain::id::CheckId;
use crate::domain::standards::{is_priority, unit_standards};

pub(super) const KINDS: &[Kind] = &[
    Kind("SetUnit", 6, set_unit),
    Kind("IncludeStandard", 10, include_standard),
    Kind("SetUnitChecks", 4, set_unit_checks),
    Kind("SetPriority", 6, set_priority),
    Kind("SetStandardFor", 4, set_standard_for),
];

/// A unit has about so many standards at most.
const MOST_STANDARDS: usize = 8;

fn set_unit(desk: &mut Desk<'_>) -> Drawn {
    let old = desk.one(&desk.class.units);
    if let Some((id, unit)) = old.filter(|(_, unit)| unit.subject.is_some())
        && let (Some(subject), Some(starts)) = (unit.subject.clone(), unit.starts)
        && desk.class.subjects.get(&subject).is_some()
        && desk.chance(0.4)
    {
        let ends = plus_days(starts, i64::from(desk.within(10, 40)));
        return done(SetUnit { id: Some(id.clone()), subject, title: desk.text("Unit"), starts, ends });
    }
    let (subject, starts) = (desk.subject()?, desk.day_ahead(0, 10));
    let ends = plus_days(starts, i64::from(desk.within(10, 40)));
    done(SetUnit { id: None, subject, title: desk.text("Unit"), starts, ends })
}

fn include_standard(desk: &mut Desk<'_>) -> Drawn {
    let (unit, about) = desk.late(&desk.class.units, 4)?;
    let own = unit_standards(desk.class, unit);
    let out = own.len() > MOST_STANDARDS || (own.len() > 1 && desk.chance(0.2));
    let standard = match &about.subject {
        _ if out => desk.pick(&own)?,
        Some(subject) if desk.chance(0.3) => desk.standard(subject),
        _ => desk.any_standard(),
    };
    done(IncludeStandard { unit: unit.clone(), standard, included: !out })
}

fn set_unit_checks(desk: &mut Desk<'_>) -> Drawn {
    let (unit, about) = desk.one(&desk.class.units)?;
    let of_subject = desk.class.checks.iter().filter(|(_, check)| check.subject == about.subject);
    let checks: Vec<CheckId> = of_subject.map(|(id, _)| id.clone()).collect();
    let (start, end) = (desk.pick(&checks), desk.pick(&checks));
    let (start, end) = (start.filter(|_| desk.chance(0.8)), end.filter(|_| desk.chance(0.8)));
    done(SetUnitChecks { unit: unit.clone(), start, end })
}

fn set_priority(desk: &mut Desk<'_>) -> Drawn {
    let subject = desk.subject()?;
    let standard = if desk.chance(0.5) { desk.standard(&subject) } else { desk.any_standard() };
    let priority = !is_priority(desk.class, &subject, &standard);
    done(SetPriority { subject, standard, priority })
}

fn set_standard_for(desk: &mut Desk<'_>) -> Drawn {
    let subject = desk.subject()?;
    let standard = desk.standard(&subject);
    let students = if desk.chance(0.4) { Vec::new() } else { desk.some_students(1, 4) };
    done(SetStandardFor { standard, students: students.into_iter().collect() })
}

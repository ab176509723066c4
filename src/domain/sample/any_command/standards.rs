//! Standards of the class's own, frameworks, and what another class teaches with.

use super::desk::Desk;
use super::{Drawn, Kind, done};
use crate::domain::calendar::plus_days;
use crate::domain::command::{
    AddOwnStandards, BringTeaching, ChooseFramework, ImportFramework, ImportedStandard, NewStandard,
};
use crate::domain::id::{FrameworkId, StandardId, UnitId};
use crate::domain::record::Changes;
use crate::domain::standards::{BuiltIn, Priority, Unit, UnitStandard};

pub(super) const KINDS: &[Kind] = &[
    Kind("AddOwnStandards", 3, add_own_standards),
    Kind("ImportFramework", 2, import_framework),
    Kind("ChooseFramework", 2, choose_framework),
    Kind("BringTeaching", 2, bring_teaching),
];

fn add_own_standards(desk: &mut Desk<'_>) -> Drawn {
    let mut standards = Vec::new();
    for _ in 0..desk.within(1, 3) {
        standards.push(NewStandard {
            code: format!("OWN.{}", desk.below(30)),
            label: desk.text("own standard"),
            grade: desk.class.about().grade,
            domain: "Own".to_owned(),
        });
    }
    done(AddOwnStandards { standards })
}

/// A small file: a heading, three standards below it, one before the other.
fn import_framework(desk: &mut Desk<'_>) -> Drawn {
    let nth = desk.below(3);
    let id = |at: u32| StandardId(format!("frame-{nth}-{at}"));
    let mut standards = Vec::new();
    for at in 0..4 {
        standards.push(ImportedStandard {
            id: id(at),
            code: format!("F{nth}.{at}"),
            label: desk.text("imported"),
            kind: if at == 0 { "Domain".to_owned() } else { "Standard".to_owned() },
            grade: desk.class.about().grade,
            ..ImportedStandard::default()
        });
    }
    done(ImportFramework {
        id: FrameworkId(format!("frame-{nth}")),
        title: desk.text("Framework"),
        case_id: String::new(),
        creator: String::new(),
        notes: desk.text("notes"),
        standards,
        parts: (1..4).map(|at| (id(at), id(0))).collect(),
        prerequisites: vec![(id(1), id(2)), (id(2), id(3))],
        related: vec![(id(1), id(3))],
    })
}

fn choose_framework(desk: &mut Desk<'_>) -> Drawn {
    let subject = desk.subject()?;
    let own = desk.class.frameworks.iter().map(|(id, _)| id.clone());
    let built_in = BuiltIn::ALL.iter().map(|one| FrameworkId::from(one.tag()));
    let all: Vec<FrameworkId> = own.chain(built_in).collect();
    let framework = desk.pick(&all).filter(|_| desk.chance(0.7));
    done(ChooseFramework { subject, framework })
}

/// A unit of another class, under ids that this one does not have.
fn bring_teaching(desk: &mut Desk<'_>) -> Drawn {
    let unit = UnitId(desk.text("brought unit"));
    if desk.class.units.get(&unit).is_some() || desk.class.units.taken_back(&unit) {
        return None;
    }
    let (subject, standard, starts) = (desk.subject()?, desk.any_standard(), desk.day_ahead(0, 30));
    let mut changes = Changes::default();
    changes
        .set(&unit, Unit::SUBJECT, subject.clone())
        .set(&unit, Unit::TITLE, desk.text("Brought"))
        .set(&unit, Unit::STARTS, starts)
        .set(&unit, Unit::ENDS, plus_days(starts, 20))
        .set(&(unit.clone(), standard.clone()), UnitStandard::INCLUDED, true)
        .set(&(subject, standard), Priority::PRIORITY, true);
    done(BringTeaching { changes: changes.0, priorities: 1, units: 1, ..BringTeaching::default() })
}

//! What starts a class. A book without a class offers nothing else.

use super::desk::Desk;
use super::people::new_student;
use crate::domain::command::rotation::StationDraft;
use crate::domain::command::{
    AddStation, AddStudents, AddSubject, Command, EditBlock, NewLevel, NewStandard, SaveAdult, StartClass,
    SubjectSettings,
};
use crate::domain::roster::AdultRole;
use crate::domain::rotation::{PeopleFrom, StationKind};
use crate::domain::sample::OpenSample;
use crate::domain::sample::draw::Draw;
use crate::domain::standards::Catalog;
use crate::domain::{Class, Date};

/// Names of the kinds that only a book without a class takes.
pub(super) const NAMES: [&str; 3] = ["StartClass", "OpenSample", "MakeOwn"];

/// A class is started, or the sample is opened.
pub(super) fn start(desk: &mut Desk<'_>) -> (&'static str, Box<dyn Command>) {
    if desk.chance(0.4) {
        return (NAMES[1], Box::new(OpenSample));
    }
    let subjects = if desk.chance(0.5) { vec!["Math".to_owned(), "Reading".to_owned()] } else { Vec::new() };
    let grade = desk.within(3, 6).to_string();
    (NAMES[0], Box::new(StartClass { name: desk.text("Class"), grade, subjects }))
}

/// Commands that start a class one after the other: students, subjects with standards, an adult, times, stations.
/// What hangs on ids that these mint, units and groups, comes soon from the draws after them.
pub fn first_commands(draw: &mut Draw) -> Vec<Box<dyn Command>> {
    let (class, catalog) = (Class::default(), Catalog::default());
    let mut desk = Desk::new(&class, &catalog, Date::FIRST, draw);
    let desk = &mut desk;
    let (name, grade) = (desk.text("Class"), desk.within(2, 6).to_string());
    let mut students = Vec::new();
    for _ in 0..desk.within(8, 14) {
        students.push(new_student(desk));
    }
    let own = |nth: u32| NewStandard {
        code: format!("SCI.{nth}"),
        label: format!("science {nth}"),
        grade: grade.clone(),
        ..NewStandard::default()
    };
    let levels = [0.0, 0.5, 0.7, 0.9].map(|cut| NewLevel { name: String::new(), cut });
    let settings = SubjectSettings {
        name: "Science".to_owned(),
        sure_pieces: 2,
        mastery: 3,
        levels: levels.into(),
        ..SubjectSettings::default()
    };
    let standards = (1..=desk.within(2, 3)).map(own).collect();
    let starts_at = 9 * 60 + 5 * desk.within(0, 6);
    let block = EditBlock {
        weekday: 0,
        week: 0,
        starts_at,
        slots: 4,
        slot_minutes: desk.within(12, 20),
        transition_minutes: 2,
    };
    let subjects = vec!["Math".to_owned()];
    let mut commands: Vec<Box<dyn Command>> = vec![
        Box::new(StartClass { name, grade: grade.clone(), subjects }),
        Box::new(AddStudents { students }),
        Box::new(AddSubject { settings, habits: false, standards }),
        Box::new(SaveAdult { id: None, name: desk.text("Adult"), role: AdultRole::Lead }),
        Box::new(block),
    ];
    for kind in [StationKind::Collaborative, StationKind::Independent] {
        let people = if kind == StationKind::Collaborative { PeopleFrom::Mixed } else { PeopleFrom::Skill };
        let station = StationDraft {
            name: desk.text("Station"),
            kind,
            capacity: desk.within(6, 10),
            people,
            task: desk.text("task"),
            ..StationDraft::default()
        };
        commands.push(Box::new(AddStation { station }));
    }
    commands
}

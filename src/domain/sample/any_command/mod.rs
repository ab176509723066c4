//! Anything that a teacher could do next: a seeded draw of a command that fits the class as it is, as often as a school
//! year would have it. For tests and for the headless simulator; no part of the page.
//!
//! - `desk`: the class, the day and what is drawn of it: a student, a standard, a level, a text;
//! - one file a room holds the kinds of commands of that room: its name, its weight, and how its arguments are drawn;
//! - `first`: what starts a class, so that the others have something to work on.

mod agendas;
mod blocks;
mod days;
mod desk;
mod first;
mod groups;
mod marks;
mod meetings;
mod people;
mod plans;
mod reports;
mod standards;
mod stations;
mod subjects;
#[cfg(test)]
mod tests;
mod units;

use super::draw::Draw;
use crate::domain::command::{AddStudents, Command, MakeOwn, NewStudent};
use crate::domain::standards::Catalog;
use crate::domain::{Class, Date};
use desk::Desk;
pub use first::first_commands;

/// A drawn command; `None` where the class lacks what it needs.
type Drawn = Option<Box<dyn Command>>;

/// A kind of command: its type's name, how often it comes beside the others, and how one is drawn.
struct Kind(&'static str, u32, fn(&mut Desk<'_>) -> Drawn);

/// What `draw` functions end with.
#[expect(clippy::unnecessary_wraps, reason = "each is one of those that may find nothing")]
fn done(command: impl Command + 'static) -> Drawn {
    Some(Box::new(command))
}

/// The kinds of every room.
const ROOMS: [&[Kind]; 13] = [
    marks::KINDS,
    groups::KINDS,
    meetings::KINDS,
    days::KINDS,
    plans::KINDS,
    people::KINDS,
    blocks::KINDS,
    stations::KINDS,
    agendas::KINDS,
    units::KINDS,
    standards::KINDS,
    subjects::KINDS,
    reports::KINDS,
];

/// So many draws find something for any class that has a student and a subject.
const MOST_TRIES: u32 = 1000;

/// The name of every kind of command that is drawn.
pub fn names() -> Vec<&'static str> {
    let drawn = ROOMS.iter().flat_map(|room| room.iter()).map(|Kind(name, ..)| *name);
    first::NAMES.into_iter().chain(drawn).collect()
}

/// One of all commands, with arguments that fit the class on this day. A class without a name is started first.
pub fn any_command(class: &Class, catalog: &Catalog, today: Date, draw: &mut Draw) -> Box<dyn Command> {
    any_named(class, catalog, today, draw).1
}

/// The same with the name of its kind.
pub fn any_named(
    class: &Class,
    catalog: &Catalog,
    today: Date,
    draw: &mut Draw,
) -> (&'static str, Box<dyn Command>) {
    let mut desk = Desk::new(class, catalog, today, draw);
    if class.about().name.is_empty() {
        return first::start(&mut desk);
    }
    if class.about().sample && desk.chance(0.05) {
        return (first::NAMES[2], Box::new(MakeOwn));
    }
    if let Some(missing) = missing(&desk).filter(|_| desk.chance(0.2))
        && let Some(command) = missing.2(&mut desk)
    {
        return (missing.0, command);
    }
    let total = ROOMS.iter().flat_map(|room| room.iter()).map(|Kind(_, weight, _)| weight).sum();
    for _ in 0..MOST_TRIES {
        let Kind(name, _, drawn) = kind_at(desk.below(total));
        if let Some(command) = drawn(&mut desk) {
            return (name, command);
        }
    }
    let student = NewStudent { given: desk.text("Student"), ..NewStudent::default() };
    ("AddStudents", Box::new(AddStudents { students: vec![student] }))
}

/// What much else rests on, where the class has none now.
fn missing(desk: &Desk<'_>) -> Option<&'static Kind> {
    let class = desk.class;
    let name = match () {
        () if class.students.len() < people::FEWEST_STUDENTS => "AddStudents",
        () if class.units.is_empty() => "SetUnit",
        () if class.unit_standards.is_empty() => "IncludeStandard",
        () if desk.cycles().is_empty() => "UseGroups",
        () if !stations::rotates(desk) => "UseRotation",
        () => return None,
    };
    ROOMS.iter().flat_map(|room| room.iter()).find(|kind| kind.0 == name)
}

/// The kind to which a number below the sum of all weights falls.
fn kind_at(mut at: u32) -> &'static Kind {
    for kind in ROOMS.iter().flat_map(|room| room.iter()) {
        if at < kind.1 {
            return kind;
        }
        at -= kind.1;
    }
    &marks::KINDS[0]
}

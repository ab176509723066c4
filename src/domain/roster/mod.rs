//! The children and adults of a class: who they are, when they are here, what supports they have.
mod names;
pub mod records;
mod services;

pub use names::{by_name, name_order, names, short_name};
pub use records::{Absence, Adult, AdultRole, Enrolment, Note, Served, Service, Student, Tag, Tagged};
pub use services::{pulled_out, services_on, span_of_service};

use super::id::StudentId;
use super::{Class, Date};

/// Whether a student belongs to the class on a day. Who has no stay written down is here all year.
pub fn enrolled(class: &Class, student: &StudentId, day: Date) -> bool {
    let from = (student.clone(), 0);
    let mut stays = class.enrolments.range(from..).take_while(|((who, _), _)| who == student).peekable();
    stays.peek().is_none()
        || stays.any(|(_, stay)| {
            stay.joined.is_none_or(|joined| joined <= day) && stay.left.is_none_or(|left| day <= left)
        })
}

/// Whether a student is absent in a slot of a day, or all day.
pub fn absent(class: &Class, student: &StudentId, day: Date, slot: u32) -> bool {
    [0, slot]
        .into_iter()
        .any(|slot| class.absences.get(&(student.clone(), day, slot)).is_some_and(|absence| absence.absent))
}

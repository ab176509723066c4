//! Who sits with another group for a day.

use super::roster::known;
use super::{Command, Context, Rejected};
use crate::domain::Date;
use crate::domain::id::{CycleId, GroupId, StudentId};
use crate::domain::record::Changes;
use crate::domain::rotation::{Guest, guests};
use crate::domain::{Class, Sentence};

/// Seats students with other groups for one day, in place of those who were seated so before. It is no change of group.
#[derive(Debug, Clone, PartialEq)]
pub struct SeatGuests {
    pub cycle: CycleId,
    pub day: Date,
    /// Who sits with which group; none takes back what stands.
    pub guests: Vec<(StudentId, GroupId)>,
}

impl Command for SeatGuests {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        let mut changes = Changes::default();
        for (student, _) in guests(class, &self.cycle, self.day) {
            if !self.guests.iter().any(|(other, _)| *other == student) {
                changes.set(&(self.cycle.clone(), self.day, student), Guest::GROUP, None::<GroupId>);
            }
        }
        for (student, group) in &self.guests {
            known(class, student)?;
            let about = class.groups.get(group);
            if about.is_none_or(|about| about.cycle.as_ref() != Some(&self.cycle)) {
                return Err(Rejected::because("groups.unknown_group"));
            }
            let key = (self.cycle.clone(), self.day, student.clone());
            if class.guests.get(&key).is_none_or(|guest| guest.group.as_ref() != Some(group)) {
                changes.set(&key, Guest::GROUP, group.clone());
            }
        }
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new(if self.guests.is_empty() { "undo.no_guests" } else { "undo.guests" })
            .with("on", self.day)
    }
}

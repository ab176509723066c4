//! Two students change places.

use super::roster::{known, name_of};
use super::{Command, Context, Rejected};
use crate::domain::grouping::Placement;
use crate::domain::id::{CycleId, StudentId};
use crate::domain::record::Changes;
use crate::domain::{Class, Sentence};

/// Two students of a cycle each go to the group of the other, by hand.
#[derive(Debug, Clone, PartialEq)]
pub struct SwapStudents {
    pub cycle: CycleId,
    pub one: StudentId,
    pub other: StudentId,
}

impl Command for SwapStudents {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        let place = |student: &StudentId| {
            known(class, student)?;
            let placement = class.placements.get(&(self.cycle.clone(), student.clone()));
            if placement.is_some_and(|placement| placement.locked) {
                return Err(Sentence::new("groups.is_locked").with("name", name_of(class, student)).into());
            }
            let group = placement.and_then(|placement| placement.group.clone());
            group.ok_or_else(|| Rejected::because("groups.not_placed"))
        };
        let (one, other) = (place(&self.one)?, place(&self.other)?);
        let mut changes = Changes::default();
        if one == other {
            return Ok(changes);
        }
        for (student, group) in [(&self.one, other), (&self.other, one)] {
            let key = (self.cycle.clone(), student.clone());
            changes.set(&key, Placement::GROUP, group).set(&key, Placement::BY_HAND, true);
        }
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        Sentence::new("undo.swap")
            .with("one", name_of(class, &self.one))
            .with("other", name_of(class, &self.other))
    }
}

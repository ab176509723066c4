//! Commands on a cycle's days.

use super::grouping::known_cycle;
use super::{Command, Context, Rejected};
use crate::domain::Date;
use crate::domain::calendar::plus_days;
use crate::domain::grouping::Cycle;
use crate::domain::id::CycleId;
use crate::domain::record::Changes;
use crate::domain::{Class, Sentence};

/// Says from when until when a cycle's groups hold.
#[derive(Debug, Clone, PartialEq)]
pub struct SetCycleDates {
    pub cycle: CycleId,
    pub starts: Date,
    /// Last day; then it is time to regroup.
    pub ends: Date,
}

impl Command for SetCycleDates {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        let cycle = known_cycle(class, &self.cycle)?;
        if self.ends < self.starts {
            return Err(Sentence::new("groups.ends_before_it_starts").with("starts", self.starts).into());
        }
        let mut changes = Changes::default();
        if cycle.starts != Some(self.starts) {
            changes.set(&self.cycle, Cycle::STARTS, self.starts);
        }
        if cycle.ends != Some(self.ends) {
            changes.set(&self.cycle, Cycle::ENDS, self.ends);
        }
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.cycle_dates").with("starts", self.starts).with("ends", self.ends)
    }
}

/// Ends a cycle before its last day, so that the next groups make a new one. One that has not begun is taken back.
#[derive(Debug, Clone, PartialEq)]
pub struct EndCycle {
    pub cycle: CycleId,
}

impl Command for EndCycle {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        let cycle = known_cycle(class, &self.cycle)?;
        let mut changes = Changes::default();
        if cycle.starts.is_some_and(|starts| starts >= context.today) {
            changes.retract::<Cycle>(&self.cycle);
        } else {
            changes.set(&self.cycle, Cycle::ENDS, plus_days(context.today, -1));
        }
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.end_cycle")
    }
}

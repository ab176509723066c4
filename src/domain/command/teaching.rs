//! Frameworks, priorities, units and activities of another class.

use super::{Command, Context, Rejected};
use crate::domain::record::{Change, Changes};
use crate::domain::{Class, Sentence};

/// Brings what another class teaches with: records that this class does not have.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BringTeaching {
    /// Them, field by field.
    pub changes: Vec<Change>,
    /// How many frameworks there are among them.
    pub frameworks: usize,
    /// How many standards of the class's own.
    pub standards: usize,
    /// How many priority standards.
    pub priorities: usize,
    pub units: usize,
    pub activities: usize,
}

impl BringTeaching {
    /// "2 units, 12 standards": what there is, as sentences to be listed.
    pub fn parts(&self) -> Vec<Sentence> {
        let parts = [
            ("standards.n_frameworks", self.frameworks),
            ("standards.n_standards", self.standards),
            ("standards.n_priorities", self.priorities),
            ("standards.n_units", self.units),
            ("standards.n_activities", self.activities),
        ];
        let there = parts.into_iter().filter(|(_, n)| *n > 0);
        there.map(|(key, n)| Sentence::new(key).with("n", n)).collect()
    }
}

impl Command for BringTeaching {
    fn changes(&self, _: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        if self.parts().is_empty() {
            return Err(Rejected::because("standards.nothing_to_bring"));
        }
        Ok(Changes(self.changes.clone()))
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.bring_teaching")
    }
}

//! Groups for a purpose: skill groups and mixed groups, for one cycle at a time.
pub mod records;

pub use records::{Choice, Cycle, Group, PairRule, PairRuleKind, Placement, Purpose};

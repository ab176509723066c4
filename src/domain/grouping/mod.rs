//! Groups for a purpose: skill groups and mixed groups, for one cycle at a time.
//!
//! [`GroupSearch`] proposes, in slices; the command `UseGroups` makes a cycle of a [`Proposal`].
//!
//! - `people`: who is to be grouped, which cycle runs, who is in which group;
//! - `focus`: what skill groups can work on; `cover`: the search for them; `reason`: why each student is where they are;
//! - `mixed`: the search for mixed groups;
//! - `team`: skill groups over several classes, for a shared block; each class gets its own students' places back;
//! - `small`: one group on one standard for one day, beside the groups of the cycle;
//! - `kept`: who stays, and the rules for pairs; `names`: neutral names; `refusal`: why there is no grouping.
pub mod cover;
pub mod focus;
mod kept;
pub mod mixed;
pub mod names;
pub mod people;
mod proposal;
pub mod reason;
pub mod records;
mod refusal;
mod search;
pub mod small;
pub mod team;
#[cfg(test)]
mod tests;

pub use cover::propose_skill;
pub use mixed::propose_mixed;
pub use proposal::{Ask, GroupSettings, NewGroup, Proposal};
pub use records::{Choice, Cycle, Group, PairRule, PairRuleKind, Placement, Purpose};
pub use refusal::refusal;
pub use search::{GroupSearch, propose_by_number};

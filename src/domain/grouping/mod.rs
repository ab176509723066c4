//! Groups for a purpose: skill groups and mixed groups, for one cycle at a time.
//!
//! [`GroupSearch`] proposes, in slices; the command `UseGroups` makes a cycle of a [`Proposal`].
//!
//! - `people`: who is to be grouped, which cycle runs, who is in which group;
//! - `focus`: the standards that skill groups can work on; `lesson`: what a lesson is worth to whom; `by_number`: groups
//!   of students near each other in a number; `cover` and `solve`: the search for them; `lock_in`: what keeps the same students
//!   together; `reason`: where each seat leads, and why;
//! - `history`: what earlier cycles left undone, and who is on a track;
//! - `interest`: topics, what students choose, and the search for interest groups;
//! - `met`: who worked with whom; `mixed`: the search for mixed groups; `traits`: what it balances and spreads;
//! - `team`: skill groups over several classes, for a shared block; each class gets its own students' places back;
//! - `small`: one group on one standard for one day, beside the groups of the cycle;
//! - `whole`: days on which the whole class is together;
//! - `kept`: who stays, and the rules for pairs; `names`: neutral names; `refusal`: why there is no grouping.
mod by_number;
pub mod cover;
pub mod focus;
pub mod history;
pub mod interest;
mod kept;
pub mod lesson;
mod lock_in;
pub mod met;
pub mod mixed;
pub mod names;
pub mod people;
mod proposal;
pub mod reason;
pub mod records;
mod refusal;
mod search;
pub mod small;
mod solve;
pub mod team;
#[cfg(test)]
pub(crate) mod tests;
pub mod traits;
pub mod whole;

pub use cover::propose_skill;
pub use interest::propose_interest;
pub use mixed::propose_mixed;
pub use proposal::{Ask, GroupSettings, NewGroup, Proof, Proposal, usual_groups};
pub use records::{Choice, Cycle, Group, NameList, PairRule, PairRuleKind, Placement, Purpose, Topic};
pub use refusal::refusal;
pub use search::{GroupSearch, propose_by_number};

//! Mixed groups: the same members grouped anew in every round, meeting as many others and as few again as
//! possible, with every group a fair sample of the whole.
//!
//! | file | what it holds |
//! |---|---|
//! | `problem` | the question as the caller puts it, and the checks of its numbers |
//! | `report` | what a schedule is worth, counted afresh from the schedule alone; rules it breaks, as data |
//! | `opening` | a first schedule that keeps the rules wherever a round allows it |
//! | `board` | the schedule under search, and what an exchange would change |
//! | `floor` | a bound that no schedule falls below |
//! | `search` | seeded annealing over the whole schedule; the public, resumable search |

mod board;
mod floor;
mod opening;
mod problem;
mod report;
mod search;
#[cfg(test)]
mod tests;

pub use problem::{MixedFault, MixedProblem, MixedRound, Schedule, Weights, even_sizes};
pub use report::{Broken, BrokenRule, MixedReport, report};
pub use search::MixedSearch;

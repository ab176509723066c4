//! Cover: every member goes into exactly one group, every group has one label, and the sum of each member's
//! need for its group's label is greatest. Solved to proven optimality at class size.
//!
//! | file | what it holds |
//! |---|---|
//! | `problem` | the question as the caller puts it, the answer, and the value of a grouping made by hand |
//! | `impossible` | why a question has no answer, as data, and the checks that find it |
//! | `family` | labels that are variants of one lesson, and how often a lesson may come again |
//! | `units` | members who must be together melted into units; needs as whole numbers |
//! | `transport` | best assignment to labels once the number of groups per label is settled |
//! | `prices` | upper bound by Lagrangian prices while that number is still open |
//! | `leaf` | branch and bound below a settled number of groups per label: apart and together |
//! | `../split` | dividing units among groups of equal label: sizes kept, clashing units apart |
//! | `ease` | among groupings that cover nearly as much, least penalty within groups |
//! | `start` | the node that holds every choice of labels; labels for a first division |
//! | `search` | branch and bound over the numbers of groups per label; the public, resumable search |

mod ease;
mod family;
mod impossible;
mod leaf;
mod prices;
mod problem;
mod search;
mod start;
#[cfg(test)]
mod tests;
mod transport;
mod units;

pub use ease::EaseSearch;
pub use impossible::{Impossible, Rule};
pub use problem::{Cover, CoverGroup, CoverProblem, covered};
pub use search::CoverSearch;

//! Amounts: how many whole units each group gets in each period, so that over all periods the members' totals come
//! out even, or in proportion to given shares. Groups may be other ones in each period.
//!
//! | file | what it holds |
//! |---|---|
//! | `problem` | the question and its faults |
//! | `start` | units in the ratio of the weights: where both searches begin |
//! | `window` | how far totals are from fitting between two bounds, once single units have filled the lowest |
//! | `bound` | the least spread that can be had, where that can be told without a search |
//! | `even` | the resumable search for even totals |
//! | `ratio` | amounts in proportion to shares: exchanges down a convex slope |

mod bound;
mod even;
mod problem;
mod ratio;
mod start;
#[cfg(test)]
mod tests;
mod window;

pub use even::{Amounts, EvenSearch};
pub use problem::{AmountsFault, AmountsProblem, Period};
pub use ratio::in_ratio;

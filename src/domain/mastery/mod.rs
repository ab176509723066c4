//! What the evidence says about a student and a standard, and how sure that is.
//!
//! [`StandardMastery`] reads one standard's evidence, [`Standing`] is where one student stands on it: level,
//! [`Verdict`], how [`Sure`] that is and on what it rests. [`Need`] and [`NextStep`] follow from it. [`Standings`] reads
//! a subject; nothing outside of this folder decides what a student knows.
pub mod beta;
pub mod calculation;
pub mod estimate;
mod need;
mod next_step;
mod prior;
pub mod records;
pub mod same_ticket;
mod scale;
mod standing;
mod standings;
mod tested;
#[cfg(test)]
mod tests;
mod verdict;

pub use need::Need;
pub use next_step::{Next, NextStep};
pub use records::{Check, CheckKind, Evidence, EvidenceState, Item, ItemStandard, Judgement, Level};
pub use scale::Scale;
pub use standing::{Scored, StandardMastery, Standing};
pub use standings::Standings;
pub use tested::tested;
pub use verdict::{Sure, Verdict};

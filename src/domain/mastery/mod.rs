//! What the evidence says about a student and a standard, and how sure that is.
//!
//! [`StandardMastery`] reads one standard's evidence, [`Standing`] is where one student stands on it, [`Need`] what
//! follows for groups and plans.
pub mod beta;
pub mod calculation;
pub mod estimate;
mod need;
mod prior;
pub mod records;
mod scale;
mod standing;
mod tested;
#[cfg(test)]
mod tests;

pub use need::Need;
pub use records::{Check, CheckKind, Evidence, EvidenceState, Item, ItemStandard, Judgement, Level};
pub use scale::Scale;
pub use standing::{Scored, StandardMastery, Standing};
pub use tested::tested;

//! What the evidence says about a student and a standard, and how sure that is.
pub mod records;

pub use records::{Check, CheckKind, Evidence, EvidenceState, Item, ItemStandard, Judgement, Level};

//! Standards: what there is to master, how one leads to another, and which ones this class is held to.
pub mod records;

pub use records::{Framework, OwnStandard, Prerequisite, Priority, Unit, UnitStandard};

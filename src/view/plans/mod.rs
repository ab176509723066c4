//! Learning plans as a page prints them: everybody's in a list, one student's in full.
mod draft;
mod group;
mod list;
mod minutes;
mod one;
#[cfg(test)]
mod tests;

pub use draft::{Drafting, drafting, new_plans};
pub use list::{PlanLine, PlanList, list};
pub use one::{GoalRow, ItemRow, PlanPage, StepRow, one};

//! What students are to master: standards of a framework, their order, and how they lead to one another.
//!
//! A [`Catalog`] is read from three small tables (standards, edges, domains) that come in as text; the built-in ones
//! lie in `data/standards/`. A class lays its own standards over it with [`Catalog::with_own`].
//!
//! - `built_in`: the frameworks that come with Rondo;
//! - `code`: how a code is written, and how all the ways to type it find the same standard;
//! - `grade`: kindergarten to grade 8;
//! - `framework`: one standard, and the catalog that finds and lists them;
//! - `read`: the tables as CSV;
//! - `search`: by code or words;
//! - `graph`: prerequisites and dependants;
//! - `for_whom`: for everybody, the students of its grade, or a chosen few;
//! - `kind`: in whose words a standard is told;
//! - `own`: the class's own standards laid over a catalog;
//! - `reach`: earlier-grade, grade-level or extension;
//! - `unit`: the standards of a unit, and the unit that runs;
//! - `records`: what a class says about standards: own frameworks, priorities, units.
//!
//! **Invariant:** the official sentences of a framework are no part of the built-in tables (see `data/README.md`).

mod built_in;
mod code;
mod for_whom;
mod framework;
mod grade;
mod graph;
mod kind;
mod own;
mod reach;
mod read;
pub mod records;
mod search;
#[cfg(test)]
pub mod tests;
pub(in crate::domain) mod unit;

pub use crate::domain::id::StandardId;
pub use built_in::BuiltIn;
pub use code::{is_common_core, normalize};
pub use for_whom::{ForWhom, OwnReach, Whom, counts_for, grade_of};
pub use framework::{Catalog, Emphasis, Standard};
pub use grade::Grade;
pub use graph::{EdgeKind, NEAREST_STEPS, Step};
pub use kind::SubjectKind;
pub use own::{OwnCatalog, first_words, is_heading};
pub use reach::{Reach, grade_level};
pub use records::{
    Framework, OwnStandard, Prerequisite, Priority, RelatedStandard, StandardFor, StandardPart, Unit,
    UnitStandard, is_priority,
};
pub use unit::{running_unit, unit_standards};

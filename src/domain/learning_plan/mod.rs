//! A plan for every student: goals on grade-level standards, what serves them, what to do next.
//!
//! - `draft`: a proposal for one student, with its reasons; `candidates`: the standards it chooses from;
//!   `playlist`: what there is to do for its goals;
//! - `path`: prerequisite, support now, goal;
//! - `current`: the plan that a student has now, with its goals and its playlist;
//! - `words`: the sentences of a draft by kind of subject.
//!
//! What a student knows and what comes next, `mastery::Standings` says.
//!
//! **Invariants:** every goal is on a grade-level standard; a prerequisite always names the grade-level standard that
//! it serves; no evidence on a standard never leads to a prerequisite.
mod candidates;
mod current;
mod draft;
mod path;
mod playlist;
pub mod records;
#[cfg(test)]
mod tests;
mod words;

pub use candidates::Source;
pub use current::{current, goals, items, reflections, supports};
pub use draft::{Before, Draft, DraftGoal, GoalKind, draft};
pub use path::{PathStep, Role, path};
pub use playlist::DraftItem;
pub use records::{
    Activity, ActivityKind, ChosenBy, Commitment, Goal, LearningPlan, PlanSupport, PlaylistItem, Reflection,
};

//! A plan for every student: goals on grade-level standards, what serves them, what to do next.
pub mod records;

pub use records::{Activity, Goal, LearningPlan, PlanSupport, PlaylistItem, Reflection};

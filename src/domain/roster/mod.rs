//! The children and adults of a class: who they are, when they are here, what supports they have.
pub mod records;

pub use records::{Absence, Adult, AdultRole, Enrolment, Note, Served, Service, Student, Tag, Tagged};

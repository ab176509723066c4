//! 1:1 talks that keep a plan alive: strength, teaching point, next step.
pub mod records;

pub use records::Conference;

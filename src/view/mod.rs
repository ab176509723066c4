//! From the domain to plain rows that a page prints, and every text that a person reads.
pub mod board;
pub mod conferences;
pub mod conflict;
pub mod equity;
pub mod groups;
pub mod growth;
pub mod mark;
pub mod mastery;
pub mod minutes;
pub mod name;
pub mod plans;
pub mod plot;
pub mod protect;
pub mod race;
pub mod report;
pub mod rotation;
pub mod route;
pub mod sheet;
pub mod small_group;
pub mod standards;
pub mod student;
pub mod subject;
pub mod team;
pub mod text;
pub mod today;
pub mod unit;

pub use route::{Page, Route};

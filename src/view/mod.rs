//! From the domain to plain rows that a page prints, and every text that a person reads.
pub mod conferences;
pub mod groups;
pub mod mark;
pub mod mark;
pub mod mastery;
pub mod name;
pub mod plans;
pub mod route;
pub mod text;
pub mod unit;
pub mod board;
pub mod equity;
pub mod mark;
pub mod minutes;
pub mod name;
pub mod plot;
pub mod rotation;
pub mod route;
pub mod text;
pub mod today;

pub use route::{Page, Route};

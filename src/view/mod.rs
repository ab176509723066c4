//! From the domain to plain rows that a page prints, and every text that a person reads.
pub mod board;
pub mod mark;
pub mod name;
pub mod rotation;
pub mod route;
pub mod text;

pub use route::{Page, Route};

//! What a teacher talks about. No I/O, clock, randomness or browser.
//!
//! Start with [`class::Class`], the tables of a class; every room holds its records in `records.rs` and what follows
//! from them in the files beside it.
pub mod calendar;
pub mod class;
pub mod command;
pub mod conference;
pub mod date;
pub mod equity;
pub mod grouping;
pub mod growth;
pub mod id;
pub mod learning_plan;
pub mod letters;
pub mod mastery;
pub mod minutes;
pub mod order;
pub mod race;
pub mod record;
pub mod rejected;
pub mod report;
pub mod roster;
pub mod rotation;
pub mod sample;
pub mod sentence;
pub mod standards;
pub mod subject;
pub mod week;

pub use class::Class;
pub use date::Date;
pub use sentence::{Arg, Sentence};

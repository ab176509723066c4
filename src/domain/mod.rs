//! What a teacher talks about. No I/O, clock, randomness or browser.
pub mod sentence;
pub mod standards;

pub use sentence::{Arg, Sentence};

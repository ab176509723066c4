//! Search and assignment over plain numbers. Knows no classroom word.

mod progress;
mod random;

pub mod cover;

pub use progress::Progress;
pub use random::Random;

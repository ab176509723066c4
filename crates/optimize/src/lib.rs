//! Search and assignment over plain numbers. Knows no classroom word.

mod progress;
mod random;
mod split;

pub mod cover;
pub mod diverse;
pub mod golfer;
pub mod mixed;
pub mod rounds;

pub use progress::Progress;
pub use random::Random;

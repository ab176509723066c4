//! Golfer: groups of equal size over many rounds without any pair meeting twice (the social golfer problem),
//! from designs where one is known, from the mixed search where none is.
//!
//! | file | what it holds |
//! |---|---|
//! | `algebra` | schedules that arithmetic gives: round robins, Latin squares, affine planes and spaces |
//! | `starters` | schedules that a cyclic group unfolds from one stored round or a few |
//! | `designs` | which of them serves a number and size of groups |
//! | `search` | the public search: a design, thinned for uneven numbers, or the best the mixed search finds |

mod algebra;
mod designs;
mod search;
mod starters;
#[cfg(test)]
mod tests;

pub use designs::{Design, design};
pub use search::{GolferFault, GolferSearch};

//! Individual agendas: each student's own way through the stations of a day.
//!
//! - `bottleneck`: why there are none, in words, with the cheapest repair.
mod bottleneck;

pub use bottleneck::{Fix, Said, in_words};

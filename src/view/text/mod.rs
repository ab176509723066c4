//! Every text that a person reads, in catalogues by language.
//!
//! A language is a folder of plain text files, `key = text with {argument}` a line, and the few rules of
//! [`Language`]. Plain code, because the fluent crates weigh more than all our sentences (see docs/decisions/build.md).

mod catalogue;
mod english;
#[cfg(test)]
mod tests;

pub use catalogue::{Catalogue, Language};
pub use english::{english, read};

//! A school year in a seed: several people with one class on several devices, with everything that goes wrong, against a
//! plain model of who knows what.
//!
//! [`year`] lives one year; the same seed lives the same year, so a number replays a failure. The people work with the
//! core as the page does ([`page`]) on storage that fails, fills, forgets and is killed at any write ([`storage`]). The
//! model ([`model`]) knows for each copy which edits went into it, and nothing of stamps that meet. [`fault`] has faults
//! that can be planted, so that it is shown to find each.
//!
//! Not in the page: this room is for tests and for `headless simulate`.

mod checks;
mod commands;
pub mod fault;
mod files;
mod model;
mod page;
mod people;
mod planted;
mod storage;
#[cfg(test)]
mod tests;

pub use fault::Fault;

use crate::domain::standards::Catalog;

/// What a year was like.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Things that people did, and that happened to them.
    pub events: usize,
    /// Copies that were brought in.
    pub exchanges: usize,
    /// Edits that were lost to another and told to somebody.
    pub conflicts_reported: usize,
    /// What was broken, each with what replays it.
    pub violations: Vec<String>,
}

impl Report {
    /// Adds what other years were like.
    pub fn join(&mut self, other: Self) {
        self.events += other.events;
        self.exchanges += other.exchanges;
        self.conflicts_reported += other.conflicts_reported;
        self.violations.extend(other.violations);
    }
}

/// Lives one school year. `catalog` are the standards that the class may follow.
pub fn year(seed: u64, catalog: &Catalog, fault: Option<Fault>) -> Report {
    let mut world = people::World::new(seed, catalog, fault);
    world.live();
    world.report()
}

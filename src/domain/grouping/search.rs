//! One search for all purposes, so that a page need not know which.

use super::cover::SkillSearch;
use super::interest::InterestGroups;
use super::mixed::MixedGroups;
use super::proposal::{Ask, Proposal};
use super::records::Purpose;
use crate::domain::Class;
use crate::domain::rejected::Rejected;
use crate::domain::standards::Catalog;

/// A search for groups: make it, call `step` in slices, read `proposal` at any time.
#[derive(Debug, Clone)]
pub enum GroupSearch {
    Skill(Box<SkillSearch>),
    Interest(Box<InterestGroups>),
    /// Mixed groups, and all others.
    Mixed(Box<MixedGroups>),
}

impl GroupSearch {
    /// Prepares the search that the purpose asks for.
    ///
    /// # Errors
    /// A sentence that names what is missing, or which settings cannot be kept.
    pub fn new(class: &Class, catalog: &Catalog, ask: &Ask) -> Result<Self, Rejected> {
        Ok(match ask.purpose {
            Purpose::Skill => Self::Skill(Box::new(SkillSearch::new(class, catalog, ask)?)),
            Purpose::Interest => Self::Interest(Box::new(InterestGroups::new(class, ask)?)),
            _ => Self::Mixed(Box::new(MixedGroups::new(class, ask)?)),
        })
    }

    /// Works for about a millisecond; true once nothing is left to do.
    pub fn slice(&mut self) -> bool {
        match self {
            Self::Skill(search) => search.step(10),
            Self::Interest(search) => search.step(10),
            Self::Mixed(search) => search.step(1500),
        }
    }

    /// The best groups so far.
    ///
    /// # Errors
    /// Where none keep the rules.
    pub fn proposal(&self) -> Result<Proposal, Rejected> {
        match self {
            Self::Skill(search) => search.proposal(),
            Self::Interest(search) => search.proposal(),
            Self::Mixed(search) => search.proposal(),
        }
    }
}

/// Groups from one number a student: mixed groups that the number balances, or skill groups of students near in it.
/// Without any number mixed groups of the settings' size.
///
/// # Errors
/// As [`GroupSearch::new`].
pub fn propose_by_number(class: &Class, ask: &Ask, steps: u32) -> Result<Proposal, Rejected> {
    match ask.purpose {
        Purpose::Skill => super::propose_skill(class, &Catalog::default(), ask, steps),
        _ => super::propose_mixed(class, ask, steps),
    }
}

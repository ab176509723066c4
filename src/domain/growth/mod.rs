//! Growth: what changed between a student's first diagnostic of a period and the latest, by one cut for both dates.
//!
//! A [`Source`] is what is compared: one publisher's diagnostic, or the class's own marks ([`own`]). [`readings`] finds
//! the dated results, [`grown`] pairs each student's first with the latest, [`summary`] says shares and the median.
//! Nothing is stored: what counts as proficient is decided when it is read.
pub mod own;
mod readings;
pub mod records;
mod summary;

pub use readings::{Grown, Reading, Source, grown, growth_year, readings, sources};
pub use records::{Diagnostic, Placement, Publisher};
pub use summary::{ByStart, Shares, Summary, percent, summary};

/// Where a result stands against the one cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stands {
    /// On the way.
    OnTheWay,
    /// One step before the cut.
    Nearing,
    /// At the cut or beyond.
    Proficient,
}

impl Stands {
    /// From the start of the way.
    pub const ALL: [Self; 3] = [Self::OnTheWay, Self::Nearing, Self::Proficient];
}

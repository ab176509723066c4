//! What a class file calls itself, what comes out of one, and why one does not open.

use super::document::Document;
use super::limits::Limit;
use crate::domain::Sentence;

/// What the file says it is.
pub const FORMAT: &str = "rondo-class";
/// The version that this code writes. It moves with a migration, a fixture and a line in the changelog.
pub const VERSION: u64 = 2;

/// Why a file could not be opened. Nothing was written.
#[derive(Debug, Clone, PartialEq)]
pub enum LoadError {
    Empty,
    /// Not text, or not JSON.
    NotJson,
    /// JSON that stops in the middle.
    Truncated,
    /// JSON of another app.
    OtherApp,
    /// A later version of Rondo wrote it.
    Newer(u64),
    /// Over a limit, and where.
    Over(Limit, String),
    /// JSON of ours with something that cannot be: what, and where.
    Damaged(String),
}

impl LoadError {
    /// The sentence that the teacher reads.
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::Empty => Sentence::new("file.empty"),
            Self::NotJson => Sentence::new("file.not_json"),
            Self::Truncated => Sentence::new("file.truncated"),
            Self::OtherApp => Sentence::new("file.other_app"),
            Self::Newer(version) => Sentence::new("file.newer").with("version", version.to_string()),
            Self::Over(limit, at) => limit.sentence(at),
            Self::Damaged(what) => Sentence::new("file.damaged").with("what", what.as_str()),
        }
    }
}

/// An opened file.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    pub document: Document,
    /// Whether the checksum is right: if not, somebody edited the file by hand, or it was damaged.
    pub intact: bool,
}

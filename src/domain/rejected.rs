//! Why something was not done: what every command and every search of the rooms answers with.

use std::fmt;

use super::Sentence;

/// Why a command was not done: a sentence that names the field and the fix.
#[derive(Debug, Clone, PartialEq)]
pub struct Rejected(pub Sentence);

impl Rejected {
    /// A rejection without arguments.
    pub fn because(key: &'static str) -> Self {
        Self(Sentence::new(key))
    }
}

impl From<Sentence> for Rejected {
    fn from(sentence: Sentence) -> Self {
        Self(sentence)
    }
}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

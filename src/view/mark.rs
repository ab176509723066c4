//! A level as a page prints it.

/// One mark: shape and colour by level, digit, and the words that say it all.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
pub struct MarkRow {
    /// 1 to 4: shape and colour; `None` is no evidence.
    pub level: Option<u32>,
    /// What stands in it: the level, or a dot.
    pub digit: String,
    /// Little evidence: pale and dashed.
    pub tentative: bool,
    /// A bar under the digit.
    pub set_by_teacher: bool,
    /// "level 2, tentative".
    pub words: String,
}

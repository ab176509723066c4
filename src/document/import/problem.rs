//! What the preview says about a file: one sentence, with the row where there is one.

use crate::domain::Sentence;

/// Something that was not read, or was read with a doubt. The rest of the file is still there.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// Row number as a spreadsheet shows it: 1-based, counting every row of the file. `None`: the whole file.
    pub row: Option<usize>,
    /// What is wrong and how to mend it.
    pub sentence: Sentence,
}

impl Problem {
    /// A problem of one row; the sentence gets the number as `{row}`.
    pub(super) fn at(row: usize, sentence: Sentence) -> Self {
        Self { row: Some(row), sentence: sentence.with("row", row) }
    }

    /// A problem of the whole file.
    pub(super) fn file(sentence: Sentence) -> Self {
        Self { row: None, sentence }
    }
}

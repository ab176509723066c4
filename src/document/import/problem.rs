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

/// Rows that are told of one by one; nobody reads more, and a page that showed a hundred thousand would stand still.
pub(super) const MOST_TOLD: usize = 300;

/// Keeps what is said of the whole file and of the first rows; how much more there is, one sentence says. `beyond` were
/// not even noted.
pub(super) fn few(problems: &mut Vec<Problem>, beyond: usize) {
    let (mut told, mut left) = (0, beyond);
    problems.retain(|problem| {
        told += usize::from(problem.row.is_some());
        let kept = problem.row.is_none() || told <= MOST_TOLD;
        left += usize::from(!kept);
        kept
    });
    if left > 0 {
        problems.push(Problem::file(Sentence::new("import.more_problems").with("n", left)));
    }
}

#[cfg(test)]
mod tests {
    use super::super::{guess_roster, guess_scores, read_roster, read_scores, read_table};
    use super::*;
    use crate::domain::Date;

    #[test]
    fn a_sentence_for_every_cell_would_be_no_help() {
        let scores: String = (0..400).map(|n| format!("Ana {n},2,y\n")).collect();
        let table = read_table(&format!("Name,Q1,Q2\nBen Li,1,1\nCy Mori,1,1\n{scores}")).unwrap();
        let mut mapping = guess_scores(&table);
        mapping.columns[2] = mapping.columns[1].clone();
        let scores = read_scores(&table, &mapping, Date::constant(2026, 11, 21)).problems;
        let table = read_table(&format!("Name,Grade\nBen Li,3\n{}", ",3\n".repeat(400))).unwrap();
        let roster = read_roster(&table, &guess_roster(&table)).problems;
        for problems in [scores, roster] {
            let more = Sentence::new("import.more_problems").with("n", 100_usize);
            let rows = problems.iter().filter(|problem| problem.row.is_some()).count();
            assert_eq!(rows, MOST_TOLD);
            assert!(problems.iter().any(|problem| problem.sentence == more), "{:?}", problems.last());
        }
    }
}

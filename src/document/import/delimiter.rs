//! Which character parts the cells: the one that parts nearly every line into the same number of them.

use std::collections::BTreeMap;

use super::records::{MOST_COLUMNS, Most, read_records};

/// In the order of trust: a tab never stands in a cell, a comma often does.
const CANDIDATES: [char; 4] = ['\t', '|', ';', ','];
/// Lines that are looked at; what a file is shows at its start.
const LINES: usize = 200;
/// Bytes that are looked at, for files whose lines are very long.
const BYTES: usize = 64 * 1024;

/// `None` for a list with one cell a line. `text` has `\n` line ends only.
pub(super) fn guess_delimiter(text: &str) -> Option<char> {
    let start = beginning(text);
    let mut best: Option<(f64, char)> = None;
    for candidate in CANDIDATES.into_iter().filter(|candidate| start.contains(*candidate)) {
        let share = consistency(start, candidate);
        // A later candidate must be clearly better than one that is trusted more.
        if share >= 0.5 && best.is_none_or(|(known, _)| share > known + 0.02) {
            best = Some((share, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// The share of lines that have the most common number of cells, where that is above one.
fn consistency(text: &str, delimiter: char) -> f64 {
    let mut lines_by_cells: BTreeMap<usize, usize> = BTreeMap::new();
    let mut n_lines = 0_usize;
    for record in read_records(text, Some(delimiter), 1, &Most::OF_A_SAMPLE).unwrap_or_default() {
        // Beyond the limit all are alike: too wide.
        *lines_by_cells.entry(record.cells.len().min(MOST_COLUMNS + 1)).or_default() += 1;
        n_lines += 1;
    }
    let most = lines_by_cells.iter().filter(|(cells, _)| **cells > 1).map(|(_, lines)| *lines).max();
    most.unwrap_or(0) as f64 / n_lines.max(1) as f64
}

fn beginning(text: &str) -> &str {
    let by_lines = text.match_indices('\n').nth(LINES).map_or(text.len(), |(at, _)| at);
    if by_lines <= BYTES {
        return &text[..by_lines];
    }
    let mut end = BYTES;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    // A line cut in two would count as a ragged one.
    text[..end].rfind('\n').map_or(&text[..end], |at| &text[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guesses_by_consistency() {
        let cases = [
            ("a,b\nc,d", Some(',')),
            ("a;b\n1,5;2,5\n2,5;3", Some(';')),
            ("Name\tNote\nRuiz, Ana\tx\nLi, Bo\ty", Some('\t')),
            ("Ana Ruiz\nBen Li\nMartin King, Jr.", None),
            ("Title\n\nName,Grade\nAna,3\nBen,4", Some(',')),
            ("Ana", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(guess_delimiter(text), expected, "{text}");
        }
    }
}

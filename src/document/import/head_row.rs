//! Which row holds the column heads: lines above them ("Room 12, fall") are no data, and a plain list has no heads.

use super::cells::{number, read_cell};
use super::heads::{Meaning, meaning};

/// How far down heads are looked for.
const ROWS: usize = 20;

/// The row with the most cells that are known as heads; else the first, if numbers stand under its words.
pub(super) fn find_head(rows: &[&[String]]) -> Option<usize> {
    let mut best = (0, 0, None);
    for (at, cells) in rows.iter().take(ROWS).enumerate() {
        let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
        let said: Vec<Meaning> = cells.iter().filter_map(|cell| meaning(cell)).collect();
        // "Ana Street" sounds like an address; only beside another head is such a cell one.
        let is_head = said.iter().any(|meaning| *meaning != Meaning::Sensitive);
        // Far down in a list of single cells a word is a name, and all above it would be lost.
        let is_near = filled > 1 || at < 3;
        if is_head && is_near && (said.len(), filled) > (best.0, best.1) {
            best = (said.len(), filled, Some(at));
        }
    }
    best.2.or_else(|| words_over_numbers(rows).then_some(0))
}

fn words_over_numbers(rows: &[&[String]]) -> bool {
    let [first, rest @ ..] = rows else { return false };
    let is_word = |cell: &String| number(cell).is_none();
    let is_score = |cell: &String| read_cell(cell).is_ok();
    let over_numbers = |column: usize| {
        let mut cells =
            rest.iter().filter_map(|row| row.get(column)).filter(|cell| !cell.is_empty()).peekable();
        let head = &first[column];
        // "absent" over a number is a student's, not a head.
        let is_head = !head.is_empty() && read_cell(head).is_err();
        is_head && cells.peek().is_some() && cells.all(is_score)
    };
    first.iter().filter(|cell| !cell.is_empty()).all(is_word) && (0..first.len()).any(over_numbers)
}

//! A block of levels pasted from a spreadsheet into the grid, read before anything is written.

use super::grid::MasteryRows;
use crate::domain::Sentence;
use crate::domain::command::{RoundMark, Typed};
use crate::domain::id::{StandardId, StudentId};
use crate::view::text;

/// So many problems are told one by one.
const TOLD: usize = 6;
/// So many characters of a cell are shown.
const SHOWN: usize = 40;

/// A pasted block.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Block {
    /// What would be written.
    pub marks: Vec<RoundMark>,
    /// "12 marks for 6 students on 2 standards."
    pub lead: String,
    /// What cannot be: a sentence each.
    pub problems: Vec<String>,
}

/// Reads a block that begins at the first of `students` (ids as the rows are shown) and at a column, a line a student
/// and a tab between standards. An empty cell leaves a mark as it is; `A` or `absent` is absent, `E` or `excused`
/// is excused.
pub fn read_block(grid: &MasteryRows, students: &[String], column: usize, text: &str) -> Block {
    let mut block = Block::default();
    let mut problems = Vec::new();
    let text = text.trim_end_matches(['\r', '\n']);
    let columns = grid.columns.get(column..).unwrap_or_default();
    let (mut n_lines, mut widest) = (0_usize, 0);
    for line in text.lines() {
        n_lines += 1;
        widest = widest.max(1 + line.bytes().filter(|byte| *byte == b'\t').count());
    }
    let beyond = |key: &'static str, n: usize| text::say(&Sentence::new(key).with("n", n));
    for (student, line) in students.iter().zip(text.lines()) {
        for (head, cell) in columns.iter().zip(line.split('\t')) {
            match read_cell(cell, grid.levels) {
                Ok(None) => {}
                Ok(Some(typed)) => block.marks.push(RoundMark {
                    typed: if let Typed::Level(level) = typed {
                        Typed::Level(grid.typed(level))
                    } else {
                        typed
                    },
                    student: StudentId(student.clone()),
                    standard: StandardId(head.id.clone()),
                }),
                Err(()) => {
                    let row = grid.rows.iter().find(|row| row.id == *student);
                    let name = row.map(|row| row.name.as_str()).unwrap_or_default();
                    let said = Sentence::new("mastery.block_no_level").with("name", name);
                    let shown: String = cell.trim().chars().take(SHOWN).collect();
                    let said = said.with("code", &head.code).with("text", shown);
                    problems.push(text::say(&said.with("levels", grid.levels)));
                }
            }
        }
    }
    if problems.len() > TOLD {
        let more = problems.len() - TOLD;
        problems.truncate(TOLD);
        problems.push(beyond("mastery.block_more", more));
    }
    for (key, n) in [
        ("mastery.block_rows", n_lines.saturating_sub(students.len())),
        ("mastery.block_columns", widest.saturating_sub(columns.len())),
    ] {
        if n > 0 {
            problems.push(beyond(key, n));
        }
    }
    let lead = match block.marks.len() {
        0 => Sentence::new("mastery.block_empty"),
        n => Sentence::new("mastery.block").with("n", n),
    };
    Block { lead: text::say(&lead), problems, ..block }
}

/// A level, absent, excused, or nothing.
fn read_cell(cell: &str, levels: usize) -> Result<Option<Typed>, ()> {
    let cell = cell.trim().trim_matches('"').to_lowercase();
    if matches!(cell.as_str(), "" | "-" | "–" | "·" | ".") {
        return Ok(None);
    }
    if matches!(cell.as_str(), "a" | "abs" | "absent") {
        return Ok(Some(Typed::Absent));
    }
    if matches!(cell.as_str(), "e" | "ex" | "exc" | "excused") {
        return Ok(Some(Typed::Excused));
    }
    let highest = u32::try_from(levels).map_or(6.0, f64::from);
    let level: f64 = cell.replace(',', ".").parse().map_err(|_| ())?;
    if (1.0..=highest).contains(&level) { Ok(Some(Typed::Level(level))) } else { Err(()) }
}

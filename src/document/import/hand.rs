//! What the teacher says about the columns of a results file, and what stays of her answers when she says it.
//!
//! There is one column for each thing about a student, so what is chosen takes the place of what stood for it: no
//! choice can leave two names side by side. What was put out is only left out, and can be chosen again.

use std::collections::BTreeMap;

use super::bring::{ItemAnswer, ItemGuess, Who};
use super::dates::{DateOrder, guess_order};
use super::heads::{Meaning, meaning};
use super::items::{item_column, score_measure};
use super::people::RosterRow;
use super::scores::{ScoreColumn, ScoresMapping};
use super::table::Table;

/// What a column can be said to hold; how its numbers count is read from the column itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Both names in one cell.
    FullName,
    Given,
    Family,
    /// The name that the student goes by.
    Preferred,
    /// The school's id.
    Id,
    Grade,
    /// The day of the work.
    Date,
    /// The scores of one item.
    Item,
    /// Long tables: the score of the row.
    Score,
    /// Long tables: the item of the row.
    ItemName,
    /// Long tables: the standard of the row.
    Standard,
    /// Long tables: points possible of the row.
    OutOf,
    /// Nothing that is read.
    Nothing,
}

impl Holds {
    /// Every choice, in the order in which the page offers them.
    pub const ALL: [Self; 13] = [
        Self::FullName,
        Self::Given,
        Self::Family,
        Self::Preferred,
        Self::Id,
        Self::Grade,
        Self::Date,
        Self::Item,
        Self::Score,
        Self::ItemName,
        Self::Standard,
        Self::OutOf,
        Self::Nothing,
    ];

    /// What a column is taken for.
    pub const fn of(column: &ScoreColumn) -> Self {
        match column {
            ScoreColumn::FullName => Self::FullName,
            ScoreColumn::Given => Self::Given,
            ScoreColumn::Family => Self::Family,
            ScoreColumn::Preferred => Self::Preferred,
            ScoreColumn::Id => Self::Id,
            ScoreColumn::Grade => Self::Grade,
            ScoreColumn::Date => Self::Date,
            ScoreColumn::Item { .. } => Self::Item,
            ScoreColumn::Score(_) => Self::Score,
            ScoreColumn::ItemName => Self::ItemName,
            ScoreColumn::Standard => Self::Standard,
            ScoreColumn::OutOf => Self::OutOf,
            ScoreColumn::Skip => Self::Nothing,
        }
    }

    /// Key of what the page calls it.
    pub const fn text(self) -> &'static str {
        match self {
            Self::FullName => "class.column.full_name",
            Self::Given => "class.given",
            Self::Family => "class.family",
            Self::Preferred => "class.preferred",
            Self::Id => "class.school_id",
            Self::Grade => "start.grade",
            Self::Date => "results.column.date",
            Self::Item => "results.column.item",
            Self::Score => "results.column.score",
            Self::ItemName => "results.column.item_name",
            Self::Standard => "results.column.standard",
            Self::OutOf => "results.column.out_of",
            Self::Nothing => "class.column.skip",
        }
    }

    /// What cannot stand beside it: a second column of the same, and whole names beside parts of names.
    const fn puts_out(self, other: Self) -> bool {
        match self {
            Self::Item | Self::Nothing => false,
            Self::FullName => matches!(other, Self::FullName | Self::Given | Self::Family),
            Self::Given => matches!(other, Self::Given | Self::FullName),
            Self::Family => matches!(other, Self::Family | Self::FullName),
            _ => self as u8 == other as u8,
        }
    }
}

/// Takes a column for what the teacher says, and puts out what stood for it. A column that is not there changes
/// nothing.
pub fn choose(table: &Table, mapping: &mut ScoresMapping, at: usize, holds: Holds) {
    if at >= table.head.len() || at >= mapping.columns.len() {
        return;
    }
    for column in &mut mapping.columns {
        if holds.puts_out(Holds::of(column)) {
            *column = ScoreColumn::Skip;
        }
    }
    mapping.columns[at] = match holds {
        Holds::FullName => ScoreColumn::FullName,
        Holds::Given => ScoreColumn::Given,
        Holds::Family => ScoreColumn::Family,
        Holds::Preferred => ScoreColumn::Preferred,
        Holds::Id => ScoreColumn::Id,
        Holds::Grade => ScoreColumn::Grade,
        Holds::Date => ScoreColumn::Date,
        Holds::Item => item_column(table, &mapping.columns, at),
        Holds::Score => ScoreColumn::Score(score_measure(table, &mapping.columns, at)),
        Holds::ItemName => ScoreColumn::ItemName,
        Holds::Standard => ScoreColumn::Standard,
        Holds::OutOf => ScoreColumn::OutOf,
        Holds::Nothing => ScoreColumn::Skip,
    };
    // Points possible and standards of the rows say how the rows' scores count.
    if let Some(score) = mapping.columns.iter().position(|column| matches!(column, ScoreColumn::Score(_))) {
        mapping.columns[score] = ScoreColumn::Score(score_measure(table, &mapping.columns, score));
    }
    let day = mapping.at(&ScoreColumn::Date);
    mapping.order = day.map_or(DateOrder::MonthFirst, |at| guess_order(table.column(at)));
}

/// The columns that the page may show: all but passwords.
pub fn shown_columns(table: &Table) -> Vec<usize> {
    let may = |at: &usize| meaning(&table.head[*at]) != Some(Meaning::Password);
    (0..table.head.len()).filter(may).collect()
}

/// What the teacher has said about items and students, kept while the columns are chosen again.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Said {
    items: BTreeMap<String, ItemAnswer>,
    people: BTreeMap<(usize, String), Who>,
}

/// A row is the same as before where number, name and id are.
fn person(row: &RosterRow) -> (usize, String) {
    (row.row, format!("{}\n{}", row.full_name(), row.id.as_deref().unwrap_or_default()))
}

impl Said {
    /// Keeps the answers that are not what was guessed anyway.
    pub fn keep_items(&mut self, guesses: &[ItemGuess], answers: &[ItemAnswer]) {
        for (guess, answer) in guesses.iter().zip(answers) {
            if *answer == ItemAnswer::from(guess) {
                self.items.remove(&guess.title);
            } else {
                self.items.insert(guess.title.clone(), answer.clone());
            }
        }
    }

    /// Keeps who the rows are where the teacher has said it; `guesses` is what stood there before.
    pub fn keep_people(&mut self, rows: &[RosterRow], guesses: &[Who], answers: &[Who]) {
        for ((row, guess), answer) in rows.iter().zip(guesses).zip(answers) {
            if guess == answer {
                self.people.remove(&person(row));
            } else {
                self.people.insert(person(row), answer.clone());
            }
        }
    }

    /// What is said about the items now: the teacher's word, else the guess.
    pub fn items(&self, guesses: &[ItemGuess]) -> Vec<ItemAnswer> {
        let said = |guess: &ItemGuess| self.items.get(&guess.title).cloned();
        guesses.iter().map(|guess| said(guess).unwrap_or_else(|| guess.into())).collect()
    }

    /// Who the rows are now: the teacher's word, else the guess.
    pub fn people(&self, rows: &[RosterRow], guesses: &[Who]) -> Vec<Who> {
        let said = |row: &RosterRow| self.people.get(&person(row)).cloned();
        rows.iter().zip(guesses).map(|(row, guess)| said(row).unwrap_or_else(|| guess.clone())).collect()
    }
}

#[cfg(test)]
mod tests;

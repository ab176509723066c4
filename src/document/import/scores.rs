//! What a score file is read as: the mapping of its columns, correctable by the teacher, and the preview with its marks.
//!
//! Wide tables have a column for each item, long ones a row for each mark; a mapping may name item columns, a score
//! column, or both. `items` guesses the mapping, `marks` reads by it.

use super::dates::DateOrder;
use super::growth::Diagnosed;
use super::layout::Layout;
use super::people::{PersonColumns, RosterRow};
use super::problem::Problem;
use super::table::Table;
use crate::domain::Date;
use crate::domain::Sentence;

/// How the numbers of a column count.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Measure {
    /// Points out of a maximum; `None` where neither head nor row says it (a cell such as `8 / 10` may).
    Points(Option<f64>),
    /// Levels of the subject's scale.
    Levels,
}

/// What a column of a score file holds.
#[derive(Debug, Clone, PartialEq)]
pub enum ScoreColumn {
    Given,
    Family,
    /// The name that the student goes by.
    Preferred,
    /// Both names in one cell.
    FullName,
    /// The school's id.
    Id,
    Grade,
    /// The day on which the work was done.
    Date,
    /// One item, with the standard's code that its head names.
    Item {
        /// Code of the standard, where the head has one.
        standard: Option<String>,
        /// How its numbers count.
        measure: Measure,
    },
    /// Long tables: the score of the row.
    Score(Measure),
    /// Long tables: points possible of the row.
    OutOf,
    /// Long tables: the standard of the row.
    Standard,
    /// Long tables: the item of the row.
    ItemName,
    Skip,
}

/// What each column holds, and how its dates are written. The teacher may change any of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ScoresMapping {
    /// One entry per column of the table.
    pub columns: Vec<ScoreColumn>,
    /// Order of day and month.
    pub order: DateOrder,
    /// The day of marks that have none in the file.
    pub done_on: Option<Date>,
}

/// What a mark says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkState {
    /// It has a score.
    Scored,
    /// The student need not do it.
    Excused,
    /// The work is not there.
    Missing,
}

impl MarkState {
    /// The name in the output of `import`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Scored => "scored",
            Self::Excused => "excused",
            Self::Missing => "missing",
        }
    }
}

/// One cell that says something about one student's work. Blank cells are no marks.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Index into the preview's students.
    pub student: usize,
    /// Head of the item's column, or the name of the item in its row.
    pub column: String,
    /// Code of the standard.
    pub standard: Option<String>,
    /// Points or level.
    pub score: Option<f64>,
    /// Points possible; `None` for a level, or where nothing says it (then a problem asks).
    pub of: Option<f64>,
    /// The day on which the work was done.
    pub done_on: Option<Date>,
    /// Scored, excused or missing.
    pub state: MarkState,
    /// 1 for this student's first mark on this item in the file, then 2, in the order of the rows.
    pub attempt: usize,
    /// Row of the file (1-based).
    pub row: usize,
}

/// What a score file would bring.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoresPreview {
    /// Whose export it is.
    pub layout: Layout,
    /// Encoding of the file.
    pub encoding: &'static str,
    /// What parts its cells.
    pub delimiter: Option<char>,
    /// Everybody with a row, in the order of the file.
    pub students: Vec<RosterRow>,
    /// Every mark, row by row.
    pub marks: Vec<Mark>,
    /// Results of a publisher's diagnostic, row by row: kept for growth, no marks.
    pub diagnosed: Vec<Diagnosed>,
    /// Private columns that were left out.
    pub skipped_columns: Vec<String>,
    /// Other columns that were left out. Passwords stand in neither list.
    pub unread_columns: Vec<String>,
    /// What to look at.
    pub problems: Vec<Problem>,
}

impl ScoresMapping {
    /// Why the mapping cannot be read: two columns for one thing. Items may be many.
    pub fn fault(&self, table: &Table) -> Option<Sentence> {
        for (at, column) in self.columns.iter().enumerate() {
            let Some(what) = name_of(column) else { continue };
            if let Some(first) = self.columns[..at].iter().position(|other| name_of(other) == Some(what)) {
                let sentence = Sentence::new("import.mapped_twice").with("what", Sentence::new(what));
                let sentence = sentence.with("first", table.column_name(first));
                return Some(sentence.with("second", table.column_name(at)));
            }
        }
        None
    }

    pub(super) fn at(&self, wanted: &ScoreColumn) -> Option<usize> {
        self.columns.iter().position(|column| column == wanted)
    }

    pub(super) fn person_columns(&self) -> PersonColumns {
        PersonColumns {
            given: self.at(&ScoreColumn::Given),
            family: self.at(&ScoreColumn::Family),
            preferred: self.at(&ScoreColumn::Preferred),
            full_name: self.at(&ScoreColumn::FullName),
            id: self.at(&ScoreColumn::Id),
            grade: self.at(&ScoreColumn::Grade),
            ..PersonColumns::default()
        }
    }

    pub(super) fn is_long(&self) -> bool {
        self.columns.iter().any(|column| matches!(column, ScoreColumn::Score(_)))
    }

    /// The columns with scores: where, standard, measure.
    pub(super) fn scored(&self) -> impl Iterator<Item = (usize, Option<&String>, Measure)> {
        self.columns.iter().enumerate().filter_map(|(at, column)| match column {
            ScoreColumn::Item { standard, measure } => Some((at, standard.as_ref(), *measure)),
            ScoreColumn::Score(measure) => Some((at, None, *measure)),
            _ => None,
        })
    }
}

/// What the page calls a column of which there can be only one.
fn name_of(column: &ScoreColumn) -> Option<&'static str> {
    match column {
        ScoreColumn::Given => Some("import.column.given"),
        ScoreColumn::Family => Some("import.column.family"),
        ScoreColumn::Preferred => Some("import.column.preferred"),
        ScoreColumn::FullName => Some("import.column.full_name"),
        ScoreColumn::Id => Some("import.column.id"),
        ScoreColumn::Grade => Some("import.column.grade"),
        ScoreColumn::Date => Some("import.column.date"),
        ScoreColumn::Score(_) => Some("import.column.score"),
        ScoreColumn::OutOf => Some("import.column.out_of"),
        ScoreColumn::Standard => Some("import.column.standard"),
        ScoreColumn::ItemName => Some("import.column.item_name"),
        ScoreColumn::Item { .. } | ScoreColumn::Skip => None,
    }
}

//! A table read as a roster: what each column is, guessed and correctable, and the students that come out.

use super::columns::{about_names, by_cells, by_heads, left_out};
use super::layout::{Layout, layout_of};
use super::people::{PersonColumns, RosterRow, read_people};
use super::problem::{Problem, few};
use super::table::Table;
use crate::domain::Sentence;

/// What a column of a roster holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RosterColumn {
    Given,
    Family,
    /// The name that the student goes by.
    Preferred,
    /// Both names in one cell.
    FullName,
    /// The school's id.
    Id,
    Grade,
    /// One number beside each name, for first groups.
    Number,
    /// Kept as a tag, because the teacher ticked it.
    Tag,
    Skip,
}

/// What each column of a table holds. The teacher may change any of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterMapping {
    /// One entry per column of the table.
    pub columns: Vec<RosterColumn>,
}

/// What a roster file would bring.
#[derive(Debug, Clone, PartialEq)]
pub struct RosterPreview {
    /// Whose export it is.
    pub layout: Layout,
    /// Encoding of the file.
    pub encoding: &'static str,
    /// What parts its cells.
    pub delimiter: Option<char>,
    /// Everybody, in the order of the file.
    pub students: Vec<RosterRow>,
    /// Private columns that were left out; the teacher may tick them.
    pub skipped_columns: Vec<String>,
    /// Other columns that were left out. Passwords stand in neither list.
    pub unread_columns: Vec<String>,
    /// What to look at.
    pub problems: Vec<Problem>,
}

impl RosterMapping {
    /// Why the mapping cannot be read: two columns for one thing. Tags may be many.
    pub fn fault(&self, table: &Table) -> Option<Sentence> {
        for (at, column) in self.columns.iter().enumerate() {
            if matches!(column, RosterColumn::Skip | RosterColumn::Tag) {
                continue;
            }
            if let Some(first) = self.columns[..at].iter().position(|other| other == column) {
                let sentence =
                    Sentence::new("import.mapped_twice").with("what", Sentence::new(name_of(*column)));
                let sentence = sentence.with("first", table.column_name(first));
                return Some(sentence.with("second", table.column_name(at)));
            }
        }
        None
    }

    fn at(&self, wanted: RosterColumn) -> Option<usize> {
        self.columns.iter().position(|column| *column == wanted)
    }

    fn person_columns(&self) -> PersonColumns {
        let tags = self.columns.iter().enumerate().filter(|(_, column)| **column == RosterColumn::Tag);
        PersonColumns {
            given: self.at(RosterColumn::Given),
            family: self.at(RosterColumn::Family),
            preferred: self.at(RosterColumn::Preferred),
            full_name: self.at(RosterColumn::FullName),
            id: self.at(RosterColumn::Id),
            grade: self.at(RosterColumn::Grade),
            number: self.at(RosterColumn::Number),
            tags: tags.map(|(at, _)| at).collect(),
        }
    }
}

/// What the page calls each kind of column.
fn name_of(column: RosterColumn) -> &'static str {
    match column {
        RosterColumn::Given => "import.column.given",
        RosterColumn::Family => "import.column.family",
        RosterColumn::Preferred => "import.column.preferred",
        RosterColumn::FullName => "import.column.full_name",
        RosterColumn::Id => "import.column.id",
        RosterColumn::Grade => "import.column.grade",
        RosterColumn::Number => "import.column.number",
        RosterColumn::Tag => "import.column.tag",
        RosterColumn::Skip => "import.column.skip",
    }
}

/// Guesses by the heads; where there are none, by what stands in the cells.
pub fn guess_roster(table: &Table) -> RosterMapping {
    let width = table.head.len();
    let mut columns = vec![RosterColumn::Skip; width];
    let person = if table.head_row.is_some() { by_heads(table) } else { by_cells(table) };
    let mut set = |at: Option<usize>, column: RosterColumn| {
        if let Some(place) = at.and_then(|at| columns.get_mut(at)) {
            *place = column;
        }
    };
    set(person.number, RosterColumn::Number);
    set(person.grade, RosterColumn::Grade);
    set(person.id, RosterColumn::Id);
    set(person.preferred, RosterColumn::Preferred);
    set(person.full_name, RosterColumn::FullName);
    set(person.family, RosterColumn::Family);
    set(person.given, RosterColumn::Given);
    RosterMapping { columns }
}

/// Reads the students. A mapping with a fault reads nobody and says why.
pub fn read_roster(table: &Table, mapping: &RosterMapping) -> RosterPreview {
    let layout = layout_of(table);
    let left_out =
        |private: bool| left_out(table, private, |at| mapping.columns.get(at) == Some(&RosterColumn::Skip));
    let mut preview = RosterPreview {
        layout,
        encoding: table.encoding,
        delimiter: table.delimiter,
        students: Vec::new(),
        skipped_columns: left_out(true),
        unread_columns: left_out(false),
        problems: table.problems.clone(),
    };
    if let Some(fault) = mapping.fault(table) {
        preview.problems.push(Problem::file(fault));
        return preview;
    }
    let columns = mapping.person_columns();
    preview.problems.extend(about_names(table, &columns).map(Problem::file));
    let people = read_people(table, &columns, layout.repeats_students());
    preview.students = people.students;
    preview.problems.extend(people.problems);
    if preview.students.is_empty() && !preview.problems.iter().any(|problem| problem.row.is_none()) {
        preview.problems.push(Problem::file(Sentence::new("import.no_names")));
    }
    few(&mut preview.problems, 0);
    preview
}

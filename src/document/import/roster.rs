//! A table read as a roster: what each column is, guessed and correctable, and the students that come out.

use super::cells::number;
use super::grades::read_grade;
use super::heads::{Meaning, meaning};
use super::layout::{Layout, layout_of};
use super::people::{PersonColumns, RosterRow, read_people};
use super::problem::Problem;
use super::table::Table;
use crate::domain::Sentence;

/// What a column of a roster holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RosterColumn {
    /// First name.
    Given,
    /// Family name.
    Family,
    /// The name that the student goes by.
    Preferred,
    /// Both names in one cell.
    FullName,
    /// The school's id.
    Id,
    /// Grade level.
    Grade,
    /// One number beside each name, for first groups.
    Number,
    /// Kept as a tag, because the teacher ticked it.
    Tag,
    /// Not read.
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

/// The columns about the person by their heads, for rosters and score files alike.
pub(super) fn by_heads(table: &Table) -> PersonColumns {
    let meanings: Vec<Option<Meaning>> = table.head.iter().map(|head| meaning(head)).collect();
    let filled = |at: &usize| table.rows.is_empty() || table.column(*at).any(|cell| !cell.is_empty());
    let all = |wanted: fn(Meaning) -> bool| -> Vec<usize> {
        let found = meanings.iter().enumerate().filter(|(_, m)| m.is_some_and(wanted));
        found.map(|(at, _)| at).filter(filled).collect()
    };
    let first = |wanted: fn(Meaning) -> bool| all(wanted).first().copied();
    let mut given = first(|m| m == Meaning::Given);
    let family = first(|m| m == Meaning::Family);
    let mut full_name = first(|m| m == Meaning::FullName);
    let name = first(|m| m == Meaning::Name);
    if given.is_none() && family.is_some() {
        given = name.or(full_name.take());
    } else if given.is_none() && full_name.is_none() {
        full_name = name;
    }
    if given.is_some() {
        full_name = None;
    }
    let id = all(|m| matches!(m, Meaning::Id(_))).into_iter().min_by_key(|at| meanings[*at]);
    let is_level = |at: &usize| {
        let cells: Vec<&str> = table.column(*at).filter(|cell| !cell.is_empty()).collect();
        let n_levels = cells.iter().filter(|cell| read_grade(cell).is_some()).count();
        n_levels * 5 >= cells.len() * 4
    };
    let grade = all(|m| m == Meaning::Grade).into_iter().find(is_level);
    let preferred = first(|m| m == Meaning::Preferred);
    let score = all(|m| matches!(m, Meaning::Score | Meaning::Total));
    let all_numbers = |at: &usize| all_numbers(table, *at);
    let number = score.first().copied().filter(|at| score.len() == 1 && all_numbers(at));
    PersonColumns { given, family, preferred, full_name, id, grade, number, tags: Vec::new() }
}

/// A table without heads: the first columns of words are the name, one column of numbers is kept beside it.
pub(super) fn by_cells(table: &Table) -> PersonColumns {
    let width = table.head.len();
    let filled = |at: usize| table.column(at).filter(|cell| !cell.is_empty());
    let is_counting = |at: usize| {
        let mut expected = 1..;
        width > 1
            && table.column(at).all(|cell| expected.next().is_some_and(|n: usize| cell == n.to_string()))
    };
    let is_words = |at: &usize| {
        let words = filled(*at).filter(|cell| cell.chars().any(char::is_alphabetic)).count();
        words > 0 && words * 2 > filled(*at).count()
    };
    let words: Vec<usize> = (0..width).filter(is_words).collect();
    let one_word = |at: usize| filled(at).all(|cell| !cell.contains(' ') || cell.split(' ').count() <= 2);
    let numbers: Vec<usize> =
        (0..width).filter(|at| !words.contains(at) && !is_counting(*at) && all_numbers(table, *at)).collect();
    let number = numbers.first().copied().filter(|_| numbers.len() == 1);
    let mut columns = PersonColumns { number, ..PersonColumns::default() };
    match words.as_slice() {
        // With a comma between them the family name stands first, as in "Ruiz, Ana".
        [one, two, ..] if *two == one + 1 && one_word(*one) && one_word(*two) => {
            let family_first = table.delimiter == Some(',');
            (columns.given, columns.family) =
                if family_first { (Some(*two), Some(*one)) } else { (Some(*one), Some(*two)) };
        }
        [one, ..] => columns.full_name = Some(*one),
        [] => {}
    }
    columns
}

fn all_numbers(table: &Table, at: usize) -> bool {
    let mut cells = table.column(at).filter(|cell| !cell.is_empty()).peekable();
    cells.peek().is_some() && cells.all(|cell| number(cell).is_some())
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
    preview
}

/// What the teacher should know about where the names came from.
pub(super) fn about_names(table: &Table, columns: &PersonColumns) -> Option<Sentence> {
    let named = columns.given.or(columns.family).or(columns.full_name).is_some();
    match (named, columns.id) {
        (false, None) => Some(Sentence::new("import.no_names")),
        (false, Some(id)) => Some(Sentence::new("import.ids_only").with("column", table.column_name(id))),
        (true, _) => {
            let guessed = table.head_row.is_none() && columns.given.is_some() && columns.family.is_some();
            let family = columns.family.unwrap_or(0) + 1;
            guessed.then(|| Sentence::new("import.no_heads").with("family", family))
        }
    }
}

/// Heads of columns that are not read: the private ones, or the others. Columns without a head or a cell are nothing.
pub(super) fn left_out(table: &Table, private: bool, is_skipped: impl Fn(usize) -> bool) -> Vec<String> {
    let skipped = (0..table.head.len()).filter(|at| is_skipped(*at)).filter(|at| {
        let said = meaning(&table.head[*at]);
        let has_cell = private || table.column(*at).any(|cell| !cell.is_empty());
        said != Some(Meaning::Password) && (said == Some(Meaning::Sensitive)) == private && has_cell
    });
    skipped.map(|at| table.column_name(at)).collect()
}

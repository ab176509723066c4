//! Rows to students: names from the mapped columns, one student from several rows, a question where that is unsure.
//!
//! Rosters and score files read their students here and nowhere else. Two rows are one student when their ids agree,
//! or, in files that repeat students, their names. Two equal names without ids stay two, and the teacher is asked.

use crate::domain::command::NewStudent;
use std::collections::BTreeMap;

use super::cells::number;
use super::grades::read_grade;
use super::heads::{Meaning, head_key, meaning};
use super::names::{accent_key, name_key, read_full_name, tidy};
use super::others::Others;
use super::problem::Problem;
use super::table::Table;
use crate::domain::Sentence;
use crate::domain::record::longer;

/// One student of a file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RosterRow {
    /// First name, with middle names; an id where the file has no names.
    pub given: String,
    /// Family name; may be empty.
    pub family: String,
    /// The name that the student goes by.
    pub preferred: Option<String>,
    /// The school's id, zeros and all.
    pub id: Option<String>,
    /// `PK`, `TK`, `K`, `1` to `12`.
    pub grade: Option<String>,
    /// A number pasted beside the name: it can be used to form first groups.
    pub number: Option<f64>,
    /// Columns that the teacher ticked: head and cell.
    pub tags: Vec<(String, String)>,
    /// Row of the file where the student stands first (1-based).
    pub row: usize,
}

impl From<&RosterRow> for NewStudent {
    fn from(row: &RosterRow) -> Self {
        Self {
            given: row.given.clone(),
            family: row.family.clone(),
            preferred: row.preferred.clone().unwrap_or_default(),
            school_id: row.id.clone().unwrap_or_default(),
            grade: row.grade.clone().unwrap_or_default(),
            number: row.number,
            tags: row.tags.iter().filter_map(|(head, cell)| tag(head, cell)).collect(),
        }
    }
}

/// A column of yes and no is one tag; of anything else, a tag for each thing said. "No" is nothing to carry.
fn tag(head: &str, cell: &str) -> Option<(String, bool)> {
    let sensitive = meaning(head) == Some(Meaning::Sensitive);
    match head_key(cell).as_str() {
        "" | "n" | "no" | "0" | "false" | "none" => None,
        "y" | "yes" | "1" | "true" | "x" | "si" => Some((head.to_owned(), sensitive)),
        _ => Some((format!("{head}: {cell}"), sensitive)),
    }
}

impl RosterRow {
    /// "Ana Ruiz", for sentences.
    pub fn full_name(&self) -> String {
        format!("{} {}", self.given, self.family).trim().to_owned()
    }
}

/// Which columns say who a row is about.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct PersonColumns {
    pub(super) given: Option<usize>,
    pub(super) family: Option<usize>,
    pub(super) preferred: Option<usize>,
    pub(super) full_name: Option<usize>,
    pub(super) id: Option<usize>,
    pub(super) grade: Option<usize>,
    pub(super) number: Option<usize>,
    pub(super) tags: Vec<usize>,
}

impl PersonColumns {
    /// Whether any column can tell one row from another.
    pub(super) fn name_anybody(&self) -> bool {
        self.given.or(self.family).or(self.full_name).or(self.id).is_some()
    }

    /// Whether a row has a text there that nobody is called.
    fn hold_longer(&self, table: &Table, row: usize, most: usize) -> bool {
        let columns = [self.given, self.family, self.preferred, self.full_name, self.id];
        columns.into_iter().flatten().any(|column| longer(table.cell(row, column), most))
    }
}

/// The students of a table, and whose each row is (`None` for a row that is nobody's).
#[derive(Debug, Default)]
pub(super) struct People {
    pub(super) students: Vec<RosterRow>,
    pub(super) of_row: Vec<Option<usize>>,
    pub(super) problems: Vec<Problem>,
}

/// Characters of a name or id; a cell with more is a note, or a row that was torn.
const LONGEST_NAME: usize = 300;

/// Rows under a gradebook that are sums, not students, as `head_key` writes them.
const SUMMARY: &[&str] = &[
    "average",
    "classaverage",
    "mean",
    "median",
    "total",
    "totals",
    "pointspossible",
    "possiblepoints",
    "maximum",
    "maxpoints",
    "outof",
    "count",
    "standarddeviation",
    "promedio",
    "puntosposibles",
    "studenttest",
    "teststudent",
];

/// Whether a name is a gradebook's own row (`Points Possible`, `Class average`, Canvas's `Student, Test`).
pub(super) fn is_summary(name: &str) -> bool {
    SUMMARY.contains(&head_key(name).as_str())
}

/// Reads everybody. `repeats`: rows with one name are one student (forms, long tables).
pub(super) fn read_people(table: &Table, columns: &PersonColumns, repeats: bool) -> People {
    let mut people = People::default();
    if !columns.name_anybody() {
        people.of_row = vec![None; table.rows.len()];
        return people;
    }
    let mut index = Index::default();
    let others = Others::of(table);
    let mut n_others = 0_usize;
    for row in 0..table.rows.len() {
        if others.has(table, row) {
            n_others += 1;
            people.of_row.push(None);
            continue;
        }
        let number = table.row_numbers.get(row).copied().unwrap_or(row + 1);
        if columns.hold_longer(table, row, LONGEST_NAME) {
            let long = Sentence::new("import.long_name").with("limit", LONGEST_NAME);
            people.problems.push(Problem::at(number, long));
            people.of_row.push(None);
            continue;
        }
        let found = match read_person(table, columns, row) {
            Some(person) if is_summary(&person.full_name()) => None,
            Some(person) => Some(person),
            None => {
                if !is_note(table, row) {
                    people.problems.push(Problem::at(number, Sentence::new("import.row_without_name")));
                }
                None
            }
        };
        let place = found.map(|mut person| {
            person.row = number;
            if let Some(column) = columns.grade {
                let cell = table.cell(row, column);
                person.grade = read_grade(cell);
                if person.grade.is_none() && !cell.is_empty() {
                    people
                        .problems
                        .push(Problem::at(number, Sentence::new("import.bad_grade").with("cell", cell)));
                }
            }
            index.place(person, repeats, &mut people.students, &mut people.problems)
        });
        people.of_row.push(place);
    }
    if n_others > 0 {
        people.problems.push(Problem::file(Sentence::new("import.others").with("n", n_others)));
    }
    people
}

fn read_person(table: &Table, columns: &PersonColumns, row: usize) -> Option<RosterRow> {
    let text = |column: Option<usize>| column.map_or(String::new(), |column| tidy(table.cell(row, column)));
    let some = |text: String| if text.is_empty() { None } else { Some(text) };
    let id = some(text(columns.id));
    let mut person =
        RosterRow { given: text(columns.given), family: text(columns.family), ..RosterRow::default() };
    if person.given.is_empty() && person.family.is_empty() {
        let name = read_full_name(&text(columns.full_name)).unwrap_or_default();
        (person.given, person.family, person.preferred) = (name.given, name.family, name.preferred);
    }
    if person.given.is_empty() {
        std::mem::swap(&mut person.given, &mut person.family);
    }
    let has_name_column = columns.given.or(columns.family).or(columns.full_name).is_some();
    if !has_name_column {
        person.given = id.clone().unwrap_or_default();
    }
    if !person.given.chars().any(char::is_alphanumeric) {
        return None;
    }
    // A preferred name that repeats the first name says nothing.
    let preferred = some(text(columns.preferred)).or(person.preferred.take());
    person.preferred = preferred.filter(|name| name_key(name) != name_key(&person.given));
    person.id = id;
    person.number = columns.number.and_then(|column| number(table.cell(row, column)));
    let tag = |column: &usize| (table.column_name(*column), text(Some(*column)));
    let may_be_read =
        |column: &&usize| table.head.get(**column).and_then(|head| meaning(head)) != Some(Meaning::Password);
    person.tags =
        columns.tags.iter().filter(may_be_read).map(tag).filter(|(_, cell)| !cell.is_empty()).collect();
    Some(person)
}

/// The row of points possible and Canvas's row of posting rules are nobody's.
fn is_note(table: &Table, row: usize) -> bool {
    let filled: Vec<&String> =
        table.rows.get(row).into_iter().flatten().filter(|cell| !cell.is_empty()).collect();
    let is_canvas_note = |cell: &&String| matches!(head_key(cell).as_str(), "manualposting" | "readonly");
    let is_points = filled.iter().take(3).any(|cell| meaning(cell) == Some(Meaning::OutOf));
    is_points || filled.iter().all(is_canvas_note)
}

/// Who is known already, by id and by name.
#[derive(Debug, Default)]
struct Index {
    by_id: BTreeMap<String, usize>,
    by_name: BTreeMap<String, Vec<usize>>,
}

impl Index {
    /// The index of the student: one that stands there already, or a new one.
    fn place(
        &mut self,
        person: RosterRow,
        repeats: bool,
        students: &mut Vec<RosterRow>,
        problems: &mut Vec<Problem>,
    ) -> usize {
        let key = name_key(&person.full_name());
        let same_name = self.by_name.get(&key).cloned().unwrap_or_default();
        let same_id = person.id.as_ref().and_then(|id| self.by_id.get(id)).copied();
        if let Some(known) = same_id {
            if same_name.contains(&known) {
                fill_in(&mut students[known], person);
                return known;
            }
            problems.push(two_rows("import.id_twice", &person, &students[known]));
        } else if let Some(known) = self.same_by_name(&person, &same_name, repeats, students) {
            if let (Some(id), None) = (&person.id, &students[known].id) {
                self.by_id.insert(id.clone(), known);
            }
            fill_in(&mut students[known], person);
            return known;
        } else if let Some(known) = same_name.iter().find(|known| unsure(&person, &students[**known])) {
            problems.push(two_rows("import.name_twice", &person, &students[*known]));
        }
        let new = students.len();
        if let Some(id) = &person.id {
            self.by_id.entry(id.clone()).or_insert(new);
        }
        self.by_name.entry(key).or_default().push(new);
        students.push(person);
        new
    }

    /// Only in files that repeat students does a name alone make two rows one; accents settle which, if two could be.
    fn same_by_name(
        &self,
        person: &RosterRow,
        same_name: &[usize],
        repeats: bool,
        students: &[RosterRow],
    ) -> Option<usize> {
        if !repeats {
            return None;
        }
        let mut open = same_name.iter().copied().filter(|known| unsure(person, &students[*known]));
        let accents = accent_key(&person.full_name());
        let exact = open.clone().find(|known| accent_key(&students[*known].full_name()) == accents);
        exact.or_else(|| open.next())
    }
}

/// Whether two rows of one name could be one student: not if both have ids.
fn unsure(one: &RosterRow, two: &RosterRow) -> bool {
    one.id.is_none() || two.id.is_none()
}

fn two_rows(key: &'static str, person: &RosterRow, known: &RosterRow) -> Problem {
    let sentence = Sentence::new(key).with("first_row", known.row).with("name", person.full_name());
    let sentence = sentence.with("first_name", known.full_name());
    Problem::at(person.row, sentence.with("id", person.id.clone().unwrap_or_default()))
}

/// What an earlier row left open, a later one may say.
fn fill_in(known: &mut RosterRow, person: RosterRow) {
    // Of two spellings the one with more accents and apostrophes is the one that somebody took care over.
    let care =
        |row: &RosterRow| accent_key(&row.full_name()).chars().count() + row.full_name().chars().count();
    if care(&person) > care(known) {
        known.given.clone_from(&person.given);
        known.family.clone_from(&person.family);
    }
    known.preferred = known.preferred.take().or(person.preferred);
    known.id = known.id.take().or(person.id);
    known.grade = known.grade.take().or(person.grade);
    known.number = known.number.or(person.number);
    for tag in person.tags {
        if !known.tags.contains(&tag) {
            known.tags.push(tag);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{guess_roster, read_roster, read_table};
    use super::*;

    #[test]
    fn a_text_that_nobody_is_called_is_named_and_left_out() {
        let name = |n: usize| "Ana ".repeat(n / 4);
        let text = format!("Name,Grade\n{},3\n{},3\nBen,4\n", name(LONGEST_NAME), name(LONGEST_NAME + 8));
        let table = read_table(&text).unwrap();
        let found = read_roster(&table, &guess_roster(&table));
        assert_eq!(found.students.iter().map(|row| row.row).collect::<Vec<_>>(), [2, 4]);
        let problems: Vec<_> = found.problems.iter().map(|it| (it.row, it.sentence.key)).collect();
        assert_eq!(problems, [(Some(3), "import.long_name")]);
    }
}

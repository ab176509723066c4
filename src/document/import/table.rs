//! Text to rows: the delimiter, the row with the column heads, and rows of one length.
//!
//! Nothing here knows a student. What is read: files of spreadsheets and gradebooks, cells pasted from a sheet, and
//! plain lists of names. Rows keep the number that a spreadsheet shows beside them, so that a sentence can say "row 7".

use super::decode::{Decoded, decode};
use super::delimiter::guess_delimiter;
use super::head_row::find_head;
use super::heads::meaning;
use super::kinds::may_be_a_table;
use super::oneroster;
use super::problem::Problem;
use super::records::{Most, Over, Record, one_line_end, read_records, said_delimiter};
use crate::domain::Sentence;

/// A table of text cells; every row is as long as `head`.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// What parts the cells; `None` for a list with one cell a line.
    pub delimiter: Option<char>,
    /// Encoding of the file; text that was pasted is `utf-8`.
    pub encoding: &'static str,
    /// The column heads; empty strings where the table has none.
    pub head: Vec<String>,
    /// Rows below the heads. Blank rows are left out.
    pub rows: Vec<Vec<String>>,
    /// For each row, its number as a spreadsheet shows it (1-based).
    pub row_numbers: Vec<usize>,
    /// Number of the row that holds the heads (1-based as above), or none.
    pub head_row: Option<usize>,
    /// Rows that were read with a doubt.
    pub problems: Vec<Problem>,
    /// A school's file holds several classes; empty where it does not say.
    pub classes: Vec<FileClass>,
}

/// A class within a school's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileClass {
    /// What the school calls it.
    pub title: String,
    /// Its students: rows of the table.
    pub rows: Vec<usize>,
}

/// Reads a dropped file.
pub fn read_file(bytes: &[u8]) -> Result<Table, Sentence> {
    if oneroster::is_oneroster(bytes) {
        return oneroster::read(bytes);
    }
    let Decoded { text, encoding } = decode(bytes)?;
    Ok(Table { encoding, ..read_table(&text)? })
}

/// Reads pasted text. Errors: it is something else, nothing there, too many rows, columns or cells, a cell that is too long.
pub fn read_table(text: &str) -> Result<Table, Sentence> {
    read(text, &Most::OF_A_CLASS)
}

/// Reads a file of a whole school.
pub(super) fn read_long_table(text: &str) -> Result<Table, Sentence> {
    read(text, &Most::OF_A_SCHOOL)
}

fn read(text: &str, most: &Most) -> Result<Table, Sentence> {
    may_be_a_table(text)?;
    let text = one_line_end(text, most).map_err(|over| over.sentence(most))?;
    let (text, said) = said_delimiter(&text);
    let delimiter = said.or_else(|| guess_delimiter(text));
    let first_row = if said.is_some() { 2 } else { 1 };
    let mut records = read_records(text, delimiter, first_row, most).map_err(|over| over.sentence(most))?;
    if records.is_empty() {
        return Err(Sentence::new("import.empty"));
    }
    let head_at = find_head(&records.iter().map(|record| record.cells.as_slice()).collect::<Vec<_>>());
    let head = head_at.map(|at| records.drain(..=at).next_back().unwrap_or_default());
    if records.len() > most.rows {
        return Err(Over::Rows.sentence(most));
    }
    Ok(match head {
        Some(head) => with_head(head, records, delimiter),
        None => without_head(records, delimiter),
    })
}

fn with_head(head: Record, records: Vec<Record>, delimiter: Option<char>) -> Table {
    let mut problems = Vec::new();
    let mut names = head.cells;
    while names.last().is_some_and(String::is_empty) {
        names.pop();
    }
    let width = names.len();
    if names.iter().all(|name| meaning(name).is_none()) {
        let first = names.first().cloned().unwrap_or_default();
        problems.push(Problem::at(head.number, Sentence::new("import.guessed_heads").with("first", first)));
    }
    for record in &records {
        if record.cells.iter().skip(width).any(|cell| !cell.is_empty()) {
            let sentence = Sentence::new("import.row_too_long").with("heads", width);
            problems.push(Problem::at(record.number, sentence));
        }
    }
    build(names, records, delimiter, Some(head.number), problems)
}

fn without_head(mut records: Vec<Record>, delimiter: Option<char>) -> Table {
    for record in &mut records {
        if let Some(first) = record.cells.first_mut() {
            *first = without_list_mark(first).to_owned();
        }
    }
    let has_letter = |cell: &String| cell.chars().any(char::is_alphabetic);
    let all_text = records.iter().all(|record| record.cells.iter().all(|c| c.is_empty() || has_letter(c)));
    let widest = records.iter().map(|record| record.cells.len()).max().unwrap_or(1);
    match (records.as_slice(), delimiter) {
        // "Ana, Ben, Cy" on one line is a list of names.
        ([only], Some(_)) if all_text && (widest > 2 || delimiter == Some(';') || are_whole_names(only)) => {
            let one = |cell: &String| Record { number: only.number, cells: vec![cell.clone()] };
            let records = only.cells.iter().filter(|cell| !cell.is_empty()).map(one).collect();
            build(vec![String::new()], records, delimiter, None, Vec::new())
        }
        // "Ruiz, Ana" a line: the comma belongs to the name.
        (_, Some(',')) if all_text && widest == 2 => {
            for record in &mut records {
                record.cells = vec![record.cells.join(", ")];
            }
            build(vec![String::new()], records, None, None, Vec::new())
        }
        _ => build(vec![String::new(); widest], records, delimiter, None, Vec::new()),
    }
}

fn build(
    head: Vec<String>,
    records: Vec<Record>,
    delimiter: Option<char>,
    head_row: Option<usize>,
    problems: Vec<Problem>,
) -> Table {
    let width = head.len();
    let row_numbers = records.iter().map(|record| record.number).collect();
    let rows = records.into_iter().map(|mut record| {
        record.cells.resize(width, String::new());
        record.cells
    });
    let (rows, classes) = (rows.collect(), Vec::new());
    Table { delimiter, encoding: "utf-8", head, rows, row_numbers, head_row, problems, classes }
}

/// "Ana Ruiz, Ben Li" is two names; "Ruiz, Ana" is one.
fn are_whole_names(record: &Record) -> bool {
    record.cells.iter().all(|cell| cell.contains(' '))
}

/// `1. Ana`, `2) Ben`, `- Cy`, `• Di` are lines of a list.
fn without_list_mark(cell: &str) -> &str {
    let after_number = cell.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = cell.len() - after_number.len();
    match after_number.strip_prefix(['.', ')']) {
        Some(rest) if (1..=3).contains(&digits) && rest.starts_with(' ') => rest.trim_start(),
        _ => cell.trim_start_matches(['-', '•', '*', '–', '·']).trim_start(),
    }
}

impl Table {
    /// The same table with the students of one class alone; all of them where there is no such class.
    #[must_use]
    pub fn of_class(&self, at: usize) -> Self {
        let Some(class) = self.classes.get(at) else { return self.clone() };
        let rows = || class.rows.iter().filter(|row| **row < self.rows.len());
        Self {
            rows: rows().map(|row| self.rows[*row].clone()).collect(),
            row_numbers: rows().map(|row| self.row_numbers.get(*row).copied().unwrap_or_default()).collect(),
            head: self.head.clone(),
            problems: self.problems.clone(),
            classes: Vec::new(),
            ..*self
        }
    }

    /// A column's cells from top to bottom.
    pub fn column(&self, column: usize) -> impl Iterator<Item = &str> {
        self.rows.iter().map(move |row| row.get(column).map_or("", String::as_str))
    }

    /// A cell; empty where there is none.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        self.rows.get(row).and_then(|cells| cells.get(column)).map_or("", String::as_str)
    }

    /// What a sentence calls the column: its head, or its number.
    pub fn column_name(&self, column: usize) -> String {
        match self.head.get(column) {
            Some(head) if !head.is_empty() => head.clone(),
            _ => (column + 1).to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::records::{MOST_COLUMNS, MOST_ROWS};
    use super::*;

    fn shape(text: &str) -> (Option<char>, Option<usize>, Vec<String>, Vec<String>) {
        let table = read_table(text).expect("a table");
        (table.delimiter, table.head_row, table.head, table.rows.iter().map(|row| row.join("|")).collect())
    }

    /// Text, delimiter, head row, heads, rows.
    type Case = (&'static str, Option<char>, Option<usize>, &'static str, &'static [&'static str]);

    #[test]
    fn reads_tables_and_lists() {
        let cases: &[Case] = &[
            ("Name,Grade\nAna,3\nBen,4\n", Some(','), Some(1), "Name|Grade", &["Ana|3", "Ben|4"]),
            ("Name;Score\r\nAna;2,5\r\nBen;3,5", Some(';'), Some(1), "Name|Score", &["Ana|2,5", "Ben|3,5"]),
            ("Name\tScore\rAna\t2\rBen\t3", Some('\t'), Some(1), "Name|Score", &["Ana|2", "Ben|3"]),
            ("Name|Score\nAna|2\nBen|3", Some('|'), Some(1), "Name|Score", &["Ana|2", "Ben|3"]),
            ("sep=;\nName;Score\nAna;2", Some(';'), Some(2), "Name|Score", &["Ana|2"]),
            ("Room 12\n\nName,Grade\nAna,3", Some(','), Some(3), "Name|Grade", &["Ana|3"]),
            ("Name,\"Quiz\n1\"\nAna,3", Some(','), Some(1), "Name|Quiz 1", &["Ana|3"]),
            ("\"Last, First\",Q\n\"Ruiz, Ana\",3", Some(','), Some(1), "Last, First|Q", &["Ruiz, Ana|3"]),
            ("Name,Grade,\nAna,3,\nBen\n,,", Some(','), Some(1), "Name|Grade", &["Ana|3", "Ben|"]),
            ("Kiddo,Quiz\nAna,3\nBen,4", Some(','), Some(1), "Kiddo|Quiz", &["Ana|3", "Ben|4"]),
            ("Ana Ruiz\nBen Li\n", None, None, "", &["Ana Ruiz", "Ben Li"]),
            ("1. Ana Ruiz\n2. Ben Li", None, None, "", &["Ana Ruiz", "Ben Li"]),
            ("Ruiz, Ana\nLi, Ben", None, None, "", &["Ruiz, Ana", "Li, Ben"]),
            ("Ana, Ben, Cy", Some(','), None, "", &["Ana", "Ben", "Cy"]),
            ("Ana Ruiz\t12\nBen Li\t9", Some('\t'), None, "|", &["Ana Ruiz|12", "Ben Li|9"]),
            ("Ana Ruiz, 12\nBen Li, 9", Some(','), None, "|", &["Ana Ruiz|12", "Ben Li|9"]),
            ("Ana", None, None, "", &["Ana"]),
            ("Ana Ruiz, Ben Li", Some(','), None, "", &["Ana Ruiz", "Ben Li"]),
            ("Ruiz, Ana", None, None, "", &["Ruiz, Ana"]),
            (
                "Name,Note\n\"Ana,1\nBen,2\nCy,3\nDi,4",
                Some(','),
                Some(1),
                "Name|Note",
                &["\"Ana|1", "Ben|2", "Cy|3", "Di|4"],
            ),
        ];
        for (text, delimiter, head_row, head, rows) in cases {
            let found = shape(text);
            assert_eq!(
                (found.0, found.1, found.2.join("|").as_str()),
                (*delimiter, *head_row, *head),
                "{text}"
            );
            assert_eq!(found.3, *rows, "{text}");
        }
    }

    #[test]
    fn rows_keep_the_numbers_of_the_sheet() {
        let table = read_table("Class 5B\n\nName,Grade\nAna,\"3\n\"\n\n,\nBen,4\n").expect("a table");
        assert_eq!((table.head_row, table.row_numbers), (Some(3), vec![4, 7]));
    }

    #[test]
    fn a_row_longer_than_the_heads_is_named() {
        let table = read_table("Name,Grade\nAna Ruiz,3\nRuiz, Ben,3\n").expect("a table");
        assert_eq!(table.problems.iter().map(|problem| problem.row).collect::<Vec<_>>(), [Some(3)]);
    }

    #[test]
    fn refuses_what_is_too_large() {
        let rows = |n: usize| format!("Name,Grade\n{}", "Ana,3\n".repeat(n));
        let key = |text: &str| read_table(text).map(|_| ()).map_err(|sentence| sentence.key);
        assert_eq!(key(&rows(MOST_ROWS)), Ok(()));
        assert_eq!(key(&rows(MOST_ROWS + 1)), Err("import.too_many_rows"));
        assert_eq!(key(&"Name,".repeat(MOST_COLUMNS)), Err("import.too_many_columns"));
        assert_eq!(key(""), Err("import.empty"));
    }
}

//! Text to records, held to limits while it is read: over a limit the reading stops, so that no page works through a file
//! that is refused in the end. Heads and widths are `table`'s business.

use std::borrow::Cow;

use csv::{ReaderBuilder, StringRecord, Terminator};

use super::decode::MOST_BYTES;
use super::names::tidy;
use crate::domain::Sentence;
use crate::domain::record::longer;

/// The most rows below the heads: a large school, not a class.
pub const MOST_ROWS: usize = 5_000;
/// The most columns: the widest vendor export known has 200.
pub const MOST_COLUMNS: usize = 500;
/// The most cells: 1,500 students in the widest vendor export known. A gradebook has some two thousand.
pub const MOST_CELLS: usize = 300_000;
/// The most characters of one cell, as a spreadsheet has it.
pub const LONGEST_CELL: usize = 50_000;
/// The most bytes of a table: twenty for each of its cells.
pub const MOST_TABLE_BYTES: usize = 6_000_000;
/// The most rows of one file of a OneRoster zip: a district's.
const MOST_SCHOOL_ROWS: usize = 200_000;
/// The most cells of such a file.
const MOST_SCHOOL_CELLS: usize = 2_000_000;
/// The most lines of a text, with those that hold nothing: a whole sheet.
const SHEET_ROWS: usize = 1_048_576;
/// The most bytes of a line.
const LONGEST_LINE: usize = 1_000_000;
/// Rows that are read beyond the limit: heads and what stands above them are none of it.
const ABOVE_HEADS: usize = 50;

/// How much of a table is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Most {
    pub(super) rows: usize,
    pub(super) columns: usize,
    /// In rows that hold something.
    pub(super) cells: usize,
    /// Characters of one of them.
    pub(super) cell: usize,
    /// Of the whole text.
    pub(super) bytes: usize,
}

impl Most {
    pub(super) const OF_A_CLASS: Self = Self {
        rows: MOST_ROWS,
        columns: MOST_COLUMNS,
        cells: MOST_CELLS,
        cell: LONGEST_CELL,
        bytes: MOST_TABLE_BYTES,
    };
    pub(super) const OF_A_SCHOOL: Self =
        Self { rows: MOST_SCHOOL_ROWS, cells: MOST_SCHOOL_CELLS, bytes: MOST_BYTES, ..Self::OF_A_CLASS };
    /// The beginning of a file, which is short.
    pub(super) const OF_A_SAMPLE: Self =
        Self { columns: usize::MAX, cells: usize::MAX, cell: usize::MAX, ..Self::OF_A_CLASS };
}

/// What a table has too much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Over {
    Bytes,
    Rows,
    Columns,
    Cells,
    /// A cell is too long, in this row.
    Cell(usize),
}

impl Over {
    /// What it is, and the fix.
    pub(super) fn sentence(self, most: &Most) -> Sentence {
        match self {
            Self::Bytes => Sentence::new("import.too_much_text").with("limit", most.bytes / 1_000_000),
            Self::Rows => Sentence::new("import.too_many_rows").with("limit", most.rows),
            Self::Columns => Sentence::new("import.too_many_columns").with("limit", most.columns),
            Self::Cells => Sentence::new("import.too_many_cells").with("limit", most.cells),
            Self::Cell(row) => Sentence::new("import.long_cell").with("row", row).with("limit", most.cell),
        }
    }
}

/// One record with its row number.
#[derive(Debug, Clone, Default)]
pub(super) struct Record {
    pub(super) number: usize,
    pub(super) cells: Vec<String>,
}

/// All records that hold something, and a few more than allowed. `text` has `\n` line ends only.
pub(super) fn read_records(
    text: &str,
    delimiter: Option<char>,
    first_row: usize,
    most: &Most,
) -> Result<Vec<Record>, Over> {
    if let Some(over) = endless_line(text, delimiter, first_row, most) {
        return Err(over);
    }
    let (records, torn) = parse(text, delimiter, (first_row, most), true);
    // A quote that is never closed swallows all that follows; then quotes are taken as plain marks.
    if torn && text.matches('"').count() % 2 == 1 {
        return parse(text, delimiter, (first_row, most), false).0;
    }
    records
}

fn parse(
    text: &str,
    delimiter: Option<char>,
    (first_row, most): (usize, &Most),
    quoting: bool,
) -> (Result<Vec<Record>, Over>, bool) {
    let byte = delimiter.and_then(|c| u8::try_from(c).ok()).unwrap_or(1);
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .quoting(quoting)
        .delimiter(byte)
        .terminator(Terminator::Any(b'\n'))
        .from_reader(text.as_bytes());
    let mut records = Vec::new();
    let mut number = first_row;
    let mut torn = false;
    let mut n_cells = 0_usize;
    for record in reader.records().flatten() {
        let start = record.position().map_or(0, |at| usize::try_from(at.byte()).unwrap_or(usize::MAX));
        // The reader skips blank lines; a spreadsheet counts them.
        let blank = text.as_bytes().iter().skip(start).take_while(|b| **b == b'\n').count();
        number = number.saturating_add(blank);
        if record.len() > most.columns {
            return (Err(Over::Columns), false);
        }
        torn = record.iter().any(|cell| cell.matches('\n').take(3).count() > 2);
        // A sheet may end in many rows without anything.
        if record.iter().any(|cell| !cell.trim().is_empty()) {
            n_cells = n_cells.saturating_add(record.len());
            if let Some(over) = over(&record, number, n_cells, most) {
                return (Err(over), torn);
            }
            let cells: Vec<String> = record.iter().map(tidy).collect();
            if cells.iter().any(|cell| !cell.is_empty()) {
                records.push(Record { number, cells });
            }
            if records.len() > most.rows + ABOVE_HEADS {
                break;
            }
        }
        number = number.saturating_add(1);
    }
    (Ok(records), torn)
}

/// What one record is over, before anything is made of its cells.
fn over(record: &StringRecord, number: usize, n_cells: usize, most: &Most) -> Option<Over> {
    let long = record.iter().any(|cell| longer(cell, most.cell)).then_some(Over::Cell(number));
    long.or((n_cells > most.cells).then_some(Over::Cells))
}

/// The text with one kind of line end, if it is no longer than a table and has no more lines than a sheet.
pub(super) fn one_line_end<'a>(text: &'a str, most: &Most) -> Result<Cow<'a, str>, Over> {
    if text.len() > most.bytes {
        return Err(Over::Bytes);
    }
    let n = |end: u8| text.bytes().filter(|byte| *byte == end).count();
    let (new_lines, returns) = (n(b'\n'), n(b'\r'));
    if new_lines.max(returns) > SHEET_ROWS {
        Err(Over::Rows)
    } else if returns > 0 {
        Ok(Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")))
    } else {
        Ok(Cow::Borrowed(text))
    }
}

/// A line that is longer than any row: its cells are not even parted.
fn endless_line(text: &str, delimiter: Option<char>, first_row: usize, most: &Most) -> Option<Over> {
    let (row, line) = (first_row..).zip(text.split('\n')).find(|(_, line)| line.len() > LONGEST_LINE)?;
    let is_wide = delimiter.is_some_and(|delimiter| line.matches(delimiter).nth(most.columns).is_some());
    Some(if is_wide { Over::Columns } else { Over::Cell(row) })
}

/// Excel's first line `sep=;` says the delimiter.
pub(super) fn said_delimiter(text: &str) -> (&str, Option<char>) {
    let Some((first, rest)) = text.split_once('\n') else { return (text, None) };
    match first.trim().strip_prefix("sep=").map(|said| said.chars().collect::<Vec<_>>()).as_deref() {
        Some([said]) if said.is_ascii() && !matches!(said, '"' | '\n') => (rest, Some(*said)),
        _ => (text, None),
    }
}

#[cfg(test)]
mod tests {
    use super::super::table::read_table;
    use super::*;

    fn key(text: &str) -> &'static str {
        read_table(text).map_or_else(|sentence| sentence.key, |_| "read")
    }

    #[test]
    fn each_limit_holds_and_one_more_is_refused() {
        let rows = |n: usize| format!("Name,Grade\n{}", "Ana,3\n".repeat(n));
        let columns = |n: usize| vec!["Name"; n].join(",");
        let wide = |n: usize| format!("{}\n", vec!["1"; 100].join(",")).repeat(n);
        let cell = |n: usize| format!("Name,Note\nAna,{}\n", "ễ".repeat(n));
        for (read, refused, why) in [
            (rows(MOST_ROWS), rows(MOST_ROWS + 1), "import.too_many_rows"),
            (columns(MOST_COLUMNS), columns(MOST_COLUMNS + 1), "import.too_many_columns"),
            (wide(MOST_CELLS / 100), wide(MOST_CELLS / 100 + 1), "import.too_many_cells"),
            (cell(LONGEST_CELL), cell(LONGEST_CELL + 1), "import.long_cell"),
        ] {
            assert_eq!((key(&read), key(&refused)), ("read", why));
        }
    }

    #[test]
    fn the_reading_stops_at_the_first_row_that_is_too_much() {
        // What follows would be another refusal, had it been read.
        let wide = format!("{}\n", "1,".repeat(MOST_COLUMNS));
        let long = format!("{},1\n", "x".repeat(LONGEST_CELL + 1));
        assert_eq!(key(&[wide.as_str(), &long].concat()), "import.too_many_columns");
        assert_eq!(key(&[long.as_str(), &wide].concat()), "import.long_cell");
        let rows = "Ana,3\n".repeat(MOST_ROWS + 2 * ABOVE_HEADS);
        assert_eq!(key(&[rows.as_str(), &wide].concat()), "import.too_many_rows");
    }

    #[test]
    fn a_quote_that_stays_open_is_a_mark_in_a_long_file_too() {
        let note = format!("Name,Note\n\"Ana,1\n{}", "Ben,a longer note\n".repeat(4_000));
        let table = read_table(&note).unwrap();
        assert_eq!((table.rows.len(), table.rows[0].join("|").as_str()), (4_001, "\"Ana|1"));
    }

    #[test]
    fn rows_without_anything_are_not_counted() {
        let blank = ",,,\n".repeat(MOST_ROWS + 2 * ABOVE_HEADS);
        let table = read_table(&format!("Name,Grade,,\nAna,3,,\n{blank}Ben,4,,\n{blank}")).unwrap();
        assert_eq!(table.column(0).collect::<Vec<_>>(), ["Ana", "Ben"]);
        assert_eq!(table.row_numbers, [2, MOST_ROWS + 2 * ABOVE_HEADS + 3]);
    }

    #[test]
    fn text_of_one_kind_of_line_end_is_not_copied() {
        assert!(matches!(one_line_end("a\nb", &Most::OF_A_CLASS), Ok(Cow::Borrowed(_))));
        assert_eq!(one_line_end("a\r\nb\rc\n", &Most::OF_A_CLASS).as_deref(), Ok("a\nb\nc\n"));
    }

    #[test]
    fn a_text_that_is_too_long_is_refused_whatever_stands_in_it() {
        let long = |unit: &str| unit.repeat(12_000_000 / unit.len());
        for unit in
            ["a", "abc de ", ",", "\"", "\n", "\r\n", "1,2\n", "\"a\n", "\u{301}", "a\u{345}", "ệ", "[["]
        {
            assert_eq!(key(&long(unit)), "import.too_much_text", "{unit:?}");
        }
        let notes = |n: usize| format!("Name,Note\n{}", format!("Ana,{}\n", "x".repeat(1_200)).repeat(n));
        assert_eq!((key(&notes(4_979)), key(&notes(4_980))), ("read", "import.too_much_text"));
    }

    #[test]
    fn a_text_without_an_end_to_its_lines_or_to_a_line_is_no_table() {
        assert_eq!(key(&format!("Ana{}", "\n".repeat(SHEET_ROWS))), "read");
        for end in ["\n", "\r", "\r\n"] {
            assert_eq!(key(&format!("Ana{}", end.repeat(SHEET_ROWS + 1))), "import.too_many_rows");
        }
        let line = |unit: &str| format!("Name,Grade\n{}", unit.repeat(LONGEST_LINE));
        assert_eq!(key(&line("x ")), "import.long_cell");
        assert_eq!(key(&line("\"\"")), "import.long_cell");
        assert_eq!(key(&line("a,")), "import.too_many_columns");
        assert_eq!(key(&line("é,")), "import.too_many_columns");
    }
}

//! Rows as a file for spreadsheets: comma-separated values after RFC 4180, with a byte order mark, because Excel reads
//! accents wrongly without one.
//!
//! A spreadsheet takes a cell that begins with `=` and its like for a formula, which may fetch and run things. Whoever
//! can type a name could so reach into the teacher's computer; such a cell gets an apostrophe before it, the sign by
//! which spreadsheets know text. By hand, because the `csv` crate's writer would weigh more than these few lines.

/// The file's text: the rows in order, each ended by CR and LF.
pub fn write(rows: &[Vec<String>]) -> String {
    let mut out = String::from('\u{feff}');
    for row in rows {
        for (at, cell) in row.iter().enumerate() {
            if at > 0 {
                out.push(',');
            }
            write_cell(&mut out, cell);
        }
        out.push_str("\r\n");
    }
    out
}

fn write_cell(out: &mut String, cell: &str) {
    let mark = if is_dangerous(cell) { "'" } else { "" };
    let is_plain = !cell.contains([',', '"', '\r', '\n', ';', '\t', '|']) && cell.trim() == cell;
    if is_plain {
        out.push_str(mark);
        out.push_str(cell);
    } else {
        out.push('"');
        out.push_str(mark);
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    }
}

/// Whether a spreadsheet could take the cell for a formula. Some look behind spaces, line breaks and signs that take
/// no room, and some take the wide forms of the signs too.
pub fn is_dangerous(cell: &str) -> bool {
    let is_blank = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{feff}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
    };
    let shown = cell.trim_start_matches(is_blank);
    let blanks = &cell[..cell.len() - shown.len()];
    let is_sign = shown.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '−']);
    (is_sign && !is_number(cell)) || blanks.contains(|c: char| c.is_control() && c != '\n')
}

/// A plain number, which may be negative.
fn is_number(cell: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let positive = cell.strip_prefix('-').unwrap_or(cell);
    positive.split_once('.').map_or_else(|| digits(positive), |(whole, part)| digits(whole) && digits(part))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::import::read_file;

    #[test]
    fn cells_are_quoted_and_made_harmless() {
        for (cell, written) in [
            ("Ana", "Ana"),
            ("Ruiz, Ana", "\"Ruiz, Ana\""),
            ("\"Liz\"", "\"\"\"Liz\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            ("3", "3"),
            ("-3", "-3"),
            ("-2.5", "-2.5"),
            ("5-6", "5-6"),
            ("O'Brien", "O'Brien"),
            ("", ""),
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1-1", "'-1-1"),
            ("-", "'-"),
            ("-.5", "'-.5"),
            ("@sum", "'@sum"),
            (" =1", "\"' =1\""),
            ("\n=1", "\"'\n=1\""),
            ("\tx", "\"'\tx\""),
            ("\rx", "\"'\rx\""),
            (" \tx", "\"' \tx\""),
            ("\u{200b}=1", "'\u{200b}=1"),
            ("＝1", "'＝1"),
            ("=cmd|' /C calc'!A0", "\"'=cmd|' /C calc'!A0\""),
        ] {
            let mut out = String::new();
            write_cell(&mut out, cell);
            assert_eq!(out, written, "{cell:?}");
        }
        assert_eq!(
            write(&[vec!["a".into(), "b".into()], vec!["".into(), "2".into()]]),
            "\u{feff}a,b\r\n,2\r\n"
        );
    }

    /// White space is one blank to our reader, as it is to a person.
    fn seen(cell: &str) -> String {
        cell.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn what_is_written_is_read_again_and_no_cell_is_dangerous(
            rows in proptest::collection::vec(
                proptest::collection::vec("[-=+@a-cé0-2,;|\"' \t\r\n.＝]{0,7}", 3), 1..6),
        ) {
            let head = ["Student", "School id", "5.NF.A.1", "5.NF.A.2"].map(String::from).to_vec();
            let with_name = |(at, row): (usize, Vec<String>)| [vec![format!("Kim {at}")], row].concat();
            let rows: Vec<Vec<String>> = std::iter::once(head).chain(rows.into_iter().enumerate().map(with_name)).collect();
            let text = write(&rows);
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
            for (record, row) in reader.records().zip(&rows) {
                for (cell, given) in record.unwrap().iter().zip(row) {
                    prop_assert!(!is_dangerous(cell), "{cell:?}");
                    prop_assert_eq!(cell.strip_prefix('\'').filter(|_| is_dangerous(given)).unwrap_or(cell), given);
                }
            }
            let table = read_file(text.as_bytes()).unwrap();
            prop_assert_eq!(&table.head, &rows[0]);
            for (read, given) in table.rows.iter().zip(&rows[1..]) {
                for (cell, given) in read.iter().zip(given) {
                    let mark = if is_dangerous(given) { "'" } else { "" };
                    prop_assert_eq!(cell, &seen(&format!("{mark}{given}")));
                }
            }
            prop_assert_eq!(table.rows.len(), rows.len() - 1);
        }
    }
}

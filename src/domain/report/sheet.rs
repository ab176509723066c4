//! One student's sheet as a snapshot keeps it: a line a standard (subject, code, level, and the level's name, with tabs
//! between), an empty line, then the comment. Plain text, so that a person can read it in the file.

/// A level on a standard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetLine {
    /// The subject's name.
    pub subject: String,
    /// The standard's code.
    pub code: String,
    /// The level; `None` where there was no mark.
    pub level: Option<u32>,
    /// What the level is called.
    pub name: String,
}

/// What a student was given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StudentSheet {
    /// In the report's order.
    pub lines: Vec<SheetLine>,
    /// The teacher's words; may be empty.
    pub comment: String,
}

/// A cell of a line holds neither tabs nor line ends.
fn cell(text: &str) -> String {
    text.split(['\t', '\n', '\r']).collect::<Vec<_>>().join(" ")
}

/// The sheet as text.
pub fn write_sheet(sheet: &StudentSheet) -> String {
    let lines = sheet.lines.iter().map(|line| {
        let level = line.level.map(|level| level.to_string()).unwrap_or_default();
        [cell(&line.subject), cell(&line.code), level, cell(&line.name)].join("\t")
    });
    let mut text = lines.collect::<Vec<_>>().join("\n");
    text.push_str("\n\n");
    text.push_str(&sheet.comment);
    text
}

/// The sheet of a snapshot's text; lines that are none of ours are left out.
pub fn read_sheet(text: &str) -> StudentSheet {
    let (lines, comment) = text.split_once("\n\n").unwrap_or((text, ""));
    let lines = lines.lines().filter_map(|line| {
        let mut cells = line.split('\t').map(str::to_owned);
        let (subject, code, level, name) = (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
        Some(SheetLine { subject, code, level: level.parse().ok(), name })
    });
    StudentSheet { lines: lines.collect(), comment: comment.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(subject: &str, code: &str, level: Option<u32>, name: &str) -> SheetLine {
        SheetLine { subject: subject.into(), code: code.into(), level, name: name.into() }
    }

    #[test]
    fn a_sheet_is_read_as_it_was_written() {
        for sheet in [
            StudentSheet::default(),
            StudentSheet {
                lines: vec![line("Math", "5.NF.A.1", Some(3), "mastered")],
                comment: String::new(),
            },
            StudentSheet {
                lines: vec![line("Math", "5.NF.A.1", None, ""), line("Reading", "H.2", Some(1), "not yet")],
                comment: "Asks.\n\nListens.".into(),
            },
        ] {
            assert_eq!(read_sheet(&write_sheet(&sheet)), sheet);
        }
    }

    #[test]
    fn a_name_with_a_tab_breaks_no_line() {
        let sheet =
            StudentSheet { lines: vec![line("Ma\tth", "a\nb", Some(2), "x")], comment: String::new() };
        assert_eq!(read_sheet(&write_sheet(&sheet)).lines, [line("Ma th", "a b", Some(2), "x")]);
        assert!(read_sheet("no sheet").lines.is_empty());
    }
}

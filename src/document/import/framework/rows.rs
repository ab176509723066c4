//! A framework as a table: a row for each standard, with its code and its text; where columns are there, what it is a
//! part of, its grade and its prerequisites too.

use std::collections::BTreeMap;

use super::{FileItem, FrameworkFile, FrameworkLayout, MOST_LINKS, Outside};
use crate::document::import::delimiter::guess_delimiter;
use crate::document::import::heads::head_key;
use crate::document::import::problem::Problem;
use crate::document::import::records::{Most, Over, Record, one_line_end, read_records, said_delimiter};
use crate::domain::Sentence;
use crate::domain::record::{MAX_TEXT, longer};

/// Rows among which the heads are looked for.
const HEADS_WITHIN: usize = 10;

/// What a column holds, and its heads as `head_key` writes them, the best first.
const HEADS: [(&str, &[&str]); 8] = [
    (
        "code",
        &[
            "code",
            "standardcode",
            "humancodingscheme",
            "notation",
            "fullcode",
            "standardid",
            "standard",
            "codigo",
            "id",
        ],
    ),
    (
        "text",
        &[
            "text",
            "fullstatement",
            "statement",
            "standardtext",
            "description",
            "wording",
            "label",
            "title",
            "texto",
            "descripcion",
        ],
    ),
    ("parent", &["parent", "parentcode", "partof", "ischildof", "parentid", "under", "parte"]),
    ("grade", &["grade", "gradelevel", "grades", "educationlevel", "grado"]),
    (
        "prerequisites",
        &[
            "prerequisites",
            "prerequisite",
            "prereqs",
            "prereq",
            "before",
            "standson",
            "dependson",
            "prerequisitos",
        ],
    ),
    ("short", &["short", "shortlabel", "abbreviatedstatement", "shorttext", "abbreviation"]),
    ("domain", &["domain", "strand", "category", "dominio"]),
    ("kind", &["type", "kind", "itemtype", "cfitemtype", "tipo"]),
];

/// A row's cells by what they hold.
struct Row<'a> {
    record: &'a Record,
    columns: [Option<usize>; 8],
}

impl Row<'_> {
    fn cell(&self, holds: &str) -> &str {
        let at = HEADS.iter().position(|(name, _)| *name == holds);
        let column = at.and_then(|at| self.columns[at]);
        column.and_then(|column| self.record.cells.get(column)).map_or("", |cell| cell.trim())
    }

    /// The codes in a cell that may name several.
    fn codes(&self, holds: &str) -> impl Iterator<Item = &str> {
        self.cell(holds).split([';', ',', '|', '\n']).map(str::trim).filter(|code| !code.is_empty())
    }
}

/// Reads a table.
pub(super) fn read(text: &str) -> Result<FrameworkFile, Sentence> {
    const MOST: Most = Most::OF_A_CLASS;
    let told = |over| match over {
        Over::Rows => Sentence::new("standards.too_many_rows").with("limit", MOST.rows),
        Over::Columns => Sentence::new("standards.too_many_columns").with("limit", MOST.columns),
        other => other.sentence(&MOST),
    };
    let text = one_line_end(text, &MOST).map_err(told)?;
    let (text, said) = said_delimiter(&text);
    let delimiter = said.or_else(|| guess_delimiter(text));
    let records = read_records(text, delimiter, if said.is_some() { 2 } else { 1 }, &MOST);
    let records = records.map_err(told)?;
    if records.len() > MOST.rows {
        return Err(told(Over::Rows));
    }
    let found = records.iter().take(HEADS_WITHIN).map(columns_of).enumerate();
    let Some((head, columns)) =
        found.into_iter().find(|(_, columns)| columns[0].is_some() && columns[1].is_some())
    else {
        return Err(Sentence::new("standards.no_heads"));
    };
    let rows: Vec<Row> = records[head + 1..].iter().map(|record| Row { record, columns }).collect();
    let mut file = FrameworkFile::new(FrameworkLayout::Table);
    let places = read_items(&mut file, &rows);
    if file.items.is_empty() {
        return Err(Sentence::new("standards.no_items"));
    }
    for holds in ["parent", "prerequisites"] {
        let n: usize = rows.iter().map(|row| row.codes(holds).count()).sum();
        if n > MOST_LINKS {
            let many = Sentence::new("standards.too_many").with("field", holds);
            return Err(many.with("limit", MOST_LINKS));
        }
    }
    read_links(&mut file, &rows, &places);
    Ok(file)
}

fn columns_of(record: &Record) -> [Option<usize>; 8] {
    let keys: Vec<String> = record.cells.iter().map(|cell| head_key(cell)).collect();
    HEADS.map(|(_, heads)| heads.iter().find_map(|head| keys.iter().position(|key| key == head)))
}

/// One item for each row that has a code and a text.
fn read_items(file: &mut FrameworkFile, rows: &[Row]) -> BTreeMap<String, usize> {
    let mut places = BTreeMap::new();
    for row in rows {
        let (code, text) = (row.cell("code"), row.cell("text"));
        let wrong = match (code, text) {
            ("", _) => Some("standards.row_no_code"),
            (_, "") => Some("standards.row_no_text"),
            _ if longer(code, 200) => Some("standards.row_long_code"),
            _ if longer(text, MAX_TEXT) => Some("standards.row_long_text"),
            _ if places.contains_key(code) => Some("standards.row_twice"),
            _ => None,
        };
        if let Some(key) = wrong {
            let code: String = code.chars().take(40).collect();
            file.problems.push(Problem::at(row.record.number, Sentence::new(key).with("code", code)));
            continue;
        }
        places.insert(code.to_owned(), file.items.len());
        let short = |holds| row.cell(holds).chars().take(200).collect::<String>();
        file.items.push(FileItem {
            case_id: String::new(),
            code: code.to_owned(),
            label: text.to_owned(),
            short: short("short"),
            kind: short("kind"),
            grade: short("grade"),
            domain: short("domain"),
        });
    }
    places
}

fn read_links(file: &mut FrameworkFile, rows: &[Row], places: &BTreeMap<String, usize>) {
    for row in rows {
        let Some(item) = places.get(row.cell("code")).copied() else { continue };
        for code in row.codes("parent") {
            match places.get(code) {
                Some(whole) => file.parts.push((item, *whole)),
                None => {
                    let unknown = Sentence::new("standards.row_unknown_parent").with("code", code);
                    file.problems.push(Problem::at(row.record.number, unknown));
                }
            }
        }
        for code in row.codes("prerequisites") {
            match places.get(code) {
                Some(before) => file.prerequisites.push((*before, item)),
                None => file.outside.push(Outside { item, code: code.to_owned(), row: row.record.number }),
            }
        }
    }
}

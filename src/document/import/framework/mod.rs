//! A framework of standards from a file: a CASE package (JSON) or a table, from bytes to what would come in.
//!
//! - `case`: CASE 1.0 and 1.1 packages; `links`: what their associations say
//! - `rows`: tables with a code and a text
//! - `circles`: links that lead back to where they began
//! - `settle`: order, headings, grades and domains, when everything has been read
//! - `bring`: what was read, to one command
//!
//! What cannot be used is named in a sentence and left out; the rest still comes in.

mod bring;
mod case;
mod circles;
mod links;
mod rows;
mod settle;
#[cfg(test)]
mod tests;

pub use bring::{Brought, bring};

use super::decode::{MOST_BYTES, decode};
use super::kinds::may_be_a_table;
use super::problem::Problem;
use crate::domain::Sentence;

/// The most items of a framework: the largest state frameworks have some five thousand.
pub const MOST_ITEMS: usize = 20_000;
/// The most links between them.
pub const MOST_LINKS: usize = 100_000;

/// How a file says its framework.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FrameworkLayout {
    /// CASE 1.0.
    Case10,
    /// CASE 1.1.
    Case11,
    /// A table with a row for each standard.
    Table,
}

impl FrameworkLayout {
    /// The name in the output of `import`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Case10 => "case-1.0",
            Self::Case11 => "case-1.1",
            Self::Table => "table",
        }
    }
}

/// One standard or heading of a file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FileItem {
    /// Its identifier in the package; a table has none.
    pub case_id: String,
    /// Code as people write it; may be empty.
    pub code: String,
    /// What it says.
    pub label: String,
    /// The same in a few words; may be empty.
    pub short: String,
    /// Standard, Component, Domain, Cluster.
    pub kind: String,
    /// K, a number, or a span such as 3-5.
    pub grade: String,
    /// Domain or strand.
    pub domain: String,
}

/// A code named in a row that is no row of the table: a standard of the class, perhaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outside {
    /// The item that needs it first.
    pub item: usize,
    /// As it was typed.
    pub code: String,
    /// Row of the file.
    pub row: usize,
}

/// Links between items: from, to.
pub type Links = Vec<(usize, usize)>;

/// A framework as a file says it.
#[derive(Debug, Clone, PartialEq)]
pub struct FrameworkFile {
    /// How it was said.
    pub layout: FrameworkLayout,
    /// Identifier of the document; a table has none.
    pub case_id: String,
    /// Its title; a table has none.
    pub title: String,
    /// Who made it.
    pub creator: String,
    /// What its makers want said with it.
    pub notes: String,
    /// Standards and headings, in the order in which they are taught.
    pub items: Vec<FileItem>,
    /// (part, whole).
    pub parts: Links,
    /// (before, after).
    pub prerequisites: Links,
    /// Two that belong together.
    pub related: Links,
    /// Prerequisites that are no items of the file.
    pub outside: Vec<Outside>,
    /// What was left out or changed, and why.
    pub problems: Vec<Problem>,
}

impl FrameworkFile {
    fn new(layout: FrameworkLayout) -> Self {
        Self {
            layout,
            case_id: String::new(),
            title: String::new(),
            creator: String::new(),
            notes: String::new(),
            items: Vec::new(),
            parts: Links::new(),
            prerequisites: Links::new(),
            related: Links::new(),
            outside: Vec::new(),
            problems: Vec::new(),
        }
    }

    fn problem(&mut self, sentence: Sentence) {
        self.problems.push(Problem::file(sentence));
    }

    /// What an item is called in a sentence: its code, else its first words.
    fn name(&self, item: usize) -> String {
        self.items.get(item).map(|item| name(&item.code, &item.label)).unwrap_or_default()
    }
}

fn name(code: &str, label: &str) -> String {
    if code.is_empty() { crate::domain::standards::first_words(label) } else { code.to_owned() }
}

/// Reads a chosen file.
///
/// # Errors
/// A sentence, where there is no framework in it at all.
pub fn read_framework(bytes: &[u8]) -> Result<FrameworkFile, Sentence> {
    if bytes.len() > MOST_BYTES {
        return Err(Sentence::new("import.too_large").with("limit", MOST_BYTES / 1024 / 1024));
    }
    let bare = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    let first = bare.iter().find(|byte| !byte.is_ascii_whitespace());
    let mut file = if matches!(first, Some(b'{' | b'[')) {
        case::read(&String::from_utf8_lossy(bare))?
    } else {
        let text = decode(bytes)?.text;
        may_be_a_table(&text)?;
        rows::read(&text)?
    };
    settle::settle(&mut file);
    Ok(file)
}

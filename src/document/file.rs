//! A class as a file: readable JSON, a record a line, in canonical order.
//!
//! `{"format":"rondo-class","version":1,"checksum":"...","class":"...","seen":{...},"records":[` and then a line a
//! record: kind, id, `at` (the lowest stamp of its fields), `fields`, `later` (the stamps of fields written after
//! that), `base` (see [`Field::base`]), or `gone`. The checksum is of the bytes of the lines between the brackets.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::document::{Document, Entry, Field, Merged, Place, Write};
use super::json::{checksum, from_json, quote, to_json};
use super::stamp::Stamp;
use crate::domain::Sentence;

/// What the file says it is.
pub const FORMAT: &str = "rondo-class";
/// The version that this code writes. It moves with a migration, a fixture and a line in the changelog.
pub const VERSION: u64 = 1;
/// A larger file is refused with a sentence instead of a frozen page.
pub const MAX_BYTES: usize = 25_000_000;
/// Most records that a file may hold.
pub const MAX_RECORDS: usize = 300_000;

/// Why a file could not be opened. Nothing was written.
#[derive(Debug, Clone, PartialEq)]
pub enum LoadError {
    /// No bytes.
    Empty,
    /// Not text, or not JSON.
    NotJson,
    /// JSON that stops in the middle.
    Truncated,
    /// JSON of another app.
    OtherApp,
    /// A later version of Rondo wrote it.
    Newer(u64),
    /// Over a limit.
    TooLarge,
    /// JSON of ours with something that cannot be: what, and where.
    Damaged(String),
}

impl LoadError {
    /// The sentence that the teacher reads.
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::Empty => Sentence::new("file.empty"),
            Self::NotJson => Sentence::new("file.not_json"),
            Self::Truncated => Sentence::new("file.truncated"),
            Self::OtherApp => Sentence::new("file.other_app"),
            Self::Newer(version) => Sentence::new("file.newer").with("version", version.to_string()),
            Self::TooLarge => Sentence::new("file.too_large"),
            Self::Damaged(what) => Sentence::new("file.damaged").with("what", what.as_str()),
        }
    }
}

/// An opened file.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// The class.
    pub document: Document,
    /// Whether the checksum is right: if not, somebody edited the file by hand, or it was damaged.
    pub intact: bool,
}

/// The file's text.
pub fn write(document: &Document) -> String {
    let lines = records(document);
    let mut out = format!(
        "{{\"format\":{},\"version\":{VERSION},\"checksum\":\"{:016x}\",\n\"class\":{},\n\"seen\":{{",
        quote(FORMAT),
        checksum(lines.as_bytes()),
        quote(&document.id)
    );
    for (at, (replica, clock)) in document.seen.iter().enumerate() {
        let comma = if at == 0 { "" } else { "," };
        let _ = write!(out, "{comma}\"{replica}\":{clock}");
    }
    out.push_str("},\n");
    for (name, raw) in &document.header {
        let _ = writeln!(out, "{}:{raw},", quote(name));
    }
    out.push_str("\"records\":[\n");
    out.push_str(&lines);
    out.push_str("\n]}\n");
    out
}

fn records(document: &Document) -> String {
    let mut out = String::new();
    for (kind, records) in &document.records {
        for (id, entry) in records {
            if entry.fields.is_empty() && entry.gone.is_none() {
                continue;
            }
            if !out.is_empty() {
                out.push_str(",\n");
            }
            let _ = write!(out, "{{\"kind\":{},\"id\":{},", quote(kind), quote(id));
            entry_text(&mut out, entry);
            out.push('}');
        }
    }
    out
}

fn entry_text(out: &mut String, entry: &Entry) {
    if let Some(gone) = entry.gone {
        let _ = write!(out, "\"gone\":\"{gone}\"");
        return;
    }
    let at = entry.fields.values().map(|field| field.stamp).min().unwrap_or_default();
    let _ = write!(out, "\"at\":\"{at}\"");
    object(out, "fields", entry.fields.iter().map(|(name, field)| (name, to_json(&field.value))));
    let stamp = |stamp: Stamp| format!("\"{stamp}\"");
    let later = entry.fields.iter().filter(|(_, field)| field.stamp != at);
    object(out, "later", later.map(|(name, field)| (name, stamp(field.stamp))));
    object(out, "base", entry.fields.iter().filter_map(|(name, field)| Some((name, stamp(field.base?)))));
}

fn object<'a>(out: &mut String, key: &str, pairs: impl Iterator<Item = (&'a String, String)>) {
    let mut open = false;
    for (name, json) in pairs {
        out.push_str(if open { "," } else { ",\"" });
        if !open {
            let _ = write!(out, "{key}\":{{");
        }
        let _ = write!(out, "{}:{json}", quote(name));
        open = true;
    }
    if open {
        out.push('}');
    }
}

#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    kind: Cow<'a, str>,
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(default)]
    at: Option<&'a str>,
    #[serde(default)]
    gone: Option<&'a str>,
    #[serde(borrow, default)]
    fields: BTreeMap<Cow<'a, str>, &'a RawValue>,
    #[serde(borrow, default)]
    later: BTreeMap<Cow<'a, str>, &'a str>,
    #[serde(borrow, default)]
    base: BTreeMap<Cow<'a, str>, &'a str>,
}

/// Opens a file. An unknown kind, field or header field is kept as it is.
///
/// # Errors
/// [`LoadError`], with the sentence for the teacher; nothing of the file is used then.
pub fn read(bytes: &[u8]) -> Result<Opened, LoadError> {
    if bytes.is_empty() {
        return Err(LoadError::Empty);
    }
    if bytes.len() > MAX_BYTES {
        return Err(LoadError::TooLarge);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| LoadError::NotJson)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let head: BTreeMap<Cow<'_, str>, &RawValue> =
        serde_json::from_str(text).map_err(|error| not_json(text, &error))?;
    let string =
        |name: &str| head.get(name).and_then(|raw| serde_json::from_str::<Cow<'_, str>>(raw.get()).ok());
    if string("format").as_deref() != Some(FORMAT) {
        return Err(LoadError::OtherApp);
    }
    let version: u64 = parse(&head, "version")?;
    if version > VERSION {
        return Err(LoadError::Newer(version));
    }
    let id = string("class").ok_or_else(|| LoadError::Damaged("class".into()))?;
    let mut document = Document::new(id);
    let seen: BTreeMap<Cow<'_, str>, u64> = parse(&head, "seen")?;
    for (replica, clock) in seen {
        let stamp = format!("{clock}.{replica}").parse::<Stamp>();
        let stamp = stamp.map_err(|_| LoadError::Damaged(format!("seen {replica}")))?;
        document.seen.insert(stamp.replica, stamp.clock);
    }
    let raw_records = head.get("records").ok_or_else(|| LoadError::Damaged("records".into()))?;
    let lines: Vec<Line<'_>> = serde_json::from_str(raw_records.get())
        .map_err(|error| LoadError::Damaged(format!("records, {error}")))?;
    if lines.len() > MAX_RECORDS {
        return Err(LoadError::TooLarge);
    }
    for line in lines {
        take_line(&mut document, line)?;
    }
    for (name, raw) in &head {
        if !matches!(name.as_ref(), "format" | "version" | "checksum" | "class" | "seen" | "records") {
            document.header.insert(name.clone().into_owned(), to_json(&from_json(raw)));
        }
    }
    let body = raw_records.get().trim_start_matches('[').trim_end_matches(']').trim();
    let intact = string("checksum").is_some_and(|sum| sum == format!("{:016x}", checksum(body.as_bytes())));
    Ok(Opened { document, intact })
}

fn not_json(text: &str, error: &serde_json::Error) -> LoadError {
    if !text.trim_start().starts_with('{') {
        LoadError::NotJson
    } else if error.is_eof() {
        LoadError::Truncated
    } else {
        LoadError::Damaged(error.to_string())
    }
}

fn parse<'a, T: Deserialize<'a>>(
    head: &BTreeMap<Cow<'_, str>, &'a RawValue>,
    name: &str,
) -> Result<T, LoadError> {
    let raw = head.get(name).ok_or_else(|| LoadError::Damaged(name.into()))?;
    serde_json::from_str(raw.get()).map_err(|error| LoadError::Damaged(format!("{name}, {error}")))
}

fn take_line(document: &mut Document, line: Line<'_>) -> Result<(), LoadError> {
    let damaged = |what: &str| LoadError::Damaged(format!("{} {}: {what}", line.kind, line.id));
    let stamp = |text: &str, what: &str| text.parse::<Stamp>().map_err(|_| damaged(what));
    if let Some(gone) = line.gone {
        document.remove_for_good(&line.kind, &line.id, stamp(gone, "gone")?);
        return Ok(());
    }
    let at = stamp(line.at.unwrap_or_default(), "at")?;
    let mut merged = Merged::default();
    for (name, raw) in &line.fields {
        let own = line.later.get(name).map_or(Ok(at), |text| stamp(text, "later"))?;
        let base = line.base.get(name).map(|text| stamp(text, "base")).transpose()?;
        let place = Place { kind: line.kind.to_string(), id: line.id.to_string(), field: name.to_string() };
        document.take(Write { place, field: Field { value: from_json(raw), stamp: own, base } }, &mut merged);
    }
    Ok(())
}

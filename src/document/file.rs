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

use super::document::{Document, Entry};
use super::json::{checksum, from_json, push_json, push_quoted, to_json};
use super::limits::{self, Limit};
use super::stamp::Stamp;
use super::{pack, reader};
use crate::domain::Sentence;
use crate::domain::order::Order;

/// What the file says it is.
pub const FORMAT: &str = "rondo-class";
/// The version that this code writes. It moves with a migration, a fixture and a line in the changelog.
pub const VERSION: u64 = 1;
/// Names of the header that this version knows.
const HEAD: [&str; 6] = ["format", "version", "checksum", "class", "seen", "records"];

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
    /// Over a limit, and where.
    Over(Limit, String),
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
            Self::Over(limit, at) => limit.sentence(at),
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
    text(document, &lines(document))
}

/// The document as a packed text, for a browser's storage. It is a file whose records stand in the order in which they
/// were written, from the last part of the id to the first, so that what is alike stands together: half the size.
pub fn pack(document: &Document) -> String {
    let mut lines = lines(document);
    lines.order_by_key(|line| (line.kind, line.at, line.id.bytes().rev().collect::<Vec<u8>>()));
    pack::pack(text(document, &lines).as_bytes())
}

/// Unpacks it; `None` where the text is damaged. The limits are for what comes from elsewhere.
pub fn unpack(packed: &str) -> Option<Document> {
    Some(parse(&pack::unpack(packed)?, usize::MAX).ok()?.document)
}

/// A record that there is something to say of.
struct Line<'a> {
    kind: &'a str,
    id: &'a str,
    entry: &'a Entry,
    /// The lowest stamp of its fields.
    at: Stamp,
}

fn lines(document: &Document) -> Vec<Line<'_>> {
    let all = document.records.iter().flat_map(|(kind, records)| records.iter().map(move |of| (kind, of)));
    all.filter_map(|(kind, (id, entry))| {
        let at = entry.gone.or_else(|| entry.fields.values().map(|field| field.stamp).min())?;
        Some(Line { kind, id, entry, at })
    })
    .collect()
}

fn text(document: &Document, lines: &[Line<'_>]) -> String {
    let mut body = String::with_capacity(lines.len() * 128);
    for line in lines {
        body.push_str(if body.is_empty() { "{\"kind\":" } else { ",\n{\"kind\":" });
        push_quoted(&mut body, line.kind);
        body.push_str(",\"id\":");
        push_quoted(&mut body, line.id);
        push_entry(&mut body, line);
        body.push('}');
    }
    let mut out = String::with_capacity(body.len() + 1000);
    let _ = write!(
        out,
        "{{\"format\":\"{FORMAT}\",\"version\":{VERSION},\"checksum\":\"{:016x}\",\n\"class\":",
        checksum(body.as_bytes())
    );
    push_quoted(&mut out, &document.id);
    out.push_str(",\n\"seen\":{");
    for (at, (replica, clock)) in document.seen.iter().enumerate() {
        let comma = if at == 0 { "" } else { "," };
        let _ = write!(out, "{comma}\"{replica}\":{clock}");
    }
    out.push_str("},\n");
    for (name, raw) in &document.header {
        push_quoted(&mut out, name);
        let _ = writeln!(out, ":{raw},");
    }
    out.push_str("\"records\":[\n");
    out.push_str(&body);
    out.push_str("\n]}\n");
    out
}

fn push_entry(out: &mut String, line: &Line<'_>) {
    let Line { entry, at, .. } = line;
    if entry.gone.is_some() {
        let _ = write!(out, ",\"gone\":\"{at}\"");
        return;
    }
    let _ = write!(out, ",\"at\":\"{at}\"");
    let push_stamp = |out: &mut String, stamp: &Stamp| {
        let _ = write!(out, "\"{stamp}\"");
    };
    push_object(out, "fields", entry.fields.iter().map(|(name, field)| (name, &field.value)), push_json);
    let later = entry.fields.iter().filter(|(_, field)| field.stamp != *at);
    push_object(out, "later", later.map(|(name, field)| (name, &field.stamp)), push_stamp);
    let base = entry.fields.iter().filter_map(|(name, field)| Some((name, field.base.as_ref()?)));
    push_object(out, "base", base, push_stamp);
}

fn push_object<'a, T: 'a>(
    out: &mut String,
    key: &str,
    pairs: impl Iterator<Item = (&'a String, &'a T)>,
    push: impl Fn(&mut String, &T),
) {
    let start = out.len();
    for (name, value) in pairs {
        if out.len() == start {
            let _ = write!(out, ",\"{key}\":{{");
        } else {
            out.push(',');
        }
        push_quoted(out, name);
        out.push(':');
        push(out, value);
    }
    if out.len() > start {
        out.push('}');
    }
}

/// Opens a file. An unknown kind, field or header field is kept as it is.
///
/// # Errors
/// [`LoadError`], with the sentence for the teacher; nothing of the file is used then.
pub fn read(bytes: &[u8]) -> Result<Opened, LoadError> {
    if bytes.len() > limits::MAX_BYTES {
        return Err(LoadError::Over(Limit::Bytes, String::new()));
    }
    let opened = parse(bytes, limits::MAX_RECORDS)?;
    limits::check(&opened.document)?;
    Ok(opened)
}

fn parse(bytes: &[u8], most_records: usize) -> Result<Opened, LoadError> {
    if bytes.is_empty() {
        return Err(LoadError::Empty);
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
    let version: u64 = value(&head, "version")?;
    if version > VERSION {
        return Err(LoadError::Newer(version));
    }
    let mut document = Document::new(string("class").ok_or_else(|| LoadError::Damaged("class".into()))?);
    let seen: BTreeMap<Cow<'_, str>, u64> = value(&head, "seen")?;
    for (replica, clock) in seen {
        let stamp = replica.parse().ok().and_then(|replica| Stamp::new(clock, replica));
        document.note(stamp.ok_or_else(|| LoadError::Damaged(limits::place(&["seen", &replica])))?);
    }
    let records = head.get("records").ok_or_else(|| LoadError::Damaged("records".into()))?.get();
    reader::take_records(&mut document, records, most_records)?;
    for (name, raw) in &head {
        if !HEAD.contains(&name.as_ref()) {
            document.header.insert(name.clone().into_owned(), to_json(&from_json(raw)));
        }
    }
    let body = records.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or_default().trim();
    let intact = string("checksum").is_some_and(|sum| sum == format!("{:016x}", checksum(body.as_bytes())));
    Ok(Opened { document, intact })
}

fn not_json(text: &str, error: &serde_json::Error) -> LoadError {
    if !text.trim_start().starts_with('{') {
        LoadError::NotJson
    } else if error.is_eof() {
        LoadError::Truncated
    } else {
        LoadError::Damaged(limits::place(&[&error.to_string()]))
    }
}

fn value<'a, T: Deserialize<'a>>(
    head: &BTreeMap<Cow<'_, str>, &'a RawValue>,
    name: &str,
) -> Result<T, LoadError> {
    let raw = head.get(name).ok_or_else(|| LoadError::Damaged(name.into()))?;
    serde_json::from_str(raw.get())
        .map_err(|error| LoadError::Damaged(limits::place(&[name, &error.to_string()])))
}

//! A class as a file: readable JSON, a record a line, in canonical order.
//!
//! `{"format":"rondo-class","version":2,"checksum":"...","class":"...","seen":{...},"records":[` and then a line a
//! record: kind, id, `at` (the lowest stamp of its fields), `fields`, `later` (the stamps of fields written after
//! that), `base` ([`super::past`]), or `gone`. The checksum is of the text between the brackets of `records`, without
//! the line breaks at its two ends.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::class_text::{ClassText, record, written_at};
use super::declined::DECLINED;
use super::document::Document;
use super::json::{checksum, from_json, to_json};
use super::limits::{self, Limit};
use super::packing::Packing;
use super::reader::Few;
use super::stamp::Stamp;
use super::{pack, reader, trust};

pub use super::format::{FORMAT, LoadError, Opened, VERSION};

/// Names of the header that this version knows.
const HEAD: [&str; 6] = ["format", "version", "checksum", "class", "seen", "records"];

/// The file's text. What this computer declined of others' writes is its own affair and stays here.
pub fn write(document: &Document) -> String {
    let mut text = ClassText::new(document, 0);
    for (kind, records) in document.records.iter().filter(|(kind, _)| *kind != DECLINED) {
        for (id, entry) in records {
            if let Some(at) = written_at(entry) {
                text.push(&record(kind, id, entry, at));
            }
        }
    }
    text.end()
}

/// The document as a packed text, for a browser's storage: a [`Packing`] in one go.
pub fn pack(document: &Document) -> String {
    let mut packing = Packing::new();
    loop {
        if let Some(packed) = packing.slice(document, usize::MAX) {
            return packed;
        }
    }
}

/// Unpacks it; `None` where the text is damaged. The limits are for what comes from elsewhere.
pub fn unpack(packed: &str) -> Option<Document> {
    Some(parse(&pack::unpack(packed)?, Most::ANY).ok()?.document)
}

/// Opens a file. An unknown kind, field or header field is kept as it is.
///
/// # Errors
/// [`LoadError`], with the sentence for the teacher; nothing of the file is used then.
pub fn read(bytes: &[u8]) -> Result<Opened, LoadError> {
    if bytes.len() > limits::MAX_BYTES {
        return Err(LoadError::Over(Limit::Bytes, String::new()));
    }
    let mut opened = parse(bytes, Most::OF_A_CLASS)?;
    opened.document.records.remove(DECLINED);
    limits::check(&opened.document)?;
    Ok(opened)
}

/// Where the reading stops. What is on the shelf is read whole.
#[derive(Clone, Copy)]
struct Most {
    header: usize,
    replicas: usize,
    records: usize,
}

impl Most {
    const ANY: Self = Self { header: usize::MAX, replicas: usize::MAX, records: usize::MAX };
    const OF_A_CLASS: Self = Self {
        header: limits::MAX_FIELDS + HEAD.len(),
        replicas: limits::MAX_REPLICAS,
        records: limits::MAX_RECORDS,
    };
}

fn parse(bytes: &[u8], most: Most) -> Result<Opened, LoadError> {
    if bytes.is_empty() {
        return Err(LoadError::Empty);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| LoadError::NotJson)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let head = reader::read_few(text, most.header).map_err(|error| not_json(text, &error))?;
    let (head, is_whole): (BTreeMap<_, &RawValue>, bool) = match head {
        Few::All(head) => (head, true),
        Few::TooMany(head) => (head, false),
    };
    let string =
        |name: &str| head.get(name).and_then(|raw| serde_json::from_str::<Cow<'_, str>>(raw.get()).ok());
    if string("format").as_deref() != Some(FORMAT) {
        return Err(LoadError::OtherApp);
    }
    if !is_whole {
        return Err(LoadError::Over(Limit::Fields, limits::place(&["header"])));
    }
    let version: u64 = value(&head, "version")?;
    if version > VERSION {
        return Err(LoadError::Newer(version));
    }
    let mut document = Document::new(string("class").ok_or_else(|| LoadError::Damaged("class".into()))?);
    let seen: &RawValue = head.get("seen").ok_or_else(|| LoadError::Damaged("seen".into()))?;
    let seen: BTreeMap<_, u64> = match reader::read_few(seen.get(), most.replicas) {
        Ok(Few::All(seen)) => seen,
        Ok(Few::TooMany(_)) => return Err(LoadError::Over(Limit::Replicas, String::new())),
        Err(_) => return Err(LoadError::Damaged("seen".into())),
    };
    for (replica, clock) in seen {
        let stamp = replica.parse().ok().and_then(|replica| Stamp::new(clock, replica));
        document.note(stamp.ok_or_else(|| LoadError::Damaged(limits::place(&["seen", &replica])))?);
    }
    let records = head.get("records").ok_or_else(|| LoadError::Damaged("records".into()))?.get();
    reader::take_records(&mut document, records, most.records)?;
    for (name, raw) in &head {
        if !HEAD.contains(&name.as_ref()) {
            document.header.insert(name.clone().into_owned(), to_json(&from_json(raw)));
        }
    }
    if version < 2 {
        let writers = document.header.get(trust::HEADER).and_then(|header| trust::read_header(header));
        document.forget_undone(&writers.map(|writers| writers.replicas).unwrap_or_default());
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
        LoadError::Damaged(format!("{}:{}", error.line(), error.column()))
    }
}

fn value<'a, T: Deserialize<'a>>(
    head: &BTreeMap<Cow<'_, str>, &'a RawValue>,
    name: &str,
) -> Result<T, LoadError> {
    let raw = head.get(name).ok_or_else(|| LoadError::Damaged(name.into()))?;
    serde_json::from_str(raw.get()).map_err(|_| LoadError::Damaged(name.into()))
}

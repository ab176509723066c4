//! How large a class may be. Over a limit is a sentence that names what and where, never a frozen page.
//!
//! What comes in is held to these limits before anything is merged, and what a command writes to those of
//! [`crate::domain::record`]; so a class that was made here always opens again. What is on the shelf passed one of the
//! two and is read without them.

use super::document::{Document, Entry, Field};
use super::format::LoadError;
use super::stamp::MAX_CLOCK;
use crate::domain::class::Alias;
use crate::domain::class::joined::{MOST_JOINED, families};
use crate::domain::record::{MAX_ID, MAX_TEXT, Record, Value, longer};
use crate::domain::{Class, Sentence};

/// Bytes of a file.
pub const MAX_BYTES: usize = 25_000_000;
/// Records of a class.
pub const MAX_RECORDS: usize = 300_000;
/// Fields of one record, and header fields of a file.
pub const MAX_FIELDS: usize = 200;
/// Characters of a kind's, a field's or a header field's name.
pub const MAX_NAME: usize = 100;
/// Bytes of a value that this version does not understand.
pub const MAX_UNKNOWN: usize = 64_000;
/// Brackets in brackets of a value that this version does not understand.
pub const MAX_DEPTH: usize = 64;
/// Writers of a class: one each time that somebody opens it and changes something.
pub const MAX_REPLICAS: usize = 100_000;
/// Entries of a rescue file: lines of at least 150 bytes each, in the five million characters that a browser keeps.
pub const MAX_KEYS: usize = 35_000;
/// Commands by which a copy may be ahead of ours: more than any class sees in a hundred years, and few enough that no
/// file can bring a class to the end of the counting.
pub const MAX_AHEAD: u64 = 1 << 30;

/// Commands that must be left to a class that comes in: more than it sees in a hundred years.
pub const LEFT_TO_WRITE: u64 = 1 << 20;
/// Pairs of checks that are one.
pub const MAX_JOINED: usize = 2_000;

/// A limit that a file is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// [`MAX_BYTES`].
    Bytes,
    /// [`MAX_RECORDS`].
    Records,
    /// [`MAX_FIELDS`].
    Fields,
    /// [`MAX_NAME`].
    Name,
    /// [`MAX_ID`].
    Id,
    /// [`MAX_TEXT`].
    Text,
    /// [`MAX_UNKNOWN`].
    Unknown,
    /// [`MAX_DEPTH`].
    Depth,
    /// [`MAX_REPLICAS`].
    Replicas,
    /// [`MAX_KEYS`].
    Keys,
    /// [`MAX_AHEAD`].
    Ahead,
    /// [`LEFT_TO_WRITE`].
    Clock,
    /// [`MAX_JOINED`], or [`MOST_JOINED`] in one.
    Joined,
}

impl Limit {
    /// The sentence that the teacher reads; `at` is where in the file.
    pub fn sentence(self, at: &str) -> Sentence {
        match self {
            Self::Bytes => Sentence::new("file.too_large"),
            Self::Records => Sentence::new("file.too_many_records"),
            Self::Fields => Sentence::new("file.too_many_fields").with("at", at),
            Self::Name => Sentence::new("file.long_name").with("at", at),
            Self::Id => Sentence::new("file.long_id").with("at", at),
            Self::Text => Sentence::new("file.long_text").with("at", at),
            Self::Unknown => Sentence::new("file.long_unknown").with("at", at),
            Self::Depth => Sentence::new("file.too_deep").with("at", at),
            Self::Replicas => Sentence::new("file.too_many_replicas"),
            Self::Keys => Sentence::new("file.too_many_keys"),
            Self::Ahead => Sentence::new("file.too_far_ahead"),
            Self::Clock => Sentence::new("file.no_clock_left"),
            Self::Joined => Sentence::new("file.too_many_joined"),
        }
    }
}

/// Whether a document is within every limit that its content can be over.
///
/// # Errors
/// The first limit that it is over, and where.
pub fn check(document: &Document) -> Result<(), LoadError> {
    let over = |limit, at: &[&str]| Err(LoadError::Over(limit, place(at)));
    if !is_class_id(&document.id) {
        return Err(LoadError::Damaged("class".into()));
    }
    if document.seen.len() > MAX_REPLICAS {
        return over(Limit::Replicas, &[]);
    }
    // Nothing more could be written into the class, not even after it was merged.
    if document.clock() > MAX_CLOCK - LEFT_TO_WRITE {
        return over(Limit::Clock, &[]);
    }
    if document.header.len() > MAX_FIELDS {
        return over(Limit::Fields, &[]);
    }
    for (name, raw) in &document.header {
        if let Some(limit) = over_name(name, MAX_NAME, Limit::Name).or_else(|| over_raw(raw)) {
            return over(limit, &[name]);
        }
    }
    if !few_are_joined(document) {
        return over(Limit::Joined, &[Alias::KIND_NAME]);
    }
    let mut n = 0;
    for (kind, records) in &document.records {
        n += records.len();
        if n > MAX_RECORDS {
            return over(Limit::Records, &[]);
        }
        if let Some(limit) = over_name(kind, MAX_NAME, Limit::Name) {
            return over(limit, &[kind]);
        }
        for (id, entry) in records {
            let fields = (entry.fields.len() > MAX_FIELDS).then_some(Limit::Fields);
            if let Some(limit) = over_name(id, MAX_ID, Limit::Id).or(fields) {
                return over(limit, &[kind, id]);
            }
            for (name, field) in &entry.fields {
                if let Some(limit) = over_name(name, MAX_NAME, Limit::Name).or_else(|| over_value(field)) {
                    return over(limit, &[kind, id, name]);
                }
            }
        }
    }
    Ok(())
}

/// Whether the tickets that came in twice are as many as a class can have: each is looked up with every mark.
fn few_are_joined(document: &Document) -> bool {
    let Some(records) = document.records.get(Alias::KIND_NAME) else { return true };
    let mut class = Class::default();
    for (id, entry) in records {
        for (name, field) in entry.fields.iter().filter(|_| entry.gone.is_none()) {
            class.aliases_alone(id, name, &field.value);
        }
    }
    let pairs = class.same_checks();
    pairs.len() <= MAX_JOINED
        && families(pairs.iter().map(|(one, other)| (one, other)))
            .values()
            .all(|all| all.len() <= MOST_JOINED)
}

/// Bytes of a document's file, or some more.
pub(super) fn bytes(document: &Document) -> usize {
    // Quotation marks, names of the envelope, stamps.
    const AROUND: usize = 100;
    let head = document.header.iter().map(|(name, raw)| quoted(name) + raw.len() + AROUND);
    let head = head.sum::<usize>() + AROUND * (document.seen.len() + 1);
    let record = |(kind, id, entry): (&String, &String, &Entry)| -> usize {
        let fields =
            entry.fields.iter().map(|(name, field)| 3 * quoted(name) + value_bytes(&field.value) + AROUND);
        quoted(kind) + quoted(id) + AROUND + fields.sum::<usize>()
    };
    let kinds = document.records.iter();
    let all = kinds.flat_map(|(kind, records)| records.iter().map(move |(id, entry)| (kind, id, entry)));
    head + all.map(record).sum::<usize>()
}

fn value_bytes(value: &Value) -> usize {
    match value {
        Value::Text(text) => quoted(text),
        Value::Raw(raw) => raw.len(),
        // The longest number has some three hundred digits; most have one.
        Value::Number(_) => 330,
        _ => 20,
    }
}

/// Bytes of a text between quotation marks: a control character becomes six.
fn quoted(text: &str) -> usize {
    text.bytes().map(|byte| if byte < b' ' { 6 } else { 1 + usize::from(matches!(byte, b'"' | b'\\')) }).sum()
}

/// Where something is, short enough for a sentence: "student s1 given".
pub fn place(parts: &[&str]) -> String {
    let short = |part: &&str| {
        let shown: String = part.chars().filter(|c| !c.is_control()).take(40).collect();
        if shown.len() < part.len() { shown + "..." } else { shown }
    };
    parts.iter().map(short).collect::<Vec<_>>().join(" ")
}

/// A class's id is part of its keys in a browser's storage: letters, digits and a few signs, never their separator.
fn is_class_id(id: &str) -> bool {
    (1..=MAX_NAME).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
}

fn over_name(name: &str, most: usize, limit: Limit) -> Option<Limit> {
    longer(name, most).then_some(limit)
}

fn over_value(field: &Field) -> Option<Limit> {
    match &field.value {
        Value::Text(text) => longer(text, MAX_TEXT).then_some(Limit::Text),
        Value::Raw(raw) => over_raw(raw),
        _ => None,
    }
}

fn over_raw(raw: &str) -> Option<Limit> {
    if raw.len() > MAX_UNKNOWN {
        return Some(Limit::Unknown);
    }
    (depth(raw) > MAX_DEPTH).then_some(Limit::Depth)
}

/// Brackets in brackets, counted without going down into them: a deep value must not take the stack.
fn depth(json: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    let (mut in_string, mut escaped) = (false, false);
    for byte in json.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => depth += 1,
            b']' | b'}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

#[cfg(test)]
mod tests;

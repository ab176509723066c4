//! A journal line: what one command wrote, as the browser keeps it before it says "saved".
//!
//! Sixteen digits of checksum, a blank, then ASCII JSON: the writes of one stamp
//! `{"at":"12.k3...","writes":[[kind, id, field, value, past?, text?], ...]}`, or a whole document that was merged in
//! `{"packed":"..."}` ([`file::pack`]; before that the file's text, `{"document":"..."}`).

use std::fmt::Write as _;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::document::{Delta, Document, Field, Merged, Place, Write};
use super::file;
use super::json::{from_json, quote, to_json};
use super::past::Past;
use super::seal::{seal, unseal};
use super::stamp::Stamp;
use crate::domain::record::Value;

/// What a line holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Line {
    /// The writes of one command.
    Delta(Delta),
    /// A document that was merged in.
    Document(Box<Document>),
}

/// Takes in what lines say of unwanted writes, before the lines themselves: then their order does not matter.
pub fn decide_first(document: &mut Document, lines: &[Line]) -> Merged {
    let mut merged = Merged::default();
    for line in lines {
        if let Line::Document(other) = line {
            merged.changed.extend(document.take_decisions(other).changed);
        }
    }
    merged
}

/// Takes one line, as another tab has just written it.
pub fn take_in(document: &mut Document, line: Line) -> Merged {
    match line {
        Line::Delta(delta) => document.take_delta(delta),
        Line::Document(other) => document.merge(&other),
    }
}

/// The line's text.
pub fn write(line: &Line) -> String {
    match line {
        Line::Delta(delta) => seal(&delta_text(delta)),
        Line::Document(document) => seal(&format!("{{\"packed\":\"{}\"}}", file::pack(document))),
    }
}

fn delta_text(delta: &Delta) -> String {
    let mut out = format!("{{\"at\":\"{}\",\"writes\":[", delta.stamp);
    for (at, write) in delta.writes.iter().enumerate() {
        let comma = if at == 0 { "" } else { "," };
        let Place { kind, id, field } = &write.place;
        // Made ASCII within the JSON, a value that is not understood would be another one; as a string it is not.
        let own_text = match &write.field.value {
            Value::Raw(raw) if !raw.is_ascii() => Some(raw),
            _ => None,
        };
        let _ = write!(
            out,
            "{comma}[{},{},{},{}",
            quote(kind),
            quote(id),
            quote(field),
            to_json(if own_text.is_some() { &Value::Null } else { &write.field.value })
        );
        if !write.field.past.is_empty() {
            let _ = write!(out, ",\"{}\"", write.field.past);
        } else if own_text.is_some() {
            out.push_str(",null");
        }
        if let Some(text) = own_text {
            let _ = write!(out, ",{}", quote(text));
        }
        out.push(']');
    }
    out.push_str("]}");
    out
}

#[derive(Deserialize)]
struct Text<'a> {
    at: Option<&'a str>,
    #[serde(borrow, default)]
    writes: Vec<Vec<&'a RawValue>>,
    packed: Option<&'a str>,
    document: Option<String>,
}

/// Reads a line; `None` where it is damaged.
pub fn read(line: &str) -> Option<Line> {
    let text: Text<'_> = serde_json::from_str(unseal(line)?).ok()?;
    if let Some(packed) = text.packed {
        return Some(Line::Document(Box::new(file::unpack(packed)?)));
    }
    if let Some(document) = text.document {
        let opened = file::read(document.as_bytes()).ok()?;
        return Some(Line::Document(Box::new(opened.document)));
    }
    let stamp: Stamp = text.at?.parse().ok()?;
    let mut delta = Delta { stamp, writes: Vec::with_capacity(text.writes.len()) };
    for parts in text.writes {
        let [kind, id, field, value, rest @ ..] = parts.as_slice() else { return None };
        let string = |raw: &RawValue| serde_json::from_str::<String>(raw.get()).ok();
        let past: Past = match rest {
            [] => Past::default(),
            [past, _] if past.get() == "null" => Past::default(),
            [past] | [past, _] => string(past)?.parse::<Past>().ok()?.before(stamp),
            _ => return None,
        };
        let value = match rest {
            [_, text] => from_json(serde_json::from_str(&string(text)?).ok()?),
            _ => from_json(value),
        };
        let place = Place { kind: string(kind)?, id: string(id)?, field: string(field)? };
        if place.kind.is_empty() || place.id.is_empty() || place.field.is_empty() {
            return None;
        }
        delta.writes.push(Write { place, field: Field { value, stamp, past } });
    }
    Some(Line::Delta(delta))
}

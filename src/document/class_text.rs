//! The text of a class file as it is put together: a head, a record a line, an end. [`super::file`] has its form.

use std::fmt::Write as _;

use super::document::{Document, Entry};
use super::format::{FORMAT, VERSION};
use super::json::{checksum, checksum_on, push_json, push_quoted};
use super::stamp::Stamp;

/// Characters of a checksum.
const SUM: usize = 16;

/// A class file that is being written.
#[derive(Debug, Clone)]
pub struct ClassText {
    text: String,
    /// Where the checksum belongs, once the records are known.
    sum_at: usize,
    records_at: usize,
    sum: u64,
}

impl ClassText {
    /// A file with the head of this document and no record yet; `room` for so many characters of records.
    pub fn new(document: &Document, room: usize) -> Self {
        let mut text = String::with_capacity(room + 10_000);
        let _ = write!(text, "{{\"format\":\"{FORMAT}\",\"version\":{VERSION},\"checksum\":\"");
        let sum_at = text.len();
        let _ = write!(text, "{:0SUM$}\",\n\"class\":", 0);
        push_quoted(&mut text, &document.id);
        text.push_str(",\n\"seen\":{");
        for (at, (replica, clock)) in document.seen.iter().enumerate() {
            let comma = if at == 0 { "" } else { "," };
            let _ = write!(text, "{comma}\"{replica}\":{clock}");
        }
        text.push_str("},\n");
        for (name, raw) in &document.header {
            push_quoted(&mut text, name);
            let _ = writeln!(text, ":{raw},");
        }
        text.push_str("\"records\":[\n");
        let records_at = text.len();
        Self { text, sum_at, records_at, sum: checksum(&[]) }
    }

    /// Puts the next record at the end.
    pub fn push(&mut self, record: &str) {
        let from = self.text.len();
        self.text.push_str(if from == self.records_at { "" } else { ",\n" });
        self.text.push_str(record);
        self.sum = checksum_on(self.sum, &self.text.as_bytes()[from..]);
    }

    /// The whole file.
    pub fn end(mut self) -> String {
        self.text.replace_range(self.sum_at..self.sum_at + SUM, &format!("{:0SUM$x}", self.sum));
        self.text.push_str("\n]}\n");
        self.text
    }
}

/// When a record was first written: the lowest stamp of its fields. `None` where there is nothing to say of it.
pub fn written_at(entry: &Entry) -> Option<Stamp> {
    entry.gone.or_else(|| entry.fields.values().map(|field| field.stamp).min())
}

/// The text of one record; `at` is what [`written_at`] says.
pub fn record(kind: &str, id: &str, entry: &Entry, at: Stamp) -> String {
    let mut out = String::with_capacity(128);
    out.push_str("{\"kind\":");
    push_quoted(&mut out, kind);
    out.push_str(",\"id\":");
    push_quoted(&mut out, id);
    push_entry(&mut out, entry, at);
    out.push('}');
    out
}

fn push_entry(out: &mut String, entry: &Entry, at: Stamp) {
    if entry.gone.is_some() {
        let _ = write!(out, ",\"gone\":\"{at}\"");
        return;
    }
    let _ = write!(out, ",\"at\":\"{at}\"");
    let push_stamp = |out: &mut String, stamp: &Stamp| {
        let _ = write!(out, "\"{stamp}\"");
    };
    push_object(out, "fields", entry.fields.iter().map(|(name, field)| (name, &field.value)), push_json);
    let later = entry.fields.iter().filter(|(_, field)| field.stamp != at);
    push_object(out, "later", later.map(|(name, field)| (name, &field.stamp)), push_stamp);
    let past = entry.fields.iter().filter(|(_, field)| !field.past.is_empty());
    push_object(out, "base", past.map(|(name, field)| (name, &field.past)), |out, past| {
        let _ = write!(out, "\"{past}\"");
    });
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

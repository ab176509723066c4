//! The records of a class file on their way into a document, one after the other: a full class is some 20,000 of them,
//! and nothing of the text is copied but what the document keeps.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::document::{Document, Entry, Field, Fields, Merged, Place};
use super::file::LoadError;
use super::json::from_json;
use super::limits::{self, Limit};
use super::past::Past;
use super::stamp::Stamp;

/// Takes the records of a file in.
///
/// # Errors
/// What is wrong, and where; the document is not to be used then. [`Limit::Records`] where there are more than `most`.
pub fn take_records(document: &mut Document, json: &str, most: usize) -> Result<(), LoadError> {
    let mut error = None;
    let mut source = serde_json::Deserializer::from_str(json);
    let read = Records { document, most, error: &mut error }.deserialize(&mut source);
    match (error, read) {
        (Some(error), _) => Err(error),
        (None, Err(error)) => Err(LoadError::Damaged(limits::place(&["records,", &error.to_string()]))),
        (None, Ok(())) => Ok(()),
    }
}

/// A record as the file has it. What stands beside these names belongs to another version of the format.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
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
    fields: Pairs<'a, &'a RawValue>,
    #[serde(borrow, default)]
    later: Pairs<'a, &'a str>,
    #[serde(borrow, default)]
    base: Pairs<'a, &'a str>,
}

/// An object of the file, in its order.
struct Pairs<'a, T>(Vec<(Cow<'a, str>, T)>);

#[derive(Deserialize)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);

impl<T> Default for Pairs<'_, T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Copy> Pairs<'_, T> {
    fn get(&self, name: &str) -> Option<T> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| *value)
    }
}

impl<'de: 'a, 'a, T: Deserialize<'de>> Deserialize<'de> for Pairs<'a, T> {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        struct All<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for All<T> {
            type Value = Vec<(Cow<'de, str>, T)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::with_capacity(2);
                while let Some((Name(name), value)) = map.next_entry()? {
                    pairs.push((name, value));
                }
                Ok(pairs)
            }
        }
        source.deserialize_map(All(PhantomData)).map(Pairs)
    }
}

struct Records<'d> {
    document: &'d mut Document,
    most: usize,
    error: &'d mut Option<LoadError>,
}

impl<'de> DeserializeSeed<'de> for Records<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<(), D::Error> {
        source.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Records<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut lines: A) -> Result<(), A::Error> {
        let mut n = 0;
        while let Some(line) = lines.next_element::<Line<'de>>()? {
            n += 1;
            let over = (n > self.most).then(|| LoadError::Over(Limit::Records, String::new()));
            if let Err(error) = over.map_or_else(|| take_line(self.document, &line), Err) {
                *self.error = Some(error);
                return Err(A::Error::custom(""));
            }
        }
        Ok(())
    }
}

fn take_line(document: &mut Document, line: &Line<'_>) -> Result<(), LoadError> {
    let (kind, id) = (line.kind.as_ref(), line.id.as_ref());
    let damaged = |what: &str| LoadError::Damaged(limits::place(&[kind, id, what]));
    let stamp = |text: &str, what: &str| text.parse::<Stamp>().map_err(|_| damaged(what));
    if kind.is_empty() || id.is_empty() {
        return Err(damaged("kind and id"));
    }
    if let Some(gone) = line.gone {
        document.remove_for_good(kind, id, stamp(gone, "gone")?);
        return Ok(());
    }
    let at = stamp(line.at.unwrap_or_default(), "at")?;
    if line.fields.0.len() > limits::MAX_FIELDS {
        return Err(LoadError::Over(Limit::Fields, limits::place(&[kind, id])));
    }
    let mut entry = Entry { fields: Fields::with_capacity(line.fields.0.len()), gone: None };
    let mut merged = Merged::default();
    for (name, raw) in &line.fields.0 {
        if name.is_empty() {
            return Err(damaged("fields"));
        }
        let own = line.later.get(name).map_or(Ok(at), |text| stamp(text, "later"))?;
        let past = line.base.get(name).map(|text| text.parse::<Past>().map_err(|_| damaged("base")));
        let past = past.transpose()?.unwrap_or_default();
        if own != at {
            document.note(own);
        }
        let field = Field { value: from_json(raw), stamp: own, past: past.before(own) };
        entry.take(name, field, &Place::default, None, &mut merged);
    }
    if !entry.fields.is_empty() {
        document.note(at);
        document.take_entry(kind, id, entry);
    }
    Ok(())
}

//! The records of a class file on their way into a document, one after the other: a full class is some 20,000 of them,
//! and nothing of the text is copied but what the document keeps.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::document::{Document, Entry, Field, Fields, Merged, Place};
use super::format::LoadError;
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
        (None, Err(error)) => Err(LoadError::Damaged(format!("records:{}:{}", error.line(), error.column()))),
        (None, Ok(())) => Ok(()),
    }
}

/// An object whose names are few.
pub enum Few<'a, T> {
    /// All of it.
    All(BTreeMap<Cow<'a, str>, T>),
    /// It has more names than asked for; the first of them.
    TooMany(BTreeMap<Cow<'a, str>, T>),
}

/// Reads an object of at most so many names. One with millions is not read to its end.
///
/// # Errors
/// Where it is no such object.
pub fn read_few<'a, T: Deserialize<'a>>(json: &'a str, most: usize) -> serde_json::Result<Few<'a, T>> {
    let mut first = BTreeMap::new();
    let mut over = false;
    let mut source = serde_json::Deserializer::from_str(json);
    let read = Names { most, first: &mut first, over: &mut over }.deserialize(&mut source);
    if over {
        return Ok(Few::TooMany(first));
    }
    read.and_then(|()| source.end())?;
    Ok(Few::All(first))
}

struct Names<'m, 'a, T> {
    most: usize,
    first: &'m mut BTreeMap<Cow<'a, str>, T>,
    over: &'m mut bool,
}

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for Names<'_, 'de, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<(), D::Error> {
        source.deserialize_map(self)
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for Names<'_, 'de, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some((Name(name), value)) = map.next_entry()? {
            self.first.insert(name, value);
            if self.first.len() > self.most {
                *self.over = true;
                return Err(A::Error::custom(""));
            }
        }
        Ok(())
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

/// An object of the file, in its order, as far as a record may have fields, and one more.
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
                while pairs.len() <= limits::MAX_FIELDS {
                    let Some((Name(name), value)) = map.next_entry()? else { return Ok(pairs) };
                    pairs.push((name, value));
                }
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
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
    let most = [line.fields.0.len(), line.later.0.len(), line.base.0.len()].into_iter().max();
    if most > Some(limits::MAX_FIELDS) {
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

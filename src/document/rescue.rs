//! The rescue file: stored texts under their keys, unread, as the page's rescue banner (`boot.js`) saves them when the
//! program itself cannot. It opens like a class file, with every class that it holds.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::file::{self, LoadError, Opened};
use super::json::quote;
use super::limits::{self, Limit};
use super::reader::{self, Few};
use super::shelf::{MemoryShelf, Shelf, ShelfError};
use super::store;
use crate::domain::order::Order;

const FORMAT: &str = "rondo-rescue";
const VERSION: u64 = 1;

#[derive(Deserialize)]
struct File<'a> {
    format: String,
    version: u64,
    #[serde(borrow)]
    keys: &'a RawValue,
}

/// A class of a file, with the parts of it that could not be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Rescued {
    /// The class, of everything else.
    pub opened: Opened,
    /// What is left out, by its key in the browser's storage, behind the class's own part.
    pub unread: Vec<String>,
}

/// The classes of a file: the one of a class file, or all of a rescue file.
///
/// # Errors
/// [`LoadError`], with the sentence for the teacher.
pub fn read(bytes: &[u8]) -> Result<Vec<Opened>, LoadError> {
    Ok(read_parts(bytes)?.into_iter().map(|rescued| rescued.opened).collect())
}

/// The same, and of a rescue file which parts could not be read.
///
/// # Errors
/// [`LoadError`], with the sentence for the teacher.
pub fn read_parts(bytes: &[u8]) -> Result<Vec<Rescued>, LoadError> {
    match file::read(bytes) {
        Ok(opened) => Ok(vec![Rescued { opened, unread: Vec::new() }]),
        Err(LoadError::OtherApp) => rescued(bytes),
        Err(error) => Err(error),
    }
}

fn rescued(bytes: &[u8]) -> Result<Vec<Rescued>, LoadError> {
    let file: File<'_> = serde_json::from_slice(bytes).map_err(|_| LoadError::OtherApp)?;
    if file.format != FORMAT {
        return Err(LoadError::OtherApp);
    }
    if file.version > VERSION {
        return Err(LoadError::Newer(file.version));
    }
    // One text that is none (half a surrogate pair, which no program of ours writes) must not take the others along.
    let keys: BTreeMap<_, &RawValue> = match reader::read_few(file.keys.get(), limits::MAX_KEYS) {
        Ok(Few::All(keys)) => keys,
        Ok(Few::TooMany(_)) => return Err(LoadError::Over(Limit::Keys, String::new())),
        Err(_) => return Err(LoadError::OtherApp),
    };
    let mut damaged = Vec::new();
    // A shelf for each class: to open one looks through all keys.
    let mut shelves: BTreeMap<String, MemoryShelf> = BTreeMap::new();
    for (key, raw) in keys {
        match serde_json::from_str(raw.get()) {
            Ok(text) => {
                let class = store::class_of(&key).unwrap_or_default().to_owned();
                shelves.entry(class).or_default().texts.insert(key.into_owned(), text);
            }
            Err(_) => damaged.push(key.into_owned()),
        }
    }
    // A shelf in memory refuses nothing.
    let opened = |shelf: &MemoryShelf| {
        let classes = store::classes(shelf).unwrap_or_default();
        classes.iter().filter_map(|class| store::open(shelf, class).ok()).collect::<Vec<_>>()
    };
    let found = shelves.values().flat_map(opened);
    let opened: Vec<Rescued> = found
        .filter(|found| !found.document.records.is_empty())
        .map(|found| {
            let own = format!("/{}/", found.document.id);
            let all = damaged.iter().chain(found.journal.unreadable());
            let unread: Vec<String> =
                all.filter_map(|key| Some(key.split_once(&own)?.1.to_owned())).collect();
            Rescued { opened: Opened { intact: unread.is_empty(), document: found.document }, unread }
        })
        .collect();
    // What is on a shelf is read without limits, and this came from elsewhere.
    opened.iter().try_for_each(|rescued| limits::check(&rescued.opened.document))?;
    if opened.is_empty() { Err(LoadError::Damaged("keys".into())) } else { Ok(opened) }
}

/// A rescue file of some keys: what could not be read, for whoever can.
///
/// # Errors
/// Where the browser refuses.
pub fn write(shelf: &impl Shelf, keys: &[String]) -> Result<String, ShelfError> {
    let mut parts = Vec::new();
    for key in keys {
        if let Some(text) = shelf.get(key)? {
            parts.push(format!("{}:{}", quote(key), quote(&text)));
        }
    }
    Ok(format!("{{\"format\":\"{FORMAT}\",\"version\":{VERSION},\"keys\":{{{}}}}}", parts.join(",")))
}

/// A rescue file of everything that is kept of classes: each of them, and what could not be read.
///
/// # Errors
/// Where the browser refuses.
pub fn write_all(shelf: &impl Shelf) -> Result<String, ShelfError> {
    let mut keys = shelf.keys()?;
    keys.retain(|key| key.starts_with("rondo/1/"));
    keys.order();
    write(shelf, &keys)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Book, Document, ReplicaId};
    use crate::domain::Date;
    use crate::domain::command::StartClass;

    fn shelf_of(classes: &[&str]) -> MemoryShelf {
        let mut shelf = MemoryShelf::default();
        for class in classes {
            let mut book = Book::new(Document::new(*class), ReplicaId::new(1));
            let start = StartClass { name: format!("Class {class}"), ..StartClass::default() };
            let delta = book.dispatch(&start, Date::constant(2026, 11, 22)).unwrap();
            let mut journal = store::Journal::new(class);
            journal.append(&mut shelf, delta).unwrap();
            journal.fold(&mut shelf, book.document()).unwrap();
        }
        shelf
    }

    fn names(opened: &[Opened]) -> Vec<(String, bool)> {
        let name = |it: &Opened| Book::new(it.document.clone(), ReplicaId::default()).class().about().name;
        opened.iter().map(|it| (name(it), it.intact)).collect()
    }

    #[test]
    fn a_rescue_file_opens_with_all_its_classes() {
        let mut shelf = shelf_of(&["c1", "c2"]);
        shelf.texts.insert("rondo/1/c2/j/00000001/1".into(), "damaged".into());
        let text = write(&shelf, &shelf.keys().unwrap()).unwrap();
        let opened = read(text.as_bytes()).unwrap();
        assert_eq!(names(&opened), [("Class c1".into(), true), ("Class c2".into(), false)]);
        let one = file::write(&opened[0].document);
        assert_eq!(names(&read(one.as_bytes()).unwrap()), [("Class c1".into(), true)]);
    }

    #[test]
    fn one_file_holds_every_class_and_nothing_of_others() {
        let mut shelf = shelf_of(&["c1", "c2", "c3"]);
        for key in ["rondo/reserve", "another page"] {
            shelf.texts.insert(key.into(), "ours alone".into());
        }
        let text = write_all(&shelf).unwrap();
        assert!(!text.contains("ours alone"));
        let all = ["Class c1", "Class c2", "Class c3"].map(|name| (name.to_owned(), true));
        assert_eq!(names(&read(text.as_bytes()).unwrap()), all);
    }

    #[test]
    fn one_damaged_text_leaves_the_others_and_is_named() {
        let shelf = shelf_of(&["c1", "c2"]);
        let text = write(&shelf, &shelf.keys().unwrap()).unwrap();
        for damaged in ["\"\\ud800 damaged\"", "17", "{\"a\":[]}", "null"] {
            let key = format!("\"rondo/1/c2/j/zzzzzzzz/9\":{damaged},\"rondo/1/c1/");
            let broken = text.replacen("\"rondo/1/c1/", &key, 1);
            let rescued = read_parts(broken.as_bytes()).unwrap();
            let said: Vec<_> = rescued.iter().map(|it| (it.opened.intact, it.unread.clone())).collect();
            assert_eq!(said, [(true, vec![]), (false, vec!["j/zzzzzzzz/9".to_owned()])], "{damaged}");
            let opened: Vec<Opened> = rescued.into_iter().map(|it| it.opened).collect();
            assert_eq!(names(&opened), [("Class c1".into(), true), ("Class c2".into(), false)]);
        }
    }

    #[test]
    fn what_is_no_rescue_file_is_refused() {
        let damaged = || LoadError::Damaged("keys".into());
        for (text, error) in [
            ("{}", LoadError::OtherApp),
            ("{\"format\":\"rondo-rescue\"}", LoadError::OtherApp),
            ("{\"format\":\"other\",\"version\":1,\"keys\":{}}", LoadError::OtherApp),
            ("{\"format\":\"rondo-rescue\",\"version\":2,\"keys\":{}}", LoadError::Newer(2)),
            ("{\"format\":\"rondo-rescue\",\"version\":1,\"keys\":{}}", damaged()),
            ("{\"format\":\"rondo-rescue\",\"version\":1,\"keys\":{\"rondo/1/c/slot/a\":\"x\"}}", damaged()),
        ] {
            assert_eq!(read(text.as_bytes()), Err(error), "{text}");
        }
    }
}

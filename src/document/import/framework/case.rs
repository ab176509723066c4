//! CASE packages (1EdTech Competencies and Academic Standards Exchange), 1.0 and 1.1: the document and its items.
//!
//! Real exports differ from the specification: numbers are written as text, lists as one text, links name only an
//! address. What an item is called by, and what it says, is needed; everything else may be missing.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{FileItem, FrameworkFile, FrameworkLayout, MOST_ITEMS, MOST_LINKS, links, name};
use crate::domain::Sentence;
use crate::domain::record::{MAX_TEXT, longer};

/// The most values of a package: a hundred for each of ten thousand items.
const MOST_VALUES: usize = 1_000_000;

pub(super) type Object = Map<String, Value>;

/// Reads a package.
pub(super) fn read(text: &str) -> Result<FrameworkFile, Sentence> {
    if n_values(text) > MOST_VALUES {
        return Err(Sentence::new("standards.too_many_values").with("limit", MOST_VALUES));
    }
    let value: Value = serde_json::from_str(text)
        .map_err(|error| Sentence::new("standards.not_json").with("line", error.line()))?;
    let package = package(&value).ok_or_else(|| not_a_package(&value))?;
    let items = list(package, "CFItems");
    let links = list(package, "CFAssociations");
    for (found, limit, field) in [(items, MOST_ITEMS, "CFItems"), (links, MOST_LINKS, "CFAssociations")] {
        if found.len() > limit {
            return Err(Sentence::new("standards.too_many").with("field", field).with("limit", limit));
        }
    }
    let empty = Object::new();
    let document = package.get("CFDocument").and_then(Value::as_object).unwrap_or(&empty);
    let mut file = FrameworkFile::new(layout(document, items));
    file.case_id = identifier(document);
    file.title = text_of(document, "title");
    // A framework without a maker is saved with its title in the place, which may not be empty.
    file.creator =
        Some(text_of(document, "creator")).filter(|creator| *creator != file.title).unwrap_or_default();
    file.notes = cut(text_of(document, "notes")).0;
    let places = read_items(&mut file, items);
    if file.items.is_empty() {
        return Err(Sentence::new("standards.no_items"));
    }
    links::read(&mut file, links, &places);
    Ok(file)
}

/// Values of a JSON text, counted without keeping one: each takes more than its text does.
fn n_values(json: &str) -> usize {
    let (mut n, mut in_string, mut escaped) = (1, false, false);
    for byte in json.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => in_string = !in_string,
            b',' | b'[' | b'{' if !in_string => n += 1,
            _ => {}
        }
    }
    n
}

/// The package itself, or the one inside a `CFPackage` or a list of one.
fn package(value: &Value) -> Option<&Object> {
    let inner = match value {
        Value::Array(list) => list.first()?,
        other => other.get("CFPackage").unwrap_or(other),
    };
    inner.as_object().filter(|object| object.get("CFItems").is_some_and(Value::is_array))
}

fn not_a_package(value: &Value) -> Sentence {
    let format = value.get("format").and_then(Value::as_str).unwrap_or_default();
    let is_class = format.starts_with("rondo");
    Sentence::new(if is_class { "standards.class_file" } else { "standards.not_a_package" })
}

fn list<'a>(package: &'a Object, field: &str) -> &'a [Value] {
    package.get(field).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// 1.1 says so, or has lists of levels; 1.0 has no version at all.
fn layout(document: &Object, items: &[Value]) -> FrameworkLayout {
    let says =
        text_of(document, "caseVersion").starts_with("1.1") || text_of(document, "uri").contains("v1p1");
    let has_lists = items.iter().any(|item| item.get("educationLevel").is_some_and(Value::is_array));
    if says || has_lists && !text_of(document, "uri").contains("v1p0") {
        FrameworkLayout::Case11
    } else {
        FrameworkLayout::Case10
    }
}

/// Reads the items and says where each identifier and address stands among them.
fn read_items(file: &mut FrameworkFile, items: &[Value]) -> BTreeMap<String, usize> {
    let mut places = BTreeMap::new();
    for (n, value) in (1..).zip(items) {
        match read_item(value) {
            Err(key) => file.problem(Sentence::new(key).with("item", n)),
            Ok((item, _, _)) if places.contains_key(&item.case_id) => {
                let twice = Sentence::new("standards.item_twice").with("identifier", &item.case_id);
                file.problem(twice.with("item", n));
            }
            Ok((item, uri, was_cut)) => {
                if was_cut {
                    let long =
                        Sentence::new("standards.item_cut").with("name", name(&item.code, &item.label));
                    file.problem(long.with("limit", MAX_TEXT));
                }
                let at = file.items.len();
                for called in [item.case_id.clone(), uri] {
                    if !called.is_empty() {
                        places.entry(called).or_insert(at);
                    }
                }
                file.items.push(item);
            }
        }
    }
    places
}

/// An item with its address, and whether its text had to be cut.
fn read_item(value: &Value) -> Result<(FileItem, String, bool), &'static str> {
    let object = value.as_object().ok_or("standards.item_no_object")?;
    let (label, was_cut) = cut(text_of(object, "fullStatement"));
    if label.is_empty() {
        return Err("standards.item_no_text");
    }
    let item = FileItem {
        case_id: identifier(object),
        code: short_text(object, "humanCodingScheme"),
        short: short_text(object, "abbreviatedStatement"),
        kind: short_text(object, "CFItemType"),
        grade: grade(object),
        domain: object
            .get("extensions")
            .and_then(Value::as_object)
            .map(|own| short_text(own, "domain"))
            .unwrap_or_default(),
        label,
    };
    if item.case_id.is_empty() && item.code.is_empty() {
        return Err("standards.item_no_identifier");
    }
    Ok((item, text_of(object, "uri"), was_cut))
}

/// `["03","04","05"]` is 3-5, `"06"` is 6, `["KG"]` is K; other words stay as they are.
fn grade(object: &Object) -> String {
    let levels = object.get("educationLevel").or_else(|| object.get("educationalLevel"));
    let levels: Vec<String> = match levels {
        Some(Value::Array(levels)) => levels.iter().map(plain).collect(),
        Some(one) => plain(one).split(',').map(|level| level.trim().to_owned()).collect(),
        None => Vec::new(),
    };
    let level = |text: &String| match text.as_str() {
        "KG" => "K".to_owned(),
        other => other.trim_start_matches('0').to_owned(),
    };
    match levels.iter().map(level).filter(|level| !level.is_empty()).collect::<Vec<_>>().as_slice() {
        [] => String::new(),
        [one] => one.chars().take(40).collect(),
        [first, .., last] => format!("{first}-{last}").chars().take(40).collect(),
    }
}

/// The identifier in small letters: some exports write it in capitals where they link to it.
pub(super) fn identifier(object: &Object) -> String {
    short_text(object, "identifier").to_lowercase()
}

/// The text of a field; a number counts as its text, anything else as none.
pub(super) fn text_of(object: &Object, field: &str) -> String {
    object.get(field).map(plain).unwrap_or_default()
}

fn short_text(object: &Object, field: &str) -> String {
    text_of(object, field).chars().take(200).collect()
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// The text, as far as a class can hold it.
fn cut(text: String) -> (String, bool) {
    let is_longer = longer(&text, MAX_TEXT);
    (if is_longer { text.chars().take(MAX_TEXT).collect() } else { text }, is_longer)
}

//! A framework of the class as a CASE 1.1 package (1EdTech), for other programs and other classes.
//!
//! Identifiers that came in go out as they were. What never had one gets one that is made of its id, so that a later
//! package names the same things. Addresses are `urn:uuid:`, because a page without a server has none to give.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::json::checksum;
use crate::domain::id::{FrameworkId, StandardId};
use crate::domain::order::Order;
use crate::domain::standards::{Framework, OwnStandard};
use crate::domain::{Class, Date};

type Items<'a> = Vec<(&'a StandardId, &'a OwnStandard)>;
type Places<'a> = BTreeMap<&'a StandardId, &'a OwnStandard>;

/// The package of a framework; `None` where the class has no such framework.
pub fn write(class: &Class, framework: &FrameworkId, today: Date) -> Option<String> {
    let about = class.frameworks.get(framework)?;
    let changed = format!("{today}T00:00:00Z");
    let mut items: Items =
        class.own_standards.iter().filter(|(_, own)| own.framework.as_ref() == Some(framework)).collect();
    items.order_by_key(|(id, own)| (own.rank.unwrap_or(u32::MAX), (*id).clone()));
    let places: Places = items.iter().copied().collect();
    let document = document(framework, about, &changed);
    let links = links(class, &document, &items, &places, &changed);
    let items: Vec<Value> = items.iter().map(|(id, own)| item(id, own, &changed)).collect();
    let package = json!({ "CFDocument": document, "CFItems": items, "CFAssociations": links });
    serde_json::to_string_pretty(&package).ok()
}

/// The identifier that something has, or one made of its id (in the form of version 5, as names are hashed to).
pub fn identifier(case_id: &str, id: &str) -> String {
    if is_identifier(case_id) {
        return case_id.to_owned();
    }
    let high = checksum(format!("rondo {id}").as_bytes());
    let low = checksum(format!("{id} rondo").as_bytes());
    let digits = format!("{high:016x}{low:016x}");
    let [a, b, c, d, e] = [0..8, 8..12, 13..16, 17..20, 20..32].map(|part| &digits[part]);
    format!("{a}-{b}-5{c}-a{d}-{e}")
}

/// Written as the specification writes an identifier. Real exports have such of no known version, which stay as they are.
pub fn is_identifier(text: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
    let parts: Vec<&str> = text.split('-').collect();
    let lengths = [8, 4, 4, 4, 12];
    parts.len() == lengths.len()
        && parts.iter().zip(lengths).all(|(part, length)| part.len() == length && part.chars().all(is_digit))
}

/// One line, as the fields of a package want it that are no running text.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn uri(identifier: &str) -> String {
    format!("urn:uuid:{identifier}")
}

fn document(id: &FrameworkId, about: &Framework, changed: &str) -> Map<String, Value> {
    let identifier = identifier(&about.case_id, id.as_str());
    let title = line(&about.title);
    let creator = if about.creator.is_empty() { title.clone() } else { line(&about.creator) };
    let mut document = Map::new();
    for (field, text) in [
        ("identifier", identifier.clone()),
        ("uri", uri(&identifier)),
        ("caseVersion", "1.1".to_owned()),
        ("creator", creator),
        ("title", title),
        ("lastChangeDateTime", changed.to_owned()),
        ("notes", about.notes.clone()),
    ] {
        put(&mut document, field, text);
    }
    document
}

fn put(object: &mut Map<String, Value>, field: &str, text: String) {
    if !text.is_empty() {
        object.insert(field.to_owned(), Value::String(text));
    }
}

/// What an item says; an item without words is called by its code.
fn statement(id: &StandardId, own: &OwnStandard) -> String {
    let texts = [own.label.as_str(), own.code.as_str(), id.as_str()];
    texts.into_iter().find(|text| !text.is_empty()).unwrap_or_default().to_owned()
}

fn item(id: &StandardId, own: &OwnStandard, changed: &str) -> Value {
    let identifier = identifier(&own.case_id, id.as_str());
    let mut item = Map::new();
    for (field, text) in [
        ("identifier", identifier.clone()),
        ("uri", uri(&identifier)),
        ("fullStatement", statement(id, own)),
        ("humanCodingScheme", line(&own.code)),
        ("abbreviatedStatement", line(&own.short)),
        ("CFItemType", line(&own.kind)),
        ("lastChangeDateTime", changed.to_owned()),
    ] {
        put(&mut item, field, text);
    }
    if !own.grade.is_empty() {
        item.insert("educationLevel".to_owned(), levels(&own.grade).into());
    }
    if !own.domain.is_empty() {
        item.insert("extensions".to_owned(), json!({ "domain": own.domain }));
    }
    Value::Object(item)
}

/// K is KG, 5 is 05, 3-5 is 03, 04, 05; other words stay as they are.
fn levels(grade: &str) -> Vec<String> {
    let number = |text: &str| if text == "K" { Some(0) } else { text.parse::<u8>().ok() };
    let level = |number: u8| if number == 0 { "KG".to_owned() } else { format!("{number:02}") };
    let (first, last) = grade.split_once('-').unwrap_or((grade, grade));
    match (number(first), number(last)) {
        (Some(first), Some(last)) if first <= last => (first..=last).map(level).collect(),
        _ => vec![line(grade)],
    }
}

/// An end of a link.
fn node(title: String, identifier: &str) -> Value {
    json!({ "title": line(&title), "identifier": identifier, "uri": uri(identifier) })
}

fn end(id: &StandardId, own: &OwnStandard) -> Value {
    let title = if own.code.is_empty() { statement(id, own) } else { own.code.clone() };
    node(title, &identifier(&own.case_id, id.as_str()))
}

fn links(
    class: &Class,
    document: &Map<String, Value>,
    items: &Items,
    places: &Places,
    changed: &str,
) -> Vec<Value> {
    let text = |field: &str| document.get(field).and_then(Value::as_str).unwrap_or_default();
    let top = node(text("title").to_owned(), text("identifier"));
    let known = |id: &StandardId| places.get_key_value(id).map(|(id, own)| end(id, own));
    let mut links = Vec::new();
    for (n, (id, own)) in (1..).zip(items) {
        let wholes = class.standard_parts.range(((*id).clone(), StandardId::default())..);
        let wholes = wholes.take_while(|((part, _), _)| part == *id).filter(|(_, link)| link.holds);
        let mut wholes: Vec<Value> = wholes.filter_map(|((_, whole), _)| known(whole)).collect();
        if wholes.is_empty() {
            wholes.push(top.clone());
        }
        links
            .extend(wholes.into_iter().map(|whole| link("isChildOf", end(id, own), whole, Some(n), changed)));
    }
    for ((before, after), _) in class.prerequisites.iter().filter(|(_, link)| link.holds) {
        // A prerequisite of another framework is named by its code, which is all that there is to name it by.
        let outside = || json!({ "title": before.as_str(), "identifier": before.as_str(), "uri": format!("urn:code:{before}") });
        if let Some(after) = known(after) {
            links.push(link("precedes", known(before).unwrap_or_else(outside), after, None, changed));
        }
    }
    for ((one, other), _) in class.related_standards.iter().filter(|(_, link)| link.holds) {
        if let (Some(one), Some(other)) = (known(one), known(other)) {
            links.push(link("isRelatedTo", one, other, None, changed));
        }
    }
    links
}

fn link(kind: &str, from: Value, to: Value, sequence: Option<usize>, changed: &str) -> Value {
    let ends = [&from, &to].map(|end| end["identifier"].as_str().unwrap_or_default().to_owned());
    let identifier = identifier("", &format!("{kind} {} {}", ends[0], ends[1]));
    let mut link = json!({
        "identifier": identifier,
        "uri": uri(&identifier),
        "associationType": kind,
        "originNodeURI": from,
        "destinationNodeURI": to,
        "lastChangeDateTime": changed,
    });
    if let (Some(sequence), Some(link)) = (sequence, link.as_object_mut()) {
        link.insert("sequenceNumber".to_owned(), sequence.into());
    }
    link
}

//! What the associations of a CASE package say: parts, prerequisites, what belongs together.

use std::collections::BTreeMap;

use serde_json::Value;

use super::case::{Object, identifier, text_of};
use super::{FrameworkFile, Outside};
use crate::document::case::is_identifier;
use crate::domain::Sentence;
use crate::domain::order::Order;

/// How many links of one type were left out, and the first of them.
#[derive(Default)]
struct Left(BTreeMap<(&'static str, String), (usize, String)>);

impl Left {
    fn note(&mut self, key: &'static str, kind: &str, from: String) {
        let entry = self.0.entry((key, kind.to_owned())).or_insert((0, from));
        entry.0 += 1;
    }

    fn tell(self, file: &mut FrameworkFile) {
        for ((key, kind), (n, first)) in self.0 {
            file.problem(Sentence::new(key).with("type", kind).with("n", n).with("first", first));
        }
    }
}

/// Reads the associations. `places`: where each identifier and address stands among the items.
pub(super) fn read(file: &mut FrameworkFile, links: &[Value], places: &BTreeMap<String, usize>) {
    let mut left = Left::default();
    let mut parts = Vec::new();
    let document = file.case_id.clone();
    for (n, link) in (1..).zip(links) {
        let Some(link) = link.as_object() else {
            file.problem(Sentence::new("standards.link_no_object").with("link", n));
            continue;
        };
        let kind = text_of(link, "associationType");
        let ends = ["originNodeURI", "destinationNodeURI"].map(|field| end(link, field));
        let [from, to] =
            ends.each_ref().map(|called| called.iter().find_map(|name| places.get(name).copied()));
        let first = from.or(to).map(|item| file.name(item)).unwrap_or_default();
        match (kind.as_str(), from, to) {
            ("", ..) => left.note("standards.link_no_type", "", first),
            ("isChildOf" | "isPartOf", Some(_), None) if ends[1].contains(&document) => {}
            ("isChildOf" | "isPartOf", Some(from), Some(to)) => parts.push((sequence(link), from, to)),
            // Another framework's standard, called by its code: the class may have it.
            ("precedes", None, Some(to)) if is_code(&ends[0]) => {
                file.outside.push(Outside { item: to, code: text_of_end(link), row: n });
            }
            ("precedes", Some(from), Some(to)) => file.prerequisites.push((from, to)),
            ("isRelatedTo" | "isPeerOf", Some(from), Some(to)) => file.related.push((from, to)),
            ("isChildOf" | "isPartOf" | "precedes" | "isRelatedTo" | "isPeerOf", ..) => {
                left.note("standards.link_unknown_end", &kind, first);
            }
            _ => left.note("standards.link_unused", &kind, first),
        }
    }
    // Among parts of one whole the sequence decides; what has none comes after, as the file has it.
    parts.order_by_key(|(sequence, ..)| *sequence);
    file.parts = parts.into_iter().map(|(_, part, whole)| (part, whole)).collect();
    left.tell(file);
}

/// Whether the end is called by a code: it has an identifier, which is none as the specification writes them.
fn is_code(called: &[String]) -> bool {
    called.len() > 1 && !is_identifier(&called[0])
}

fn text_of_end(link: &Object) -> String {
    let node = link.get("originNodeURI").and_then(Value::as_object);
    node.map(|node| text_of(node, "identifier")).unwrap_or_default()
}

/// What an end may be called by: its identifier, its address, the last part of its address.
fn end(link: &Object, field: &str) -> Vec<String> {
    let (id, uri) = match link.get(field) {
        Some(Value::Object(node)) => (identifier(node), text_of(node, "uri")),
        Some(Value::String(uri)) => (String::new(), uri.trim().to_owned()),
        _ => (String::new(), String::new()),
    };
    let last = uri.rsplit('/').next().unwrap_or_default().to_lowercase();
    [id, uri, last].into_iter().filter(|name| !name.is_empty()).collect()
}

/// The sequence number, which some exports write as text.
fn sequence(link: &Object) -> u32 {
    let number = text_of(link, "sequenceNumber").parse::<f64>().ok();
    let whole = number.filter(|number| *number >= 0.0 && *number < 1.0e9);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "guarded by the range")]
    whole.map_or(u32::MAX, |number| number as u32)
}

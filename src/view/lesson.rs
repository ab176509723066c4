//! A lesson of a group in words.

use super::text;
use super::words::inside;
use crate::domain::Sentence;
use crate::domain::grouping::focus::Focus;
use crate::domain::id::StandardId;
use crate::domain::standards::{Catalog, Standard};

/// A lesson in words: what it is on, and what it starts from.
pub(in crate::view) fn lesson_title(catalog: &Catalog, focus: &Focus, start: Option<&StandardId>) -> String {
    let Some(standard) = focus.lesson_standard() else { return String::new() };
    let Some(start) = start else { return label_of(catalog, standard) };
    let start = inside(&short_of(catalog, start));
    text::say(
        &Sentence::new("groups.card.from").with("what", short_of(catalog, standard)).with("start", start),
    )
}

pub(super) fn short_of(catalog: &Catalog, standard: &StandardId) -> String {
    let known = catalog.get(standard).map(|known: &Standard| known.short.clone());
    known.filter(|name| !name.is_empty()).unwrap_or_else(|| label_of(catalog, standard))
}

/// The code of a standard as the catalog writes it.
pub(super) fn label_of(catalog: &Catalog, standard: &StandardId) -> String {
    catalog.get(standard).map_or_else(|| standard.0.clone(), |standard| standard.label.clone())
}

//! The catalog that pages read: the built-in standards with the class's own laid over them.

use std::sync::Arc;

use leptos::prelude::*;

use crate::document::Book;
use crate::domain::standards::{Catalog, OwnCatalog};

/// The class's own standards over the built-in ones, laid anew only when one of the two has changed.
pub fn laid_over(book: RwSignal<Option<Book>>, built_in: RwSignal<Arc<Catalog>>) -> Memo<Arc<Catalog>> {
    let laid = Memo::new_with_compare(
        move |before: Option<&Arc<OwnCatalog>>| {
            let built_in = built_in.get();
            book.with(|book| OwnCatalog::of(book.as_ref().map(Book::class), &built_in, before))
        },
        |before, now| !before.zip(now).is_some_and(|(before, now)| Arc::ptr_eq(before, now)),
    );
    let is_other = |before: Option<&Arc<Catalog>>, now: Option<&Arc<Catalog>>| {
        !before.zip(now).is_some_and(|(before, now)| Arc::ptr_eq(before, now))
    };
    Memo::new_with_compare(move |_| laid.with(|laid| laid.catalog.clone()), is_other)
}

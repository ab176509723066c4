//! The catalog that pages read: the built-in standards with the class's own laid over them.

use std::sync::Arc;

use leptos::prelude::*;

use crate::document::Book;
use crate::domain::Class;
use crate::domain::standards::{Catalog, OwnCatalog};

/// How it is laid. The list of classes reads no catalog, so this comes with the first page of a class.
pub type Lay = fn(Option<&Class>, &Arc<Catalog>, Option<&Arc<OwnCatalog>>) -> Arc<OwnCatalog>;

/// The class's own standards over the built-in ones, laid anew only when one of the two has changed.
pub fn laid_over(
    book: RwSignal<Option<Book>>,
    built_in: RwSignal<Arc<Catalog>>,
    lay: RwSignal<Option<Lay>>,
) -> Memo<Arc<Catalog>> {
    let laid = Memo::new_with_compare(
        move |before: Option<&Option<Arc<OwnCatalog>>>| {
            let (lay, built_in) = (lay.get()?, built_in.get());
            let before = before.and_then(Option::as_ref);
            Some(book.with(|book| lay(book.as_ref().map(Book::class), &built_in, before)))
        },
        |before, now| {
            let (before, now) = (before.and_then(Option::as_ref), now.and_then(Option::as_ref));
            !before.zip(now).is_some_and(|(before, now)| Arc::ptr_eq(before, now))
        },
    );
    let is_other = |before: Option<&Arc<Catalog>>, now: Option<&Arc<Catalog>>| {
        !before.zip(now).is_some_and(|(before, now)| Arc::ptr_eq(before, now))
    };
    let read = |laid: &Option<Arc<OwnCatalog>>| laid.as_ref().map(|laid| laid.catalog.clone());
    Memo::new_with_compare(move |_| laid.with(read).unwrap_or_default(), is_other)
}

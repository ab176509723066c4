//! How a person likes the page, kept in this browser: never a word about a class.

use super::storage::LocalShelf;
use crate::document::shelf::Shelf;

const LEVELS_HIDDEN: &str = "rondo/page/levels-hidden";

/// Whether levels are hidden, as on a mirrored screen. Where nothing can be read they are shown.
pub fn levels_hidden() -> bool {
    LocalShelf.get(LEVELS_HIDDEN).is_ok_and(|kept| kept.as_deref() == Some("true"))
}

/// Keeps whether levels are hidden. Where nothing can be kept, the page asks again next time.
pub fn keep_levels_hidden(hidden: bool) {
    let _ = LocalShelf.set(LEVELS_HIDDEN, if hidden { "true" } else { "false" });
}

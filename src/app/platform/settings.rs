//! How a person likes the page, kept in this browser: never a word about a class.

use gloo_storage::{LocalStorage, Storage};

use super::storage::LocalShelf;
use crate::document::shelf::Shelf;

const LEVELS_HIDDEN: &str = "rondo/page/levels-hidden";

const CHIME_OFF: &str = "rondo/page/chime-off";
const FORGOT: &str = "rondo/page/forgot";
const HOME_SCREEN: &str = "rondo/page/home-screen";

/// Whether the board is silent at the end of a round.
pub fn chime_is_off() -> bool {
    is_there() && LocalStorage::get(CHIME_OFF).unwrap_or(false)
}

/// Keeps whether the board is silent.
pub fn keep_chime_off(off: bool) {
    if is_there() {
        let _ = LocalStorage::set(CHIME_OFF, off);
    }
}

/// Whether levels are hidden, as on a mirrored screen.
pub fn levels_hidden() -> bool {
    is_there() && LocalStorage::get(LEVELS_HIDDEN).unwrap_or(false)
}

/// Keeps whether levels are hidden. Where nothing can be kept, the page asks again next time.
pub fn keep_levels_hidden(hidden: bool) {
    if is_there() {
        let _ = LocalStorage::set(LEVELS_HIDDEN, hidden);
    }
}

/// Whether this browser has lost a class before.
pub fn has_forgotten() -> bool {
    is_there() && LocalStorage::get(FORGOT).unwrap_or(false)
}

/// Keeps that it has.
pub fn keep_forgotten() {
    if is_there() {
        let _ = LocalStorage::set(FORGOT, true);
    }
}

/// Whether the way to the home screen was read.
pub fn home_screen_was_read() -> bool {
    is_there() && LocalStorage::get(HOME_SCREEN).unwrap_or(false)
}

/// Keeps that it was.
pub fn keep_home_screen_read() {
    if is_there() {
        let _ = LocalStorage::set(HOME_SCREEN, true);
    }
}

/// gloo-storage panics where the browser refuses its storage, or to read from it, so we try first.
fn is_there() -> bool {
    LocalShelf.get(LEVELS_HIDDEN).is_ok()
}

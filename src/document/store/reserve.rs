//! Room that is kept for the last moment: a key of its own, given up when the browser's storage is full, so that what
//! the teacher is doing still fits while the page says that no more will.

use super::backup;
use crate::document::shelf::{Shelf, ShelfError};

/// Its key; it holds nothing.
pub const KEY: &str = "rondo/reserve";
/// 64 KiB where a character is a byte; some hundred commands.
const SIZE: usize = 64 * 1024;

/// How a write went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// It fits, and the reserve was not touched.
    Plenty,
    /// It fits, because the reserve was given up. The next one may not.
    Last,
}

/// Keeps the reserve, where there is room for it.
///
/// # Errors
/// Where there is no room, or the browser refuses; nothing is lost by it.
pub fn keep(shelf: &mut impl Shelf) -> Result<(), ShelfError> {
    if shelf.keys()?.iter().any(|key| key == KEY) {
        return Ok(());
    }
    shelf.set(KEY, &"0".repeat(SIZE))
}

/// Writes a text; where there is no room, in that of old backups, then in that of the reserve.
///
/// # Errors
/// Where there is no room even so, or the browser refuses: then nothing was written.
pub fn write(shelf: &mut impl Shelf, key: &str, text: &str) -> Result<Room, ShelfError> {
    loop {
        match shelf.set(key, text) {
            Err(ShelfError::Full) if backup::drop_oldest(shelf)? => {}
            Err(ShelfError::Full) if shelf.keys()?.iter().any(|key| key == KEY) => {
                shelf.remove(KEY)?;
                return shelf.set(key, text).map(|()| Room::Last);
            }
            written => return written.map(|()| Room::Plenty),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::shelf::MemoryShelf;

    #[test]
    fn the_last_writes_fit_into_the_reserve() {
        let mut shelf = MemoryShelf { room_left: Some(SIZE + KEY.len() + 10), ..MemoryShelf::default() };
        keep(&mut shelf).unwrap();
        assert_eq!(write(&mut shelf, "a", "12345"), Ok(Room::Plenty));
        assert_eq!(write(&mut shelf, "b", "12345"), Ok(Room::Last));
        assert_eq!(write(&mut shelf, "c", &"x".repeat(2 * SIZE)), Err(ShelfError::Full));
        assert_eq!(shelf.texts.keys().collect::<Vec<_>>(), ["a", "b"]);
    }
}

//! A place that keeps texts under keys: the browser's storage, or a map in tests.

use std::collections::BTreeMap;

use crate::domain::Sentence;

/// Why a text could not be kept or read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShelfError {
    /// No room left.
    Full,
    /// The browser refuses storage (a setting, a private window, a damaged profile): what it said.
    Blocked(String),
}

impl ShelfError {
    /// The sentence that the teacher reads.
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::Full => Sentence::new("saved.full"),
            Self::Blocked(why) => Sentence::new("saved.blocked").with("why", why.as_str()),
        }
    }
}

/// Texts under keys. Every call may fail: browsers throw from each of them.
pub trait Shelf {
    /// All keys, in any order.
    ///
    /// # Errors
    /// Where the browser refuses.
    fn keys(&self) -> Result<Vec<String>, ShelfError>;
    /// The text under a key.
    ///
    /// # Errors
    /// Where the browser refuses.
    fn get(&self, key: &str) -> Result<Option<String>, ShelfError>;
    /// Puts a text under a key.
    ///
    /// # Errors
    /// Where there is no room, or the browser refuses.
    fn set(&mut self, key: &str, text: &str) -> Result<(), ShelfError>;
    /// Removes a key.
    ///
    /// # Errors
    /// Where the browser refuses.
    fn remove(&mut self, key: &str) -> Result<(), ShelfError>;
}

/// A shelf in memory, which can be told to fail: for tests, and for a page whose browser refuses storage.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MemoryShelf {
    /// Texts by key.
    pub texts: BTreeMap<String, String>,
    /// Writes that still succeed; `None` is no limit.
    pub writes_left: Option<usize>,
    /// Characters of keys and texts that it holds at most; `None` is no limit.
    pub room_left: Option<usize>,
}

impl Shelf for MemoryShelf {
    fn keys(&self) -> Result<Vec<String>, ShelfError> {
        Ok(self.texts.keys().cloned().collect())
    }

    fn get(&self, key: &str) -> Result<Option<String>, ShelfError> {
        Ok(self.texts.get(key).cloned())
    }

    fn set(&mut self, key: &str, text: &str) -> Result<(), ShelfError> {
        if let Some(left) = &mut self.writes_left {
            *left = left.checked_sub(1).ok_or(ShelfError::Full)?;
        }
        if let Some(left) = &mut self.room_left {
            let freed = self.texts.get(key).map_or(0, |old| key.len() + old.len());
            *left = (*left + freed).checked_sub(key.len() + text.len()).ok_or(ShelfError::Full)?;
        }
        self.texts.insert(key.into(), text.into());
        Ok(())
    }

    fn remove(&mut self, key: &str) -> Result<(), ShelfError> {
        let old = self.texts.remove(key);
        if let Some((left, old)) = self.room_left.as_mut().zip(old) {
            *left += key.len() + old.len();
        }
        Ok(())
    }
}

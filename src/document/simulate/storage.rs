//! Storage that fails: a write is refused, the room runs out, the page is killed between two writes.

use crate::document::shelf::{MemoryShelf, Shelf, ShelfError};

/// A browser's storage with what is about to happen to it.
#[derive(Debug, Clone, Default)]
pub struct Storage {
    /// What is in it.
    pub shelf: MemoryShelf,
    /// Changes until one is refused, and how.
    pub fails_at: Option<(u32, ShelfError)>,
    /// Changes until the page is killed.
    pub dies_at: Option<u32>,
    /// The page was killed: nothing reaches the storage any more.
    pub is_dead: bool,
}

impl Storage {
    fn change(&mut self) -> Result<(), ShelfError> {
        if let Some(left) = &mut self.dies_at {
            *left = left.saturating_sub(1);
            self.is_dead |= *left == 0;
        }
        if self.is_dead {
            return Err(ShelfError::Blocked("killed".into()));
        }
        if let Some((left, _)) = &mut self.fails_at {
            *left = left.saturating_sub(1);
            if *left == 0 {
                return Err(self.fails_at.take().map_or(ShelfError::Full, |(_, error)| error));
            }
        }
        Ok(())
    }

    /// The page is gone; another may start.
    pub fn revive(&mut self) {
        (self.dies_at, self.is_dead) = (None, false);
    }
}

impl Shelf for Storage {
    fn keys(&self) -> Result<Vec<String>, ShelfError> {
        self.shelf.keys()
    }

    fn get(&self, key: &str) -> Result<Option<String>, ShelfError> {
        self.shelf.get(key)
    }

    fn set(&mut self, key: &str, text: &str) -> Result<(), ShelfError> {
        self.change()?;
        self.shelf.set(key, text)
    }

    fn remove(&mut self, key: &str) -> Result<(), ShelfError> {
        self.change()?;
        self.shelf.remove(key)
    }
}

//! A snapshot slot: a whole class, packed, under a key of its own.

use crate::document::document::Document;
use crate::document::file;
use crate::document::seal::{seal, unseal};

/// What a slot holds.
#[derive(Debug, Clone)]
pub struct Slot {
    /// Counts the folds: the older of two slots is written next.
    pub generation: u64,
    /// The class as it was then.
    pub document: Document,
}

/// The text of a slot: checksum, generation, packed class file ([`file::pack`]).
pub fn write(packed: &str, generation: u64) -> String {
    seal(&format!("{generation} {packed}"))
}

/// Reads it; `None` where it is damaged, or a later version wrote it.
pub fn read(text: &str) -> Option<Slot> {
    let (generation, packed) = unseal(text)?.split_once(' ')?;
    let document = file::unpack(packed)?;
    Some(Slot { generation: generation.parse().ok()?, document })
}

/// Its checksum as it stands in the text: tells one content from another without reading it.
pub fn checksum(text: &str) -> &str {
    text.split(' ').next().unwrap_or_default()
}

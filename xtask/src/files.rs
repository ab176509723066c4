//! Files of the page: read, written and removed with errors that name them, and the hash that names them.

use std::fs;
use std::path::Path;

use crate::shell::Done;

/// The text of a file.
pub fn read(file: &Path) -> Done<String> {
    fs::read_to_string(file).map_err(|error| format!("{} cannot be read: {error}.", file.display()))
}

/// The bytes of a file.
pub fn read_bytes(file: &Path) -> Done<Vec<u8>> {
    fs::read(file).map_err(|error| format!("{} cannot be read: {error}.", file.display()))
}

/// Writes a file.
pub fn write(file: &Path, content: &[u8]) -> Done {
    fs::write(file, content).map_err(|error| format!("{} cannot be written: {error}.", file.display()))
}

/// Removes a file.
pub fn remove(file: &Path) -> Done {
    fs::remove_file(file).map_err(|error| format!("{} cannot be removed: {error}.", file.display()))
}

/// FNV-1a: the same content gives the same name anywhere.
pub fn hash<'a>(contents: impl IntoIterator<Item = &'a [u8]>) -> u64 {
    contents
        .into_iter()
        .flatten()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

//! A text with its checksum before it, as the browser keeps it.

use super::json::{ascii, checksum};

/// Puts the checksum before a text and makes it ASCII.
pub fn seal(json: &str) -> String {
    let text = ascii(json);
    format!("{:016x} {text}", checksum(text.as_bytes()))
}

/// The text behind a right checksum.
pub fn unseal(line: &str) -> Option<&str> {
    let (sum, text) = line.split_once(' ')?;
    (sum == format!("{:016x}", checksum(text.as_bytes()))).then_some(text)
}

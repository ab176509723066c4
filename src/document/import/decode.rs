//! Bytes to text. A file that is no text is refused (`kinds`). Tables are none of this file's business.

use super::kinds::Kind;
use crate::domain::Sentence;

/// The largest file that is read: far above any class list, far below what stops a tab.
pub const MOST_BYTES: usize = 25 * 1024 * 1024;

/// Text with the encoding that it was found in.
#[derive(Debug, Clone, PartialEq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// `utf-8`, `utf-8-bom`, `utf-16le`, `utf-16be` or `windows-1252`.
    pub encoding: &'static str,
}

/// Reads a dropped file. Errors are sentences for the teacher: no text, no table, too large, empty.
pub fn decode(bytes: &[u8]) -> Result<Decoded, Sentence> {
    if bytes.len() > MOST_BYTES {
        return Err(Sentence::new("import.too_large").with("limit", MOST_BYTES / 1024 / 1024));
    }
    if let Some(kind) = Kind::of_bytes(bytes) {
        return Err(kind.sentence());
    }
    let decoded = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => {
            Decoded { text: String::from_utf8_lossy(rest).into_owned(), encoding: "utf-8-bom" }
        }
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes, "utf-16le"),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes, "utf-16be"),
        _ => without_mark(bytes)?,
    };
    match &decoded.text {
        text if text.trim().is_empty() => Err(Sentence::new("import.empty")),
        text if text.contains('\0') => Err(Sentence::new("import.binary")),
        text => match Kind::of_text(text) {
            // What takes days without school reads it.
            None | Some(Kind::Calendar) => Ok(decoded),
            Some(kind) => Err(kind.sentence()),
        },
    }
}

fn without_mark(bytes: &[u8]) -> Result<Decoded, Sentence> {
    // ASCII letters in UTF-16 leave every second byte zero; no other text encoding has zeros at all.
    let zeros = |odd: usize| bytes.iter().skip(odd).step_by(2).take(200).filter(|b| **b == 0).count();
    let pairs = (bytes.len() / 2).min(200);
    if pairs > 0 && zeros(1) * 2 > pairs && zeros(0) == 0 {
        return Ok(utf16(bytes, u16::from_le_bytes, "utf-16le"));
    }
    if pairs > 0 && zeros(0) * 2 > pairs && zeros(1) == 0 {
        return Ok(utf16(bytes, u16::from_be_bytes, "utf-16be"));
    }
    if bytes.contains(&0) {
        return Err(Sentence::new("import.binary"));
    }
    Ok(match std::str::from_utf8(bytes) {
        Ok(text) => Decoded { text: text.to_owned(), encoding: "utf-8" },
        Err(_) => {
            Decoded { text: bytes.iter().map(|b| windows_1252(*b)).collect(), encoding: "windows-1252" }
        }
    })
}

fn utf16(bytes: &[u8], join: fn([u8; 2]) -> u16, encoding: &'static str) -> Decoded {
    let units = bytes.chunks_exact(2).map(|pair| join([pair[0], pair[1]]));
    let text = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    Decoded { text, encoding }
}

/// Windows-1252 differs from Latin-1 in 0x80 to 0x9F only; its five holes are read as Latin-1.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_encoding() {
        let little = [0xFF, 0xFE, b'A', 0, 0xE9, 0, b'\n', 0];
        let big = [0xFE, 0xFF, 0, b'A', 0, 0xE9, 0, b'\n'];
        let cases: &[(&[u8], &str, &str)] = &[
            ("José".as_bytes(), "utf-8", "José"),
            (b"\xEF\xBB\xBFJos\xC3\xA9", "utf-8-bom", "José"),
            (&little, "utf-16le", "Aé\n"),
            (&big, "utf-16be", "Aé\n"),
            (&little[2..], "utf-16le", "Aé\n"),
            (&big[2..], "utf-16be", "Aé\n"),
            (b"Jos\xE9 O\x92Brien", "windows-1252", "José O’Brien"),
        ];
        for (bytes, encoding, text) in cases {
            let decoded = decode(bytes).expect("text");
            assert_eq!((decoded.encoding, decoded.text.as_str()), (*encoding, *text));
        }
    }

    #[test]
    fn refuses_a_file_above_the_limit() {
        assert!(decode(&vec![b'a'; MOST_BYTES]).is_ok());
        let too_large = decode(&vec![b'a'; MOST_BYTES + 1]);
        assert_eq!(too_large.map_err(|sentence| sentence.key), Err("import.too_large"));
    }
}

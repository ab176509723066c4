//! What a file or a pasted text is, where it is no table: told by its first bytes, whatever its name says, and answered
//! with what it is and where it belongs. Nothing is read for that, so that it comes before all limits.

use crate::document::protect::is_protected;
use crate::domain::Sentence;

/// Something that is no table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A calendar (RFC 5545).
    Calendar,
    /// A class, or what was rescued of one.
    ClassFile,
    /// A file in the age format.
    Protected,
    Pdf,
    Spreadsheet,
    OldOffice,
    Word,
    Image,
    Archive,
    Binary,
    WebPage,
    Json,
}

/// So much of a text is looked at.
const BEGINNING: usize = 1_000;
/// So much of a zip, at both ends: its names stand in front of each file, and all of them at the end.
const END_OF_ZIP: usize = 64 * 1024;

impl Kind {
    /// What these bytes are, unless they are text.
    pub(super) fn of_bytes(bytes: &[u8]) -> Option<Self> {
        const KINDS: &[(&[u8], Kind)] = &[
            (b"%PDF", Kind::Pdf),
            (b"\xD0\xCF\x11\xE0", Kind::OldOffice),
            (b"\x89PNG", Kind::Image),
            (b"\xFF\xD8\xFF", Kind::Image),
            (b"GIF8", Kind::Image),
            (b"BM6", Kind::Image),
            (b"II*\0", Kind::Image),
            (b"MM\0*", Kind::Image),
            (b"{\\rtf", Kind::Word),
            (b"\x1F\x8B", Kind::Archive),
            (b"7z\xBC\xAF", Kind::Archive),
            (b"Rar!", Kind::Archive),
            (b"SQLite format 3\0", Kind::Binary),
            (b"\x7FELF", Kind::Binary),
            (b"MZ\x90", Kind::Binary),
        ];
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
            return Some(Self::of_zip(bytes));
        }
        if bytes.get(4..8) == Some(b"ftyp".as_slice()) || bytes.get(8..12) == Some(b"WEBP".as_slice()) {
            return Some(Self::Image);
        }
        // A protected file has a head of text and is bytes behind it.
        if is_protected(&bytes[..bytes.len().min(BEGINNING)]) {
            return Some(Self::Protected);
        }
        KINDS.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, kind)| *kind)
    }

    /// A zip names its files in plain bytes, so the kind can be told without unpacking.
    fn of_zip(bytes: &[u8]) -> Self {
        let ends = [&bytes[..bytes.len().min(END_OF_ZIP)], &bytes[bytes.len().saturating_sub(END_OF_ZIP)..]];
        let has = |name: &[u8]| ends.iter().any(|part| part.windows(name.len()).any(|window| window == name));
        if has(b"xl/") || has(b"opendocument.spreadsheet") || has(b"Index/Tables/") {
            Self::Spreadsheet
        } else if has(b"word/") || has(b"opendocument.text") {
            Self::Word
        } else {
            Self::Archive
        }
    }

    /// What this text is, unless it may be a table: many "Excel" exports of web sites are pages inside.
    pub(super) fn of_text(text: &str) -> Option<Self> {
        let start: String = text.chars().take(BEGINNING).collect::<String>().to_ascii_lowercase();
        let start = start.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if start.starts_with("begin:vcalendar") {
            return Some(Self::Calendar);
        }
        if is_protected(&text.as_bytes()[..text.len().min(BEGINNING)]) {
            return Some(Self::Protected);
        }
        if ["<!doctype", "<html", "<?xml", "<table"].iter().any(|tag| start.starts_with(tag)) {
            return Some(Self::WebPage);
        }
        let marks: String = start.chars().filter(|c| !c.is_whitespace()).take(20).collect();
        if marks.starts_with("{\"format\":\"rondo-") {
            return Some(Self::ClassFile);
        }
        (marks.starts_with("{\"") || marks.starts_with("[{")).then_some(Self::Json)
    }

    /// What it is, and where it belongs.
    pub(super) fn sentence(self) -> Sentence {
        Sentence::new(match self {
            Self::Calendar => "import.calendar",
            Self::ClassFile => "import.class_file",
            Self::Protected => "import.protected",
            Self::Pdf => "import.pdf",
            Self::Spreadsheet => "import.xlsx",
            Self::OldOffice => "import.old_office",
            Self::Word => "import.word",
            Self::Image => "import.image",
            Self::Archive => "import.archive",
            Self::Binary => "import.binary",
            Self::WebPage => "import.web_page",
            Self::Json => "import.json",
        })
    }
}

/// Whether a pasted text, or the beginning of a file as text, is a calendar.
pub fn is_calendar(text: &str) -> bool {
    Kind::of_text(text) == Some(Kind::Calendar)
}

/// Whether a file is a calendar, in any encoding.
pub fn is_calendar_file(bytes: &[u8]) -> bool {
    super::decode::decode(&bytes[..bytes.len().min(BEGINNING)]).is_ok_and(|start| is_calendar(&start.text))
}

/// That a text may be a table.
///
/// # Errors
/// What it is instead.
pub(super) fn may_be_a_table(text: &str) -> Result<(), Sentence> {
    Kind::of_text(text).map_or(Ok(()), |kind| Err(kind.sentence()))
}

#[cfg(test)]
mod tests {
    use super::super::framework::read_framework;
    use super::super::{read_file, read_table};
    use super::*;
    use crate::document::Document;
    use crate::document::file;

    const ICS: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n";

    #[test]
    fn a_file_that_is_no_table_is_told_by_its_first_bytes() {
        let class = file::write(&Document::new("c"));
        let rescue = "{\"format\": \"rondo-rescue\", \"version\": 1}";
        let utf16: Vec<u8> = ICS.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let cases: &[(&[u8], &str)] = &[
            (b"", "import.empty"),
            (b"\xEF\xBB\xBF", "import.empty"),
            (b" \r\n\t ", "import.empty"),
            (b"%PDF-1.7\nLast,First", "import.pdf"),
            (b"PK\x03\x04....xl/workbook.xml", "import.xlsx"),
            (b"PK\x03\x04....word/document.xml", "import.word"),
            (b"PK\x03\x04photo.jpg", "import.archive"),
            (b"\xD0\xCF\x11\xE0\xA1\xB1", "import.old_office"),
            (b"\x89PNG\r\n\x1a\n", "import.image"),
            (b"\0\0\0\x18ftypheic", "import.image"),
            (b"name\0\x01\x02\x03", "import.binary"),
            (b"<html><table>", "import.web_page"),
            (b"{ \"format\": 1}", "import.json"),
            (b"[{\"name\": \"Ana\"}]", "import.json"),
            (class.as_bytes(), "import.class_file"),
            (rescue.as_bytes(), "import.class_file"),
            (b"age-encryption.org/v1\n-> scrypt \0\x01", "import.protected"),
            (b"-----BEGIN AGE ENCRYPTED FILE-----\nYWdl", "import.protected"),
            (ICS.as_bytes(), "import.calendar"),
            (b"\xEF\xBB\xBF\nbegin:vcalendar\nVERSION:2.0", "import.calendar"),
            (&utf16, "import.calendar"),
        ];
        for (bytes, key) in cases {
            assert_eq!(read_file(bytes).map_err(|sentence| sentence.key).err(), Some(*key), "{bytes:?}");
        }
    }

    #[test]
    fn a_pasted_text_is_told_like_a_file() {
        let long = format!("{ICS}{}", "X".repeat(7_000_000));
        for (text, key) in [
            (ICS, "import.calendar"),
            ("\u{feff} BEGIN:VCALENDAR", "import.calendar"),
            // Before any limit: that a calendar is too long a table is of no help.
            (long.as_str(), "import.calendar"),
            ("{\"format\":\"rondo-class\",", "import.class_file"),
            ("<table><tr><td>Ana", "import.web_page"),
        ] {
            assert_eq!(read_table(text).unwrap_err().key, key);
        }
        for text in ["Begin Vcalendar", "Ana BEGIN:VCALENDAR", "Format,Rondo\nAna,1", "age\n9", "é"] {
            assert!(read_table(text).is_ok(), "{text}");
        }
        let far = format!("{}é{ICS}", " ".repeat(BEGINNING - 1));
        assert_eq!(Kind::of_text(&far), None, "the beginning alone is looked at");
    }

    #[test]
    fn a_calendar_is_known_and_is_no_framework() {
        assert!(
            is_calendar_file(ICS.as_bytes())
                && is_calendar_file(format!("{ICS}{}\0", "é".repeat(BEGINNING)).as_bytes())
        );
        assert!(!is_calendar_file(b"") && !is_calendar_file(b"Name\nAna") && !is_calendar_file(b"\x89PNG"));
        assert_eq!(read_framework(ICS.as_bytes()).unwrap_err().key, "import.calendar");
    }
}

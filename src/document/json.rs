//! Field values as JSON text and back, to the letter where this version does not understand them.

use std::fmt::Write as _;

use serde_json::value::RawValue;

use crate::domain::record::Value;

/// Compact JSON of a value.
pub fn to_json(value: &Value) -> String {
    let mut out = String::new();
    push_json(&mut out, value);
    out
}

/// The same, at the end of a text.
pub fn push_json(out: &mut String, value: &Value) {
    let _ = match value {
        Value::Null => out.write_str("null"),
        Value::Bool(yes) => write!(out, "{yes}"),
        Value::Int(n) => write!(out, "{n}"),
        // Rust's own shortest form: the other printer would bring tables of its own into the page.
        Value::Number(n) => write!(out, "{n}"),
        Value::Text(text) => {
            push_quoted(out, text);
            Ok(())
        }
        Value::Raw(raw) => out.write_str(raw),
    };
}

/// A JSON string.
pub fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    push_quoted(&mut out, text);
    out
}

/// The same, at the end of a text.
pub fn push_quoted(out: &mut String, text: &str) {
    if text.bytes().any(|byte| byte < b' ' || byte == b'"' || byte == b'\\') {
        out.push_str(&serde_json::to_string(text).unwrap_or_else(|_| "\"\"".into()));
        return;
    }
    out.push('"');
    out.push_str(text);
    out.push('"');
}

/// Reads a value; what would not be written back to the same letters stays raw. Text is always read as text, unless
/// it holds half a surrogate pair, which no Rust string can.
pub fn from_json(raw: &RawValue) -> Value {
    let text = raw.get();
    let value = match text.as_bytes().first() {
        Some(b'n') => Value::Null,
        Some(b't') => Value::Bool(true),
        Some(b'f') => Value::Bool(false),
        Some(b'"') => {
            return serde_json::from_str(text).map_or_else(|_| Value::Raw(text.to_owned()), Value::Text);
        }
        Some(b'{' | b'[') => return Value::Raw(compact(text)),
        _ => match text.parse() {
            // JSON has no plus and no zeros in front.
            Ok(n) if text != "-0" => Value::Int(n),
            _ => text.parse().map_or(Value::Null, Value::Number),
        },
    };
    let same = !matches!(value, Value::Number(_)) || to_json(&value) == text;
    if same { value } else { Value::Raw(text.to_owned()) }
}

/// Leaves out the white space between tokens, so that a record stays on one line.
fn compact(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut in_string, mut escaped) = (false, false);
    for c in text.chars() {
        if in_string {
            in_string = escaped || c != '"';
            escaped = !escaped && c == '\\';
        } else if c.is_ascii_whitespace() {
            continue;
        } else {
            in_string = c == '"';
        }
        out.push(c);
    }
    out
}

/// The same JSON in ASCII alone: browsers count two bytes a character as soon as one is not.
pub fn ascii(json: &str) -> String {
    if json.is_ascii() {
        return json.to_owned();
    }
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    out
}

/// FNV-1a, 64 bits (Fowler, Noll, Vo; RFC 9923): finds damage, proves nothing about the writer.
pub fn checksum(bytes: &[u8]) -> u64 {
    checksum_on(0xcbf2_9ce4_8422_2325, bytes)
}

/// The checksum of a text that goes on with these bytes; `sum` is that of what came before.
pub fn checksum_on(sum: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(sum, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Value {
        from_json(serde_json::from_str(json).unwrap())
    }

    #[test]
    fn values_are_written_back_to_the_letter() {
        for json in [
            "null",
            "true",
            "0",
            "-3",
            "2.5",
            "1e400",
            "1.0",
            "-0",
            "\"An\"",
            "[1,2]",
            "{\"a\":[]}",
            "\"\\ud800\"",
            "99999999999999999999",
        ] {
            assert_eq!(to_json(&read(json)), json);
        }
        assert_eq!(read("\"Nguy\\u1ec5n\""), Value::Text("Nguyễn".into()));
        assert_eq!(read("{ \"a b\\\" }\" : [ 1 , 2 ] }"), Value::Raw("{\"a b\\\" }\":[1,2]}".into()));
    }

    #[test]
    fn ascii_means_the_same() {
        let text = "Nguyễn 🍁";
        let line = ascii(&quote(text));
        assert!(line.is_ascii());
        assert_eq!(serde_json::from_str::<String>(&line).unwrap(), text);
    }

    #[test]
    fn checksum_is_fnv_1a() {
        assert_eq!(checksum(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(checksum(b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(checksum_on(checksum(b"ab"), b"c"), checksum(b"abc"));
    }
}

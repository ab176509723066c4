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
    match text.as_bytes().first() {
        Some(b'n') => Value::Null,
        Some(b't') => Value::Bool(true),
        Some(b'f') => Value::Bool(false),
        Some(b'"') => serde_json::from_str(text).map_or_else(|_| Value::Raw(text.to_owned()), Value::Text),
        Some(b'{' | b'[') => Value::Raw(compact(text)),
        _ => match text.parse() {
            // JSON has no plus and no zeros in front.
            Ok(n) if text != "-0" => Value::Int(n),
            _ => number(text).map_or_else(|| Value::Raw(text.to_owned()), Value::Number),
        },
    }
}

/// The number that is written like this, digit for digit. Without the standard library's reader, whose tables are ten
/// kilobytes of the page: a product of few roundings is near the number, and the number is known by how it is written.
#[expect(clippy::cast_precision_loss, reason = "what is lost is looked for afterwards")]
fn number(text: &str) -> Option<f64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let (mut digits, mut tens) = (0_u64, 0_usize);
    for byte in whole.trim_start_matches('-').bytes().chain(fraction.bytes()) {
        // Nothing is written with an exponent.
        let digit = byte.checked_sub(b'0').filter(|digit| *digit < 10)?;
        if digits < DIGITS {
            digits = digits * 10 + u64::from(digit);
        } else {
            tens += 1;
        }
    }
    let mut near = if text.starts_with('-') { -(digits as f64) } else { digits as f64 };
    let (up, down) = (tens.saturating_sub(fraction.len()), fraction.len().saturating_sub(tens));
    let mut roundings = 1;
    for power in powers(up) {
        near *= power;
        roundings += 1;
    }
    for power in powers(down) {
        near /= power;
        roundings += 1;
    }
    let (mut above, mut below) = (near, near);
    for _ in 0..=roundings {
        if let Some(found) = [above, below].into_iter().find(|n| to_json(&Value::Number(*n)) == text) {
            return Some(found);
        }
        (above, below) = (above.next_up(), below.next_down());
    }
    None
}

/// A number has 17 digits at most that are not zeros at its end; below this one more has room.
const DIGITS: u64 = 1_000_000_000_000_000_000;
/// So many tens have a product without rounding.
const EXACT: usize = 22;

/// Powers of ten, each exact, whose product is ten to `tens`.
fn powers(tens: usize) -> impl Iterator<Item = f64> {
    let one = |tens: usize| (0..tens).fold(1.0, |power, _| power * 10.0);
    (0..tens).step_by(EXACT).map(move |done| one(EXACT.min(tens - done)))
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
    use proptest::prelude::*;

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

    /// What the standard library reads of a text, and whether it writes it so.
    fn known(text: &str) -> Option<f64> {
        text.parse().ok().filter(|n| to_json(&Value::Number(*n)) == text)
    }

    fn same(text: &str) {
        assert_eq!(number(text).map(f64::to_bits), known(text).map(f64::to_bits), "{text}");
    }

    #[test]
    fn numbers_are_what_the_standard_library_reads() {
        for n in [
            0.1 + 0.2,
            2.0 / 3.0,
            1e-5 / 3.0,
            9_007_199_254_740_993.5,
            1e22,
            1e23,
            f64::MAX,
            f64::MIN_POSITIVE,
            f64::from_bits(1),
            f64::from_bits(0x000f_ffff_ffff_ffff),
        ] {
            same(&format!("{n}"));
            same(&format!("{}", -n));
            assert_eq!(number(&format!("{n}")), Some(n));
        }
        for text in [
            "-0",
            "0.0",
            "0.10",
            "1e5",
            "00.5",
            "0.30000000000000005",
            "18446744073709551616",
            "1.8446744073709551616",
        ] {
            same(text);
        }
    }

    proptest! {
        #[test]
        fn any_number_is_read_as_it_was_written(bits in any::<u64>()) {
            let n = f64::from_bits(bits);
            if n.is_finite() {
                prop_assert_eq!(number(&format!("{n}")).map(f64::to_bits), Some(bits));
            }
        }

        #[test]
        fn any_digits_are_read_as_the_standard_library_does(text in "-?(0|[1-9][0-9]{0,25})(\\.[0-9]{1,30})?") {
            same(&text);
        }
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

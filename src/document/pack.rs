//! Makes a long text short enough for a browser's storage: deflate, then base64, so that every character is ASCII.

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/// Three times the largest file: a packed text that claims more is damaged.
const MAX_UNPACKED: usize = 3 * super::limits::MAX_BYTES;

/// Packs bytes into ASCII text.
pub fn pack(bytes: &[u8]) -> String {
    let packed = miniz_oxide::deflate::compress_to_vec(bytes, 6);
    let mut out = String::with_capacity(packed.len().div_ceil(3) * 4);
    for chunk in packed.chunks(3) {
        let bits =
            chunk.iter().chain(&[0, 0]).take(3).fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte));
        for digit in 0..=chunk.len() {
            out.push(char::from(DIGITS[bits >> (18 - 6 * digit) & 63]));
        }
    }
    out
}

/// Unpacks it; `None` where the text is damaged.
pub fn unpack(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: &u8| DIGITS.iter().position(|digit| digit == byte);
    let mut packed = Vec::with_capacity(text.len() / 4 * 3 + 3);
    for chunk in text.as_bytes().chunks(4) {
        let mut bits = 0;
        for at in 0..4 {
            bits = bits << 6 | chunk.get(at).map_or(Some(0), digit)?;
        }
        let bytes = [bits >> 16, bits >> 8 & 255, bits & 255];
        packed.extend(
            bytes.iter().take(chunk.len().checked_sub(1)?).filter_map(|byte| u8::try_from(*byte).ok()),
        );
    }
    miniz_oxide::inflate::decompress_to_vec_with_limit(&packed, MAX_UNPACKED).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn unpacks_what_was_packed(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let text = pack(&bytes);
            prop_assert!(text.is_ascii());
            prop_assert_eq!(unpack(&text), Some(bytes));
        }

        #[test]
        fn survives_any_text(text in ".{0,60}") {
            let _ = unpack(&text);
        }
    }
}

//! Makes a long text short enough for a browser's storage: deflate, then base64, so that every character is ASCII.

use miniz_oxide::deflate::core::{
    CompressorOxide, TDEFLFlush, compress_to_output, create_comp_flags_from_zip_params,
};

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/// Three times the largest file: a packed text that claims more is damaged.
const MAX_UNPACKED: usize = 3 * super::limits::MAX_BYTES;

/// Level of deflate: the usual one.
const LEVEL: i32 = 6;

/// Packs bytes into ASCII text.
pub fn pack(bytes: &[u8]) -> String {
    let mut packer = Packer::default();
    packer.push(bytes);
    packer.end()
}

/// Packs a text that comes piece by piece. The packed text is the same whatever the pieces are.
#[derive(Clone)]
pub struct Packer {
    deflate: Box<CompressorOxide>,
    /// Deflated and not yet written: fewer than three bytes between two pieces.
    bytes: Vec<u8>,
    text: String,
}

impl Default for Packer {
    fn default() -> Self {
        let deflate = Box::new(CompressorOxide::new(create_comp_flags_from_zip_params(LEVEL, 0, 0)));
        Self { deflate, bytes: Vec::new(), text: String::new() }
    }
}

impl Packer {
    /// Packs the next piece.
    pub fn push(&mut self, piece: &[u8]) {
        self.deflate(piece, TDEFLFlush::None);
        let whole = self.bytes.len() / 3 * 3;
        push_digits(&mut self.text, &self.bytes[..whole]);
        self.bytes.drain(..whole);
    }

    /// The packed text.
    pub fn end(mut self) -> String {
        self.deflate(&[], TDEFLFlush::Finish);
        push_digits(&mut self.text, &self.bytes);
        self.text
    }

    fn deflate(&mut self, piece: &[u8], flush: TDEFLFlush) {
        let bytes = &mut self.bytes;
        // It takes everything at once and cannot fail, because this takes whatever comes out of it.
        let _ = compress_to_output(&mut self.deflate, piece, flush, |out| {
            bytes.extend_from_slice(out);
            true
        });
    }
}

fn push_digits(text: &mut String, bytes: &[u8]) {
    for chunk in bytes.chunks(3) {
        let bits =
            chunk.iter().chain(&[0, 0]).take(3).fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte));
        for digit in 0..=chunk.len() {
            text.push(char::from(DIGITS[bits >> (18 - 6 * digit) & 63]));
        }
    }
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

    #[test]
    fn it_is_plain_deflate() {
        let bytes: Vec<u8> = (0..60_000_u32).flat_map(|n| (n * n % 1_013).to_string().into_bytes()).collect();
        let mut text = String::new();
        push_digits(&mut text, &miniz_oxide::deflate::compress_to_vec(&bytes, 6));
        assert_eq!(pack(&bytes), text);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn unpacks_what_was_packed(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let text = pack(&bytes);
            prop_assert!(text.is_ascii());
            prop_assert_eq!(unpack(&text), Some(bytes));
        }

        #[test]
        fn pieces_make_the_same_text(
            words in proptest::collection::vec(0..200_u16, 0..60_000),
            sizes in proptest::collection::vec(1..40_000_usize, 1..9),
        ) {
            // As in a class: words that come again, some of them far away.
            let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_string().into_bytes()).collect();
            let (mut packer, mut rest) = (Packer::default(), bytes.as_slice());
            for size in sizes.iter().cycle() {
                let (piece, after) = rest.split_at(rest.len().min(*size));
                packer.push(piece);
                rest = after;
                if rest.is_empty() {
                    break;
                }
            }
            let text = packer.end();
            prop_assert_eq!(&text, &pack(&bytes));
            prop_assert_eq!(unpack(&text), Some(bytes));
        }

        #[test]
        fn survives_any_text(text in ".{0,60}") {
            let _ = unpack(&text);
        }
    }
}

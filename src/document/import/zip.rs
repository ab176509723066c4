//! The files of a zip, as its central directory lists them: stored or deflated, nothing else.
//!
//! Written out instead of a crate, because `miniz_oxide` unpacks already and a roster needs no more than this. Sizes that
//! a zip claims are never trusted: what a file unpacks to is held to the limit that every dropped file has.

use super::decode::MOST_BYTES;

/// The most files that are looked at; a OneRoster zip has some twenty.
const MOST_FILES: usize = 200;

/// One file of a zip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Packed<'a> {
    /// Its name without folders, in lower case.
    pub(super) name: String,
    bytes: &'a [u8],
    method: u16,
    /// CRC-32 of what is in it, as the directory has it.
    sum: usize,
}

impl Packed<'_> {
    /// What is in it; `None` where it is damaged, locked, too large, or packed in another way.
    pub(super) fn unpack(&self) -> Option<Vec<u8>> {
        let unpacked = match self.method {
            0 => (self.bytes.len() <= MOST_BYTES).then(|| self.bytes.to_vec()),
            8 => miniz_oxide::inflate::decompress_to_vec_with_limit(self.bytes, MOST_BYTES).ok(),
            _ => None,
        };
        unpacked.filter(|bytes| usize::try_from(crc32(bytes)) == Ok(self.sum))
    }
}

/// The checksum of a zip (ISO 3309), four bits at a time: its table is made of sixteen numbers, not of 256.
fn crc32(bytes: &[u8]) -> u32 {
    const HALF: [u32; 16] = {
        let mut table = [0_u32; 16];
        let mut n = 0;
        while n < 16 {
            let (mut sum, mut bit) = (n as u32, 0);
            while bit < 4 {
                sum = if sum & 1 == 1 { 0xEDB8_8320 ^ (sum >> 1) } else { sum >> 1 };
                bit += 1;
            }
            table[n] = sum;
            n += 1;
        }
        table
    };
    let half = |sum: u32| (sum >> 4) ^ HALF[(sum & 15) as usize];
    !bytes.iter().fold(!0_u32, |sum, byte| half(half(sum ^ u32::from(*byte))))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<usize> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    Some(usize::from(u16::from_le_bytes([pair[0], pair[1]])))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    let (low, high) = (u16_at(bytes, at)?, u16_at(bytes, at.checked_add(2)?)?);
    usize::try_from(u32::try_from(low).ok()? | u32::try_from(high).ok()? << 16).ok()
}

/// Every file of the zip; `None` where the bytes are no whole zip.
pub(super) fn files(bytes: &[u8]) -> Option<Vec<Packed<'_>>> {
    // The end record stands last, before a comment of at most 65,535 bytes.
    let last = bytes.len().checked_sub(22)?;
    let first = last.saturating_sub(usize::from(u16::MAX));
    let end = (first..=last).rev().find(|at| bytes[*at..].starts_with(b"PK\x05\x06"))?;
    let n = u16_at(bytes, end + 10)?;
    let mut at = u32_at(bytes, end + 16)?;
    let mut found = Vec::new();
    for _ in 0..n.min(MOST_FILES) {
        if !bytes.get(at..)?.starts_with(b"PK\x01\x02") {
            return None;
        }
        let (name, extra, comment) =
            (u16_at(bytes, at + 28)?, u16_at(bytes, at + 30)?, u16_at(bytes, at + 32)?);
        let said = bytes.get(at + 46..at + 46 + name)?;
        found.extend(packed(bytes, at, said));
        at += 46 + name + extra + comment;
    }
    Some(found)
}

/// A file by its entry; `None` for a folder, a locked file, or one whose place is not in the zip.
fn packed<'a>(bytes: &'a [u8], entry: usize, name: &[u8]) -> Option<Packed<'a>> {
    let is_locked = u16_at(bytes, entry + 8)? & 1 == 1;
    let (size, start) = (u32_at(bytes, entry + 20)?, u32_at(bytes, entry + 42)?);
    if is_locked || name.ends_with(b"/") || !bytes.get(start..)?.starts_with(b"PK\x03\x04") {
        return None;
    }
    // The local head repeats the name, and its extra field may be another than the directory's.
    let from = start.checked_add(30 + u16_at(bytes, start + 26)? + u16_at(bytes, start + 28)?)?;
    let path = String::from_utf8_lossy(name).to_lowercase();
    let name = path.rsplit(['/', '\\']).next()?.to_owned();
    let method = u16::try_from(u16_at(bytes, entry + 10)?).ok()?;
    let sum = u32_at(bytes, entry + 16)?;
    Some(Packed { name, bytes: bytes.get(from..from.checked_add(size)?)?, method, sum })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A zip of these files, deflated, as any program writes it.
    pub(in super::super) fn zip(files: &[(&str, &str)]) -> Vec<u8> {
        pack(files, 8)
    }

    /// A zip of one file as it is.
    pub(in super::super) fn stored(name: &str, text: &str) -> Vec<u8> {
        pack(&[(name, text)], 0)
    }

    fn pack(files: &[(&str, &str)], method: usize) -> Vec<u8> {
        let half = |n: usize| u16::try_from(n).unwrap().to_le_bytes();
        let whole = |n: usize| u32::try_from(n).unwrap().to_le_bytes();
        let (mut out, mut directory) = (Vec::new(), Vec::new());
        for (name, text) in files {
            let packed = match method {
                0 => text.as_bytes().to_vec(),
                _ => miniz_oxide::deflate::compress_to_vec(text.as_bytes(), 6),
            };
            let start = out.len();
            let sum = crc32(text.as_bytes()).to_le_bytes();
            let sizes = [whole(packed.len()), whole(text.len())].concat();
            let about = [&half(20)[..], &half(0), &half(method), &[0; 4], &sum, &sizes];
            let about = [&about.concat()[..], &half(name.len()), &half(0)].concat();
            out.extend([b"PK\x03\x04", &about[..], name.as_bytes(), &packed].concat());
            let rest = [&[0; 10][..], &whole(start), name.as_bytes()].concat();
            directory.extend([b"PK\x01\x02", &half(20)[..], &about, &rest].concat());
        }
        let (start, n) = (out.len(), half(files.len()));
        out.extend(&directory);
        out.extend(
            [b"PK\x05\x06", &[0; 4][..], &n, &n, &whole(directory.len()), &whole(start), &half(0)].concat(),
        );
        out
    }

    #[test]
    fn unpacks_what_any_program_packs() {
        let bytes = zip(&[("export/Users.CSV", "a,b\n1,2\n"), ("notes.txt", "")]);
        let found = files(&bytes).unwrap();
        assert_eq!(
            found.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(),
            ["users.csv", "notes.txt"]
        );
        assert_eq!(found[0].unpack().as_deref(), Some(b"a,b\n1,2\n".as_slice()));
        assert_eq!(files(b"PK\x03\x04 and no end"), None);
    }

    #[test]
    fn what_is_not_as_it_was_packed_is_refused() {
        assert_eq!((crc32(b""), crc32(b"123456789")), (0, 0xCBF4_3926));
        let bytes = zip(&[("users.csv", "a,b\n1,2\n")]);
        let mut sum = bytes.clone();
        let directory = bytes.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
        sum[directory + 16] ^= 1;
        assert_eq!(files(&sum).unwrap()[0].unpack(), None);
        assert!(files(&bytes).unwrap()[0].unpack().is_some());
    }

    proptest! {
        #[test]
        fn damage_does_no_harm(at in 0_usize..200, byte: u8) {
            let mut bytes = zip(&[("users.csv", "a,b\n1,2\n"), ("classes.csv", "c")]);
            if let Some(place) = bytes.get_mut(at) {
                *place = byte;
            }
            for file in files(&bytes).unwrap_or_default() {
                let _ = file.unpack();
            }
        }
    }
}

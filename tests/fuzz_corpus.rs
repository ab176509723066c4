//! The fuzz targets over their corpus, and over seeds of it that were changed a little: the same on every computer, in
//! a few seconds. A fuzzer's finds belong into the corpus (`fuzz/`).

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::fs;
use std::path::Path;

#[path = "../fuzz/bodies.rs"]
mod bodies;

/// Changed seeds for each file of the corpus.
const CHANGED: u64 = 60;
/// What a changed file may get in the middle.
const BITS: [&[u8]; 14] = [
    b"\"",
    b"\\",
    b"\n",
    b",",
    b"[",
    b"}",
    b"null",
    b"1e999",
    b"-0",
    b"\\ud800",
    b"\"gone\":\"9.00000001\",",
    b"1099511627777",
    b"\xff\xfe",
    b"\n---\n",
];

struct Random(u64);

impl Random {
    /// Below `n`, which is at least 1. (Numerical Recipes' generator; its high bits.)
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % n
    }
}

/// One to four small changes: a byte, a cut, a piece twice, a piece of another seed, a digit, something hostile.
fn change(seed: &[u8], other: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=random.below(4) {
        let (from, to) = (random.below(bytes.len() + 1), random.below(bytes.len() + 1));
        let (from, to) = (from.min(to), from.max(to));
        match random.below(6) {
            0 if from < bytes.len() => bytes[from] = u8::try_from(random.below(256)).unwrap(),
            1 => drop(bytes.drain(from..to.min(from + 40))),
            2 => {
                let twice = bytes[from..to].to_vec();
                bytes.splice(to..to, twice);
            }
            3 if !other.is_empty() => {
                let at = random.below(other.len());
                let piece = other[at..other.len().min(at + 200)].to_vec();
                bytes.splice(from..from, piece);
            }
            4 => {
                let digits: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at].is_ascii_digit()).collect();
                if !digits.is_empty() {
                    bytes[digits[random.below(digits.len())]] =
                        b'0' + u8::try_from(random.below(10)).unwrap();
                }
            }
            _ => {
                let bit = BITS[random.below(BITS.len())];
                bytes.splice(from..from, bit.iter().copied());
            }
        }
    }
    bytes
}

#[test]
fn the_corpus_and_what_is_near_it() {
    let long = std::env::var("RONDO_LONG").is_ok();
    for (name, body) in bodies::ALL {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(name);
        let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        assert!(files.len() > 5, "{name} has a corpus");
        let seeds: Vec<Vec<u8>> = files.iter().map(|path| fs::read(path).unwrap()).collect();
        let mut random = Random(7);
        for (seed, path) in seeds.iter().zip(&files) {
            println!("{}", path.display());
            body(seed);
            for _ in 0..if long { 100 * CHANGED } else { CHANGED } {
                let other = &seeds[random.below(seeds.len())];
                body(&change(seed, other, &mut random));
            }
        }
    }
}

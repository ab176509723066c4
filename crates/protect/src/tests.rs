//! Files made here and by another implementation, and everything that can be wrong with one.

use super::file::with_work;
use super::*;

/// Made by the npm package `age-encryption`, with the passphrase "maple river seven" and little work.
const THEIRS: &str = include_str!("samples/passphrase.age");
const THEIR_TEXT: &[u8] = b"A class, made elsewhere.\n";
/// Made by it for the holder of a key.
const FOR_A_KEY: &str = include_str!("samples/key.age");

fn quick(text: &[u8]) -> Vec<u8> {
    with_work(text, "maple river seven", 2).unwrap()
}

#[test]
fn what_was_protected_comes_back() {
    // A file is sealed in pieces of 64 KiB.
    for length in [0, 1, 65_535, 65_536, 65_537, 200_000] {
        let text: Vec<u8> = (0..length).map(|at: usize| at.to_le_bytes()[0]).collect();
        assert_eq!(open(&quick(&text), "maple river seven"), Ok(text), "{length}");
    }
}

#[test]
fn a_file_says_how_much_work_it_is_and_no_two_are_alike() {
    let made = protect(b"5B", "p").unwrap();
    let head = String::from_utf8_lossy(&made[..80]).into_owned();
    let second = head.lines().nth(1).unwrap_or_default();
    assert!(head.starts_with("age-encryption.org/v1\n-> scrypt ") && second.ends_with(" 16"), "{head}");
    assert_ne!(made, protect(b"5B", "p").unwrap());
    assert_eq!(open(&made, "p"), Ok(b"5B".to_vec()));
}

#[test]
fn theirs_opens_armored_and_not() {
    assert_eq!(open(THEIRS.as_bytes(), "maple river seven"), Ok(THEIR_TEXT.to_vec()));
    assert_eq!(open(THEIRS.replace('\n', "\r\n").as_bytes(), "maple river seven"), Ok(THEIR_TEXT.to_vec()));
}

#[test]
fn a_passphrase_typed_from_paper_opens() {
    for typed in ["Maple river seven", " maple  river seven ", "MAPLE RIVER SEVEN"] {
        assert_eq!(open(THEIRS.as_bytes(), typed), Ok(THEIR_TEXT.to_vec()), "{typed}");
    }
    // One that was made with capitals is taken as it is.
    let made = with_work(b"x", "Maple  River", 2).unwrap();
    assert_eq!(open(&made, "Maple  River"), Ok(b"x".to_vec()));
    assert_eq!(open(&made, "maple river"), Err(Problem::WrongPassphrase));
}

#[test]
fn each_problem_has_its_name() {
    let wrong_work = |work: &str| {
        let text = quick(b"x");
        let at =
            text.iter().enumerate().filter(|(_, byte)| **byte == b'\n').nth(1).map(|(at, _)| at).unwrap();
        [&text[..at - 1], work.as_bytes(), &text[at..]].concat()
    };
    let cases: &[(&[u8], Problem)] = &[
        (b"", Problem::NotAge),
        (b"{\"format\":\"rondo-class\"}", Problem::NotAge),
        (b"age-encr", Problem::Truncated),
        (b"age-encryption.org/v1", Problem::Truncated),
        (b"age-encryption.org/v2\n-> scrypt", Problem::Newer),
        (b"age-encryption.org/v1\n-> scrypt q3HZ7sk0W68nKTpN", Problem::Truncated),
        (b"-----BEGIN AGE ENCRYPTED FILE-----\n!", Problem::Damaged),
        (FOR_A_KEY.as_bytes(), Problem::ForKeys),
    ];
    for (file, problem) in cases {
        let shown = String::from_utf8_lossy(file).into_owned();
        assert_eq!(open(file, "maple river seven"), Err(*problem), "{shown}");
    }
    let mut seal = quick(b"x");
    let at = seal.windows(4).position(|part| part == b"--- ").unwrap();
    seal[at + 4] ^= 1;
    assert_eq!(open(&seal, "maple river seven"), Err(Problem::Damaged));
    assert_eq!(open(&quick(b"x"), "maple river six"), Err(Problem::WrongPassphrase));
    // Refused before the work: 2^63 rounds would not end in this test.
    for work in ["19", "22", "63"] {
        assert_eq!(open(&wrong_work(work), "maple river seven"), Err(Problem::TooMuchWork), "{work}");
    }
    // 2^3 instead of 2^2 is allowed, and gives another key.
    assert_eq!(open(&wrong_work("3"), "maple river seven"), Err(Problem::WrongPassphrase));
}

#[test]
fn a_file_that_stops_anywhere_never_opens() {
    let made = quick(&[7; 70_000]);
    let ends = (0..400).step_by(3).chain([65_736, 65_750, made.len() - 1]);
    for end in ends {
        let problem = open(&made[..end], "maple river seven").unwrap_err();
        let fits = match end {
            0 => problem == Problem::NotAge,
            // The header, and what comes before the first piece.
            1..150 => problem == Problem::Truncated,
            _ => matches!(problem, Problem::Truncated | Problem::Damaged),
        };
        assert!(fits, "{end}: {problem:?}");
    }
}

#[test]
fn a_flipped_bit_anywhere_is_noticed() {
    let made = quick(b"twelve students");
    for at in 0..made.len() {
        let mut damaged = made.clone();
        damaged[at] ^= 1;
        assert!(open(&damaged, "maple river seven").is_err(), "{at}");
    }
}

#[test]
fn something_after_the_end_is_noticed() {
    let mut made = quick(b"twelve students");
    made.push(0);
    assert_eq!(open(&made, "maple river seven"), Err(Problem::Damaged));
}

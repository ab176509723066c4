//! Protected copies: how a file in the age format is told from others, and what can be wrong with one. Sealing and
//! opening happen beside the page, in `crates/protect`.

use crate::domain::Sentence;

/// What a protected copy's name ends with, after that of the plain file.
pub const ENDING: &str = ".age";

/// How such a file begins, as bytes and as text.
const BEGINS: [&[u8]; 2] = [b"age-encryption.org/", b"-----BEGIN AGE ENCRYPTED FILE-----"];

/// Whether these bytes are a file in the age format. Its name does not count: mail programs change names.
pub fn is_protected(bytes: &[u8]) -> bool {
    let bytes = bytes.trim_ascii_start();
    BEGINS.iter().any(|begins| bytes.starts_with(begins))
}

/// The sentence for a problem, by the code that the worker gives it.
pub fn problem(code: &str) -> Sentence {
    Sentence::new(match code {
        "not_age" => "protect.not_age",
        "newer" => "protect.newer",
        "for_keys" => "protect.for_keys",
        "too_much_work" => "protect.too_much_work",
        "wrong_passphrase" => "protect.wrong_passphrase",
        "truncated" => "protect.truncated",
        "damaged" => "protect.damaged",
        "no_chance" => "protect.no_chance",
        "not_loaded" => "protect.not_loaded",
        "not_the_same" => "protect.not_the_same",
        _ => "protect.stopped",
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::document::Document;
    use crate::document::file;

    #[test]
    fn a_protected_file_is_known_by_its_content() {
        for begins in ["age-encryption.org/v1\n-> scrypt", "\n-----BEGIN AGE ENCRYPTED FILE-----\nYWdl"] {
            assert!(is_protected(begins.as_bytes()));
        }
        assert!(!is_protected(file::write(&Document::new("c")).as_bytes()));
        assert!(!is_protected(b"") && !is_protected(b"age,name\n9,Ana"));
    }

    #[test]
    fn each_problem_has_a_sentence_of_its_own() {
        let codes =
            ["not_age", "newer", "for_keys", "too_much_work", "wrong_passphrase", "truncated", "damaged"];
        let codes = codes.into_iter().chain(["no_chance", "not_loaded", "not_the_same", "what is this"]);
        let keys: BTreeSet<&str> = codes.map(|code| problem(code).key).collect();
        assert_eq!(keys.len(), 11);
    }
}

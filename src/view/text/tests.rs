//! The catalogue's own rules, and the words that must not appear in it.

use super::english;
use crate::domain::Sentence;

#[test]
fn fills_arguments_and_chooses_singular() {
    let say = |n: usize| english().say(&Sentence::new("common.students").with("n", n));
    assert_eq!(say(1), "1 student");
    assert_eq!(say(26), "26 students");
}

/// See docs/words.md, "Words on the page": a student is "not yet" or "on the way", and is never ranked or labelled.
const BARRED: &[&str] = &[
    "low student",
    "low group",
    "lowest",
    "bottom",
    "top student",
    "top group",
    "tier",
    "remedial",
    "at-risk",
    "at risk",
    "struggling",
    "weak",
    "weakest",
    "behind",
    "slow",
    "stuck",
    "failing",
    "deficit",
    "ability group",
    "non-responder",
    "pupil",
    "learner",
];

fn has_word(text: &str, word: &str) -> bool {
    let text = text.to_lowercase();
    text.match_indices(word).any(|(at, _)| {
        let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        let after = text[at + word.len()..].trim_start_matches('s');
        edge(text[..at].chars().next_back()) && edge(after.chars().next())
    })
}

#[test]
fn finds_barred_words_only_as_words() {
    assert!(has_word("The lowest group", "lowest"));
    assert!(has_word("two tiers", "tier"));
    assert!(!has_word("a week later", "weak"));
    assert!(!has_word("the frontier", "tier"));
}

#[test]
fn no_catalogue_ranks_or_labels_a_student() {
    for (key, text) in english().entries() {
        for word in BARRED {
            assert!(!has_word(text, word), "{key} says \"{word}\": {text}");
        }
    }
}

#[test]
fn every_file_of_the_folder_is_read() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/view/text/en");
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let mut keys =
            text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(" = "));
        let key = keys.next().map(|(key, _)| key).unwrap_or_default();
        assert!(english().has(key), "{} is not in FILES", path.display());
    }
}

//! The catalogue's own rules, and the words that must not appear in it.

use super::{Catalogue, say, spoken};
use crate::domain::Sentence;

#[test]
fn fills_arguments_and_chooses_singular() {
    let students = |n: usize| say(&Sentence::new("common.students").with("n", n));
    assert_eq!(students(1), "1 student");
    assert_eq!(students(26), "26 students");
}

#[test]
fn a_text_chooses_forms_by_any_count() {
    let texts = "language.point = .
x.y = {of} {of|student|students}, {left} {left|is|are} left";
    let say = |of: usize, left: f64| {
        let sentence = Sentence::new("x.y").with("of", of).with("left", left);
        Catalogue::new(&[texts]).say(&sentence)
    };
    assert_eq!(say(1, 2.0), "1 student, 2 are left");
    assert_eq!(say(0, 1.0), "0 students, 1 is left");
    assert_eq!(say(2, 1.5), "2 students, 1.5 are left");
}

#[test]
fn a_language_is_its_texts() {
    let texts = "language.plural = other
language.months = ene|feb|mar|abr|may|jun|jul|ago|sep|oct|nov|dic
language.day_of_month = {day} de {month}
language.comma = ;
language.and = y
language.point = ,
x.one_form = {n|niño}";
    let texts = Catalogue::new(&[texts]);
    assert_eq!(texts.date(crate::domain::Date::constant(2026, 11, 9)), "9 de nov");
    assert_eq!(texts.list(&["Ana".into(), "Ben".into(), "Cy".into()]), "Ana; Ben y Cy");
    assert_eq!(texts.number(2.5), "2,5");
    assert_eq!(texts.say(&Sentence::new("x.one_form").with("n", 1_usize)), "niño");
}

#[test]
#[should_panic(expected = "no n for")]
fn an_argument_that_is_missing_is_noticed() {
    say(&Sentence::new("common.students"));
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
    for (key, text) in spoken().entries() {
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
        assert!(spoken().has(key), "{} is not in FILES", path.display());
    }
}

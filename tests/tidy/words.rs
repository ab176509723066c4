//! Sentences get the arguments that their texts want, and no other.

use std::collections::{BTreeMap, BTreeSet};

use crate::sources::{code, is_test, sources};

/// Texts by key, as the catalogue has them.
fn texts() -> BTreeMap<String, String> {
    let files = sources("src/view/text/en", "txt");
    let lines = files.iter().flat_map(|(_, text)| text.lines()).filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(" = ")).map(|(key, text)| (key.into(), text.into())).collect()
}

/// Arguments that a text wants: `{name}`, and the count of `{n|student|students}`.
fn wanted(text: &str) -> BTreeSet<&str> {
    let places = text.split('{').skip(1).filter_map(|after| Some(after.split_once('}')?.0));
    places.map(|place| place.split('|').next().unwrap_or(place)).collect()
}

/// A sentence as the code makes it.
#[derive(Debug, PartialEq)]
struct Made<'a> {
    key: &'a str,
    /// Arguments that follow at once, up to the first whose name is no literal.
    given: Vec<&'a str>,
    /// It is said as it stands there: nothing is added later.
    is_whole: bool,
}

fn made(code: &str) -> Vec<Made<'_>> {
    let starts = code.match_indices("Sentence::new(\"").map(|(at, call)| (at, at + call.len()));
    let one = |(at, start): (usize, usize)| {
        let (key, mut rest) = code[start..].split_once('"')?;
        rest = rest.strip_prefix(')')?;
        let mut given = Vec::new();
        let mut is_whole = code[..at].ends_with("say(&");
        while let Some(call) = rest.trim_start().strip_prefix(".with(") {
            let Some((name, _)) = call.trim_start().strip_prefix('"').and_then(|name| name.split_once('"'))
            else {
                is_whole = false;
                break;
            };
            given.push(name);
            rest = after_bracket(call)?;
        }
        Some(Made { key, given, is_whole })
    };
    starts.filter_map(one).collect()
}

/// What follows the bracket that closes the one before `code`.
fn after_bracket(code: &str) -> Option<&str> {
    let (mut depth, mut in_text, mut escaped) = (1, false, false);
    for (at, letter) in code.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' if in_text => escaped = true,
            '"' => in_text = !in_text,
            _ if in_text => {}
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(&code[at + 1..]);
        }
    }
    None
}

/// What is wrong with a sentence, by what its texts want.
fn fault(made: &Made<'_>, texts: &BTreeMap<String, String>) -> Option<String> {
    let Made { key, given, is_whole } = made;
    let Some(text) = texts.get(*key) else { return Some(format!("{key} has no text")) };
    let one = texts.get(&format!("{key}.one"));
    let all: BTreeSet<&str> = [Some(text), one].into_iter().flatten().flat_map(|text| wanted(text)).collect();
    let is_used = |name: &str| all.contains(name) || (name == "n" && one.is_some());
    if let Some(idle) = given.iter().find(|name| !is_used(name)) {
        return Some(format!("{key} gets {idle}, which its text does not say"));
    }
    let missing = all.iter().find(|name| *is_whole && !given.contains(name));
    missing.map(|name| format!("{key} wants {name}"))
}

#[test]
fn every_sentence_gets_the_arguments_that_its_text_wants() {
    let texts = texts();
    let mut faults = Vec::new();
    for (path, text) in ["src", "examples"].iter().flat_map(|folder| sources(folder, "rs")) {
        if is_test(&path) {
            continue;
        }
        let code = code(&text);
        let found = made(&code).iter().filter_map(|made| fault(made, &texts)).collect::<Vec<_>>();
        faults.extend(found.into_iter().map(|fault| format!("{}: {fault}", path.display())));
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn sentences_are_found_with_what_they_get() {
    let code = r#"say(&Sentence::new("a.b").with("n", f(2, ")")).with("of", 3)); Sentence::new("a.c").with(name, 1)"#;
    let whole = Made { key: "a.b", given: vec!["n", "of"], is_whole: true };
    assert_eq!(made(code), [whole, Made { key: "a.c", given: vec![], is_whole: false }]);
    let of = |text: &str| BTreeMap::from([("a.b".to_owned(), text.to_owned())]);
    let fault = |text: &str| fault(&made(code)[0], &of(text));
    assert_eq!(fault("{n} {of|student|students}"), None);
    assert_eq!(fault("{n}").as_deref(), Some("a.b gets of, which its text does not say"));
    assert_eq!(fault("{n} {of} {who}").as_deref(), Some("a.b wants who"));
}

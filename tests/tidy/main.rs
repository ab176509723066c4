//! The house rules that a reader relies on: import direction, file length, what a file says of itself, texts.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot read the sources has failed")]

mod circles;
mod comments;
mod sources;
mod words;

use std::collections::BTreeSet;
use std::path::PathBuf;

use sources::{code, is_test, rust_files, sources};

/// A room and the rooms that it must not name.
const FORBIDDEN: &[(&str, &[&str])] = &[
    (
        "src/domain",
        &["crate::document", "crate::view", "crate::app", "web_sys", "leptos", "wasm_bindgen", "gloo"],
    ),
    ("src/document", &["crate::view", "crate::app", "web_sys", "leptos", "wasm_bindgen", "gloo"]),
    ("src/view", &["crate::document", "crate::app", "web_sys", "leptos", "wasm_bindgen", "gloo"]),
    ("crates/optimize/src", &["rondo::", "student", "teacher", "classroom", "standard::"]),
    ("crates/protect/src", &["rondo::", "student", "teacher", "classroom"]),
];

#[test]
fn rooms_depend_in_one_direction() {
    for (room, names) in FORBIDDEN {
        for (path, text) in sources(room, "rs") {
            // Tests may say a sentence in words.
            if is_test(&path) {
                continue;
            }
            for line in code(&text).lines() {
                for name in *names {
                    assert!(!line.contains(name), "{} must not name {name}: {line}", path.display());
                }
            }
        }
    }
}

#[test]
fn lists_are_sorted_with_the_one_sort() {
    for (path, text) in sources("src", "rs") {
        if is_test(&path) || path.ends_with("domain/order.rs") {
            continue;
        }
        let code = code(&text);
        for name in [".sort_by", ".sort_unstable", ".sort()"] {
            assert!(!code.contains(name), "{}: use domain::order::Order for {name}", path.display());
        }
    }
}

#[test]
fn the_pure_rooms_read_no_clock_and_draw_no_chance() {
    for room in ["src/domain", "src/document", "src/view", "crates/optimize/src"] {
        for (path, text) in sources(room, "rs") {
            for name in
                ["Instant::now", "SystemTime", "HashMap", "HashSet", "thread_rng", "std::fs", "std::env"]
            {
                assert!(is_test(&path) || !code(&text).contains(name), "{} names {name}", path.display());
            }
        }
    }
}

#[test]
fn the_day_is_read_in_one_place() {
    for (path, text) in sources("src/app", "rs") {
        let may = path.ends_with("app/day.rs") || path.ends_with("platform/clock.rs");
        let line = text.lines().find(|line| {
            let names_clock = line.contains("clock::") && line.contains("today");
            names_clock || line.contains("Date::new_0")
        });
        assert!(may || line.is_none(), "{}: {line:?}: use app::day::today", path.display());
    }
}

#[test]
fn files_are_short_and_say_what_they_are() {
    for (path, text) in rust_files() {
        assert!(text.starts_with("//!"), "{} opens without //!", path.display());
        assert!(text.lines().count() <= 500, "{} has more than 500 lines", path.display());
    }
}

#[test]
fn every_key_that_is_named_has_a_text_and_every_text_is_named() {
    let named: String =
        ["src", "examples"].iter().flat_map(|folder| sources(folder, "rs")).map(|(_, text)| text).collect();
    let texts: Vec<(PathBuf, String)> = sources("src/view/text/en", "txt");
    let mut keys = BTreeSet::new();
    for (path, text) in &texts {
        for line in text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
            let (key, _) = line.split_once(" = ").unwrap_or_else(|| panic!("{}: {line}", path.display()));
            assert!(keys.insert(key.to_owned()), "{key} stands twice");
            let stem = key.strip_suffix(".one").unwrap_or(key);
            assert!(named.contains(&format!("\"{stem}\"")), "{key} is named nowhere");
        }
    }
    let rooms: BTreeSet<&str> = keys.iter().filter_map(|key| key.split('.').next()).collect();
    for call in ["t(\"", "Sentence::new(\"", "because(\""] {
        for after in named.split(call).skip(1) {
            let key = after.split('"').next().unwrap_or_default();
            let is_key = key.split_once('.').is_some_and(|(room, _)| rooms.contains(room));
            assert!(!is_key || keys.contains(key), "{key} has no text");
        }
    }
}

#[test]
fn no_style_attribute_and_no_inner_html() {
    for (path, text) in sources("src/app", "rs") {
        for barred in [" style=\"", " style=move", " style=format", "inner_html"] {
            assert!(!text.contains(barred), "{} has {barred}", path.display());
        }
    }
}

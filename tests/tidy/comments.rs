//! What documentation must be: more than a word or two, and there for every public item.

use super::sources::{is_test, live, rust_files};

/// What must have documentation where it is public. Fields and variants may have names that say all.
const ITEMS: &[&str] = &["fn", "struct", "enum", "trait"];

#[test]
fn a_comment_says_more_than_a_word_or_two() {
    let mut found = Vec::new();
    for (path, text) in rust_files() {
        found.extend(short(&text).into_iter().map(|number| format!("{}:{number}", path.display())));
    }
    assert!(found.is_empty(), "one or two words say no more than the name:\n{}", found.join("\n"));
}

#[test]
fn public_items_are_documented() {
    let mut found = Vec::new();
    for (path, text) in rust_files().iter().filter(|(path, _)| !is_test(path)) {
        let place = |(number, line)| format!("{}:{number}: {line}", path.display());
        found.extend(bare(text).into_iter().map(place));
    }
    assert!(found.is_empty(), "without documentation:\n{}", found.join("\n"));
}

/// Numbers of the lines on which documentation begins and is over after one or two words.
fn short(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut before = "";
    for (number, line) in (1..).zip(text.lines().map(str::trim)) {
        let said = line.strip_prefix("///").and_then(|said| said.strip_suffix('.'));
        let plain = |said: &str| said.chars().all(|c| c.is_ascii_alphabetic() || c == '\'' || c == ' ');
        if said.is_some_and(|said| said.split_whitespace().count() <= 2 && plain(said))
            && !before.starts_with("//")
        {
            found.push(number);
        }
        before = line;
    }
    found
}

/// Public items without documentation; attributes may stand between the two. What a macro names (`$name`) has the
/// documentation that it is called with.
fn bare(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let (mut documented, mut in_attribute) = (false, false);
    for (number, line) in live(text).into_iter().map(|(number, line)| (number, line.trim())) {
        if in_attribute || line.starts_with("#[") {
            in_attribute = !line.ends_with(']');
        } else if line.starts_with("//") {
            documented |= line.starts_with("///");
        } else {
            if is_public_item(line) && !documented {
                found.push((number, line));
            }
            documented = false;
        }
    }
    found
}

/// `pub(crate)` and narrower are not public.
fn is_public_item(line: &str) -> bool {
    let Some(rest) = line.strip_prefix("pub ") else { return false };
    let mut words = rest.split_whitespace().skip_while(|word| ["const", "async"].contains(word));
    let is_item = words.next().is_some_and(|kind| ITEMS.contains(&kind));
    is_item && words.next().is_some_and(|name| !name.starts_with('$'))
}

#[test]
fn short_comments_are_found() {
    let text = "/// Who.\na: u8,\n    /// The student's.\nb: u8,\n/// \"5B\".\nc: u8,\n/// By day, which ends\n/// at midnight.\nd: u8,\n";
    assert_eq!(short(text), [1, 3]);
}

#[test]
fn items_without_documentation_are_found() {
    let text = "/// One, of two.\n#[derive(\n    Debug\n)]\npub struct One {\n    pub a: u8,\n}\n\n#[must_use]\npub const fn two() {}\n";
    assert_eq!(bare(text), [(10, "pub const fn two() {}")]);
    let text = "pub struct $name;\npub(crate) fn three() {}\nfn four() {}\npub const FIVE: u8 = 5;\n#[cfg(test)]\nmod tests {\n    pub fn six() {}\n}\npub trait Seven {}\n";
    assert_eq!(bare(text), [(9, "pub trait Seven {}")]);
}

//! Names: how a cell becomes given, family and preferred name, and the key by which two spellings are one name.
//!
//! The rules are few on purpose, since the teacher sees every name before it is taken in. A comma puts the family name
//! first. Without one the last word is the family name, with the particles before it ("Ana de la Cruz") and a suffix
//! after it ("Jr."). Two family names without a comma ("Ana Ruiz Lopez") cannot be told from two given names: the
//! last one counts.

use crate::domain::letters::{compose, decompose, is_mark};

/// A person's name in parts. All may be empty but for the given name of a name that was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Name {
    /// First name, with middle names.
    pub given: String,
    /// Family name, with particles and suffix.
    pub family: String,
    /// The name that the student goes by, where it differs.
    pub preferred: Option<String>,
}

const PARTICLES: &[&str] = &[
    "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el", "la", "las", "le", "los",
    "san", "santa", "st", "st.", "ten", "ter", "van", "von", "bin", "ibn", "al",
];
const SUFFIXES: &[&str] = &["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"];

/// A cell as it is shown and kept: composed accents, one space between words, none around.
pub fn tidy(text: &str) -> String {
    if is_tidy(text) {
        return text.to_owned();
    }
    let composed = compose(text);
    let visible = composed.chars().filter(|c| !matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{ad}'));
    visible.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Most cells are plain and have nothing to tidy; a school's file has millions of them.
fn is_tidy(text: &str) -> bool {
    let mut after_space = true;
    text.bytes().all(|byte| {
        let fits = byte.is_ascii_graphic() || byte == b' ' && !after_space;
        after_space = byte == b' ';
        fits
    }) && !text.ends_with(' ')
}

/// `Ruiz, Ana`, `Ana Ruiz`, `Ruiz, Elizabeth (Liz)`, `Elizabeth "Liz" Ruiz`. `None` when no letter or digit is there.
pub fn read_full_name(text: &str) -> Option<Name> {
    let (text, preferred) = take_preferred(&tidy(text));
    if !text.chars().any(char::is_alphanumeric) {
        return None;
    }
    let (given, family) = match text.split_once(',') {
        Some((family, rest)) => after_comma(family.trim(), rest.trim()),
        None => split_words(&text),
    };
    let (given, family) = if given.is_empty() { (family, given) } else { (given, family) };
    Some(Name { given, family, preferred })
}

/// Two names are one to the computer when their keys are equal: case, accents, apostrophes, hyphens and spaces do not
/// count. `O'Brien`, `O’Brien` and `OBrien` agree, and so do `Nguyễn` and `nguyen`.
pub fn name_key(text: &str) -> String {
    key(text, false)
}

/// The same with accents kept, to tell Jose from José where a class has both.
pub fn accent_key(text: &str) -> String {
    key(text, true)
}

fn key(text: &str, accents: bool) -> String {
    let mut out = String::new();
    for c in decompose(text).chars().flat_map(char::to_lowercase) {
        match c {
            'ø' => out.push('o'),
            'đ' | 'ð' => out.push('d'),
            'ł' => out.push('l'),
            'ı' => out.push('i'),
            'º' => out.push('o'),
            'ª' => out.push('a'),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'þ' => out.push_str("th"),
            c if is_mark(c) && !accents => {}
            c if is_mark(c) => out.push(c),
            c if c.is_alphanumeric() => out.push(c),
            '-' | '‐' | '‑' | '–' | '_' | ',' | '/' => out.push(' '),
            c if c.is_whitespace() => out.push(' '),
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn split_words(text: &str) -> (String, String) {
    let words: Vec<&str> = text.split(' ').collect();
    let is = |word: &str, list: &[&str]| list.contains(&word.to_lowercase().as_str());
    let mut at = words.len().saturating_sub(1);
    while at > 1 && is(words[at], SUFFIXES) {
        at -= 1;
    }
    while at > 1 && is(words[at - 1], PARTICLES) {
        at -= 1;
    }
    (words[..at].join(" "), words[at..].join(" "))
}

/// `Ruiz, Ana`; also `Martin King, Jr.` and `King, Jr., Martin`, where the comma before a suffix parts nothing.
fn after_comma(before: &str, after: &str) -> (String, String) {
    let is_suffix = |word: &str| SUFFIXES.contains(&word.to_lowercase().as_str());
    if is_suffix(after) {
        let (given, family) = split_words(before);
        return (given, format!("{family} {after}").trim().to_owned());
    }
    match after.split_once(',') {
        Some((suffix, given)) if is_suffix(suffix.trim()) => {
            (given.trim().to_owned(), format!("{before} {}", suffix.trim()))
        }
        _ => (after.replace(',', ""), before.to_owned()),
    }
}

/// A name in parentheses or double quotes is the one that the student goes by.
fn take_preferred(text: &str) -> (String, Option<String>) {
    for (open, close) in [('(', ')'), ('"', '"'), ('“', '”')] {
        if let Some((before, rest)) = text.split_once(open)
            && let Some((inside, after)) = rest.split_once(close)
            && inside.chars().any(char::is_alphabetic)
            && before.chars().chain(after.chars()).any(char::is_alphabetic)
        {
            return (tidy(&format!("{before} {after}")).replace(" ,", ","), Some(tidy(inside)));
        }
    }
    (text.to_owned(), None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_cell_is_tidy_and_no_other_is() {
        for (text, tidied) in [
            ("Ana Ruiz", "Ana Ruiz"),
            ("", ""),
            (" Ana", "Ana"),
            ("Ana ", "Ana"),
            ("Ana  Ruiz", "Ana Ruiz"),
            ("Ana\tRuiz", "Ana Ruiz"),
            ("Ana\u{a0}Ruiz", "Ana Ruiz"),
            ("Ana\u{200b}", "Ana"),
            ("Jose\u{301}", "José"),
        ] {
            assert_eq!((tidy(text).as_str(), is_tidy(text)), (tidied, text == tidied && text.is_ascii()));
        }
    }

    #[test]
    fn splits_full_names() {
        let cases = [
            ("Ana Ruiz", "Ana", "Ruiz", None),
            ("  Ana   Ruiz ", "Ana", "Ruiz", None),
            ("Ruiz, Ana", "Ana", "Ruiz", None),
            ("Ruiz,Ana M.", "Ana M.", "Ruiz", None),
            ("Nguyễn, An", "An", "Nguyễn", None),
            ("Ana de la Cruz", "Ana", "de la Cruz", None),
            ("Pieter van der Berg", "Pieter", "van der Berg", None),
            ("Maria del Carmen Ruiz", "Maria del Carmen", "Ruiz", None),
            ("Van Nguyen", "Van", "Nguyen", None),
            ("Martin King Jr.", "Martin", "King Jr.", None),
            ("Martin King, Jr.", "Martin", "King Jr.", None),
            ("King, Jr., Martin", "Martin", "King Jr.", None),
            ("Elizabeth \"Liz\" Ruiz", "Elizabeth", "Ruiz", Some("Liz")),
            ("Ruiz, Elizabeth (Liz)", "Elizabeth", "Ruiz", Some("Liz")),
            ("S001", "S001", "", None),
            ("Ruiz,", "Ruiz", "", None),
            ("Jose\u{301}", "José", "", None),
        ];
        for (text, given, family, preferred) in cases {
            let name = read_full_name(text).expect(text);
            let found = (name.given.as_str(), name.family.as_str(), name.preferred.as_deref());
            assert_eq!(found, (given, family, preferred), "{text}");
        }
    }

    #[test]
    fn no_letter_is_no_name() {
        for text in ["", "  ", "--", "(,)", "\u{200b}"] {
            assert_eq!(read_full_name(text), None, "{text:?}");
        }
    }

    #[test]
    fn keys_ignore_case_accents_and_apostrophes() {
        let same = [
            ("Maeve O'Brien", "maeve o’brien"),
            ("Maeve O'Brien", "MAEVE OBRIEN"),
            ("An Nguyễn", "an  nguyen"),
            ("Anne-Marie", "anne marie"),
            ("Søren Łukasz Đặng", "soren lukasz dang"),
            ("Jose\u{301}", "José"),
        ];
        for (one, two) in same {
            assert_eq!(name_key(one), name_key(two));
        }
        assert_ne!(name_key("Ana Ruiz"), name_key("Ann Ruiz"));
    }

    #[test]
    fn accents_can_count() {
        assert_ne!(accent_key("Jose"), accent_key("José"));
        assert_eq!(accent_key("Jose\u{301}"), accent_key("JOSÉ"));
    }
}

//! How the code of a standard is written and typed. Knows nothing about any particular standard.
//!
//! A Common Core math code is grade, domain, cluster letter, number and sometimes a letter: `3.NF.A.3.a`. Teachers and
//! exports leave the cluster out, glue the last letter on, or put the framework before it. Codes of other frameworks
//! pass through the same rules; their pieces stay as they are.

use std::borrow::Borrow;
use std::fmt;

use crate::domain::id::StandardId;

impl StandardId {
    /// The id with this text, without the spaces around it.
    pub fn new(code: &str) -> Self {
        Self(code.trim().to_owned())
    }
}

impl Borrow<str> for StandardId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// One run of digits or of letters in a code. Numbers sort before words, and by value: 9 before 10.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Piece {
    Number(u32),
    Word(String),
}

impl Piece {
    fn is_word(&self, word: &str) -> bool {
        matches!(self, Self::Word(own) if own == word)
    }

    fn is_grade(&self) -> bool {
        matches!(self, Self::Number(_)) || self.is_word("K")
    }

    fn is_one_letter(&self) -> bool {
        matches!(self, Self::Word(own) if own.chars().count() == 1)
    }

    fn starts_with(&self, start: &Self) -> bool {
        self.to_string().starts_with(&start.to_string())
    }
}

impl fmt::Display for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Word(word) => f.write_str(word),
        }
    }
}

/// Words that exports put before a code.
const PREFIXES: &[&str] = &["CCSS", "CCSSM", "CC", "MATH", "CONTENT", "ELA", "LITERACY"];

/// Math domains of the Common Core: what `5NFA1` and `KCC4` are taken apart by.
const DOMAINS: &[&str] = &["CC", "OA", "NBT", "NF", "MD", "G", "RP", "NS", "EE", "F", "SP"];

/// Reading and writing strands of the Common Core.
const STRANDS: &[&str] = &["RL", "RI", "RF", "W", "SL", "L", "RH", "RST", "WHST"];

/// Whether the text is written as the Common Core writes a code, to the letter (`5.NF.A.1`, `3.NF.A.3.a`, `RL.5.1`):
/// then it says what is taught, and nothing of a class.
pub fn is_common_core(code: &str) -> bool {
    let is_grade = |part: &str| matches!(part, "K" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8");
    let is_number = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let is_letter = |part: &str| part.len() == 1 && part.bytes().all(|b| b.is_ascii_lowercase());
    match code.split('.').collect::<Vec<_>>().as_slice() {
        [grade, domain, cluster, number, rest @ ..] if is_grade(grade) => {
            let is_cluster = matches!(*cluster, "A" | "B" | "C" | "D" | "E");
            DOMAINS.contains(domain)
                && is_cluster
                && is_number(number)
                && matches!(rest, [] | [_])
                && rest.iter().all(|part| is_letter(part))
        }
        [strand, grade, number, rest @ ..] => {
            STRANDS.contains(strand)
                && is_grade(grade)
                && is_number(number)
                && matches!(rest, [] | [_])
                && rest.iter().all(|part| is_letter(part))
        }
        _ => false,
    }
}

/// The key form of a code: capitals, pieces joined by dots, no prefix and no cluster letter.
///
/// `5.NF.A.1`, `5.NF.1`, `5nf1` and `CCSS.MATH.CONTENT.5.NF.A.1` all become `5.NF.1`; `3.NF.A.3a` becomes `3.NF.3.A`.
/// Text without a letter or digit becomes "".
pub fn normalize(text: &str) -> String {
    key(&pieces(text))
}

/// The key form of these pieces.
pub(super) fn key(pieces: &[Piece]) -> String {
    join(without_cluster(pieces))
}

/// The code with its cluster letter, otherwise as [`normalize`]: decides where two codes share a key form.
pub(super) fn spelled(text: &str) -> String {
    join(&pieces(text))
}

/// The pieces of a code, without the prefix of an export.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = runs(text);
    let n_prefixes =
        pieces.iter().take_while(|piece| PREFIXES.iter().any(|word| piece.is_word(word))).count();
    let rest = &pieces[n_prefixes..];
    // `CC.4` is a search inside Counting; a code starts with its grade, or has three pieces (`RF.K.1`).
    if rest.len() >= 3 || (rest.len() == 2 && rest[0].is_grade()) {
        pieces.drain(..n_prefixes);
    }
    unglue(&mut pieces);
    pieces
}

/// The pieces without the cluster letter: one letter between a domain and a number.
fn without_cluster(pieces: &[Piece]) -> impl Iterator<Item = &Piece> {
    let is_cluster = |i: usize| {
        i >= 2
            && pieces[i].is_one_letter()
            && matches!(pieces[i - 1], Piece::Word(_))
            && matches!(pieces.get(i + 1), Some(Piece::Number(_)))
    };
    pieces.iter().enumerate().filter(move |(i, _)| !is_cluster(*i)).map(|(_, piece)| piece)
}

/// Whether the code, with or without its cluster letter, begins with what was typed; the last piece may be unfinished
/// (`5.N`).
pub(super) fn begins_with(code: &[Piece], typed: &[Piece]) -> bool {
    let Some((last, whole)) = typed.split_last() else {
        return false;
    };
    let begins = |code: &mut dyn Iterator<Item = &Piece>| {
        whole.iter().all(|piece| code.next() == Some(piece))
            && code.next().is_some_and(|own| own.starts_with(last))
    };
    begins(&mut code.iter()) || begins(&mut without_cluster(code))
}

fn join<'a>(pieces: impl IntoIterator<Item = &'a Piece>) -> String {
    let texts: Vec<String> = pieces.into_iter().map(Piece::to_string).collect();
    texts.join(".")
}

/// Runs of digits and runs of letters, in capitals; everything else separates.
fn runs(text: &str) -> Vec<Piece> {
    let mut runs: Vec<String> = Vec::new();
    let mut before = ' ';
    for c in text.chars().map(narrow).flat_map(char::to_uppercase) {
        if c.is_alphanumeric() {
            let continues = before.is_alphanumeric() && before.is_ascii_digit() == c.is_ascii_digit();
            match runs.last_mut() {
                Some(run) if continues => run.push(c),
                _ => runs.push(c.to_string()),
            }
        }
        before = c;
    }
    runs.into_iter().map(|run| run.parse().map_or_else(|_| Piece::Word(run), Piece::Number)).collect()
}

/// Takes `KCC` and `NFA` apart, where a grade, a domain and a cluster letter were typed without dots.
fn unglue(pieces: &mut Vec<Piece>) {
    let domain_and_cluster = |word: &str| {
        let cut = word.char_indices().next_back().map_or(0, |(at, _)| at);
        let (domain, cluster) = word.split_at(cut);
        (!DOMAINS.contains(&word) && DOMAINS.contains(&domain))
            .then(|| vec![Piece::Word(domain.to_owned()), Piece::Word(cluster.to_owned())])
    };
    if let Some(Piece::Word(word)) = pieces.first() {
        let rest = word.strip_prefix('K').unwrap_or_default().to_owned();
        if DOMAINS.contains(&rest.as_str()) || domain_and_cluster(&rest).is_some() {
            pieces.splice(..1, [Piece::Word("K".to_owned()), Piece::Word(rest)]);
        }
    }
    if pieces.first().is_some_and(Piece::is_grade)
        && let Some(Piece::Word(word)) = pieces.get(1)
        && let Some(parts) = domain_and_cluster(word)
    {
        pieces.splice(1..2, parts);
    }
}

/// Full-width characters, as East Asian keyboards type them, as the ASCII they stand for.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(input: &str, expect: &str) {
        assert_eq!(normalize(input), expect, "{input}");
        assert_eq!(normalize(expect), expect, "the key form of a key form: {expect}");
    }

    #[test]
    fn only_what_the_common_core_writes_is_its_code() {
        for code in ["5.NF.A.1", "K.CC.B.4.a", "RL.5.1", "L.K.1.b", "8.EE.C.8.c"] {
            assert!(is_common_core(code), "{code}");
        }
        for code in [
            "Ana",
            "5.NF.A.1 Ana",
            "5.ANA.A.1",
            "5.NF.A.Ana",
            "5.nf.a.1",
            "RL.Ana.1",
            "5.NF.A.1.a.b",
            "9.NF.A.1",
            "",
        ] {
            assert!(!is_common_core(code), "{code}");
        }
        let known = include_str!("../../../data/standards/ccss-math.csv").lines().skip(1);
        for line in known {
            assert!(is_common_core(line.split(',').next().unwrap_or_default()), "{line}");
        }
    }

    #[test]
    fn every_way_to_type_a_code_has_one_key() {
        for typed in [
            "5.NF.A.1",
            "5.NF.1",
            "CCSS.MATH.CONTENT.5.NF.A.1",
            "CCSS.Math.Content.5.NF.A.1",
            "CCSS.MATH.5.NF.1",
            "CCSSM 5.NF.1",
            "CC.5.NF.1",
            "5.nf.a.1",
            "5NF1",
            "5nfa1",
            "5-NF-A-1",
            " 5.NF.A.1. ",
            "05.NF.01",
            "５.NF.１",
        ] {
            check(typed, "5.NF.1");
        }
    }

    #[test]
    fn a_letter_after_the_number_is_kept() {
        for typed in
            ["3.NF.A.3.a", "3.NF.A.3a", "3.NF.3a", "3.NF.3.A", "3nf3a", "CCSS.MATH.CONTENT.3.NF.A.3.A"]
        {
            check(typed, "3.NF.3.A");
        }
    }

    #[test]
    fn domains_of_one_letter_are_no_clusters() {
        check("K.G.A.1", "K.G.1");
        check("K.G.1", "K.G.1");
        check("KG1", "K.G.1");
        check("kga1", "K.G.1");
        check("8.F.A.3", "8.F.3");
        check("8F3", "8.F.3");
    }

    #[test]
    fn kindergarten_counting_is_not_a_prefix() {
        check("K.CC.B.4.a", "K.CC.4.A");
        check("CC.K.CC.4a", "K.CC.4.A");
        check("KCC4a", "K.CC.4.A");
        check("KCCB4a", "K.CC.4.A");
        check("CC.4", "CC.4");
    }

    #[test]
    fn codes_of_other_frameworks_keep_their_pieces() {
        check("CCSS.ELA-LITERACY.RF.K.1.A", "RF.K.1.A");
        check("L.K.1", "L.K.1");
        check("MA.5.FR.2.1", "MA.5.FR.2.1");
        check("5.C.3", "5.C.3");
        check("IAS 5.C.3", "IAS.5.C.3");
        check("5.3(K)", "5.3.K");
        check("MATH.1", "MATH.1");
        check("", "");
        check(" - ", "");
    }

    #[test]
    fn typed_codes_begin_codes() {
        let begins = |code: &str, typed: &str| begins_with(&pieces(code), &pieces(typed));
        assert!(begins("5.NF.A.1", "5"));
        assert!(begins("5.NF.A.1", "5.N"));
        assert!(begins("5.NF.A.1", "5nfa"));
        assert!(!begins("5.NF.A.1", "5.NBT"));
        assert!(!begins("5.NF.A.1", "NF"));
        assert!(!begins("5.NF.A.1", ""));
        assert!(!begins("5.NF", "5.NF.A"));
    }
}

//! Latin letters with marks: composed for show, without marks for matching.
//!
//! A table of our own, because the tables of the normalization crates are among the heaviest data of the page, and names of
//! students and words of standards are what is matched here. Letters of other scripts stay as they are.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Composed letter, base letter and mark, one after the other: the canonical decompositions of the blocks Latin-1
/// Supplement, Latin Extended-A and -B and Latin Extended Additional (Unicode Character Database, UnicodeData.txt).
const DECOMPOSED: &str = "\
    ÀA\u{300}ÁA\u{301}ÂA\u{302}ÃA\u{303}ÄA\u{308}ÅA\u{30a}ÇC\u{327}ÈE\u{300}ÉE\u{301}ÊE\u{302}ËE\u{308}\
    ÌI\u{300}ÍI\u{301}ÎI\u{302}ÏI\u{308}ÑN\u{303}ÒO\u{300}ÓO\u{301}ÔO\u{302}ÕO\u{303}ÖO\u{308}ÙU\u{300}\
    ÚU\u{301}ÛU\u{302}ÜU\u{308}ÝY\u{301}àa\u{300}áa\u{301}âa\u{302}ãa\u{303}äa\u{308}åa\u{30a}çc\u{327}\
    èe\u{300}ée\u{301}êe\u{302}ëe\u{308}ìi\u{300}íi\u{301}îi\u{302}ïi\u{308}ñn\u{303}òo\u{300}óo\u{301}\
    ôo\u{302}õo\u{303}öo\u{308}ùu\u{300}úu\u{301}ûu\u{302}üu\u{308}ýy\u{301}ÿy\u{308}ĀA\u{304}āa\u{304}\
    ĂA\u{306}ăa\u{306}ĄA\u{328}ąa\u{328}ĆC\u{301}ćc\u{301}ĈC\u{302}ĉc\u{302}ĊC\u{307}ċc\u{307}ČC\u{30c}\
    čc\u{30c}ĎD\u{30c}ďd\u{30c}ĒE\u{304}ēe\u{304}ĔE\u{306}ĕe\u{306}ĖE\u{307}ėe\u{307}ĘE\u{328}ęe\u{328}\
    ĚE\u{30c}ěe\u{30c}ĜG\u{302}ĝg\u{302}ĞG\u{306}ğg\u{306}ĠG\u{307}ġg\u{307}ĢG\u{327}ģg\u{327}ĤH\u{302}\
    ĥh\u{302}ĨI\u{303}ĩi\u{303}ĪI\u{304}īi\u{304}ĬI\u{306}ĭi\u{306}ĮI\u{328}įi\u{328}İI\u{307}ĴJ\u{302}\
    ĵj\u{302}ĶK\u{327}ķk\u{327}ĹL\u{301}ĺl\u{301}ĻL\u{327}ļl\u{327}ĽL\u{30c}ľl\u{30c}ŃN\u{301}ńn\u{301}\
    ŅN\u{327}ņn\u{327}ŇN\u{30c}ňn\u{30c}ŌO\u{304}ōo\u{304}ŎO\u{306}ŏo\u{306}ŐO\u{30b}őo\u{30b}ŔR\u{301}\
    ŕr\u{301}ŖR\u{327}ŗr\u{327}ŘR\u{30c}řr\u{30c}ŚS\u{301}śs\u{301}ŜS\u{302}ŝs\u{302}ŞS\u{327}şs\u{327}\
    ŠS\u{30c}šs\u{30c}ŢT\u{327}ţt\u{327}ŤT\u{30c}ťt\u{30c}ŨU\u{303}ũu\u{303}ŪU\u{304}ūu\u{304}ŬU\u{306}\
    ŭu\u{306}ŮU\u{30a}ůu\u{30a}ŰU\u{30b}űu\u{30b}ŲU\u{328}ųu\u{328}ŴW\u{302}ŵw\u{302}ŶY\u{302}ŷy\u{302}\
    ŸY\u{308}ŹZ\u{301}źz\u{301}ŻZ\u{307}żz\u{307}ŽZ\u{30c}žz\u{30c}ƠO\u{31b}ơo\u{31b}ƯU\u{31b}ưu\u{31b}\
    ǍA\u{30c}ǎa\u{30c}ǏI\u{30c}ǐi\u{30c}ǑO\u{30c}ǒo\u{30c}ǓU\u{30c}ǔu\u{30c}ǕÜ\u{304}ǖü\u{304}ǗÜ\u{301}\
    ǘü\u{301}ǙÜ\u{30c}ǚü\u{30c}ǛÜ\u{300}ǜü\u{300}ǞÄ\u{304}ǟä\u{304}ǠȦ\u{304}ǡȧ\u{304}ǢÆ\u{304}ǣæ\u{304}\
    ǦG\u{30c}ǧg\u{30c}ǨK\u{30c}ǩk\u{30c}ǪO\u{328}ǫo\u{328}ǬǪ\u{304}ǭǫ\u{304}ǮƷ\u{30c}ǯʒ\u{30c}ǰj\u{30c}\
    ǴG\u{301}ǵg\u{301}ǸN\u{300}ǹn\u{300}ǺÅ\u{301}ǻå\u{301}ǼÆ\u{301}ǽæ\u{301}ǾØ\u{301}ǿø\u{301}ȀA\u{30f}\
    ȁa\u{30f}ȂA\u{311}ȃa\u{311}ȄE\u{30f}ȅe\u{30f}ȆE\u{311}ȇe\u{311}ȈI\u{30f}ȉi\u{30f}ȊI\u{311}ȋi\u{311}\
    ȌO\u{30f}ȍo\u{30f}ȎO\u{311}ȏo\u{311}ȐR\u{30f}ȑr\u{30f}ȒR\u{311}ȓr\u{311}ȔU\u{30f}ȕu\u{30f}ȖU\u{311}\
    ȗu\u{311}ȘS\u{326}șs\u{326}ȚT\u{326}țt\u{326}ȞH\u{30c}ȟh\u{30c}ȦA\u{307}ȧa\u{307}ȨE\u{327}ȩe\u{327}\
    ȪÖ\u{304}ȫö\u{304}ȬÕ\u{304}ȭõ\u{304}ȮO\u{307}ȯo\u{307}ȰȮ\u{304}ȱȯ\u{304}ȲY\u{304}ȳy\u{304}ḀA\u{325}\
    ḁa\u{325}ḂB\u{307}ḃb\u{307}ḄB\u{323}ḅb\u{323}ḆB\u{331}ḇb\u{331}ḈÇ\u{301}ḉç\u{301}ḊD\u{307}ḋd\u{307}\
    ḌD\u{323}ḍd\u{323}ḎD\u{331}ḏd\u{331}ḐD\u{327}ḑd\u{327}ḒD\u{32d}ḓd\u{32d}ḔĒ\u{300}ḕē\u{300}ḖĒ\u{301}\
    ḗē\u{301}ḘE\u{32d}ḙe\u{32d}ḚE\u{330}ḛe\u{330}ḜȨ\u{306}ḝȩ\u{306}ḞF\u{307}ḟf\u{307}ḠG\u{304}ḡg\u{304}\
    ḢH\u{307}ḣh\u{307}ḤH\u{323}ḥh\u{323}ḦH\u{308}ḧh\u{308}ḨH\u{327}ḩh\u{327}ḪH\u{32e}ḫh\u{32e}ḬI\u{330}\
    ḭi\u{330}ḮÏ\u{301}ḯï\u{301}ḰK\u{301}ḱk\u{301}ḲK\u{323}ḳk\u{323}ḴK\u{331}ḵk\u{331}ḶL\u{323}ḷl\u{323}\
    ḸḶ\u{304}ḹḷ\u{304}ḺL\u{331}ḻl\u{331}ḼL\u{32d}ḽl\u{32d}ḾM\u{301}ḿm\u{301}ṀM\u{307}ṁm\u{307}ṂM\u{323}\
    ṃm\u{323}ṄN\u{307}ṅn\u{307}ṆN\u{323}ṇn\u{323}ṈN\u{331}ṉn\u{331}ṊN\u{32d}ṋn\u{32d}ṌÕ\u{301}ṍõ\u{301}\
    ṎÕ\u{308}ṏõ\u{308}ṐŌ\u{300}ṑō\u{300}ṒŌ\u{301}ṓō\u{301}ṔP\u{301}ṕp\u{301}ṖP\u{307}ṗp\u{307}ṘR\u{307}\
    ṙr\u{307}ṚR\u{323}ṛr\u{323}ṜṚ\u{304}ṝṛ\u{304}ṞR\u{331}ṟr\u{331}ṠS\u{307}ṡs\u{307}ṢS\u{323}ṣs\u{323}\
    ṤŚ\u{307}ṥś\u{307}ṦŠ\u{307}ṧš\u{307}ṨṢ\u{307}ṩṣ\u{307}ṪT\u{307}ṫt\u{307}ṬT\u{323}ṭt\u{323}ṮT\u{331}\
    ṯt\u{331}ṰT\u{32d}ṱt\u{32d}ṲU\u{324}ṳu\u{324}ṴU\u{330}ṵu\u{330}ṶU\u{32d}ṷu\u{32d}ṸŨ\u{301}ṹũ\u{301}\
    ṺŪ\u{308}ṻū\u{308}ṼV\u{303}ṽv\u{303}ṾV\u{323}ṿv\u{323}ẀW\u{300}ẁw\u{300}ẂW\u{301}ẃw\u{301}ẄW\u{308}\
    ẅw\u{308}ẆW\u{307}ẇw\u{307}ẈW\u{323}ẉw\u{323}ẊX\u{307}ẋx\u{307}ẌX\u{308}ẍx\u{308}ẎY\u{307}ẏy\u{307}\
    ẐZ\u{302}ẑz\u{302}ẒZ\u{323}ẓz\u{323}ẔZ\u{331}ẕz\u{331}ẖh\u{331}ẗt\u{308}ẘw\u{30a}ẙy\u{30a}ẛſ\u{307}\
    ẠA\u{323}ạa\u{323}ẢA\u{309}ảa\u{309}ẤÂ\u{301}ấâ\u{301}ẦÂ\u{300}ầâ\u{300}ẨÂ\u{309}ẩâ\u{309}ẪÂ\u{303}\
    ẫâ\u{303}ẬẠ\u{302}ậạ\u{302}ẮĂ\u{301}ắă\u{301}ẰĂ\u{300}ằă\u{300}ẲĂ\u{309}ẳă\u{309}ẴĂ\u{303}ẵă\u{303}\
    ẶẠ\u{306}ặạ\u{306}ẸE\u{323}ẹe\u{323}ẺE\u{309}ẻe\u{309}ẼE\u{303}ẽe\u{303}ẾÊ\u{301}ếê\u{301}ỀÊ\u{300}\
    ềê\u{300}ỂÊ\u{309}ểê\u{309}ỄÊ\u{303}ễê\u{303}ỆẸ\u{302}ệẹ\u{302}ỈI\u{309}ỉi\u{309}ỊI\u{323}ịi\u{323}\
    ỌO\u{323}ọo\u{323}ỎO\u{309}ỏo\u{309}ỐÔ\u{301}ốô\u{301}ỒÔ\u{300}ồô\u{300}ỔÔ\u{309}ổô\u{309}ỖÔ\u{303}\
    ỗô\u{303}ỘỌ\u{302}ộọ\u{302}ỚƠ\u{301}ớơ\u{301}ỜƠ\u{300}ờơ\u{300}ỞƠ\u{309}ởơ\u{309}ỠƠ\u{303}ỡơ\u{303}\
    ỢƠ\u{323}ợơ\u{323}ỤU\u{323}ụu\u{323}ỦU\u{309}ủu\u{309}ỨƯ\u{301}ứư\u{301}ỪƯ\u{300}ừư\u{300}ỬƯ\u{309}\
    ửư\u{309}ỮƯ\u{303}ữư\u{303}ỰƯ\u{323}ựư\u{323}ỲY\u{300}ỳy\u{300}ỴY\u{323}ỵy\u{323}ỶY\u{309}ỷy\u{309}\
    ỸY\u{303}ỹy\u{303}\
";

/// Letters that no mark makes, and the plain letters that people type for them.
const STROKED: [(char, &str); 10] = [
    ('đ', "d"),
    ('Đ', "D"),
    ('ø', "o"),
    ('Ø', "O"),
    ('ł', "l"),
    ('Ł', "L"),
    ('ß', "ss"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('ı', "i"),
];

/// Whether a character only marks the letter before it.
pub fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// The text with each letter and its marks as one character, where there is one.
pub fn compose(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let composed = out.chars().next_back().filter(|_| is_mark(c)).and_then(|base| composed(base, c));
        if let Some(letter) = composed {
            out.pop();
            out.push(letter);
        } else {
            out.push(c);
        }
    }
    out
}

/// The text with every mark as a character of its own after its letter.
pub fn decompose(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| push_parts(&mut out, c));
    out
}

fn push_parts(out: &mut String, letter: char) {
    match parts(letter) {
        Some((below, mark)) => {
            push_parts(out, below);
            out.push(mark);
        }
        None => out.push(letter),
    }
}

/// The text in lower case and without marks: "Nguyễn" and "NGUYEN" are both "nguyen".
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !is_mark(*c)) {
        let base = base(c);
        match STROKED.iter().find(|(letter, _)| *letter == base) {
            Some((_, plain)) => out.push_str(&plain.to_lowercase()),
            None => out.extend(base.to_lowercase()),
        }
    }
    out
}

/// The table as it is looked up. A file of marks alone is millions of look-ups, and to go through the table for each would
/// be a frozen page.
struct Letters {
    parts: BTreeMap<char, (char, char)>,
    whole: BTreeMap<(char, char), char>,
}

static LETTERS: LazyLock<Letters> = LazyLock::new(|| {
    let mut letters = DECOMPOSED.chars();
    let triples = std::iter::from_fn(|| Some((letters.next()?, letters.next()?, letters.next()?)));
    let triples: Vec<_> = triples.collect();
    Letters {
        parts: triples.iter().map(|(letter, base, mark)| (*letter, (*base, *mark))).collect(),
        whole: triples.iter().map(|(letter, base, mark)| ((*base, *mark), *letter)).collect(),
    }
});

/// The letter below and the mark; most letters are plain.
fn parts(letter: char) -> Option<(char, char)> {
    if letter.is_ascii() { None } else { LETTERS.parts.get(&letter).copied() }
}

fn composed(base: char, mark: char) -> Option<char> {
    LETTERS.whole.get(&(base, mark)).copied()
}

/// The letter without its marks; most have one, Vietnamese ones two.
fn base(letter: char) -> char {
    parts(letter).map_or(letter, |(below, _)| base(below))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_case_marks_and_strokes() {
        for (text, plain) in [
            ("Nguyễn", "nguyen"),
            ("NGUYE\u{302}\u{303}N", "nguyen"),
            ("Đặng", "dang"),
            ("Łukasz", "lukasz"),
            ("Zoë", "zoe"),
            ("Straße", "strasse"),
            ("O’Brien", "o’brien"),
            ("Юля", "юля"),
        ] {
            assert_eq!(fold(text), plain, "{text}");
        }
    }

    #[test]
    fn composes_one_and_two_marks() {
        assert_eq!(compose("Nguye\u{302}\u{303}n"), "Nguyễn");
        assert_eq!(compose("Zoe\u{308}"), "Zoë");
        assert_eq!(decompose("Nguyễn"), "Nguye\u{302}\u{303}n");
        assert_eq!(compose("x\u{308}q\u{301}"), "ẍq\u{301}");
    }

    #[test]
    fn every_entry_is_a_letter_a_letter_and_a_mark() {
        let n = DECOMPOSED.chars().count();
        assert_eq!((LETTERS.parts.len() * 3, LETTERS.whole.len() * 3), (n, n), "none stands twice");
        for (letter, (below, mark)) in &LETTERS.parts {
            assert!(letter.is_alphabetic() && below.is_alphabetic() && is_mark(*mark), "{letter}");
        }
    }
}

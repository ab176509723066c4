//! Every text that a person reads, in catalogues by language.
//!
//! A language is a folder of plain text files, `key = text with {argument}` a line. What differs beside the words stands
//! there too (`language.txt`): months, how names are joined, by which rule a count chooses. Plain code, because the fluent
//! crates weigh more than all our sentences (see docs/decisions/build.md). Which language is spoken is decided once, before
//! anything is said: [`read`] takes what `boot.js` fetched.
//!
//! # Recipe: a text
//!
//! 1. A line in `en/ROOM.txt`: `room.key = text with {argument}`. A count chooses a form: `{n} {n|student|students}`; for
//!    the count `n` a whole text `room.key.one` may stand beside it.
//! 2. Named in the code: `t("room.key")` on a page, [`text::of`](of) elsewhere, with arguments
//!    [`Sentence::new`](crate::domain::Sentence::new) and [`say`]. The tidy tests tell of a key without a text, of a text
//!    that nothing names, and of an argument that is missing or that no text wants.
//! 3. A new file also stands in `FILES` of `english.rs`: `every_file_of_the_folder_is_read` tells.
//! 4. No word that ranks or labels a student: `no_catalogue_ranks_or_labels_a_student` tells.
//!
//! # Recipe: a language
//!
//! 1. A folder beside `en/` with the same files and keys; a rule of counting that is not in `plural.rs` comes there.
//! 2. A test that its keys and their arguments are those of `en/`, and its own barred words.
//! 3. `xtask/src/split.rs` packs one file of texts a language, `boot.js` fetches the chosen one, `sw.js` keeps it. What
//!    `boot.js` says before the program runs stands in `index.html`. The end-to-end test `language` shows that nothing
//!    else on a page is English.
//! 4. Heads of tables in that language: `document/import/heads.rs`, `dates.rs`.

mod catalogue;
mod english;
mod plural;
#[cfg(test)]
mod tests;

use std::sync::OnceLock;

pub use catalogue::Catalogue;

use crate::domain::{Date, Sentence};

static SPOKEN: OnceLock<Catalogue> = OnceLock::new();

/// The language that the page speaks: English, where no other was read.
pub fn spoken() -> &'static Catalogue {
    SPOKEN.get_or_init(|| Catalogue::new(english::FILES))
}

/// Takes the texts of a language, all its files in one. What was read first stays.
pub fn read(texts: String) {
    // They are needed as long as the page is open.
    let _ = SPOKEN.set(Catalogue::new(&[Box::leak(texts.into_boxed_str())]));
}

/// The text of a key without arguments. An unknown key is shown as itself; a test finds those.
pub fn of(key: &'static str) -> &'static str {
    spoken().text(key)
}

/// A sentence in words.
pub fn say(sentence: &Sentence) -> String {
    spoken().say(sentence)
}

/// A date in the middle of a sentence: "19 November".
pub fn date(date: Date) -> String {
    spoken().date(date)
}

/// A number with at most two decimals.
pub fn number(number: f64) -> String {
    spoken().number(number)
}

/// "Ana, Ben and Cy".
pub fn list(names: &[String]) -> String {
    spoken().list(names)
}

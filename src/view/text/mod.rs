//! Every text that a person reads, in catalogues by language.
//!
//! A language is a folder of plain text files, `key = text with {argument}` a line, and the few rules of
//! [`Language`]. Plain code, because the fluent crates weigh more than all our sentences (see docs/decisions/build.md).
//!
//! # Recipe: a text
//!
//! 1. A line in `en/ROOM.txt`: `room.key = text with {argument}`. Of a count `n`, `room.key.one` is the singular.
//! 2. Named in the code: `t("room.key")` on a page, [`Sentence::new`](crate::domain::Sentence::new) with its arguments
//!    elsewhere. The tidy test `every_key_that_is_named_has_a_text_and_every_text_is_named` tells of either alone.
//! 3. A new file also stands in `FILES` of `english.rs`: `every_file_of_the_folder_is_read` tells.
//! 4. No word that ranks or labels a student: `no_catalogue_ranks_or_labels_a_student` tells.
//!
//! # Recipe: a language
//!
//! There is one, so the choice has yet to be made where [`english()`] is called.
//!
//! 1. A folder beside `en/` with the same files and keys, and `LANGUAGE.rs` after `english.rs`: its `FILES`, and its
//!    [`Language`], which says dates, lists, numbers and which suffix a key has for a count.
//! 2. A test that its keys and their arguments are those of `en/`, and its own barred words.
//! 3. [`english()`] and [`read`] become the catalogue of the language that is chosen, kept as the page keeps what is
//!    not of a class; `xtask/src/split.rs` packs one file of texts a language, `boot.js` fetches the chosen one,
//!    `sw.js` keeps it, and `index.html` says the language.
//! 4. Heads of tables in that language: `document/import/heads.rs`, `dates.rs`.

mod catalogue;
mod english;
#[cfg(test)]
mod tests;

pub use catalogue::{Catalogue, Language};
pub use english::{english, read};

//! The class document: replicas, stamps, merge, the saved form, and file formats in and out.
//!
//! [`Document`] is the merged state, [`Book`] a document at work (typed class, undo), [`file`] its readable JSON,
//! [`store`] its place in a browser's storage.
pub mod advice;
pub mod anonymous;
pub mod book;
pub mod case;
pub mod choose;
mod class_text;
pub mod copied;
pub mod declined;
pub mod disputed;
#[expect(clippy::module_inception, reason = "the document is what this room is about")]
pub mod document;
pub mod entry;
pub mod file;
pub mod format;
pub mod handover;
pub mod import;
pub mod json;
pub mod limits;
pub mod line;
pub mod meaning;
pub mod new_year;
pub mod pack;
mod packing;
pub mod past;
pub mod preview;
pub mod protect;
pub mod purge;
pub mod reader;
pub mod rescue;
pub mod seal;
pub mod shared;
pub mod sheet;
pub mod shelf;
#[cfg(not(target_arch = "wasm32"))]
pub mod simulate;
pub mod stamp;
pub mod store;
pub mod teaching;
#[cfg(test)]
mod tests;
pub mod together;
pub mod trust;

pub use book::{Book, Followed};
pub use document::{Conflict, Delta, Document, Merged, Place};
pub use stamp::{ReplicaId, Stamp};

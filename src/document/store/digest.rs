//! What the list of classes says of one, kept beside it so that it need not be opened.

use super::{ROOT, open};
use crate::document::book::Book;
use crate::document::json::quote;
use crate::document::seal::{seal, unseal};
use crate::document::shelf::{Shelf, ShelfError};
use crate::document::stamp::ReplicaId;
use crate::domain::Class;

/// What the list of classes says of one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Digest {
    /// Name of the class.
    pub name: String,
    /// How many students it has.
    pub students: usize,
    /// Whether it is the sample class.
    pub sample: bool,
}

/// Digest of an open class.
pub fn digest(class: &Class) -> Digest {
    let about = class.about();
    Digest { name: about.name, students: class.students.len(), sample: about.sample }
}

/// Keeps a digest beside the class; nothing is written where it is there already.
///
/// # Errors
/// Where there is no room, or the browser refuses; nothing depends on it.
pub fn write_digest(shelf: &mut impl Shelf, class: &str, digest: &Digest) -> Result<(), ShelfError> {
    let Digest { name, students, sample } = digest;
    let text = seal(&format!("[{},{students},{sample}]", quote(name)));
    let key = format!("{ROOT}{class}/digest");
    if shelf.get(&key)?.as_ref() == Some(&text) { Ok(()) } else { shelf.set(&key, &text) }
}

/// The digest beside a class; where it is missing or damaged, the class is opened.
///
/// # Errors
/// Where the browser refuses.
pub fn read_digest(shelf: &impl Shelf, class: &str) -> Result<Digest, ShelfError> {
    let kept = shelf.get(&format!("{ROOT}{class}/digest"))?;
    let kept = kept.as_deref().and_then(unseal).and_then(|text| serde_json::from_str(text).ok());
    if let Some((name, students, sample)) = kept {
        return Ok(Digest { name, students, sample });
    }
    let book = Book::new(open(shelf, class)?.document, ReplicaId::default());
    Ok(digest(book.class()))
}

//! What a teacher writes beside a lens.

use crate::domain::Date;
use crate::domain::id::NoteId;

crate::records! {
    /// The teacher's own dated reflection on a lens.
    "lens_note" LensNote[NoteId] {
        lens: String,
        on: Option<Date>,
        text: String,
    }
}

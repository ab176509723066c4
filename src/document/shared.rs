//! The copy of a class that leaves the computer: what is private stays behind unless the teacher says otherwise.

use super::document::Document;
use crate::domain::Class;
use crate::domain::id::Key;
use crate::domain::record::Record;
use crate::domain::roster::{Note, Tag, Tagged};

/// A copy for a co-teacher. Without `private`, notes and tags marked sensitive are left out; the header's clocks stay,
/// so that the rest merges as ever.
pub fn copy(document: &Document, class: &Class, private: bool) -> Document {
    let mut copy = document.clone();
    if private {
        return copy;
    }
    copy.records.remove(Note::KIND);
    for (tag, _) in class.tags.iter().filter(|(_, tag)| tag.sensitive) {
        if let Some(tags) = copy.records.get_mut(Tag::KIND) {
            tags.remove(&tag.text());
        }
        if let Some(tagged) = copy.records.get_mut(Tagged::KIND) {
            tagged.retain(|id, _| <Tagged as Record>::Key::parse(id).is_none_or(|(of, _)| of != *tag));
        }
    }
    copy
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::file;
    use crate::document::stamp::Stamp;
    use crate::domain::record::{Change, Value};

    #[test]
    fn private_notes_and_sensitive_tags_stay_unless_asked_for() {
        let mut document = Document::new("c");
        let change = |kind, id: &str, field, value| Change { kind, id: id.into(), field, value };
        let changes = vec![
            change("note", "n1", "text", Value::Text("secretly".into())),
            change("tag", "t1", "name", Value::Text("sensitively".into())),
            change("tag", "t1", "sensitive", Value::Bool(true)),
            change("tagged", "t1/s1", "carried", Value::Bool(true)),
            change("tag", "t2", "name", Value::Text("openly".into())),
            change("tagged", "t2/s1", "carried", Value::Bool(true)),
        ];
        let mut class = Class::default();
        class.apply(&changes);
        document.write(Stamp { clock: 1, ..Stamp::default() }, changes);
        let shared = file::write(&copy(&document, &class, false));
        assert!(!shared.contains("secretly") && !shared.contains("sensitively") && !shared.contains("t1/s1"));
        assert!(shared.contains("openly") && shared.contains("t2/s1"));
        assert_eq!(copy(&document, &class, true), document);
    }
}

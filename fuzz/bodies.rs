//! What each fuzz target asserts. `tests/fuzz_corpus.rs` runs the same over the corpus, without a fuzzer.

use rondo::document::import::{
    guess_roster, guess_scores, known_students, match_students, read_file, read_roster, read_scores,
};
use rondo::document::{Book, Document, ReplicaId, file, limits, line, rescue};
use rondo::domain::Date;

/// Stands between the files of one input of [`merge`].
const BETWEEN: &[u8] = b"\n---\n";

/// A name and its body.
pub type Body = (&'static str, fn(&[u8]));
/// Every target, by the name of its folder in `corpus/`.
pub const ALL: [Body; 3] = [("class_file", class_file), ("table", table), ("merge", merge)];

/// A class file or rescue file: what opens is within the limits and is written to the same letters again and again.
pub fn class_file(bytes: &[u8]) {
    for opened in rescue::read(bytes).unwrap_or_default() {
        let document = opened.document;
        limits::check(&document).expect("what opens is within the limits");
        let text = file::write(&document);
        let again = file::read(text.as_bytes()).expect("what was written opens");
        assert!(again.intact, "a written file has the right checksum");
        assert_eq!(file::write(&again.document), text);
        let packed = file::unpack(&file::pack(&document)).expect("what was packed unpacks");
        assert_eq!(file::write(&packed), text);
        let _ = Book::new(document, ReplicaId::default());
    }
    let _ = line::read(&String::from_utf8_lossy(bytes));
}

/// A roster or a table of scores, in any encoding.
pub fn table(bytes: &[u8]) {
    let Ok(table) = read_file(bytes) else { return };
    let roster = read_roster(&table, &guess_roster(&table));
    let scores = read_scores(&table, &guess_scores(&table), Date::constant(2026, 11, 21));
    let known = known_students(Book::new(Document::new("c"), ReplicaId::default()).class());
    for students in [&roster.students, &scores.students] {
        assert_eq!(match_students(students, &known).len(), students.len());
    }
    for mark in &scores.marks {
        assert!(mark.score.is_none_or(f64::is_finite) && mark.of.is_none_or(f64::is_finite));
        assert!(mark.student < scores.students.len(), "a mark is somebody's");
    }
}

/// Up to three files or lines of one class: their merge does not depend on the order, and takes nothing away.
pub fn merge(bytes: &[u8]) {
    let mut copies: Vec<Document> = Vec::new();
    let mut rest = bytes;
    while copies.len() < 3 {
        let end = rest.windows(BETWEEN.len()).position(|at| at == BETWEEN);
        let part = &rest[..end.unwrap_or(rest.len())];
        if let Ok(opened) = file::read(part) {
            copies.push(opened.document);
        } else if let Some(line) = std::str::from_utf8(part).ok().and_then(line::read) {
            let mut document = Document::new("c");
            line::take_in(&mut document, line);
            copies.push(document);
        }
        match end {
            Some(end) => rest = &rest[end + BETWEEN.len()..],
            None => break,
        }
    }
    copies.iter_mut().for_each(|copy| copy.id = "c".into());
    let join = |order: &[&Document]| {
        let mut all = Document::new("c");
        for copy in order {
            all.merge(copy);
        }
        all
    };
    for a in &copies {
        for b in &copies {
            let ab = join(&[a, b]);
            assert_eq!(file::write(&ab), file::write(&join(&[b, a])));
            assert_eq!(file::write(&join(&[&ab, a])), file::write(&ab));
            for c in &copies {
                assert_eq!(file::write(&join(&[&ab, c])), file::write(&join(&[a, &join(&[b, c])])));
            }
            let mut book = Book::new(a.clone(), ReplicaId::new(u64::MAX));
            let class = book.class().clone();
            let removed = |copy: &Document| {
                copy.records.values().flat_map(|records| records.values()).any(|entry| entry.gone.is_some())
            };
            book.take_document(b, Vec::new(), rondo::domain::Sentence::new("undo.import_file"));
            let read = Book::new(book.document().clone(), ReplicaId::default());
            assert_eq!(book.class(), read.class(), "what is shown is what would be opened");
            if book.can_undo().is_some() && !removed(b) {
                book.undo();
                assert_eq!(book.class(), &class, "one undo gives back what was there");
            }
        }
    }
}

//! What every command shares: arguments, the writing of an answer, the standards.

use std::io;

use rondo::domain::record::Value;

use super::*;

/// A pipe whose reader is gone.
struct Closed;

impl Write for Closed {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Err(io::ErrorKind::BrokenPipe.into())
    }
}

#[test]
fn a_reader_that_stops_early_is_no_fault() {
    put(Closed, "{}\n");
    let mut taken = Vec::new();
    put(&mut taken, "{}\n");
    assert_eq!(taken, b"{}\n");
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_no_text_is_a_file_that_is_not_there() {
    use std::os::unix::ffi::OsStringExt as _;
    let args = words([OsString::from("check"), OsString::from_vec(vec![b'c', 0xff])].into_iter());
    let Err(Fault::Input(line)) = run(&args) else { panic!("{args:?}") };
    assert!(line.contains("Give the path of a file"), "{line}");
}

#[test]
fn a_class_has_the_standards_that_its_page_has() {
    let mut class = Class::default();
    let has = |class: &Class, code: &str| catalog(class).unwrap().find(code).is_some();
    assert!(has(&class, "3.NF.A.1") && !has(&class, "RL.3.1") && !has(&class, "OWN.1"));
    class.set("subject", "reading", "framework", &Value::Text("ccss-ela".into()));
    class.set("standard", "OWN.1", "code", &Value::Text("OWN.1".into()));
    assert!(has(&class, "3.NF.A.1") && has(&class, "RL.3.1") && has(&class, "OWN.1"));
}

/// The shape that others read: every tag and every page by its name, and counts that are those of the rows.
#[test]
fn standing_says_one_row_a_student_and_standard() {
    use rondo::document::{Book, Document, ReplicaId, file};
    let today = "2026-11-20";
    let mut book = Book::new(Document::new("standing"), ReplicaId::default());
    book.dispatch(&rondo::domain::sample::OpenSample, today.parse().unwrap()).unwrap();
    let path = std::env::temp_dir().join(format!("standing-{}.rondo.json", std::process::id()));
    std::fs::write(&path, file::write(book.document())).unwrap();
    let args = ["view", &path.to_string_lossy(), "standing", "--date", today].map(str::to_owned);
    let text = run(&args).map_err(|fault| format!("{fault:?}"));
    std::fs::remove_file(&path).unwrap();
    let shown: serde_json::Value = serde_json::from_str(&text.unwrap()).unwrap();
    let rows = shown["rows"].as_array().unwrap();
    let tags = [
        ("verdict", &["no_evidence", "not_yet", "mastered", "beyond"][..]),
        ("sure", &["sure", "fairly", "one_more_check"][..]),
        (
            "next_step",
            &["from_what_leads_to_it", "close_the_gap", "make_it_secure", "go_further", "quick_check"][..],
        ),
    ];
    let mut pages = std::collections::BTreeSet::new();
    for row in rows {
        for (field, known) in &tags {
            assert!(known.contains(&row[*field].as_str().unwrap()), "{row}");
        }
        assert!(
            ["student", "name", "standard", "subject"].iter().all(|field| row[*field].is_string()),
            "{row}"
        );
        assert!(row["pieces"].is_u64() && (row["level"].is_u64() == row["score"].is_f64()), "{row}");
        for said in row["said"].as_array().unwrap() {
            pages.insert(said["page"].as_str().unwrap().to_owned());
            assert!(!said["text"].as_str().unwrap().is_empty(), "{row}");
        }
    }
    for page in ["mastery", "panel", "student", "whole_class", "growth"] {
        assert!(pages.contains(page), "{page} among {pages:?}");
    }
    let of = |is: &dyn Fn(&serde_json::Value) -> bool| rows.iter().filter(|row| is(row)).count();
    for (standard, count) in shown["counts"].as_object().unwrap() {
        let here = |row: &serde_json::Value| row["standard"] == standard.as_str();
        let mastered = |row: &serde_json::Value| row["verdict"] == "mastered" || row["verdict"] == "beyond";
        assert_eq!(count["with_marks"], of(&|row| here(row) && row["level"].is_u64()), "{standard}");
        assert_eq!(count["mastered"], of(&|row| here(row) && mastered(row)), "{standard}");
    }
}

//! A zip and a rescue file among the shared cases; where they are absent each says "skipped" and passes.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its case has failed")]

use std::path::Path;

use rondo::document::import::read_file;
use rondo::document::rescue;

fn shared(name: &str) -> Option<Vec<u8>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/cases").join(name);
    let read = std::fs::read(&path).ok();
    if read.is_none() {
        println!("skipped: no {}", path.display());
    }
    read
}

#[test]
fn a_zip_with_a_changed_letter_is_refused() {
    let Some(bytes) = shared("zip/stored-wrongcrc.zip") else { return };
    assert_eq!(read_file(&bytes).unwrap_err().key, "import.damaged_zip");
}

#[test]
fn half_a_letter_in_a_rescue_file_leaves_all_else() {
    let Some(bytes) = shared("merge/rescue-lone-surrogate.json") else { return };
    let rescued = rescue::read_parts(&bytes).unwrap();
    assert_eq!(rescued.len(), 1);
    assert_eq!(rescued[0].unread, ["j/zzzzzzzz/9"]);
    let students = rescued[0].opened.document.records.get("student").map_or(0, |records| records.len());
    assert!(students > 20, "{students}");
}

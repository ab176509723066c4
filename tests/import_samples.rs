//! Files that teachers have, read as they come. Where the samples are absent a case says "skipped" and passes.

use std::path::Path;

use rondo::document::import::json::roster_json;
use rondo::document::import::roster::{RosterPreview, guess_roster, read_roster};
use rondo::document::import::table::{Table, read_file};
use rondo::view::text::english;

fn bytes(name: &str) -> Option<Vec<u8>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(name);
    let found = std::fs::read(path).ok();
    if found.is_none() {
        println!("skipped: {name} is not here");
    }
    found
}

fn table(name: &str) -> Option<Table> {
    bytes(name).map(|bytes| read_file(&bytes).expect("a table"))
}

fn roster(name: &str) -> Option<RosterPreview> {
    table(name).map(|table| read_roster(&table, &guess_roster(&table)))
}

/// "given family id grade" of each student.
fn who(preview: &RosterPreview) -> Vec<String> {
    let text = |part: &Option<String>| part.clone().unwrap_or("-".to_owned());
    preview
        .students
        .iter()
        .map(|s| format!("{}/{}/{}/{}", s.given, s.family, text(&s.id), text(&s.grade)))
        .collect()
}

#[test]
fn rosters_of_the_samples() {
    /// File, layout, encoding, students, a private column that was left out.
    type Case = (&'static str, &'static str, &'static str, &'static [&'static str], Option<&'static str>);
    let cases: &[Case] = &[
        ("own/clever_students.csv", "clever", "utf-8", &["An/Nguyễn/00123/3"], Some("Home_language")),
        (
            "own/powerschool_quick_export.txt",
            "powerschool",
            "utf-8",
            &["An/Nguyễn/00123/3", "Maeve/O'Brien/00124/3"],
            Some("DOB"),
        ),
        (
            "own/canvas_learning_mastery.csv",
            "canvas-mastery",
            "utf-8",
            &["An/Nguyễn/1001/-", "Maeve/O'Brien/1002/-"],
            None,
        ),
        (
            "own/excel_unicode_text_utf16le.txt",
            "table",
            "utf-16le",
            &["An/Nguyễn/-/3", "Maeve/O'Brien/-/3"],
            None,
        ),
        (
            "own/google_forms_quiz_download.csv",
            "google-forms",
            "utf-8",
            &["an/nguyen/-/-", "Maeve/O’Brien/-/-"],
            Some("Username"),
        ),
        (
            "iready_diagnostic_math.csv",
            "iready",
            "utf-8-bom",
            &["First 1/Last 1/605001/3", "First 2/Last 2/605002/6"],
            Some("Race"),
        ),
        (
            "ilearn_checkpoint_bom.csv",
            "ilearn-checkpoint",
            "utf-8-bom",
            &["StuFirst1/StuLast1/1000000/6", "StuFirst2/StuLast2/2000000/3"],
            Some("Student DOB"),
        ),
    ];
    for (name, layout, encoding, students, private) in cases {
        let Some(preview) = roster(&format!("samples/{name}")) else { continue };
        assert_eq!((preview.layout.tag(), preview.encoding), (*layout, *encoding), "{name}");
        assert_eq!(who(&preview), *students, "{name}");
        assert_eq!(preview.problems, [], "{name}");
        if let Some(private) = private {
            assert!(preview.skipped_columns.iter().any(|head| head == private), "{name}");
        }
        let json = roster_json(&preview, &|sentence| english().say(sentence)).to_string();
        assert!(!json.contains("assword"), "{name}");
    }
}

#[test]
fn a_oneroster_zip_is_refused_for_now() {
    let Some(bytes) = bytes("samples/own/oneroster_1p1.zip") else { return };
    assert_eq!(read_file(&bytes).map_err(|sentence| sentence.key), Err("import.oneroster"));
}

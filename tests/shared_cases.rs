//! An extra run over `../shared`, a folder beside the project with files that others wrote and that may not lie in it:
//! the official text of the standards, published packages and their schema, publishers' sample exports.
//!
//! What these files are like is checked in every clone, from `tests/fixtures/`. Where the folder is absent, each test
//! here says "not run" and passes; only the sum of the labels is held everywhere.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot read its case has failed")]

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

use rondo::document::case;
use rondo::document::import::framework::{bring, read_framework};
use rondo::document::import::{guess_scores, read_file, read_scores};
use rondo::document::json::checksum;
use rondo::domain::command::{Command, Context};
use rondo::domain::id::Mint;
use rondo::domain::standards::{Catalog, Standard};
use rondo::domain::{Class, Date};

const TODAY: Date = Date::constant(2026, 11, 21);

fn shared(name: &str) -> Option<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    if folder.is_dir() {
        let read = std::fs::read(folder.join(name));
        return Some(read.unwrap_or_else(|why| panic!("{name}: {why}")));
    }
    // Past the test harness, which keeps what a passing test prints to itself.
    let said = format!("not run: no ../shared ({name})\n");
    std::io::stderr().write_all(said.as_bytes()).unwrap();
    None
}

fn math() -> Catalog {
    Catalog::from_csv(
        include_str!("../data/standards/ccss-math.csv"),
        include_str!("../data/standards/ccss-math-edges.csv"),
        include_str!("../data/standards/domains.csv"),
    )
    .unwrap()
}

fn both() -> Catalog {
    math()
        .and_csv(
            include_str!("../data/standards/ccss-ela.csv"),
            include_str!("../data/standards/ccss-ela-edges.csv"),
            include_str!("../data/standards/ccss-ela-domains.csv"),
        )
        .unwrap()
}

fn labels(standard: &Standard) -> [&str; 2] {
    [&standard.label, &standard.short]
}

/// The sum of all labels when they were last compared with the official text, word by word.
const COMPARED: u64 = 1_900_158_216_230_819_571;

#[test]
fn no_label_changed_since_all_were_compared_with_the_official_text() {
    let catalog = both();
    let text: String = catalog.iter().map(|one| format!("{} {:?}\n", one.id, labels(one))).collect();
    let sum = checksum(text.as_bytes());
    assert_eq!(
        sum, COMPARED,
        "a label changed: see that it shares no five words in a row with the published standard, then write COMPARED = {sum}"
    );
}

fn runs_of_five(text: &str) -> Vec<String> {
    let text = text.to_lowercase();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    words.windows(5).map(|run| run.join(" ")).collect()
}

#[test]
fn finds_runs_of_five_words() {
    assert_eq!(runs_of_five("Add, and take-away THEM."), ["add and take away them"]);
    assert!(runs_of_five("one two three four").is_empty());
}

#[test]
fn no_label_shares_five_words_in_a_row_with_the_official_text() {
    let Some(table) = shared("standards/ccss_k8.csv") else { return };
    let mut reader = csv::Reader::from_reader(table.as_slice());
    let head = reader.headers().unwrap().clone();
    let columns = ["text", "note"].map(|name| head.iter().position(|cell| cell == name).unwrap());
    let mut theirs = BTreeSet::new();
    for row in reader.records().map(|row| row.unwrap()) {
        theirs.extend(columns.iter().flat_map(|column| runs_of_five(&row[*column])));
    }
    assert!(theirs.len() > 10_000, "{} runs", theirs.len());
    for standard in both().iter() {
        for run in labels(standard).into_iter().flat_map(runs_of_five) {
            assert!(!theirs.contains(&run), "{}: \"{run}\" is official text", standard.id);
        }
    }
}

/// What a class saves of a package that it brought in.
fn saved(bytes: &[u8]) -> (Class, String) {
    let file = read_framework(bytes).unwrap();
    let mut class = Class::default();
    let brought = bring(&class, &math(), &file, "Of a file");
    let mut context = Context { today: TODAY, mint: Mint::new("t") };
    class.apply(&brought.command.changes(&class, &mut context).unwrap().0);
    let id = class.frameworks.iter().next().unwrap().0.clone();
    let text = case::write(&class, &id, TODAY).unwrap();
    (class, text)
}

#[test]
fn published_packages_load_and_are_saved_as_the_official_schema_wants_it() {
    let Some(schema) = shared("standards/case/schema-1edtech-official-case-v1p1-cfpackage.json") else {
        return;
    };
    let schema = serde_json::from_slice(&schema).unwrap();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    for (name, items) in [
        ("ccss-math-k8.generated.case_v1p1.json", 462),
        ("opensalt-what-standards-could-be_v1p0.json", 16),
        ("opensalt-utf8-test_v1p0.json", 1),
    ] {
        let Some(bytes) = shared(&format!("standards/case/{name}")) else { return };
        let (class, text) = saved(&bytes);
        assert_eq!(class.own_standards.len(), items, "{name}");
        let package: serde_json::Value = serde_json::from_str(&text).unwrap();
        let wrong: Vec<String> = validator.iter_errors(&package).map(|error| error.to_string()).collect();
        assert!(wrong.is_empty(), "{name}: {wrong:#?}");
        let again = read_framework(text.as_bytes()).unwrap();
        assert!(again.problems.is_empty() && again.items.len() == items, "{name}");
    }
}

#[test]
fn what_publishers_export_is_read_whole() {
    for (name, layout, [students, marks, diagnosed]) in [
        ("samples/iready_diagnostic_math.csv", "iready", [2, 0, 25]),
        ("samples/nwea_map_growth.csv", "nwea-map", [6, 0, 6]),
        ("samples/mclass_dibels8_benchmark.csv", "mclass-dibels", [5, 0, 30]),
        ("samples/ilearn_checkpoint_bom.csv", "ilearn-checkpoint", [2, 0, 2]),
        ("samples/staar_interim_item_level_bom.csv", "staar-interim", [5, 5 * 22, 5]),
        ("samples/star_reading_dashboard_standards_v2.csv", "star-standards", [5, 5, 0]),
        ("datasets/fraction_subtraction_responses.csv", "table", [536, 536 * 20, 0]),
    ] {
        let Some(bytes) = shared(name) else { return };
        let table = read_file(&bytes).unwrap();
        let preview = read_scores(&table, &guess_scores(&table), TODAY);
        let found = [preview.students.len(), preview.marks.len(), preview.diagnosed.len()];
        assert_eq!((preview.layout.tag(), found), (layout, [students, marks, diagnosed]), "{name}");
        let known = ["import.scale_scores", "import.ids_only", "import.no_growth_measure"];
        let rest: Vec<_> = preview.problems.iter().filter(|it| !known.contains(&it.sentence.key)).collect();
        assert!(rest.is_empty(), "{name}: {rest:?}");
    }
}

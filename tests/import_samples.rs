//! Files in the layouts that teachers have, read as they come: `tests/fixtures/import/`, with invented students.

#![allow(clippy::expect_used, reason = "a sample that cannot be read fails its test")]

use std::collections::BTreeSet;
use std::path::Path;

use rondo::document::import::items::guess_scores;
use rondo::document::import::json::{roster_json, scores_json};
use rondo::document::import::marks::read_scores;
use rondo::document::import::roster::{RosterPreview, guess_roster, read_roster};
use rondo::document::import::scores::ScoresPreview;
use rondo::document::import::table::{Table, read_file};
use rondo::domain::Date;
use rondo::view::text;

fn table(name: &str) -> Table {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import").join(name);
    read_file(&std::fs::read(path).expect("a fixture")).expect("a table")
}

fn roster(name: &str) -> RosterPreview {
    let table = table(name);
    read_roster(&table, &guess_roster(&table))
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
    /// File, layout, encoding, a private column that was left out.
    type Case = (&'static str, &'static str, &'static str, Option<&'static str>);
    const BOTH: &[&str] = &["Bảo/Trần/00417/4", "Finn/O'Malley/00418/4"];
    let cases: &[(Case, &[&str])] = &[
        (("clever.csv", "clever", "utf-8", Some("Home_language")), &BOTH[..1]),
        (("powerschool.txt", "powerschool", "utf-8", Some("DOB")), BOTH),
        (
            ("canvas-mastery.csv", "canvas-mastery", "utf-8", None),
            &["Bảo/Trần/2041/-", "Finn/O'Malley/2042/-"],
        ),
        (("excel-utf16le.txt", "table", "utf-16le", None), &["Bảo/Trần/-/4", "Finn/O'Malley/-/4"]),
        (
            ("google-forms.csv", "google-forms", "utf-8", Some("Username")),
            &["bao/tran/-/-", "Finn/O’Malley/-/-"],
        ),
        (("iready.csv", "iready", "utf-8-bom", Some("Race")), BOTH),
        (
            ("ilearn.csv", "ilearn-checkpoint", "utf-8-bom", Some("Student DOB")),
            &["Bảo/Trần/4170000/4", "Finn/O'Malley/4180000/4"],
        ),
    ];
    for ((name, layout, encoding, private), students) in cases {
        let preview = roster(name);
        assert_eq!((preview.layout.tag(), preview.encoding), (*layout, *encoding), "{name}");
        assert_eq!(who(&preview), *students, "{name}");
        assert_eq!(preview.problems, [], "{name}");
        if let Some(private) = private {
            assert!(preview.skipped_columns.iter().any(|head| head == private), "{name}");
        }
        let json = roster_json(&preview, &text::say).to_string();
        assert!(!json.contains("assword") && !json.contains("hunter2"), "{name}");
    }
}

#[test]
fn a_oneroster_zip_is_a_roster() {
    let preview = roster("oneroster.zip");
    assert_eq!(preview.layout.tag(), "oneroster-1.1");
    assert_eq!(who(&preview), ["Bảo/Trần/00417/4", "Finn/O'Malley/00418/4"]);
    let table = table("oneroster.zip");
    assert_eq!(table.classes.iter().map(|class| class.title.as_str()).collect::<Vec<_>>(), ["Room 7"]);
    let class = table.of_class(0);
    assert_eq!(who(&read_roster(&class, &guess_roster(&class))).len(), 2, "who left stays out");
}

fn scores(name: &str) -> ScoresPreview {
    let table = table(name);
    read_scores(&table, &guess_scores(&table), Date::constant(2026, 11, 21))
}

/// "student standard score/of day" of each mark.
fn what(preview: &ScoresPreview) -> Vec<String> {
    let number = |n: Option<f64>| n.map_or("-".to_owned(), |n| n.to_string());
    let one = preview.marks.iter();
    one.map(|m| {
        let day = m.done_on.map_or("-".to_owned(), |day| day.to_string());
        format!(
            "{} {} {}/{} {day}",
            m.student,
            m.standard.as_deref().unwrap_or("-"),
            number(m.score),
            number(m.of)
        )
    })
    .collect()
}

fn keys(preview: &ScoresPreview) -> Vec<&'static str> {
    preview.problems.iter().map(|problem| problem.sentence.key).collect()
}

#[test]
fn scores_of_the_samples() {
    /// File, marks, problems.
    type Case = (&'static str, &'static [&'static str], &'static [&'static str]);
    let cases: &[Case] = &[
        ("canvas-mastery.csv", &["0 4.NF.A.2 1/- -", "0 4.NBT.B.5 3/- -", "1 4.NBT.B.5 2/- -"], &[]),
        (
            "google-forms.csv",
            &["0 4.NF.A.2 1/1 2026-10-08", "1 4.NF.A.2 0/1 2026-10-08", "1 4.NF.A.2 1/1 2026-10-08"],
            &["import.answered_twice"],
        ),
        ("excel-utf16le.txt", &[], &["import.excel_date", "import.excel_date"]),
        ("clever.csv", &[], &["import.no_scores"]),
        ("powerschool.txt", &[], &["import.no_scores"]),
        (
            "star-standards.csv",
            &["0 RL.4.3 62/100 2026-11-17", "1 SCCCR.ELA.4.RI.LCS.10.1 91/100 2026-11-17"],
            &["import.ids_only"],
        ),
        ("iready.csv", &[], &["import.scale_scores"]),
        ("mclass.csv", &[], &["import.scale_scores"]),
        ("ilearn.csv", &[], &["import.scale_scores"]),
        ("map-growth.csv", &[], &["import.ids_only", "import.scale_scores", "import.no_growth_measure"]),
    ];
    for (name, marks, problems) in cases {
        let preview = scores(name);
        assert_eq!(what(&preview), *marks, "{name}");
        assert_eq!(keys(&preview), *problems, "{name}");
    }
}

/// "student part score placement percentile typical percent day" of each result of a diagnostic.
fn diagnosed(preview: &ScoresPreview) -> Vec<String> {
    let number = |n: Option<f64>| n.map_or("-".to_owned(), |n| n.to_string());
    let one = preview.diagnosed.iter();
    one.map(|it| {
        let day = it.done_on.map_or("-".to_owned(), |day| day.to_string());
        let placement = it.placement.map_or("-", |placement| placement.tag());
        let numbers = [it.percentile, it.typical, it.of_typical].map(number).join(" ");
        format!("{} {:?} {} {placement} {numbers} {day}", it.student, it.name, number(it.score))
    })
    .collect()
}

#[test]
fn diagnostics_of_the_samples() {
    /// File, results in all, some of them.
    type Case = (&'static str, usize, &'static [&'static str]);
    let cases: &[Case] = &[
        (
            "iready.csv",
            6,
            &[
                "0 \"\" 431 two_grades_below 21 24 0 2026-09-10",
                "0 \"\" 449 one_grade_below 33 24 75 2026-11-19",
                "1 \"\" 470 early_on_grade 58 19 0 2026-09-11",
                "0 \"Geometry\" 402 three_grades_below - - - 2026-11-19",
                "1 \"Geometry\" 491 mid_or_above_grade - - - 2026-09-11",
            ],
        ),
        (
            "map-growth.csv",
            3,
            &[
                "0 \"Mathematics\" 203 - 48 - - 2026-09-14",
                "0 \"Mathematics\" 207 approaching_proficiency 50 5 80 2026-11-18",
                "1 \"Science\" 198 - 29 - - 2026-09-14",
            ],
        ),
        (
            "mclass.csv",
            6,
            &[
                "0 \"\" 287 below_benchmark 36 - - 2026-09-15",
                "0 \"Letter Names (LNF)\" 29 at_benchmark 66 - - 2026-09-15",
                "1 \"Decoding (NWF-WRC)\" - below_benchmark - - - 2026-09-15",
            ],
        ),
        (
            "ilearn.csv",
            2,
            &[
                "0 \"Mathematics\" 5310 approaching_proficiency - - - -",
                "1 \"English/Language Arts\" 5720 above_proficiency 61 - - -",
            ],
        ),
        ("staar.csv", 3, &["2 \"I4M\" 1633 - - - - 2026-11-17"]),
    ];
    for (name, n, some) in cases {
        let found = diagnosed(&scores(name));
        assert_eq!(found.len(), *n, "{name}: {found:#?}");
        for one in *some {
            assert!(found.iter().any(|known| known == one), "{name}: {one} is not in {found:#?}");
        }
    }
}

#[test]
fn an_interim_brings_a_mark_for_every_item() {
    let preview = scores("staar.csv");
    assert_eq!(preview.marks.len(), 3 * 5);
    assert_eq!(keys(&preview), ["import.scale_scores"]);
    let found = what(&preview);
    assert_eq!(found[0], "0 4.3.D 1/1 2026-11-17");
    assert_eq!(found[3], "0 3.3.F 2/2 2026-11-17");
    assert_eq!(preview.marks[3].column, "Item 4 (3.3.F)");
    let of_first: f64 = preview.marks[..5].iter().filter_map(|mark| mark.score).sum();
    assert!((of_first - 4.0).abs() < 1e-9, "the raw score that the file says itself");
}

#[test]
fn the_answers_of_a_quiz_are_twenty_items_out_of_one() {
    let preview = scores("quiz-answers.csv");
    assert_eq!((preview.students.len(), preview.marks.len()), (28, 28 * 20));
    assert_eq!(preview.problems, []);
    assert!(preview.marks.iter().all(|mark| mark.of == Some(1.0) && mark.state.tag() == "scored"));
    assert_eq!(preview.students[0].given, "P001");
    let json = scores_json(&preview, &text::say);
    assert_eq!(json["marks"][3]["column"], "Q04");
    assert_eq!(json["marks"][3]["score"], 1.0);
    assert_eq!(json["marks"][3]["standard"], serde_json::Value::Null);
}

/// Every key that this room can say has English words, and every word of the file is said somewhere.
#[test]
fn every_sentence_has_its_words() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/document/import");
    let mut said = BTreeSet::new();
    let entries = std::fs::read_dir(dir).expect("the sources").flatten().map(|entry| entry.path());
    // Folders hold tests.
    for path in entries.filter(|path| path.is_file()) {
        let text = std::fs::read_to_string(path).expect("a source");
        let keys = text.split('"').filter(|part| part.starts_with("import.") && !part.contains(' '));
        said.extend(keys.map(str::to_owned));
    }
    let known: BTreeSet<String> = text::spoken()
        .entries()
        .map(|(key, _)| key.to_owned())
        .filter(|key| key.starts_with("import."))
        .collect();
    let known: BTreeSet<String> = known.into_iter().filter(|key| !key.ends_with(".one")).collect();
    assert_eq!(said, known);
}

/// Twenty answers each of 28 students and which item shows which of eight skills, as teachers would paste them: one
/// command adds students, skills and marks, and the grid has eight columns with a level for everybody.
#[test]
fn a_quiz_and_its_skills_become_a_grid() {
    use rondo::document::import::bring::{Answers, ItemAnswer, command, items, people};
    use rondo::document::import::skills::shows;
    use rondo::domain::Class;
    use rondo::domain::command::{Command, Context};
    use rondo::domain::id::Mint;
    use rondo::domain::mastery::CheckKind;
    use rondo::domain::standards::Catalog;
    use rondo::view::mastery::{Sort, mastery};

    let (responses, matrix) = (table("quiz-answers.csv"), table("quiz-skills.csv"));
    let today = Date::constant(2026, 11, 19);
    let preview = read_scores(&responses, &guess_scores(&responses), today);
    let (mut class, catalog) = (Class::default(), Catalog::default());
    let found = items(&preview);
    let read = shows(&class, &catalog, &matrix, &found).expect("skills");
    let answer = |shows: String| ItemAnswer { wanted: true, shows, points: "1".to_owned() };
    let answers = Answers {
        subject: "m".into(),
        kind: CheckKind::Quiz,
        title: "Fractions".to_owned(),
        done_on: Some(today),
        items: read.by_item.into_iter().map(answer).collect(),
        parts: Vec::new(),
        people: people(&class, &preview.students),
        labels: read.labels,
    };
    let check = command(&class, &catalog, &preview, &answers).expect("a command");
    assert_eq!((check.items.len(), check.new_standards.len(), check.new_students.len()), (20, 8, 28));
    let mut context = Context { today, mint: Mint::new("t") };
    class.apply(&check.changes(&class, &mut context).expect("changes").0);
    let grid = mastery(&class, &catalog, &"m".into(), None, today, Sort::Name);
    assert_eq!((grid.columns.len(), grid.rows.len()), (8, 28));
    assert_eq!(grid.columns[3].short, "Read a half-empty ruler");
    assert!(grid.rows.iter().flat_map(|row| &row.cells).all(|cell| cell.mark.level.is_some()));
}

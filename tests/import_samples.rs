//! Files that teachers have, read as they come. Where the samples are absent a case says "skipped" and passes.

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
fn a_oneroster_zip_is_a_roster() {
    let Some(preview) = roster("samples/own/oneroster_1p1.zip") else { return };
    assert_eq!(preview.layout.tag(), "oneroster-1.1");
    assert_eq!(who(&preview), ["An/Nguyễn/00123/3", "Maeve/O'Brien/00124/3"]);
    let Some(table) = table("samples/own/oneroster_1p1.zip") else { return };
    assert_eq!(table.classes.iter().map(|class| class.title.as_str()).collect::<Vec<_>>(), ["Room 12"]);
    let class = table.of_class(0);
    assert_eq!(who(&read_roster(&class, &guess_roster(&class))).len(), 2, "who left stays out");
}

fn scores(name: &str) -> Option<ScoresPreview> {
    table(name).map(|table| read_scores(&table, &guess_scores(&table), Date::constant(2026, 11, 21)))
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
        (
            "own/canvas_learning_mastery.csv",
            &["0 3.NF.A.1 2/- -", "0 3.OA.A.1 4/- -", "1 3.OA.A.1 3/- -"],
            &[],
        ),
        (
            "own/google_forms_quiz_download.csv",
            &["0 3.NF.A.1 1/1 2026-10-02", "1 3.NF.A.1 0/1 2026-10-02", "1 3.NF.A.1 1/1 2026-10-02"],
            &["import.answered_twice"],
        ),
        ("own/excel_unicode_text_utf16le.txt", &[], &["import.excel_date", "import.excel_date"]),
        ("own/clever_students.csv", &[], &["import.no_scores"]),
        ("own/powerschool_quick_export.txt", &[], &["import.no_scores"]),
        (
            "star_reading_dashboard_standards_v2.csv",
            &[
                "0 SCCCR.ELA.5.RL.MC.8.1.b 74/100 2023-08-23",
                "1 SCCCR.ELA.5.RL.MC.7.2 79/100 2023-08-23",
                "2 SCCCR.ELA.5.RI.LCS.10 78/100 2023-08-23",
                "3 SCCCR.ELA.5.RI.LCS.10.1 78/100 2023-08-23",
                "4 SCCCR.ELA.5.RL.LCS.11.1 78/100 2023-08-23",
            ],
            &["import.ids_only"],
        ),
        ("iready_diagnostic_math.csv", &[], &["import.scale_scores"]),
        ("mclass_dibels8_benchmark.csv", &[], &["import.scale_scores"]),
        ("ilearn_checkpoint_bom.csv", &[], &["import.scale_scores"]),
        ("nwea_map_growth.csv", &[], &["import.ids_only", "import.scale_scores", "import.no_growth_measure"]),
    ];
    for (name, marks, problems) in cases {
        let Some(preview) = scores(&format!("samples/{name}")) else { continue };
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
            "iready_diagnostic_math.csv",
            25,
            &[
                "0 \"\" 404 two_grades_below 14 27 0 2026-01-14",
                "0 \"\" 432 one_grade_below 27 27 104 2026-05-20",
                "1 \"\" 507 early_on_grade 67 13 85 2026-04-22",
                "0 \"Geometry\" 397 two_grades_below - - - 2026-01-14",
            ],
        ),
        (
            "nwea_map_growth.csv",
            6,
            &["1 \"Mathematics\" 233 - 32 - - 2021-09-16", "0 \"Science\" 208 - 57 - - 2021-09-16"],
        ),
        (
            "mclass_dibels8_benchmark.csv",
            30,
            &[
                "0 \"\" 271 well_below_benchmark 42 - - 2023-10-05",
                "4 \"Phonemic Awareness (PSF)\" 15 above_benchmark 86 - - 2023-10-09",
                "3 \"Word Reading (WRF)\" - below_benchmark - - - 2023-10-03",
            ],
        ),
        (
            "ilearn_checkpoint_bom.csv",
            2,
            &[
                "0 \"English/Language Arts\" 5400 below_proficiency - - - -",
                "1 \"English/Language Arts\" 5600 above_proficiency - - - -",
            ],
        ),
        ("staar_interim_item_level_bom.csv", 5, &["3 \"I5C\" 4148 - - - - 2022-12-01"]),
    ];
    for (name, n, some) in cases {
        let Some(preview) = scores(&format!("samples/{name}")) else { continue };
        let found = diagnosed(&preview);
        assert_eq!(found.len(), *n, "{name}: {found:#?}");
        for one in *some {
            assert!(found.iter().any(|known| known == one), "{name}: {one} is not in {found:#?}");
        }
    }
}

#[test]
fn an_interim_brings_a_mark_for_every_item() {
    let Some(preview) = scores("samples/staar_interim_item_level_bom.csv") else { return };
    assert_eq!(preview.marks.len(), 5 * 22);
    assert_eq!(keys(&preview), ["import.scale_scores"]);
    let found = what(&preview);
    assert_eq!(found[0], "0 3.6.B 1/1 2022-12-01");
    assert_eq!(found[18], "0 5.5.B 2/2 2022-12-01");
    assert_eq!(preview.marks[18].column, "Item 19 (5.5.B)");
    let of_first: f64 = preview.marks[..22].iter().filter_map(|mark| mark.score).sum();
    assert!((of_first - 11.0).abs() < 1e-9, "the raw score that the file says itself");
}

#[test]
fn the_fraction_answers_are_twenty_items_out_of_one() {
    let Some(preview) = scores("datasets/fraction_subtraction_responses.csv") else { return };
    assert_eq!((preview.students.len(), preview.marks.len()), (536, 536 * 20));
    assert_eq!(preview.problems, []);
    assert!(preview.marks.iter().all(|mark| mark.of == Some(1.0) && mark.state.tag() == "scored"));
    assert_eq!(preview.students[0].given, "S001");
    let json = scores_json(&preview, &|sentence| english().say(sentence));
    assert_eq!(json["marks"][3]["column"], "Item04");
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
    let known: BTreeSet<String> =
        english().entries().map(|(key, _)| key.to_owned()).filter(|key| key.starts_with("import.")).collect();
    let known: BTreeSet<String> = known.into_iter().filter(|key| !key.ends_with(".one")).collect();
    assert_eq!(said, known);
}

/// Twenty answers each of 28 students and which item shows which of eight skills, as teachers would paste them: one command
/// adds students, skills and marks, and the grid has eight columns with a level for everybody.
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

    let (Some(mut responses), Some(matrix)) = (
        table("datasets/fraction_subtraction_responses.csv"),
        table("datasets/fraction_subtraction_qmatrix.csv"),
    ) else {
        return;
    };
    responses.rows.truncate(28);
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
    assert_eq!(grid.columns[3].short, "Find common denominator");
    assert!(grid.rows.iter().flat_map(|row| &row.cells).all(|cell| cell.mark.level.is_some()));
}

//! The grid and the panel of small classes.

use super::*;
use crate::domain::id::{StandardId, StudentId, SubjectId, UnitId};
use crate::domain::record::Value;
use crate::domain::standards::Catalog;
use crate::domain::{Class, Date};

const DAY: &str = "2026-11-19";
const TODAY: Date = Date::constant(2026, 11, 20);

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// Ana, Ben and Cy; marks are (student, standard, check, score, points possible).
fn class(marks: &[(&str, &str, &str, i64, Option<i64>)]) -> Class {
    let mut class = Class::default();
    class.set("subject", "m", "name", &text("Math"));
    for (id, given, family) in [("s1", "Cy", "Ito"), ("s2", "Ana", "Ruiz"), ("s3", "Ben", "Li")] {
        class.set("student", id, "given", &text(given));
        class.set("student", id, "family", &text(family));
    }
    for (student, standard, check, score, of) in marks {
        class.set("check", check, "subject", &text("m"));
        class.set("check", check, "done_on", &text(&DAY.replace("19", check)));
        let id = format!("{student}/{standard}/{check}/1");
        class.set("evidence", &id, "score", &Value::Int(*score));
        class.set("evidence", &id, "of", &of.map_or(Value::Null, Value::Int));
    }
    class
}

fn m() -> SubjectId {
    "m".into()
}

/// "name: digits, mastered" of each row.
fn shown(grid: &MasteryRows) -> Vec<String> {
    let digits = |row: &StudentRow| row.cells.iter().map(|cell| cell.mark.digit.clone()).collect::<Vec<_>>();
    grid.rows.iter().map(|row| format!("{}: {} {}", row.name, digits(row).join(""), row.mastered)).collect()
}

const MARKS: &[(&str, &str, &str, i64, Option<i64>)] = &[
    ("s1", "Skill 10", "10", 1, None),
    ("s1", "Skill 2", "11", 3, None),
    ("s1", "Skill 2", "12", 4, None),
    ("s2", "Skill 2", "11", 1, Some(5)),
];

#[test]
fn who_left_stands_in_no_row_and_no_count() {
    let mut class = class(MARKS);
    class.set("enrolment", "s1/1", "left", &text("2026-11-13"));
    let grid = |today| Cache::default().grid(&class, &Catalog::default(), &m(), None, today);
    assert_eq!(grid("2026-11-13".parse().unwrap()).rows.len(), 3);
    let now = grid(TODAY);
    assert_eq!(now.rows.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), ["Ana R.", "Ben L."]);
    assert_eq!(now.columns[0].spread.iter().sum::<usize>(), 2);
}

#[test]
fn without_a_unit_what_is_marked_or_a_priority() {
    let mut class = class(MARKS);
    class.set("priority", "m/Skill 3", "priority", &Value::Bool(true));
    class.set("priority", "other/Skill 4", "priority", &Value::Bool(true));
    let grid = mastery(&class, &Catalog::default(), &m(), None, TODAY, Sort::Name);
    let codes: Vec<&str> = grid.columns.iter().map(|column| column.code.as_str()).collect();
    assert_eq!(codes, ["Skill 2", "Skill 3", "Skill 10"]);
    assert_eq!(shown(&grid), ["Ana R.: 1·· 0", "Ben L.: ··· 0", "Cy I.: 3·1 1"]);
    assert_eq!(grid.columns[0].count, "1 of 2");
    assert_eq!(grid.columns[0].spread, [0, 1, 0, 1, 1]);
    assert_eq!(grid.columns[1].count, "no marks");
    let fewest = mastery(&class, &Catalog::default(), &m(), None, TODAY, Sort::FewestMastered);
    assert_eq!(fewest.rows.last().map(|row| row.name.as_str()), Some("Cy I."));
}

#[test]
fn a_cell_is_blank_for_whom_the_standard_is_not() {
    let mut class = class(MARKS);
    class.set("standard_for", "Skill 2/s3", "included", &Value::Bool(true));
    class.set("standard_for", "Skill 2/s1", "included", &Value::Bool(true));
    class.set("standard_for", "Skill 10/s1", "included", &Value::Bool(true));
    let mut cache = Cache::default();
    let grid = cache.grid(&class, &Catalog::default(), &m(), None, TODAY);
    assert_eq!(shown(&grid), ["Ana R.: 1 0", "Ben L.: · 0", "Cy I.: 31 1"]);
    assert_eq!((grid.columns[0].count.as_str(), grid.columns[0].spread), ("1 of 1", [0, 1, 0, 0, 1]));
    assert_eq!(grid.rows[0].cells[1].label, "Ana R., Skill 10: not for this student");
    assert_eq!(filtered(&grid, 0, Filter::NoMark), ["s3"]);
    assert!(filtered(&grid, 0, Filter::NotYet).is_empty(), "another's goal is no need");
    let entry = Entry { kind: crate::domain::mastery::CheckKind::ExitTicket, on: TODAY };
    let said = entry_row(&class, &Catalog::default(), &m(), &"Skill 2".into(), entry).entered;
    assert_eq!(said, "0 of 2 entered, each is saved as you type.");
    // Only the column whose choice has changed is computed again.
    let before = cache.computed;
    class.set("standard_for", "Skill 2/s2", "included", &Value::Bool(true));
    let touched = [("standard_for".to_owned(), "Skill 2/s2".to_owned())];
    cache.forget(&class, Some(&touched));
    let grid = cache.grid(&class, &Catalog::default(), &m(), None, TODAY);
    assert_eq!((grid.columns[0].count.as_str(), cache.computed - before), ("1 of 2", 1));
}

#[test]
fn in_a_room_of_two_grades_each_has_its_own_columns() {
    let mut class = class(&[("s1", "2.NBT.B.5", "10", 3, None), ("s2", "3.OA.A.1", "10", 2, None)]);
    for (student, grade) in [("s1", "2"), ("s2", "3"), ("s3", "3")] {
        class.set("student", student, "grade", &text(grade));
    }
    let catalog = crate::domain::standards::tests::math();
    let mut cache = Cache::default();
    let grid = cache.grid(&class, &catalog, &m(), None, TODAY);
    assert_eq!(shown(&grid), ["Ana R.: 2 0", "Ben L.: · 0", "Cy I.: 3 1"]);
    class.set("student", "s3", "grade", &text("2"));
    cache.forget(&class, Some(&[("student".into(), "s3".into())]));
    assert_eq!(
        shown(&cache.grid(&class, &catalog, &m(), None, TODAY)),
        ["Ana R.: 2 0", "Ben L.: · 0", "Cy I.: 3 1"]
    );
    assert_eq!(cache.grid(&class, &catalog, &m(), None, TODAY).columns[0].spread[4], 1);
}

#[test]
fn levels_that_run_down_are_read_and_typed_turned_over() {
    let mut class = class(MARKS);
    class.set("subject", "m", "best_first", &Value::Bool(true));
    class.set("judgement", "s3/Skill 2", "level", &Value::Int(3));
    let grid = mastery(&class, &Catalog::default(), &m(), None, TODAY, Sort::Name);
    assert_eq!(shown(&grid), ["Ana R.: 4· 0", "Ben L.: 2· 1", "Cy I.: 24 1"]);
    assert_eq!(grid.rows[1].cells[0].label, "Ben L., Skill 2: level 2, set by you");
    assert_eq!((grid.columns[0].count.as_str(), grid.at_mastery.as_str()), ("2 of 3", "At 2 or better"));
    let legend: Vec<String> = legend(&class, &m()).into_iter().map(|(mark, _)| mark.digit).collect();
    assert_eq!(legend[..4], ["4", "3", "2", "1"]);
    let block = read_block(&grid, &["s1".to_owned(), "s2".to_owned()], 0, "1\t4\nA\t5");
    let typed: Vec<crate::domain::command::Typed> = block.marks.iter().map(|mark| mark.typed).collect();
    use crate::domain::command::Typed::{Absent, Level};
    assert_eq!(typed, [Level(4.0), Level(1.0), Absent]);
    assert!(block.problems[0].contains("“5” is no level from 1 to 4"), "{:?}", block.problems);
    let panel = cell_panel(&class, &Catalog::default(), &m(), &"s1".into(), &"Skill 2".into());
    // 0.65 x 1 + 0.35 x 2, where 1 is the best.
    assert_eq!(panel.working.as_deref(), Some("Decaying average: 0.65 × 1 + 0.35 × 2 = 1.35."));
    let set = cell_panel(&class, &Catalog::default(), &m(), &"s3".into(), &"Skill 2".into()).set;
    assert_eq!(set.as_deref(), Some("Set to level 2."));
}

#[test]
fn a_scale_of_two_and_one_of_six_levels() {
    for (n, mastery_at, digits) in [(2, 2, ["1", "2"]), (6, 5, ["1", "6"])] {
        let mut class = class(&[("s1", "Skill 2", "11", 1, None), ("s2", "Skill 2", "11", n, None)]);
        for level in 1..=n {
            let name = format!("Step {level}");
            class.set("level", &format!("m/{level}"), "name", &Value::Text(name));
        }
        class.set("subject", "m", "mastery", &Value::Int(mastery_at));
        let grid = mastery(&class, &Catalog::default(), &m(), None, TODAY, Sort::Name);
        let seen: Vec<&str> = grid.rows.iter().map(|row| row.cells[0].mark.digit.as_str()).collect();
        assert_eq!(seen, [digits[1], "·", digits[0]]);
        assert_eq!((grid.columns[0].count.as_str(), grid.levels), ("1 of 2", usize::try_from(n).unwrap()));
        assert_eq!(legend(&class, &m())[0].1, "Step 1");
    }
}

#[test]
fn a_cell_says_everything_in_words() {
    let mut class = class(MARKS);
    class.set("judgement", "s3/Skill 2", "level", &Value::Int(3));
    let grid = mastery(&class, &Catalog::default(), &m(), None, TODAY, Sort::Name);
    let labels: Vec<&str> = grid.rows.iter().map(|row| row.cells[0].label.as_str()).collect();
    assert_eq!(
        labels,
        [
            "Ana R., Skill 2: level 1, tentative",
            "Ben L., Skill 2: level 3, set by you",
            "Cy I., Skill 2: level 3"
        ]
    );
    assert_eq!(grid.rows[0].cells[1].label, "Ana R., Skill 10: no evidence");
}

#[test]
fn the_lead_is_the_newest_work() {
    let grid = mastery(&class(MARKS), &Catalog::default(), &m(), None, TODAY, Sort::Name);
    assert_eq!(grid.lead, "1 of 2 have mastered Skill 2.");
    assert_eq!(grid.but, "One is still on the way.");
    let nothing = mastery(&class(&[]), &Catalog::default(), &m(), None, TODAY, Sort::Name);
    assert_eq!((nothing.lead.as_str(), nothing.columns.len()), ("No marks here yet.", 0));
}

#[test]
fn a_unit_has_its_standards_by_rank_and_known_prerequisites_before_them() {
    let mut class = class(&[("s1", "4.NF.A.1", "10", 2, None)]);
    let catalog = crate::domain::standards::tests::math();
    class.set("unit", "u", "subject", &text("m"));
    class.set("unit", "u", "starts", &text("2026-11-01"));
    for (standard, rank) in [("5.NF.A.2", 2), ("5.NF.A.1", 1)] {
        let id = format!("u/{standard}");
        class.set("unit_standard", &id, "included", &Value::Bool(true));
        class.set("unit_standard", &id, "rank", &Value::Int(rank));
    }
    let unit = crate::domain::standards::running_unit(&class, &m(), DAY.parse().unwrap());
    assert_eq!(unit, Some(UnitId::from("u")));
    let grid = mastery(&class, &catalog, &m(), unit.as_ref(), TODAY, Sort::Name);
    let heads: Vec<(&str, bool)> =
        grid.columns.iter().map(|column| (column.code.as_str(), column.pre)).collect();
    assert_eq!(heads, [("4.NF.A.1", true), ("5.NF.A.1", false), ("5.NF.A.2", false)]);
    let panel = cell_panel(&class, &catalog, &m(), &"s1".into(), &"5.NF.A.1".into());
    assert_eq!(panel.stands_on.as_deref(), Some("Stands on Equivalent fractions (4.NF.A.1), level 2."));
    assert_eq!(panel.verdict, "No evidence yet");
}

#[test]
fn a_mark_computes_its_own_column_alone() {
    let mut class = class(MARKS);
    let mut cache = Cache::default();
    let before = cache.grid(&class, &Catalog::default(), &m(), None, TODAY);
    assert_eq!((cache.computed, before.columns.len()), (2, 2));
    class.set("evidence", "s2/Skill 2/11/1", "score", &Value::Int(5));
    let touched = |kind: &str, id: &str| [(kind.to_owned(), id.to_owned())];
    cache.forget(&class, Some(&touched("evidence", "s2/Skill 2/11/1")));
    let after = cache.grid(&class, &Catalog::default(), &m(), None, TODAY);
    assert_eq!(cache.computed, 3);
    assert_eq!(after, mastery(&class, &Catalog::default(), &m(), None, TODAY, Sort::Name));
    assert_ne!(before, after);
    // What is not a mark but changes every column.
    class.set("subject", "m", "calculation", &text("highest"));
    let after = cache.grid(&class, &Catalog::default(), &m(), None, TODAY);
    assert_eq!(after, mastery(&class, &Catalog::default(), &m(), None, TODAY, Sort::Name));
    // The day of a check, a judgement and a mark taken back.
    for (kind, id, field, value) in [
        ("subject", "m", "calculation", text("latest")),
        ("check", "11", "done_on", text("2026-11-30")),
        ("judgement", "s3/Skill 10", "level", Value::Int(2)),
        ("evidence", "s1/Skill 10/10/1", "retracted", Value::Bool(true)),
        ("student", "s3", "preferred", text("Benny")),
        ("priority", "m/Skill 2", "calculation", text("average")),
        ("level", "m/2", "cut", Value::Number(0.9)),
        // A standard that nobody had a mark on, one that no mark is left on, and one that is called something else.
        ("evidence", "s1/Skill 3/11/1", "score", Value::Int(3)),
        ("evidence", "s1/Skill 3/11/1", "retracted", Value::Bool(true)),
        ("own_standard", "Skill 2", "code", text("S2")),
    ] {
        class.set(kind, id, field, &value);
        cache.forget(&class, Some(&touched(kind, id)));
        let after = cache.grid(&class, &Catalog::default(), &m(), None, TODAY);
        assert_eq!(
            after,
            mastery(&class, &Catalog::default(), &m(), None, TODAY, Sort::Name),
            "{kind} {field}"
        );
    }
    let computed = cache.computed;
    cache.forget(&class, None);
    let grid = cache.grid(&class, &Catalog::default(), &m(), None, TODAY);
    assert_eq!(cache.computed, computed + grid.columns.len(), "nothing is known of what has changed");
}

#[test]
fn the_panel_tells_the_chance_in_words_first() {
    let class = class(&[
        ("s1", "A", "10", 2, Some(6)),
        ("s1", "A", "17", 3, Some(5)),
        ("s2", "A", "17", 5, Some(5)),
        ("s3", "A", "17", 5, Some(5)),
    ]);
    let panel = |student: &str| {
        let (student, standard) = (StudentId::from(student), StandardId::from("A"));
        cell_panel(&class, &Catalog::default(), &m(), &student, &standard)
    };
    let cy = panel("s1");
    assert_eq!((cy.who.as_str(), cy.verdict.as_str()), ("Cy I., A", "Not mastered yet, sure"));
    let evidence: Vec<String> = cy.evidence.iter().map(|row| format!("{} {}", row.on, row.what)).collect();
    assert_eq!(evidence, ["17 November Exit ticket, 3 of 5", "10 November Exit ticket, 2 of 6"]);
    let chance = cy.chance.unwrap();
    assert!(chance.plot[0] < chance.plot[1] && chance.plot[1] < chance.plot[2] && chance.cut > 0.69);
    assert_eq!(cy.surer, "2 marks in a row or more agree.");
    assert_eq!(cy.next, "Next: start from what leads to it.");
    assert!(cy.stands_on.is_none() && cy.set.is_none());
    assert_eq!(
        panel("s2").verdict,
        "Mastered and beyond, by one mark",
        "five of five is never called not mastered"
    );
}

/// What the panel of Cy on a standard with marks 2, 3, 4 says of the working.
fn working_by(calculation: &str, parameter: Option<i64>) -> String {
    let days = ["02", "03", "04"];
    let marks: Vec<_> = (2..).zip(days).map(|(score, day)| ("s1", "A", day, score, None)).collect();
    let mut class = class(&marks);
    class.set("subject", "m", "calculation", &text(calculation));
    class.set("subject", "m", "parameter", &parameter.map_or(Value::Null, Value::Int));
    cell_panel(&class, &Catalog::default(), &m(), &"s1".into(), &"A".into()).working.unwrap_or_default()
}

#[test]
fn the_working_is_told_in_words() {
    for (calculation, parameter, said) in [
        ("decaying_average", None, "Decaying average: 0.65 × 4 + 0.35 × 2.65 = 3.53."),
        ("weighted_average", Some(50), "Weighted average: 0.5 × 4 + 0.5 × 2.5 = 3.25."),
        ("average", None, "Average: (2 + 3 + 4) / 3 = 3."),
        ("highest", None, "Highest: the highest of 2, 3, 4 = 4."),
        ("latest", None, "Latest: the newest of 2, 3, 4 = 4."),
        ("power_law", None, "Power law: a curve through 2, 3, 4, read at the newest = 3.95."),
        ("n_times", Some(2), "At mastery 2 times: (3 + 4) / 2 = 3.5."),
        ("n_times", Some(3), "2 marks of 3 wanted are at 3 or better, so the newest mark is shown."),
    ] {
        assert_eq!(working_by(calculation, parameter), said);
    }
    let one = class(&[("s1", "A", "02", 3, None)]);
    assert_eq!(cell_panel(&one, &Catalog::default(), &m(), &"s1".into(), &"A".into()).working, None);
}

#[test]
fn a_pasted_block_is_read_before_it_goes_in() {
    use crate::domain::command::{RoundMark, Typed};
    let class = class(MARKS);
    let grid = mastery(&class, &Catalog::default(), &m(), None, TODAY, Sort::Name);
    let students: Vec<String> = grid.rows.iter().map(|row| row.id.clone()).collect();
    let mark = |student: &str, standard: &str, typed| RoundMark {
        student: student.into(),
        standard: standard.into(),
        typed,
    };
    // From Ben on, on both standards.
    let block = read_block(&grid, &students[1..], 0, "3\t\r\n2,5\tabs\r\n");
    let expected = [
        mark("s3", "Skill 2", Typed::Level(3.0)),
        mark("s1", "Skill 2", Typed::Level(2.5)),
        mark("s1", "Skill 10", Typed::Absent),
    ];
    assert_eq!(block.marks, expected);
    assert_eq!((block.lead.as_str(), block.problems.len()), ("3 marks can be entered.", 0));
    let excused = read_block(&grid, &students, 0, "E\texcused\n").marks;
    assert_eq!(excused.iter().map(|mark| mark.typed).collect::<Vec<_>>(), [Typed::Excused; 2]);
    // Beyond the last student and the last standard, and no level.
    let block = read_block(&grid, &students[2..], 1, "5\t1\n4\t4\n");
    assert!(block.marks.is_empty());
    assert_eq!(
        block.problems,
        [
            "Cy I., Skill 10: “5” is no level from 1 to 4, and stays out.",
            "One row goes beyond the last student, and stays out.",
            "One column goes beyond the last standard, and stays out.",
        ]
    );
    let many = "x\n".repeat(5000);
    let block = read_block(&grid, &students, 0, &many);
    assert_eq!(block.problems.len(), 4, "{:?}", block.problems);
    assert_eq!(block.problems[3], "4997 rows go beyond the last student, and stay out.");
}

#[test]
fn quick_entry_counts_who_is_in() {
    let mut class = class(MARKS);
    let entry = Entry { kind: crate::domain::mastery::CheckKind::ExitTicket, on: DAY.parse().unwrap() };
    let said = |class: &Class| entry_row(class, &Catalog::default(), &m(), &"A".into(), entry).entered;
    assert_eq!(said(&class), "0 of 3 entered, each is saved as you type.");
    class.set("check", "t", "kind", &text("exit_ticket"));
    class.set("check", "t", "subject", &text("m"));
    class.set("check", "t", "done_on", &text(DAY));
    class.set("evidence", "s2/A/t/1", "state", &text("absent"));
    assert_eq!(said(&class), "1 of 3 entered, each is saved as you type.");
    class.set("enrolment", "s3/1", "left", &text("2026-01-01"));
    assert_eq!(said(&class), "1 of 2 entered, each is saved as you type.");
}

#[test]
fn a_filter_shows_who_has_something_to_do_on_one_standard() {
    let grid = mastery(&class(MARKS), &Catalog::default(), &m(), None, TODAY, Sort::Name);
    // Ana has one mark at level 1, Ben none, Cy is at mastery with two.
    for (filter, ids) in
        [(Filter::NoMark, vec!["s3"]), (Filter::NotYet, vec!["s2"]), (Filter::Tentative, vec!["s2"])]
    {
        assert_eq!(filtered(&grid, 0, filter), ids, "{filter:?}");
    }
    assert!(filtered(&grid, 9, Filter::NoMark).is_empty());
}

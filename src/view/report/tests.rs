//! A report in the school system's order, and as it was given out.

use super::*;
use crate::domain::command::{BeginReport, Command, Context, GiveOutReport, OrderRoster, WriteComment};
use crate::domain::id::Mint;
use crate::domain::record::Value;

fn today() -> Date {
    "2026-11-20".parse().unwrap()
}

/// Two students; H.1 is a priority with a level of Ana alone, H.2 has marks and is none.
fn class() -> Class {
    let mut class = Class::default();
    let text = |value: &str| Value::Text(value.into());
    class.set("subject", "math", "name", &text("Math"));
    for (id, given, family) in [("s1", "Ana", "Zeller"), ("s2", "Ben", "Adams")] {
        class.set("student", id, "given", &text(given));
        class.set("student", id, "family", &text(family));
        class.set("student", id, "school_id", &text(&format!("00{id}")));
    }
    class.set("priority", "math/H.1", "priority", &Value::Bool(true));
    class.set("check", "c", "subject", &text("math"));
    class.set("evidence", "s1/H.1/c/1", "score", &Value::Int(3));
    class.set("evidence", "s1/H.2/c/1", "score", &Value::Int(1));
    class
}

fn run(class: &mut Class, command: &dyn Command) {
    let mut context = Context { today: today(), mint: Mint::new("t") };
    let changes = command.changes(class, &mut context).unwrap();
    class.apply(&changes.0);
}

fn begun(class: &mut Class) -> ReportId {
    run(class, &BeginReport { title: "Fall".into() });
    let report = class.reports.iter().next().unwrap().0.clone();
    let text = "Asks, \"why?\"".to_owned();
    run(class, &WriteComment { report: report.clone(), student: "s1".into(), text });
    report
}

#[test]
fn priorities_alone_in_the_order_of_the_school_system() {
    let mut class = class();
    let report = begun(&mut class);
    run(&mut class, &OrderRoster { students: vec!["s1".into(), "s2".into()] });
    let page = report_page(&class, &Catalog::default(), &report, today()).unwrap();
    assert_eq!(
        (page.lead.as_str(), page.but.as_str()),
        ("2 students, one standard.", "One level is missing.")
    );
    assert_eq!(
        report_sheet(&page),
        [
            vec!["School id", "Student", "Math H.1", "Comment"],
            vec!["00s1", "Zeller, Ana", "3", "Asks, \"why?\""],
            vec!["00s2", "Adams, Ben", "", ""],
        ]
    );
    assert_eq!(page.rows[0].cells[0].name, "mastered");
    class.set("priority", "math/H.1", "priority", &Value::Bool(false));
    let page = report_page(&class, &Catalog::default(), &report, today()).unwrap();
    assert_eq!(page.heads.len(), 2, "without priorities all that have marks");
}

#[test]
fn a_report_that_was_given_out_no_longer_changes() {
    let mut class = class();
    let report = begun(&mut class);
    let open = report_page(&class, &Catalog::default(), &report, today()).unwrap();
    run(&mut class, &GiveOutReport { report: report.clone(), sheets: sheets(&open) });
    class.set("evidence", "s1/H.1/c/1", "score", &Value::Int(1));
    class.set("priority", "math/H.3", "priority", &Value::Bool(true));
    let kept = report_page(&class, &Catalog::default(), &report, today()).unwrap();
    assert_eq!(report_sheet(&kept), report_sheet(&open));
    assert_eq!(
        (kept.but.as_str(), kept.rows[1].cells[0].name.as_str()),
        ("Given out on 20 November.", "mastered")
    );
    let lines = report_lines(&class);
    assert_eq!((lines[0].title.as_str(), lines[0].state.as_str()), ("Fall", "Given out on 20 November"));
}

#[test]
fn a_standard_of_others_is_neither_missing_nor_on_the_sheet() {
    let mut class = class();
    let report = begun(&mut class);
    let page = |class: &Class| report_page(class, &Catalog::default(), &report, today()).unwrap();
    assert_eq!(page(&class).but, "One level is missing.");
    class.set("standard_for", "H.1/s1", "included", &Value::Bool(true));
    let open = page(&class);
    let of_ben = open.rows.iter().position(|row| row.id == "s2").unwrap();
    assert_eq!((open.but.as_str(), open.rows[of_ben].cells[0].mark.digit.as_str()), ("", ""));
    let sheets = sheets(&open);
    assert!(sheets.iter().find(|(id, _)| *id == "s2".into()).unwrap().1.lines.is_empty());
    run(&mut class, &GiveOutReport { report: report.clone(), sheets });
    assert!(page(&class).rows[of_ben].cells[0].mark.is_not_for(), "given out, it is blank as well");
}

#[test]
fn levels_that_run_down_are_given_out_as_they_are_read() {
    let mut class = class();
    class.set("subject", "math", "best_first", &Value::Bool(true));
    let report = begun(&mut class);
    let page = |class: &Class| report_page(class, &Catalog::default(), &report, today()).unwrap();
    let open = page(&class);
    let of_ana = |page: &ReportPage| {
        let row = page.rows.iter().find(|row| row.id == "s1").unwrap();
        (row.cells[0].level, row.cells[0].mark.digit.clone(), row.cells[0].name.clone())
    };
    assert_eq!(of_ana(&open), (Some(2), "2".into(), "mastered".into()));
    run(&mut class, &GiveOutReport { report: report.clone(), sheets: sheets(&open) });
    assert_eq!(of_ana(&page(&class)), of_ana(&open));
    class.set("subject", "math", "best_first", &Value::Bool(false));
    assert_eq!(of_ana(&page(&class)).1, "2", "what was given out stays");
}

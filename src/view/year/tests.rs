//! What the page of the year says.

use super::*;
use crate::domain::command::{Command, Context, EditQuarter};
use crate::domain::id::Mint;
use crate::domain::minutes::plan::PlanSearch;
use crate::domain::minutes::year;
use crate::domain::rotation::tests::{class_with_groups, monday};
use crate::domain::standards::Catalog;

fn page(class: &Class, lost: bool) -> YearRows {
    let plain = year(class, monday(), None);
    let week = next_week(&plain).map(|(monday, _)| monday);
    let year = if lost { year(class, monday(), week) } else { plain };
    let mut search = PlanSearch::new(year.question.clone()).unwrap();
    while !search.step(1000).done {}
    year_rows(class, monday(), &year, &search.answer(), lost)
}

#[test]
fn says_what_the_year_comes_to_and_what_a_lost_week_does() {
    let class = class_with_groups(&[3, 3, 3, 3]);
    let rows = page(&class, false);
    assert!(rows.lead.starts_with("By the end everybody has "), "{}", rows.lead);
    assert_eq!(rows.but, "No two students differ by more than one slot.");
    assert_eq!((rows.week.len(), rows.groups.len(), rows.dots.len()), (4, 4, 12));
    assert_eq!(rows.week[0].slots, "5 slots");
    let lost = page(&class, true);
    assert_eq!(lost.students[0].total, rows.students[0].total - 75, "five slots for each of four groups");
    assert!(lost.lead.starts_with("Without that week"), "{}", lost.lead);
    assert_eq!(page(&Class::default(), false).lead, "There are no groups to plan for yet.");
}

#[test]
fn quarters_say_where_the_year_stands() {
    let rows = quarter_rows(&class_with_groups(&[3]), &Catalog::default(), monday());
    let names: Vec<_> = rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["Quarter 1", "Quarter 2, now", "Quarter 3", "Quarter 4"]);
    assert!(rows[0].words.ends_with("20 slots a week"), "{}", rows[0].words);
}

#[test]
fn a_quarter_s_standard_in_focus_is_said_beside_its_group() {
    let mut class = class_with_groups(&[3, 3]);
    class.set("group", "g2", "focus", &crate::domain::record::Value::Text("5.NF.A.1".into()));
    let catalog = Catalog::default();
    let found = focus_standards(&class, &catalog, "");
    assert_eq!(found.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), ["5.NF.A.1"]);
    assert_eq!(focus_standards(&class, &catalog, "4.NF.A.1").len(), 2, "the chosen one stays on the list");
    let row = quarter_rows(&class, &catalog, monday()).remove(1);
    let edit = |focus_group| EditQuarter {
        id: row.id.as_str().into(),
        starts: row.starts,
        ends: row.ends,
        slots_per_week: 8,
        focus_group,
        focus_standard: Some("5.NF.A.1".into()),
    };
    let mut said = |command: EditQuarter| {
        let mut context = Context { today: monday(), mint: Mint::new("t") };
        let changes = command.changes(&class, &mut context).unwrap();
        class.apply(&changes.0);
        let rows = quarter_rows(&class, &catalog, monday());
        let row = rows.into_iter().find(|row| row.standard == "5.NF.A.1").unwrap();
        row.words
    };
    assert!(said(edit(None)).ends_with("focus: 5.NF.A.1"));
    assert!(said(edit(Some("g1".into()))).ends_with("focus: Oak, 5.NF.A.1"));
}

#[test]
fn who_came_late_is_named_and_no_part_of_what_the_year_comes_to() {
    let mut class = class_with_groups(&[3, 3]);
    for (at, day) in ["2026-11-16", "2026-11-17", "2026-11-18"].into_iter().enumerate() {
        let log = crate::domain::command::LogDay { day: day.parse().unwrap(), rotation: None };
        let mut context = Context { today: day.parse().unwrap(), mint: Mint::new(format!("t{at}")) };
        let changes = log.changes(&class, &mut context).unwrap();
        class.apply(&changes.0);
    }
    class.set("enrolment", "g1-1/1", "joined", &crate::domain::record::Value::Text("2026-11-18".into()));
    let today = "2026-11-19".parse().unwrap();
    let year = year(&class, today, None);
    let mut search = PlanSearch::new(year.question.clone()).unwrap();
    while !search.step(1000).done {}
    let rows = year_rows(&class, today, &year, &search.answer(), false);
    assert!(rows.lead.starts_with("By the end everybody has "), "{}", rows.lead);
    assert!(!rows.lead.contains(" to "), "{}", rows.lead);
    assert_eq!((rows.dots.len(), rows.offer), (5, None));
    let note = "Compared with nobody, because they came later or leave before the end: Oak 1";
    assert!(rows.notes.iter().any(|words| words == note), "{:?}", rows.notes);
    assert!(rows.groups[0].parts[1].2.contains(": 45 minutes taught"), "{:?}", rows.groups[0].parts);
}

#[test]
fn an_adult_who_is_gone_is_not_called_you() {
    let mut class = class_with_groups(&[3, 3]);
    let text = |text: &str| crate::domain::record::Value::Text(text.into());
    class.set("adult", "a1", "name", &text("Ms A"));
    for (slot, adult, minutes) in [(1, "lead", 20), (2, "a1", 15)] {
        let key = format!("{}/{slot}/teacher/{adult}", monday());
        class.set("session", &key, "minutes", &crate::domain::record::Value::Int(minutes));
    }
    assert_eq!(adults(&class, monday()), "you: 20 minutes, Ms A: 15 minutes");
    class.set("adult", "a1", "retracted", &crate::domain::record::Value::Bool(true));
    let gone = "you: 20 minutes, an adult who is no longer here: 15 minutes";
    assert_eq!(adults(&class, monday()), gone);
}

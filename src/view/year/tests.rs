//! What the page of the year says.

use super::*;
use crate::domain::minutes::plan::PlanSearch;
use crate::domain::minutes::year;
use crate::domain::rotation::tests::{class_with_groups, monday};

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
    let rows = quarter_rows(&class_with_groups(&[3]), monday());
    let names: Vec<_> = rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["Quarter 1", "Quarter 2, now", "Quarter 3", "Quarter 4"]);
    assert!(rows[0].words.ends_with("20 slots a week"), "{}", rows[0].words);
}

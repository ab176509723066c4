//! What a class asks of the year plan.

use super::*;
use crate::domain::command::{Command, Context, LogDay, SetQuarters};
use crate::domain::id::Mint;
use crate::domain::minutes::LostDay;
use crate::domain::minutes::plan::PlanSearch;
use crate::domain::record::Changes;
use crate::domain::rotation::tests::{class_with_groups, monday};

fn run(class: &mut Class, command: &impl Command, today: Date) {
    let mut context = Context { today, mint: Mint::new("t") };
    let changes = command.changes(class, &mut context).unwrap();
    class.apply(&changes.0);
}

fn answer(year: &Year) -> super::super::plan::Answer {
    let mut search = PlanSearch::new(year.question.clone()).unwrap();
    while !search.step(1000).done {}
    search.answer()
}

#[test]
fn a_class_without_quarters_has_four_and_a_plan_that_comes_out_even() {
    let class = class_with_groups(&[3, 4, 3]);
    let year = year(&class, monday(), None);
    assert_eq!((year.terms.len(), year.students.len()), (4, 10));
    assert_eq!(year.terms.iter().map(|term| term.weeks.1).sum::<usize>(), year.weeks.len());
    // The groups began on 16 November: eleven weeks are over.
    assert_eq!(year.question.from_week, 11);
    assert_eq!(year.question.slots[11], 20, "four slots on five days");
    let answer = answer(&year);
    assert_eq!((answer.spread, answer.proven), (0, true));
}

#[test]
fn what_is_logged_counts_and_the_rest_of_the_week_is_planned() {
    let mut class = class_with_groups(&[3, 3]);
    let tuesday = plus_days(monday(), 1);
    run(&mut class, &LogDay { day: monday(), rotation: None }, monday());
    let now = year(&class, tuesday, None);
    assert_eq!(now.question.taught, [15; 6]);
    assert_eq!(now.question.slots[11], 16);
    let term = now.question.terms.iter().find(|term| term.had != [0, 0]).unwrap();
    assert_eq!(term.had, [1, 1]);
    let unseen = unseen_days(&class, &now.students, monday(), plus_days(monday(), 8));
    assert_eq!(unseen, [Some(5); 6]);
    assert_eq!(minutes_by_adult(&class, monday(), tuesday), [(AdultId::from("lead"), 30)]);
}

#[test]
fn lost_days_and_lost_weeks_have_no_slots() {
    let mut class = class_with_groups(&[3, 3]);
    let mut changes = Changes::default();
    changes.set::<LostDay>(&(plus_days(monday(), 3), 1), "lost", true);
    changes.set::<LostDay>(&(plus_days(monday(), 4), 1), "lost", true);
    class.apply(&changes.0);
    let next = plus_days(monday(), 7);
    let year = year(&class, monday(), Some(next));
    assert_eq!((year.question.slots[11], year.question.slots[12]), (12, 0));
    assert_eq!(answer(&year).weeks[12], [0, 0]);
}

#[test]
fn a_focus_moves_on_with_its_students_and_by_its_standard() {
    let mut class = class_with_groups(&[3, 3]);
    run(&mut class, &SetQuarters { n: 2 }, monday());
    let groups = running_cycle(&class, monday()).map(|cycle| members(&class, &cycle, monday())).unwrap();
    let mut changes = Changes::default();
    changes.set::<Quarter>(&super::super::quarters::quarter_key(2), "focus_group", groups[1].0.clone());
    class.apply(&changes.0);
    let year = year(&class, monday(), None);
    let focus: Vec<_> = year.question.terms.iter().map(|term| term.focus).collect();
    assert_eq!(focus, [None, Some(1)]);
    assert_eq!(answer(&year).spread, 0);
}

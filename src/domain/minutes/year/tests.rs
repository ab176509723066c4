//! What a class asks of the year plan.

use super::*;
use crate::domain::command::{Command, Context, LogDay, SetQuarters};
use crate::domain::id::Mint;
use crate::domain::minutes::plan::PlanSearch;
use crate::domain::record::Changes;
use crate::domain::rotation::tests::{class_with_groups, monday};
use crate::domain::week::LostDay;

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
    changes.set(&(plus_days(monday(), 3), 1), LostDay::LOST, true);
    changes.set(&(plus_days(monday(), 4), 1), LostDay::LOST, true);
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
    changes.set(&super::super::quarters::quarter_key(2), Quarter::FOCUS_GROUP, groups[1].0.clone());
    class.apply(&changes.0);
    let year = year(&class, monday(), None);
    let focus: Vec<_> = year.question.terms.iter().map(|term| term.focus).collect();
    assert_eq!(focus, [None, Some(1)]);
    assert_eq!(answer(&year).spread, 0);
}

/// Twenty school days from Monday on, each logged.
fn logged_for_four_weeks(class: &mut Class) -> Vec<Date> {
    let days: Vec<Date> =
        (0..26).map(|n| plus_days(monday(), n)).filter(|day| is_school_day(class, *day)).collect();
    class.set("cycle", "c1", "ends", &crate::domain::record::Value::Null);
    let log = crate::domain::command::LogDays { days: days.clone() };
    run(class, &log, plus_days(monday(), 26));
    days
}

#[test]
fn who_joined_yesterday_gets_what_the_group_gets_and_takes_from_nobody() {
    let mut class = class_with_groups(&[3, 3]);
    let days = logged_for_four_weeks(&mut class);
    let today = plus_days(monday(), 28);
    let before = year(&class, today, None);
    let even = answer(&before);
    let yesterday = crate::domain::record::Value::Text(days[days.len() - 1].to_string());
    class.set("enrolment", "g1-1/1", "joined", &yesterday);
    let now = year(&class, today, None);
    assert_eq!((before.question.taught[0], now.question.taught[0]), (300, 15), "only what was really taught");
    assert!(!now.question.here_all_year(0) && (1..6).all(|other| now.question.here_all_year(other)));
    let plan = answer(&now);
    assert_eq!(
        (&plan.weeks, plan.spread, plan.proven),
        (&even.weeks, 0, true),
        "the others' plan is the same"
    );
    assert_eq!(plan.planned[0], plan.planned[1], "what is still to come is shared alike");
    // Absent on the only day so far, and slots for one student alone to give: still nobody is lifted or held back.
    let mut changes = Changes::default();
    let key = (days[days.len() - 1], 0);
    changes.set(&("g1-1".into(), key.0, key.1), crate::domain::roster::Absence::ABSENT, true);
    class.apply(&changes.0);
    let mut question = year(&class, today, None);
    assert_eq!(question.question.taught[0], 0);
    question.question.one_to_one = 1;
    assert_eq!(answer(&question).one_to_one, []);
    // Where everybody came late, there is still a plan.
    let last = question.question.last_week();
    question.question.present.fill((1, last));
    let plan = answer(&question);
    assert_eq!((plan.spread, plan.one_to_one.len()), (0, 0));
    assert!(plan.planned.iter().all(|minutes| *minutes > 0));
}

#[test]
fn who_missed_a_few_days_is_compared_by_their_days_and_who_leaves_is_not() {
    let mut class = class_with_groups(&[3, 3]);
    let days = logged_for_four_weeks(&mut class);
    let today = plus_days(monday(), 28);
    let mut stay = |field: &str, day: Date| {
        class.set("enrolment", "g1-1/1", field, &crate::domain::record::Value::Text(day.to_string()));
        let now = year(&class, today, None).question;
        (now.here_all_year(0), now.taught[0], now.present[0].1 == now.last_week())
    };
    assert_eq!(stay("joined", days[2]), (true, 300, true), "270 minutes on 18 of 20 days");
    assert_eq!(stay("joined", days[3]), (false, 255, true));
    assert_eq!(stay("joined", days[0]), (true, 300, true));
    assert_eq!(stay("left", plus_days(today, 14)), (false, 300, false));
}

//! What a log holds, and what is refused.

use super::*;
use crate::domain::calendar::plus_days;
use crate::domain::command::{CallTogether, Command, FollowPlan, RecordAbsence, UseRotation};
use crate::domain::id::Mint;
use crate::domain::minutes::{ledger, unlogged_days};
use crate::domain::rotation::running_cycle;
use crate::domain::rotation::tests::{class_with_groups, monday};

fn run(class: &mut Class, command: impl Command) -> Result<(), &'static str> {
    let mint = Mint::new("t");
    let mut context = Context { today: plus_days(monday(), 2), mint };
    let changes = command.changes(class, &mut context).map_err(|why| why.0.key)?;
    class.apply(&changes.0);
    Ok(())
}

fn log(day: Date) -> LogDay {
    LogDay { day, rotation: None }
}

fn minutes_of(class: &Class, student: &str) -> u32 {
    let ledger = ledger(class, monday(), plus_days(monday(), 30));
    ledger.lines.iter().find(|line| line.student == student.into()).map_or(0, |line| line.minutes)
}

fn absence(student: &str, day: Date, slot: u32) -> RecordAbsence {
    RecordAbsence { student: student.into(), day, slot, absent: true }
}

#[test]
fn a_logged_day_gives_everybody_who_was_there_a_slot() {
    let mut class = class_with_groups(&[3, 3, 3, 3]);
    run(&mut class, absence("g2-1", monday(), 0)).unwrap();
    run(&mut class, log(monday())).unwrap();
    assert_eq!((minutes_of(&class, "g1-1"), minutes_of(&class, "g2-1")), (15, 0));
    assert_eq!(class.sessions.len(), 4);
    assert_eq!(run(&mut class, log(monday())), Err("minutes.logged_already"));
    // Whoever turns out to have been absent is taken off the day's log as well.
    run(&mut class, absence("g1-1", monday(), 0)).unwrap();
    assert_eq!(minutes_of(&class, "g1-1"), 0);
    run(&mut class, log(plus_days(monday(), 1))).unwrap();
    assert_eq!((minutes_of(&class, "g1-1"), minutes_of(&class, "g1-2")), (15, 30));
}

#[test]
fn a_day_in_a_slot_elsewhere_loses_only_that_slot() {
    let mut class = class_with_groups(&[3, 3]);
    // The second group is with the teacher in slot 2.
    run(&mut class, absence("g2-1", monday(), 1)).unwrap();
    run(&mut class, absence("g2-2", monday(), 2)).unwrap();
    run(&mut class, log(monday())).unwrap();
    assert_eq!((minutes_of(&class, "g2-1"), minutes_of(&class, "g2-2")), (15, 0));
}

#[test]
fn a_day_can_be_taken_back_and_logged_again() {
    let mut class = class_with_groups(&[3, 3]);
    assert_eq!(run(&mut class, UnlogDay { day: monday() }), Err("minutes.not_logged"));
    run(&mut class, log(monday())).unwrap();
    run(&mut class, UnlogDay { day: monday() }).unwrap();
    assert_eq!((class.sessions.len(), minutes_of(&class, "g1-1")), (0, 0));
    run(&mut class, absence("g1-1", monday(), 0)).unwrap();
    run(&mut class, log(monday())).unwrap();
    assert_eq!((minutes_of(&class, "g1-1"), minutes_of(&class, "g1-2")), (0, 15));
}

#[test]
fn nothing_is_logged_ahead_of_time_or_without_groups() {
    let mut class = class_with_groups(&[3, 3]);
    assert_eq!(run(&mut class, log(plus_days(monday(), 3))), Err("minutes.in_the_future"));
    run(&mut class, log(plus_days(monday(), 2))).unwrap();
    assert_eq!(run(&mut Class::default(), log(monday())), Err("rotation.no_groups"));
}

#[test]
fn minutes_can_be_longer_or_shorter_than_planned() {
    let mut class = class_with_groups(&[3, 3]);
    let edit = |slot: u32, minutes: u32| EditSession {
        day: monday(),
        slot,
        station: "teacher".into(),
        adult: "lead".into(),
        minutes,
    };
    assert_eq!(run(&mut class, edit(1, 20)), Err("minutes.unknown_session"));
    run(&mut class, log(monday())).unwrap();
    run(&mut class, edit(1, 20)).unwrap();
    assert_eq!(minutes_of(&class, "g1-1"), 20);
    assert_eq!(run(&mut class, edit(1, 241)), Err("minutes.range"));
}

#[test]
fn several_days_are_logged_in_one_step_or_none_is() {
    let mut class = class_with_groups(&[3, 3]);
    let days = |days: &[i64]| LogDays { days: days.iter().map(|n| plus_days(monday(), *n)).collect() };
    assert_eq!(run(&mut class, days(&[1, 2, 3])), Err("minutes.in_the_future"));
    assert_eq!(class.sessions.len(), 0);
    run(&mut class, days(&[0, 1])).unwrap();
    assert_eq!((class.sessions.len(), minutes_of(&class, "g1-1")), (4, 30));
    assert_eq!(run(&mut class, days(&[1, 2])), Err("minutes.logged_already"));
    assert_eq!(run(&mut class, days(&[])), Err("minutes.nothing_taught"));
}

#[test]
fn a_rotation_can_be_named() {
    let mut class = class_with_groups(&[3, 3]);
    let proposed = shown(&class, monday()).unwrap();
    run(
        &mut class,
        UseRotation { starts: monday(), cycle: proposed.cycle, mixed: None, seats: proposed.plan },
    )
    .unwrap();
    let rotation = shown(&class, monday()).unwrap().rotation;
    run(&mut class, LogDay { day: monday(), rotation }).unwrap();
    assert_eq!(minutes_of(&class, "g2-3"), 15);
    let gone = LogDay { day: plus_days(monday(), 1), rotation: Some("gone".into()) };
    assert_eq!(run(&mut class, gone), Err("rotation.seats_changed"));
}

#[test]
fn days_without_a_log_are_found_from_the_first_log_on() {
    let mut class = class_with_groups(&[3]);
    let sunday = plus_days(monday(), 6);
    assert!(unlogged_days(&class, monday(), sunday).is_empty());
    run(&mut class, log(monday())).unwrap();
    let (tuesday, wednesday) = (plus_days(monday(), 1), plus_days(monday(), 2));
    run(&mut class, log(wednesday)).unwrap();
    let found = unlogged_days(&class, plus_days(monday(), -30), sunday);
    assert_eq!(found, [tuesday, plus_days(monday(), 3), plus_days(monday(), 4)]);
}

#[test]
fn with_everybody_together_no_group_moves_and_the_log_is_grade_level_work() {
    let mut class = class_with_groups(&[3, 3]);
    let rotation = shown(&class, monday()).unwrap();
    let from = plus_days(monday(), 1);
    let call = CallTogether {
        subject: "math".into(),
        name: "Everybody".into(),
        standard: Some("5.NF.A.1".into()),
        starts: from,
        ends: plus_days(monday(), 4),
    };
    // The helper's clock stands on Wednesday.
    run(&mut class, call).unwrap();
    assert_eq!(shown(&class, monday()).unwrap(), rotation, "the day before is as it was");
    assert_eq!(shown(&class, plus_days(monday(), 7)).unwrap().cycle, rotation.cycle, "and after it too");
    let together = shown(&class, from).unwrap();
    assert!(together.rotation.is_none() && together.bottleneck.is_none());
    for slot in 1..=4 {
        let places = at(&class, &together, from, slot);
        assert_eq!(places.iter().map(crate::domain::rotation::At::students).max(), Some(6));
    }
    assert_eq!(running_cycle(&class, from), Some(rotation.cycle), "the skill groups stand");
    run(&mut class, absence("g1-1", from, 0)).unwrap();
    run(&mut class, log(from)).unwrap();
    assert_eq!(minutes_of(&class, "g1-2"), 0, "no time in a group");
    let ledger = ledger(&class, monday(), plus_days(monday(), 4));
    let line = |id: &str| ledger.lines.iter().find(|line| line.student == id.into()).unwrap();
    assert_eq!((line("g1-2").focused, line("g1-2").grade_level, line("g1-1").focused), (60, 60, 0));
    assert!(is_logged(&class, from));
}

#[test]
fn a_plan_of_the_week_leaves_days_together_alone() {
    let mut class = class_with_groups(&[3, 3]);
    let (first, last) = (plus_days(monday(), 2), plus_days(monday(), 4));
    let call = CallTogether {
        subject: "math".into(),
        name: "Everybody".into(),
        standard: None,
        starts: last,
        ends: last,
    };
    run(&mut class, call).unwrap();
    let follow = FollowPlan { days: vec![first, last], slots: vec![("g1".into(), 2), ("g2".into(), 2)] };
    run(&mut class, follow).unwrap();
    let starts: Vec<_> = class.rotations.iter().map(|(_, rotation)| rotation.starts).collect();
    assert_eq!(starts, [Some(first)]);
}

#[test]
fn a_group_s_own_slot_is_logged_as_long_as_it_is_planned() {
    let mut class = class_with_groups(&[3, 3]);
    class.set("group", "g2", "slot_minutes", &crate::domain::record::Value::Int(20));
    run(&mut class, log(monday())).unwrap();
    assert_eq!((minutes_of(&class, "g1-1"), minutes_of(&class, "g2-1")), (15, 20));
}

#[test]
fn a_day_that_is_logged_again_keeps_no_focus_of_the_groups_before() {
    use crate::domain::record::Value;
    let mut class = class_with_groups(&[3, 3]);
    for group in ["g1", "g2"] {
        class.set("group", group, "focus", &Value::Text("4.NF.A.1".into()));
        class.set("group", group, "reach", &Value::Text("earlier_grade".into()));
    }
    class.set("cycle", "c1", "subject", &Value::Text("math".into()));
    run(&mut class, log(monday())).unwrap();
    run(&mut class, UnlogDay { day: monday() }).unwrap();
    for group in ["g1", "g2"] {
        class.set("group", group, "focus", &Value::Null);
    }
    class.set("cycle", "c1", "subject", &Value::Null);
    run(&mut class, log(monday())).unwrap();
    assert!(class.sessions.iter().all(|(_, it)| it.standard.is_none() && it.subject.is_none()));
    let ledger = ledger(&class, monday(), monday());
    assert!(ledger.lines.iter().all(|line| (line.minutes, line.focused) == (15, 0)));
}

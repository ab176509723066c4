//! A logged day changed.

use super::*;
use crate::domain::calendar::plus_days;
use crate::domain::command::{LogDay, RecordAbsence};
use crate::domain::id::Mint;
use crate::domain::minutes::ledger;
use crate::domain::roster::absent;
use crate::domain::rotation::tests::{class_with_groups, monday};

fn run(class: &mut Class, command: impl Command) -> Result<(), &'static str> {
    let mut context = Context { today: monday(), mint: Mint::new("t") };
    let changes = command.changes(class, &mut context).map_err(|why| why.0.key)?;
    class.apply(&changes.0);
    Ok(())
}

/// Monday is logged; its first session has the first group.
fn logged() -> (Class, SessionKey) {
    let mut class = class_with_groups(&[3, 2]);
    run(&mut class, LogDay { day: monday(), rotation: None }).unwrap();
    let key = class.sessions.iter().next().unwrap().0.clone();
    (class, key)
}

fn there(class: &Class, key: &SessionKey) -> Vec<String> {
    present(class, key).map(|student| student.0.clone()).collect()
}

#[test]
fn a_log_is_as_planned_until_somebody_confirms_it() {
    let (mut class, key) = logged();
    let confirmed = |class: &Class| class.sessions.iter().filter(|(_, it)| it.confirmed).count();
    assert_eq!(confirmed(&class), 0);
    run(&mut class, MarkPresent { key, student: "g1-2".into(), present: false }).unwrap();
    assert_eq!(confirmed(&class), 1, "what was changed was looked at");
    run(&mut class, ConfirmDay { day: monday() }).unwrap();
    assert_eq!(confirmed(&class), 2);
    assert_eq!(run(&mut class, ConfirmDay { day: plus_days(monday(), -1) }), Err("minutes.not_logged"));
}

#[test]
fn who_came_late_was_there_and_is_absent_in_the_other_slots() {
    let (mut class, key) = logged();
    let whole_day = RecordAbsence { student: "g1-1".into(), day: monday(), slot: 0, absent: true };
    run(&mut class, whole_day).unwrap();
    assert_eq!(there(&class, &key), ["g1-2", "g1-3"]);
    run(&mut class, MarkPresent { key: key.clone(), student: "g1-1".into(), present: true }).unwrap();
    assert_eq!(there(&class, &key), ["g1-1", "g1-2", "g1-3"]);
    let absent_in: Vec<u32> =
        (1..=4).filter(|slot| absent(&class, &"g1-1".into(), monday(), *slot)).collect();
    assert_eq!(absent_in, [2, 3, 4]);
    run(&mut class, MarkPresent { key: key.clone(), student: "g1-1".into(), present: false }).unwrap();
    assert_eq!(there(&class, &key), ["g1-2", "g1-3"]);
}

#[test]
fn another_group_at_the_table_brings_its_students_and_its_standard() {
    let (mut class, key) = logged();
    class.set("group", "g2", "focus", &crate::domain::record::Value::Text("5.NF.B.3".into()));
    run(&mut class, SwapGroup { key: key.clone(), group: "g2".into() }).unwrap();
    assert_eq!(there(&class, &key), ["g2-1", "g2-2"]);
    let session = class.sessions.get(&key).unwrap();
    assert_eq!(
        (session.group.clone(), session.standard.clone()),
        (Some("g2".into()), Some("5.NF.B.3".into()))
    );
    let gone = SwapGroup { key: key.clone(), group: "gone".into() };
    assert_eq!(run(&mut class, gone), Err("rotation.seats_changed"));
    for student in ["g1-1", "g1-2", "g1-3"] {
        let absence = RecordAbsence { student: student.into(), day: monday(), slot: 0, absent: true };
        run(&mut class, absence).unwrap();
    }
    assert_eq!(run(&mut class, SwapGroup { key, group: "g1".into() }), Err("minutes.nobody_of"));
}

#[test]
fn what_a_session_was_on_can_be_said_later() {
    let (mut class, key) = logged();
    let on =
        |key: SessionKey| FocusSession { key, standard: Some("4.NF.A.1".into()), reach: Reach::EarlierGrade };
    run(&mut class, on(key.clone())).unwrap();
    let session = class.sessions.get(&key).unwrap();
    assert_eq!((session.standard.clone(), session.reach), (Some("4.NF.A.1".into()), Reach::EarlierGrade));
    let other = (key.0, 9, key.2, key.3);
    assert_eq!(run(&mut class, on(other)), Err("minutes.unknown_session"));
}

#[test]
fn who_came_along_has_the_minutes_and_is_at_no_other_table() {
    let (mut class, key) = logged();
    // A second table in the same slot has the other group.
    let other: SessionKey = (monday(), 1, "second".into(), "para".into());
    let mut changes = Changes::default();
    changes.set(&other, Session::MINUTES, 15_u32).set(&other, Session::GROUP, GroupId::from("g2"));
    changes.set(&attendance(&other, &"g2-1".into()), Attendance::PRESENT, true);
    class.apply(&changes.0);
    let minutes = |class: &Class| {
        let all = ledger(class, monday(), monday()).lines;
        all.iter().find(|line| line.student.as_str() == "g2-1").map_or(0, |line| line.minutes)
    };
    let before = minutes(&class);
    run(&mut class, MarkPresent { key: key.clone(), student: "g2-1".into(), present: true }).unwrap();
    assert_eq!(there(&class, &key), ["g1-1", "g1-2", "g1-3", "g2-1"]);
    assert_eq!((there(&class, &other), minutes(&class)), (vec![], before), "one slot is one slot");
    run(&mut class, MarkPresent { key, student: "g2-2".into(), present: true }).unwrap();
    let second = ledger(&class, monday(), monday()).lines;
    let second = second.iter().find(|line| line.student.as_str() == "g2-2").unwrap();
    assert_eq!(second.minutes, 30, "the own group's slot and this one");
}

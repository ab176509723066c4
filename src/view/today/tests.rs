//! What Today notices.

use super::*;
use crate::domain::conference::Conference;
use crate::domain::record::Changes;
use crate::domain::roster::Absence;
use crate::domain::rotation::tests::{class_with_groups, monday};

#[test]
fn says_who_is_here_now_and_who_is_next() {
    let class = class_with_groups(&[3, 3, 3, 3]);
    for (minute, lead, but) in [
        (480, "Oak comes at 9:05.", "Maple is next."),
        (550, "Oak is with you until 9:20.", "Maple is next."),
        (561, "Maple comes at 9:22.", "Cedar is next."),
        (600, "Birch is with you until 10:11.", ""),
        (620, "The block is over.", "It is not logged yet."),
    ] {
        let rows = today(&class, &Catalog::default(), monday(), minute);
        assert_eq!((rows.lead.as_str(), rows.but.as_str()), (lead, but), "{minute}");
    }
    let now = today(&class, &Catalog::default(), monday(), 550).now.unwrap();
    assert_eq!(
        (now.slot.as_str(), now.ends_at, now.names.len()),
        ("Slot 1 of 4, at your table", Some(560 * 60), 3)
    );
    assert_eq!(today(&class, &Catalog::default(), monday(), 550).title, "Monday, 16 November");
    assert_eq!(today(&Class::default(), &Catalog::default(), monday(), 550).notices, []);
}

#[test]
fn a_saturday_has_no_rotation_and_says_so() {
    let class = class_with_groups(&[3, 3, 3, 3]);
    let rows = today(&class, &Catalog::default(), plus_days(monday(), 5), 550);
    assert_eq!(rows.title, "Saturday, 21 November");
    assert_eq!(rows.lead, "Today has no rotation.");
    assert_eq!(rows.but, "The next one is on Monday, 23 November.");
    assert_eq!(rows.preview.as_deref(), Some("See Monday, 23 November"));
    assert_eq!((rows.ready, rows.now, rows.to_log.len()), (false, None, 5));
    let rows = today(&class, &Catalog::default(), plus_days(monday(), 4), 550);
    assert_eq!((rows.ready, rows.preview, rows.to_log.len()), (true, None, 0));
    // Without groups there is nothing to look at on Monday either.
    let rows = today(&Class::default(), &Catalog::default(), plus_days(monday(), 5), 550);
    assert!(rows.preview.is_none() && rows.lead.starts_with("No groups yet."), "{}", rows.lead);
}

#[test]
fn an_absent_student_is_off_the_table_and_not_due_for_a_talk() {
    let mut class = class_with_groups(&[3, 3]);
    let mut changes = Changes::default();
    changes.set(&("g1-1".into(), monday(), 0), Absence::ABSENT, true);
    changes.set(&"k".into(), Conference::STUDENT, StudentId::from("g1-2"));
    changes.set(&"k".into(), Conference::ON, plus_days(monday(), -13));
    class.apply(&changes.0);
    let rows = today(&class, &Catalog::default(), monday(), 550);
    assert_eq!(rows.now.unwrap().names, ["Oak 2", "Oak 3"]);
    // 13 days are not yet due; four others never had one.
    assert_eq!((rows.talks_due.as_str(), rows.talks.len()), ("4 of 6", 3));
    assert_eq!(rows.talks[0].ago, "no talk yet");
    let rows = today(&class, &Catalog::default(), plus_days(monday(), 1), 550);
    assert_eq!((rows.talks_due.as_str(), rows.talks[2].name.as_str()), ("6 of 6", "Maple 3"));
}

#[test]
fn notices_are_true_or_are_not_there() {
    let class = class_with_groups(&[3, 3]);
    assert_eq!(today(&class, &Catalog::default(), monday(), 0).notices, []);
    // The groups end on 4 December.
    let texts = |day: Date| {
        today(&class, &Catalog::default(), day, 0).notices.into_iter().map(|row| row.text).collect::<Vec<_>>()
    };
    assert!(texts(Date::constant(2026, 11, 30)).is_empty());
    assert_eq!(texts(Date::constant(2026, 12, 1)), ["These groups end on 4 December"]);
    assert_eq!(texts(Date::constant(2026, 12, 7)), ["These groups were to end on 4 December"]);
}

#[test]
fn today_and_plans_name_the_same_students_for_a_talk() {
    let mut class = class_with_groups(&[3, 3]);
    let mut changes = Changes::default();
    for (days, student) in [(13, "g1-1"), (14, "g1-2"), (20, "g1-3"), (3, "g2-1"), (40, "g2-2"), (15, "g2-3")]
    {
        let id = crate::domain::id::ConferenceId(format!("k-{student}"));
        changes.set(&id, Conference::STUDENT, StudentId::from(student));
        changes.set(&id, Conference::ON, plus_days(monday(), -days));
    }
    class.apply(&changes.0);
    let rows = today(&class, &Catalog::default(), monday(), 550);
    let plans = due(&class, &crate::domain::id::SubjectId::default(), monday());
    let plans: Vec<String> = plans.into_iter().filter(|one| one.now()).map(|one| one.student.0).collect();
    assert_eq!(plans, ["g2-2", "g1-3", "g2-3", "g1-2"]);
    assert_eq!(rows.talks_due, "4 of 6");
    assert_eq!(rows.talks.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), plans[..3]);
}

#[test]
fn who_left_is_not_named_for_few_minutes() {
    use crate::domain::command::{Command, Context, LogDay};
    let mut class = class_with_groups(&[3, 4]);
    for ahead in 0..4 {
        let day = plus_days(monday(), ahead);
        let mut changes = Changes::default();
        changes.set(&("g1-1".into(), day, 0), Absence::ABSENT, true);
        class.apply(&changes.0);
        let mut context = Context { today: day, mint: crate::domain::id::Mint::new("t") };
        let changes = LogDay { day, rotation: None }.changes(&class, &mut context).unwrap();
        class.apply(&changes.0);
    }
    let day = plus_days(monday(), 4);
    assert!(fewest_minutes(&class, day).is_some());
    let last = plus_days(monday(), 3).to_string();
    class.set("enrolment", "g1-1/1", "left", &crate::domain::record::Value::Text(last));
    assert_eq!(fewest_minutes(&class, day), None);
}

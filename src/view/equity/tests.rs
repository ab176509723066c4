//! The equity page: each lens, its count and its words.

use super::*;
use crate::domain::command::{Command, Context, LogDay};
use crate::domain::id::Mint;
use crate::domain::minutes::Session;
use crate::domain::record::Changes;
use crate::domain::roster::Absence;
use crate::domain::rotation::tests::{class_with_groups, monday};
use crate::domain::standards::tests::math;
use crate::domain::subject::Subject;

fn log(class: &mut Class, days: i64) {
    for ahead in 0..days {
        let day = crate::domain::calendar::plus_days(monday(), ahead);
        let command = LogDay { day, rotation: None };
        let changes = command.changes(class, &mut Context { today: day, mint: Mint::new("t") }).unwrap();
        class.apply(&changes.0);
    }
}

fn lens(class: &Class, key: &str) -> Lens {
    let rows = equity(class, &math(), crate::domain::calendar::plus_days(monday(), 7));
    rows.lenses.into_iter().find(|lens| lens.key == key).unwrap()
}

#[test]
fn under_five_students_nothing_is_told() {
    let mut class = class_with_groups(&[2, 2]);
    log(&mut class, 3);
    let rows = equity(&class, &math(), monday());
    assert_eq!((rows.lead.as_str(), rows.lenses.len()), ("Fewer than five students: too few to tell.", 0));
    assert!(!equity(&class_with_groups(&[3, 2]), &math(), monday()).lenses.is_empty());
}

#[test]
fn the_minutes_lens_names_who_had_least() {
    let mut class = class_with_groups(&[3, 3]);
    assert_eq!(lens(&class, "minutes").say, "Nothing is logged yet.");
    let mut changes = Changes::default();
    for ahead in 0..4 {
        let day = crate::domain::calendar::plus_days(monday(), ahead);
        changes.set(&("g2-1".into(), day, 0), Absence::ABSENT, true);
    }
    class.apply(&changes.0);
    log(&mut class, 5);
    let minutes = lens(&class, "minutes");
    assert_eq!(minutes.say, "From 15 to 75 minutes; 5 of 6 are within one slot of the middle.");
    assert_eq!(minutes.ask, "Maple 1 had the fewest. Who could join you this week?");
    // (5 * 75 + 15)^2 / (6 * (5 * 75^2 + 15^2)) = 0.894...
    assert_eq!(minutes.count, "6 students, 10 sessions, evenness 0.894");
    let Figure::Dots { dots, middle, .. } = minutes.figure else { panic!("dots") };
    assert_eq!((dots.len(), middle, dots.iter().filter(|dot| dot.look).count()), (6, 75.0, 1));
}

#[test]
fn where_nobody_had_a_minute_nothing_is_said_of_evenness() {
    let mut class = class_with_groups(&[3, 3]);
    log(&mut class, 1);
    let mut changes = Changes::default();
    for (session, _) in class.sessions.iter() {
        changes.set(session, Session::MINUTES, 0_u32);
    }
    class.apply(&changes.0);
    assert_eq!(lens(&class, "minutes").count, "6 students, 2 sessions");
}

#[test]
fn time_by_need_is_not_judged_by_evenness() {
    let mut class = class_with_groups(&[3, 3]);
    let mut changes = Changes::default();
    changes.set(&"math".into(), Subject::POLICY, TimePolicy::NeedWithFloor);
    changes.set(&("g2-1".into(), monday(), 0), Absence::ABSENT, true);
    class.apply(&changes.0);
    log(&mut class, 1);
    let one = lens(&class, "minutes");
    assert_eq!(one.say, "Maple 1 has had no time at your table yet.");
    assert_eq!(one.count, "6 students, 2 sessions");
    let mut other = class_with_groups(&[3, 3]);
    other.apply(&changes.0[..1]);
    log(&mut other, 1);
    assert_eq!(lens(&other, "minutes").say, "Everybody has had at least 15 minutes.");
}

#[test]
fn grade_level_work_is_a_share_of_minutes_with_a_focus() {
    use crate::domain::grouping::Group;
    use crate::domain::id::{GroupId, StandardId};
    use crate::domain::standards::Reach;
    let focused = |others: Option<&str>| {
        let mut class = class_with_groups(&[3, 3]);
        let mut changes = Changes::default();
        let earlier = GroupId::from("g1");
        changes.set(&earlier, Group::FOCUS, StandardId::from("4.NF.A.1"));
        changes.set(&earlier, Group::REACH, Reach::EarlierGrade);
        if let Some(code) = others {
            changes.set(&"g2".into(), Group::FOCUS, StandardId::from(code));
        }
        class.apply(&changes.0);
        log(&mut class, 1);
        class
    };
    let one_group = lens(&focused(None), "grade_level");
    assert_eq!(one_group.figure, Figure::None, "three students have a focus");
    let class = focused(Some("5.NF.A.1"));
    let lens = lens(&class, "grade_level");
    assert_eq!(lens.say, "3 of 6 get 80% or more; Oak 1, Oak 2 and Oak 3 get less than two thirds.");
    assert_eq!(equity(&class, &math(), monday()).but, "3 students see little grade-level work.");
}

#[test]
fn one_cycle_says_nothing_of_mobility() {
    let lens = lens(&class_with_groups(&[3, 3]), "mobility");
    assert_eq!((lens.say.as_str(), lens.count.as_str()), ("One cycle so far: too early to tell.", "1 cycle"));
}

#[test]
fn an_even_number_has_its_middle_between_the_two() {
    let name = |id: &StudentId| id.to_string();
    let line = |at: u32| crate::domain::minutes::Line {
        student: format!("s{at}").as_str().into(),
        minutes: 60,
        focused: 60,
        grade_level: if at < 3 { 30 } else { 60 },
        days: 4,
    };
    let ledger = Ledger { lines: (0..6).map(line).collect(), sessions: 4, days: 4 };
    let (lens, _) = grade_level(&ledger, &name);
    let Figure::Dots { middle, .. } = lens.figure else { panic!("dots") };
    assert!((middle - 75.0).abs() < 1e-9, "{middle}");
}

#[test]
fn who_left_is_in_no_lens() {
    let mut class = class_with_groups(&[3, 3]);
    let mut changes = Changes::default();
    for ahead in 0..3 {
        let day = crate::domain::calendar::plus_days(monday(), ahead);
        changes.set(&("g2-1".into(), day, 0), Absence::ABSENT, true);
    }
    changes.set(&"m".into(), Subject::NAME, "Math".to_owned());
    changes.set(&"u".into(), crate::domain::standards::Unit::SUBJECT, SubjectId::from("m"));
    changes.set(&"u".into(), crate::domain::standards::Unit::STARTS, monday());
    let ends = crate::domain::calendar::plus_days(monday(), 30);
    changes.set(&"u".into(), crate::domain::standards::Unit::ENDS, ends);
    class.apply(&changes.0);
    class.set("unit_standard", "u/A", "included", &crate::domain::record::Value::Bool(true));
    log(&mut class, 3);
    assert!(lens(&class, "minutes").say.starts_with("From 0 to 45 minutes"));
    class.set("enrolment", "g2-1/1", "left", &crate::domain::record::Value::Text("2026-11-19".into()));
    assert_eq!(
        lens(&class, "minutes").say,
        "From 45 to 45 minutes; 5 of 5 are within one slot of the middle."
    );
    let Figure::Bars(bars) = lens(&class, "missing").figure else { panic!("bars") };
    assert_eq!((bars[0].n, bars[0].open), (0, 5), "nobody is marked, and who left is not taken for it");
    class.set("enrolment", "g2-2/1", "left", &crate::domain::record::Value::Text("2026-11-19".into()));
    assert!(
        equity(&class, &math(), crate::domain::calendar::plus_days(monday(), 7)).lenses.is_empty(),
        "four are too few"
    );
}

#[test]
fn a_room_of_two_grades_is_judged_by_each_student_s_own() {
    use crate::domain::grouping::Group;
    use crate::domain::id::StandardId;
    use crate::domain::record::Value;
    let text = |text: &str| Value::Text(text.into());
    let mut class = class_with_groups(&[3, 3]);
    class.set("class", "class", "grade", &text("2"));
    for student in ["g2-1", "g2-2", "g2-3"] {
        class.set("student", student, "grade", &text("3"));
    }
    let mut changes = Changes::default();
    for group in ["g1", "g2"] {
        changes.set(&group.into(), Group::FOCUS, StandardId::from("2.NBT.B.5"));
    }
    class.apply(&changes.0);
    log(&mut class, 1);
    let line = |class: &Class, key| lens(class, key);
    assert_eq!(
        line(&class, "grade_level").say,
        "3 of 6 get 80% or more; Maple 1, Maple 2 and Maple 3 get less than two thirds."
    );
    class.set("subject", "math", "name", &text("Math"));
    for (field, value) in [("subject", "math"), ("starts", "2026-11-02"), ("ends", "2026-12-18")] {
        class.set("unit", "u", field, &text(value));
    }
    for standard in ["2.NBT.B.5", "3.OA.A.1"] {
        class.set("unit_standard", &format!("u/{standard}"), "included", &Value::Bool(true));
    }
    class.set("check", "c", "subject", &text("math"));
    for student in ["g1-1", "g1-2", "g2-1"] {
        let standard = if student.starts_with("g1") { "2.NBT.B.5" } else { "3.OA.A.1" };
        class.set("evidence", &format!("{student}/{standard}/c/1"), "score", &Value::Int(3));
    }
    let missing = line(&class, "missing");
    let Figure::Bars(bars) = missing.figure else { panic!("bars") };
    assert_eq!(bars.iter().map(|bar| (bar.n, bar.open)).collect::<Vec<_>>(), [(2, 1), (1, 2)]);
    assert_eq!(missing.say, "Oak 3, Maple 2 and Maple 3 have no mark in this unit.");
    class.set("judgement", "g1-3/2.NBT.B.5", "level", &Value::Int(3));
    assert_eq!(
        line(&class, "missing").say,
        "Maple 2 and Maple 3 have no mark in this unit.",
        "a level was set"
    );
    class.set("check", "c", "kind", &text("self_assessment"));
    let said = line(&class, "missing").say;
    assert!(said.contains("5 students"), "an own view that is only shown is no mark: {said}");
}

//! Drafts and paths on a small catalog: 4.A and 4.B lead to 5.A, 3.A to 4.A, 5.A to 6.A; 5.B and 5.C stand alone.

use super::*;
use crate::domain::Class;
use crate::domain::Date;
use crate::domain::class::ClassInfo;
use crate::domain::id::{CheckId, StandardId, StudentId, SubjectId, UnitId};
use crate::domain::mastery::Standings;
use crate::domain::mastery::{Check, Evidence};
use crate::domain::record::Changes;
use crate::domain::roster::Student;
use crate::domain::standards::{Catalog, Unit, UnitStandard};

const TODAY: Date = Date::constant(2026, 11, 20);
const UNIT_ENDS: Date = Date::constant(2026, 12, 11);

fn catalog() -> Catalog {
    let mut table = String::from("code,grade,domain,cluster,type,short,label\n");
    for code in ["3.A", "4.A", "4.B", "5.A", "5.B", "5.C", "6.A"] {
        table += &format!("{code},{},NF,NF,major,Short {code},Label {code}\n", &code[..1]);
    }
    let edges = "from,to,kind\n3.A,4.A,prereq\n4.A,5.A,prereq\n4.B,5.A,prereq\n5.A,6.A,prereq\n";
    Catalog::from_csv(&table, edges, "code,name\nNF,Fractions\n").unwrap()
}

/// A fifth grade in a unit on 5.A and 5.B, with one student and these marks: (standard, levels in order).
fn class(marks: &[(&str, &[f64])]) -> Class {
    let mut changes = Changes::default();
    let (unit, student) = (UnitId::from("u"), StudentId::from("s"));
    changes
        .set(&ClassInfo::key(), ClassInfo::GRADE, "5".to_owned())
        .set(&student, Student::GIVEN, "Mateo".to_owned())
        .set(&unit, Unit::SUBJECT, SubjectId::from("math"))
        .set(&unit, Unit::STARTS, Date::constant(2026, 11, 2))
        .set(&unit, Unit::ENDS, UNIT_ENDS);
    for (rank, code) in (0_u32..).zip(["5.A", "5.B"]) {
        let key = (unit.clone(), StandardId::from(code));
        changes.set(&key, UnitStandard::INCLUDED, true).set(&key, UnitStandard::RANK, rank);
    }
    for (code, levels) in marks {
        for (day, level) in (1..).zip(*levels) {
            let check = CheckId(format!("{code}-{day}"));
            changes.set(&check, Check::DONE_ON, Date::constant(2026, 10, day));
            let key = (student.clone(), StandardId::from(*code), check, 1);
            changes.set(&key, Evidence::SCORE, *level);
        }
    }
    let mut class = Class::default();
    class.apply(&changes.0);
    class
}

fn drafted(class: &Class) -> Draft {
    let catalog = catalog();
    draft(&mut Standings::new(class, &catalog, &"math".into()), &"s".into(), TODAY)
}

fn goal_codes(draft: &Draft) -> Vec<(&str, GoalKind)> {
    draft.goals.iter().map(|goal| (goal.standard.as_str(), goal.kind)).collect()
}

const LOW: &[f64] = &[1.0, 1.0, 1.0];
const MIDDLE: &[f64] = &[2.0, 2.0, 2.0];
const HIGH: &[f64] = &[4.0, 4.0, 4.0];

#[test]
fn goals_are_the_greatest_known_needs_of_the_unit() {
    use GoalKind::{Extension, Next, QuickCheck};
    type Case<'a> = (&'a [(&'a str, &'a [f64])], &'a [(&'a str, GoalKind)]);
    let cases: &[Case] = &[
        (&[("5.A", MIDDLE), ("5.B", LOW)], &[("5.B", Next), ("5.A", Next)]),
        (&[("5.A", MIDDLE)], &[("5.A", Next)]),
        // What is known of 5.B is enough; 5.C is not in the unit.
        (&[("5.A", HIGH), ("5.B", LOW), ("5.C", LOW)], &[("5.B", Next)]),
        (&[("5.A", HIGH), ("5.B", HIGH)], &[("5.A", Extension)]),
        (&[("5.A", HIGH)], &[("5.A", Extension), ("5.B", QuickCheck)]),
        (&[], &[("5.A", QuickCheck)]),
        // Prerequisites alone, however they went, are no goal.
        (&[("4.A", LOW), ("3.A", LOW)], &[("5.A", QuickCheck)]),
    ];
    for (marks, expect) in cases {
        assert_eq!(goal_codes(&drafted(&class(marks))), *expect, "{marks:?}");
    }
}

#[test]
fn goals_are_on_grade_level_whatever_the_unit_holds() {
    let mut class = class(&[("4.A", LOW), ("5.A", MIDDLE)]);
    class.set("unit_standard", "u/4.A", "included", &crate::domain::record::Value::Bool(true));
    assert_eq!(goal_codes(&drafted(&class)), [("5.A", GoalKind::Next)]);
    // A student's own grade counts before the class's.
    class.set("student", "s", "grade", &crate::domain::record::Value::Text("4".into()));
    assert_eq!(goal_codes(&drafted(&class)), [("4.A", GoalKind::Next)]);
}

#[test]
fn prerequisites_are_the_nearest_unmet_or_unknown_and_name_what_they_serve() {
    type Case<'a> = (&'a [(&'a str, &'a [f64])], &'a [(&'a str, bool)]);
    let cases: &[Case] = &[
        (&[("5.A", LOW), ("4.A", LOW), ("4.B", HIGH)], &[("4.A", false)]),
        (&[("5.A", LOW), ("4.A", LOW), ("4.B", LOW), ("3.A", LOW)], &[("4.A", false), ("4.B", false)]),
        (&[("5.A", LOW), ("4.A", HIGH), ("4.B", HIGH), ("3.A", LOW)], &[("3.A", false)]),
        // Known needs before unknown ones; two steps back nothing unknown is looked for.
        (&[("5.A", LOW), ("4.B", LOW)], &[("4.B", false), ("4.A", true)]),
        (&[("5.A", LOW), ("4.A", HIGH), ("4.B", HIGH)], &[]),
    ];
    for (marks, expect) in cases {
        let draft = drafted(&class(marks));
        let before: Vec<_> =
            draft.goals[0].before.iter().map(|before| (before.standard.as_str(), before.unknown)).collect();
        assert_eq!(before, *expect, "{marks:?}");
        assert!(draft.goals[0].before.iter().all(|before| before.serves.as_str() == "5.A"));
    }
}

#[test]
fn nothing_known_on_the_goal_never_leads_to_a_prerequisite() {
    for marks in [&[("4.A", LOW), ("4.B", LOW)] as &[(&str, &[f64])], &[], &[("5.B", HIGH), ("4.A", LOW)]] {
        let class = class(marks);
        let draft = drafted(&class);
        assert!(draft.goals.iter().all(|goal| goal.before.is_empty()), "{marks:?}");
        assert!(
            draft.playlist.iter().all(|item| item.practises.as_str().starts_with(['5', '6'])),
            "{marks:?}"
        );
        let catalog = catalog();
        let mut standings = Standings::new(&class, &catalog, &"math".into());
        let path = path(&mut standings, &"s".into(), &"5.A".into());
        assert!(path.iter().all(|step| !matches!(step.role, Role::SupportNow | Role::CheckFirst)));
    }
}

#[test]
fn every_line_serves_a_goal_and_must_do_ends_with_a_ticket() {
    for marks in [&[("5.A", LOW), ("4.A", LOW), ("5.B", MIDDLE)] as &[(&str, &[f64])], &[("5.A", HIGH)], &[]]
    {
        let draft = drafted(&class(marks));
        let goals: Vec<_> = draft.goals.iter().map(|goal| &goal.standard).collect();
        assert!(draft.playlist.iter().all(|item| goals.contains(&&item.serves)), "{marks:?}");
        let of = |wanted| draft.playlist.iter().filter(move |item| item.commitment == wanted);
        assert_eq!(of(Commitment::May).count(), 2);
        assert!(of(Commitment::Must).count() >= 2);
    }
    let draft = drafted(&class(&[("5.A", LOW), ("4.A", LOW), ("4.B", HIGH)]));
    let must: Vec<_> = draft.playlist.iter().map(|item| item.title.key).collect();
    assert_eq!(must[..3], ["plans.item_before", "plans.item_practice", "plans.item_ticket"]);
}

#[test]
fn who_is_ready_for_more_gets_the_next_level_and_what_it_leads_to() {
    let draft = drafted(&class(&[("5.A", &[3.0, 3.0, 3.0, 3.0]), ("5.B", HIGH)]));
    let goal = &draft.goals[0];
    assert_eq!((goal.standard.as_str(), goal.from, goal.to), ("5.A", Some(3.0), Some(4.0)));
    assert!(
        draft.playlist.iter().any(|item| item.practises.as_str() == "6.A" && item.serves.as_str() == "5.A")
    );
}

#[test]
fn a_goal_raises_something_or_names_no_level() {
    // One 4 in a class of ones is mastered all the same: what comes next is not the level that is there.
    let goal = drafted(&class(&[("5.A", &[4.0]), ("5.B", &[4.0])])).goals.remove(0);
    assert_eq!((goal.kind, goal.from, goal.to), (GoalKind::Extension, Some(4.0), None));
    // At mastery by one mark: it is made secure on the way to the next level.
    let goal = drafted(&class(&[("5.A", &[3.0]), ("5.B", &[4.0])])).goals.remove(0);
    assert_eq!((goal.kind, goal.from, goal.to), (GoalKind::Secure, Some(3.0), Some(4.0)));
    // Near misses: under the level that counts as mastered, and with nothing known, that level is the goal.
    for (marks, from) in [(&[("5.A", LOW)] as &[(&str, &[f64])], Some(1.0)), (&[], None)] {
        let goal = drafted(&class(marks)).goals.remove(0);
        assert_eq!((goal.from, goal.to), (from, Some(3.0)), "{marks:?}");
    }
}

#[test]
fn a_choice_is_tied_to_an_interest_where_one_is_known() {
    let mut class = class(&[("5.A", LOW)]);
    let key = |class: &Class| {
        drafted(class).playlist.iter().find(|item| item.commitment == Commitment::May).unwrap().title.key
    };
    assert_eq!(key(&class), "plans.item_own_problem_other");
    class.set("student", "s", "interests", &crate::domain::record::Value::Text(" football, maps".into()));
    assert_eq!(key(&class), "plans.item_interest");
}

#[test]
fn a_plan_lasts_to_the_end_of_the_unit_else_four_weeks_but_not_beyond_school() {
    let text = |text: &str| crate::domain::record::Value::Text(text.into());
    let mut class = class(&[]);
    assert_eq!(drafted(&class).ends, UNIT_ENDS);
    class.set("unit", "u", "ends", &text("2026-11-24"));
    assert_eq!(drafted(&class).ends, Date::constant(2026, 12, 18), "a unit about to end leaves no time");
    class.set("class", "class", "ends", &text("2026-12-04"));
    assert_eq!(drafted(&class).ends, Date::constant(2026, 12, 4));
}

#[test]
fn without_a_unit_priorities_come_first_then_what_was_marked_then_the_grade() {
    let value = crate::domain::record::Value::Bool(true);
    let mut class = class(&[("5.C", LOW)]);
    class.set("unit", "u", "retracted", &value);
    let draft = drafted(&class);
    assert_eq!((goal_codes(&draft), draft.source.clone()), (vec![("5.C", GoalKind::Next)], Source::Evidence));
    class.set("priority", "math/5.B", "priority", &value);
    let draft = drafted(&class);
    assert_eq!(
        (goal_codes(&draft), draft.source.clone()),
        (vec![("5.B", GoalKind::QuickCheck)], Source::Priorities)
    );
    let empty = drafted(&self::class(&[]));
    assert_eq!(empty.goals[0].kind, GoalKind::QuickCheck);
}

#[test]
fn a_path_ends_with_the_goal() {
    use Role::{CheckFirst, Goal, Ground, SupportNow};
    type Case<'a> = (&'a [(&'a str, &'a [f64])], &'a [(&'a str, Role)]);
    let cases: &[Case] = &[
        (
            &[("5.A", LOW), ("4.A", LOW), ("4.B", HIGH)],
            &[("4.B", Ground), ("4.A", SupportNow), ("5.A", Goal)],
        ),
        (&[("5.A", LOW), ("4.B", HIGH)], &[("4.B", Ground), ("4.A", CheckFirst), ("5.A", Goal)]),
        (&[("5.A", HIGH), ("4.A", LOW)], &[("5.A", Goal)]),
        (&[], &[("5.A", Goal)]),
    ];
    let catalog = catalog();
    for (marks, expect) in cases {
        let class = class(marks);
        let mut standings = Standings::new(&class, &catalog, &"math".into());
        let path = path(&mut standings, &"s".into(), &"5.A".into());
        let path: Vec<_> = path.iter().map(|step| (step.standard.as_str(), step.role)).collect();
        assert_eq!(path, *expect, "{marks:?}");
    }
}

/// 4.A is not there yet and for somebody else: neither a draft nor a path calls on it.
#[test]
fn no_need_follows_from_what_is_for_others() {
    use crate::domain::record::Value;
    let mut class = class(&[("5.A", MIDDLE), ("4.A", LOW), ("4.B", HIGH)]);
    let before = |class: &Class| -> Vec<String> {
        drafted(class).goals[0].before.iter().map(|before| before.standard.to_string()).collect()
    };
    let on_path = |class: &Class| {
        let catalog = catalog();
        let steps = path(&mut Standings::new(class, &catalog, &"math".into()), &"s".into(), &"5.A".into());
        steps.iter().any(|step| step.role == Role::SupportNow)
    };
    assert_eq!((before(&class), on_path(&class)), (vec!["4.A".to_owned()], true));
    class.set("standard_for", "4.A/other", "included", &Value::Bool(true));
    assert!(!before(&class).contains(&"4.A".to_owned()) && !on_path(&class));
}

#[test]
fn the_major_work_of_a_grade_is_not_what_another_subject_teaches() {
    use crate::domain::record::Value;
    let mut class = class(&[]);
    class.set("unit", "u", "subject", &Value::Text("other".into()));
    let goals = |class: &Class| -> Vec<String> {
        drafted(class).goals.iter().map(|goal| goal.standard.to_string()).collect()
    };
    assert_eq!(goals(&class), ["5.A"], "no such subject");
    class.set("subject", "other", "name", &Value::Text("Reading".into()));
    assert_eq!(goals(&class), ["5.C"]);
}

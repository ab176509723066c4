//! Checks that come in whole: what becomes of their marks, and what is refused.

use super::*;
use crate::domain::mastery::StandardMastery;
use crate::domain::record::Value;

const TODAY: Date = Date::constant(2026, 11, 19);

fn class() -> Class {
    let mut class = Class::default();
    class.set("subject", "m", "name", &Value::Text("Math".into()));
    class.set("student", "s1", "given", &Value::Text("Ana".into()));
    class
}

fn item(title: &str, points: Option<f64>, standards: &[&str]) -> NewItem {
    let standards = standards.iter().map(|id| StandardId::from(*id)).collect();
    NewItem { title: title.into(), points, standards }
}

fn mark(student: MarkOf, item: usize, score: f64, of: Option<f64>) -> NewMark {
    let state = EvidenceState::Scored;
    NewMark { student, item, score: Some(score), of, state, done_on: None, attempt: 1 }
}

fn ana() -> MarkOf {
    MarkOf::Known("s1".into())
}

fn quiz(items: Vec<NewItem>, marks: Vec<NewMark>) -> RecordCheck {
    RecordCheck { items, marks, ..RecordCheck::of("m".into(), CheckKind::Quiz, "Quiz 1", TODAY) }
}

fn run(command: &RecordCheck) -> Result<Class, &'static str> {
    let mut class = class();
    let mut context = Context { today: TODAY, mint: Mint::new("t") };
    let changes = command.changes(&class, &mut context).map_err(|rejected| rejected.0.key)?;
    class.apply(&changes.0);
    Ok(class)
}

/// "student standard attempt score/of" of every piece of evidence.
fn evidence(class: &Class) -> Vec<String> {
    let text = |n: Option<f64>| n.map_or("-".to_owned(), |n| n.to_string());
    let all = class.evidence.iter();
    all.map(|(key, e)| {
        let state = e.state.tag();
        format!("{} {} {} {}/{} {state}", key.0, key.1, key.3, text(e.score), text(e.of))
    })
    .collect()
}

#[test]
fn items_of_one_standard_add_up_and_an_item_may_show_two() {
    let items = vec![item("1", Some(1.0), &["A", "B"]), item("2", Some(2.0), &["A", "A"])];
    let mut excused = mark(ana(), 1, 0.0, None);
    (excused.score, excused.state) = (None, EvidenceState::Excused);
    let all = run(&quiz(items.clone(), vec![mark(ana(), 0, 1.0, None), mark(ana(), 1, 1.0, None)]));
    assert_eq!(evidence(&all.unwrap()), ["s1 A 1 2/3 scored", "s1 B 1 1/1 scored"]);
    let some = run(&quiz(items.clone(), vec![mark(ana(), 0, 1.0, None), excused.clone()]));
    assert_eq!(evidence(&some.unwrap()), ["s1 A 1 1/1 scored", "s1 B 1 1/1 scored"]);
    let none = run(&quiz(items, vec![excused]));
    assert_eq!(evidence(&none.unwrap()), ["s1 A 1 -/- excused"]);
}

#[test]
fn a_level_stays_a_level_and_beside_points_counts_as_one() {
    let levels = vec![item("1", None, &["A"]), item("2", None, &["A"]), item("3", Some(4.0), &["A"])];
    let one = run(&quiz(levels.clone(), vec![mark(ana(), 0, 2.0, None), mark(ana(), 1, 3.0, None)]));
    assert_eq!(evidence(&one.unwrap()), ["s1 A 1 2.5/- scored"]);
    let mixed = run(&quiz(levels, vec![mark(ana(), 0, 2.0, None), mark(ana(), 2, 4.0, None)]));
    assert_eq!(evidence(&mixed.unwrap()), ["s1 A 1 4.55/5 scored"]);
}

#[test]
fn new_students_come_with_their_marks_and_days_make_checks() {
    let mut early = mark(MarkOf::New(0), 0, 1.0, Some(1.0));
    early.done_on = Some(Date::constant(2026, 11, 3));
    let mut command =
        quiz(vec![item("1", None, &["A"])], vec![early, mark(MarkOf::New(0), 0, 0.0, Some(1.0))]);
    command.new_students.push(NewStudent { given: "Ben".into(), ..NewStudent::default() });
    let class = run(&command).unwrap();
    assert_eq!((class.students.len(), class.checks.len(), class.evidence.len()), (2, 2, 2));
    let mastery = StandardMastery::of(&class, &"m".into(), &"A".into());
    let ben = class.students.iter().find(|(_, s)| s.given == "Ben").map(|(id, _)| id.clone()).unwrap();
    let shares: Vec<f64> = mastery.evidence(&ben).iter().map(|piece| piece.share).collect();
    assert_eq!(shares, [1.0, 0.0], "the earlier day comes first");
}

#[test]
fn rejected_as_a_whole_with_the_reason() {
    let items = || vec![item("1", None, &["A"])];
    let good = || vec![mark(ana(), 0, 3.0, None)];
    let mut tomorrow = quiz(items(), good());
    tomorrow.done_on = Date::constant(2026, 11, 20);
    let mut late_mark = quiz(items(), good());
    late_mark.marks[0].done_on = Some(Date::constant(2027, 1, 1));
    for (command, key) in [
        (tomorrow, "mastery.later_than_today"),
        (late_mark, "mastery.later_than_today"),
        (quiz(items(), vec![]), "mastery.no_marks"),
        (quiz(vec![item("1", None, &[])], good()), "mastery.item_needs_a_standard"),
        (quiz(items(), vec![mark(ana(), 0, 12.0, None)]), "mastery.needs_points"),
        (quiz(items(), vec![mark(ana(), 0, -1.0, Some(4.0))]), "mastery.not_a_score"),
        (quiz(items(), vec![mark(ana(), 0, 1.0, Some(0.0))]), "mastery.not_points"),
        (quiz(items(), vec![mark(ana(), 7, 1.0, None)]), "mastery.no_marks"),
        (quiz(items(), vec![mark(MarkOf::New(0), 0, 1.0, None)]), "roster.unknown_student"),
    ] {
        assert_eq!(run(&command).err(), Some(key));
    }
    assert!(run(&quiz(items(), good())).is_ok());
}

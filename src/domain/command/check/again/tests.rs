//! One test a row of the table: sure, asked, another ticket; and what a second import does.

use super::super::{NewItem, NewMark};
use super::*;
use crate::domain::Sentence;
use crate::domain::command::{Command, Context, NewStudent, TakeBackEvidence};
use crate::domain::id::Mint;
use crate::domain::mastery::{CheckKind, StandardMastery};
use crate::domain::record::Value;

const MONDAY: Date = Date::constant(2026, 11, 2);
const FRIDAY: Date = Date::constant(2026, 11, 6);
const LATER: Date = Date::constant(2026, 11, 19);

fn class() -> Class {
    let mut class = Class::default();
    for student in ["s1", "s2", "s3", "s4", "s5"] {
        class.set("student", student, "given", &Value::Text(student.into()));
    }
    class
}

/// A column a title, with the scores of s1 to s5 out of 4; a negative one is no mark.
fn ticket(day: Date, columns: &[(&str, &str, &[f64])]) -> RecordCheck {
    let mut items = Vec::new();
    let mut marks = Vec::new();
    for (item, (title, standard, scores)) in columns.iter().enumerate() {
        items.push(NewItem {
            title: (*title).into(),
            points: Some(4.0),
            standards: vec![(*standard).into()],
        });
        for (n, score) in (1..).zip(*scores).filter(|(_, score)| **score >= 0.0) {
            marks.push(NewMark {
                student: MarkOf::Known(format!("s{n}").as_str().into()),
                item,
                score: Some(*score),
                of: Some(4.0),
                state: EvidenceState::Scored,
                done_on: None,
                attempt: 1,
            });
        }
    }
    RecordCheck { items, marks, ..RecordCheck::of("m".into(), CheckKind::ExitTicket, "", day) }
}

/// Brings it in; asked ones are answered with `asked`.
fn bring(class: &mut Class, mut check: RecordCheck, asked: bool) -> (Vec<Meeting>, usize) {
    let meetings = check.meetings(class);
    check.settle(&meetings, |at| (!meetings[at].is_sure).then_some(asked));
    let n = class.checks.len();
    let mut context = Context { today: LATER, mint: Mint::new(format!("t{n}")) };
    let changes = check.changes(class, &mut context).unwrap();
    let written = changes.0.iter().filter(|change| change.kind == "evidence").count();
    class.apply(&changes.0);
    (meetings, written)
}

fn said(class: &Class, check: &RecordCheck) -> Vec<&'static str> {
    check.meetings(class).iter().map(|meeting| if meeting.is_sure { "sure" } else { "asked" }).collect()
}

const MIXED: &[f64] = &[3.0, 2.0, 4.0, 1.0, 3.0];
const ONE_OTHER: &[f64] = &[3.0, 2.0, 4.0, 1.0, 4.0];
const THREE_OTHER: &[f64] = &[4.0, 1.0, 1.0, 1.0, 3.0];
const ALL_FOUR: &[f64] = &[4.0, 4.0, 4.0, 4.0, 4.0];

#[test]
fn the_table_of_titles_days_and_marks() {
    type Case = (&'static str, &'static str, Date, &'static [f64], &'static [&'static str]);
    let cases: &[Case] = &[
        ("5.NF.A.1 Exit Ticket (101)", "5.NF.A.1 Exit Ticket (101)", LATER, THREE_OTHER, &["sure"]),
        ("5.NF.A.1 Exit Ticket (101)", "5.NF.A.1 Exit Ticket (102)", LATER, MIXED, &[]),
        ("5.NF.A.1 Exit Ticket (101)", "5.NF.A.1 Exit Ticket (102)", MONDAY, ONE_OTHER, &["asked"]),
        ("Fractions quiz", "fractions  Quiz", MONDAY, ONE_OTHER, &["sure"]),
        ("Fractions quiz", "Fractions quiz", MONDAY, THREE_OTHER, &["asked"]),
        ("Fractions quiz", "Fractions quiz", LATER, MIXED, &["sure"]),
        ("Fractions quiz", "Fractions quiz", LATER, ONE_OTHER, &["asked"]),
        ("Fractions quiz", "Fractions quiz", LATER, THREE_OTHER, &[]),
        ("5.NF.A.1", "5.NF.A.1", MONDAY, MIXED, &["sure"]),
        ("5.NF.A.1", "5.NF.A.1", MONDAY, ONE_OTHER, &["sure"]),
        ("5.NF.A.1", "5.NF.A.1", MONDAY, THREE_OTHER, &["asked"]),
        ("5.NF.A.1", "5.NF.A.1", FRIDAY, MIXED, &["sure"]),
        ("5.NF.A.1", "5.NF.A.1", FRIDAY, ONE_OTHER, &["asked"]),
        ("5.NF.A.1", "5.NF.A.1", FRIDAY, THREE_OTHER, &[]),
        ("5.NF.A.1", "5.NF.A.1", LATER, MIXED, &[]),
        ("5.NF.A.1", "Score", MONDAY, MIXED, &["sure"]),
        ("5.NF.A.1", "Score", MONDAY, ONE_OTHER, &["asked"]),
        ("5.NF.A.1", "Score", FRIDAY, MIXED, &["asked"]),
        ("5.NF.A.1", "Score", FRIDAY, ONE_OTHER, &[]),
    ];
    for (first, second, day, scores, expected) in cases {
        let mut class = class();
        bring(&mut class, ticket(MONDAY, &[(first, "A", MIXED)]), false);
        let again = ticket(*day, &[(second, "A", scores)]);
        assert_eq!(said(&class, &again), *expected, "{first} / {second} on {day}, {scores:?}");
    }
    let mut class = class();
    bring(&mut class, ticket(MONDAY, &[("5.NF.A.1", "A", ALL_FOUR)]), false);
    assert_eq!(
        said(&class, &ticket(FRIDAY, &[("5.NF.A.1", "A", ALL_FOUR)])),
        ["asked"],
        "all at the top twice"
    );
}

#[test]
fn a_file_that_says_its_days_meets_no_other_day() {
    let mut class = class();
    bring(&mut class, ticket(MONDAY, &[("Fractions quiz", "A", MIXED)]), false);
    let mut dated = ticket(LATER, &[("Fractions quiz", "A", MIXED)]);
    dated.marks.iter_mut().for_each(|mark| mark.done_on = Some(FRIDAY));
    assert!(dated.meetings(&class).is_empty());
    dated.marks.iter_mut().for_each(|mark| mark.done_on = Some(MONDAY));
    assert_eq!(said(&class, &dated), ["sure"]);
}

#[test]
fn other_students_standards_and_subjects_are_another_ticket() {
    let mut class = class();
    bring(&mut class, ticket(MONDAY, &[("Quiz (101)", "A", &[3.0, 2.0])]), false);
    assert!(ticket(MONDAY, &[("Quiz (101)", "A", &[-1.0, -1.0, 3.0, 2.0])]).meetings(&class).is_empty());
    assert!(ticket(MONDAY, &[("Quiz (101)", "B", &[3.0, 2.0])]).meetings(&class).is_empty());
    let mut reading = ticket(MONDAY, &[("Quiz (101)", "A", &[3.0, 2.0])]);
    reading.subject = "ela".into();
    assert!(reading.meetings(&class).is_empty());
}

#[test]
fn one_more_column_a_week_later_brings_its_own_marks_alone() {
    let mut class = class();
    let first: (&str, &str, &[f64]) = ("A Exit Ticket (101)", "A", &[3.0, 2.0, 4.0]);
    bring(&mut class, ticket(MONDAY, &[first]), false);
    let (meetings, written) =
        bring(&mut class, ticket(LATER, &[first, ("B Exit Ticket (102)", "B", &[4.0, 1.0, 3.0])]), false);
    let [meeting] = meetings.as_slice() else { panic!("{meetings:?}") };
    assert!(meeting.is_sure && meeting.is_all_as_before() && meeting.vanished.is_empty());
    assert_eq!((meeting.as_before, written), (3, 6), "three marks of two fields");
    assert_eq!((class.checks.len(), class.evidence.len()), (2, 6));
}

#[test]
fn undo_speaks_of_the_marks_that_came_in_and_of_the_day_where_there_is_no_title() {
    let mut class = class();
    let first: (&str, &str, &[f64]) = ("A Exit Ticket (101)", "A", &[3.0, 2.0, 4.0]);
    let said = |n: usize| Sentence::new("undo.record_check_of_day").with("n", n);
    assert_eq!(ticket(MONDAY, &[first]).label(&class), said(3).with("on", MONDAY));
    bring(&mut class, ticket(MONDAY, &[first]), false);
    let mut again = ticket(LATER, &[first, ("B Exit Ticket (102)", "B", &[4.0, 1.0])]);
    let meetings = again.meetings(&class);
    again.settle(&meetings, |_| None);
    assert_eq!(again.label(&class), said(2).with("on", LATER));
    again.title = " Fractions ".into();
    let titled = Sentence::new("undo.record_check").with("n", 2_usize).with("title", "Fractions");
    assert_eq!(again.label(&class), titled);
}

#[test]
fn a_changed_mark_changes_one_that_is_missing_stays_and_one_taken_back_stays_so() {
    let mut class = class();
    bring(&mut class, ticket(MONDAY, &[("A Exit Ticket (101)", "A", &[3.0, 2.0, 4.0, 1.0])]), false);
    let check = class.checks.iter().next().map(|(id, _)| id.clone()).unwrap();
    let back = TakeBackEvidence { student: "s4".into(), standard: "A".into(), check, attempt: 1 };
    let mut context = Context { today: LATER, mint: Mint::new("b") };
    let changes = back.changes(&class, &mut context).unwrap();
    class.apply(&changes.0);
    let scores: &[f64] = &[3.0, 4.0, -1.0, 1.0, 2.0];
    let (meetings, _) = bring(&mut class, ticket(LATER, &[("A Exit Ticket (101)", "A", scores)]), false);
    let meeting = &meetings[0];
    let changed: Vec<&str> = meeting.changed.iter().map(|changed| changed.cell.0.as_str()).collect();
    assert_eq!((meeting.added, changed, meeting.as_before, meeting.taken_back), (1, vec!["s2"], 1, 1));
    assert_eq!(meeting.vanished, ["s3".into()]);
    let scores: Vec<(String, f64)> =
        class.evidence.iter().map(|(key, mark)| (key.0.0.clone(), mark.score.unwrap())).collect();
    let expected = [("s1", 3.0), ("s2", 4.0), ("s3", 4.0), ("s5", 2.0)];
    assert_eq!(scores, expected.map(|(student, score)| (student.to_owned(), score)));
    assert_eq!(class.checks.len(), 1);
}

#[test]
fn an_answer_takes_the_marks_into_the_check_or_counts_both_and_is_not_asked_again() {
    for (answer, checks, marks) in [(true, 1, 5), (false, 2, 10)] {
        let mut class = class();
        bring(&mut class, ticket(MONDAY, &[("5.NF.A.1", "A", MIXED)]), false);
        let (meetings, _) = bring(&mut class, ticket(MONDAY, &[("Score", "A", THREE_OTHER)]), answer);
        assert!(!meetings[0].is_sure);
        assert_eq!((class.checks.len(), class.evidence.len()), (checks, marks));
        assert!(crate::domain::mastery::same_ticket::doubles(&class).is_empty(), "{answer}");
        let mastery = StandardMastery::of(&class, &"m".into(), &"A".into());
        assert_eq!(mastery.evidence(&"s1".into()).len(), checks);
    }
}

#[test]
fn a_standard_with_half_of_its_items_is_left_as_it_is() {
    let mut class = class();
    let one: (&str, &str, &[f64]) = ("Item one (101)", "A", MIXED);
    let two: (&str, &str, &[f64]) = ("Item two (102)", "A", MIXED);
    bring(&mut class, ticket(MONDAY, &[one, two]), false);
    let (meetings, written) = bring(&mut class, ticket(LATER, &[one]), false);
    assert_eq!((written, class.evidence.len(), class.checks.len()), (0, 5, 1));
    assert_eq!(meetings[0].without, ["item two (102)"]);
    let score = class.evidence.iter().next().and_then(|(_, mark)| mark.of);
    assert_eq!(score, Some(8.0), "both items, added up");
}

#[test]
fn a_new_student_comes_into_the_check_that_is_here() {
    let mut class = class();
    bring(&mut class, ticket(MONDAY, &[("A Exit Ticket (101)", "A", &[3.0, 2.0])]), false);
    let mut again = ticket(LATER, &[("A Exit Ticket (101)", "A", &[3.0, 2.0, 4.0])]);
    again.marks[2].student = MarkOf::New(0);
    again.new_students.push(NewStudent { given: "New".into(), ..NewStudent::default() });
    let (meetings, _) = bring(&mut class, again, false);
    assert_eq!((meetings[0].added, meetings[0].as_before), (1, 2));
    assert_eq!((class.checks.len(), class.evidence.len(), class.students.len()), (1, 3, 6));
}

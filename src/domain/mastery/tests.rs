//! Standings and needs on small classes.

use super::*;
use crate::domain::Class;
use crate::domain::Date;
use crate::domain::id::{StandardId, StudentId, SubjectId};
use crate::domain::record::Changes;
use crate::domain::roster::Student;

/// A class whose students have these marks on one standard, one check a day.
fn class(marks: &[&[(f64, Option<f64>)]]) -> Class {
    let mut changes = Changes::default();
    let standard = StandardId::from("5.NF.A.1");
    for (i, marks) in marks.iter().enumerate() {
        let student = StudentId(format!("s{i}"));
        changes.set(&student, Student::GIVEN, format!("S{i}"));
        for (day, (score, of)) in (1..).zip(*marks) {
            let check = crate::domain::id::CheckId(format!("c{day}"));
            changes.set(&check, Check::DONE_ON, Date::constant(2026, 10, day));
            let key = (student.clone(), standard.clone(), check, 1);
            changes.set(&key, Evidence::SCORE, *score).set_some(&key, Evidence::OF, *of);
        }
    }
    let mut class = Class::default();
    class.apply(&changes.0);
    class
}

fn standing(class: &Class, student: &str) -> Standing {
    StandardMastery::of(class, &SubjectId::default(), &"5.NF.A.1".into()).standing(class, &student.into())
}

#[test]
fn no_evidence_is_no_level_and_no_need() {
    let class = class(&[&[], &[(1.0, None)]]);
    let nobody = standing(&class, "s0");
    assert_eq!((nobody.level, nobody.n(), Need::of(&nobody)), (None, 0, Need::Unknown));
    let one = standing(&class, "s1");
    assert!(one.tentative() && one.level == Some(1) && Need::of(&one).amount() > 0.5);
}

#[test]
fn evidence_counts_by_the_day_of_the_work() {
    let mut class = class(&[&[(4.0, None), (1.0, None)]]);
    assert_eq!(standing(&class, "s0").score, Some(2.05));
    class.set("check", "c1", "done_on", &crate::domain::record::Value::Text("2026-11-01".into()));
    assert_eq!(standing(&class, "s0").score, Some(2.95));
}

#[test]
fn absent_excused_and_own_view_are_not_scores() {
    let mut class = class(&[&[(3.0, None), (1.0, None), (1.0, None)]]);
    let text = |tag: &str| crate::domain::record::Value::Text(tag.into());
    class.set("evidence", "s0/5.NF.A.1/c2/1", "state", &text("absent"));
    class.set("check", "c3", "kind", &text("self_assessment"));
    let standing = standing(&class, "s0");
    assert_eq!((standing.n(), standing.score), (1, Some(3.0)));
}

#[test]
fn a_level_set_by_the_teacher_stands_on_top_and_erases_nothing() {
    let mut class = class(&[&[(1.0, None), (2.0, None)]]);
    class.set("judgement", "s0/5.NF.A.1", "level", &crate::domain::record::Value::Int(3));
    let standing = standing(&class, "s0");
    assert!(standing.set_by_teacher && standing.level == Some(3) && standing.n() == 2);
    assert_eq!(Need::of(&standing), Need::Met);
}

#[test]
fn points_become_levels_and_many_right_ones_mastery() {
    let class = class(&[
        &[(5.0, Some(5.0)), (4.0, Some(5.0)), (5.0, Some(5.0))],
        &[(1.0, Some(5.0)), (2.0, Some(6.0))],
    ]);
    assert_eq!(Need::of(&standing(&class, "s0")), Need::Met);
    assert!(Need::of(&standing(&class, "s1")).amount() > 0.7);
    assert!(standing(&class, "s0").chance > 0.6 && standing(&class, "s1").chance < 0.2);
}

fn text(text: &str) -> crate::domain::record::Value {
    crate::domain::record::Value::Text(text.into())
}

#[test]
fn marks_from_before_school_and_fall_diagnostics_step_back_for_a_check_in_class() {
    let mut class = class(&[&[(4.0, None), (4.0, None), (2.0, None)]]);
    class.set("class", "class", "starts", &text("2026-10-02"));
    assert_eq!(standing(&class, "s0").n(), 2, "the mark of 1 October is from before school");
    class.set("check", "c2", "kind", &text("diagnostic"));
    let checked = standing(&class, "s0");
    assert_eq!((checked.n(), checked.score, checked.provisional), (1, Some(2.0), false));
    // Without a check in class they are all there is: they count, and are called tentative.
    class.set("check", "c3", "kind", &text("diagnostic"));
    let unchecked = standing(&class, "s0");
    assert_eq!((unchecked.n(), unchecked.provisional, unchecked.tentative()), (3, true, true));
    // In spring a diagnostic is a check like any other.
    class.set("class", "class", "starts", &text("2026-06-01"));
    assert!(!standing(&class, "s0").provisional);
}

#[test]
fn own_views_count_only_where_that_is_chosen() {
    let mut class = class(&[&[(2.0, None), (4.0, None)]]);
    class.set("check", "c2", "kind", &text("self_assessment"));
    let n = |class: &Class| standing(class, "s0").n();
    assert_eq!(n(&class), 1);
    let subject = SubjectId::default();
    class.set("subject", subject.as_str(), "own_view", &crate::domain::record::Value::Bool(true));
    assert_eq!(n(&class), 2);
}

#[test]
fn two_marks_that_agree_make_it_sure_and_one_never_says_the_opposite() {
    for (marks, verdict, sure) in [
        (&[][..], Verdict::NoEvidence, Sure::OneMoreCheck),
        (&[(3.0, Some(4.0))], Verdict::Mastered, Sure::OneMoreCheck),
        (&[(5.0, Some(5.0))], Verdict::Beyond, Sure::Fairly),
        (&[(4.0, Some(5.0)), (5.0, Some(5.0))], Verdict::Mastered, Sure::Sure),
        (&[(1.0, None), (2.0, None)], Verdict::NotYet, Sure::Sure),
        (&[(2.0, None), (3.0, None)], Verdict::NotYet, Sure::OneMoreCheck),
        (&[(26.0, Some(26.0))], Verdict::Beyond, Sure::Fairly),
    ] {
        let found = standing(&class(&[marks]), "s0");
        assert_eq!((found.verdict, found.sure), (verdict, sure), "{marks:?}");
    }
    // Where a subject wants three in a row, two are not enough; where it wants one, one is.
    let mut class = class(&[&[(3.0, None), (3.0, None)]]);
    let subject = SubjectId::default();
    for (wanted, is_sure) in [(3, false), (2, true), (1, true)] {
        class.set("subject", subject.as_str(), "sure_pieces", &crate::domain::record::Value::Int(wanted));
        assert_eq!(standing(&class, "s0").sure == Sure::Sure, is_sure, "{wanted}");
    }
}

#[test]
fn help_shows_no_mastery_by_itself() {
    let mut class = class(&[&[(3.0, None), (3.0, None)]]);
    class.set("evidence", "s0/5.NF.A.1/c2/1", "helped", &crate::domain::record::Value::Bool(true));
    assert_ne!(standing(&class, "s0").sure, Sure::Sure);
    // Near miss: what is not there with help is not there.
    class.set("evidence", "s0/5.NF.A.1/c1/1", "score", &crate::domain::record::Value::Int(1));
    class.set("evidence", "s0/5.NF.A.1/c2/1", "score", &crate::domain::record::Value::Int(2));
    assert_eq!(standing(&class, "s0").sure, Sure::Sure);
}

#[test]
fn the_next_step_follows_from_the_standing_and_from_what_leads_there() {
    let next = |marks: &[f64], before: &[f64]| {
        let mut class = class(&[&marks.iter().map(|mark| (*mark, None)).collect::<Vec<_>>()]);
        for (day, mark) in (20..).zip(before) {
            let check = format!("p{day}");
            class.set("check", &check, "done_on", &text("2026-09-01"));
            class.set(
                "evidence",
                &format!("s0/4.NF.A.1/{check}/1"),
                "score",
                &crate::domain::record::Value::Number(*mark),
            );
        }
        let catalog = crate::domain::standards::tests::math();
        Standings::new(&class, &catalog, &SubjectId::default()).next(&"s0".into(), &"5.NF.A.1".into())
    };
    for (marks, before, step) in [
        (&[][..], &[][..], NextStep::QuickCheck),
        (&[1.0], &[], NextStep::FromWhatLeadsToIt),
        (&[1.0], &[3.0], NextStep::CloseTheGap),
        (&[2.0], &[], NextStep::CloseTheGap),
        (&[2.0], &[1.0], NextStep::FromWhatLeadsToIt),
        (&[3.0], &[1.0], NextStep::MakeItSecure),
        (&[3.0, 3.0], &[], NextStep::GoFurther),
        (&[4.0], &[], NextStep::GoFurther),
    ] {
        assert_eq!(next(marks, before).step, step, "{marks:?} {before:?}");
    }
    let start = next(&[1.0], &[1.0]);
    assert_eq!((start.from.as_ref().map(StandardId::as_str), start.from_sure), (Some("4.NF.A.1"), false));
    assert!(next(&[1.0], &[1.0, 1.0]).from_sure, "two marks say it");
}

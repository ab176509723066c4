//! Each check fails on a contradiction that was made up, and holds its peace beside it.

use super::checks::*;
use crate::domain::mastery::{NextStep, Verdict};
use crate::view::said::{CountRow, Said, SaidRow};

fn said(page: &'static str, text: &str) -> Said {
    Said { page, text: text.to_owned() }
}

fn row(verdict: Verdict, next: NextStep, all: Vec<Said>) -> SaidRow {
    let level = match verdict {
        Verdict::NoEvidence => None,
        Verdict::NotYet => Some(2),
        Verdict::Mastered => Some(3),
        Verdict::Beyond => Some(4),
    };
    SaidRow {
        student: "s".into(),
        name: "Ana".into(),
        standard: "5.NF.A.1".into(),
        subject: "m".into(),
        level,
        score: level.map(f64::from),
        verdict: verdict.tag(),
        sure: "sure",
        pieces: 2,
        next_step: next.tag(),
        said: all,
        counts: true,
    }
}

const MASTERED: (Verdict, NextStep) = (Verdict::Mastered, NextStep::GoFurther);
const NOT_YET: (Verdict, NextStep) = (Verdict::NotYet, NextStep::CloseTheGap);
const NOTHING: (Verdict, NextStep) = (Verdict::NoEvidence, NextStep::QuickCheck);

#[test]
fn words_that_fit_one_verdict_contradict_the_others() {
    let not_yet = [
        ("panel", "Not mastered yet, sure"),
        ("panel", "Next: close the gap."),
        ("panel", "Next: start from equivalent fractions."),
        ("student", "Not mastered yet, by one mark"),
        ("whole_class", "Not there yet: level 2"),
        ("groups", "Oak: Go further (needs 5.NF.A.1)"),
        ("groups", "Oak: Go further (own step: close the gap)"),
        ("groups", "Oak: Close the gap (Not there yet, and near.)"),
        ("groups", "Oak: Start from what leads to it (from 5.NF.A.1 first)"),
        ("groups", "Need not covered: Ana (5.NF.A.1)"),
        ("plans", "5.NF.A.1, support now: level 2"),
        ("plans", "Practice with a model: Unlike denominators. Serves 5.NF.A.2"),
        ("growth", "proficient, then nearing"),
        ("report", "level 2, not there yet"),
    ];
    let mastered = [
        ("panel", "Mastered, sure"),
        ("panel", "Next: go further."),
        ("student", "Mastered and beyond, set by you"),
        ("whole_class", "Mastered: level 3"),
        ("groups", "Oak: Close the gap (own step: make it secure)"),
        ("groups", "Oak: Close the gap (mastered here; quick check on the rest)"),
        ("groups", "Ready for more: Ana"),
        ("plans", "Reached: Mastered, sure."),
        ("growth", "nearing, then proficient"),
        ("report", "level 3, mastered"),
    ];
    let nothing = [
        ("panel", "No evidence yet"),
        ("mastery", "Ana, 5.NF.A.1: no evidence yet"),
        ("whole_class", "No mark yet: no evidence yet"),
        ("groups", "Oak: Close the gap (nothing entered yet: quick check first)"),
        ("plans", "5.NF.A.1, quick check first: no evidence yet"),
        ("equity", "5.NF.A.1: 2 without"),
        ("today", "Ana has no mark in Fractions"),
    ];
    for (own, words) in [(NOT_YET, &not_yet[..]), (MASTERED, &mastered[..]), (NOTHING, &nothing[..])] {
        for (page, text) in words {
            for other in [NOT_YET, MASTERED, NOTHING] {
                let found = of_row(&row(other.0, other.1, vec![said(page, text)]));
                assert_eq!(found.is_empty(), other == own, "{text} beside {other:?}: {found:?}");
            }
        }
    }
}

#[test]
fn what_says_nothing_of_the_standard_is_no_contradiction() {
    for (page, text) in [
        ("groups", "Oak: Close the gap (needs 5.NF.A.2)"),
        ("plans", "Level 2 to 3 by 4 December."),
        ("plans", "5.NF.A.1: level 3"),
        ("panel", "2 marks in a row or more agree."),
        ("small_groups", "Elm: Today: 5.NF.A.1"),
    ] {
        assert_eq!(
            of_row(&row(MASTERED.0, MASTERED.1, vec![said(page, text)])),
            Vec::<String>::new(),
            "{text}"
        );
    }
}

#[test]
fn a_step_a_level_or_a_chance_that_says_the_opposite() {
    assert_eq!(of_row(&row(Verdict::Mastered, NextStep::CloseTheGap, Vec::new())).len(), 1);
    assert_eq!(of_row(&row(Verdict::NotYet, NextStep::QuickCheck, Vec::new())).len(), 1);
    for (page, text) in
        [("mastery", "Ana, 5.NF.A.1: level 2, tentative"), ("panel", "Chance of mastery 34%.")]
    {
        assert_eq!(of_row(&row(MASTERED.0, MASTERED.1, vec![said(page, text)])).len(), 1, "{text}");
        assert!(of_row(&row(NOT_YET.0, NOT_YET.1, vec![said(page, text)])).is_empty(), "{text}");
    }
    assert_eq!(of_row(&row(NOT_YET.0, NOT_YET.1, vec![said("panel", "Chance of mastery 80%.")])).len(), 1);
}

#[test]
fn a_need_on_what_is_for_others() {
    let mut others = row(NOT_YET.0, NOT_YET.1, vec![said("groups", "Oak: Go further (needs 5.NF.A.1)")]);
    assert!(of_row(&others).is_empty());
    others.counts = false;
    assert_eq!(of_row(&others).len(), 1);
}

#[test]
fn counts_goals_talks_and_leads() {
    let grid = CountRow { mastered: 3, with_marks: 7 };
    assert!(of_counts("race", grid, (3, 6)).is_some() && of_counts("race", grid, (3, 7)).is_none());
    assert!(of_goal(Some(3), Some(3.0)).is_some() && of_goal(Some(3), Some(2.0)).is_some());
    assert!(of_goal(Some(2), Some(3.0)).is_none() && of_goal(None, Some(3.0)).is_none());
    let why = "No group works on 5.NF.A.1 this cycle";
    assert!(of_due(why, &["5.NF.A.1".into()]).is_some() && of_due(why, &["5.NF.A.2".into()]).is_none());
    let (lead, but) = (
        "Two lessons fit 9 of 12.",
        "2 of them go further, one needs a quick check first and 2 wait for something else.",
    );
    assert_eq!(of_lead(lead, but, 12), None);
    assert!(of_lead(lead, but, 13).is_some());
    assert!(of_lead(lead, "2 wait for something else.", 12).is_some());
    assert!(of_lead("Groups.", but, 12).is_some());
}

#[test]
fn a_seat_below_grade_level_by_one_mark() {
    let standard = "4.NF.A.1".into();
    assert!(of_seat_below(&standard, Verdict::NotYet, true).is_some());
    assert!(of_seat_below(&standard, Verdict::Mastered, false).is_some());
    assert!(of_seat_below(&standard, Verdict::NotYet, false).is_none());
}

#[test]
fn two_next_steps_on_one_standard() {
    let known = said("plans", "Not mastered yet, sure. Next: start from equivalent fractions.");
    let with =
        |text: &str| of_first_goal(&row(NOT_YET.0, NOT_YET.1, vec![known.clone(), said("groups", text)]));
    assert!(with("Oak: Close the gap (Not there yet, and near.)").is_some());
    assert!(with("Oak: Go further (own step: close the gap)").is_some());
    for text in [
        "Oak: Close the gap (own step: start from what leads to it)",
        "Oak: Start from what leads to it (Not there yet, and not yet on equivalent fractions.)",
        "Oak: Start from what leads to it (Not there yet: from the beginning, with a model.)",
        "Oak: Start from what leads to it (from 4.NF.A.1 first)",
        "Oak: Close the gap (needs 5.NF.A.2)",
    ] {
        assert_eq!(with(text), None, "{text}");
    }
}

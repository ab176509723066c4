//! Marks: typed one by one, as a round, as a whole check; judged, corrected and taken back.

use std::collections::BTreeSet;

use super::desk::Desk;
use super::{Drawn, Kind, done};
use crate::domain::command::{
    JoinChecks, MarkOf, NewDiagnostic, NewItem, NewMark, NewStandard, NewStudent, RecordCheck, RecordMarks,
    RoundMark, SetLevel, TakeBackEvidence, Typed, rounds,
};
use crate::domain::growth::{Placement, Publisher};
use crate::domain::id::{CheckId, StandardId, StudentId, SubjectId};
use crate::domain::mastery::{CheckKind, Evidence, EvidenceState};

pub(super) const KINDS: &[Kind] = &[
    Kind("RecordMarks", 200, record_marks),
    Kind("RecordCheck", 30, record_check),
    Kind("SetLevel", 25, set_level),
    Kind("TakeBackEvidence", 15, take_back),
    Kind("JoinChecks", 8, join_checks),
];

/// Two checks are one ticket, or are said to be two.
fn join_checks(desk: &mut Desk<'_>) -> Drawn {
    let checks: Vec<CheckId> = desk.class.checks.iter().map(|(id, _)| id.clone()).collect();
    let one = desk.pick(&checks)?;
    let other = desk.pick(&checks)?;
    let same = desk.chance(0.8);
    if one == other { None } else { done(JoinChecks { answers: vec![(one, other, same)] }) }
}

type EvidenceKey = (StudentId, StandardId, CheckId, u32);

fn typed(desk: &mut Desk<'_>, subject: &SubjectId, student: &StudentId) -> Typed {
    match desk.below(20) {
        0 => Typed::Absent,
        1 => Typed::Excused,
        _ => Typed::Level(desk.level(subject, student)),
    }
}

fn record_marks(desk: &mut Desk<'_>) -> Drawn {
    match desk.below(10) {
        0 | 1 => corrected(desk).or_else(|| round(desk)),
        2..=6 => one_mark(desk),
        _ => round(desk),
    }
}

fn kind(desk: &mut Desk<'_>) -> CheckKind {
    let kinds = [
        CheckKind::ExitTicket,
        CheckKind::ExitTicket,
        CheckKind::Observation,
        CheckKind::Observation,
        CheckKind::SelfAssessment,
    ];
    desk.pick(&kinds).unwrap_or_default()
}

/// A cell of the grid.
fn one_mark(desk: &mut Desk<'_>) -> Drawn {
    let (subject, student) = (desk.subject()?, desk.student()?);
    let (standard, kind, on) = (desk.standard(&subject), kind(desk), desk.past_day(4));
    let typed = typed(desk, &subject, &student);
    let helped = desk.chance(0.15);
    done(RecordMarks { subject, kind, on, helped, marks: vec![RoundMark { student, standard, typed }] })
}

/// An exit ticket of the class, or a block pasted from a spreadsheet.
fn round(desk: &mut Desk<'_>) -> Drawn {
    let subject = desk.subject()?;
    let (kind, on) = (kind(desk), desk.past_day(2));
    let taught = desk.taught(&subject);
    let n = if desk.chance(0.8) { 1 } else { 3 };
    let standards = desk.several(&taught, n);
    let mut marks = Vec::new();
    for student in desk.students() {
        for standard in &standards {
            let typed = typed(desk, &subject, &student);
            if desk.chance(0.9) {
                marks.push(RoundMark { student: student.clone(), standard: standard.clone(), typed });
            }
        }
    }
    if marks.is_empty() {
        return None;
    }
    done(RecordMarks { subject, kind, on, helped: desk.chance(0.05), marks })
}

/// A mark of a student; one who has none gives way to the next who has.
fn a_mark<'a>(desk: &mut Desk<'a>) -> Option<(&'a EvidenceKey, &'a Evidence)> {
    let from = (desk.student()?, StandardId::default(), CheckId::default(), 0);
    let first = desk.class.evidence.range(from.clone()..).next();
    let (student, ..) = &first.or_else(|| desk.class.evidence.iter().next())?.0;
    let from = (student.clone(), StandardId::default(), CheckId::default(), 0);
    let own: Vec<_> = desk.class.evidence.range(from..).take_while(|(key, _)| key.0 == *student).collect();
    desk.pick(&own)
}

/// A mark of a round is typed again, or taken back.
fn corrected(desk: &mut Desk<'_>) -> Drawn {
    let ((student, standard, check, _), _) = a_mark(desk)?;
    let of = desk.class.checks.get(check)?;
    let (subject, on) = (of.subject.clone()?, of.done_on.filter(|on| *on <= desk.today)?);
    if !rounds(desk.class, &subject, of.kind, on).contains(check) {
        return None;
    }
    desk.class.students.get(student)?;
    let again = typed(desk, &subject, student);
    let typed = if desk.chance(0.4) { Typed::Nothing } else { again };
    let marks = vec![RoundMark { student: student.clone(), standard: standard.clone(), typed }];
    done(RecordMarks { subject, kind: of.kind, on, helped: desk.chance(0.1), marks })
}

fn take_back(desk: &mut Desk<'_>) -> Drawn {
    let ((student, standard, check, attempt), _) = a_mark(desk)?;
    let (student, standard, check) = (student.clone(), standard.clone(), check.clone());
    done(TakeBackEvidence { student, standard, check, attempt: *attempt })
}

fn set_level(desk: &mut Desk<'_>) -> Drawn {
    let (subject, student) = (desk.subject()?, desk.student()?);
    let standard = desk.standard(&subject);
    let level = desk.level(&subject, &student);
    let (level, reason) = (desk.maybe(0.8, level), desk.text("reason"));
    done(SetLevel { student, standard, level, reason, on: desk.past_day(5) })
}

fn record_check(desk: &mut Desk<'_>) -> Drawn {
    let subject = desk.subject()?;
    let kinds = [CheckKind::Quiz, CheckKind::Quiz, CheckKind::ExitTicket, CheckKind::Diagnostic];
    let (kind, title, done_on) = (desk.pick(&kinds)?, desk.text("check"), desk.past_day(5));
    let new_students: Vec<NewStudent> = if desk.chance(0.02) && desk.class.students.len() < 24 {
        vec![NewStudent { given: desk.text("Came"), ..NewStudent::default() }]
    } else {
        Vec::new()
    };
    let new_standards: Vec<NewStandard> = if desk.chance(0.03) {
        vec![NewStandard {
            code: format!("Q.{}", desk.below(20)),
            label: desk.text("standard"),
            ..NewStandard::default()
        }]
    } else {
        Vec::new()
    };
    let own = new_standards.first().map(|new| StandardId::new(&new.code));
    let mut items = Vec::new();
    for _ in 0..desk.within(1, 4) {
        let mut standards: BTreeSet<StandardId> = own.iter().cloned().collect();
        standards.insert(desk.standard(&subject));
        let points = f64::from(desk.within(1, 10));
        let points = desk.maybe(0.8, points);
        items.push(NewItem { title: desk.text("item"), points, standards: standards.into_iter().collect() });
    }
    let known = desk.students().into_iter().map(MarkOf::Known);
    let everybody: Vec<MarkOf> = known.chain((0..new_students.len()).map(MarkOf::New)).collect();
    let mut marks = Vec::new();
    for student in &everybody {
        let attempt = if desk.chance(0.05) { 2 } else { 1 };
        for (item, NewItem { points, .. }) in items.iter().enumerate() {
            if desk.chance(0.95) {
                marks.push(mark(desk, &subject, (student, item), *points, attempt));
            }
        }
    }
    let diagnostics = if kind == CheckKind::Diagnostic { diagnostics(desk, &everybody)? } else { Vec::new() };
    if marks.is_empty() && diagnostics.is_empty() {
        return None;
    }
    let check = RecordCheck::of(subject, kind, title, done_on);
    done(RecordCheck { items, marks, diagnostics, new_students, new_standards, ..check })
}

fn mark(
    desk: &mut Desk<'_>,
    subject: &SubjectId,
    (student, item): (&MarkOf, usize),
    points: Option<f64>,
    attempt: u32,
) -> NewMark {
    let somebody = match student {
        MarkOf::Known(id) => id.clone(),
        MarkOf::New(_) => StudentId::default(),
    };
    let level = desk.level(subject, &somebody);
    let most = points.map_or(0, |points| (1..=10).filter(|n| f64::from(*n) <= points).count());
    let right = f64::from(desk.within(0, u32::try_from(most).unwrap_or(0)));
    let states = [EvidenceState::Absent, EvidenceState::Excused, EvidenceState::Missing];
    let scored = desk.chance(0.93);
    let state = if scored { EvidenceState::Scored } else { desk.pick(&states).unwrap_or_default() };
    let of = if points.is_none() && desk.chance(0.1) { Some(level.max(4.0)) } else { None };
    let score = scored.then_some(if points.is_some() { right } else { level });
    let earlier = desk.past_day(5);
    let done_on = desk.maybe(0.02, earlier);
    NewMark { student: student.clone(), item, score, of, state, done_on, attempt }
}

fn diagnostics(desk: &mut Desk<'_>, everybody: &[MarkOf]) -> Option<Vec<NewDiagnostic>> {
    let publisher = desk.pick(Publisher::ALL)?;
    let mut all = Vec::new();
    for student in everybody {
        let numbers = [desk.within(380, 600), desk.within(1, 99), desk.within(5, 30), desk.within(0, 150)];
        let [score, percentile, typical, of_typical] = numbers.map(f64::from);
        let placement = desk.pick(Placement::ALL);
        all.push(NewDiagnostic {
            student: student.clone(),
            publisher,
            part: 0,
            name: String::new(),
            score: Some(score),
            percentile: Some(percentile),
            placement,
            typical: Some(typical),
            of_typical: desk.maybe(0.5, of_typical),
            done_on: None,
        });
    }
    Some(all)
}

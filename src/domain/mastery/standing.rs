//! Where a student stands on a standard: score, level, chance, how much evidence and how old.

use std::collections::BTreeMap;

use super::beta::Beta;
use super::calculation::score;
use super::estimate::{Estimate, Piece, class_prior, estimate};
use super::records::{Check, CheckKind, Evidence, EvidenceState};
use super::scale::Scale;
use super::verdict::{Sure, Verdict, sure};
use crate::domain::Class;
use crate::domain::Date;
use crate::domain::calendar::plus_days;
use crate::domain::id::{CheckId, StandardId, StudentId, SubjectId};
use crate::domain::order::Order;
use crate::domain::subject::Calculation;

/// A diagnostic of the first so many days of the school year is a fall diagnostic.
const FALL_DAYS: i64 = 90;

/// One scored piece of evidence, on the subject's scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Scored {
    /// The check it comes from.
    pub check: CheckId,
    /// Which attempt, counted from 1.
    pub attempt: u32,
    /// The day the work was done.
    pub done_on: Option<Date>,
    /// On the scale, 1 to the number of levels.
    pub score: f64,
    /// As a share of the scale, 0 to 1.
    pub share: f64,
    /// Points and points possible, where it was points.
    pub points: Option<(f64, f64)>,
    /// Done with help: it shows no mastery by itself.
    pub helped: bool,
    /// What kind of check it was.
    pub kind: CheckKind,
    /// From before the first day of school, or a fall diagnostic: counts only until there is a check in class.
    pub provisional: bool,
}

impl Scored {
    /// As the estimate sees it: points possible count as items, a level as a level.
    pub fn piece(&self) -> Piece {
        let items = self.points.map(|(_, of)| of).filter(|of| *of > 0.0);
        Piece { share: self.share, items, helped: self.helped }
    }
}

/// Where a student stands on a standard.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// By the chosen calculation, or set by the teacher; `None` is no evidence.
    pub score: Option<f64>,
    /// The score's level.
    pub level: Option<u32>,
    /// What is believed, with its band.
    pub estimate: Estimate,
    /// Chance of mastery.
    pub chance: f64,
    /// Day of the newest evidence.
    pub newest: Option<Date>,
    /// Set by the teacher.
    pub set_by_teacher: bool,
    /// What the level says.
    pub verdict: Verdict,
    /// How sure that is.
    pub sure: Sure,
    /// How far below mastery the score is, 0 at mastery to 1 at the first level; 0 without a score.
    pub far: f64,
    /// All that it rests on is provisional: no check in class yet.
    pub provisional: bool,
}

impl Standing {
    /// Pieces of evidence.
    pub fn n(&self) -> usize {
        self.estimate.n
    }

    /// At mastery or beyond.
    pub fn mastered(&self) -> bool {
        self.verdict.is_mastered()
    }

    /// One mark, where the subject wants more to be sure, and no judgement.
    pub fn one_mark(&self) -> bool {
        self.n() == 1 && self.sure != Sure::Sure
    }

    /// One mark, or none from class yet, and no judgement: shown, but dashed.
    pub fn tentative(&self) -> bool {
        (self.one_mark() || self.provisional) && !self.set_by_teacher
    }
}

/// What the class's evidence says on one standard of one subject.
#[derive(Debug, Clone)]
pub struct StandardMastery {
    pub standard: StandardId,
    /// The subject's scale.
    pub scale: Scale,
    /// How several marks become a score.
    pub calculation: Calculation,
    /// Its number; `None` is the usual one.
    pub parameter: Option<f64>,
    counts_own_view: bool,
    sure_pieces: u32,
    prior: Beta,
    evidence: BTreeMap<StudentId, Vec<Scored>>,
}

impl StandardMastery {
    /// Reads the class's evidence on a standard. Self-assessments are shown, and counted where the subject says so.
    pub fn of(class: &Class, subject: &SubjectId, standard: &StandardId) -> Self {
        let scale = Scale::of(class, subject);
        let about = class.subjects.get(subject).cloned().unwrap_or_default();
        let own = class.priorities.get(&(subject.clone(), standard.clone()));
        let own_calculation = own
            .and_then(|priority| priority.calculation.map(|calculation| (calculation, priority.parameter)));
        let (calculation, parameter) = own_calculation.unwrap_or((about.calculation, about.parameter));
        let evidence: BTreeMap<_, _> = class
            .students
            .iter()
            .map(|(student, _)| (student.clone(), scored(class, &scale, student, standard)))
            .collect();
        let (counts_own_view, sure_pieces) = (about.own_view, about.sure_pieces());
        let pieces = |scored: &Vec<Scored>| {
            counted(scored, counts_own_view).map(Scored::piece).collect::<Vec<Piece>>()
        };
        let prior = class_prior(&evidence.values().map(pieces).collect::<Vec<_>>());
        let standard = standard.clone();
        Self { standard, scale, calculation, parameter, counts_own_view, sure_pieces, prior, evidence }
    }

    /// Pieces of evidence in a row that must agree before a level counts as sure.
    pub fn sure_pieces(&self) -> u32 {
        self.sure_pieces
    }

    /// The evidence that counts, oldest first.
    pub fn counted(&self, student: &StudentId) -> impl Iterator<Item = &Scored> {
        counted(self.evidence(student), self.counts_own_view)
    }

    /// Where a student stands.
    pub fn standing(&self, class: &Class, student: &StudentId) -> Standing {
        let pieces: Vec<&Scored> = self.counted(student).collect();
        let scores: Vec<f64> = pieces.iter().map(|piece| piece.score).collect();
        let looks: Vec<Piece> = pieces.iter().map(|piece| piece.piece()).collect();
        let calculated = score(self.calculation, self.parameter, self.scale.mastery, &scores);
        let set = class.judgements.get(&(student.clone(), self.standard.clone())).and_then(|set| set.level);
        // A calculation that gives no score yet (n times) still has evidence to show: the newest speaks.
        let score = set.or(calculated).or(scores.last().copied());
        let level = score.map(|score| self.scale.level(score));
        let estimate = estimate(self.prior, &looks);
        let chance = estimate.chance(self.scale.mastery_cut());
        let verdict = Verdict::of(&self.scale, level);
        let by_marks = sure(verdict, &self.scale, &pieces, chance, self.sure_pieces);
        let below = score.map_or(0.0, |score| self.scale.mastery - score.max(1.0));
        Standing {
            score,
            level,
            chance,
            estimate,
            newest: pieces.iter().filter_map(|piece| piece.done_on).max(),
            provisional: !pieces.is_empty() && pieces.iter().all(|piece| piece.provisional),
            set_by_teacher: set.is_some(),
            verdict,
            sure: if set.is_some() { Sure::Sure } else { by_marks },
            far: (below / (self.scale.mastery - 1.0).max(1.0)).clamp(0.0, 1.0),
        }
    }

    /// The score by the marks of some days alone, as it stood after the last of them; `None` without any. What is
    /// provisional today was not then.
    pub fn score_of_days(&self, student: &StudentId, of: impl Fn(Date) -> bool) -> Option<f64> {
        let pieces = self.evidence(student).iter().filter(|piece| {
            let counts = self.counts_own_view || piece.kind != CheckKind::SelfAssessment;
            counts && piece.done_on.is_some_and(&of)
        });
        let scores: Vec<f64> = pieces.map(|piece| piece.score).collect();
        score(self.calculation, self.parameter, self.scale.mastery, &scores).or(scores.last().copied())
    }

    /// A student's evidence on the standard, oldest first, self-assessments among it.
    pub fn evidence(&self, student: &StudentId) -> &[Scored] {
        self.evidence.get(student).map_or(&[], Vec::as_slice)
    }
}

/// What counts: nobody's own view unless that is chosen, and provisional marks only until there is a check in class.
fn counted(pieces: &[Scored], own_view: bool) -> impl Iterator<Item = &Scored> {
    let is_view = |piece: &&Scored| piece.kind == CheckKind::SelfAssessment;
    let checked = pieces.iter().any(|piece| !is_view(&piece) && !piece.provisional);
    pieces.iter().filter(move |piece| (own_view || !is_view(piece)) && !(checked && piece.provisional))
}

/// Summer fades, and first data are low for many.
fn is_provisional(class: &Class, check: &Check) -> bool {
    let (Some(starts), Some(done_on)) = (class.about().starts, check.done_on) else { return false };
    let is_fall = done_on < plus_days(starts, FALL_DAYS);
    done_on < starts || (is_fall && check.kind == CheckKind::Diagnostic)
}

fn scored(class: &Class, scale: &Scale, student: &StudentId, standard: &StandardId) -> Vec<Scored> {
    let from = (student.clone(), standard.clone(), CheckId::default(), 0);
    let on_it = class.evidence.range(from..).take_while(|(key, _)| key.0 == *student && key.1 == *standard);
    let mut pieces: Vec<Scored> = on_it
        .filter(|(_, evidence)| evidence.state == EvidenceState::Scored)
        .filter_map(|((_, _, check, attempt), evidence)| piece(class, scale, (check, *attempt), evidence))
        .collect();
    // A stable sort: work of one day keeps the order of its ids.
    pieces.order_by_key(|piece| piece.done_on);
    pieces
}

fn piece(
    class: &Class,
    scale: &Scale,
    (check, attempt): (&CheckId, u32),
    evidence: &Evidence,
) -> Option<Scored> {
    let about = class.checks.get(check)?;
    let value = evidence.score?;
    let points = evidence.of.map(|of| (value, of));
    let score = points.map_or(value, |(points, of)| scale.level_of_points(points, of));
    let share = match points {
        Some((points, of)) if of > 0.0 => (points / of).clamp(0.0, 1.0),
        _ => scale.share(score),
    };
    let (helped, kind, provisional) = (evidence.helped, about.kind, is_provisional(class, about));
    Some(Scored {
        check: check.clone(),
        attempt,
        done_on: about.done_on,
        score,
        share,
        points,
        helped,
        kind,
        provisional,
    })
}

//! Where a student stands on a standard: score, level, chance, how much evidence and how old.

use std::collections::BTreeMap;

use super::beta::Beta;
use super::calculation::score;
use super::estimate::{Estimate, class_prior, estimate};
use super::records::{CheckKind, Evidence, EvidenceState};
use super::scale::Scale;
use crate::domain::Class;
use crate::domain::Date;
use crate::domain::id::{CheckId, StandardId, StudentId, SubjectId};
use crate::domain::order::Order;
use crate::domain::subject::Calculation;

/// One scored piece of evidence, on the subject's scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Scored {
    /// The check it comes from.
    pub check: CheckId,
    /// The day the work was done.
    pub done_on: Option<Date>,
    /// On the scale, 1 to the number of levels.
    pub score: f64,
    /// As a share of the scale, 0 to 1.
    pub share: f64,
    /// Points and points possible, where it was points.
    pub points: Option<(f64, f64)>,
    /// With help.
    pub helped: bool,
    /// What kind of check it was.
    pub kind: CheckKind,
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
    /// The score is at or above mastery.
    pub mastered: bool,
}

impl Standing {
    /// Pieces of evidence.
    pub fn n(&self) -> usize {
        self.estimate.n
    }

    /// One piece of evidence and no judgement: shown, but unsure.
    pub fn tentative(&self) -> bool {
        self.n() == 1 && !self.set_by_teacher
    }
}

/// What the class's evidence says on one standard of one subject.
#[derive(Debug, Clone)]
pub struct StandardMastery {
    /// The standard.
    pub standard: StandardId,
    /// The subject's scale.
    pub scale: Scale,
    calculation: Calculation,
    parameter: Option<f64>,
    prior: Beta,
    evidence: BTreeMap<StudentId, Vec<Scored>>,
}

impl StandardMastery {
    /// Reads the class's evidence on a standard. Self-assessments are shown, never counted.
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
        let shares = |scored: &Vec<Scored>| counted(scored).map(|piece| piece.share).collect::<Vec<f64>>();
        let prior = class_prior(&evidence.values().map(shares).collect::<Vec<_>>());
        Self { standard: standard.clone(), scale, calculation, parameter, prior, evidence }
    }

    /// Where a student stands.
    pub fn standing(&self, class: &Class, student: &StudentId) -> Standing {
        let pieces = self.evidence(student);
        let scores: Vec<f64> = counted(pieces).map(|piece| piece.score).collect();
        let shares: Vec<f64> = counted(pieces).map(|piece| piece.share).collect();
        let calculated = score(self.calculation, self.parameter, self.scale.mastery, &scores);
        let set = class.judgements.get(&(student.clone(), self.standard.clone())).and_then(|set| set.level);
        // A calculation that gives no score yet (n times) still has evidence to show: the newest speaks.
        let score = set.or(calculated).or(scores.last().copied());
        let estimate = estimate(self.prior, &shares);
        Standing {
            score,
            level: score.map(|score| self.scale.level(score)),
            chance: estimate.chance(self.scale.mastery_cut()),
            estimate,
            newest: counted(pieces).filter_map(|piece| piece.done_on).max(),
            set_by_teacher: set.is_some(),
            mastered: score.is_some_and(|score| score >= self.scale.mastery),
        }
    }

    /// A student's evidence on the standard, oldest first, self-assessments among it.
    pub fn evidence(&self, student: &StudentId) -> &[Scored] {
        self.evidence.get(student).map_or(&[], Vec::as_slice)
    }
}

fn counted(pieces: &[Scored]) -> impl Iterator<Item = &Scored> {
    pieces.iter().filter(|piece| piece.kind != CheckKind::SelfAssessment)
}

fn scored(class: &Class, scale: &Scale, student: &StudentId, standard: &StandardId) -> Vec<Scored> {
    let from = (student.clone(), standard.clone(), CheckId::default(), 0);
    let on_it = class.evidence.range(from..).take_while(|(key, _)| key.0 == *student && key.1 == *standard);
    let mut pieces: Vec<Scored> = on_it
        .filter(|(_, evidence)| evidence.state == EvidenceState::Scored)
        .filter_map(|((_, _, check, _), evidence)| piece(class, scale, check, evidence))
        .collect();
    // A stable sort: work of one day keeps the order of its ids.
    pieces.order_by_key(|piece| piece.done_on);
    pieces
}

fn piece(class: &Class, scale: &Scale, check: &CheckId, evidence: &Evidence) -> Option<Scored> {
    let about = class.checks.get(check)?;
    let value = evidence.score?;
    let points = evidence.of.map(|of| (value, of));
    let score = points.map_or(value, |(points, of)| scale.level_of_points(points, of));
    let share = match points {
        Some((points, of)) if of > 0.0 => (points / of).clamp(0.0, 1.0),
        _ => scale.share(score),
    };
    let (helped, kind) = (evidence.helped, about.kind);
    Some(Scored { check: check.clone(), done_on: about.done_on, score, share, points, helped, kind })
}

//! The panel of one cell: what is believed, why, what it stands on, and what would make it surer.

use serde::Serialize;

use super::columns::standard_name;
use super::working::working;
use crate::domain::id::{CheckId, StandardId, StudentId, SubjectId};
use crate::domain::mastery::estimate::Estimate;
use crate::domain::mastery::{CheckKind, Scale, Scored, StandardMastery, Standing};
use crate::domain::roster::names;
use crate::domain::standards::{Catalog, NEAREST_STEPS};
use crate::domain::subject::Calculation;
use crate::domain::{Class, Sentence};
use crate::view::mark::MarkRow;
use crate::view::text::english;

/// The chance of mastery in words and as a plot from 0 to 100.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChanceRow {
    /// "Chance of mastery 34 %."
    pub words: String,
    /// "Likely between 18 and 53 of 100 points; mastered from 70."
    pub band: String,
    /// The band's start, its middle and its end, as shares.
    pub plot: [f64; 3],
    /// The share from which it counts as mastered.
    pub cut: f64,
}

/// One piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EvidenceRow {
    /// Its check and attempt.
    #[serde(skip)]
    pub key: (CheckId, u32),
    /// "17 November".
    pub on: String,
    /// "Exit ticket, 3 of 5".
    pub what: String,
    /// Its level.
    pub mark: MarkRow,
}

/// Everything about one cell.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CellPanel {
    /// "Mateo V., 5.NF.A.1".
    pub who: String,
    /// What the standard is about.
    pub label: String,
    /// The mark.
    pub mark: MarkRow,
    /// "Probably not mastered yet".
    pub verdict: String,
    /// The chance; `None` without evidence.
    pub chance: Option<ChanceRow>,
    /// The teacher's own judgement: level, day, reason.
    pub set: Option<String>,
    /// A calculation of the standard's own.
    #[serde(skip)]
    pub own: Option<(Calculation, Option<f64>)>,
    /// "Decaying average: 0.65 × 4 + 0.35 × 2.5 = 3.48."
    pub working: Option<String>,
    /// Newest first.
    pub evidence: Vec<EvidenceRow>,
    /// "Stands on Equivalent fractions, level 2."
    pub stands_on: Option<String>,
    /// "One more check would narrow this to about 20 points."
    pub surer: String,
}

/// The panel of a cell.
pub fn cell_panel(
    class: &Class,
    catalog: &Catalog,
    subject: &SubjectId,
    student: &StudentId,
    standard: &StandardId,
) -> CellPanel {
    let mastery = StandardMastery::of(class, subject, standard);
    let standing = mastery.standing(class, student);
    let about = standard_name(class, catalog, standard);
    let name = names(class).remove(student).unwrap_or_default();
    let mut evidence: Vec<EvidenceRow> =
        mastery.evidence(student).iter().map(|piece| evidence_row(class, &mastery, piece)).collect();
    evidence.reverse();
    CellPanel {
        who: format!("{name}, {}", about.code),
        label: about.label,
        mark: MarkRow::of(&mastery.scale, &standing),
        verdict: english().text(verdict(&standing)).to_owned(),
        chance: (standing.n() > 0).then(|| chance(&mastery, &standing)),
        set: judgement(class, &mastery, student, standard),
        own: own(class, subject, standard),
        working: working(&mastery, student),
        evidence,
        stands_on: stands_on(class, catalog, subject, student, standard),
        surer: surer(&standing.estimate),
    }
}

fn own(class: &Class, subject: &SubjectId, standard: &StandardId) -> Option<(Calculation, Option<f64>)> {
    let priority = class.priorities.get(&(subject.clone(), standard.clone()))?;
    priority.calculation.map(|calculation| (calculation, priority.parameter))
}

/// The chance in words; a level set by the teacher speaks for itself.
fn verdict(standing: &Standing) -> &'static str {
    match standing {
        standing if standing.set_by_teacher && standing.mastered => "mastery.verdict_set_mastered",
        standing if standing.set_by_teacher => "mastery.verdict_set_not_yet",
        standing if standing.n() == 0 => "mastery.verdict_none",
        standing if standing.chance >= 0.85 => "mastery.verdict_surely",
        standing if standing.chance >= 0.6 => "mastery.verdict_probably",
        standing if standing.chance > 0.4 => "mastery.verdict_open",
        standing if standing.chance > 0.15 => "mastery.verdict_probably_not",
        _ => "mastery.verdict_not_yet",
    }
}

fn chance(mastery: &StandardMastery, standing: &Standing) -> ChanceRow {
    let (start, end) = standing.estimate.band();
    let cut = mastery.scale.mastery_cut();
    let words = Sentence::new("mastery.chance").with("percent", f64::from(percent(standing.chance)));
    let band = Sentence::new("mastery.band")
        .with("start", f64::from(percent(start)))
        .with("end", f64::from(percent(end)));
    let plot = [start, standing.estimate.belief.quantile(0.5), end];
    ChanceRow {
        words: english().say(&words),
        band: english().say(&band.with("cut", f64::from(percent(cut)))),
        plot,
        cut,
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share is 0 to 1")]
pub(in crate::view) fn percent(share: f64) -> u32 {
    (share.clamp(0.0, 1.0) * 100.0 + 0.5) as u32
}

fn evidence_row(class: &Class, mastery: &StandardMastery, piece: &Scored) -> EvidenceRow {
    let title = class.checks.get(&piece.check).map(|check| check.title.clone()).unwrap_or_default();
    let kind = kind(piece.kind);
    let title = if title.is_empty() { english().text(kind).to_owned() } else { title };
    let what = match piece.points {
        Some((points, of)) => Sentence::new("mastery.evidence_points").with("points", points).with("of", of),
        None => Sentence::new("mastery.evidence_level"),
    };
    let mut what = english().say(&what.with("title", title));
    if piece.helped {
        what.push_str(english().text("mastery.evidence_helped"));
    }
    if piece.provisional {
        what.push_str(english().text("mastery.evidence_provisional"));
    }
    let on = piece.done_on.map(|day| english().date(day)).unwrap_or_default();
    let mark = MarkRow::plain(&mastery.scale, mastery.scale.level(piece.score));
    EvidenceRow { key: (piece.check.clone(), piece.attempt), on, what, mark }
}

/// A kind of check in words.
pub fn kind_words(of: CheckKind) -> &'static str {
    english().text(kind(of))
}

fn kind(kind: CheckKind) -> &'static str {
    match kind {
        CheckKind::ExitTicket => "mastery.kind_exit_ticket",
        CheckKind::Quiz => "mastery.kind_quiz",
        CheckKind::Observation => "mastery.kind_observation",
        CheckKind::SelfAssessment => "mastery.kind_self_assessment",
        CheckKind::Diagnostic => "mastery.kind_diagnostic",
    }
}

fn judgement(
    class: &Class,
    mastery: &StandardMastery,
    student: &StudentId,
    standard: &StandardId,
) -> Option<String> {
    let judged = class.judgements.get(&(student.clone(), standard.clone()))?;
    let said = Sentence::new("mastery.set_to").with("level", mastery.scale.shown_score(judged.level?));
    let mut said = english().say(&said);
    if let Some(on) = judged.on {
        said.push_str(&english().say(&Sentence::new("mastery.set_on").with("on", on)));
    }
    said.push_str(if judged.reason.is_empty() { "." } else { ": " });
    said.push_str(&judged.reason);
    Some(said)
}

/// The nearest prerequisite of which something is known, else the nearest one.
fn stands_on(
    class: &Class,
    catalog: &Catalog,
    subject: &SubjectId,
    student: &StudentId,
    standard: &StandardId,
) -> Option<String> {
    let before = catalog.nearest_prerequisites(standard, NEAREST_STEPS);
    let standing = |id: &StandardId| StandardMastery::of(class, subject, id).standing(class, student);
    let scale = Scale::of(class, subject);
    let known = before
        .iter()
        .find_map(|step| standing(step.id).level.map(|level| (step.id, Some(scale.shown(level)))));
    let (id, level) = known.or_else(|| before.first().map(|step| (step.id, None)))?;
    let about = standard_name(class, catalog, id);
    let key = if level.is_some() { "mastery.stands_on" } else { "mastery.stands_on_unknown" };
    let said = Sentence::new(key).with("what", about.short).with("code", about.code);
    Some(english().say(&said.with("level", f64::from(level.unwrap_or_default()))))
}

/// What one more piece of evidence, as expected now, would do to the band.
fn surer(now: &Estimate) -> String {
    if now.n == 0 {
        return english().text("mastery.surer_first").to_owned();
    }
    let width = |estimate: &Estimate| estimate.band().1 - estimate.band().0;
    let belief = now.belief;
    let expected = belief.alpha / (belief.alpha + belief.beta);
    let next = Estimate { belief: belief.after(expected, 1.0), n: now.n + 1 };
    let (from, to) = (f64::from(percent(width(now))), f64::from(percent(width(&next))));
    english().say(&Sentence::new("mastery.surer").with("from", from).with("to", to))
}

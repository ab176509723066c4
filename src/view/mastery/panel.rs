//! The panel of one cell: what is believed, why, what it stands on, and what would make it surer.

use serde::Serialize;

use super::columns::standard_name;
use super::working::working;
use crate::domain::id::{CheckId, StandardId, StudentId, SubjectId};
use crate::domain::mastery::{CheckKind, Scale, Scored, StandardMastery, Standing, Standings, Sure, Verdict};
use crate::domain::roster::names;
use crate::domain::standards::{Catalog, NEAREST_STEPS};
use crate::domain::subject::Calculation;
use crate::domain::{Class, Sentence};
use crate::view::mark::MarkRow;
use crate::view::standing::{next_words, standing_words};
use crate::view::text;
use crate::view::words::inside;

/// The chance of mastery in words and as a plot from 0 to 100.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChanceRow {
    /// "Chance of mastery 34 %."; where the marks and the level point two ways, that they do.
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
    pub mark: MarkRow,
}

/// Everything about one cell.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CellPanel {
    /// "Mateo V., 5.NF.A.1".
    pub who: String,
    /// What the standard is about.
    pub label: String,
    pub mark: MarkRow,
    /// "Not mastered yet, fairly sure".
    pub verdict: String,
    /// "Next: start from equivalent fractions."
    pub next: String,
    /// How sure, as a plot; `None` without evidence.
    pub chance: Option<ChanceRow>,
    /// The teacher's own judgement: level, day, reason.
    pub set: Option<String>,
    /// A calculation of the standard's own.
    #[serde(skip)]
    pub own: Option<(Calculation, Option<f64>)>,
    /// "Decaying average: 0.65 × 4 + 0.35 × 2.5 = 3.48."
    pub working: Option<String>,
    /// The newest comes first.
    pub evidence: Vec<EvidenceRow>,
    /// "Stands on Equivalent fractions, level 2."
    pub stands_on: Option<String>,
    /// "Two marks in a row that agree make it sure."
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
    panel_of(&mut Standings::new(class, catalog, subject), student, standard)
}

/// The same from standings that were read already.
pub(in crate::view) fn panel_of(
    standings: &mut Standings,
    student: &StudentId,
    standard: &StandardId,
) -> CellPanel {
    let (class, catalog, subject) = (standings.class, standings.catalog, standings.subject.clone());
    let mastery = standings.mastery(standard).clone();
    let standing = standings.standing(student, standard);
    let next = standings.next(student, standard);
    let short = |id: &StandardId| inside(&standard_name(class, catalog, id).short);
    let next = Sentence::new("mastery.next").with("next", inside(&next_words(&next, short)));
    let about = standard_name(class, catalog, standard);
    let name = names(class).remove(student).unwrap_or_default();
    let mut evidence: Vec<EvidenceRow> =
        mastery.evidence(student).iter().map(|piece| evidence_row(class, &mastery, piece)).collect();
    evidence.reverse();
    CellPanel {
        who: format!("{name}, {}", about.code),
        label: about.label,
        mark: MarkRow::of(&mastery.scale, &standing),
        verdict: standing_words(&standing),
        next: text::say(&next),
        chance: (standing.n() > 0).then(|| chance(&mastery, &standing)),
        set: judgement(class, &mastery, student, standard),
        own: own(class, &subject, standard),
        working: working(&mastery, student),
        evidence,
        stands_on: stands_on(standings, student, standard),
        surer: surer(&standing, mastery.sure_pieces()),
    }
}

fn own(class: &Class, subject: &SubjectId, standard: &StandardId) -> Option<(Calculation, Option<f64>)> {
    let priority = class.priorities.get(&(subject.clone(), standard.clone()))?;
    priority.calculation.map(|calculation| (calculation, priority.parameter))
}

fn chance(mastery: &StandardMastery, standing: &Standing) -> ChanceRow {
    let (start, end) = standing.estimate.band();
    let cut = mastery.scale.mastery_cut();
    // The chance says how sure a verdict is, and is not told where it would say the opposite.
    let words = match (standing.chance >= 0.5) == standing.mastered() {
        true => Sentence::new("mastery.chance").with("percent", f64::from(percent(standing.chance))),
        false => Sentence::new("mastery.chance_two_ways"),
    };
    let band = Sentence::new("mastery.band")
        .with("start", f64::from(percent(start)))
        .with("end", f64::from(percent(end)));
    let plot = [start, standing.estimate.belief.quantile(0.5), end];
    ChanceRow {
        words: text::say(&words),
        band: text::say(&band.with("cut", f64::from(percent(cut)))),
        plot,
        cut,
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share is 0 to 1")]
fn percent(share: f64) -> u32 {
    (share.clamp(0.0, 1.0) * 100.0 + 0.5) as u32
}

fn evidence_row(class: &Class, mastery: &StandardMastery, piece: &Scored) -> EvidenceRow {
    let title = class.checks.get(&piece.check).map(|check| check.title.clone()).unwrap_or_default();
    let kind = kind(piece.kind);
    let title = if title.is_empty() { text::of(kind).to_owned() } else { title };
    let what = match piece.points {
        Some((points, of)) => Sentence::new("mastery.evidence_points").with("points", points).with("of", of),
        None => Sentence::new("mastery.evidence_level"),
    };
    let mut what = text::say(&what.with("title", title));
    if piece.helped {
        what.push_str(text::of("mastery.evidence_helped"));
    }
    if piece.provisional {
        what.push_str(text::of("mastery.evidence_provisional"));
    }
    let on = piece.done_on.map(text::date).unwrap_or_default();
    let mark = MarkRow::plain(&mastery.scale, mastery.scale.level(piece.score));
    EvidenceRow { key: (piece.check.clone(), piece.attempt), on, what, mark }
}

/// A kind of check in words.
pub fn kind_words(of: CheckKind) -> &'static str {
    text::of(kind(of))
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
    let mut said = text::say(&said);
    if let Some(on) = judged.on {
        said.push_str(&text::say(&Sentence::new("mastery.set_on").with("on", on)));
    }
    said.push_str(if judged.reason.is_empty() { "." } else { ": " });
    said.push_str(&judged.reason);
    Some(said)
}

/// The nearest prerequisite of which something is known, else the nearest one.
fn stands_on(standings: &mut Standings, student: &StudentId, standard: &StandardId) -> Option<String> {
    let (class, catalog) = (standings.class, standings.catalog);
    let before = catalog.nearest_prerequisites(standard, NEAREST_STEPS);
    let scale = Scale::of(class, &standings.subject);
    let known = before.iter().find_map(|step| {
        standings.standing(student, step.id).level.map(|level| (step.id, Some(scale.shown(level))))
    });
    let (id, level) = known.or_else(|| before.first().map(|step| (step.id, None)))?;
    let about = standard_name(class, catalog, id);
    let key = if level.is_some() { "mastery.stands_on" } else { "mastery.stands_on_unknown" };
    let said = Sentence::new(key).with("what", about.short).with("code", about.code);
    Some(text::say(&said.with("level", f64::from(level.unwrap_or_default()))))
}

/// What would make the verdict surer.
fn surer(standing: &Standing, wanted: u32) -> String {
    let key = match standing.sure {
        _ if standing.verdict == Verdict::NoEvidence => "mastery.surer_first",
        _ if standing.set_by_teacher => "mastery.surer_set",
        Sure::Sure => "mastery.surer_sure",
        _ if standing.one_mark() => "mastery.surer_one",
        _ => "mastery.surer_more",
    };
    text::say(&Sentence::new(key).with("n", f64::from(wanted)))
}

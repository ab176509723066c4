//! How a score came about, in words: "Decaying average: 0.65 × 4 + 0.35 × 2.5 = 3.48".

use crate::domain::Sentence;
use crate::domain::id::StudentId;
use crate::domain::mastery::StandardMastery;
use crate::domain::mastery::calculation::score;
use crate::domain::subject::Calculation;
use crate::view::subject::{calculation_name, usual_parameter};
use crate::view::text;

/// The working of a student's score; `None` with fewer than two marks, where there is nothing to work out.
pub(super) fn working(mastery: &StandardMastery, student: &StudentId) -> Option<String> {
    let scores: Vec<f64> = mastery.counted(student).map(|piece| piece.score).collect();
    let (newest, earlier) = scores.split_last().filter(|(_, earlier)| !earlier.is_empty())?;
    let by =
        |calculation, scores: &[f64]| score(calculation, mastery.parameter, mastery.scale.mastery, scores);
    let result = by(mastery.calculation, &scores);
    let shown = |score: f64| mastery.scale.shown_score(score);
    let weighted = |rest: Calculation| {
        let weight = mastery.parameter.unwrap_or_else(|| usual_parameter(mastery.calculation)) / 100.0;
        let rest = by(rest, earlier).unwrap_or_default();
        let [weight, newest, other, rest] =
            [weight, shown(*newest), 1.0 - weight, shown(rest)].map(text::number);
        format!("{weight} × {newest} + {other} × {rest}")
    };
    let terms = match mastery.calculation {
        Calculation::Decaying => weighted(Calculation::Decaying),
        Calculation::Weighted => weighted(Calculation::Average),
        Calculation::Average => mean(mastery, &scores),
        Calculation::NTimes => return Some(n_times(mastery, &scores, result)),
        Calculation::Highest if mastery.scale.down => list(mastery, "mastery.working_best", &scores),
        Calculation::Highest => list(mastery, "mastery.working_highest", &scores),
        Calculation::Latest => list(mastery, "mastery.working_latest", &scores),
        Calculation::PowerLaw => list(mastery, "mastery.working_curve", &scores),
    };
    let said = match result {
        Some(result) => Sentence::new("mastery.working").with("result", shown(result)),
        None => Sentence::new("mastery.working_none"),
    };
    let said = said.with("calculation", calculation_name(mastery.calculation)).with("terms", terms);
    Some(text::say(&said))
}

/// Several marks at mastery: how many there are of how many.
fn n_times(mastery: &StandardMastery, scores: &[f64], result: Option<f64>) -> String {
    let at_mastery: Vec<f64> =
        scores.iter().copied().filter(|score| *score >= mastery.scale.mastery).collect();
    let wanted = mastery.parameter.unwrap_or_else(|| usual_parameter(Calculation::NTimes));
    let said = match result {
        Some(result) => Sentence::new("mastery.working_times")
            .with("terms", mean(mastery, &at_mastery))
            .with("result", mastery.scale.shown_score(result)),
        None => Sentence::new("mastery.working_not_yet").with("n", at_mastery.len()),
    };
    text::say(&said.with("wanted", wanted).with("mastery", mastery.scale.shown_score(mastery.scale.mastery)))
}

/// "(2 + 3 + 4) / 3"
fn mean(mastery: &StandardMastery, scores: &[f64]) -> String {
    format!("({}) / {}", numbers(mastery, scores).join(" + "), scores.len())
}

fn list(mastery: &StandardMastery, key: &'static str, scores: &[f64]) -> String {
    text::say(&Sentence::new(key).with("scores", numbers(mastery, scores).join(", ")))
}

/// Scores as the class counts them. Turned over, sums of shares that come to one stay right.
fn numbers(mastery: &StandardMastery, scores: &[f64]) -> Vec<String> {
    scores.iter().map(|score| text::number(mastery.scale.shown_score(*score))).collect()
}

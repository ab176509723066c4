//! Scores from several pieces of evidence, by the calculations that users of Canvas and JumpRope know.

use crate::domain::subject::Calculation;

/// The score of a student on a standard, rounded once to two decimals, half away from zero.
///
/// `scores` run from the oldest to the newest day of work, on the subject's scale. `parameter` is the per cent of
/// weight on the newest score (65 where it is missing) or n (5). `mastery` is the level from which a score counts for
/// `NTimes`. `None` means that there is no score, which is not 0.
pub fn score(calculation: Calculation, parameter: Option<f64>, mastery: f64, scores: &[f64]) -> Option<f64> {
    let (newest, earlier) = scores.split_last()?;
    let weight = (parameter.unwrap_or(65.0) / 100.0).clamp(0.0, 1.0);
    let score = match calculation {
        Calculation::Highest => scores.iter().copied().fold(*newest, f64::max),
        Calculation::Latest => *newest,
        Calculation::Average => mean(scores)?,
        Calculation::Weighted => {
            mean(earlier).map_or(*newest, |rest| weight * newest + (1.0 - weight) * rest)
        }
        Calculation::Decaying => decayed(scores, weight),
        Calculation::NTimes => {
            let at_mastery: Vec<f64> = scores.iter().copied().filter(|score| *score >= mastery).collect();
            let enough = count(&at_mastery) >= parameter.unwrap_or(5.0).max(1.0);
            enough.then(|| mean(&at_mastery)).flatten()?
        }
        Calculation::PowerLaw => power_law(scores)?,
    };
    Some(round(score))
}

/// Each score in turn counts `weight`, all before it the rest.
fn decayed(scores: &[f64], weight: f64) -> f64 {
    let fold = |so_far: Option<f64>, score: &f64| {
        Some(so_far.map_or(*score, |so_far| weight * score + (1.0 - weight) * so_far))
    };
    scores.iter().fold(None, fold).unwrap_or_default()
}

/// `y = a x^b` fitted by least squares on logarithms (Marzano, Classroom Assessment and Grading That Work, 2006, ch. 4),
/// read at the newest x. A score of 0 or less has no logarithm: no score.
fn power_law(scores: &[f64]) -> Option<f64> {
    if scores.len() < 2 {
        return scores.first().copied().filter(|score| *score > 0.0);
    }
    if scores.iter().any(|score| *score <= 0.0) {
        return None;
    }
    let points: Vec<(f64, f64)> =
        (1..).map(f64::from).zip(scores).map(|(x, y)| (libm::log(x), libm::log(*y))).collect();
    let n = count(scores);
    let (sum_x, sum_y) = points.iter().fold((0.0, 0.0), |(x, y), point| (x + point.0, y + point.1));
    let (sum_xx, sum_xy) = points.iter().fold((0.0, 0.0), |(xx, xy), (x, y)| (xx + x * x, xy + x * y));
    let slope = (n * sum_xy - sum_x * sum_y) / (n * sum_xx - sum_x * sum_x);
    let intercept = (sum_y - slope * sum_x) / n;
    Some(libm::exp(intercept + slope * libm::log(n)))
}

fn mean(scores: &[f64]) -> Option<f64> {
    (!scores.is_empty()).then(|| scores.iter().sum::<f64>() / count(scores))
}

#[expect(clippy::cast_precision_loss, reason = "a student has fewer than 2^52 scores")]
fn count(scores: &[f64]) -> f64 {
    scores.len() as f64
}

/// Half away from zero, forgiving the last bit: 3.475 is not a binary number, but it is a half.
fn round(score: f64) -> f64 {
    let hundredths = score * 100.0;
    libm::floor(hundredths.abs() + 0.5 + 1e-9) / 100.0 * hundredths.signum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(tag: &str, parameter: Option<f64>, scores: &[f64], expected: Option<f64>) {
        let calculation = Calculation::from_tag(tag).unwrap();
        assert_eq!(score(calculation, parameter, 3.0, scores), expected, "{tag} {parameter:?} {scores:?}");
    }

    #[test]
    fn each_calculation_on_a_case_worked_by_hand() {
        check("highest", None, &[3.0, 1.0], Some(3.0));
        check("latest", None, &[4.0, 1.0, 3.0], Some(3.0));
        check("average", None, &[2.0, 3.0], Some(2.5));
        check("n_times", Some(3.0), &[3.0, 1.0, 2.0], None);
        check("n_times", Some(3.0), &[3.0, 4.0, 3.0], Some(3.33));
        check("weighted_average", None, &[2.0, 3.0, 4.0], Some(3.48));
        check("weighted_average", None, &[3.0], Some(3.0));
        check("decaying_average", None, &[2.0, 3.0, 4.0], Some(3.53));
        check("power_law", None, &[1.0, 2.0, 3.0, 4.0], Some(4.0));
        check("power_law", None, &[2.0], Some(2.0));
        check("power_law", None, &[2.0, 0.0], None);
        for calculation in Calculation::ALL {
            check(calculation.tag(), None, &[], None);
        }
    }

    /// Of Canvas LMS (outcome roll-ups) and JumpRope (power law): oldest score first, weights in per cent, rounded once
    /// to two decimals, half away from zero.
    #[test]
    fn the_published_numbers() {
        check("highest", None, &[3.0, 1.0], Some(3.0));
        check("latest", None, &[4.0, 1.0, 3.0], Some(3.0));
        check("n_times", Some(3.0), &[3.0, 1.0, 2.0], None);
        check("n_times", Some(1.0), &[1.0, 2.0], None);
        check("n_times", Some(1.0), &[1.0, 2.0, 3.0, 4.0], Some(3.5));
        check("n_times", Some(3.0), &[3.0, 4.0, 3.0], Some(3.33));
        check("weighted_average", Some(75.0), &[3.0, 1.0, 5.0, 4.0], Some(3.75));
        check("weighted_average", Some(65.0), &[2.0, 3.0, 4.0], Some(3.48));
        check("weighted_average", Some(65.0), &[3.0, 2.0], Some(2.35));
        check("decaying_average", Some(65.0), &[2.0, 3.0, 4.0], Some(3.53));
        check("power_law", None, &[1.0, 2.0, 3.0, 4.0], Some(4.0));
        check("power_law", None, &[2.0, 4.0, 1.0, 3.0], Some(2.16));
        check("power_law", None, &[3.0, 3.0, 1.0, 3.0], Some(1.9));
    }
}

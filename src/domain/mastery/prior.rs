//! The class's prior for one standard: what is believed of a student before the first piece of evidence.
//!
//! Mean and strength are those that foretell each piece of the class best from the student's pieces before it
//! (prequential fit: Dawid, Journal of the Royal Statistical Society A 147, 1984), with older pieces counting less. Fitted
//! so, neither long rows of marks nor a teacher who stops after three right answers pull the mean. A small class knows
//! little: mean and strength are drawn towards usual ones (empirical Bayes: Casella, The American Statistician 39, 1985).

use super::beta::Beta;
use super::estimate::{Piece, Tally};

/// Strengths that are tried: how many looks the class's word counts as. Not more, however alike a class seems: two full
/// tickets must be able to convince.
const STRENGTHS: [f64; 7] = [0.6, 1.0, 1.5, 2.2, 3.2, 4.5, 6.5];
/// The usual strength, and how much it holds against the class's own (on the logarithm of the strength).
const USUAL_STRENGTH: f64 = 3.2;
const STRENGTH_WEIGHT: f64 = 2.0;
/// The usual mean, worth so many looks.
const USUAL_MEAN: f64 = 0.6;
const MEAN_WEIGHT: f64 = 10.0;
/// Bounds of the mean.
const MEANS: (f64, f64) = (0.02, 0.98);
/// What a piece keeps of its weight with each newer one, for this fit: it stands in for what students learn.
const KEEPS: f64 = 0.9;

/// A piece, and what was seen of its student before.
struct Next {
    before: Tally,
    piece: Tally,
}

/// The class's prior for one standard. `students` holds each student's pieces, oldest first.
pub fn class_prior(students: &[Vec<Piece>]) -> Beta {
    let mut all: Vec<Next> = Vec::new();
    for pieces in students {
        let mut before = Tally::default();
        for piece in pieces.iter().map(Tally::of) {
            all.push(Next { before, piece });
            before = before.then(KEEPS, piece);
        }
    }
    let mut strength = USUAL_STRENGTH;
    let mut mean = best_mean(&all, strength);
    for _ in 0..3 {
        let next = best_strength(&all, mean);
        if (next - strength).abs() < f64::EPSILON {
            break;
        }
        strength = next;
        mean = best_mean(&all, strength);
    }
    of(mean, strength)
}

fn of(mean: f64, strength: f64) -> Beta {
    Beta { alpha: mean * strength, beta: (1.0 - mean) * strength }
}

/// By halving: the logarithm of the likelihood is concave in the mean, so that its slope changes sign once.
fn best_mean(all: &[Next], strength: f64) -> f64 {
    let slope = |mean: f64| {
        let Beta { alpha, beta } = of(mean, strength);
        let seen: f64 = all
            .iter()
            .map(|Next { before, piece }| {
                piece.right() / (alpha + before.right()) - piece.wrong() / (beta + before.wrong())
            })
            .sum();
        strength * seen + MEAN_WEIGHT * (USUAL_MEAN / mean - (1.0 - USUAL_MEAN) / (1.0 - mean))
    };
    let (mut low, mut high) = MEANS;
    for _ in 0..20 {
        let middle = (low + high) / 2.0;
        if slope(middle) > 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    (low + high) / 2.0
}

fn best_strength(all: &[Next], mean: f64) -> f64 {
    let likelihood = |strength: f64| {
        let Beta { alpha, beta } = of(mean, strength);
        let log_chance = |Next { before, piece }: &Next| {
            let (right, wrong) = (alpha + before.right(), beta + before.wrong());
            piece.right() * libm::log(right / (right + wrong))
                + piece.wrong() * libm::log(wrong / (right + wrong))
        };
        let unusual = libm::log(strength / USUAL_STRENGTH);
        all.iter().map(log_chance).sum::<f64>() - STRENGTH_WEIGHT * unusual * unusual
    };
    let tried = STRENGTHS.into_iter().map(|strength| (likelihood(strength), strength));
    tried.fold((f64::NEG_INFINITY, USUAL_STRENGTH), |best, next| if next.0 > best.0 { next } else { best }).1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strength(class: &[Vec<Piece>]) -> f64 {
        let prior = class_prior(class);
        prior.alpha + prior.beta
    }

    fn items(shares: &[f64]) -> Vec<Piece> {
        shares.iter().copied().map(Piece::item).collect()
    }

    #[test]
    fn a_class_whose_students_differ_lets_evidence_speak() {
        let apart: Vec<_> = (0..20).map(|i| items(&[f64::from(i % 2); 6])).collect();
        let alike: Vec<_> = (0..20).map(|_| items(&[1.0, 0.0, 1.0, 0.0, 1.0, 0.0])).collect();
        assert!(strength(&apart) < strength(&alike));
    }

    #[test]
    fn a_class_without_evidence_has_the_usual_prior() {
        let prior = class_prior(&[vec![], vec![]]);
        assert!((prior.mean() - USUAL_MEAN).abs() < 1e-4 && (strength(&[]) - USUAL_STRENGTH).abs() < 1e-9);
    }

    #[test]
    fn a_large_class_goes_by_its_own_marks_and_a_small_one_less() {
        let class = |n: usize| (0..n).map(|_| items(&[0.2])).collect::<Vec<_>>();
        assert!((class_prior(&class(500)).mean() - 0.2).abs() < 0.02);
        assert!((class_prior(&class(5)).mean() - 0.2).abs() > 0.1);
    }

    #[test]
    fn a_long_row_of_marks_does_not_speak_for_the_class() {
        let mut class: Vec<_> = (0..10).map(|_| items(&[1.0])).collect();
        class.push(items(&[0.0; 40]));
        assert!(class_prior(&class).mean() > 0.6);
    }
}

//! How sure we are: chance of mastery and its band, from a beta-binomial whose prior is fitted to the class.
//!
//! A student's true share on a standard is drawn from a beta distribution that the whole class shares; each piece of
//! evidence is one draw, of which its share of the scale counts as success. The prior's mean is the class's mean,
//! pulled a little to the middle; its strength is the most likely one on a coarse grid (empirical Bayes: Casella, The
//! American Statistician 39, 1985), so that a class whose students differ much lets each student's own evidence speak.

use super::beta::{Beta, ln_beta};

/// Strengths that are tried: how many pieces of evidence the class's word counts as.
const STRENGTHS: [f64; 10] = [0.6, 1.0, 1.5, 2.2, 3.2, 4.5, 6.5, 9.0, 13.0, 20.0];
/// The usual strength: holds where this class has shown little, with the weight of the line below.
const USUAL: f64 = 2.2;
const PRIOR_WEIGHT: f64 = 1.0;

/// What is believed of one student on one standard.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// Belief about the share of the scale.
    pub belief: Beta,
    /// Pieces of evidence.
    pub n: usize,
}

impl Estimate {
    /// Chance that the true share is at or above `cut`.
    pub fn chance(&self, cut: f64) -> f64 {
        self.belief.chance_from(cut)
    }

    /// 80 % band of the true share.
    pub fn band(&self) -> (f64, f64) {
        (self.belief.quantile(0.1), self.belief.quantile(0.9))
    }
}

/// The class's prior for one standard. `students` holds each student's evidence as shares of the scale, 0 to 1.
pub fn class_prior(students: &[Vec<f64>]) -> Beta {
    let sums: Vec<(f64, f64)> =
        students.iter().filter(|shares| !shares.is_empty()).map(|shares| sums(shares)).collect();
    let (successes, trials) = sums.iter().fold((0.0, 0.0), |(s, n), (ds, dn)| (s + ds, n + dn));
    let mean = ((successes + 1.0) / (trials + 2.0)).clamp(0.02, 0.98);
    let prior = |strength: f64| Beta { alpha: mean * strength, beta: (1.0 - mean) * strength };
    let likelihood = |strength: f64| {
        let Beta { alpha, beta } = prior(strength);
        let usual = libm::log(strength / USUAL);
        let seen: f64 =
            sums.iter().map(|(s, n)| ln_beta(alpha + s, beta + n - s) - ln_beta(alpha, beta)).sum();
        seen - PRIOR_WEIGHT * usual * usual
    };
    let best = STRENGTHS.into_iter().map(|strength| (likelihood(strength), strength));
    let (_, strength) =
        best.fold((f64::NEG_INFINITY, USUAL), |best, next| if next.0 > best.0 { next } else { best });
    prior(strength)
}

/// The belief about a student with this evidence, in a class with this prior.
pub fn estimate(prior: Beta, shares: &[f64]) -> Estimate {
    let (successes, trials) = sums(shares);
    Estimate { belief: prior.after(successes, trials), n: shares.len() }
}

fn sums(shares: &[f64]) -> (f64, f64) {
    shares.iter().fold((0.0, 0.0), |(sum, n), share| (sum + share.clamp(0.0, 1.0), n + 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_moves_and_narrows_the_belief() {
        let class = vec![vec![0.0, 0.0, 1.0], vec![1.0, 1.0], vec![1.0], vec![]];
        let prior = class_prior(&class);
        let at = |shares: &[f64]| estimate(prior, shares);
        assert!(at(&[1.0]).chance(0.7) > at(&[]).chance(0.7));
        assert!(at(&[0.0]).chance(0.7) < at(&[]).chance(0.7));
        let width = |shares: &[f64]| at(shares).band().1 - at(shares).band().0;
        assert!(width(&[0.5; 12]) < width(&[0.5; 3]));
    }

    #[test]
    fn a_class_whose_students_differ_lets_evidence_speak() {
        let apart: Vec<Vec<f64>> = (0..20).map(|i| vec![f64::from(i % 2); 6]).collect();
        let alike: Vec<Vec<f64>> = (0..20).map(|_| vec![1.0, 0.0, 1.0, 0.0, 1.0, 0.0]).collect();
        let strength = |class: &[Vec<f64>]| class_prior(class).alpha + class_prior(class).beta;
        assert!(strength(&apart) < strength(&alike));
    }

    #[test]
    fn a_class_without_evidence_knows_nothing() {
        let prior = class_prior(&[vec![], vec![]]);
        assert!((prior.mean() - 0.5).abs() < 1e-12);
    }
}

//! The beta distribution: what is believed of a share between 0 and 1.

use libm::{exp, lgamma, log};

/// A belief about a share: `alpha - 1` successes and `beta - 1` failures seen from a flat start.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Beta {
    /// Above 0.
    pub alpha: f64,
    /// Above 0.
    pub beta: f64,
}

impl Beta {
    /// Mean of the share.
    pub fn mean(self) -> f64 {
        self.alpha / (self.alpha + self.beta)
    }

    /// The belief after `successes` out of `trials`, which need not be whole.
    #[must_use]
    pub fn after(self, successes: f64, trials: f64) -> Self {
        Self { alpha: self.alpha + successes, beta: self.beta + (trials - successes) }
    }

    /// Chance that the share is at or above `cut`.
    pub fn chance_from(self, cut: f64) -> f64 {
        1.0 - self.below(cut)
    }

    /// Chance that the share is below `x`: the regularized incomplete beta function, by Lentz's continued fraction
    /// (Press et al., Numerical Recipes, 3rd ed., section 6.4).
    pub fn below(self, x: f64) -> f64 {
        if x <= 0.0 {
            return 0.0;
        }
        if x >= 1.0 {
            return 1.0;
        }
        let Self { alpha, beta } = self;
        let front = exp(alpha * log(x) + beta * log(1.0 - x) - ln_beta(alpha, beta));
        if x < (alpha + 1.0) / (alpha + beta + 2.0) {
            front * continued_fraction(alpha, beta, x) / alpha
        } else {
            1.0 - front * continued_fraction(beta, alpha, 1.0 - x) / beta
        }
    }

    /// The share that the belief lies below with chance `p`, to four decimals, by halving.
    pub fn quantile(self, p: f64) -> f64 {
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..20 {
            let middle = (low + high) / 2.0;
            if self.below(middle) < p {
                low = middle;
            } else {
                high = middle;
            }
        }
        (low + high) / 2.0
    }
}

/// Logarithm of the beta function.
pub fn ln_beta(alpha: f64, beta: f64) -> f64 {
    lgamma(alpha) + lgamma(beta) - lgamma(alpha + beta)
}

fn continued_fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let keep = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / keep(1.0 - (a + b) * x / (a + 1.0));
    let mut fraction = d;
    for step in 1..=200 {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / keep(1.0 + even * d);
        c = keep(1.0 + even / c);
        fraction *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / keep(1.0 + odd * d);
        c = keep(1.0 + odd / c);
        let change = d * c;
        fraction *= change;
        if (change - 1.0).abs() < 1e-12 {
            break;
        }
    }
    fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_closed_forms() {
        let close = |a: f64, b: f64| assert!((a - b).abs() < 1e-9, "{a} {b}");
        close(Beta { alpha: 1.0, beta: 1.0 }.below(0.3), 0.3);
        close(Beta { alpha: 2.0, beta: 1.0 }.below(0.6), 0.36);
        close(Beta { alpha: 1.0, beta: 3.0 }.below(0.2), 1.0 - 0.512);
        close(Beta { alpha: 0.5, beta: 0.5 }.below(0.5), 0.5);
        close(Beta { alpha: 40.0, beta: 40.0 }.chance_from(0.5), 0.5);
    }

    #[test]
    fn quantile_is_the_inverse() {
        for (alpha, beta) in [(1.0, 1.0), (0.4, 2.0), (12.0, 3.0)] {
            let belief = Beta { alpha, beta };
            for p in [0.1, 0.5, 0.9] {
                assert!((belief.below(belief.quantile(p)) - p).abs() < 1e-3, "{alpha} {beta} {p}");
            }
        }
    }
}

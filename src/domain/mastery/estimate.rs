//! How sure we are: chance of mastery and its band, from a student's pieces of evidence and a prior of the class.
//!
//! A student's true share on a standard is drawn from a beta distribution that the whole class shares ([`class_prior`]).
//! A piece counts by what it holds ([`Piece::looks`]). A student may have learned, at a day that
//! nobody knows: every piece but the first may be the first after it. Each of these stories gives a belief of its own; they
//! are averaged by how well they foretell the student's pieces (product partition models with one change: Barry and
//! Hartigan, The Annals of Statistics 20, 1992), and the average is told as one beta distribution with its mean and
//! variance. So a student who got better is not held to old marks, and one who stays as he is keeps them all.

use super::beta::{Beta, ln_beta};
pub use super::prior::class_prior;

/// Correlation of two items of one ticket: the same day, the same kind of task, one text or picture (testlets: Bradlow,
/// Wainer and Wang, Psychometrika 64, 1999). Chosen; no ticket counts as more than `1 / TICKET`, or 6.7, looks.
const TICKET: f64 = 0.15;
/// Looks of a level that a teacher gives: a judgement on a whole piece of work, which holds several tasks. As much as
/// four items, less than a ticket of five that was counted.
const LEVEL_LOOKS: f64 = 2.5;
/// What help leaves of a piece: half of it may be the helper's.
const HELPED: f64 = 0.5;
/// Chance that a student has learned between two pieces, and the most that all of them together may come to.
const LEARNS: f64 = 0.15;
const LEARNS_AT_MOST: f64 = 0.6;
/// Who has learned has closed about this much of the gap to the full share, a belief worth so many looks.
const CLOSES: f64 = 0.4;
const CLOSES_LOOKS: f64 = 7.0;

/// One piece of evidence, as the estimate sees it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Piece {
    /// Share of the scale, 0 to 1.
    pub share: f64,
    /// Items, or points possible, at least 1 and not always whole; `None` is a level that a teacher gave.
    pub items: Option<f64>,
    /// Done with help: it is worth half its looks.
    pub helped: bool,
}

impl Piece {
    /// A piece of one item, done without help.
    pub const fn item(share: f64) -> Self {
        Self { share, items: Some(1.0), helped: false }
    }

    /// A ticket of several items.
    pub const fn ticket(share: f64, items: f64) -> Self {
        Self { share, items: Some(items), helped: false }
    }

    /// How many independent items the piece is worth: items over their design effect (Kish, Survey Sampling, 1965).
    /// 1 for one item, 3.1 for five, 5.5 for 26, 6.3 for 100.
    pub fn looks(&self) -> f64 {
        let items = self.items.map(|items| items.max(1.0));
        let looks = items.map_or(LEVEL_LOOKS, |items| 1.0 / (TICKET + (1.0 - TICKET) / items));
        if self.helped { looks * HELPED } else { looks }
    }
}

/// Looks, and how many of them were right; neither need be whole.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tally {
    right: f64,
    looks: f64,
}

impl Tally {
    /// What `piece` holds.
    pub(super) fn of(piece: &Piece) -> Self {
        let looks = piece.looks();
        Self { right: looks * piece.share.clamp(0.0, 1.0), looks }
    }

    /// This, with each look worth `factor`, and then `newer`.
    #[must_use]
    pub(super) fn then(self, factor: f64, newer: Self) -> Self {
        Self { right: factor * self.right + newer.right, looks: factor * self.looks + newer.looks }
    }

    fn without(self, older: Self) -> Self {
        Self { right: self.right - older.right, looks: self.looks - older.looks }
    }

    pub(super) const fn right(self) -> f64 {
        self.right
    }

    pub(super) fn wrong(self) -> f64 {
        self.looks - self.right
    }

    /// What is believed after it.
    fn after(self, prior: Beta) -> Beta {
        prior.after(self.right, self.looks)
    }

    /// Logarithm of how well `prior` foretells it (beta-binomial, without the factor that all stories share).
    fn foretold(self, prior: Beta) -> f64 {
        let after = self.after(prior);
        ln_beta(after.alpha, after.beta) - ln_beta(prior.alpha, prior.beta)
    }
}

/// What is believed of one student on one standard.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// Belief about the share of the scale, as of the newest piece.
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

/// The belief about a student with these pieces, oldest first, in a class with this prior.
pub fn estimate(prior: Beta, pieces: &[Piece]) -> Estimate {
    let n = pieces.len();
    let sums = running(pieces);
    let gaps = n.saturating_sub(1);
    let learned = (1.0 - (0..gaps).fold(1.0, |none, _| none * (1.0 - LEARNS))).min(LEARNS_AT_MOST);
    let steady = Story {
        log_weight: libm::log(1.0 - learned) + sums[n].foretold(prior),
        belief: sums[n].after(prior),
    };
    #[expect(clippy::cast_precision_loss, reason = "pieces of one student")]
    let each = libm::log(learned / gaps.max(1) as f64);
    let stories = (1..n).map(|first| {
        let (before, since) = (sums[first], sums[n].without(sums[first]));
        let risen = risen(before.after(prior));
        Story {
            log_weight: each + before.foretold(prior) + since.foretold(risen),
            belief: since.after(risen),
        }
    });
    Estimate { belief: average(steady, &stories.collect::<Vec<_>>()), n }
}

/// Sums before the first piece, after it, after the second, and so on.
fn running(pieces: &[Piece]) -> Vec<Tally> {
    let mut sums = vec![Tally::default()];
    let mut sum = Tally::default();
    for piece in pieces {
        sum = sum.then(1.0, Tally::of(piece));
        sums.push(sum);
    }
    sums
}

/// What is believed of somebody who has learned, before the first look afterwards.
fn risen(before: Beta) -> Beta {
    // The floor keeps a class in which nobody ever failed off the edge, where the distribution ends.
    let gap = ((1.0 - before.mean()) * (1.0 - CLOSES)).max(1e-3);
    Beta { alpha: (1.0 - gap) * CLOSES_LOOKS, beta: gap * CLOSES_LOOKS }
}

/// One way in which it may have come about.
struct Story {
    log_weight: f64,
    belief: Beta,
}

/// The beta distribution with the mean and the variance of all stories together.
fn average(steady: Story, learned: &[Story]) -> Beta {
    if learned.is_empty() {
        return steady.belief;
    }
    let most = learned.iter().fold(steady.log_weight, |most, story| most.max(story.log_weight));
    let (mut weights, mut mean, mut square) = (0.0, 0.0, 0.0);
    for Story { log_weight, belief } in std::iter::once(&steady).chain(learned) {
        let (weight, strength) = (libm::exp(log_weight - most), belief.alpha + belief.beta);
        weights += weight;
        mean += weight * belief.mean();
        square += weight * belief.mean() * (belief.alpha + 1.0) / (strength + 1.0);
    }
    let (mean, square) = (mean / weights, square / weights);
    let variance = (square - mean * mean).max(1e-12);
    let strength = mean * (1.0 - mean) / variance - 1.0;
    Beta { alpha: (mean * strength).max(1e-9), beta: ((1.0 - mean) * strength).max(1e-9) }
}

#[cfg(test)]
#[path = "estimate_tests.rs"]
mod tests;

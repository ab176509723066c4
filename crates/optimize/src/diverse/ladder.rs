//! The temperatures of the copies, and how neighbours trade places.
//!
//! Distances come in any unit and any shape, so no fixed temperature suits them all: the hottest copy is kept where
//! it takes a change in 37 of 100 looks at a member, and the others stand below it, as near to each other as lets all
//! neighbours trade places equally often (Kone and Kofke, J. Chem. Phys. 122, 2005): groups freeze all at once, and
//! where they do the steps have to be small.

use super::replica::Replica;
use crate::Random;

/// Copies searched side by side.
pub(super) const COPIES: usize = 12;
/// The hottest temperature, in the coldest.
const SPAN: f64 = 2.5;
/// Where the hottest begins, in median changes of a random grouping.
const FIRST: f64 = 0.25;
/// Of how many looks at a member the hottest takes a change.
const ACCEPTED: f64 = 0.37;
/// What a copy looks at before the next one's turn: the coldest most, for a hot copy is somewhere else after fewer.
const TURN: (u64, u64) = (10_000, 1_000);
/// Rounds of turns between two corrections.
const ROUNDS: u32 = 8;
/// A correction changes the logarithm of the temperature by this at first, less each time, and at last by `LEAST`.
const CORRECTION: f64 = 0.3;
const FADING: f64 = 0.97;
const LEAST: f64 = 0.005;
/// A step of the ladder grows and shrinks by this times the correction, and stays within `STEPS` of its equal share.
const STEP: f64 = 3.0;
const STEPS: (f64, f64) = (0.3, 3.0);
/// What the newest chance to trade counts against all before.
const NEWEST: f64 = 0.05;

/// How many losses are drawn from.
pub(super) const LOSSES: usize = 1024;
/// No loss is larger, so that it fits into 32 bits with the sums.
const LARGEST_LOSS: f64 = (1 << 28) as f64;
/// For one temperature the losses that may be taken: the quantiles of the exponential distribution, out of order, and
/// the first of them again for as many groups as there are. A change is taken where its loss is at most one of them,
/// which is Metropolis' rule without an exponential each time, but that the members of a group share one.
pub(super) type Losses = Vec<i32>;

#[derive(Clone, Debug)]
pub(super) struct Ladder {
    /// Quantiles for temperature 1.
    unit: Vec<f64>,
    losses: Vec<Losses>,
    temperature: Vec<f64>,
    /// Logarithm of the hottest temperature.
    hottest: f64,
    correction: f64,
    /// Between each copy and the next hotter one: part of the logarithm of the span, and how often they trade.
    step: Vec<f64>,
    traded: Vec<f64>,
    looked: u64,
    accepted: u64,
    rounds: u32,
}

/// Changes that a copy looks at before the next one's turn.
pub(super) fn turn(copy: usize) -> u64 {
    TURN.0 - (TURN.0 - TURN.1) * copy as u64 / (COPIES as u64 - 1)
}

impl Ladder {
    /// `median` is the median change of a random grouping, `n_groups` how many losses a look needs.
    pub fn new(median: f64, n_groups: usize) -> Ladder {
        // A multiplier without a common divisor with 1024 visits all quantiles, far apart.
        let quantile = |i: usize| -libm::log(((i * 389 % LOSSES) as f64 + 0.5) / LOSSES as f64);
        let mut ladder = Ladder {
            unit: (0..LOSSES + n_groups).map(quantile).collect(),
            losses: vec![vec![0; LOSSES + n_groups]; COPIES],
            temperature: vec![1.0; COPIES],
            hottest: libm::log(median * FIRST),
            correction: CORRECTION,
            step: vec![1.0; COPIES - 1],
            traded: vec![0.5; COPIES - 1],
            looked: 0,
            accepted: 0,
            rounds: 0,
        };
        ladder.set();
        ladder
    }

    /// What a copy accepts at the temperature that it has now.
    pub fn losses(&self, copy: usize) -> &Losses {
        &self.losses[copy]
    }

    /// One look of a copy; those of the hottest count.
    pub fn count(&mut self, copy: usize, is_changed: bool) {
        if copy + 1 == COPIES {
            self.looked += 1;
            self.accepted += u64::from(is_changed);
        }
    }

    /// Lets neighbours trade places, every other pair each time, then corrects the temperatures.
    pub fn trade(&mut self, replicas: &mut [Replica], random: &mut Random) {
        self.rounds += 1;
        for cold in ((self.rounds as usize % 2)..COPIES - 1).step_by(2) {
            let gain = (replicas[cold + 1].value - replicas[cold].value) as f64;
            let height = gain * (1.0 / self.temperature[cold] - 1.0 / self.temperature[cold + 1]);
            let is_traded = height >= 0.0 || random.unit() < libm::exp(height);
            self.traded[cold] += NEWEST * (f64::from(u8::from(is_traded)) - self.traded[cold]);
            if is_traded {
                replicas.swap(cold, cold + 1);
            }
        }
        if self.rounds.is_multiple_of(ROUNDS) {
            let rate = self.accepted as f64 / self.looked.max(1) as f64;
            self.hottest += self.correction * ((ACCEPTED - rate) / ACCEPTED).max(-1.0);
            self.hottest = self.hottest.max(0.0);
            let mean = self.traded.iter().sum::<f64>() / self.traded.len() as f64;
            for (step, traded) in self.step.iter_mut().zip(&self.traded) {
                let factor = libm::exp(STEP * self.correction * (traded - mean));
                *step = (*step * factor).clamp(STEPS.0, STEPS.1);
            }
            self.correction = (self.correction * FADING).max(LEAST);
            (self.looked, self.accepted) = (0, 0);
            self.set();
        }
    }

    fn set(&mut self) {
        for copy in 0..COPIES {
            let below = self.step[copy..].iter().sum::<f64>() / self.step.iter().sum::<f64>();
            let temperature = libm::exp(self.hottest - libm::log(SPAN) * below);
            self.temperature[copy] = temperature;
            for (loss, unit) in self.losses[copy].iter_mut().zip(&self.unit) {
                *loss = (unit * temperature).min(LARGEST_LOSS) as i32;
            }
        }
    }
}

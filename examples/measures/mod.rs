//! How good predictions are, and dice that fall alike everywhere; shared by the benchmarks of the estimate.
#![allow(dead_code, reason = "each benchmark takes what it needs")]

/// What was predicted, and what was answered: 0 or 1.
pub type Predicted = Vec<(f64, f64)>;

#[expect(clippy::cast_precision_loss, reason = "counts of answers")]
fn count(n: usize) -> f64 {
    n as f64
}

/// Root-mean-square error.
pub fn error(predicted: &Predicted) -> f64 {
    let sum: f64 = predicted.iter().map(|(guess, answer)| (guess - answer) * (guess - answer)).sum();
    (sum / count(predicted.len())).sqrt()
}

/// The chance that a right answer was predicted higher than a wrong one, ties as halves (Mann and Whitney, 1947).
pub fn auc(predicted: &Predicted) -> f64 {
    let mut sorted = predicted.clone();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut at, mut ranks, mut right) = (0, 0.0, 0.0);
    while at < sorted.len() {
        let end = at + sorted[at..].iter().take_while(|pair| pair.0 <= sorted[at].0).count();
        let rank = count(at + 1 + end) / 2.0;
        let n = count(sorted[at..end].iter().filter(|pair| pair.1 > 0.5).count());
        (ranks, right, at) = (ranks + rank * n, right + n, end);
    }
    let wrong = count(sorted.len()) - right;
    (ranks - right * (right + 1.0) / 2.0) / (right * wrong)
}

/// Expected calibration error: distance of what was predicted from what came, over ten bins.
pub fn calibration(predicted: &Predicted) -> f64 {
    let mut bins = [0.0; 10];
    for (guess, answer) in predicted {
        let bin = (0..9).find(|bin| *guess < count(bin + 1) / 10.0).unwrap_or(9);
        bins[bin] += guess - answer;
    }
    bins.iter().map(|bin| bin.abs()).sum::<f64>() / count(predicted.len())
}

/// Seeded dice (`SplitMix64`: Steele, Lea and Flood, OOPSLA 2014).
pub struct Dice(pub u64);

impl Dice {
    /// From 0 up to 1.
    pub fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        #[expect(clippy::cast_precision_loss, reason = "53 bits")]
        let bits = ((z ^ (z >> 31)) >> 11) as f64;
        bits / 9_007_199_254_740_992.0
    }

    /// From `low` up to `high`, which is never drawn itself.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.share()
    }

    /// From `low` up to and with `high`.
    pub fn whole(&mut self, low: u32, high: u32) -> u32 {
        let drawn = self.share() * f64::from(high - low + 1);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below the width")]
        let drawn = drawn as u32;
        low + drawn.min(high - low)
    }

    /// Standard normal (Box and Muller, 1958).
    pub fn normal(&mut self) -> f64 {
        let length = (-2.0 * libm::log(self.share().max(1e-300))).sqrt();
        length * libm::cos(std::f64::consts::TAU * self.share())
    }

    /// Gamma (Marsaglia and Tsang, 2000).
    fn gamma(&mut self, shape: f64) -> f64 {
        if shape < 1.0 {
            return self.gamma(shape + 1.0) * libm::pow(self.share(), 1.0 / shape);
        }
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        loop {
            let x = self.normal();
            let v = (1.0 + c * x) * (1.0 + c * x) * (1.0 + c * x);
            if v > 0.0 && libm::log(self.share()) < 0.5 * x * x + d - d * v + d * libm::log(v) {
                return d * v;
            }
        }
    }

    /// A share around `mean`, the more tightly the larger `strength`.
    pub fn around(&mut self, mean: f64, strength: f64) -> f64 {
        let mean = mean.clamp(1e-3, 1.0 - 1e-3);
        let (a, b) = (self.gamma(mean * strength), self.gamma((1.0 - mean) * strength));
        if a + b > 0.0 { a / (a + b) } else { mean }
    }
}

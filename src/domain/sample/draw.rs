//! Seeded draws for generated classes: the same seed gives the same class on every machine.

use optimize::Random;

/// A seeded source of draws.
#[derive(Debug, Clone)]
pub struct Draw(Random);

impl Draw {
    /// Draws for a seed and a purpose: two purposes of one seed draw apart, so that more of one changes nothing of the
    /// other.
    pub fn new(seed: u64, purpose: u64) -> Self {
        Self(Random::new(seed ^ purpose.wrapping_mul(0x9e37_79b9_7f4a_7c15)))
    }

    /// A number in `0..bound`; 0 for bound 0.
    pub fn below(&mut self, bound: u32) -> u32 {
        self.0.below(bound)
    }

    /// A place in a list of this length; 0 for an empty one.
    pub fn place(&mut self, len: usize) -> usize {
        self.below(u32::try_from(len).unwrap_or(u32::MAX)) as usize
    }

    /// Whether something of this chance happens.
    pub fn chance(&mut self, chance: f64) -> bool {
        self.0.unit() < chance
    }

    /// A number about 0, two thirds of them within 1: a sum of twelve uniform draws, which is near enough to normal.
    pub fn bell(&mut self) -> f64 {
        (0..12).map(|_| self.0.unit()).sum::<f64>() - 6.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn purposes_draw_apart_and_repeat() {
        let drawn = |purpose| {
            (0..8)
                .map(|_| 0)
                .scan(Draw::new(7, purpose), |draw, _: u8| Some(draw.below(1000)))
                .collect::<Vec<u32>>()
        };
        assert_eq!(drawn(1), drawn(1));
        assert_ne!(drawn(1), drawn(2));
    }

    #[test]
    fn the_bell_has_its_middle_at_zero() {
        let mut draw = Draw::new(3, 0);
        let drawn: Vec<f64> = (0..2000).map(|_| draw.bell()).collect();
        let within = drawn.iter().filter(|x| x.abs() < 1.0).count();
        assert!((1250..1480).contains(&within), "{within}");
        assert!(drawn.iter().sum::<f64>().abs() < 120.0);
    }
}

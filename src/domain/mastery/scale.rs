//! A subject's proficiency levels: names, and where each begins.

use super::records::Level;
use crate::domain::Class;
use crate::domain::id::SubjectId;

/// Where the usual four levels begin, as shares of the points.
const USUAL_CUTS: [f64; 4] = [0.0, 0.4, 0.7, 0.95];

/// The levels of a subject, lowest number first; there are 2 to 6.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    /// Share of the points from which each level is reached.
    pub cuts: Vec<f64>,
    /// Names given by the class; empty is the usual one.
    pub names: Vec<String>,
    /// Level from which a standard counts as mastered.
    pub mastery: f64,
}

impl Default for Scale {
    fn default() -> Self {
        Self { cuts: USUAL_CUTS.to_vec(), names: vec![String::new(); USUAL_CUTS.len()], mastery: 3.0 }
    }
}

impl Scale {
    /// The scale of a subject.
    pub fn of(class: &Class, subject: &SubjectId) -> Self {
        let mastery = class.subjects.get(subject).map_or(3.0, crate::domain::subject::Subject::mastery_level);
        let levels: Vec<&Level> =
            (1..=6).map_while(|level| class.levels.get(&(subject.clone(), level))).collect();
        if levels.len() < 2 {
            return Self { mastery, ..Self::default() };
        }
        let even = |at: usize| usize_share(at, levels.len());
        Self {
            cuts: levels
                .iter()
                .enumerate()
                .map(|(at, level)| level.cut.unwrap_or_else(|| even(at)))
                .collect(),
            names: levels.iter().map(|level| level.name.clone()).collect(),
            mastery,
        }
    }

    /// How many levels there are.
    pub fn len(&self) -> usize {
        self.cuts.len()
    }

    /// Never: there are at least two levels.
    pub fn is_empty(&self) -> bool {
        self.cuts.is_empty()
    }

    /// The level of a score, 1 to the number of levels: 2.65 is level 2.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 1..=6")]
    pub fn level(&self, score: f64) -> u32 {
        libm::floor(score + 1e-9).clamp(1.0, u32::try_from(self.len()).map_or(6.0, f64::from)) as u32
    }

    /// The level that points out of points possible show.
    pub fn level_of_points(&self, points: f64, of: f64) -> f64 {
        let share = if of > 0.0 { points / of } else { 0.0 };
        let reached = self.cuts.iter().take_while(|cut| share + 1e-9 >= **cut).count().max(1);
        u32::try_from(reached).map_or(1.0, f64::from)
    }

    /// A level score as a share of the scale: the middle between where its level begins and where the next does.
    pub fn share(&self, score: f64) -> f64 {
        let at = usize::try_from(self.level(score)).unwrap_or(1) - 1;
        let next = self.cuts.get(at + 1).copied().unwrap_or(1.0);
        f64::midpoint(self.cuts[at], next)
    }

    /// Share from which a standard counts as mastered.
    pub fn mastery_cut(&self) -> f64 {
        let at = usize::try_from(self.level(self.mastery)).unwrap_or(1) - 1;
        self.cuts[at]
    }
}

#[expect(clippy::cast_precision_loss, reason = "at most six levels")]
fn usize_share(at: usize, of: usize) -> f64 {
    at as f64 / of as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_and_scores_become_levels() {
        let scale = Scale::default();
        for (points, of, level) in [
            (2.0, 6.0, 1.0),
            (3.0, 5.0, 2.0),
            (7.0, 10.0, 3.0),
            (4.0, 5.0, 3.0),
            (5.0, 5.0, 4.0),
            (0.0, 0.0, 1.0),
        ] {
            assert!((scale.level_of_points(points, of) - level).abs() < 1e-12, "{points} of {of}");
        }
        for (score, level) in [(0.0, 1), (1.99, 1), (2.65, 2), (3.0, 3), (4.0, 4), (9.0, 4)] {
            assert_eq!(scale.level(score), level);
        }
        assert!((scale.mastery_cut() - 0.7).abs() < 1e-12);
        assert!((scale.share(2.0) - 0.55).abs() < 1e-12);
    }
}

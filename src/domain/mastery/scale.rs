//! A subject's proficiency levels: names, where each begins, and in which direction they are counted.
//!
//! Scores rise from 1 everywhere inside: in a file, in every calculation, in every comparison. Where a class counts its
//! levels down, 1 being the best, they are turned over where a person reads or types them, and nowhere else.

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
    /// Levels are counted down when shown: 1 is the best.
    pub down: bool,
}

impl Default for Scale {
    fn default() -> Self {
        Self {
            cuts: USUAL_CUTS.to_vec(),
            names: vec![String::new(); USUAL_CUTS.len()],
            mastery: 3.0,
            down: false,
        }
    }
}

impl Scale {
    /// The scale of a subject.
    pub fn of(class: &Class, subject: &SubjectId) -> Self {
        let mastery = class.subjects.get(subject).map_or(3.0, crate::domain::subject::Subject::mastery_level);
        let down = class.subjects.get(subject).is_some_and(|subject| subject.best_first);
        let levels: Vec<&Level> =
            (1..=6).map_while(|level| class.levels.get(&(subject.clone(), level))).collect();
        if levels.len() < 2 {
            return Self { mastery, down, ..Self::default() };
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
            down,
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

    /// A level as a person reads it: counted down where 1 is the best.
    pub fn shown(&self, level: u32) -> u32 {
        let levels = u32::try_from(self.len()).unwrap_or(level);
        if self.down && (1..=levels).contains(&level) { levels + 1 - level } else { level }
    }

    /// A score, which may lie between two levels, as a person reads it.
    pub fn shown_score(&self, score: f64) -> f64 {
        let levels = u32::try_from(self.len()).map_or(score, f64::from);
        if self.down && (1.0..=levels).contains(&score) { levels + 1.0 - score } else { score }
    }

    /// The score of a level as a person types it. What is not on the scale stays as it was typed, and is refused by
    /// that number.
    pub fn from_shown(&self, typed: f64) -> f64 {
        self.shown_score(typed)
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

    fn scale(n: u32, down: bool) -> Scale {
        let mut class = Class::default();
        for level in 1..=n {
            let cut = f64::from(level - 1) / f64::from(n);
            class.set("level", &format!("m/{level}"), "cut", &crate::domain::record::FieldValue::write(&cut));
        }
        class.set("subject", "m", "best_first", &crate::domain::record::Value::Bool(down));
        Scale::of(&class, &"m".into())
    }

    #[test]
    fn levels_that_run_down_are_turned_over_where_they_are_read_and_typed() {
        for n in [2, 4, 6] {
            let (up, down) = (scale(n, false), scale(n, true));
            assert_eq!(
                (up.len(), &up.cuts),
                (usize::try_from(n).unwrap(), &down.cuts),
                "inside they are the same"
            );
            for level in 1..=n {
                assert_eq!((up.shown(level), down.shown(level)), (level, n + 1 - level));
                let typed = f64::from(down.shown(level));
                assert!((down.from_shown(typed) - f64::from(level)).abs() < 1e-12);
                assert!((up.from_shown(f64::from(level)) - f64::from(level)).abs() < 1e-12);
            }
            for off in [0.0, f64::from(n + 1), -2.0] {
                assert!((down.from_shown(off) - off).abs() < 1e-12, "refused by the number that was typed");
            }
        }
        assert!((scale(4, true).shown_score(2.65) - 2.35).abs() < 1e-12);
    }

    #[test]
    fn two_and_six_levels_have_their_cuts() {
        assert!((scale(2, false).level_of_points(1.0, 2.0) - 2.0).abs() < 1e-12);
        assert!((scale(6, true).level_of_points(5.0, 6.0) - 6.0).abs() < 1e-12);
        assert_eq!(scale(2, false).level(9.0), 2);
    }
}

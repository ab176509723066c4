//! A level as a page prints it.

use serde::Serialize;

use super::text;
use crate::domain::Sentence;
use crate::domain::mastery::{Scale, Standing};

/// One mark: shape and colour by level, digit, and the words that say it all.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct MarkRow {
    /// 1 to 4: shape and colour; `None` is no evidence.
    pub level: Option<u32>,
    /// What stands in it: the level, or a dot.
    pub digit: String,
    /// Little evidence: pale and dashed.
    pub tentative: bool,
    /// A bar under the digit.
    pub set_by_teacher: bool,
    /// "level 2, tentative".
    pub words: String,
}

impl MarkRow {
    /// Where a student stands.
    pub fn of(scale: &Scale, standing: &Standing) -> Self {
        let Some(level) = standing.level else {
            let words = text::of("common.no_evidence").to_owned();
            return Self { digit: "·".into(), words, ..Self::default() };
        };
        let (tentative, set_by_teacher) = (standing.tentative(), standing.set_by_teacher);
        let key = match (tentative, set_by_teacher) {
            (true, _) => "mastery.mark_tentative",
            (_, true) => "mastery.mark_set",
            _ => "mastery.mark",
        };
        let words = text::say(&Sentence::new(key).with("level", f64::from(scale.shown(level))));
        let digit = scale.shown(level).to_string();
        Self { level: Some(look(scale, level)), digit, tentative, set_by_teacher, words }
    }

    /// Nothing, because the standard is not one of this student's.
    pub fn not_for() -> Self {
        Self { words: text::of("mastery.not_for").to_owned(), ..Self::default() }
    }

    /// Whether it is that: even without evidence there is a dot to fill.
    pub fn is_not_for(&self) -> bool {
        self.digit.is_empty()
    }

    /// A level alone.
    pub fn plain(scale: &Scale, level: u32) -> Self {
        let shown = scale.shown(level);
        let words = text::say(&Sentence::new("mastery.mark").with("level", f64::from(shown)));
        Self { level: Some(look(scale, level)), digit: shown.to_string(), words, ..Self::default() }
    }
}

/// Colour and shape of a level, 1 to 4, on a scale of two to six: round below mastery, square from it on, the first
/// level and what lies beyond mastery set apart.
pub fn look(scale: &Scale, level: u32) -> u32 {
    let mastery = scale.level(scale.mastery);
    match level {
        level if level > mastery => 4,
        level if level == mastery => 3,
        1 => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_below_mastery_and_square_from_it_on() {
        let of = |n: usize, mastery: f64| {
            let scale = Scale { cuts: vec![0.0; n], names: Vec::new(), mastery, down: false };
            (1..=6).take(n).map(|level| look(&scale, level)).collect::<Vec<u32>>()
        };
        assert_eq!(of(4, 3.0), [1, 2, 3, 4]);
        assert_eq!(of(2, 2.0), [1, 3]);
        assert_eq!(of(5, 3.0), [1, 2, 3, 4, 4]);
        assert_eq!(of(6, 5.0), [1, 2, 2, 2, 3, 4]);
    }

    #[test]
    fn a_level_that_runs_down_keeps_its_look_and_changes_its_number() {
        let scale = Scale { down: true, ..Scale::default() };
        let best = MarkRow::plain(&scale, 4);
        assert_eq!((best.level, best.digit.as_str(), best.words.as_str()), (Some(4), "1", "level 1"));
    }
}

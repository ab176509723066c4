//! What a level says, and how sure that is. The verdict follows the level alone; pieces of evidence and the chance of
//! mastery say how sure it is, and never the opposite.

use super::scale::Scale;
use super::standing::Scored;

/// From this chance on that the verdict holds, several pieces make it fairly sure...
const FAIRLY: f64 = 0.6;
/// ...and one piece alone.
const FAIRLY_BY_ONE: f64 = 0.85;

crate::tags! {
    /// What a student knows of a standard.
    Verdict {
        /// Nothing was checked: not a low level, and no need.
        NoEvidence = "no_evidence",
        /// Below the level of mastery.
        NotYet = "not_yet",
        /// At the level of mastery.
        Mastered = "mastered",
        /// At a level above it.
        Beyond = "beyond",
    }
    /// How sure a verdict is.
    Sure {
        /// So many pieces in a row agree as the subject wants, or the teacher set the level.
        Sure = "sure",
        /// The newest piece agrees, and the evidence as a whole makes it likely.
        Fairly = "fairly",
        /// One mark, marks that point both ways, or none from class yet.
        OneMoreCheck = "one_more_check",
    }
}

impl Verdict {
    /// Of a level on a scale; `None` is no evidence.
    pub fn of(scale: &Scale, level: Option<u32>) -> Self {
        let mastery = scale.level(scale.mastery);
        match level {
            None => Self::NoEvidence,
            Some(level) if level < mastery => Self::NotYet,
            Some(level) if level == mastery => Self::Mastered,
            Some(_) => Self::Beyond,
        }
    }

    /// At mastery or beyond.
    pub fn is_mastered(self) -> bool {
        matches!(self, Self::Mastered | Self::Beyond)
    }
}

/// How sure a verdict is that the counted pieces, oldest first, gave. `chance` is the chance of mastery, 0 to 1;
/// `wanted` pieces in a row must agree. A mark with help shows no mastery by itself.
pub(super) fn sure(verdict: Verdict, scale: &Scale, pieces: &[&Scored], chance: f64, wanted: u32) -> Sure {
    if verdict == Verdict::NoEvidence || pieces.iter().all(|piece| piece.provisional) {
        return Sure::OneMoreCheck;
    }
    let mastered = verdict.is_mastered();
    let agrees = |piece: &&&Scored| match piece.score >= scale.mastery {
        true => mastered && !piece.helped,
        false => !mastered,
    };
    let in_a_row = pieces.iter().rev().take_while(agrees).count();
    if u32::try_from(in_a_row).is_ok_and(|in_a_row| in_a_row >= wanted.max(1)) {
        return Sure::Sure;
    }
    let holds = if mastered { chance } else { 1.0 - chance };
    let enough = if pieces.len() == 1 { FAIRLY_BY_ONE } else { FAIRLY };
    if in_a_row > 0 && holds >= enough { Sure::Fairly } else { Sure::OneMoreCheck }
}

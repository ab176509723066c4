//! What a student needs on a standard. No evidence is never a need.

use super::standing::Standing;

/// A student's need for a lesson on a standard.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Need {
    /// Nothing is known: a quick check, and a start at grade level.
    Unknown,
    /// Mastered, as far as the evidence goes: ready for more.
    Met,
    /// Not yet, 0 to 1: one less the chance of mastery.
    Some(f64),
}

impl Need {
    /// From where a student stands. A level set by the teacher decides whether there is a need.
    pub fn of(standing: &Standing) -> Self {
        if standing.score.is_none() {
            Self::Unknown
        } else if standing.set_by_teacher {
            if standing.mastered { Self::Met } else { Self::Some((1.0 - standing.chance).max(0.5)) }
        } else if standing.mastered && standing.chance >= 0.5 {
            Self::Met
        } else {
            Self::Some(1.0 - standing.chance)
        }
    }

    /// The need as a number: 0 where it is met or unknown.
    pub fn amount(self) -> f64 {
        if let Self::Some(amount) = self { amount } else { 0.0 }
    }
}

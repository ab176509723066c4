//! What a student needs on a standard: it follows from the verdict, and how much from how far and how sure. No evidence
//! is never a need, and what is mastered is none.

use super::next_step::Next;
use super::standing::Standing;
use super::verdict::{Sure, Verdict};
use crate::domain::id::StandardId;

/// What is not yet mastered weighs at least this, however near it is.
const NEAR: f64 = 0.5;
/// What a need weighs that several marks show without agreeing, and one that a single mark shows.
const FAIRLY: f64 = 0.9;
const ONE_MARK: f64 = 0.8;

/// What is left of a need while a prerequisite of it is not yet mastered that can be worked on itself: the prerequisite
/// comes first.
const PREREQUISITE_FIRST: f64 = 0.4;

/// A student's need for a lesson on a standard.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Need {
    /// Nothing is known: a quick check, and a start at grade level.
    Unknown,
    /// Mastered: ready for more.
    Met,
    /// Not yet, 0.4 to 1: the farther and the surer, the more.
    Some(f64),
}

impl Need {
    /// From where a student stands.
    pub fn of(standing: &Standing) -> Self {
        let sure = match standing.sure {
            Sure::Sure => 1.0,
            _ if standing.one_mark() => ONE_MARK,
            Sure::Fairly => FAIRLY,
            Sure::OneMoreCheck => ONE_MARK,
        };
        match standing.verdict {
            Verdict::NoEvidence => Self::Unknown,
            Verdict::NotYet => Self::Some(sure * (NEAR + (1.0 - NEAR) * standing.far)),
            Verdict::Mastered | Verdict::Beyond => Self::Met,
        }
    }

    /// What a lesson on the standard weighs where its prerequisite `from` may be among the standards that are worked on
    /// now.
    pub fn weight(self, next: &Next, worked_on: impl Fn(&StandardId) -> bool) -> f64 {
        let waits = next.from.as_ref().is_some_and(worked_on);
        self.amount() * if waits { PREREQUISITE_FIRST } else { 1.0 }
    }

    /// The need as a number: 0 where it is met or unknown.
    pub fn amount(self) -> f64 {
        if let Self::Some(amount) = self { amount } else { 0.0 }
    }
}

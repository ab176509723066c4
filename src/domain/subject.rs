//! Math, reading, habits and so on: each with its framework, scale and time policy.

use super::Class;
use super::id::{FrameworkId, SubjectId};
use crate::domain::order::Order;

/// Pieces of evidence that agree and make a verdict sure, where the subject names no other number.
pub const SURE_PIECES: u32 = 2;

crate::tags! {
    /// How a score is calculated from several pieces of evidence; names and formulas as Canvas users know them.
    Calculation {
        /// Newest counts a fixed share, recursively.
        Decaying = "decaying_average",
        /// The newest score a fixed share, the mean of the rest the other.
        Weighted = "weighted_average",
        /// The best score.
        Highest = "highest",
        /// The newest score.
        Latest = "latest",
        Average = "average",
        /// Mean of the scores at mastery, once there are n of them.
        NTimes = "n_times",
        /// A power law fitted to the scores in order.
        PowerLaw = "power_law",
    }
    /// How the teacher's minutes are shared over the year.
    TimePolicy {
        /// By the end of the year no two students differ by more than one slot.
        Equal = "equal",
        /// In proportion to need, and a floor for everybody.
        NeedWithFloor = "need_with_floor",
    }
}

crate::records! {
    /// A subject of the class.
    "subject" Subject[SubjectId] {
        /// "Math".
        name: String,
        /// Place among the subjects.
        rank: u32,
        /// `ccss-math`, or a framework of the class.
        framework: Option<FrameworkId>,
        /// How scores are calculated.
        calculation: Calculation,
        /// Per cent of weight on the newest score, or n; `None` is the usual one.
        parameter: Option<f64>,
        /// Level from which a standard counts as mastered; `None` is 3.
        mastery: Option<f64>,
        /// 1 is the best level: levels are counted down where they are shown and typed, and rise in the file.
        best_first: bool,
        /// Habits, or social and emotional learning: shown and marked, never used for skill groups.
        habits: bool,
        /// Students' own views count like any mark; else they are only shown beside the score.
        own_view: bool,
        /// Pieces of evidence in a row that make a level sure; `None` is two.
        sure_pieces: Option<u32>,
        /// How the teacher's minutes are shared.
        policy: TimePolicy,
        /// Minutes a week that everybody gets, by need.
        floor_minutes: u32,
        /// Times the slots of another group that the group in focus gets; `None` is twice.
        focus_weight: Option<f64>,
        /// School days that nobody goes unseen; `None` is five.
        unseen_days: Option<u32>,
        /// Slots a week for one student alone.
        one_to_one: u32,
    }
}

impl Subject {
    /// The level from which a standard counts as mastered.
    pub fn mastery_level(&self) -> f64 {
        self.mastery.unwrap_or(3.0)
    }

    /// Pieces of evidence that must agree, the newest first, before a level counts as sure.
    pub fn sure_pieces(&self) -> u32 {
        self.sure_pieces.unwrap_or(SURE_PIECES).max(1)
    }
}

/// Subjects of the class with their names, in the class's order, without habits: these make no groups.
pub fn for_groups(class: &Class) -> Vec<(SubjectId, String)> {
    let mut subjects = in_order(class);
    subjects.retain(|(id, _)| class.subjects.get(id).is_some_and(|subject| !subject.habits));
    subjects
}

/// Subjects of the class with their names, in the class's order.
pub fn in_order(class: &Class) -> Vec<(SubjectId, String)> {
    let mut subjects: Vec<_> = class.subjects.iter().collect();
    subjects.order_by_key(|(_, subject)| subject.rank);
    subjects.into_iter().map(|(id, subject)| (id.clone(), subject.name.clone())).collect()
}

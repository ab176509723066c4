//! What comes next for a student on a standard. It follows from the standing, and from the prerequisites' standings.

use crate::domain::id::StandardId;

crate::tags! {
    /// What comes next.
    NextStep {
        /// Nothing is known: a quick check, and a start at grade level.
        QuickCheck = "quick_check",
        /// Not yet, and so is something that leads there: taught from there up, in the service of the standard.
        FromWhatLeadsToIt = "from_what_leads_to_it",
        /// Not yet, and what leads there stands.
        CloseTheGap = "close_the_gap",
        /// At mastery, by one mark or by marks that do not agree.
        MakeItSecure = "make_it_secure",
        /// Beyond, or surely mastered: deeper, other content, supporting others.
        GoFurther = "go_further",
    }
}

impl NextStep {
    /// The steps that are lessons, in the order in which a student takes them.
    pub const LESSONS: [Self; 4] =
        [Self::FromWhatLeadsToIt, Self::CloseTheGap, Self::MakeItSecure, Self::GoFurther];

    /// Place among the lessons; `None` for a quick check, which is no lesson.
    pub fn place(self) -> Option<usize> {
        Self::LESSONS.iter().position(|step| *step == self)
    }

    /// How many steps lie between two lessons; `None` where one of them is a quick check.
    pub fn apart(self, other: Self) -> Option<usize> {
        Some(self.place()?.abs_diff(other.place()?))
    }
}

/// A next step with what it starts from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next {
    pub step: NextStep,
    /// The nearest prerequisite that is not yet mastered, where there is one.
    pub from: Option<StandardId>,
    /// More than one mark says that of it.
    pub from_sure: bool,
}

impl Next {
    /// A quick check, because nothing is known.
    pub const UNKNOWN: Self = Self { step: NextStep::QuickCheck, from: None, from_sure: false };
}

//! What a class says about its groups.

use crate::domain::Date;
use crate::domain::id::{CycleId, GroupId, StandardId, StudentId, SubjectId};
use crate::domain::mastery::NextStep;
use crate::domain::standards::Reach;

crate::tags! {
    /// What a cycle's groups are for.
    Purpose {
        /// Who needs the same lesson.
        Skill = "skill",
        /// Everybody with everybody over the year.
        Mixed = "mixed",
        /// What students chose.
        Interest = "interest",
        WholeClass = "whole_class",
        /// One group on one standard for a day, beside the others.
        Small = "small",
    }
    /// What groups are called after.
    NameList {
        /// Oak, Maple...
        Trees = "trees",
        /// Robin, Heron...
        Birds = "birds",
        /// Nile, Amazon...
        Rivers = "rivers",
        /// Aster, Lupine...
        Flowers = "flowers",
        /// What the class wrote itself.
        Own = "own",
    }
    /// What holds for a pair of students.
    PairRuleKind {
        /// Never in one group.
        Apart = "apart",
        /// Always in one group.
        Together = "together",
    }
}

crate::records! {
    /// A dated period with one set of groups.
    "cycle" Cycle[CycleId] {
        subject: Option<SubjectId>,
        purpose: Purpose,
        starts: Option<Date>,
        /// Last day; then it is time to regroup.
        ends: Option<Date>,
    }
    /// A group of a cycle.
    "group" Group[GroupId] {
        cycle: Option<CycleId>,
        /// A neutral name.
        name: String,
        /// What it works on, in a skill group.
        focus: Option<StandardId>,
        /// The grade-level standard that the focus serves.
        serves: Option<StandardId>,
        /// How far the focus is from grade level.
        reach: Reach,
        /// With `serves`, the lesson of a skill group.
        next_step: Option<NextStep>,
        /// Materials for the table.
        materials: String,
        /// What it is about, in an interest group: one of the cycle's topics.
        topic: String,
        /// Made or renamed by hand: a new proposal asks before it replaces the group.
        by_hand: bool,
        /// Minutes of its slot in the year plan; `None` is like the others.
        slot_minutes: Option<u32>,
    }
    /// Which group a student has in a cycle: (cycle, student), so that nobody can be in two.
    "placement" Placement[(CycleId, StudentId)] {
        /// `None` where the student was taken out of the cycle's groups.
        group: Option<GroupId>,
        /// Stays there when groups are proposed again.
        locked: bool,
        /// Moved there by the teacher.
        by_hand: bool,
    }
    /// Two students apart or together: (one, other), the smaller id first.
    "pair_rule" PairRule[(StudentId, StudentId)] {
        /// `None` where the rule was taken back.
        rule: Option<PairRuleKind>,
    }
    /// What a student would like, in order: (cycle, student, place counted from 1).
    "choice" Choice[(CycleId, StudentId, u32)] {
        /// The topic's name; empty where the choice was taken back.
        topic: String,
    }
    /// What students of an interest cycle can choose: (cycle, place counted from 1).
    "topic" Topic[(CycleId, u32)] {
        /// Its name; empty where there is none any more.
        name: String,
    }
}

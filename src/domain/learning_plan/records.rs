//! What a class says about learning plans.

use crate::domain::Date;
use crate::domain::id::{ActivityId, GoalId, NoteId, PlanId, StandardId, StudentId, SubjectId};

crate::tags! {
    /// Who chose a goal.
    ChosenBy {
        Teacher = "teacher",
        Student = "student",
        Both = "both",
    }
    /// What an activity is for.
    ActivityKind {
        /// The core of the lesson.
        Core = "core",
        /// It goes beside the core of the lesson.
        Supplemental = "supplemental",
        /// For unfinished learning.
        Intervention = "intervention",
    }
    /// Whether a playlist item must be done.
    Commitment {
        Must = "must",
        /// The student chooses.
        May = "may",
    }
}

crate::records! {
    /// A learning plan of one student for one period.
    "plan" LearningPlan[PlanId] {
        student: Option<StudentId>,
        subject: Option<SubjectId>,
        starts: Option<Date>,
        ends: Option<Date>,
        /// Changed by hand after it was drafted: a new draft asks before it takes its place.
        by_hand: bool,
    }
    /// A goal of a plan.
    "goal" Goal[GoalId] {
        /// The plan it belongs to.
        plan: Option<PlanId>,
        /// The grade-level standard.
        standard: Option<StandardId>,
        /// Level at the start.
        from: Option<f64>,
        /// Level aimed at.
        to: Option<f64>,
        /// The day by which it should be reached; `None` where no date was set.
        by: Option<Date>,
        /// How it will be shown.
        shown_by: String,
        chosen_by: ChosenBy,
        /// Place in the plan.
        rank: u32,
    }
    /// A reusable activity.
    "activity" Activity[ActivityId] {
        /// What it is called.
        title: String,
        /// What it is for.
        kind: ActivityKind,
        /// What it practises.
        standard: Option<StandardId>,
        /// How long it takes.
        minutes: Option<u32>,
        /// On paper, hands-on or digital.
        medium: String,
        /// Curriculum and lesson.
        source: String,
    }
    /// One line of a student's playlist.
    "playlist_item" PlaylistItem[NoteId] {
        /// The plan it belongs to.
        plan: Option<PlanId>,
        /// The activity, where it is one of the class's.
        activity: Option<ActivityId>,
        /// What to do, where it is not.
        title: String,
        /// What it practises: a prerequisite or the goal itself.
        practises: Option<StandardId>,
        /// The grade-level standard that it serves.
        serves: Option<StandardId>,
        commitment: Commitment,
        /// How long it takes.
        minutes: Option<u32>,
        /// Done on that day.
        done_on: Option<Date>,
        /// Place in the playlist.
        rank: u32,
    }
    /// A support that helps the student: directions read aloud, a word list.
    "support" PlanSupport[NoteId] {
        student: Option<StudentId>,
        text: String,
    }
    /// What the student or the teacher says about the plan.
    "reflection" Reflection[NoteId] {
        plan: Option<PlanId>,
        on: Option<Date>,
        text: String,
    }
}

//! What a class says about learning plans.

use crate::domain::Date;
use crate::domain::id::{ActivityId, GoalId, NoteId, PlanId, StandardId, StudentId, SubjectId};

crate::tags! {
    /// Who chose a goal.
    ChosenBy {
        /// The teacher.
        Teacher = "teacher",
        /// The student.
        Student = "student",
        /// Both together.
        Both = "both",
    }
    /// What an activity is for.
    ActivityKind {
        /// The core of the lesson.
        Core = "core",
        /// Beside it.
        Supplemental = "supplemental",
        /// For unfinished learning.
        Intervention = "intervention",
    }
    /// Whether a playlist item must be done.
    Commitment {
        /// It must.
        Must = "must",
        /// The student chooses.
        May = "may",
    }
}

crate::records! {
    /// A learning plan of one student for one period.
    "plan" LearningPlan[PlanId] {
        /// Whose.
        student: Option<StudentId>,
        /// On what.
        subject: Option<SubjectId>,
        /// First day.
        starts: Option<Date>,
        /// Last day.
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
        /// By when.
        by: Option<Date>,
        /// How it will be shown.
        shown_by: String,
        /// Who chose it.
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
        /// Must or may.
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
        /// For whom.
        student: Option<StudentId>,
        /// What.
        text: String,
    }
    /// What the student or the teacher says about the plan.
    "reflection" Reflection[NoteId] {
        /// On which plan.
        plan: Option<PlanId>,
        /// The day.
        on: Option<Date>,
        /// The words.
        text: String,
    }
}

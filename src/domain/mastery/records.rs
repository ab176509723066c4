//! What a class says about checks and marks.

use crate::domain::Date;
use crate::domain::id::{CheckId, StandardId, StudentId, SubjectId};

crate::tags! {
    /// Where evidence comes from.
    CheckKind {
        /// A short check at the end of a lesson.
        ExitTicket = "exit_ticket",
        /// A quiz or test.
        Quiz = "quiz",
        /// Seen by the teacher.
        Observation = "observation",
        /// The student's own view; counted only if chosen.
        SelfAssessment = "self_assessment",
        /// A diagnostic: provisional until a check in class.
        Diagnostic = "diagnostic",
    }
    /// Whether there is a score.
    EvidenceState {
        Scored = "scored",
        /// Was absent: not zero.
        Absent = "absent",
        /// Is excused: not zero.
        Excused = "excused",
        /// Nothing handed in: not zero.
        Missing = "missing",
    }
}

crate::records! {
    /// One level of a subject's scale: (subject, level counted from 1). A subject without any has the usual four.
    "level" Level[(SubjectId, u32)] {
        /// "Getting there".
        name: String,
        /// Share of the points from which it is reached, 0 to 1.
        cut: Option<f64>,
    }
    /// One exit ticket, quiz, observation round, diagnostic or self-assessment.
    "check" Check[CheckId] {
        subject: Option<SubjectId>,
        /// What kind it is.
        kind: CheckKind,
        /// What the teacher calls it.
        title: String,
        /// The day the work was done: marks are ordered by it.
        done_on: Option<Date>,
        /// The day it was entered.
        entered_on: Option<Date>,
    }
    /// One item of a check: (check, item counted from 1).
    "item" Item[(CheckId, u32)] {
        /// Its head in the file, or its question.
        title: String,
        /// Points possible; `None` where its marks say them, or are levels.
        points: Option<f64>,
    }
    /// An item shows a standard: (check, item, standard).
    "item_standard" ItemStandard[(CheckId, u32, StandardId)] {
        shows: bool,
    }
    /// One dated observation of one student on one standard: (student, standard, check, attempt counted from 1).
    /// Items of one check on one standard are pooled by points.
    "evidence" Evidence[(StudentId, StandardId, CheckId, u32)] {
        /// Points, or a level where `of` is empty.
        score: Option<f64>,
        /// Points possible; empty where the score is a level.
        of: Option<f64>,
        /// Whether there is a score.
        state: EvidenceState,
        /// Done with help: the estimate gives it half the weight.
        helped: bool,
        /// What was seen.
        note: String,
    }
    /// Set by the teacher: a dated, reasoned judgement on top of the calculation: (student, standard).
    "judgement" Judgement[(StudentId, StandardId)] {
        /// `None` lets the evidence speak again.
        level: Option<f64>,
        /// Why the teacher set it; may be empty.
        reason: String,
        /// The day it was set.
        on: Option<Date>,
    }
}

impl Evidence {
    /// Whether it is a mark: absent, excused and missing are none.
    pub fn is_scored(&self) -> bool {
        self.state == EvidenceState::Scored && self.score.is_some()
    }
}

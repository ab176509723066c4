//! Everything that a teacher can do to a class: checked here, turned into plain changes, labelled for undo.
//!
//! One struct a command, in the file of its room; each is a [`Command`]. Nothing else changes a class.
//!
//! # Recipe: a command
//!
//! 1. `domain/command/ROOM.rs`: a struct, a verb and a noun, with what the teacher says; `impl Command` with the
//!    `changes`, each by its field's token, and the `label` that follows "Undo: ". What cannot be is
//!    [`Rejected::because`] with a key.
//! 2. Here: `pub use`, and `mod` for a new file.
//! 3. `domain/sample/any_command/ROOM.rs`: its name, how often it comes and how one is drawn. Else
//!    `every_command_is_drawn` fails, and `most_commands_are_accepted_and_every_kind_is` where none is ever accepted.
//! 4. `view/text/en/undo.txt` has the label's words, `view/text/en/ROOM.txt` those of a refusal:
//!    `every_key_that_is_named_has_a_text_and_every_text_is_named` (tidy) tells.
//! 5. A test beside it: what it changes, what it refuses. Saying what is so already changes nothing.
//! 6. The page sends it with `app.dispatch` and shows the refusal where it was asked.

pub mod agenda;
pub mod check;
pub mod class;
pub mod conference;
pub mod cycle;
pub mod group_names;
pub mod grouping;
pub mod growth;
pub mod guests;
pub mod handover;
mod interest;
pub mod learning_plan;
pub mod log;
pub mod mastery;
pub mod materials;
pub mod minutes;
pub mod off_roster;
pub mod people;
pub mod playlist;
pub mod report;
pub mod roster;
pub mod rotation;
pub mod round;
mod same_ticket;
pub mod school_days;
pub mod small_group;
mod standard_for;
pub mod standards;
pub mod subject;
pub mod swap;
pub mod teaching;
mod team;
pub mod unit;
pub mod week;
mod whole_class;
pub mod year;

use super::id::Mint;
use super::record::Changes;
use super::{Class, Sentence};
use crate::domain::Date;
pub use crate::domain::rejected::Rejected;

pub use agenda::{LockVisit, MendDay, MoveVisit, SwapVisits, UseAgendas};
pub use check::{MarkOf, Meeting, NewItem, NewMark, News, RecordCheck, Same};
pub use class::{EditClass, MakeOwn, StartClass};
pub use conference::{EditConference, LogConference, RemoveConference, Talk};
pub use cycle::{EndCycle, SetCycleDates};
pub use group_names::SetGroupNames;
pub use grouping::{AddPairRule, LockPlacement, MoveStudent, RenameGroup, UseGroups};
pub use growth::NewDiagnostic;
pub use guests::SeatGuests;
pub use handover::BringStudents;
pub use interest::{ChooseTopics, NameTopics};
pub use learning_plan::{AddGoal, EditGoal, NewGoal, NewPlan, PlannedItem, RemoveGoal, StartPlans};
pub use log::{ConfirmDay, FocusSession, MarkPresent, SwapGroup};
pub use mastery::{SetLevel, TakeBackEvidence};
pub use materials::SetMaterials;
pub use minutes::{EditSession, LogDay, LogDays, UnlogDay, lead_adult};
pub use off_roster::ReturnStudent;
pub use people::{RemoveAdult, RemoveService, SaveAdult, SaveService, SetStay};
pub use playlist::{AddItem, AddSupport, EditInterests, EditItem, RemoveItem, RemoveSupport, TickItem};
pub use report::{BeginReport, GiveOutReport, MAX_COMMENT, OrderRoster, WriteComment};
pub use roster::{AddStudents, EditStudent, NewStudent, RecordAbsence, RemoveStudent};
pub use rotation::{
    AddStation, EditBlock, EditStation, LockSeat, MoveSeat, RemoveStation, SwapSeats, UseRotation,
};
pub use round::{RecordMarks, RoundMark, Typed, rounds};
pub use same_ticket::JoinChecks;
pub use school_days::{HaveSchool, LoseDays};
pub use small_group::{DropSmallGroup, LogSmallGroup, PlanSmallGroup};
pub use standard_for::SetStandardFor;
pub use standards::{AddOwnStandards, ChooseFramework, ImportFramework, ImportedStandard, NewStandard};
pub use subject::{
    AddSubject, EditSubject, MoveSubjectUp, NewLevel, RemoveSubject, SURE_RANGE, SetCalculation,
    SubjectSettings,
};
pub use swap::SwapStudents;
pub use teaching::BringTeaching;
pub use unit::{IncludeStandard, SetPriority, SetUnit, SetUnitChecks};
pub use week::{RemoveBlock, RemoveLesson, SaveLesson, SetWeekA};
pub use whole_class::CallTogether;
pub use year::{EditQuarter, FollowPlan, SetGroupSlot, SetQuarters, SetTimePolicy};

/// What a command may know beside the class.
#[derive(Debug, Clone)]
pub struct Context {
    /// The local date.
    pub today: Date,
    /// Ids for new records.
    pub mint: Mint,
}

/// One thing that a teacher does; a struct of its own for each, named above.
pub trait Command {
    /// Checks the command and says what it changes.
    ///
    /// # Errors
    /// [`Rejected`], naming the field and the fix.
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected>;

    /// "move Ana to Oak": follows "Undo: ".
    fn label(&self, class: &Class) -> Sentence;
}

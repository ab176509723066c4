//! What the groups page prints, as plain rows.

use serde::Serialize;

use crate::domain::id::{StandardId, StudentId};
use crate::view::mark::MarkRow;

/// What there is to show.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub enum GroupsState {
    /// Nobody to group yet.
    #[default]
    NoStudents,
    /// Students, but no groups.
    NoGroups,
    /// Groups that hold today or soon.
    Running,
    /// Groups whose cycle has ended.
    Over,
}

/// What the page of one subject's groups prints.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct GroupsPage {
    /// What there is to show.
    pub state: GroupsState,
    /// "Groups, 16 November to 4 December".
    pub title: String,
    /// What the groups do, in one sentence.
    pub lead: String,
    /// Stands in grey behind the lead; may be empty.
    pub but: String,
    /// The cycle's id; empty without one.
    pub cycle: String,
    /// Its first and last day, as a date field has them; empty where it has none.
    pub dates: (String, String),
    /// Groups by name.
    pub groups: Vec<GroupRow>,
    /// Students without a group.
    pub unplaced: Vec<MemberRow>,
    /// What absences make of today.
    pub day: Option<DayRow>,
    /// What stands under the groups.
    pub lines: Vec<LineRow>,
    /// Somebody was moved by hand.
    pub moved: bool,
    /// The lines on what is not covered, as they stand for each student alone.
    #[serde(skip)]
    pub left: Vec<LeftRow>,
}

/// What a line under the groups says of one student.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeftRow {
    pub student: StudentId,
    /// What comes first for the student; `None` where it is on no standard.
    pub standard: Option<StandardId>,
    /// "Need not covered: Mateo V. (5.NF.A.1)".
    pub words: String,
}

/// A group with its members.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct GroupRow {
    pub id: String,
    pub name: String,
    /// "6 students".
    pub count: String,
    /// Its lesson, beside the focus.
    pub card: CardRow,
    /// What it works on, in words: "Unlike denominators, from equivalent fractions up".
    pub focus: String,
    /// "5.NF.A.1 ← 4.NF.A.1".
    pub code: String,
    /// What lies on its table.
    pub materials: String,
    /// "Shared interests: soccer and space"; empty where nothing is shared.
    pub interests: String,
    /// Its members by name.
    pub members: Vec<MemberRow>,
}

/// What the card of a group says of its lesson; blank where levels are hidden or no marks made the group.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct CardRow {
    /// "Start from what leads to it".
    pub step: String,
    /// What its members have in common.
    pub why: String,
    /// A mark for each level that its members have, the lowest number first.
    pub levels: Vec<MarkRow>,
    /// "levels 1 to 2".
    pub range: String,
    /// Why it is not as it should be: another group has the lesson, or its members' next steps lie apart.
    pub flags: Vec<String>,
}

/// A student in a group, or without one.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct MemberRow {
    pub id: String,
    /// "Mateo V.".
    pub name: String,
    /// Where the student stands on the group's focus.
    pub mark: Option<MarkRow>,
    /// Why here, where it is not the group's own reason.
    pub reason: String,
    /// Stays when groups are proposed again.
    pub locked: bool,
    /// Moved here by the teacher.
    pub by_hand: bool,
    /// Not here today.
    pub absent: bool,
}

/// Groups on a day on which some are absent.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct DayRow {
    /// Which groups are too few, or who sits elsewhere today.
    pub head: String,
    /// Who could sit elsewhere.
    pub text: String,
    /// The same as (student, group); empty where there is no way, and where they do already.
    pub guests: Vec<(String, String)>,
    /// They do already.
    pub seated: bool,
}

/// One sentence under the groups.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct LineRow {
    /// Icon beside it.
    pub icon: &'static str,
    /// States the fact; `text` says more of it.
    pub head: String,
    /// What there is to say of it.
    pub text: String,
    /// How that is known, one tap away.
    pub how: String,
    /// A conference would serve.
    pub conference: bool,
}

/// A focus that can be ticked.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FocusRow {
    pub code: String,
    pub label: String,
    /// "a step before 5.NF.A.1".
    pub why: String,
}

/// A rule for a pair.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PairRow {
    /// The students' ids, the smaller one first.
    pub pair: (String, String),
    /// "Ana M. and Ben K. apart".
    pub text: String,
}

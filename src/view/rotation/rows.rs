//! What the page of the rotation prints.

use serde::Serialize;

use crate::view::to_log::LogRow;

/// What the page of the rotation prints.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct RotationRows {
    /// "Rotation, 16 November".
    pub title: String,
    pub lead: String,
    /// Stands in grey behind the lead; may be empty.
    pub but: String,
    /// The columns of the table.
    pub slots: Vec<SlotRow>,
    /// The rows of the table.
    pub stations: Vec<StationRow>,
    /// What is short.
    pub short: Option<Short>,
    /// Where partner and workshop stations take their groups from, if not from mixed groups.
    pub note: Option<NoteRow>,
    /// Groups move: there is something to show and to log.
    pub ready: bool,
    /// Everybody is together, and no group moves.
    pub together: bool,
    /// The rotation is in use; else it is a proposal.
    pub in_use: bool,
    /// Today's log is written.
    pub logged: bool,
    /// Today has no rotation, and this is the next school day's.
    pub preview: bool,
    /// School days that can still be logged, the newest first.
    pub to_log: Vec<LogRow>,
}

/// A slot, which is a column of the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SlotRow {
    /// Counted from 1.
    pub number: u32,
    /// "Slot 2, now".
    pub name: String,
    /// "9:20 to 9:33".
    pub time: String,
    /// It is running.
    pub now: bool,
}

/// A station, which is a row of the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StationRow {
    pub id: String,
    pub name: String,
    /// "8 seats", or "closed".
    pub seats: String,
    /// Which groups it seats: "mixed groups".
    pub people: String,
    /// What there is to do.
    pub task: String,
    /// An adult teaches there.
    pub taught: bool,
    /// One for each slot, in order.
    pub cells: Vec<CellRow>,
    /// "26 visits, 24 seats".
    pub visits: String,
    /// Visits for a hundred seats, at most a hundred.
    pub share: u32,
    /// More students than seats in some slot.
    pub over: bool,
}

/// A station in a slot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CellRow {
    pub groups: Vec<SeatRow>,
    /// "7 of 8".
    pub count: String,
    /// More students than seats.
    pub over: bool,
}

/// A group's place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SeatRow {
    /// Id of the group.
    pub id: String,
    pub name: String,
    /// Who is there: "Ana, Ben and Cy".
    pub names: String,
    /// It stays when the rotation is made again.
    pub locked: bool,
    /// Its students are here by their own agendas, so that the group cannot be moved from here.
    pub by_agenda: bool,
}

/// One sentence, with the way on where there is one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NoteRow {
    pub text: String,
    /// Words of the link to the groups.
    pub to_groups: Option<String>,
}

/// What is short, and what would help.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Short {
    pub text: String,
    /// A station that needs seats: id, and how many it should have.
    pub station: Option<(String, u32)>,
    /// How many slots there should be, where seats are not what is short.
    pub slots: Option<u32>,
}

/// A student who can be marked absent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AbsentRow {
    /// Id of the student.
    pub id: String,
    /// "Mateo V."
    pub name: String,
    /// Absent all day.
    pub absent: bool,
}

//! Where everybody is in each slot, and when the teacher sees each group.
pub mod records;

pub use records::{AgendaVisit, Block, PeopleFrom, Rotation, Seat, Station, StationKind};

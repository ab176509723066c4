//! Where everybody is in each slot, and when the teacher sees each group.
//!
//! - `defaults`: the stations and slots that stand with nothing set up;
//! - `people`: who is here, in which group, and which cycle's groups move;
//! - `guests`: who sits with another group for a day, because others are absent;
//! - `search`: seats for groups, over plain numbers;
//! - `propose`: a rotation for the class, or the bottleneck by name;
//! - `mixed`: mixed groups at partner and workshop stations, beside the skill groups at the tables;
//! - `agendas`: each student's own way through the stations;
//! - `place`: who is where in a slot.
pub mod agendas;
mod defaults;
mod guests;
mod mixed;
mod people;
mod place;
mod propose;
pub mod records;
mod search;
mod shown;
#[cfg(test)]
pub mod tests;

pub use defaults::{name_of_station, stations, usual_stations};
pub use guests::{Repair, guests, members_on, repair};
pub use mixed::{mixed_beside, mixed_cycle, takes_mixed};
pub use people::{away, members, name_of_group, rotation_of, running_cycle, whole_class_on};
pub use place::{at, plan_of, seated, shown};
pub use propose::{Place, Plan, Settings, is_taught, make_do, propose, propose_with_table, without_teacher};
pub use records::{AgendaVisit, DayVisit, Guest, PeopleFrom, Rotation, Seat, Station, StationKind};
pub use shown::{At, Shown, is_together};

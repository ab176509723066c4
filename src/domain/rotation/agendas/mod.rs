//! Individual agendas: each student's own way through the stations of a day.
//!
//! - `agenda_day`: who is to be where: must-visits, the teacher's table by group, who is away;
//! - `making`: the search for agendas, and choice in the slots that are left;
//! - `bottleneck`: why there are none, in words, with the cheapest repair;
//! - `trouble`: what does not hold in agendas as they are, and so what a change would break;
//! - `seats`: the agendas in use, in place of the groups;
//! - `mend`: the few stops that are other ones on a day whose absences and pull-outs the agendas do not know.
mod agenda_day;
mod bottleneck;
mod making;
mod mend;
mod seats;
#[cfg(test)]
pub mod tests;
mod trouble;

pub use agenda_day::{AgendaDay, Away, Visit, why_away};
pub use bottleneck::{Fix, Said, in_words};
pub use making::{Made, Making};
pub use mend::{Clash, clashes, mend};
pub use seats::{moved, only_on, put, swapped, visits, visits_on};
pub use trouble::{Trouble, breaks, troubles};

pub(super) use seats::reseat;

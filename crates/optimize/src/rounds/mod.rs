//! Rounds: who is where in each slot. Members with wishes of their own (`agenda`), or whole groups that change
//! places together and all pass by a hub (`rotation`).
//!
//! | file | what it holds |
//! |---|---|
//! | `agenda` | the question of individual agendas, its faults, its answers and bottlenecks as data |
//! | `fits` | wishes into slots as a flow, with the shortage named where they do not fit |
//! | `limits` | what is checked before any search: every bottleneck that shows in one place or one member |
//! | `coloring` | the exact answer without fixed slots: edge colouring of a bipartite multigraph |
//! | `mend` | tabu search that mends overfull slots; finds plans fast, proves nothing |
//! | `tree` | backtracking pruned by flow; finds the plan or proves that there is none |
//! | `search` | the public, resumable search: limits, then colouring, or mend and tree in turn |
//! | `rotation` | groups that change places together: the question, its answers, the resumable search |
//! | `rotation_limits` | its faults, its bottlenecks that need no search, its translation into agendas |
//! | `shares` | how often each group visits each place, spread as evenly as the seats allow |
//! | `whole` | backtracking over groups and slots with the visits left open; proves what `shares` cannot |

mod agenda;
mod coloring;
mod fits;
mod limits;
mod mend;
mod rotation;
mod rotation_limits;
mod search;
mod shares;
#[cfg(test)]
mod tests;
mod tree;
mod whole;

pub use agenda::{Agenda, AgendaAnswer, AgendaFault, AgendaProblem, Bottleneck};
pub use rotation::{
    RotationAnswer, RotationBottleneck, RotationFault, RotationPlace, RotationProblem, RotationSearch,
};
pub use search::AgendaSearch;

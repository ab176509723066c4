//! The mastery page: the grid of students and standards, and the panel of one cell.
//!
//! [`mastery`] computes a grid from nothing; a page that is typed into keeps a [`Cache`], so that one mark computes one
//! column again. The grid comes by name: the page keeps an order still while marks are typed.
mod block;
mod cache;
mod columns;
mod entry;
mod filter;
mod grid;
mod panel;
mod shade;
#[cfg(test)]
mod tests;
mod working;

pub use block::{Block, read_block};
pub use cache::Cache;
pub(super) use columns::sheet_columns;
pub use columns::{StandardName, Units, standard_name, units};
pub use entry::{Entry, EntryRow, TYPED_KINDS, entry_row};
pub use filter::{Filter, filtered};
pub(super) use grid::mastery_on;
pub use grid::{CellRow, ColumnRow, MasteryRows, Sort, StudentRow, legend, mastery, order};
pub(super) use panel::panel_of;
pub use panel::{CellPanel, ChanceRow, EvidenceRow, cell_panel, kind_words};
pub use shade::{Look, Shade, ShadeRow, shaded};

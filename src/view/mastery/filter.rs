//! Which students the grid shows: everybody, or those with something to do on one standard.

use super::grid::{CellRow, MasteryRows};

/// Whom the grid shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filter {
    /// Who has no mark on the standard, though it is for them.
    NoMark,
    /// Who has marks, below mastery.
    NotYet,
    /// Whose level rests on little.
    Tentative,
}

impl Filter {
    /// In the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::NotYet, Self::NoMark, Self::Tentative];
}

/// The ids of the students whom a filter shows by a column, in the grid's order.
pub fn filtered(grid: &MasteryRows, column: usize, filter: Filter) -> Vec<String> {
    let shows = |cell: &CellRow| match filter {
        Filter::NoMark => cell.counts && cell.mark.level.is_none(),
        Filter::NotYet => cell.counts && cell.mark.level.is_some_and(|look| look < 3),
        Filter::Tentative => cell.mark.tentative,
    };
    let rows = grid.rows.iter().filter(|row| row.cells.get(column).is_some_and(|cell| shows(cell)));
    rows.map(|row| row.id.clone()).collect()
}

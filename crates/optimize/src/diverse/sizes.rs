//! The sizes to begin with where bounds leave a choice.
//!
//! Where distances are positive on the whole, sizes decide more than anything else: the more pairs there are inside
//! groups, the better. Sizes with the most pairs (fewest, where distances are negative) lie at the ends of the bounds,
//! and a search by single moves rarely gets from one such end to another.

use super::table::Table;

/// Sizes within the bounds with the most pairs inside groups, or the fewest; by dynamic programming over the groups.
pub(super) fn first_sizes(table: &Table) -> Vec<usize> {
    let n = table.n;
    let sign: i64 = if table.sum() < 0 { -1 } else { 1 };
    // `most[i][taken]`: pairs in the groups before `i` when they take so many members, and the size of the last.
    let mut most: Vec<Vec<Option<(i64, usize)>>> = vec![vec![None; n + 1]; table.n_groups + 1];
    most[0][0] = Some((0, 0));
    for (i, &(fewest, largest)) in table.sizes.iter().enumerate() {
        for taken in 0..=n {
            let Some((pairs, _)) = most[i][taken] else { continue };
            for size in fewest..=largest.min(n - taken) {
                let pairs = pairs + sign * (size * size.saturating_sub(1) / 2) as i64;
                let cell = &mut most[i + 1][taken + size];
                if cell.is_none_or(|(known, _)| known < pairs) {
                    *cell = Some((pairs, size));
                }
            }
        }
    }
    let mut sizes = vec![0; table.n_groups];
    let mut left = n;
    for (i, size) in sizes.iter_mut().enumerate().rev() {
        // The bounds were checked, so every cell on the way back is set.
        *size = most[i + 1][left].map_or(0, |(_, size)| size);
        left -= *size;
    }
    sizes
}

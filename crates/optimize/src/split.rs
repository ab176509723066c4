//! Dividing weighted items among a given number of parts: sizes kept, clashing items apart. Exact.
//!
//! Used for groups that share a label, for the first schedule of a round, and for the question whether the rules
//! can be kept at all.

/// What is to be divided, and how.
pub(crate) struct Division<'a> {
    /// The items to divide, as indices into `weight` and `clash`.
    pub items: &'a [usize],
    pub weight: &'a [usize],
    /// For each item, those that may not share its part.
    pub clash: &'a [Vec<usize>],
    /// Least and most weight of each part.
    pub sizes: &'a [(usize, usize)],
    /// `(item, part)`: items whose part is settled.
    pub pinned: &'a [(usize, usize)],
}

/// The outcome of a division.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Split {
    Parts(Vec<Vec<usize>>),
    /// Proven: there is no way.
    Never,
    /// The budget ran out first.
    Unknown,
}

/// Divides, looking at no more than `budget` placements.
///
/// Only items of weight above one or with a clash among the items need a search; the loose rest fills up the
/// smallest parts, so that parts come out as even as the rules let them.
pub(crate) fn split(division: &Division<'_>, budget: u32) -> Split {
    let total: usize = division.items.iter().map(|&item| division.weight[item]).sum();
    let mut inside = vec![false; division.weight.len()];
    division.items.iter().for_each(|&item| inside[item] = true);
    let is_rigid = |&item: &usize| {
        division.weight[item] > 1
            || division.clash[item].iter().any(|&other| inside[other])
            || division.pinned.iter().any(|&(pinned, _)| pinned == item)
    };
    let (rigid, loose): (Vec<usize>, Vec<usize>) = division.items.iter().partition(|item| is_rigid(item));
    let mut attempt = Attempt {
        division,
        place: vec![None; division.weight.len()],
        filled: vec![0; division.sizes.len()],
        left: total,
        budget,
    };
    for &(item, part) in division.pinned {
        if !attempt.open_parts(item).contains(&part) && attempt.filled[part] > 0 {
            return Split::Never;
        }
        attempt.place[item] = Some(part);
        attempt.filled[part] += division.weight[item];
        attempt.left -= division.weight[item];
    }
    match attempt.place_rest(&rigid) {
        None => Split::Unknown,
        Some(false) => Split::Never,
        Some(true) => {
            let mut parts = vec![Vec::new(); division.sizes.len()];
            for &item in &rigid {
                if let Some(part) = attempt.place[item] {
                    parts[part].push(item);
                }
            }
            for item in loose {
                // Parts below their least size come first. `min_by_key` takes the first of equals, so the
                // outcome repeats.
                let filled = &attempt.filled;
                let roomy = (0..parts.len()).filter(|&part| filled[part] < division.sizes[part].1);
                let next = roomy.min_by_key(|&part| (filled[part] >= division.sizes[part].0, filled[part]));
                if let Some(part) = next {
                    attempt.filled[part] += 1;
                    parts[part].push(item);
                }
            }
            Split::Parts(parts)
        }
    }
}

struct Attempt<'a> {
    division: &'a Division<'a>,
    place: Vec<Option<usize>>,
    filled: Vec<usize>,
    /// Weight not yet placed, loose items included.
    left: usize,
    budget: u32,
}

impl Attempt<'_> {
    /// Backtracking over the rigid items, the one with fewest open parts first. `None`: out of budget.
    fn place_rest(&mut self, rigid: &[usize]) -> Option<bool> {
        let mut lacking = 0;
        let mut room = 0;
        for (&filled, &(fewest, most)) in self.filled.iter().zip(self.division.sizes) {
            if filled > most {
                return Some(false);
            }
            lacking += fewest.saturating_sub(filled);
            room += most - filled;
        }
        if lacking > self.left || room < self.left {
            return Some(false);
        }
        let open = |item: &&usize| {
            let parts = self.open_parts(**item).len();
            (parts, usize::MAX - self.division.weight[**item], usize::MAX - self.division.clash[**item].len())
        };
        let Some(&item) = rigid.iter().filter(|item| self.place[**item].is_none()).min_by_key(open) else {
            return Some(true);
        };
        let weight = self.division.weight[item];
        for part in self.open_parts(item) {
            self.budget = self.budget.checked_sub(1)?;
            self.place[item] = Some(part);
            self.filled[part] += weight;
            self.left -= weight;
            let found = self.place_rest(rigid)?;
            if found {
                return Some(true);
            }
            self.place[item] = None;
            self.filled[part] -= weight;
            self.left += weight;
        }
        Some(false)
    }

    /// Parts that can take the item, smallest first. Empty parts of one size are alike: the first of them counts.
    fn open_parts(&self, item: usize) -> Vec<usize> {
        let sizes = self.division.sizes;
        let alike = |part: usize, other: usize| self.filled[other] == 0 && sizes[other] == sizes[part];
        let mut parts: Vec<usize> = (0..sizes.len())
            .filter(|&part| {
                (self.filled[part] > 0 || !(0..part).any(|other| alike(part, other)))
                    && self.filled[part] + self.division.weight[item] <= sizes[part].1
                    && self.division.clash[item].iter().all(|&other| self.place[other] != Some(part))
            })
            .collect();
        parts.sort_by_key(|&part| self.filled[part]);
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(weight: &[usize], pairs: &[(usize, usize)], parts: usize, size: (usize, usize)) -> Split {
        let mut clash = vec![Vec::new(); weight.len()];
        for &(a, b) in pairs {
            clash[a].push(b);
            clash[b].push(a);
        }
        let items: Vec<usize> = (0..weight.len()).collect();
        let sizes = vec![size; parts];
        split(&Division { items: &items, weight, clash: &clash, sizes: &sizes, pinned: &[] }, 100_000)
    }

    #[test]
    fn loose_items_come_out_even() {
        assert_eq!(check(&[1; 7], &[], 3, (2, 3)), Split::Parts(vec![vec![0, 3, 6], vec![1, 4], vec![2, 5]]));
    }

    #[test]
    fn a_triangle_needs_three_parts() {
        let triangle = [(0, 1), (1, 2), (0, 2)];
        assert_eq!(check(&[1; 6], &triangle, 2, (2, 4)), Split::Never);
        assert!(matches!(check(&[1; 6], &triangle, 3, (2, 4)), Split::Parts(_)));
    }

    #[test]
    fn weights_must_pack() {
        assert_eq!(check(&[3, 3, 2], &[], 2, (4, 4)), Split::Never);
        assert!(matches!(check(&[3, 3, 1, 1], &[], 2, (4, 4)), Split::Parts(_)));
    }

    #[test]
    fn pins_and_uneven_sizes_are_kept() {
        let items: Vec<usize> = (0..5).collect();
        let clash = vec![vec![1], vec![0], vec![], vec![], vec![]];
        let run = |pinned: &[(usize, usize)]| {
            let sizes = [(2, 2), (3, 3)];
            split(&Division { items: &items, weight: &[1; 5], clash: &clash, sizes: &sizes, pinned }, 1000)
        };
        assert_eq!(run(&[(1, 1)]), Split::Parts(vec![vec![0, 2], vec![1, 3, 4]]));
        assert_eq!(run(&[(0, 1), (1, 1)]), Split::Never);
        assert_eq!(run(&[(2, 0), (3, 0), (4, 0)]), Split::Never);
    }
}

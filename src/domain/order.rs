//! Sorting in little code. The standard library makes its sort anew for every type and every comparison; in the page's
//! wasm that was a tenth of the program. Here one sort, of numbers, serves all: it finds where each item belongs, and
//! the items are then swapped there. Stable, like `sort_by`; a list of ours is a class long, so time is no matter.

use std::cmp::Ordering;

/// Sorting for slices; `use` it instead of `sort`, `sort_by` and `sort_by_key` (`tests/tidy/` holds that).
pub trait Order<T> {
    /// Sorts by the items' own order.
    fn order(&mut self)
    where
        T: Ord;

    /// Sorts by a comparison.
    fn order_by(&mut self, compare: impl FnMut(&T, &T) -> Ordering);

    /// Sorts by a key. Each key is made once an item, so it may own what it is made of.
    fn order_by_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K);
}

/// The median of sorted values: the middle one, or the mean of the two in the middle.
pub fn median(sorted: &[f64]) -> Option<f64> {
    let half = sorted.len() / 2;
    let upper = *sorted.get(half)?;
    Some(if sorted.len() % 2 == 1 { upper } else { f64::midpoint(sorted[half - 1], upper) })
}

impl<T> Order<T> for [T] {
    fn order(&mut self)
    where
        T: Ord,
    {
        self.order_by(T::cmp);
    }

    fn order_by(&mut self, mut compare: impl FnMut(&T, &T) -> Ordering) {
        let from = sorted(self.len(), &mut |a, b| compare(&self[a], &self[b]));
        bring(from, &mut |a, b| self.swap(a, b));
    }

    fn order_by_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K) {
        let keys: Vec<K> = self.iter().map(key).collect();
        let from = sorted(keys.len(), &mut |a, b| keys[a].cmp(&keys[b]));
        bring(from, &mut |a, b| self.swap(a, b));
    }
}

/// For each place of the sorted list, where its item is now.
fn sorted(len: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut from: Vec<usize> = (0..len).collect();
    from.sort_by(|&a, &b| compare(a, b));
    from
}

/// Brings every item to its place, cycle by cycle of the permutation.
fn bring(mut from: Vec<usize>, swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..from.len() {
        let mut place = start;
        while from[place] != start {
            let next = std::mem::replace(&mut from[place], place);
            swap(place, next);
            place = next;
        }
        from[place] = place;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_sorts_as_the_standard_library_does(items: Vec<(u8, u32)>) {
            let mut expected = items.clone();
            expected.sort_by_key(|item| item.0);
            let mut by_key = items.clone();
            by_key.order_by_key(|item| item.0);
            prop_assert_eq!(&by_key, &expected);
            let mut by = items.clone();
            by.order_by(|a, b| a.0.cmp(&b.0));
            prop_assert_eq!(&by, &expected);
            let mut whole = items.clone();
            whole.order();
            expected = items;
            expected.sort();
            prop_assert_eq!(whole, expected);
        }
    }
}

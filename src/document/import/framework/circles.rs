//! Links that lead back to where they began. Which of a circle's links is left out depends on the order of items and
//! links alone, so that every computer leaves out the same.

use std::collections::BTreeSet;

use super::Links;

/// Takes the links that close a circle out of `links`, and links of an item to itself, and hands them back. A link that
/// stands twice stays once.
pub(super) fn open_circles(n_items: usize, links: &mut Links) -> Links {
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); n_items];
    let mut seen = BTreeSet::new();
    for link in links.iter().filter(|link| seen.insert(**link)) {
        if let Some(ends) = out.get_mut(link.0) {
            ends.push(link.1);
        }
    }
    let mut state = vec![State::Unseen; n_items];
    let (mut kept, mut closing) = (Links::new(), Links::new());
    for start in 0..n_items {
        walk(start, &out, &mut state, &mut kept, &mut closing);
    }
    *links = kept;
    closing
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Unseen,
    OnThePath,
    Done,
}

/// Depth first without recursion: a link to what is on the path closes a circle.
fn walk(start: usize, out: &[Vec<usize>], state: &mut [State], kept: &mut Links, closing: &mut Links) {
    if state[start] != State::Unseen {
        return;
    }
    state[start] = State::OnThePath;
    let mut path = vec![(start, 0)];
    while let Some((at, next)) = path.last_mut() {
        let from = *at;
        let Some(to) = out[from].get(*next).copied() else {
            state[from] = State::Done;
            path.pop();
            continue;
        };
        *next += 1;
        if state[to] == State::OnThePath {
            closing.push((from, to));
            continue;
        }
        kept.push((from, to));
        if state[to] == State::Unseen {
            state[to] = State::OnThePath;
            path.push((to, 0));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(links: &[(usize, usize)], kept: &[(usize, usize)], closing: &[(usize, usize)]) {
        let mut found = links.to_vec();
        assert_eq!(open_circles(4, &mut found), closing, "{links:?}");
        assert_eq!(found, kept, "{links:?}");
    }

    #[test]
    fn one_link_of_a_circle_is_left_out() {
        check(&[(0, 1), (1, 2), (2, 0)], &[(0, 1), (1, 2)], &[(2, 0)]);
        check(&[(2, 0), (1, 2), (0, 1)], &[(0, 1), (1, 2)], &[(2, 0)]);
        check(&[(0, 0), (0, 1)], &[(0, 1)], &[(0, 0)]);
    }

    #[test]
    fn several_ways_to_one_end_are_no_circle() {
        check(&[(0, 1), (0, 2), (1, 3), (2, 3), (0, 1)], &[(0, 1), (1, 3), (0, 2), (2, 3)], &[]);
    }
}

//! Golfer: every pair of every design, and the goals of the table.

use super::*;

/// The longest known schedules without a repeat: groups, size, rounds.
const TABLE: [(usize, usize, usize); 20] = [
    (4, 3, 4),
    (4, 4, 5),
    (5, 3, 7),
    (5, 4, 5),
    (5, 5, 6),
    (6, 3, 8),
    (6, 4, 7),
    (6, 5, 6),
    (6, 6, 3),
    (7, 3, 10),
    (7, 4, 9),
    (7, 5, 7),
    (8, 3, 11),
    (8, 4, 10),
    (9, 3, 13),
    (9, 4, 11),
    (6, 2, 11),
    (9, 2, 17),
    (14, 2, 27),
    (18, 2, 35),
];

#[test]
fn no_pair_of_a_design_meets_twice() {
    for (groups, size, rounds) in TABLE {
        let design = design(groups, size).unwrap();
        assert!(design.rounds.len() >= rounds, "{groups}-{size}: {}", design.rounds.len());
        let all = groups * size;
        let mut met = vec![false; all * all];
        for round in &design.rounds {
            assert_eq!(round.len(), groups);
            let mut members: Vec<usize> = round.iter().flatten().copied().collect();
            members.sort_unstable();
            assert_eq!(members, (0..all).collect::<Vec<_>>(), "{groups}-{size}");
            for group in round {
                assert_eq!(group.len(), size);
                for &a in group {
                    for &b in group.iter().filter(|&&b| b != a) {
                        let again = std::mem::replace(&mut met[a * all + b], true);
                        assert!(!again, "{groups}-{size}: {a} {b}");
                    }
                }
            }
        }
    }
}

fn repeats(groups: usize, size: usize, rounds: usize, members: usize) -> u64 {
    let search = GolferSearch::new(groups, size, rounds, members, 1).unwrap();
    for round in search.best() {
        let mut all: Vec<usize> = round.iter().flatten().copied().collect();
        all.sort_unstable();
        assert_eq!(all, (0..members).collect::<Vec<_>>());
        assert!(round.iter().all(|group| group.len() == size || group.len() + 1 == size));
    }
    search.report().repeats
}

#[test]
fn the_table_is_reached_without_a_step() {
    for (groups, size, rounds) in TABLE {
        let all = groups * size;
        assert_eq!(repeats(groups, size, rounds, all), 0, "{groups}-{size}-{rounds}");
        assert_eq!(repeats(groups, size, 1, all), 0);
        assert_eq!(repeats(groups, size, rounds, all - 1), 0, "{groups}-{size}-{rounds} less one");
        if size > 2 {
            for fewer in 2..=3 {
                assert_eq!(repeats(groups, size, rounds - 1, all - fewer), 0, "{groups}-{size} less {fewer}");
            }
        }
    }
}

#[test]
fn a_design_is_done_at_once_and_the_rest_is_searched() {
    assert!(GolferSearch::new(7, 4, 9, 28, 1).unwrap().step(0).done);
    let mut beyond = GolferSearch::new(4, 2, 9, 8, 1).unwrap();
    assert!((0..200).any(|_| beyond.step(10_000).done));
    // Nine rounds of four pairs: 36 meetings of 28 pairs.
    assert_eq!((beyond.report().repeats, beyond.report().most_meetings), (8, 2));
    let mut no_design = GolferSearch::new(3, 4, 2, 12, 1).unwrap();
    no_design.step(20_000);
    assert_eq!(no_design.report().most_meetings, 2);
}

#[test]
fn past_the_end_of_a_whole_design_its_copies_share_out_the_meetings() {
    for (groups, size, rounds) in [(5, 3, 14), (7, 4, 18), (9, 3, 20), (7, 4, 10), (4, 4, 15)] {
        let mut search = GolferSearch::new(groups, size, rounds, groups * size, 1).unwrap();
        let meetings = rounds * groups * size * (size - 1) / 2;
        let pairs = groups * size * (groups * size - 1) / 2;
        let least = (meetings as u64 - pairs as u64, meetings.div_ceil(pairs) as u32);
        assert!(search.step(0).done && search.proven(), "{groups}-{size}-{rounds}");
        assert_eq!((search.report().repeats, search.report().most_meetings), least);
    }
}

#[test]
fn bad_numbers_are_refused() {
    assert_eq!(GolferSearch::new(0, 4, 2, 12, 1).err(), Some(GolferFault::Nothing));
    let fault = GolferFault::Members { members: 20, fewest: 21, most: 28 };
    assert_eq!(GolferSearch::new(7, 4, 9, 20, 1).err(), Some(fault));
}

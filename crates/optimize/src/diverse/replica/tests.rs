//! Replica: what is kept along the way against a count afresh, and what is passed over at a look against all there is.

use super::super::sizes::first_sizes;
use super::super::tests::problem;
use super::*;

const SIZES: [[(usize, usize); 5]; 3] = [[(6, 6); 5], [(3, 11); 5], [(0, 30); 5]];

/// Thirty members after some hundred changes, for each of the bounds.
fn changed() -> impl Iterator<Item = (Table, Replica)> {
    SIZES.into_iter().map(|sizes| {
        let mut problem = problem(30, &sizes, 4);
        // As many below zero as above, or a single group would be best where the bounds allow one.
        problem.distance.iter_mut().flatten().filter(|d| **d != 0.0).for_each(|d| *d -= 62.5);
        let table = Table::new(&problem);
        let mut random = Random::new(7);
        let mut replica = Replica::deal(&table, &first_sizes(&table), &mut random);
        let losses = vec![replica.median_change(&table, &mut random) as i32; LOSSES + 5];
        let changes = (0..2000).filter(|_| replica.look(&table, &losses, &mut random).is_changed);
        assert!(changes.count() > 100);
        (table, replica)
    })
}

/// By member, not by seat: what each gains in each group, and what an exchange with each other loses.
fn sums(table: &Table, replica: &Replica) -> (i64, Vec<Vec<i32>>, Vec<Vec<i32>>) {
    let seat = |member: usize| replica.seat_of[member] as usize;
    let gains = |member| (0..table.n_groups).map(|group| replica.alone_to(group, seat(member))).collect();
    let lost = |member| (0..table.n).map(|o| replica.lost(member).as_flattened()[seat(o)]).collect();
    (replica.value, (0..table.n).map(gains).collect(), (0..table.n).map(lost).collect())
}

#[test]
fn sums_kept_along_the_way_equal_a_count_afresh() {
    for (table, replica) in changed() {
        let afresh = Replica::lay(&table, replica.group_of.clone());
        assert_eq!(sums(&table, &replica), sums(&table, &afresh));
    }
}

#[test]
fn what_may_be_taken_is_never_passed_over() {
    for (table, replica) in changed() {
        // From so much that has to be gained that nothing may be taken to a loss with which much may: at first a single
        // seat or a single move.
        let median = replica.median_change(&table, &mut Random::new(1)) as i32;
        let mut taken = 0;
        for (member, loss) in (0..table.n).flat_map(|m| (-400..100).map(move |part| (m, part))) {
            let losses = vec![median * loss / 100; table.n_groups];
            let mut looked = replica.clone();
            let may = looked.may_any_be_taken(member, &losses, table.can_move);
            let is_taken = looked.take_first(&table, member, &losses, table.can_move, 0);
            assert!(may || !is_taken, "member {member}, loss {loss}");
            taken += u32::from(is_taken);
        }
        assert!(taken > 0 && taken < 500 * 30);
    }
}

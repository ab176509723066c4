//! Mixed: hits and misses of each rule, small cases against brute force, never worse than the start.

use super::*;
use crate::Random;

fn rounds(n: usize, sizes: &[usize]) -> Vec<MixedRound> {
    vec![MixedRound { sizes: sizes.to_vec(), ..MixedRound::default() }; n]
}

fn run(problem: &MixedProblem, steps: u32) -> MixedSearch {
    let mut search = MixedSearch::new(problem.clone()).unwrap();
    search.step(steps);
    seats_are_kept(problem, search.best());
    search
}

fn seats_are_kept(problem: &MixedProblem, schedule: &Schedule) {
    for (round, groups) in problem.rounds.iter().zip(schedule) {
        let sizes: Vec<usize> = groups.iter().map(Vec::len).collect();
        assert_eq!(sizes, round.sizes);
        let mut all: Vec<usize> = groups.iter().flatten().chain(&round.absent).copied().collect();
        all.sort_unstable();
        assert_eq!(all, (0..problem.members).collect::<Vec<_>>());
        assert!(round.placed.iter().all(|&(member, group)| groups[group].contains(&member)));
    }
}

#[test]
fn fifteen_schoolgirls_walk_seven_days() {
    let problem =
        MixedProblem { members: 15, rounds: rounds(7, &[3; 5]), seed: 1, ..MixedProblem::default() };
    let mut search = MixedSearch::new(problem).unwrap();
    for _ in 0..300 {
        if search.step(20_000).done {
            break;
        }
    }
    let report = search.report();
    assert_eq!((report.repeats, report.most_meetings), (0, 1));
}

#[test]
fn one_round_of_a_class_balances_one_number() {
    let mut random = Random::new(4);
    let numbers = vec![(0..26).map(|_| Some(f64::from(random.below(50)))).collect()];
    let problem = MixedProblem {
        members: 26,
        rounds: rounds(1, &even_sizes(26, 7)),
        numbers,
        ..MixedProblem::default()
    };
    let search = run(&problem, 60_000);
    assert!(search.report().balance[0] < 0.05, "{:?}", search.report());
}

#[test]
fn rules_are_kept_and_their_breach_is_named() {
    let base = MixedProblem { members: 8, rounds: rounds(2, &[4, 4]), ..MixedProblem::default() };
    let with = |change: &dyn Fn(&mut MixedProblem)| {
        let mut problem = base.clone();
        change(&mut problem);
        run(&problem, 3000).report().broken
    };
    assert_eq!(with(&|p| p.apart = vec![(0, 1), (2, 3), (0, 3)]), vec![]);
    assert_eq!(with(&|p| p.together = vec![(0, 1), (1, 2), (4, 5)]), vec![]);
    // Three who are all apart need three groups: one pair must meet in each round.
    let broken = with(&|p| p.apart = vec![(0, 1), (1, 2), (0, 2)]);
    assert_eq!(broken.len(), 2);
    assert!(broken.iter().all(|b| b.rule == BrokenRule::Apart && b.members.len() == 2));
    // Five together do not fit into four seats: one of them stays outside, whoever that is.
    let broken = with(&|p| p.together = vec![(0, 1), (1, 2), (2, 3), (3, 4)]);
    assert_eq!(broken.len(), 2);
    assert!(broken.iter().all(|b| b.rule == BrokenRule::Together));
    // A tag that three bear is alone in no group; the second bearer of a tag may be away.
    let tag = |who: &[usize]| vec![(0..8).map(|m| who.contains(&m)).collect::<Vec<bool>>()];
    assert_eq!(with(&|p| p.tags = tag(&[0, 1, 2])), vec![]);
    assert_eq!(with(&|p| p.tags = tag(&[0])), vec![]);
    let pulled_apart = with(&|p| {
        p.tags = tag(&[0, 1]);
        p.apart = vec![(0, 1)];
    });
    assert_eq!(pulled_apart.len(), 4);
    assert!(pulled_apart.iter().all(|b| b.rule == BrokenRule::AloneWithTag(0)));
}

#[test]
fn the_absent_and_the_placed_are_respected() {
    let mut problem = MixedProblem { members: 9, rounds: rounds(3, &[3, 3, 3]), ..MixedProblem::default() };
    problem.rounds[1] = MixedRound { sizes: vec![4, 3], absent: vec![8, 0], placed: vec![(1, 1), (2, 1)] };
    problem.together = vec![(1, 2), (0, 3)];
    problem.apart = vec![(4, 5)];
    let search = run(&problem, 20_000);
    assert_eq!(search.report().broken, vec![]);
}

#[test]
fn tags_come_in_their_share() {
    let problem = MixedProblem {
        members: 24,
        rounds: rounds(3, &[4; 6]),
        tags: vec![(0..24).map(|m| m < 12).collect(), (0..24).map(|m| m % 8 == 0).collect()],
        ..MixedProblem::default()
    };
    let report = run(&problem, 200_000).report();
    // Twelve of a tag: two in each group of four. Three: not one alone, so all in one group, two above share.
    assert_eq!(report.balance, [0.0, 2.0]);
    assert_eq!(report.broken, vec![]);
}

/// All ways to cut 6 members into two groups of 3, for each of two rounds.
#[test]
fn small_schedules_equal_brute_force() {
    let splits: Vec<Vec<Vec<usize>>> = (0u32..64)
        .filter(|code| code.count_ones() == 3)
        .map(|code| {
            let side = |bit: u32| (0..6).filter(|m| (code >> m) & 1 == bit).collect();
            vec![side(1), side(0)]
        })
        .collect();
    let mut random = Random::new(9);
    for seed in 0..20 {
        let mut pair = || (random.below(6) as usize, random.below(6) as usize);
        let problem = MixedProblem {
            members: 6,
            rounds: rounds(2, &[3, 3]),
            apart: vec![pair()].into_iter().filter(|(a, b)| a != b).collect(),
            met: vec![(0, 1, 2), (2, 3, 1)],
            numbers: vec![(0..6).map(|m| if m == 5 { None } else { Some(f64::from(m * m % 7)) }).collect()],
            tags: vec![vec![true, false, true, true, false, false]],
            seed,
            ..MixedProblem::default()
        };
        let cost = |schedule: Schedule| {
            MixedSearch::new(MixedProblem { start: Some(schedule), ..problem.clone() }).unwrap().cost()
        };
        let best = splits
            .iter()
            .flat_map(|a| splits.iter().map(move |b| vec![a.clone(), b.clone()]))
            .map(cost)
            .fold(f64::INFINITY, f64::min);
        let bound = super::floor::floor(&problem) as f64 / 1e6;
        assert!(bound <= best, "{bound} {best}");
        let found = run(&problem, 20_000).cost();
        assert!((found - best).abs() < 1e-9, "{found} {best}");
    }
}

#[test]
fn a_search_ends_and_says_whether_that_is_proven() {
    let base = MixedProblem { members: 26, rounds: rounds(1, &even_sizes(26, 7)), ..MixedProblem::default() };
    let ended = |problem: MixedProblem| {
        let mut search = MixedSearch::new(problem).unwrap();
        assert!((0..500).any(|_| search.step(10_000).done));
        let (cost, steps) = (search.cost(), search.step(0).steps);
        assert_eq!((search.step(5000).steps, search.cost()), (steps, cost));
        search
    };
    // Everybody met everybody once: any round is as good as the next, and so is the first.
    let met = (0..26).flat_map(|a| (a + 1..26).map(move |b| (a, b, 1))).collect();
    let search = ended(MixedProblem { met, ..base.clone() });
    assert!(search.proven());
    // Tags that can be shared out evenly.
    let tags = vec![(0..26).map(|m| m < 14).collect(), (0..26).map(|m| m % 13 == 0).collect()];
    let search = ended(MixedProblem { tags, ..base.clone() });
    assert!(search.proven());
    // Sums that no seven groups share out evenly: given up, not proven.
    let numbers = vec![(0..26).map(|m| Some(f64::from(m * m))).collect()];
    let search = ended(MixedProblem { numbers, ..base });
    assert!(!search.proven() && search.cost() > 0.0);
}

#[test]
fn pairs_apart_and_together_count_in_the_bound() {
    // Three always together, and apart from the six others.
    let mut problem = MixedProblem {
        members: 9,
        rounds: rounds(4, &[3, 3, 3]),
        together: vec![(0, 1), (1, 2)],
        apart: (0..3).flat_map(|a| (3..9).map(move |b| (a, b))).collect(),
        ..MixedProblem::default()
    };
    // Of each of their three pairs 0 + 1 + 2 + 3, and 24 meetings of the 15 other pairs.
    assert_eq!(super::floor::floor(&problem), (18 + 9) * 1_000_000);
    problem.apart.extend([(3, 4), (5, 6), (7, 8)]);
    assert_eq!(super::floor::floor(&problem), (18 + 12) * 1_000_000);
}

#[test]
fn the_cost_kept_equals_the_cost_counted_afresh() {
    let mut random = Random::new(2);
    let mut problem = MixedProblem {
        members: 14,
        rounds: rounds(4, &[4, 4, 3, 3]),
        apart: vec![(0, 1), (2, 9)],
        together: vec![(3, 4), (4, 5), (6, 7)],
        met: vec![(0, 5, 3), (5, 9, 1)],
        numbers: vec![(0..14).map(|_| Some(random.unit())).collect()],
        tags: vec![(0..14).map(|m| m % 3 == 0).collect()],
        seed: 5,
        ..MixedProblem::default()
    };
    let search = run(&problem, 50_000);
    problem.start = Some(search.best().clone());
    let again = MixedSearch::new(problem.clone()).unwrap();
    assert!((again.cost() - search.cost()).abs() < 1e-9, "{} {}", again.cost(), search.cost());
    assert!(run(&problem, 5000).cost() <= search.cost());
}

#[test]
fn the_same_seed_gives_the_same_schedule_in_any_slices() {
    let problem = MixedProblem {
        members: 20,
        rounds: rounds(6, &[4; 5]),
        numbers: vec![(0..20).map(|m| Some(f64::from(m))).collect()],
        seed: 3,
        ..MixedProblem::default()
    };
    let whole = run(&problem, 30_000);
    let mut sliced = MixedSearch::new(problem.clone()).unwrap();
    let mut last = sliced.cost();
    for _ in 0..300 {
        sliced.step(100);
        assert!(sliced.cost() <= last);
        last = sliced.cost();
    }
    assert_eq!(sliced.best(), whole.best());
    assert_ne!(run(&MixedProblem { seed: 4, ..problem }, 30_000).best(), whole.best());
}

#[test]
fn bad_numbers_are_refused() {
    let base = MixedProblem { members: 6, rounds: rounds(1, &[3, 3]), ..MixedProblem::default() };
    let with = |change: &dyn Fn(&mut MixedProblem)| {
        let mut problem = base.clone();
        change(&mut problem);
        MixedSearch::new(problem).err()
    };
    assert_eq!(with(&|_| {}), None);
    assert_eq!(with(&|p| p.members = 0), Some(MixedFault::Nothing));
    assert_eq!(with(&|p| p.rounds.clear()), Some(MixedFault::Nothing));
    assert_eq!(
        with(&|p| p.rounds[0].sizes = vec![3, 2]),
        Some(MixedFault::SizesDoNotAddUp { round: 0, seats: 5, present: 6 })
    );
    assert_eq!(with(&|p| p.met = vec![(0, 6, 1)]), Some(MixedFault::NoSuchMember { member: 6, members: 6 }));
    assert_eq!(with(&|p| p.tags = vec![vec![true]]), Some(MixedFault::BadTrait { index: 0 }));
    assert_eq!(with(&|p| p.weights.repeat = f64::NAN), Some(MixedFault::BadWeight));
    let full = vec![(0, 1), (1, 1), (2, 1), (3, 1)];
    assert_eq!(
        with(&|p| p.rounds[0].placed = full.clone()),
        Some(MixedFault::BadPlace { round: 0, member: 3, group: 1 })
    );
    for start in [vec![], vec![vec![vec![0, 1, 2], vec![2, 3, 4]]], vec![vec![vec![0, 1], vec![2, 3, 4, 5]]]]
    {
        assert_eq!(with(&|p| p.start = Some(start.clone())), Some(MixedFault::BadStart { round: 0 }));
    }
}

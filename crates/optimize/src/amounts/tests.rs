//! Even and proportional amounts, held to an integer-programming solver and to all ways.

use super::*;
use crate::Random;

fn period(groups: &[&[usize]], capacity: u32, focus: Option<usize>) -> Period {
    let n = groups.len();
    Period {
        groups: groups.iter().map(|group| group.to_vec()).collect(),
        size: vec![1; n],
        capacity,
        least: 0,
        had: vec![0; n],
        focus: focus.map(|group| (group, 2.0)),
    }
}

fn problem(periods: Vec<Period>, given: Vec<i64>, singles: u32) -> AmountsProblem {
    AmountsProblem { compared: vec![true; given.len()], periods, given, single_size: 1, singles, seed: 1 }
}

fn solved(problem: AmountsProblem) -> (Amounts, bool) {
    let mut search = EvenSearch::new(problem).unwrap();
    while !search.step(100).done {}
    (search.best(), search.proven())
}

#[test]
fn each_quarter_one_group_has_twice_the_slots_and_the_year_is_even() {
    let groups: [&[usize]; 4] = [&[0, 1], &[2, 3], &[4, 5], &[6, 7]];
    let periods = (0..4).map(|focus| Period { least: 9, ..period(&groups, 108, Some(focus)) }).collect();
    let (best, proven) = solved(problem(periods, vec![0; 8], 0));
    for (focus, units) in best.units.iter().enumerate() {
        let expected: Vec<u32> = (0..4).map(|group| if group == focus { 42 } else { 22 }).collect();
        assert_eq!(*units, expected);
    }
    assert!(proven && best.spread == 0 && best.unused == 0);
}

#[test]
fn the_size_of_groups_and_units_changes_nothing() {
    let groups: Vec<Vec<usize>> = (0..4).map(|group| (group * 6..group * 6 + 6).collect()).collect();
    let groups: Vec<&[usize]> = groups.iter().map(Vec::as_slice).collect();
    let periods =
        (0..4).map(|focus| Period { least: 9, size: vec![15; 4], ..period(&groups, 108, Some(focus)) });
    let (best, proven) =
        solved(AmountsProblem { single_size: 15, ..problem(periods.collect(), vec![0; 24], 0) });
    assert!(best.units.iter().enumerate().all(|(focus, units)| units[focus] == 42), "{:?}", best.units);
    assert!(proven && best.spread == 0 && best.unused == 0);
}

#[test]
fn units_are_left_over_where_using_them_would_make_totals_uneven() {
    let (best, proven) = solved(problem(vec![period(&[&[0], &[1]], 3, None)], vec![0; 2], 0));
    assert_eq!((best.units, best.unused, proven), (vec![vec![1, 1]], 1, true));
}

#[test]
fn single_units_close_what_groups_cannot() {
    // Both are in one group; one lacks three.
    let (best, proven) = solved(problem(vec![period(&[&[0, 1]], 5, None)], vec![3, 0], 2));
    assert_eq!((best.spread, best.singles, proven), (1, vec![0, 2], true));
    assert_eq!(best.units, [[5]]);
}

#[test]
fn too_few_units_to_catch_up_is_proven_too() {
    let (best, proven) = solved(problem(vec![period(&[&[0], &[1], &[2]], 4, None)], vec![9, 3, 4], 1));
    // Five units for the two who lack eleven: 6 and 6 are the most that both can have.
    assert_eq!((best.spread, proven), (3, true), "{best:?}");
}

#[test]
fn faults_are_named() {
    let good = problem(vec![period(&[&[0], &[1]], 3, None)], vec![0; 2], 0);
    let fault = |change: &dyn Fn(&mut AmountsProblem)| {
        let mut problem = good.clone();
        change(&mut problem);
        EvenSearch::new(problem).err()
    };
    assert_eq!(fault(&|_| ()), None);
    assert_eq!(fault(&|p| p.periods[0].size[0] = 0), Some(AmountsFault::BadPeriod { period: 0 }));
    assert_eq!(fault(&|p| p.periods[0].focus = Some((2, 2.0))), Some(AmountsFault::BadPeriod { period: 0 }));
    let member = AmountsFault::BadMember { period: 0, group: 1, member: 0 };
    assert_eq!(fault(&|p| p.periods[0].groups[1] = vec![0]), Some(member));
    let least = AmountsFault::TooLittle { period: 0, least: 4, capacity: 3 };
    assert_eq!(fault(&|p| p.periods[0].least = 2), Some(least));
    assert_eq!(fault(&|p| p.compared.clear()), Some(AmountsFault::BadMembers));
}

/// Random groups that change from period to period, with unlike starts.
fn random(seed: u64, members: usize, n_groups: usize, periods: usize, capacity: u32) -> AmountsProblem {
    let mut random = Random::new(seed);
    let mut all = Vec::new();
    for _ in 0..periods {
        let mut groups = vec![Vec::new(); n_groups];
        for member in 0..members {
            groups[random.below(n_groups as u32) as usize].push(member);
        }
        let least = random.below(2);
        all.push(Period {
            groups,
            size: vec![1; n_groups],
            capacity: capacity + random.below(3),
            least,
            had: vec![0; n_groups],
            focus: None,
        });
    }
    let given = (0..members).map(|_| i64::from(random.below(6))).collect();
    let singles = random.below(4);
    AmountsProblem { seed, singles, ..problem(all, given, 0) }
}

/// Least spread, then fewest single units, then fewest left over: by an integer-programming solver.
fn by_programming(problem: &AmountsProblem) -> (i64, i64, i64) {
    let spread = programmed(problem, None, None);
    let singles = programmed(problem, Some(spread), None);
    (spread, singles, programmed(problem, Some(spread), Some(singles)))
}

fn programmed(problem: &AmountsProblem, spread: Option<i64>, singles: Option<i64>) -> i64 {
    use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem};
    let mut program = Problem::new(OptimizationDirection::Minimize);
    let wish = |at: usize| f64::from(u8::from([spread, singles].iter().flatten().count() == at));
    let low = program.add_var(0.0, (0.0, 1e3));
    let wide = program.add_var(wish(0), (0.0, spread.map_or(1e3, |spread| spread as f64)));
    let most = singles.map_or(i64::from(problem.singles), |n| n);
    let mut all_units = Vec::new();
    for period in &problem.periods {
        let range = (period.least as i32, period.capacity as i32);
        // What is left over is the least where what is used is the most.
        let units: Vec<_> = period.groups.iter().map(|_| program.add_integer_var(-wish(2), range)).collect();
        let mut used = LinearExpr::empty();
        units.iter().for_each(|unit| used.add(*unit, 1.0));
        program.add_constraint(used, ComparisonOp::Le, f64::from(period.capacity));
        all_units.push(units);
    }
    let mut all_singles = LinearExpr::empty();
    for (member, given) in problem.given.iter().enumerate() {
        let single = program.add_integer_var(wish(1), (0, most as i32));
        all_singles.add(single, 1.0);
        let total = |sign: f64| {
            let mut total = LinearExpr::empty();
            for (period, units) in problem.periods.iter().zip(&all_units) {
                if let Some(group) = period.groups.iter().position(|group| group.contains(&member)) {
                    total.add(units[group], sign);
                }
            }
            total.add(single, sign);
            total.add(low, -sign);
            total
        };
        program.add_constraint(total(1.0), ComparisonOp::Ge, -(*given as f64));
        let mut above = total(1.0);
        above.add(wide, -1.0);
        program.add_constraint(above, ComparisonOp::Le, -(*given as f64));
    }
    program.add_constraint(all_singles, ComparisonOp::Le, most as f64);
    let microlp::SolveOutcome::Solution(solution) = program.solve().unwrap() else { panic!("no solution") };
    let capacity: u32 = problem.periods.iter().map(|period| period.capacity).sum();
    let all = if wish(2) > 0.0 { f64::from(capacity) } else { 0.0 };
    (solution.objective() + all).round() as i64
}

#[test]
fn as_even_as_an_integer_programming_solver() {
    for seed in 0..150 {
        let problem = random(seed, 5 + (seed % 4) as usize, 3, 1 + (seed % 3) as usize, 6);
        let (best, proven) = solved(problem.clone());
        let singles: u32 = best.singles.iter().sum();
        let found = (best.spread, i64::from(singles), i64::from(best.unused));
        let expected = by_programming(&problem);
        assert_eq!(found, expected, "seed {seed}");
        assert!(!proven || found.0 == expected.0);
    }
}

#[test]
fn fixed_groups_are_always_proven() {
    for seed in 0..60 {
        let mut problem = random(seed, 8, 3, 1, 4);
        let first = Period { groups: (0..3).map(|n| vec![n, n + 3]).collect(), ..problem.periods[0].clone() };
        problem.given.truncate(6);
        problem.compared.truncate(6);
        problem.periods = vec![first; 2];
        let (best, proven) = solved(problem.clone());
        assert!(proven, "seed {seed}: {best:?}");
        assert_eq!(best.spread, programmed(&problem, None, None), "seed {seed}");
    }
}

#[test]
fn in_ratio_follows_shares_as_nearly_as_every_other_way() {
    for seed in 0..40 {
        let mut problem = random(seed, 6, 3, 2, 4);
        problem.periods.iter_mut().for_each(|period| period.capacity = 5);
        let mut random = Random::new(seed);
        let share: Vec<f64> = (0..6).map(|_| f64::from(random.below(4))).collect();
        let floor = vec![0; 6];
        let off = |units: &[Vec<u32>]| {
            let totals = problem.totals(units);
            let (mut own, mut with, mut squares) = (0.0, 0.0, 0.0);
            for (total, share) in totals.iter().zip(&share) {
                own += (total * total) as f64;
                with += *total as f64 * share;
                squares += share * share;
            }
            own - if squares > 0.0 { with * with / squares } else { 0.0 }
        };
        let found = in_ratio(&problem, &floor, &share).unwrap();
        assert!(problem.periods.iter().zip(&found).all(|(period, units)| period.spare(units) == 0));
        let all = |period: &Period| {
            let least = period.least;
            let mut all = Vec::new();
            for a in least..=5 {
                for b in least..=5_u32.saturating_sub(a) {
                    let c = 5 - a - b;
                    if c >= least {
                        all.push(vec![a, b, c]);
                    }
                }
            }
            all
        };
        let mut least = f64::MAX;
        for a in all(&problem.periods[0]) {
            for b in all(&problem.periods[1]) {
                least = least.min(off(&[a.clone(), b.clone()]));
            }
        }
        assert!(off(&found) <= least + 1e-6, "seed {seed}: {} and {least}", off(&found));
    }
}

//! Diverse: small cases against brute force, faults, determinism.

use super::*;

pub(super) fn problem(n: usize, sizes: &[(usize, usize)], seed: u64) -> DiverseProblem {
    let mut random = Random::new(seed);
    let drawn: Vec<f64> = (0..n * n).map(|_| f64::from(random.below(1000)) / 8.0).collect();
    let at = |a: usize, b: usize| if a == b { 0.0 } else { drawn[a.min(b) * n + a.max(b)] };
    let distance = (0..n).map(|a| (0..n).map(|b| at(a, b)).collect()).collect();
    DiverseProblem { distance, sizes: sizes.to_vec(), seed }
}

fn value(problem: &DiverseProblem, groups: &[Vec<usize>]) -> f64 {
    let pairs = |group: &Vec<usize>| -> f64 {
        group
            .iter()
            .map(|&a| group.iter().filter(|b| **b > a).map(|&b| problem.distance[a][b]).sum::<f64>())
            .sum()
    };
    groups.iter().map(pairs).sum()
}

/// The best value of eight members in three groups.
fn best_by_force(problem: &DiverseProblem) -> f64 {
    let mut best = 0.0f64;
    for code in 0..3usize.pow(8) {
        let mut groups = vec![Vec::new(); 3];
        (0..8).for_each(|member| groups[code / 3usize.pow(member as u32) % 3].push(member));
        let fits = groups.iter().zip(&problem.sizes).all(|(g, size)| (size.0..=size.1).contains(&g.len()));
        best = if fits { best.max(value(problem, &groups)) } else { best };
    }
    best
}

#[test]
fn small_cases_equal_brute_force() {
    for seed in 0..12 {
        let sizes: &[(usize, usize)] =
            if seed % 2 == 0 { &[(3, 3), (3, 3), (2, 2)] } else { &[(1, 4), (2, 5), (2, 3)] };
        let problem = problem(8, sizes, seed);
        let best = best_by_force(&problem);
        let mut search = DiverseSearch::new(problem.clone()).unwrap();
        search.step(200_000);
        assert!((search.value() - best).abs() < 1e-6);
        assert!((value(&problem, &search.best()) - best).abs() < 1e-6);
    }
}

#[test]
fn sizes_are_kept_and_slices_do_not_matter() {
    let problem = problem(30, &[(5, 8); 5], 3);
    let mut whole = DiverseSearch::new(problem.clone()).unwrap();
    let first = whole.value();
    whole.step(50_000);
    let mut sliced = DiverseSearch::new(problem.clone()).unwrap();
    (0..500).for_each(|_| assert!(!sliced.step(100).done));
    assert_eq!(whole.best(), sliced.best());
    assert!(whole.value() >= first);
    assert!((value(&problem, &whole.best()) - whole.value()).abs() < 1e-6);
    assert!(whole.best().iter().all(|group| (5..=8).contains(&group.len())));
}

#[test]
fn the_first_sizes_have_the_most_pairs_or_the_fewest() {
    for (sizes, sign) in
        [([(1, 4), (2, 5), (2, 3)], 1.0), ([(1, 4), (2, 5), (2, 3)], -1.0), ([(0, 8); 3], 1.0)]
    {
        let mut problem = problem(8, &sizes, 2);
        problem.distance.iter_mut().flatten().for_each(|distance| *distance *= sign);
        let pairs =
            |sizes: &[usize]| sizes.iter().map(|&s| (s * s.saturating_sub(1) / 2) as f64 * sign).sum::<f64>();
        let mut best = f64::NEG_INFINITY;
        for code in 0..9 * 9 {
            let (a, b) = (code / 9, code % 9);
            let dealt = [a, b, 8usize.saturating_sub(a + b)];
            let fits = dealt.iter().zip(&sizes).all(|(size, (low, high))| low <= size && size <= high);
            best = if fits && dealt.iter().sum::<usize>() == 8 { best.max(pairs(&dealt)) } else { best };
        }
        let first = super::sizes::first_sizes(&super::table::Table::new(&problem));
        assert_eq!(first.iter().sum::<usize>(), 8);
        assert!(first.iter().zip(&sizes).all(|(size, (low, high))| low <= size && size <= high), "{first:?}");
        assert_eq!(pairs(&first), best, "{first:?}");
    }
}

#[test]
fn equal_distances_and_single_seats_stop_nothing() {
    let mut same = problem(6, &[(1, 1), (0, 5), (0, 5)], 1);
    same.distance.iter_mut().flatten().for_each(|distance| *distance = 2.0);
    let mut search = DiverseSearch::new(same).unwrap();
    search.step(50_000);
    assert_eq!(search.value(), 20.0);
    let mut nothing = problem(6, &[(3, 3), (3, 3)], 1);
    nothing.distance.iter_mut().flatten().for_each(|distance| *distance = 0.0);
    let mut search = DiverseSearch::new(nothing).unwrap();
    search.step(50_000);
    assert_eq!(search.value(), 0.0);
}

#[test]
fn a_group_outgrows_the_seats_it_began_with() {
    // Thirty belong together and all others apart; the fewest pairs, to begin with, are four groups of ten.
    let d = |a: usize, b: usize| if a < 30 && b < 30 { 1.0 } else { -2.0 };
    let distance = (0..40).map(|a| (0..40).map(|b| if a == b { 0.0 } else { d(a, b) }).collect()).collect();
    let mut search =
        DiverseSearch::new(DiverseProblem { distance, sizes: vec![(0, 40); 4], seed: 1 }).unwrap();
    search.step(2_000_000);
    // 435 pairs of the thirty; the ten in groups of 3, 3 and 4 are 12 pairs.
    assert_eq!(search.value(), 435.0 - 24.0);
    assert_eq!(search.best().iter().map(Vec::len).max(), Some(30));
}

#[test]
fn distances_too_large_for_the_unit_are_off_by_half_of_one_and_told_exactly() {
    for seed in 0..6 {
        let mut large = problem(8, &[(1, 4), (2, 5), (2, 3)], seed);
        // Up to a thousand million, in millionths: no common divisor, and far beyond 32 bits.
        let scale = |d: &mut f64| *d = (*d * 8e6 + if *d > 0.0 { 0.000_001 } else { 0.0 }).min(1e9);
        large.distance.iter_mut().flatten().for_each(scale);
        let best = best_by_force(&large);
        let mut search = DiverseSearch::new(large.clone()).unwrap();
        search.step(200_000);
        let found = value(&large, &search.best());
        // A unit is 1e9 x 5 members / 2^26, and there are 13 pairs at most, on either side of the comparison.
        let unit = 1e9 * 5.0 / f64::from(1 << 26) + 1e-6;
        assert!(found <= best + 1e-3 && found >= best - 13.0 * unit, "{found} {best}");
        assert!((search.value() - found).abs() < 1e-3);
    }
}

#[test]
fn bad_numbers_are_refused() {
    let base = problem(4, &[(2, 2); 2], 1);
    let with = |change: &dyn Fn(&mut DiverseProblem)| {
        let mut problem = base.clone();
        change(&mut problem);
        DiverseSearch::new(problem).err()
    };
    assert_eq!(with(&|_| {}), None);
    assert_eq!(with(&|p| p.sizes.clear()), Some(DiverseFault::Nothing));
    assert_eq!(with(&|p| p.distance[1][2] = f64::NAN), Some(DiverseFault::BadDistance { a: 1, b: 2 }));
    assert_eq!(with(&|p| p.distance[3][0] += 1.0), Some(DiverseFault::BadDistance { a: 0, b: 3 }));
    let fault = DiverseFault::SizesDoNotAddUp { members: 4, fewest: 5, most: 6 };
    assert_eq!(with(&|p| p.sizes = vec![(2, 2), (3, 4)]), Some(fault));
}

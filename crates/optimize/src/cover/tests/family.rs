//! Families of labels: against brute force, limits that cannot be kept, and easing within a limit.

use super::*;

#[test]
fn small_cases_with_families_equal_brute_force() {
    let mut random = Random::new(12);
    let (mut feasible, mut impossible, mut costly) = (0, 0, 0);
    for round in 0..600 {
        let (n, labels) = (4 + random.below(3) as usize, 1 + random.below(5) as usize);
        let low = random.below(3) as usize;
        let rules = u32::from(round % 2 == 0);
        let (n_apart, n_together) = (rules * random.below(3), rules * random.below(2));
        let n_families = 1 + random.below(3);
        let problem = CoverProblem {
            need: draw_need(&mut random, n, labels, n % 2 == 0),
            groups: 2 + random.below(3) as usize,
            size: (low, low.max(1) + random.below(4) as usize),
            apart: draw_pairs(&mut random, n, n_apart),
            together: draw_pairs(&mut random, n, n_together),
            locked: (0..rules * random.below(3))
                .map(|_| (random.below(n as u32) as usize, random.below(labels as u32) as usize))
                .collect(),
            // Every fifth has none: each label is a family of its own.
            family: (0..if round % 5 == 0 { 0 } else { labels })
                .map(|_| 7 * random.below(n_families) as usize)
                .collect(),
            again: Some(round % 3),
        };
        match (solve(&problem), brute_force(&problem)) {
            (Some(cover), Some(best)) => {
                assert!(keeps_rules(&problem, &cover.groups), "{problem:?} {cover:?}");
                assert!((cover.covered - best).abs() < 1e-6, "{problem:?} {cover:?} {best}");
                let without = solve(&CoverProblem { again: None, ..problem.clone() }).unwrap();
                costly += u32::from(without.covered > best + 1e-6);
                feasible += 1;
            }
            (None, None) => impossible += 1,
            other => panic!("{problem:?} {other:?}"),
        }
    }
    assert!(feasible > 200 && impossible > 150 && costly > 40, "{feasible} {impossible} {costly}");
}

#[test]
fn a_limit_that_nothing_breaks_changes_nothing() {
    let mut random = Random::new(13);
    for _ in 0..20 {
        let plain = CoverProblem {
            need: draw_need(&mut random, 18, 8, false),
            groups: 4,
            size: (2, 6),
            apart: draw_pairs(&mut random, 18, 3),
            ..CoverProblem::default()
        };
        let family: Vec<usize> = (0..8).map(|label| label / 2).collect();
        let without = CoverProblem { family: family.clone(), ..plain.clone() };
        let wide = CoverProblem { family, again: Some(3), ..plain.clone() };
        assert_eq!(solve(&plain), solve(&without));
        assert_eq!(solve(&plain), solve(&wide));
    }
}

#[test]
fn a_limit_that_cannot_be_kept_is_found() {
    let base = CoverProblem {
        need: vec![vec![0.5; 40]; 12],
        groups: 4,
        size: (3, 4),
        family: (0..40).map(|label| label / 2).collect(),
        again: Some(0),
        ..CoverProblem::default()
    };
    let solvable = |change: &dyn Fn(&mut CoverProblem)| {
        let mut problem = base.clone();
        change(&mut problem);
        solve(&problem).is_some()
    };
    assert!(solvable(&|_| {}));
    // Two lessons for the three groups that there must be.
    let few = |p: &mut CoverProblem| p.family = (0..40).map(|label| label % 2).collect();
    assert!(!solvable(&few));
    assert!(solvable(&|p| {
        few(p);
        p.again = Some(1);
    }));
    // Locks to two variants of a lesson.
    assert!(!solvable(&|p| p.locked = vec![(0, 0), (1, 1)]));
    assert!(solvable(&|p| p.locked = vec![(0, 0), (1, 2)]));
    // Locks to one label, but apart, or more than a group holds.
    assert!(solvable(&|p| p.locked = vec![(0, 0), (1, 0)]));
    assert!(!solvable(&|p| {
        p.locked = vec![(0, 0), (1, 0)];
        p.apart = vec![(0, 1)];
    }));
    assert!(!solvable(&|p| p.locked = (0..5).map(|member| (member, 0)).collect()));
    assert!(solvable(&|p| {
        p.locked = (0..5).map(|member| (member, 0)).collect();
        p.again = Some(1);
    }));
}

#[test]
fn easing_keeps_the_limit_on_families_and_raises_no_misfits() {
    let mut random = Random::new(22);
    let misfits = |problem: &CoverProblem, cover: &Cover| {
        let misses = |label: usize, row: &[f64]| row[label] <= 0.0 && row.iter().any(|need| *need > 0.0);
        let of_group =
            |g: &CoverGroup| g.members.iter().filter(|&&m| misses(g.label, &problem.need[m])).count();
        cover.groups.iter().map(of_group).sum::<usize>()
    };
    let (mut eased, mut relabeled) = (0, 0);
    for again in [0, 1, 0, 1, 0, 1] {
        let problem = CoverProblem {
            need: draw_need(&mut random, 18, 10, false),
            groups: 4,
            size: (3, 6),
            family: (0..10).map(|label| label / 3).collect(),
            again: Some(again),
            ..CoverProblem::default()
        };
        let optimum = solve(&problem).unwrap();
        let mut penalty = vec![vec![0.0; 18]; 18];
        for group in &optimum.groups {
            for &a in &group.members {
                group.members.iter().for_each(|&b| penalty[a][b] = 1.0);
            }
        }
        let mut search = EaseSearch::new(problem.clone(), &optimum, &penalty, 0.6, 1);
        let labels = |cover: &Cover| cover.groups.iter().map(|group| group.label).collect::<Vec<_>>();
        let (before, most) = (search.penalty(), misfits(&problem, &optimum));
        for _ in 0..200 {
            search.step(100);
            let best = search.best();
            assert!(keeps_rules(&problem, &best.groups), "{best:?}");
            assert!(misfits(&problem, &best) <= most, "{best:?} {most}");
        }
        eased += u32::from(search.penalty() < before);
        relabeled += u32::from(labels(&search.best()) != labels(&optimum));
    }
    assert!(eased == 6 && relabeled > 2, "{eased} {relabeled}");
}

//! Cover against brute force, against an integer-programming solver, and a table of impossible questions.

mod family;

use super::*;
use crate::Random;

fn solve(problem: &CoverProblem) -> Option<Cover> {
    let mut search = CoverSearch::new(problem.clone()).ok()?;
    while !search.step(100).done {}
    let best = search.best();
    assert_eq!(search.proven(), best.is_some());
    assert_eq!(search.infeasible(), best.is_none());
    assert!(search.bound() + 1e-6 >= best.as_ref().map_or(0.0, |b| b.covered));
    best
}

/// Every rule of the problem, checked by hand.
fn keeps_rules(problem: &CoverProblem, groups: &[CoverGroup]) -> bool {
    let n = problem.need.len();
    let mut group_of = vec![None; n];
    for (i, group) in groups.iter().enumerate() {
        if group.members.len() < problem.size.0.max(1) || group.members.len() > problem.size.1 {
            return false;
        }
        for &member in &group.members {
            if group_of[member].replace(i).is_some() {
                return false;
            }
        }
    }
    groups.len() <= problem.groups
        && problem.again.is_none_or(|again| extras(problem, groups) <= again)
        && group_of.iter().all(Option::is_some)
        && problem.apart.iter().all(|&(a, b)| group_of[a] != group_of[b])
        && problem.together.iter().all(|&(a, b)| group_of[a] == group_of[b])
        && problem.locked.iter().all(|&(m, label)| group_of[m].is_some_and(|g| groups[g].label == label))
}

/// Groups of each family beyond its first, added up.
fn extras(problem: &CoverProblem, groups: &[CoverGroup]) -> usize {
    let family = |group: &CoverGroup| problem.family.get(group.label).copied().unwrap_or(group.label);
    let mut families: Vec<usize> = groups.iter().map(family).collect();
    families.sort_unstable();
    families.windows(2).filter(|pair| pair[0] == pair[1]).count()
}

/// The best value over all ways to deal members to groups and labels to groups.
fn brute_force(problem: &CoverProblem) -> Option<f64> {
    let n = problem.need.len();
    let mut best: Option<f64> = None;
    for code in 0..problem.groups.pow(n as u32) {
        let mut groups: Vec<CoverGroup> =
            (0..problem.groups).map(|_| CoverGroup { label: 0, members: Vec::new() }).collect();
        let mut rest = code;
        for member in 0..n {
            groups[rest % problem.groups].members.push(member);
            rest /= problem.groups;
        }
        // The same groups in another order are nothing new.
        let firsts: Vec<usize> = groups.iter().map(|g| g.members.first().copied().unwrap_or(n)).collect();
        if firsts.is_sorted() {
            groups.retain(|group| !group.members.is_empty());
            brute_labels(problem, &mut groups, 0, &mut best);
        }
    }
    best
}

fn brute_labels(problem: &CoverProblem, groups: &mut [CoverGroup], at: usize, best: &mut Option<f64>) {
    if at == groups.len() {
        if keeps_rules(problem, groups) {
            let value = covered(&problem.need, groups);
            *best = Some(best.map_or(value, |b| b.max(value)));
        }
        return;
    }
    let lock = problem.locked.iter().find(|(m, _)| groups[at].members.contains(m));
    let labels = lock.map_or(0..problem.need[0].len(), |&(_, label)| label..label + 1);
    for label in labels {
        groups[at].label = label;
        brute_labels(problem, groups, at + 1, best);
    }
}

fn draw_need(random: &mut Random, members: usize, labels: usize, coarse: bool) -> Vec<Vec<f64>> {
    let mut cell = || match random.below(3) {
        0 => 0.0,
        _ if coarse => f64::from(random.below(5)) / 4.0,
        _ => random.unit(),
    };
    (0..members).map(|_| (0..labels).map(|_| cell()).collect()).collect()
}

fn draw_pairs(random: &mut Random, n: usize, many: u32) -> Vec<(usize, usize)> {
    let mut pick = || random.below(n as u32) as usize;
    (0..many).map(|_| (pick(), pick())).filter(|(a, b)| a != b).collect()
}

#[test]
fn small_cases_equal_brute_force() {
    let mut random = Random::new(11);
    let (mut feasible, mut impossible) = (0, 0);
    for _ in 0..600 {
        let (n, labels) = (3 + random.below(5) as usize, 1 + random.below(4) as usize);
        let low = random.below(4) as usize;
        let (n_apart, n_together) = (random.below(4), random.below(3));
        let problem = CoverProblem {
            need: draw_need(&mut random, n, labels, n % 2 == 0),
            groups: 1 + random.below(3) as usize,
            size: (low, low.max(1) + random.below(4) as usize),
            apart: draw_pairs(&mut random, n, n_apart),
            together: draw_pairs(&mut random, n, n_together),
            locked: (0..random.below(3))
                .map(|_| (random.below(n as u32) as usize, random.below(labels as u32) as usize))
                .collect(),
            ..CoverProblem::default()
        };
        match (solve(&problem), brute_force(&problem)) {
            (Some(cover), Some(best)) => {
                assert!(keeps_rules(&problem, &cover.groups), "{problem:?} {cover:?}");
                assert!((cover.covered - best).abs() < 1e-6, "{problem:?} {cover:?} {best}");
                feasible += 1;
            }
            (None, None) => impossible += 1,
            other => panic!("{problem:?} {other:?}"),
        }
    }
    assert!(feasible > 150 && impossible > 150, "{feasible} {impossible}");
}

/// An independent model: x[member][label] binary, y[label] whole, sizes scaled by y; a pair apart takes two
/// groups of a label. Exact while the apart pairs are disjoint and at most one pair is together.
fn by_integer_program(problem: &CoverProblem) -> f64 {
    use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem};
    let (n, labels) = (problem.need.len(), problem.need[0].len());
    let mut model = Problem::new(OptimizationDirection::Maximize);
    let x: Vec<Vec<_>> =
        (0..n).map(|m| (0..labels).map(|l| model.add_binary_var(problem.need[m][l])).collect()).collect();
    let y: Vec<_> = (0..labels).map(|_| model.add_integer_var(0.0, (0, problem.groups as i32))).collect();
    for row in &x {
        model.add_constraint(row.iter().map(|&v| (v, 1.0)).collect::<Vec<_>>(), ComparisonOp::Eq, 1.0);
    }
    for l in 0..labels {
        for (size, op) in [(problem.size.0, ComparisonOp::Ge), (problem.size.1, ComparisonOp::Le)] {
            let mut sum = LinearExpr::empty();
            x.iter().for_each(|row| sum.add(row[l], 1.0));
            sum.add(y[l], -(size as f64));
            model.add_constraint(sum, op, 0.0);
        }
        for row in &x {
            model.add_constraint([(row[l], 1.0), (y[l], -1.0)], ComparisonOp::Le, 0.0);
        }
        for &(a, b) in &problem.apart {
            model.add_constraint([(x[a][l], 1.0), (x[b][l], 1.0), (y[l], -1.0)], ComparisonOp::Le, 0.0);
        }
        for &(a, b) in &problem.together {
            model.add_constraint([(x[a][l], 1.0), (x[b][l], -1.0)], ComparisonOp::Eq, 0.0);
        }
    }
    for &(m, label) in &problem.locked {
        model.add_constraint([(x[m][label], 1.0)], ComparisonOp::Eq, 1.0);
    }
    let all: Vec<_> = y.iter().map(|&v| (v, 1.0)).collect();
    model.add_constraint(all, ComparisonOp::Le, problem.groups as f64);
    // z[label]: extras of its family, counted at the family's first label.
    if let Some(again) = problem.again {
        let mut extras = LinearExpr::empty();
        for first in (0..labels).filter(|&l| !problem.family[..l].contains(&problem.family[l])) {
            let z = model.add_integer_var(0.0, (0, problem.groups as i32));
            extras.add(z, 1.0);
            let mut sum = LinearExpr::empty();
            let same = (0..labels).filter(|&l| problem.family[l] == problem.family[first]);
            same.for_each(|l| sum.add(y[l], 1.0));
            sum.add(z, -1.0);
            model.add_constraint(sum, ComparisonOp::Le, 1.0);
        }
        model.add_constraint(extras, ComparisonOp::Le, again as f64);
    }
    match model.solve().unwrap() {
        microlp::SolveOutcome::Solution(solution) => solution.objective(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn medium_cases_equal_an_integer_program() {
    let mut random = Random::new(5);
    for round in 0..18 {
        let n = 12 + random.below(5) as usize;
        let problem = CoverProblem {
            need: draw_need(&mut random, n, 6, false),
            groups: 4,
            size: if round % 2 == 0 { (2, 6) } else { (3, 5) },
            apart: vec![(0, 1), (2, 3), (4, 5)],
            together: vec![(6, 7)],
            locked: if round % 3 == 0 { vec![(8, 1), (0, 4)] } else { Vec::new() },
            family: if round < 12 { Vec::new() } else { vec![3, 1, 3, 1, 1, 9] },
            again: (round >= 12).then_some(1),
        };
        let cover = solve(&problem).unwrap();
        assert!(keeps_rules(&problem, &cover.groups));
        let other = by_integer_program(&problem);
        assert!((cover.covered - other).abs() < 1e-5, "{} {other}", cover.covered);
    }
}

#[test]
fn a_class_is_proven_and_the_same_in_slices() {
    let mut random = Random::new(3);
    let problem = CoverProblem {
        need: draw_need(&mut random, 36, 15, false),
        groups: 6,
        size: (6, 6),
        apart: draw_pairs(&mut random, 36, 8),
        together: vec![(0, 1), (2, 3), (3, 4)],
        locked: vec![(7, 2), (9, 11)],
        ..CoverProblem::default()
    };
    let whole = solve(&problem).unwrap();
    assert!(keeps_rules(&problem, &whole.groups));
    let mut sliced = CoverSearch::new(problem).unwrap();
    let mut last = f64::NEG_INFINITY;
    while !sliced.step(1).done {
        let now = sliced.best().map_or(f64::NEG_INFINITY, |best| best.covered);
        assert!(now >= last - 1e-9);
        last = now;
    }
    assert_eq!(sliced.best(), Some(whole));
}

#[test]
fn groups_come_by_label_then_by_smallest_member() {
    let cover = solve(&CoverProblem {
        need: vec![vec![0.0, 1.0], vec![0.5, 0.0], vec![0.0, 1.0], vec![0.0, 1.0], vec![0.0, 1.0]],
        groups: 3,
        size: (1, 2),
        ..CoverProblem::default()
    })
    .unwrap();
    let firsts: Vec<(usize, usize)> = cover.groups.iter().map(|g| (g.label, g.members[0])).collect();
    assert_eq!(firsts, [(0, 1), (1, 0), (1, 2)]);
    assert!((cover.covered - 4.5).abs() < 1e-12);
}

#[test]
fn impossible_questions_name_their_cause() {
    let base =
        CoverProblem { need: vec![vec![0.5, 0.25]; 8], groups: 2, size: (3, 5), ..CoverProblem::default() };
    let with = |change: &dyn Fn(&mut CoverProblem)| {
        let mut problem = base.clone();
        change(&mut problem);
        CoverSearch::new(problem).err()
    };
    let pairs = |list: &[usize]| -> Vec<(usize, usize)> {
        list.iter().enumerate().flat_map(|(i, &a)| list[i + 1..].iter().map(move |&b| (a, b))).collect()
    };
    assert_eq!(with(&|_| {}), None);
    assert_eq!(with(&|p| p.need.clear()), Some(Impossible::Nothing));
    assert_eq!(with(&|p| p.groups = 0), Some(Impossible::Nothing));
    assert_eq!(
        with(&|p| p.need[3] = vec![0.1]),
        Some(Impossible::RowLength { member: 3, expected: 2, found: 1 })
    );
    assert_eq!(with(&|p| p.family = vec![0]), Some(Impossible::FamilyLength { expected: 2, found: 1 }));
    for bad in [f64::NAN, -0.1, 1.5] {
        assert_eq!(with(&|p| p.need[2][1] = bad), Some(Impossible::NeedOutOfRange { member: 2, label: 1 }));
    }
    assert_eq!(
        with(&|p| p.together.push((1, 8))),
        Some(Impossible::NoSuchMember { rule: Rule::Together, member: 8, members: 8 })
    );
    assert_eq!(
        with(&|p| p.locked.push((1, 2))),
        Some(Impossible::NoSuchLabel { member: 1, label: 2, labels: 2 })
    );
    assert_eq!(with(&|p| p.apart.push((4, 4))), Some(Impossible::ApartFromSelf { member: 4 }));
    assert_eq!(with(&|p| p.size = (4, 3)), Some(Impossible::SizesReversed { size: (4, 3) }));
    assert_eq!(
        with(&|p| p.size = (3, 3)),
        Some(Impossible::SizesDoNotAddUp {
            members: 8,
            groups: 2,
            size: (3, 3),
            nearest_size: (3, 4),
            nearest_groups: None
        })
    );
    assert_eq!(
        with(&|p| p.size = (2, 3)),
        Some(Impossible::SizesDoNotAddUp {
            members: 8,
            groups: 2,
            size: (2, 3),
            nearest_size: (2, 4),
            nearest_groups: Some(3)
        })
    );
    assert_eq!(
        with(&|p| {
            p.apart.push((0, 2));
            p.together.extend([(0, 1), (3, 0), (2, 1)]);
        }),
        Some(Impossible::ApartAndTogether { pair: (0, 2), chain: vec![0, 1, 2] })
    );
    assert_eq!(
        with(&|p| {
            p.together.push((5, 6));
            p.locked.extend([(5, 0), (6, 1)]);
        }),
        Some(Impossible::LockedToTwoLabels { first: (5, 0), second: (6, 1) })
    );
    assert_eq!(
        with(&|p| p.together.extend([(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)])),
        Some(Impossible::TogetherTooLarge { members: vec![0, 1, 2, 3, 4, 5], max: 5 })
    );
    assert_eq!(
        with(&|p| {
            p.need = vec![vec![0.5; 3]; 8];
            p.locked.extend([(0, 0), (1, 1), (2, 2)]);
        }),
        Some(Impossible::TooManyLabelsLocked { labels: vec![0, 1, 2], most_groups: 2 })
    );
    assert_eq!(
        with(&|p| p.apart.extend(pairs(&[1, 4, 6]))),
        Some(Impossible::TooManyApart { members: vec![1, 4, 6], most_groups: 2 })
    );
    // An odd ring needs three groups although no three are all apart; the sixth pair is not to blame.
    assert_eq!(
        with(&|p| p.apart.extend([(0, 1), (1, 2), (2, 3), (3, 4), (4, 0), (5, 6)])),
        Some(Impossible::RulesClash {
            apart: vec![(0, 1), (1, 2), (2, 3), (3, 4), (4, 0)],
            together: vec![],
            locked: vec![]
        })
    );
    // Two groups of different labels, and a member who may be in neither; the third lock is not to blame.
    assert_eq!(
        with(&|p| {
            p.locked.extend([(0, 0), (1, 1), (7, 1)]);
            p.apart.extend([(2, 0), (2, 1)]);
        }),
        Some(Impossible::RulesClash {
            apart: vec![(2, 0), (2, 1)],
            together: vec![],
            locked: vec![(0, 0), (1, 1)]
        })
    );
}

#[test]
fn easing_keeps_the_rules_and_the_share() {
    let mut random = Random::new(21);
    let problem = CoverProblem {
        need: draw_need(&mut random, 24, 8, false),
        groups: 5,
        size: (3, 6),
        apart: vec![(0, 1), (2, 3)],
        together: vec![(4, 5), (5, 6)],
        locked: vec![(7, 2)],
        ..CoverProblem::default()
    };
    let optimum = solve(&problem).unwrap();
    // Whoever is together now was together before.
    let mut penalty = vec![vec![0.0; 24]; 24];
    for group in &optimum.groups {
        for &a in &group.members {
            group.members.iter().for_each(|&b| penalty[a][b] = 1.0);
        }
    }
    let eased = |share: f64, steps: u32| {
        let mut search = EaseSearch::new(problem.clone(), &optimum, &penalty, share, 1);
        search.step(steps);
        let best = search.best();
        assert!(keeps_rules(&problem, &best.groups));
        assert!(best.covered >= optimum.covered * (1.0 - share) - 1e-6);
        search.penalty()
    };
    let before = eased(0.03, 0);
    assert!(eased(0.0, 20_000) <= before);
    assert!(eased(0.03, 20_000) < 0.8 * before, "{} {before}", eased(0.03, 20_000));
    let mut to_the_end = EaseSearch::new(problem.clone(), &optimum, &penalty, 0.03, 1);
    assert!((0..100).any(|_| to_the_end.step(10_000).done));
    assert!(to_the_end.penalty() <= eased(0.03, 20_000));
    // The two bonds of the rules stay, and their pair with them.
    assert!(eased(1.0, 40_000) >= 6.0);
}

//! Rounds: plans are valid, bottlenecks are true, small cases equal brute force.

use super::*;
use crate::Random;

fn answer(problem: &AgendaProblem) -> AgendaAnswer {
    let mut search = AgendaSearch::new(problem.clone()).unwrap();
    search.step(200_000);
    if let AgendaAnswer::Plan(plan) = search.answer() {
        is_valid(problem, plan);
    }
    search.answer().clone()
}

fn is_valid(problem: &AgendaProblem, plan: &[Agenda]) {
    let weight = |member: usize| problem.weight.get(member).copied().unwrap_or(1);
    for (member, row) in problem.visits.iter().enumerate() {
        for (place, &wanted) in row.iter().enumerate() {
            assert_eq!(plan[member].iter().filter(|cell| **cell == Some(place)).count(), wanted);
        }
    }
    for (place, &capacity) in problem.capacity.iter().enumerate() {
        for slot in 0..problem.slots {
            let here: usize =
                (0..plan.len()).filter(|&member| plan[member][slot] == Some(place)).map(weight).sum();
            let is_closed = problem.closed.contains(&(place, slot));
            assert!(here <= if is_closed { 0 } else { capacity });
        }
    }
    assert!(problem.fixed.iter().all(|&(member, slot, place)| plan[member][slot] == Some(place)));
    assert!(problem.away.iter().all(|&(member, slot)| plan[member][slot].is_none()));
}

/// Every way to fill every agenda, slot by slot.
fn brute_force(problem: &AgendaProblem) -> bool {
    fn fill(problem: &AgendaProblem, plan: &mut Vec<Agenda>, cell: usize) -> bool {
        let (member, slot) = (cell / problem.slots, cell % problem.slots);
        if slot == 0 && member > 0 {
            let row = &plan[member - 1];
            let got = |place: usize| row.iter().filter(|cell| **cell == Some(place)).count();
            if (0..problem.capacity.len()).any(|place| got(place) != problem.visits[member - 1][place]) {
                return false;
            }
        }
        if member == plan.len() {
            return true;
        }
        let fixed = problem.fixed.iter().find(|&&(m, s, _)| m == member && s == slot).map(|&(_, _, p)| p);
        let options = std::iter::once(None).chain((0..problem.capacity.len()).map(Some));
        for option in options {
            if fixed.is_some() && fixed != option {
                continue;
            }
            if let Some(place) = option {
                let here = (0..member).filter(|&m| plan[m][slot] == Some(place)).count();
                let is_closed =
                    problem.closed.contains(&(place, slot)) || problem.away.contains(&(member, slot));
                if is_closed || here >= problem.capacity[place] {
                    continue;
                }
            }
            plan[member][slot] = option;
            if fill(problem, plan, cell + 1) {
                return true;
            }
            plan[member][slot] = None;
        }
        false
    }
    fill(problem, &mut vec![vec![None; problem.slots]; problem.visits.len()], 0)
}

fn draw(random: &mut Random, members: usize, slots: usize, places: usize, most: u32) -> AgendaProblem {
    let mut problem = AgendaProblem { slots, seed: random.bits(), ..AgendaProblem::default() };
    problem.capacity = (0..places).map(|_| 1 + random.below(2) as usize).collect();
    for _ in 0..members {
        let mut row = vec![0; places];
        for _ in 0..random.below(most + 1) {
            row[random.below(places as u32) as usize] += 1;
        }
        problem.visits.push(row);
    }
    problem
}

#[test]
fn agendas_equal_brute_force() {
    let mut random = Random::new(1);
    let (mut plans, mut none) = (0, 0);
    for round in 0..400 {
        let mut problem = draw(&mut random, 4, 3, 3, 3);
        if round % 2 == 1 {
            for member in 0..4 {
                let (slot, place) = (random.below(3) as usize, random.below(3) as usize);
                match random.below(4) {
                    0 => problem.away.push((member, slot)),
                    1 if !problem.closed.contains(&(place, slot)) => problem.closed.push((place, slot)),
                    2 if problem.visits[member][place] > 0 => problem.fixed.push((member, slot, place)),
                    _ => {}
                }
            }
        }
        match (answer(&problem), brute_force(&problem)) {
            (AgendaAnswer::Plan(_), true) => plans += 1,
            (AgendaAnswer::Bottlenecks(list), false) => {
                assert!(!list.is_empty());
                none += 1;
            }
            (found, truth) => panic!("{problem:?} {found:?} {truth}"),
        }
    }
    assert!(plans > 50 && none > 50, "{plans} {none}");
}

#[test]
fn full_agendas_without_fixed_slots_are_colored() {
    // Everybody wants each of eight places once, and there is not a seat to spare.
    let visits = vec![vec![1; 8]; 32];
    let problem = AgendaProblem { slots: 8, capacity: vec![4; 8], visits, ..AgendaProblem::default() };
    let mut search = AgendaSearch::new(problem.clone()).unwrap();
    assert_eq!(search.step(0).steps, 0);
    assert!(search.step(1).done);
    assert!(matches!(answer(&problem), AgendaAnswer::Plan(_)));
}

#[test]
fn a_full_class_with_tables_fixed_by_group_is_planned() {
    let mut problem = AgendaProblem {
        slots: 8,
        capacity: vec![6; 6],
        visits: vec![vec![0; 6]; 36],
        ..AgendaProblem::default()
    };
    for member in 0..36 {
        for visit in 0..8 {
            problem.visits[member][(member + visit) % 6] += 1;
        }
        for place in 0..2 {
            if problem.visits[member][place] > 0 {
                problem.fixed.push((member, (member / 6 + place * 3) % 8, place));
            }
        }
    }
    assert!(matches!(answer(&problem), AgendaAnswer::Plan(_)));
}

#[test]
fn bottlenecks_are_named() {
    let base = AgendaProblem {
        slots: 2,
        capacity: vec![2, 2],
        visits: vec![vec![1, 1]; 4],
        ..AgendaProblem::default()
    };
    let with = |change: &dyn Fn(&mut AgendaProblem)| {
        let mut problem = base.clone();
        change(&mut problem);
        match answer(&problem) {
            AgendaAnswer::Bottlenecks(list) => list,
            AgendaAnswer::Plan(_) => vec![],
            AgendaAnswer::Open => panic!("open"),
        }
    };
    assert_eq!(with(&|_| {}), vec![]);
    assert_eq!(with(&|p| p.capacity[1] = 1), [Bottleneck::Place { place: 1, wanted: 4, seats: 2 }]);
    assert_eq!(with(&|p| p.capacity[1] = 0)[0].place(), Some(1));
    assert_eq!(with(&|p| p.away.push((3, 0))), [Bottleneck::Member { member: 3, wanted: 2, slots: 1 }]);
    assert_eq!(
        with(&|p| p.fixed = vec![(0, 1, 0), (1, 1, 0), (2, 1, 0)]),
        [Bottleneck::Slot { place: 0, slot: 1, fixed: 3, capacity: 2 }]
    );
    // Two of the first place must come in the second slot, where one seat is fixed away and one is left.
    let times = with(&|p| {
        p.visits = vec![vec![1, 0]; 3];
        p.away = vec![(0, 0), (1, 0)];
        p.fixed = vec![(2, 1, 0)];
    });
    assert_eq!(
        times,
        [Bottleneck::PlaceTimes { place: 0, members: vec![0, 1], slots: vec![1], wanted: 2, seats: 1 }]
    );
    assert_eq!(
        with(&|p| {
            p.visits[0] = vec![1, 1];
            p.visits[1] = vec![0, 1];
            p.visits[2] = vec![0, 1];
            p.visits[3] = vec![0, 0];
            p.closed = vec![(0, 1)];
            p.capacity[1] = 3;
            p.fixed = vec![(1, 1, 1), (2, 1, 1)];
        }),
        vec![]
    );
    assert_eq!(
        with(&|p| {
            p.visits = vec![vec![1, 1]];
            p.closed = vec![(0, 1), (1, 1)];
        }),
        [Bottleneck::MemberTimes { member: 0, places: vec![0, 1], wanted: 2, slots: 1 }]
    );
}

#[test]
fn bad_agendas_are_refused() {
    let base =
        AgendaProblem { slots: 2, capacity: vec![1], visits: vec![vec![1]], ..AgendaProblem::default() };
    let with = |change: &dyn Fn(&mut AgendaProblem)| {
        let mut problem = base.clone();
        change(&mut problem);
        AgendaSearch::new(problem).err()
    };
    assert_eq!(with(&|_| {}), None);
    assert_eq!(with(&|p| p.slots = 65), Some(AgendaFault::BadSlots { slots: 65 }));
    assert_eq!(with(&|p| p.visits[0] = vec![]), Some(AgendaFault::BadRow { member: 0 }));
    assert_eq!(
        with(&|p| p.away.push((0, 2))),
        Some(AgendaFault::NoSuchIndex { member: Some(0), slot: 2, place: None })
    );
    assert_eq!(
        with(&|p| {
            p.away.push((0, 1));
            p.fixed.push((0, 1, 0));
        }),
        Some(AgendaFault::FixedTwice { member: 0, slot: 1 })
    );
    assert_eq!(
        with(&|p| p.fixed = vec![(0, 0, 0), (0, 1, 0)]),
        Some(AgendaFault::FixedNotWanted { member: 0, place: 0, fixed: 2, wanted: 1 })
    );
}

#[test]
fn agendas_repeat_in_any_slices() {
    let mut random = Random::new(8);
    let mut problem = draw(&mut random, 12, 5, 4, 4);
    problem.capacity = vec![4; 4];
    problem.away = vec![(0, 1), (3, 2)];
    let mut sliced = AgendaSearch::new(problem.clone()).unwrap();
    while !sliced.step(1).done {}
    assert_eq!(*sliced.answer(), answer(&problem));
}

fn rotate(problem: &RotationProblem) -> RotationAnswer {
    let mut search = RotationSearch::new(problem.clone()).unwrap();
    search.step(100_000);
    if let RotationAnswer::Plan(plan) = search.answer() {
        for (group, row) in plan.iter().enumerate() {
            let hub = row.iter().filter(|cell| cell.is_some() && **cell == problem.hub).count();
            assert_eq!(hub, problem.hub.map_or(0, |_| problem.hub_visits[group]));
            for (slot, place) in row.iter().enumerate() {
                assert_eq!(place.is_none(), problem.away.contains(&(group, slot)));
                assert!(place.is_none_or(|p| !problem.places[p].not_for.contains(&group)));
            }
        }
        for (place, here) in problem.places.iter().enumerate() {
            for slot in 0..problem.slots {
                let sizes = problem.sizes.iter().zip(plan).filter(|(_, row)| row[slot] == Some(place));
                let seated: usize = sizes.map(|(size, _)| size).sum();
                let is_closed = problem.closed.contains(&(place, slot));
                assert!(seated <= if is_closed { 0 } else { here.capacity }, "{plan:?}");
            }
        }
        assert!(problem.fixed.iter().all(|&(group, slot, place)| plan[group][slot] == Some(place)));
    }
    search.answer().clone()
}

fn four_places(sizes: &[usize], hub_visits: &[usize]) -> RotationProblem {
    RotationProblem {
        slots: 4,
        sizes: sizes.to_vec(),
        places: vec![RotationPlace { capacity: 7, not_for: vec![] }; 4],
        hub: Some(0),
        hub_visits: hub_visits.to_vec(),
        ..RotationProblem::default()
    }
}

#[test]
fn four_groups_pass_four_places_once() {
    let RotationAnswer::Plan(plan) = rotate(&four_places(&[7, 6, 7, 6], &[1; 4])) else { panic!() };
    for row in plan {
        let mut row = row.clone();
        row.sort_unstable();
        assert_eq!(row, (0..4).map(Some).collect::<Vec<_>>());
    }
}

#[test]
fn rotations_keep_every_rule() {
    let mut problem = four_places(&[7, 6, 5, 4], &[2, 1, 1, 0]);
    problem.places[1].capacity = 12;
    problem.places[2].not_for = vec![0];
    problem.fixed = vec![(1, 0, 0), (3, 2, 1)];
    problem.away = vec![(2, 3)];
    problem.closed = vec![(3, 0)];
    assert!(matches!(rotate(&problem), RotationAnswer::Plan(_)));
    // Only 7 + 4 and 6 + 5 fill the two large places: groups must be paired by size.
    let mut pairs = four_places(&[7, 6, 5, 4], &[0; 4]);
    pairs.places = vec![RotationPlace { capacity: 11, not_for: vec![] }; 2];
    pairs.hub = None;
    assert!(matches!(rotate(&pairs), RotationAnswer::Plan(_)));
}

#[test]
fn rotation_bottlenecks_are_named() {
    let named = |problem: RotationProblem| match rotate(&problem) {
        RotationAnswer::Bottleneck(bottleneck) => bottleneck,
        other => panic!("{other:?}"),
    };
    assert_eq!(named(four_places(&[6; 5], &[1; 5])), RotationBottleneck::Hub { wanted: 5, seats: 4 });
    assert_eq!(
        named(four_places(&[6], &[5])),
        RotationBottleneck::HubVisits { group: 0, wanted: 5, slots: 4 }
    );
    let mut crowded = four_places(&[6; 4], &[1; 4]);
    crowded.places.pop();
    assert_eq!(
        named(crowded),
        RotationBottleneck::Places { groups: vec![0, 1, 2, 3], places: vec![1, 2], wanted: 12, seats: 8 }
    );
    let mut fixed = four_places(&[6; 2], &[1; 2]);
    fixed.fixed = vec![(0, 1, 2), (1, 1, 2)];
    assert_eq!(named(fixed), RotationBottleneck::Slot { place: 2, slot: 1, fixed: 12, capacity: 7 });
    // Both groups are at the hub at the only time left to them.
    let mut clash = four_places(&[6; 2], &[1; 2]);
    clash.slots = 2;
    clash.fixed = vec![(0, 0, 1), (1, 0, 2)];
    assert_eq!(named(clash), RotationBottleneck::Combination);
}

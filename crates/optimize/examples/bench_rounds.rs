//! Times the agenda search at class size. `cargo run --release -p optimize --example bench_rounds`
#![allow(clippy::disallowed_methods, reason = "a benchmark reads the clock")]

use std::time::Instant;

use optimize::Random;
use optimize::rounds::{AgendaAnswer, AgendaProblem, AgendaSearch};

/// 36 members x 8 slots x 8 places of 5 or 4 seats from a hidden plan in which every seat is taken: `free` visits
/// in a hundred are dropped, `fixed` in a hundred of the others settled.
fn hidden(seed: u64, free: u32, fixed: u32) -> AgendaProblem {
    let mut random = Random::new(seed);
    let capacity = vec![5, 5, 5, 5, 4, 4, 4, 4];
    let mut problem =
        AgendaProblem { slots: 8, capacity, visits: vec![vec![0; 8]; 36], seed, ..AgendaProblem::default() };
    for slot in 0..8 {
        let mut seats: Vec<usize> = (0..8).flat_map(|place| vec![place; problem.capacity[place]]).collect();
        for member in 0..36 {
            let place = seats.swap_remove(random.below(seats.len() as u32) as usize);
            if random.below(100) < free {
                continue;
            }
            problem.visits[member][place] += 1;
            if random.below(100) < fixed {
                problem.fixed.push((member, slot, place));
            }
        }
    }
    problem
}

fn main() {
    println!("36 x 8 x 8, 20 seeds each. ms: median, worst; steps: worst; plans, bottlenecks, open");
    for (name, free, fixed, cut) in [
        ("nothing fixed", 0, 0, false),
        ("a tenth fixed", 0, 10, false),
        ("a third fixed", 0, 33, false),
        ("half fixed, a tenth free", 10, 50, false),
        ("four fifths fixed", 0, 80, false),
        ("a third fixed, a seat cut", 0, 33, true),
        ("a third fixed, a fifth free, a seat cut", 20, 33, true),
    ] {
        let (mut times, mut worst, mut plans, mut none, mut open) = (Vec::new(), 0, 0, 0, 0);
        for seed in 1..=20 {
            let mut problem = hidden(seed, free, fixed);
            if cut {
                let largest = problem.capacity.iter_mut().max();
                largest.into_iter().for_each(|seats| *seats -= 1);
            }
            let start = Instant::now();
            let Ok(mut search) = AgendaSearch::new(problem) else { continue };
            let mut progress = search.step(1);
            while !progress.done && start.elapsed().as_secs_f64() < 1.0 {
                progress = search.step(20);
            }
            times.push(start.elapsed().as_secs_f64() * 1e3);
            worst = worst.max(progress.steps);
            match search.answer() {
                AgendaAnswer::Plan(_) => plans += 1,
                AgendaAnswer::Bottlenecks(_) => none += 1,
                AgendaAnswer::Open => open += 1,
            }
        }
        times.sort_by(f64::total_cmp);
        let (median, most) = (times.get(times.len() / 2), times.last());
        println!(
            "{name:42} {:7.2} {:8.2} {worst:7} {plans} {none} {open}",
            median.copied().unwrap_or(0.0),
            most.copied().unwrap_or(0.0)
        );
    }
}

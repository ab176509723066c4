//! Times the cover search on hard random instances. `cargo run --release -p optimize --example bench_cover`
#![allow(clippy::disallowed_methods, reason = "a benchmark reads the clock")]

use std::time::Instant;

use optimize::Random;
use optimize::cover::{CoverProblem, CoverSearch};

/// A third of the needs are 0, the rest uniform.
fn mixed(random: &mut Random, _member: usize, _label: usize) -> f64 {
    if random.below(3) == 0 { 0.0 } else { random.unit() }
}

/// Few members need much, and of few labels.
fn concentrated(random: &mut Random, member: usize, label: usize) -> f64 {
    if label < 3 + member % 2 { random.unit() } else { 0.2 * random.unit() * random.unit() }
}

/// Quarters only: many ties.
fn coarse(random: &mut Random, _member: usize, _label: usize) -> f64 {
    f64::from(random.below(5)) / 4.0
}

fn pairs(random: &mut Random, n: u32, many: usize) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    while out.len() < many {
        let (a, b) = (random.below(n) as usize, random.below(n) as usize);
        if a != b {
            out.push((a, b));
        }
    }
    out
}

fn main() {
    type Draw = fn(&mut Random, usize, usize) -> f64;
    let kinds: [(&str, Draw, (usize, usize), usize); 9] = [
        ("a third 0, 3..7", mixed, (3, 7), 0),
        ("a third 0, 6..6", mixed, (6, 6), 0),
        ("a third 0, 3..7, rules", mixed, (3, 7), 5),
        ("a third 0, 6..6, rules", mixed, (6, 6), 5),
        ("concentrated, 3..7", concentrated, (3, 7), 0),
        ("concentrated, 5..7, rules", concentrated, (5, 7), 5),
        ("quarters, 3..7", coarse, (3, 7), 0),
        ("quarters, 6..6, rules", coarse, (6, 6), 5),
        ("a third 0, 3..7, many rules", mixed, (3, 7), 12),
    ];
    println!("36 x 15, 6 groups; 10 seeds each. ms: median, worst; steps: worst; proven");
    for (name, draw, size, rules) in kinds {
        let (mut times, mut steps, mut proven, mut skipped) = (Vec::new(), 0, 0, 0);
        for seed in 1..=10u64 {
            let mut random = Random::new(seed);
            let need: Vec<Vec<f64>> =
                (0..36).map(|m| (0..15).map(|l| draw(&mut random, m, l)).collect()).collect();
            let problem = CoverProblem {
                need,
                groups: 6,
                size,
                apart: pairs(&mut random, 36, rules),
                together: pairs(&mut random, 36, rules / 2),
                locked: (0..rules / 2).map(|i| (i * 7 % 36, random.below(15) as usize)).collect(),
            };
            let start = Instant::now();
            let Ok(mut search) = CoverSearch::new(problem) else {
                skipped += 1;
                continue;
            };
            let mut progress = search.step(1);
            while !progress.done && start.elapsed().as_secs_f64() < 10.0 {
                progress = search.step(50);
            }
            times.push(start.elapsed().as_secs_f64() * 1e3);
            steps = steps.max(progress.steps);
            proven += u32::from(search.proven());
            if std::env::args().any(|a| a == "-v") {
                println!(
                    "  seed {seed}: {:.4} bound {:.4} {:.0} ms {} steps",
                    search.best().map_or(0.0, |b| b.covered),
                    search.bound(),
                    start.elapsed().as_secs_f64() * 1e3,
                    progress.steps
                );
            }
        }
        times.sort_by(f64::total_cmp);
        println!(
            "{name:28} {:8.1} {:8.1} {steps:8} {proven}/{} {}",
            times.get(times.len() / 2).copied().unwrap_or(0.0),
            times.last().copied().unwrap_or(0.0),
            times.len(),
            if skipped > 0 { format!("({skipped} impossible)") } else { String::new() }
        );
    }
}

//! Times the year plan at class size. `cargo run --release -p optimize --example bench_amounts`
#![allow(clippy::disallowed_methods, reason = "a benchmark reads the clock")]

use std::time::Instant;

use optimize::Random;
use optimize::amounts::{AmountsProblem, EvenSearch, Period};

/// 36 members, 4 periods of 6 groups with 108 units each, starts that differ by up to 10 units.
fn year(seed: u64, groups_stay: bool) -> AmountsProblem {
    let mut random = Random::new(seed);
    let mut periods: Vec<Period> = Vec::new();
    for at in 0..4 {
        let mut members: Vec<usize> = (0..36).collect();
        let shuffled: Vec<usize> =
            (0..36).map(|_| members.swap_remove(random.below(members.len() as u32) as usize)).collect();
        let groups = match periods.first() {
            Some(first) if groups_stay => first.groups.clone(),
            _ => shuffled.chunks(6).map(<[usize]>::to_vec).collect(),
        };
        let (size, had, focus) = (vec![15; 6], vec![0; 6], Some((at, 2.0)));
        periods.push(Period { groups, size, capacity: 108, least: 9, had, focus });
    }
    let given = (0..36).map(|_| 15 * i64::from(random.below(11))).collect();
    AmountsProblem { periods, given, compared: vec![true; 36], single_size: 15, singles: 9, seed }
}

fn main() {
    println!(
        "36 members, 4 x 6 groups, 20 seeds each. ms: median, worst; steps: worst; proven; worst spread"
    );
    for (name, groups_stay) in [("groups stay", true), ("groups change", false)] {
        let (mut times, mut steps, mut proven, mut spread) = (Vec::new(), 0, 0, 0);
        for seed in 1..=20 {
            let start = Instant::now();
            let Ok(mut search) = EvenSearch::new(year(seed, groups_stay)) else { continue };
            let mut progress = search.step(100);
            while !progress.done {
                progress = search.step(100);
            }
            times.push(start.elapsed().as_secs_f64() * 1e3);
            steps = steps.max(progress.steps);
            proven += u32::from(search.proven());
            spread = spread.max(search.best().spread);
        }
        times.sort_by(f64::total_cmp);
        let (middle, worst) = (times[times.len() / 2], times[times.len() - 1]);
        println!("{name}: {middle:.0}, {worst:.0}; {steps}; {proven} of 20; {spread} minutes");
    }
}

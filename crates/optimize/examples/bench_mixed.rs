//! Repeats of the whole-schedule search after fixed seconds. `cargo run --release -p optimize --example bench_mixed`
#![allow(clippy::disallowed_methods, reason = "a benchmark reads the clock")]

use std::time::Instant;

use optimize::mixed::{MixedProblem, MixedRound, MixedSearch, even_sizes};

fn main() {
    let seconds: f64 = std::env::args().nth(1).and_then(|a| a.parse().ok()).unwrap_or(2.0);
    println!("groups size rounds members: repeats, most meetings, steps, seconds");
    for (groups, rounds, members) in [
        (5, 7, 15),
        (5, 6, 25),
        (6, 8, 18),
        (6, 6, 24),
        (6, 7, 24),
        (7, 8, 28),
        (7, 8, 27),
        (7, 9, 27),
        (8, 10, 32),
        (8, 11, 24),
        (9, 13, 27),
        (9, 18, 27),
    ] {
        let round = MixedRound { sizes: even_sizes(members, groups), ..MixedRound::default() };
        let problem =
            MixedProblem { members, rounds: vec![round; rounds], seed: 1, ..MixedProblem::default() };
        let Ok(mut search) = MixedSearch::new(problem) else { continue };
        let start = Instant::now();
        let mut progress = search.step(1000);
        while !progress.done && start.elapsed().as_secs_f64() < seconds {
            progress = search.step(10_000);
        }
        let report = search.report();
        println!(
            "{groups} {} {rounds} {members}: {} {} {} {:.2}",
            members.div_ceil(groups),
            report.repeats,
            report.most_meetings,
            progress.steps,
            start.elapsed().as_secs_f64()
        );
    }
}

//! Repeats of the whole-schedule search after fixed seconds. `cargo run --release -p optimize --example bench_mixed`

mod clock;

use clock::Clock;
use optimize::Random;
use optimize::mixed::{MixedProblem, MixedRound, MixedSearch, Weights, even_sizes};

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
        let clock = Clock::start();
        let mut progress = search.step(1000);
        while !progress.done && clock.seconds() < seconds {
            progress = search.step(10_000);
        }
        let report = search.report();
        println!(
            "{groups} {} {rounds} {members}: {} {} {} {:.2}",
            members.div_ceil(groups),
            report.repeats,
            report.most_meetings,
            progress.steps,
            clock.seconds()
        );
    }
    println!(
        "27 members, 7 groups, rules, a number and two tags; weight of balance, rounds: repeats, balance, seconds"
    );
    for rounds in [1, 4, 8] {
        for balance in [1.0, 4.0, 16.0] {
            let mut random = Random::new(5);
            let problem = MixedProblem {
                members: 27,
                rounds: vec![MixedRound { sizes: even_sizes(27, 7), ..MixedRound::default() }; rounds],
                apart: vec![(3, 4), (8, 20)],
                together: vec![(5, 6)],
                numbers: vec![(0..27).map(|_| Some(f64::from(random.below(100)))).collect()],
                tags: vec![(0..27).map(|m| m % 2 == 0).collect(), (0..27).map(|m| m % 5 == 0).collect()],
                weights: Weights { balance, ..Weights::default() },
                seed: 1,
                ..MixedProblem::default()
            };
            let Ok(mut search) = MixedSearch::new(problem) else { continue };
            let clock = Clock::start();
            while !search.step(10_000).done && clock.seconds() < seconds {}
            let report = search.report();
            println!(
                "{balance} {rounds}: {} {:.3?} {} broken, cost {:.2}, {:.2}{}",
                report.repeats,
                report.balance,
                report.broken.len(),
                search.cost(),
                clock.seconds(),
                if search.proven() { " proven" } else { "" }
            );
        }
    }
}

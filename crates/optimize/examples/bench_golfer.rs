//! Golfer schedules of every cell of the published table, for uneven numbers too, and past the frontier.
//! `cargo run --release -p optimize --example bench_golfer -- [SECONDS]`

mod clock;

use clock::Clock;
use optimize::golfer::GolferSearch;

/// Groups, size, rounds: the longest known without a repeat (Triska; Miller, Valkov, Abel 2026), up to 36 members.
const TABLE: [(usize, usize, usize); 18] = [
    (4, 3, 4),
    (4, 4, 5),
    (5, 3, 7),
    (5, 4, 5),
    (5, 5, 6),
    (6, 3, 8),
    (6, 4, 7),
    (6, 5, 6),
    (6, 6, 3),
    (7, 3, 10),
    (7, 4, 9),
    (7, 5, 7),
    (8, 3, 11),
    (8, 4, 10),
    (9, 3, 13),
    (9, 4, 11),
    (12, 2, 23),
    (18, 2, 35),
];

/// Groups, size, rounds, members; Good-Enough Golfers best/median/worst and median ms; annealing in 8 s (both measured
/// on one machine, see bench/README.md).
const PEERS: [(usize, usize, usize, usize, &str, &str); 12] = [
    (5, 3, 7, 15, "6/7/8, 460", "0 in 0.1 s"),
    (5, 5, 6, 25, "0/20/30, 1028", "0 in 0.04 s"),
    (6, 3, 8, 18, "4/6/7, 556", "1"),
    (6, 4, 6, 24, "4/5/7, 1572", "1"),
    (6, 4, 7, 24, "14/15/17, 1183", "7"),
    (7, 4, 8, 28, "15/17/18, 2047", "8"),
    (7, 4, 8, 27, "12/16/22, 2439", "5"),
    (7, 4, 9, 27, "28/29/30, 4782", "17"),
    (8, 4, 10, 32, "29/32/35, 4342", "22"),
    (8, 3, 11, 24, "10/11/13, 1199", "3"),
    (9, 3, 13, 27, "13/17/18, 1111", "8"),
    (9, 3, 18, 27, "135, 10948", "-"),
];

/// Repeats, most meetings, seconds until the best was found, and whether it is proven.
struct Run {
    repeats: u64,
    most: u32,
    seconds: f64,
    proven: bool,
}

fn run(groups: usize, size: usize, rounds: usize, members: usize, seconds: f64) -> Option<Run> {
    let clock = Clock::start();
    let mut search = GolferSearch::new(groups, size, rounds, members, 1).ok()?;
    let mut found = (search.report(), clock.seconds());
    while !search.step(10_000).done && clock.seconds() < seconds {
        let report = search.report();
        if (report.repeats, report.most_meetings) != (found.0.repeats, found.0.most_meetings) {
            found = (report, clock.seconds());
        }
    }
    let report = search.report();
    if report != found.0 {
        found = (report, clock.seconds());
    }
    let proven = search.proven();
    Some(Run { repeats: found.0.repeats, most: found.0.most_meetings, seconds: found.1, proven })
}

/// Repeats and most meetings where all meetings are dealt out evenly.
fn bound(groups: usize, size: usize, rounds: usize, members: usize) -> (usize, usize) {
    let full = members - groups * (size - 1);
    let meetings =
        rounds * (full * size * (size - 1) / 2 + (groups - full) * (size - 1) * size.saturating_sub(2) / 2);
    let pairs = members * (members - 1) / 2;
    (meetings.saturating_sub(pairs), meetings.div_ceil(pairs))
}

fn main() {
    let seconds: f64 = std::env::args().nth(1).and_then(|a| a.parse().ok()).unwrap_or(2.0);
    println!(
        "beside the peers: groups-size-rounds (members): repeats, seconds | Good-Enough Golfers | annealing 8 s"
    );
    for (groups, size, rounds, members, golfers, annealing) in PEERS {
        let Some(run) = run(groups, size, rounds, members, seconds) else { continue };
        println!(
            "{groups}-{size}-{rounds} ({members}): {}, {:.3} | {golfers} | {annealing}",
            run.repeats, run.seconds
        );
    }
    println!(
        "the table: repeats with all members, one fewer, and two and three fewer at one round less; worst seconds"
    );
    for (groups, size, rounds) in TABLE {
        let mut worst = 0.0f64;
        let mut cells = Vec::new();
        for (fewer, less) in [(0, 0), (1, 0), (2, 1), (3, 1)] {
            if size == 2 && fewer > 1 {
                continue;
            }
            let Some(run) = run(groups, size, rounds - less, groups * size - fewer, 1.0) else { continue };
            worst = worst.max(run.seconds);
            cells.push(run.repeats.to_string());
        }
        println!("{groups}-{size}-{rounds}: {} ({worst:.3} s)", cells.join(" "));
    }
    println!(
        "past the frontier: repeats / bound, most meetings / least possible, seconds to the best, proven"
    );
    for (groups, size, rounds) in TABLE {
        for (more, fewer) in [(1, 0), (2, 0), (rounds, 0), (2, 1), (2, 2)] {
            let (rounds, members) = (rounds + more, groups * size - fewer);
            let Some(run) = run(groups, size, rounds, members, seconds) else { continue };
            let (repeats, most) = bound(groups, size, rounds, members);
            println!(
                "{groups}-{size}-{rounds} ({members}): {}/{repeats} {}/{most} {:.2}{}",
                run.repeats,
                run.most,
                run.seconds,
                if run.proven { " proven" } else { "" }
            );
        }
    }
}

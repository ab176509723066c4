//! Times the cover search on hard random instances. `cargo run --release -p optimize --example bench_cover`;
//! `-- lessons` times families of labels alone, `-v` tells each case.

mod clock;

use clock::Clock;
use optimize::Random;
use optimize::cover::{Cover, CoverProblem, CoverSearch, EaseSearch};

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
    let mut eased = Vec::new();
    println!(
        "36 x 15, 6 groups; 10 seeds each. ms: median, worst; steps: worst; proven. Peer: HiGHS takes 100 ms"
    );
    if std::env::args().any(|a| a == "lessons") {
        return lessons();
    }
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
                ..CoverProblem::default()
            };
            let clock = Clock::start();
            let asked = problem.clone();
            let Ok(mut search) = CoverSearch::new(problem) else {
                skipped += 1;
                continue;
            };
            let mut progress = search.step(1);
            while !progress.done && clock.seconds() < 10.0 {
                progress = search.step(50);
            }
            times.push(clock.seconds() * 1e3);
            steps = steps.max(progress.steps);
            proven += u32::from(search.proven());
            if let Some(cover) = search.best().filter(|_| seed == 1) {
                eased.push((name, ease(asked, &cover)));
            }
            if std::env::args().any(|a| a == "-v") {
                println!(
                    "  seed {seed}: {:.4} bound {:.4} {:.0} ms {} steps",
                    search.best().map_or(0.0, |b| b.covered),
                    search.bound(),
                    clock.seconds() * 1e3,
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
    println!(
        "within 3 % of the optimum, after everybody was in these groups before: pairs again, of, need kept %, ms"
    );
    for (name, (after, before, kept, ms)) in eased {
        println!("{name:28} {after:5} {before:5} {:6.2} {ms:6.0}", 100.0 * kept);
    }
    lessons();
}

/// 15 standards of four steps. A member's own step is worth 1, or what the standard weighs for this member; a
/// neighboring one `0.35..0.45` of it. A lesson has a label for each of its neighbors, open to its own step and that.
fn lesson_problem(seed: u64, is_weighed: bool) -> CoverProblem {
    let mut random = Random::new(seed);
    let labels: Vec<(usize, usize, usize)> = (0..15)
        .flat_map(|standard| {
            [(0, 1), (1, 0), (1, 2), (2, 1), (2, 3), (3, 2)].map(|(step, with)| (standard, step, with))
        })
        .collect();
    let member = |_| -> Vec<f64> {
        let own: Vec<(usize, f64, f64)> = (0..15)
            .map(|_| {
                let weight = if is_weighed { 0.25 + 0.75 * random.unit() } else { 1.0 };
                (random.below(4) as usize, weight, 0.35 + 0.1 * random.unit())
            })
            .collect();
        let need = |&(standard, step, with): &(usize, usize, usize)| {
            let (at, weight, neighbor) = own[standard];
            if at == step {
                weight
            } else if at == with {
                weight * neighbor
            } else {
                0.0
            }
        };
        labels.iter().map(need).collect()
    };
    CoverProblem {
        need: (0..36).map(member).collect(),
        groups: 6,
        size: (3, 7),
        family: labels.iter().map(|&(standard, step, _)| standard * 4 + step).collect(),
        ..CoverProblem::default()
    }
}

/// Times lessons with and without a limit on their coming again.
fn lessons() {
    println!("15 standards x 4 steps, a label per neighbor. ms: median, worst; steps: worst; proven");
    for (name, is_weighed) in [("own step 1", false), ("own step weighed", true)] {
        for again in [None, Some(2), Some(0)] {
            let (mut times, mut steps, mut proven) = (Vec::new(), 0, 0);
            for seed in 1..=10 {
                let problem = CoverProblem { again, ..lesson_problem(seed, is_weighed) };
                let clock = Clock::start();
                let Ok(mut search) = CoverSearch::new(problem) else { continue };
                let mut progress = search.step(1);
                while !progress.done && clock.seconds() < 10.0 {
                    progress = search.step(50);
                }
                times.push(clock.seconds() * 1e3);
                steps = steps.max(progress.steps);
                proven += u32::from(search.proven());
                if std::env::args().any(|a| a == "-v") {
                    println!(
                        "  seed {seed}: {:.4} bound {:.4} {:.0} ms {} steps",
                        search.best().map_or(0.0, |b| b.covered),
                        search.bound(),
                        clock.seconds() * 1e3,
                        progress.steps
                    );
                }
            }
            times.sort_by(f64::total_cmp);
            let (median, worst) = (times[times.len() / 2], times[times.len() - 1]);
            println!("{name:18} {again:10?} {median:8.1} {worst:8.1} {steps:8} {proven}/{}", times.len());
        }
    }
}

/// Pairs of one group who share one again, before and after easing within 3 % of the optimum; the part of the need
/// still covered; milliseconds.
fn ease(problem: CoverProblem, cover: &Cover) -> (f64, f64, f64, f64) {
    let n = problem.need.len();
    let mut penalty = vec![vec![0.0; n]; n];
    for group in &cover.groups {
        for &a in &group.members {
            group.members.iter().filter(|b| **b > a).for_each(|&b| penalty[a][b] = 1.0);
        }
    }
    let clock = Clock::start();
    let mut search = EaseSearch::new(problem, cover, &penalty, 0.03, 1);
    let before = search.penalty();
    while !search.step(1000).done {}
    (search.penalty(), before, search.best().covered / cover.covered, clock.seconds() * 1e3)
}

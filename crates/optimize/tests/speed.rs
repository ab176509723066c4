//! How long the same searches take natively and in a browser, side by side: prints, and fails only where the two do
//! not find the same. `cargo xtask measure` runs both.
#![allow(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
#![allow(clippy::unwrap_used, reason = "a search that cannot be made is a fault of this file")]

use optimize::Random;
use optimize::cover::{CoverProblem, CoverSearch};
use optimize::diverse::{DiverseProblem, DiverseSearch};
use optimize::mixed::{MixedProblem, MixedRound, MixedSearch, even_sizes};
use optimize::rounds::{AgendaAnswer, AgendaProblem, AgendaSearch};

/// A search from its beginning to a fixed end; what it returns tells what it found.
type Run = fn() -> f64;

/// What is timed, and what it finds wherever it runs.
const RUNS: [(&str, Run, f64); 4] = [
    ("skill groups, 36 x 15 x 6, ten proofs", skill, 324.0567709888359),
    ("mixed groups, 27 in 7, nine cycles, a million steps", mixed, 1000026.0),
    ("most diverse groups (MDGP), 120 in 10, 500 million looks", diverse, 478.168354),
    ("agendas, 36 members x 8 slots x 8 places, ten plans", agendas, 590321.0),
];

fn uniform(random: &mut Random, rows: usize, columns: usize) -> Vec<Vec<f64>> {
    (0..rows).map(|_| (0..columns).map(|_| random.unit()).collect()).collect()
}

fn skill() -> f64 {
    let covered = (1..=10).map(|seed| {
        let need = uniform(&mut Random::new(seed), 36, 15);
        let problem = CoverProblem { need, groups: 6, size: (3, 7), ..CoverProblem::default() };
        let mut search = CoverSearch::new(problem).unwrap();
        while !search.step(1000).done {}
        assert!(search.proven());
        search.best().unwrap().covered
    });
    covered.sum()
}

fn mixed() -> f64 {
    let round = MixedRound { sizes: even_sizes(27, 7), ..MixedRound::default() };
    let problem = MixedProblem { members: 27, rounds: vec![round; 9], seed: 1, ..MixedProblem::default() };
    let mut search = MixedSearch::new(problem).unwrap();
    let taken = search.step(1_000_000).steps;
    #[allow(clippy::cast_precision_loss, reason = "a few millions")]
    let told = (taken + search.report().repeats) as f64;
    told
}

fn diverse() -> f64 {
    let drawn = uniform(&mut Random::new(3), 120, 120);
    let symmetric = |a: usize| (0..120).map(|b: usize| drawn[a.min(b)][a.max(b)]).collect();
    let distance = (0..120).map(symmetric).collect();
    let problem = DiverseProblem { distance, sizes: vec![(12, 12); 10], seed: 1 };
    let mut search = DiverseSearch::new(problem).unwrap();
    search.step(500_000_000);
    search.value()
}

/// Ten hidden plans in which every seat is taken, a third of their visits settled. Where the same
/// plans are found, member x slot x place adds up to the same.
fn agendas() -> f64 {
    let sum: usize = (1..=10)
        .map(|seed| {
            let mut random = Random::new(seed);
            let capacity = vec![5, 5, 5, 5, 4, 4, 4, 4];
            let visits = vec![vec![0; 8]; 36];
            let mut problem = AgendaProblem { slots: 8, capacity, visits, seed, ..AgendaProblem::default() };
            for slot in 0..8 {
                let mut seats: Vec<usize> =
                    (0..8).flat_map(|place| vec![place; problem.capacity[place]]).collect();
                for member in 0..36 {
                    let at = random.below(u32::try_from(seats.len()).unwrap()) as usize;
                    let place = seats.swap_remove(at);
                    problem.visits[member][place] += 1;
                    if random.below(3) == 0 {
                        problem.fixed.push((member, slot, place));
                    }
                }
            }
            let mut search = AgendaSearch::new(problem).unwrap();
            while !search.step(1000).done {}
            let AgendaAnswer::Plan(plan) = search.answer() else { return 0 };
            let weighed = |(member, agenda): (usize, &Vec<Option<usize>>)| {
                agenda
                    .iter()
                    .enumerate()
                    .map(|(slot, place)| member * slot * place.unwrap_or(9))
                    .sum::<usize>()
            };
            plan.iter().enumerate().map(weighed).sum()
        })
        .sum();
    #[allow(clippy::cast_precision_loss, reason = "some hundred thousands")]
    let told = sum as f64;
    told
}

/// Runs each three times and prints the quickest.
fn time(milliseconds: fn() -> f64, print: fn(&str)) {
    for (what, run, found) in RUNS {
        let times = (0..3).map(|_| {
            let start = milliseconds();
            let here = run();
            assert!((here - found).abs() < 1e-6, "{what}: {here} here, {found} elsewhere");
            milliseconds() - start
        });
        let quickest = times.fold(f64::INFINITY, f64::min);
        print(&format!("{quickest:>9.0} ms  {what}"));
    }
}

#[cfg(not(target_arch = "wasm32"))]
#[test]
#[ignore = "prints times and is of use with --release only"]
fn natively() {
    use std::sync::LazyLock;
    use std::time::Instant;
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    time(|| START.elapsed().as_secs_f64() * 1e3, |line| println!("{line}, natively"));
}

#[cfg(target_arch = "wasm32")]
mod in_a_browser {
    use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    #[wasm_bindgen_test]
    fn in_a_browser() {
        super::time(js_sys::Date::now, |line| console_log!("{line}, in a browser"));
    }
}

//! MDGP instances against the best known values.
//! `cargo run --release -p optimize --example bench_diverse -- FOLDER [SECONDS] [NAME PART]`

mod clock;

use clock::Clock;
use optimize::diverse::{DiverseProblem, DiverseSearch};

fn read(path: &str, seed: u64) -> Option<DiverseProblem> {
    let text = std::fs::read_to_string(path).ok()?;
    let mut words = text.split_whitespace();
    let n: usize = words.next()?.parse().ok()?;
    let groups: usize = words.next()?.parse().ok()?;
    words.next()?;
    let mut sizes = Vec::new();
    for _ in 0..groups {
        sizes.push((words.next()?.parse().ok()?, words.next()?.parse().ok()?));
    }
    let mut distance = vec![vec![0.0; n]; n];
    while let Some(word) = words.next() {
        let (a, b): (usize, usize) = (word.parse().ok()?, words.next()?.parse().ok()?);
        let d: f64 = words.next()?.parse().ok()?;
        (distance[a][b], distance[b][a]) = (d, d);
    }
    Some(DiverseProblem { distance, sizes, seed })
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let folder = args.get(1).map_or("bench/mdgp", String::as_str);
    let given: Option<f64> = args.get(2).and_then(|a| a.parse().ok());
    let part = args.get(3).map_or("", String::as_str);
    let table = std::fs::read_to_string(format!("{folder}/best_known.csv")).unwrap_or_default();
    println!("instance, best known, peer mean; worst and mean of seeds 1-5, gap of worst in %, steps");
    for line in table.lines().skip(1).filter(|line| line.contains(part)) {
        let cells: Vec<&str> = line.split(',').collect();
        let [name, known, ..] = cells[..] else { continue };
        let seconds = given.unwrap_or(match name {
            _ if name.contains("n010") || name.contains("n012") => 0.2,
            _ if name.contains("n120") => 3.0,
            _ => 1.0,
        });
        let (mut values, mut steps) = (Vec::new(), 0);
        for seed in 1..=5 {
            let Some(problem) = read(&format!("{folder}/{name}.txt"), seed) else { continue };
            let Ok(mut search) = DiverseSearch::new(problem) else { continue };
            let clock = Clock::start();
            while clock.seconds() < seconds {
                steps = search.step(200_000).steps;
            }
            values.push(search.value());
        }
        let worst = values.iter().copied().fold(f64::INFINITY, f64::min);
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        let known: f64 = known.parse().unwrap_or(0.0);
        println!(
            "{name} {known:.2} {} ; {worst:.2} {mean:.2} {:.4} {steps}",
            cells.get(3).unwrap_or(&""),
            100.0 * (known - worst) / known
        );
    }
}

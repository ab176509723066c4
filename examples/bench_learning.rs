//! What the estimate must hold, measured on invented students and, where they are given, on real answers.
//!
//! `cargo run --release --example bench_learning [-- FILE]`
//!
//! 1. Two full tickets are fairly sure, one is even at least: for every strength of the prior, and for priors of invented
//!    classes whose mean share is 0.6.
//! 2. The 80 % band covers the present share of students who learn at an unknown day, and is no wider on students who do
//!    not learn than the first version's, which counted every piece alike.
//! 3. Predictions of the next answer, by priors of thousands of students and of classes of 28. FILE holds a line for each
//!    student and skill: its answers as 0 and 1, oldest first, as in `0111`. Without it the students are invented.

use std::process::ExitCode;

use rondo::domain::mastery::beta::{Beta, ln_beta};
use rondo::domain::mastery::estimate::{Piece, class_prior, estimate};

mod measures;
use measures::{Dice, Predicted, auc, calibration};

type Class = Vec<Vec<Piece>>;

#[derive(Clone, Copy)]
enum Version {
    First,
    Second,
}

impl Version {
    fn prior(self, class: &Class) -> Beta {
        match self {
            Self::First => first_prior(class),
            Self::Second => class_prior(class),
        }
    }

    fn belief(self, prior: Beta, pieces: &[Piece]) -> Beta {
        match self {
            Self::First => first_belief(prior, pieces),
            Self::Second => estimate(prior, pieces).belief,
        }
    }
}

fn first_belief(prior: Beta, pieces: &[Piece]) -> Beta {
    let (right, n) = pieces.iter().fold((0.0, 0.0), |(right, n), piece| (right + piece.share, n + 1.0));
    prior.after(right, n)
}

fn first_prior(class: &Class) -> Beta {
    let flat = Beta { alpha: 0.0, beta: 0.0 };
    let seen: Vec<Beta> = class.iter().filter(|it| !it.is_empty()).map(|it| first_belief(flat, it)).collect();
    let sum =
        seen.iter().fold(Beta { alpha: 1.0, beta: 1.0 }, |sum, it| sum.after(it.alpha, it.alpha + it.beta));
    let mean = sum.mean().clamp(0.02, 0.98);
    let of = |strength: f64| Beta { alpha: mean * strength, beta: (1.0 - mean) * strength };
    let likelihood = |strength: f64| {
        let (Beta { alpha, beta }, usual) = (of(strength), libm::log(strength / 2.2));
        let ln = |it: &Beta| ln_beta(alpha + it.alpha, beta + it.beta) - ln_beta(alpha, beta);
        seen.iter().map(ln).sum::<f64>() - usual * usual
    };
    let tried = [0.6, 1.0, 1.5, 2.2, 3.2, 4.5, 6.5, 9.0, 13.0, 20.0];
    of(tried.into_iter().max_by(|a, b| likelihood(*a).total_cmp(&likelihood(*b))).unwrap_or(2.2))
}

/// Lowest chance of mastery at the cut 0.70 after one full ticket of five, and after two.
fn full_tickets(priors: &[Beta]) -> (f64, f64) {
    let lowest = |n: usize| {
        let chance = |prior: &Beta| estimate(*prior, &vec![Piece::ticket(1.0, 5.0); n]).chance(0.7);
        priors.iter().map(chance).fold(1.0, f64::min)
    };
    (lowest(1), lowest(2))
}

fn say_tickets() {
    println!("1. Lowest chance of mastery after full tickets of 5\n{:<44} {:>6} {:>6}", "", "one", "two");
    for strength in [0.6, 1.0, 1.5, 2.2, 3.2, 4.5, 6.5] {
        let (one, two) = full_tickets(&[Beta { alpha: 0.6 * strength, beta: 0.4 * strength }]);
        println!("{:<44} {one:>6.3} {two:>6.3}", format!("prior with mean 0.6 and strength {strength}"));
    }
    for (kind, title) in [(Kind::Items, "one-item pieces"), (Kind::Tickets, "tickets of 4 to 6")] {
        let mut dice = Dice(1);
        let mut priors = Vec::new();
        while priors.len() < 300 {
            let made = invent(&mut dice, kind, Learning::None, 0.6);
            let shares = || made.class.iter().flatten().map(|piece| piece.share);
            let (sum, n) = shares().fold((0.0, 0.0), |(sum, n), share| (sum + share, n + 1.0));
            if (sum / n - 0.6_f64).abs() < 0.01 {
                priors.push(class_prior(&made.class));
            }
        }
        let (one, two) = full_tickets(&priors);
        println!("{:<44} {one:>6.3} {two:>6.3}", format!("300 invented classes with {title}"));
    }
}

#[derive(Clone, Copy)]
enum Kind {
    Items,
    Tickets,
}

#[derive(Clone, Copy, PartialEq)]
enum Learning {
    None,
    Jumps,
    Grows,
}

/// A class, each student's present share, and who learned.
struct Made {
    class: Class,
    now: Vec<f64>,
    learned: Vec<bool>,
}

/// 20 to 30 students with 3 to 10 pieces each. Half of them, or all in every other class, learn from an unknown piece on:
/// they close 30 to 80 % of the gap to the full share, at once or by the last piece.
fn invent(dice: &mut Dice, kind: Kind, learning: Learning, mean: f64) -> Made {
    let (n_students, n_pieces) = (dice.whole(20, 30), dice.whole(3, 10));
    let (alike, all) = (dice.between(1.5, 8.0), dice.share() < 0.5);
    let mut made = Made { class: Vec::new(), now: Vec::new(), learned: Vec::new() };
    for _ in 0..n_students {
        let start = dice.around(mean, alike);
        let learns = learning != Learning::None && (all || dice.share() < 0.5);
        let gain = (1.0 - start) * dice.between(0.3, 0.8);
        let first = dice.whole(1, n_pieces - 1);
        let share_at = |piece: u32| {
            let part = match learning {
                _ if !learns || piece < first => 0.0,
                Learning::Grows => f64::from(piece - first + 1) / f64::from(n_pieces - first),
                _ => 1.0,
            };
            start + gain * part
        };
        made.class.push((0..n_pieces).map(|piece| drawn(dice, kind, share_at(piece))).collect());
        made.now.push(share_at(n_pieces - 1));
        made.learned.push(learns);
    }
    made
}

/// A piece of a student with this share. Items of a ticket are correlated: 0.15.
fn drawn(dice: &mut Dice, kind: Kind, share: f64) -> Piece {
    let (items, of_day) = match kind {
        Kind::Items => (1, share),
        Kind::Tickets => (dice.whole(4, 6), dice.around(share, 1.0 / 0.15 - 1.0)),
    };
    let right = (0..items).filter(|_| dice.share() < of_day).count();
    let right = u32::try_from(right).map_or(0.0, f64::from);
    Piece::ticket(right / f64::from(items), f64::from(items))
}

/// Share of students whose present share is in the band, and the band's mean width.
fn covered(version: Version, kind: Kind, learning: Learning, seed: u64) -> (f64, f64) {
    let mut dice = Dice(seed);
    let (mut inside, mut width, mut n) = (0.0, 0.0, 0.0);
    for _ in 0..150 {
        let mean = dice.between(0.35, 0.75);
        let made = invent(&mut dice, kind, learning, mean);
        let prior = version.prior(&made.class);
        for ((pieces, now), learned) in made.class.iter().zip(&made.now).zip(&made.learned) {
            if *learned != (learning != Learning::None) {
                continue;
            }
            let belief = version.belief(prior, pieces);
            let (low, high) = (belief.quantile(0.1), belief.quantile(0.9));
            inside += if (low..=high).contains(now) { 1.0 } else { 0.0 };
            (width, n) = (width + high - low, n + 1.0);
        }
    }
    (inside / n, width / n)
}

fn say_bands() {
    println!("\n2. Present share inside the 80 % band, and its width: first version, second version");
    let seeds = [21, 22, 23];
    let mut means = [[0.0; 4]; 2];
    for (kind, name) in [(Kind::Items, "one item"), (Kind::Tickets, "ticket of 4 to 6")] {
        for (learning, what) in [
            (Learning::None, "stays"),
            (Learning::Jumps, "learns at once"),
            (Learning::Grows, "learns slowly"),
        ] {
            let mut line = [0.0; 4];
            for seed in seeds {
                let (first, second) = (
                    covered(Version::First, kind, learning, seed),
                    covered(Version::Second, kind, learning, seed),
                );
                for (sum, found) in line.iter_mut().zip([first.0, second.0, first.1, second.1]) {
                    *sum += found / 3.0;
                }
            }
            let row = usize::from(learning != Learning::None);
            for (sum, found) in means[row].iter_mut().zip(line) {
                *sum += found / if row == 0 { 2.0 } else { 4.0 };
            }
            println!("{:<34} {}", format!("{name}, {what}"), columns(line));
        }
    }
    println!("{:<34} {}", "who stays, mean", columns(means[0]));
    println!("{:<34} {}", "who learns, mean", columns(means[1]));
}

fn columns([first, second, first_width, second_width]: [f64; 4]) -> String {
    format!("inside {first:.3} {second:.3}   width {first_width:.3} {second_width:.3}")
}

/// Each answer of `students` predicted from the student's earlier ones.
fn predict(version: Version, prior: Beta, students: &[Vec<Piece>], into: &mut Predicted) {
    for pieces in students {
        let guess = |at: usize| version.belief(prior, &pieces[..at]).mean();
        into.extend(pieces.iter().enumerate().map(|(at, piece)| (guess(at), piece.share)));
    }
}

/// Students of one skill as a tutor shows them: skills differ, students differ, they learn, drift, slip and guess.
fn invented_skill(dice: &mut Dice, n_students: usize) -> Class {
    let ease = 0.25 + 0.55 * dice.normal();
    let student = |_| {
        let mut level = ease + 1.15 * dice.normal();
        let n = 1 + dice.whole(0, 17) * dice.whole(0, 17) / 17;
        let answer = |at: u32| {
            level += 0.18 * dice.normal() + if at < 8 { 0.12 } else { 0.0 };
            let chance = 1.0 / (1.0 + libm::exp(-level - 0.8 * dice.normal()));
            Piece::item(if dice.share() < chance { 1.0 } else { 0.0 })
        };
        (0..n).map(answer).collect()
    };
    (0..n_students).map(student).collect()
}

fn shuffle(class: &mut Class, dice: &mut Dice) {
    for last in (1..class.len()).rev() {
        let at = usize::try_from(dice.whole(0, u32::try_from(last).unwrap_or(0))).unwrap_or(0);
        class.swap(last, at);
    }
}

/// Pools of students of one skill each, and how many of each give the prior; the others are predicted.
fn say_predictions(title: &str, pools: &[Class], n_prior: usize) {
    for (version, name) in [(Version::First, "first"), (Version::Second, "second")] {
        let mut predicted = Predicted::new();
        for pool in pools {
            let (known, others) = pool.split_at(n_prior.min(pool.len()));
            predict(version, version.prior(&known.to_vec()), others, &mut predicted);
        }
        println!(
            "{:<44} AUC {:.4}  calibration error {:.4}",
            format!("{title}, {name} version"),
            auc(&predicted),
            calibration(&predicted)
        );
    }
}

fn run(file: Option<String>) -> Result<(), String> {
    say_tickets();
    say_bands();
    println!("\n3. The next answer");
    let mut dice = Dice(5);
    let Some(file) = file else {
        let pools: Vec<Class> = (0..20).map(|_| invented_skill(&mut dice, 2100)).collect();
        say_predictions("invented, prior of 2000", &pools, 2000);
        let pools: Vec<Class> = (0..200).map(|_| invented_skill(&mut dice, 88)).collect();
        say_predictions("invented, class of 28", &pools, 28);
        return Ok(());
    };
    let text = std::fs::read_to_string(&file).map_err(|error| format!("{file}: {error}"))?;
    let item = |answer: char| Piece::item(if answer == '1' { 1.0 } else { 0.0 });
    let mut all: Class = text.lines().map(|line| line.trim().chars().map(item).collect()).collect();
    if all.len() < 60 {
        return Err(format!("{file}: give at least 60 lines of answers, such as 0111"));
    }
    let mut pools = |n: usize| -> Vec<Class> {
        let mut shuffled = || {
            shuffle(&mut all, &mut dice);
            all.clone()
        };
        (0..n).map(|_| shuffled()).collect()
    };
    let many = pools(20);
    say_predictions("real, prior of three quarters", &many, many[0].len() * 3 / 4);
    say_predictions("real, class of 28", &pools(60), 28);
    Ok(())
}

fn main() -> ExitCode {
    match run(std::env::args().nth(1)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

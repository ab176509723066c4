//! How well the estimate predicts a held-out answer, beside the plain calculations.
//!
//! `cargo run --release --example bench_estimate -- FOLDER`, with the fraction-subtraction data of Tatsuoka (536
//! students, 20 items) as `fraction_subtraction_responses.csv` and `fraction_subtraction_qmatrix.csv` in FOLDER.
//!
//! Each answer is held out in turn and predicted from the student's other answers on the item's skills, in the order of
//! the items. As in Rondo, an answer is evidence on every skill that its item shows, so that one on an item with two of
//! the skills counts twice; a second table counts it once. Printed over all held-out answers: the root-mean-square error,
//! lower is better, and the area under the ROC curve (AUC), higher is better.

use std::process::ExitCode;

use rondo::domain::mastery::calculation::score;
use rondo::domain::mastery::estimate::{Piece, class_prior, estimate};
use rondo::domain::subject::Calculation;

mod measures;
use measures::{Predicted, auc, error};

/// Rows of numbers after a line of heads; the first columns are words.
fn read(path: &str, words: usize) -> Result<Vec<Vec<f64>>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let row = |line: &str| {
        let cells = line.split(',').skip(words);
        cells.map(|cell| cell.trim().parse::<f64>().map_err(|_| format!("{path}: \"{cell}\""))).collect()
    };
    text.lines().skip(1).filter(|line| !line.trim().is_empty()).map(row).collect()
}

/// What of an answer's skills counts.
#[derive(Clone, Copy, PartialEq)]
enum Counts {
    EachSkill,
    Once,
}

/// Other items with skills of `item`, in order, as often as they count.
fn related(skills: &[Vec<f64>], item: usize, counts: Counts) -> Vec<usize> {
    let shared = |other: usize| {
        let n = skills[item].iter().zip(&skills[other]).filter(|(a, b)| **a > 0.0 && **b > 0.0).count();
        if counts == Counts::Once { n.min(1) } else { n }
    };
    let others = (0..skills.len()).filter(|other| *other != item);
    others.flat_map(|other| std::iter::repeat_n(other, shared(other))).collect()
}

fn by_estimate(answers: &[Vec<f64>], skills: &[Vec<f64>], counts: Counts) -> Predicted {
    let mut predicted = Predicted::new();
    for item in 0..skills.len() {
        let related = related(skills, item, counts);
        let pieces = |row: &Vec<f64>| related.iter().map(|other| Piece::item(row[*other])).collect();
        let class: Vec<Vec<Piece>> = answers.iter().map(pieces).collect();
        let prior = class_prior(&class);
        let students = class.iter().zip(answers);
        predicted.extend(students.map(|(pieces, row)| (estimate(prior, pieces).belief.mean(), row[item])));
    }
    predicted
}

fn by(calculation: Calculation, answers: &[Vec<f64>], skills: &[Vec<f64>], counts: Counts) -> Predicted {
    let mut predicted = Predicted::new();
    for item in 0..skills.len() {
        let related = related(skills, item, counts);
        for row in answers {
            let shares: Vec<f64> = related.iter().map(|other| row[*other]).collect();
            predicted.push((score(calculation, None, 1.0, &shares).unwrap_or(0.5), row[item]));
        }
    }
    predicted
}

fn run(folder: &str) -> Result<(), String> {
    let answers = read(&format!("{folder}/fraction_subtraction_responses.csv"), 1)?;
    let skills = read(&format!("{folder}/fraction_subtraction_qmatrix.csv"), 2)?;
    println!("{} students, {} items", answers.len(), skills.len());
    for (counts, title) in
        [(Counts::EachSkill, "An answer counts for each skill"), (Counts::Once, "An answer counts once")]
    {
        println!("\n{title:<34} {:>7} {:>7}", "error", "AUC");
        let line = |name: &str, predicted: &Predicted| {
            println!("{name:<34} {:>7.4} {:>7.4}", error(predicted), auc(predicted));
        };
        line("estimate", &by_estimate(&answers, &skills, counts));
        for calculation in [
            Calculation::Average,
            Calculation::Weighted,
            Calculation::Decaying,
            Calculation::Latest,
            Calculation::Highest,
        ] {
            line(calculation.tag(), &by(calculation, &answers, &skills, counts));
        }
    }
    Ok(())
}

fn main() -> ExitCode {
    let folder = std::env::args().nth(1);
    match folder.map_or_else(|| Err("Give the folder of the data.".to_owned()), |folder| run(&folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

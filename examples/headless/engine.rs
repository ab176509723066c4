//! The calculations on plain numbers: roll-ups, estimates, skill groups.

use optimize::cover::{CoverProblem, CoverSearch, Impossible, Rule};
use rondo::domain::Class;
use rondo::domain::grouping::refusal;
use rondo::domain::id::StudentId;
use rondo::domain::mastery::beta::Beta;
use rondo::domain::mastery::calculation::score;
use rondo::domain::mastery::estimate::{Piece, class_prior, estimate as estimate_of};
use rondo::domain::record::Value;
use rondo::domain::subject::Calculation;
use serde::Deserialize;
use serde_json::json;

use super::search::{LIMITS, Limit};
use super::{Args, Fault, Output};

/// Reads JSON; `what` stands before the parser's words in the error.
///
/// # Errors
/// Which field is off.
pub fn read<'a, T: Deserialize<'a>>(text: &'a str, what: &str) -> Result<T, Fault> {
    serde_json::from_str(text).map_err(|error| Fault::input(format!("{what}: {error}")))
}

#[derive(Deserialize)]
struct Rollup {
    method: String,
    parameter: Option<f64>,
    mastery: f64,
    scores: Vec<Option<f64>>,
}

/// A line each: the score by a calculation.
pub fn rollup(input: &str) -> Output {
    let mut out = String::new();
    for (row, line) in (1..).zip(input.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let at = |what: String| Fault::input(format!("line {row}: {what}"));
        let asked: Rollup = serde_json::from_str(line).map_err(|error| at(error.to_string()))?;
        let calculation = Calculation::from_tag(&asked.method)
            .ok_or_else(|| at(format!("method: \"{}\" is none of the calculations", asked.method)))?;
        let scores: Vec<f64> = asked.scores.into_iter().flatten().collect();
        let score = score(calculation, asked.parameter, asked.mastery, &scores);
        out.push_str(&format!("{}\n", json!({ "score": score })));
    }
    Ok(out)
}

#[derive(Deserialize)]
struct Asked {
    cut: f64,
    students: Vec<Vec<AskedPiece>>,
    prior: Option<AskedPrior>,
}

/// A share alone is one item.
#[derive(Clone, Copy, Deserialize)]
#[serde(untagged, expecting = "students: give each piece as a share, or as [share, items]")]
enum AskedPiece {
    Item(f64),
    Ticket(f64, f64),
}

#[derive(Clone, Copy, Deserialize)]
struct AskedPrior {
    mean: f64,
    strength: f64,
}

/// The largest strength of a prior and the most items that are taken; beyond them rounding would speak.
const MOST: f64 = 1e6;

fn asked_piece(asked: AskedPiece) -> Result<Piece, Fault> {
    let (share, items) = match asked {
        AskedPiece::Item(share) => (share, 1.0),
        AskedPiece::Ticket(share, items) => (share, items),
    };
    if !(0.0..=1.0).contains(&share) {
        return Err(Fault::input(format!("students: {share} is no share; give shares between 0 and 1")));
    }
    if !(1.0..=MOST).contains(&items) {
        return Err(Fault::input(format!("students: {items} items; give at least 1 and at most {MOST}")));
    }
    Ok(Piece::ticket(share, items))
}

fn asked_prior(asked: AskedPrior) -> Result<Beta, Fault> {
    let AskedPrior { mean, strength } = asked;
    if !(mean > 0.0 && mean < 1.0) {
        return Err(Fault::input("prior.mean: give a share above 0 and below 1"));
    }
    if !(strength > 0.0 && strength <= MOST) {
        return Err(Fault::input(format!("prior.strength: give a number above 0 and at most {MOST}")));
    }
    Ok(Beta { alpha: mean * strength, beta: (1.0 - mean) * strength })
}

/// Posterior mean, chance of mastery and 80 % band of each student of one class on one standard, and the prior used.
pub fn estimate(input: &str) -> Output {
    let asked: Asked = read(input, "standard input")?;
    if !(0.0..=1.0).contains(&asked.cut) {
        return Err(Fault::input("cut: give a share between 0 and 1"));
    }
    let pieces = |student: Vec<AskedPiece>| student.into_iter().map(asked_piece).collect();
    let class = asked.students.into_iter().map(pieces).collect::<Result<Vec<Vec<Piece>>, Fault>>()?;
    let prior = asked.prior.map(asked_prior).transpose()?.unwrap_or_else(|| class_prior(&class));
    let students = class.iter().map(|pieces| {
        let estimate = estimate_of(prior, pieces);
        let (low, high) = estimate.band();
        json!({ "mean": estimate.belief.mean(), "chance": estimate.chance(asked.cut), "low": low, "high": high, "n": estimate.n })
    });
    let used = json!({ "mean": prior.mean(), "strength": prior.alpha + prior.beta });
    Ok(format!("{}\n", json!({ "students": students.collect::<Vec<_>>(), "prior": used })))
}

#[derive(Deserialize)]
struct Skill {
    need: Vec<Vec<f64>>,
    groups: usize,
    size: (usize, usize),
    #[serde(default)]
    apart: Vec<(usize, usize)>,
    #[serde(default)]
    together: Vec<(usize, usize)>,
    #[serde(default)]
    locked: Vec<(usize, usize)>,
    seconds: Option<f64>,
    steps: Option<u64>,
}

/// Proven best skill groups, or the best found when time or steps end.
pub fn skill_groups(input: &str, args: &[String]) -> Output {
    let args = Args::read(args, &LIMITS)?;
    let asked: Skill = read(input, "standard input")?;
    let limit = Limit::read(&args, asked.seconds, asked.steps)?;
    let n_students = asked.need.len();
    let need = asked.need.clone();
    let Skill { groups, size, apart, together, locked, .. } = asked;
    let need_of = asked.need;
    let problem =
        CoverProblem { need: need_of, groups, size, apart, together, locked, ..CoverProblem::default() };
    let mut search = match CoverSearch::new(problem) {
        Ok(search) => search,
        Err(why) => {
            if let Some(field) = bad_field(&why) {
                return Err(Fault::input(field));
            }
            let (class, students) = numbered(n_students);
            let sentence = rondo::view::text::say(&refusal(&class, &students, &why).0);
            return Ok(format!("{}\n", json!({ "infeasible": sentence })));
        }
    };
    let steps = limit.run(64, |n| search.step(n));
    let Some(best) = search.best() else {
        return nothing_found(search.infeasible(), steps);
    };
    let mut uncovered: Vec<usize> = Vec::new();
    for group in &best.groups {
        let missed = |member: &&usize| {
            need[**member][group.label] <= 0.0 && need[**member].iter().any(|need| *need > 0.0)
        };
        uncovered.extend(group.members.iter().filter(missed));
    }
    uncovered.sort_unstable();
    let groups = best.groups.iter().map(|group| json!({ "focus": group.label, "students": group.members }));
    let answer = json!({
        "groups": groups.collect::<Vec<_>>(),
        "covered": best.covered,
        "proven": search.proven(),
        "uncovered": uncovered,
        "seconds": limit.elapsed(),
        "steps": steps,
    });
    Ok(format!("{answer}\n"))
}

/// Time that ran out proves nothing: only a search that came to its end says that there is no grouping.
fn nothing_found(infeasible: bool, steps: u64) -> Output {
    if infeasible {
        return Ok(format!("{}\n", json!({ "infeasible": "no grouping keeps every rule", "steps": steps })));
    }
    Err(Fault::input("seconds, steps: the search ended before it found a grouping. Give more of either."))
}

/// What is wrong with a field by itself, and what to give instead; `None` where only the rules together cannot be kept.
/// On the page none of this can be typed, so that there it has no sentence of its own.
fn bad_field(why: &Impossible) -> Option<String> {
    let upto = |n: usize| n.saturating_sub(1);
    Some(match why {
        Impossible::Nothing => {
            "need, groups: nobody or nothing to group. Give a row for each student with a need for each standard, and \
             at least 1 group."
                .to_owned()
        }
        Impossible::RowLength { member, expected, found } => format!(
            "need: row {member} has {found} numbers, row 0 has {expected}. Give every student one for each standard."
        ),
        Impossible::NeedOutOfRange { member, label } => {
            format!("need: row {member}, standard {label} is no number from 0 to 1. Give one that is.")
        }
        Impossible::NoSuchMember { rule, member, members } => {
            let field = match rule {
                Rule::Apart => "apart",
                Rule::Together => "together",
                Rule::Locked => "locked",
            };
            let last = upto(*members);
            format!("{field}: there is no student {member}. Give indices from 0 to {last}, the rows of need.")
        }
        Impossible::NoSuchLabel { member, label, labels } => {
            let last = upto(*labels);
            format!(
                "locked: there is no standard {label} for student {member}. Give indices from 0 to {last}, the columns \
                 of need."
            )
        }
        Impossible::ApartFromSelf { member } => {
            format!("apart: student {member} is paired with themself. Give pairs of two students.")
        }
        _ => return None,
    })
}

/// A class whose students are called by their numbers, so that a refusal can name them.
fn numbered(n_students: usize) -> (Class, Vec<StudentId>) {
    let mut class = Class::default();
    let ids: Vec<StudentId> = (0..n_students).map(|at| StudentId(format!("{at:06}"))).collect();
    for (at, id) in ids.iter().enumerate() {
        class.set("student", id.as_str(), "given", &Value::Text(format!("student {at}")));
    }
    (class, ids)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of four students and two standards with these rules: the line of the fault, or the answer.
    fn said(rules: &str) -> Result<String, String> {
        let input = format!(
            "{{\"need\":[[0.2,0.9],[0.8,0.1],[0.5,0.5],[0.9,0]],\"groups\":2,\"size\":[1,3],\"steps\":5000{rules}}}"
        );
        skill_groups(&input, &[]).map_err(|fault| match fault {
            Fault::Input(line) => line,
            Fault::Found(text) => text,
            Fault::Usage => "usage".to_owned(),
        })
    }

    #[test]
    fn an_index_out_of_range_is_named_with_its_field_and_the_fix() {
        for (rules, line) in [
            (
                "\"apart\":[[0,4]]",
                "apart: there is no student 4. Give indices from 0 to 3, the rows of need.",
            ),
            (
                "\"together\":[[9,1]]",
                "together: there is no student 9. Give indices from 0 to 3, the rows of need.",
            ),
            (
                "\"locked\":[[4,0]]",
                "locked: there is no student 4. Give indices from 0 to 3, the rows of need.",
            ),
            (
                "\"locked\":[[3,2]]",
                "locked: there is no standard 2 for student 3. Give indices from 0 to 1, the columns of need.",
            ),
            ("\"apart\":[[2,2]]", "apart: student 2 is paired with themself. Give pairs of two students."),
        ] {
            assert_eq!(said(&format!(",{rules}")), Err(line.to_owned()));
        }
        // The last index that there is, and rules that only together cannot be kept, are answers.
        let answer = said(",\"apart\":[[0,3]],\"locked\":[[3,1]]").unwrap();
        assert!(answer.contains("\"proven\":true"), "{answer}");
        let answer = said(",\"apart\":[[0,3]],\"together\":[[0,3]]").unwrap();
        assert!(answer.contains("\"infeasible\""), "{answer}");
    }

    #[test]
    fn time_that_ran_out_is_not_called_infeasible() {
        assert!(nothing_found(true, 9).unwrap().contains("\"infeasible\""));
        let Err(Fault::Input(line)) = nothing_found(false, 9) else { panic!("an answer") };
        assert!(line.starts_with("seconds, steps: ") && line.contains("Give more"), "{line}");
    }

    #[test]
    fn needs_that_cannot_be_read_are_named() {
        let line = |input: &str| match skill_groups(input, &[]) {
            Err(Fault::Input(line)) => line,
            _ => String::new(),
        };
        for (input, begins) in [
            ("{\"need\":[],\"groups\":2,\"size\":[1,3]}", "need, groups: "),
            (
                "{\"need\":[[0.1],[0.1,0.2]],\"groups\":2,\"size\":[1,3]}",
                "need: row 1 has 2 numbers, row 0 has 1.",
            ),
            ("{\"need\":[[0.1],[1.5]],\"groups\":2,\"size\":[1,3]}", "need: row 1, standard 0 is no number"),
        ] {
            let line = line(input);
            assert!(line.starts_with(begins) && !line.contains('\n'), "{line}");
        }
    }
}

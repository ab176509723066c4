//! Mixed groups over several cycles, on plain numbers.

use optimize::mixed::{BrokenRule, MixedFault, MixedProblem, MixedRound, MixedSearch, even_sizes};
use serde::Deserialize;
use serde_json::{Value, json};

use super::engine::read;
use super::search::{LIMITS, Limit, seed};
use super::{Args, Fault, Output};

#[derive(Deserialize)]
struct Asked {
    students: usize,
    group_size: (usize, usize),
    groups: usize,
    cycles: usize,
    #[serde(default)]
    traits: Vec<Trait>,
    /// Student, student, times before.
    #[serde(default)]
    met: Vec<(usize, usize, u32)>,
    #[serde(default)]
    apart: Vec<(usize, usize)>,
    #[serde(default)]
    together: Vec<(usize, usize)>,
    /// Cycle, student, group.
    #[serde(default)]
    locked: Vec<(usize, usize, usize)>,
    /// Cycle, student.
    #[serde(default)]
    absent: Vec<(usize, usize)>,
    seconds: Option<f64>,
    steps: Option<u64>,
    seed: Option<u64>,
}

#[derive(Deserialize)]
struct Trait {
    kind: String,
    values: Vec<Value>,
    aim: String,
}

/// The best cycles found when time or steps end.
pub fn mixed_groups(input: &str, args: &[String]) -> Output {
    let args = Args::read(args, &LIMITS)?;
    let asked: Asked = read(input, "standard input")?;
    let limit = Limit::read(&args, asked.seconds, asked.steps)?;
    for (field, given, most) in [
        ("students", asked.students, 500),
        ("groups", asked.groups, asked.students),
        ("cycles", asked.cycles, 200),
    ] {
        if given == 0 || given > most {
            return Err(Fault::input(format!("{field}: {given} cannot be used. Give 1 to {most}.")));
        }
    }
    let traits = asked.traits.iter().enumerate().map(|(at, one)| known(at, one, asked.students));
    let traits: Vec<Known> = traits.collect::<Result<_, Fault>>()?;
    let rounds = (0..asked.cycles).map(|cycle| round(&asked, cycle));
    let rounds: Vec<MixedRound> = rounds.collect::<Result<_, Fault>>()?;
    let outside = |&&(cycle, _): &&(usize, usize)| cycle >= asked.cycles;
    let named = asked.locked.iter().map(|&(cycle, student, _)| (cycle, student));
    let named: Vec<(usize, usize)> = named.chain(asked.absent.iter().copied()).collect();
    if let Some((cycle, _)) = named.iter().find(outside) {
        return Err(Fault::input(format!(
            "locked, absent: there is no cycle {cycle}. Give indices below {}, the number of cycles.",
            asked.cycles
        )));
    }
    let numbers =
        traits.iter().filter_map(|one| if let Known::Number(v) = one { Some(v.clone()) } else { None });
    let tags = traits.iter().filter_map(|one| if let Known::Tag(v) = one { Some(v.clone()) } else { None });
    let problem = MixedProblem {
        members: asked.students,
        rounds,
        numbers: numbers.collect(),
        tags: tags.collect(),
        met: asked.met,
        apart: asked.apart,
        together: asked.together,
        seed: seed(&args, asked.seed)?,
        ..MixedProblem::default()
    };
    let mut search = MixedSearch::new(problem).map_err(|fault| Fault::input(unfit(&fault)))?;
    let steps = limit.run(10_000, |n| search.step(n));
    let report = search.report();
    // The report has numbers first; the answer keeps the order of the question.
    let n_numbers = traits.iter().filter(|one| matches!(one, Known::Number(_))).count();
    let (mut number, mut tag) = (0..n_numbers, n_numbers..report.balance.len());
    let place = |one: &Known| if matches!(one, Known::Number(_)) { number.next() } else { tag.next() };
    let places: Vec<usize> = traits.iter().filter_map(place).collect();
    let violations = report.broken.iter().map(|broken| {
        let rule = match broken.rule {
            BrokenRule::Apart => "apart",
            BrokenRule::Together => "together",
            BrokenRule::AloneWithTag(_) => "alone",
        };
        json!([broken.round, rule, broken.members])
    });
    let answer = json!({
        "cycles": search.best(),
        "repeats": report.repeats,
        "most_meetings": report.most_meetings,
        "balance": places.iter().map(|at| report.balance[*at]).collect::<Vec<f64>>(),
        "violations": violations.collect::<Vec<_>>(),
        "cost": search.cost(),
        "proven": search.proven(),
        "seconds": limit.elapsed(),
        "steps": steps,
    });
    Ok(format!("{answer}\n"))
}

enum Known {
    Number(Vec<Option<f64>>),
    Tag(Vec<bool>),
}

fn known(at: usize, one: &Trait, students: usize) -> Result<Known, Fault> {
    let fault = |what: &str| Fault::input(format!("traits: trait {at}: {what}"));
    if one.values.len() != students {
        return Err(fault(&format!(
            "{} values. Give one for each of {students} students.",
            one.values.len()
        )));
    }
    match (one.kind.as_str(), one.aim.as_str()) {
        ("number", "balance") => {
            let number = |value: &Value| match value {
                Value::Null => Some(None),
                value => value.as_f64().map(Some),
            };
            let values = one.values.iter().map(number).collect::<Option<_>>();
            values.map(Known::Number).ok_or_else(|| fault("a value is no number. Give numbers or null."))
        }
        ("tag", "spread") => {
            let bears = |value: &Value| match value {
                Value::Null => Some(false),
                Value::Bool(bears) => Some(*bears),
                value => value.as_u64().filter(|number| *number < 2).map(|number| number == 1),
            };
            let values = one.values.iter().map(bears).collect::<Option<_>>();
            values.map(Known::Tag).ok_or_else(|| fault("a value is no tag. Give true or false."))
        }
        _ => Err(fault("kind, aim: give \"number\" with \"balance\" or \"tag\" with \"spread\".")),
    }
}

/// One cycle: as many groups as were asked for, or as few less as those who are there need.
fn round(asked: &Asked, cycle: usize) -> Result<MixedRound, Fault> {
    let here = |&(at, student): &(usize, usize)| (at == cycle).then_some(student);
    let mut absent: Vec<usize> = asked.absent.iter().filter_map(here).collect();
    absent.sort_unstable();
    absent.dedup();
    let present = asked.students.saturating_sub(absent.len());
    let (fewest, most) = asked.group_size;
    let fits =
        |groups: &usize| groups.saturating_mul(fewest) <= present && present <= groups.saturating_mul(most);
    let at_least = if absent.is_empty() { asked.groups.max(1) } else { 1 };
    let groups = (at_least..=asked.groups).rev().find(fits).ok_or_else(|| {
        Fault::input(format!(
            "groups, group_size: {present} students do not fill {} groups of {fewest} to {most}. Change one of them.",
            asked.groups
        ))
    })?;
    let placed =
        asked.locked.iter().filter(|lock| lock.0 == cycle).map(|&(_, student, group)| (student, group));
    Ok(MixedRound { sizes: even_sizes(present, groups), absent, placed: placed.collect() })
}

fn unfit(fault: &MixedFault) -> String {
    match fault {
        MixedFault::Nothing => {
            "students, cycles: nobody to group or no cycle. Give at least 1 of each.".to_owned()
        }
        MixedFault::NoSuchMember { member, members } => format!(
            "met, apart, together, locked, absent: there is no student {member}. Give indices below {members}."
        ),
        MixedFault::BadPlace { round, member, group } => format!(
            "locked: in cycle {round} student {member} cannot be in group {group}: there is no such group, it is \
             full, or the student is absent or locked twice."
        ),
        MixedFault::SizesDoNotAddUp { round, seats, present } => format!(
            "groups, group_size: cycle {round} has {seats} places for {present} students. Give sizes that fit them."
        ),
        MixedFault::BadTrait { index } => format!(
            "traits: trait {index}, counted with the numbers first, cannot be used. Give one value for each student."
        ),
        MixedFault::BadWeight => "traits: a weight is out of range. Give weights from 0 to 1000.".to_owned(),
        MixedFault::BadStart { round } => {
            format!(
                "locked: cycle {round} does not start with everybody in one group. Give each student one group."
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(rest: &str) -> Result<Value, String> {
        let input = format!(
            "{{\"students\":9,\"group_size\":[3,3],\"groups\":3,\"cycles\":2,\"steps\":20000{rest}}}"
        );
        match mixed_groups(&input, &[]) {
            Ok(text) => Ok(serde_json::from_str(&text).unwrap()),
            Err(Fault::Input(line)) => Err(line),
            Err(Fault::Usage | Fault::Found(_)) => Err("usage".to_owned()),
        }
    }

    #[test]
    fn an_answer_keeps_the_order_of_the_traits_and_the_rules() {
        let rest = ",\"traits\":[{\"kind\":\"tag\",\"values\":[1,1,1,0,0,0,0,0,0],\"aim\":\"spread\"},\
             {\"kind\":\"number\",\"values\":[1,2,3,4,5,6,7,8,null],\"aim\":\"balance\"}],\
             \"apart\":[[0,1]],\"locked\":[[0,4,2]],\"absent\":[[1,8],[1,7],[1,6]]";
        let answer = said(rest).unwrap();
        let balance = answer["balance"].as_array().unwrap();
        assert_eq!(balance.len(), 2);
        assert_eq!(balance[0].as_f64().unwrap().fract(), 0.0);
        assert!(answer["cycles"][0][2].as_array().unwrap().contains(&json!(4)));
        let second: usize =
            answer["cycles"][1].as_array().unwrap().iter().map(|g| g.as_array().unwrap().len()).sum();
        assert_eq!(second, 6);
        assert!(!answer["violations"].to_string().contains("apart"));
    }

    #[test]
    fn two_cycles_of_nine_need_no_repeat_and_the_search_says_so() {
        let answer = said("").unwrap();
        assert_eq!((&answer["repeats"], &answer["proven"]), (&json!(0), &json!(true)));
        assert_eq!(said(",\"met\":[[0,1,2]]").unwrap()["repeats"], json!(1));
    }

    #[test]
    fn numbers_out_of_all_bounds_are_named_with_their_field() {
        for (input, begins) in [
            ("{\"students\":0,\"group_size\":[1,2],\"groups\":1,\"cycles\":1}", "students: 0 cannot"),
            ("{\"students\":6,\"group_size\":[1,2],\"groups\":7,\"cycles\":1}", "groups: 7 cannot"),
            ("{\"students\":6,\"group_size\":[1,2],\"groups\":3,\"cycles\":0}", "cycles: 0 cannot"),
            (
                "{\"students\":6,\"group_size\":[4,18446744073709551615],\"groups\":3,\"cycles\":1}",
                "groups, group_size: 6 students",
            ),
        ] {
            let Err(Fault::Input(line)) = mixed_groups(input, &[]) else { panic!("{input}") };
            assert!(line.starts_with(begins), "{line}");
        }
    }

    #[test]
    fn every_fault_names_a_field_and_the_fix() {
        let (round, member, index) = (1, 2, 3);
        for fault in [
            MixedFault::Nothing,
            MixedFault::NoSuchMember { member, members: 2 },
            MixedFault::BadPlace { round, member, group: 5 },
            MixedFault::SizesDoNotAddUp { round, seats: 8, present: 9 },
            MixedFault::BadTrait { index },
            MixedFault::BadWeight,
            MixedFault::BadStart { round },
        ] {
            let line = unfit(&fault);
            let field = line.split([',', ':']).next().unwrap_or_default();
            assert!(["students", "met", "locked", "groups", "traits"].contains(&field), "{line}");
            let names_a_fix = line.contains("Give ") || line.contains("there is no such group");
            assert!(names_a_fix && !line.contains('{'), "{line}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        for (rest, begins) in [
            (",\"apart\":[[0,9]]", "met, apart, together, locked, absent: there is no student 9."),
            (",\"locked\":[[2,0,0]]", "locked, absent: there is no cycle 2."),
            (",\"locked\":[[0,0,3]]", "locked: in cycle 0 student 0"),
            (
                ",\"traits\":[{\"kind\":\"number\",\"values\":[1],\"aim\":\"balance\"}]",
                "traits: trait 0: 1 values.",
            ),
            (",\"absent\":[[0,0]]", "groups, group_size: 8 students"),
        ] {
            let line = said(rest).unwrap_err();
            assert!(line.starts_with(begins) && !line.contains('\n'), "{line}");
        }
    }
}

//! `minutes`: the teacher's slots over the weeks of a year.

use std::ops::Range;

use rondo::domain::minutes::plan::{PlanSearch, Question, QuestionFault, Term};
use rondo::domain::subject::TimePolicy;
use serde::Deserialize;
use serde_json::json;

use super::engine::read;
use super::search::{LIMITS, Limit, seed};
use super::{Args, Fault, Output};

#[derive(Deserialize)]
struct Asked {
    policy: String,
    slot_minutes: u32,
    quarters: Vec<Quarter>,
    focus_weight: Option<f64>,
    groups: Vec<Vec<Vec<usize>>>,
    need: Option<Vec<f64>>,
    #[serde(default)]
    floor: u32,
    #[serde(default)]
    taught: Vec<Taught>,
    #[serde(default)]
    lost_weeks: Vec<usize>,
    from_week: Option<usize>,
    #[serde(default)]
    one_to_one_slots_per_week: u32,
    present: Option<Vec<(usize, usize)>>,
    seconds: Option<f64>,
    steps: Option<u64>,
    seed: Option<u64>,
}

#[derive(Deserialize)]
struct Quarter {
    weeks: usize,
    slots_per_week: u32,
    focus: Option<usize>,
}

#[derive(Deserialize)]
struct Taught {
    week: usize,
    group: usize,
    slots: u32,
    #[serde(default)]
    absent: Vec<usize>,
}

/// No more weeks than a school year could have, and no more of anything than a class could.
const MOST_WEEKS: usize = 60;
const MOST_SLOTS: u32 = 100;
const MOST_STUDENTS: usize = 300;

/// The plan of the weeks from `from_week`, on top of what was taught.
pub fn minutes(input: &str, args: &[String]) -> Output {
    let args = Args::read(args, &LIMITS)?;
    let asked: Asked = read(input, "standard input")?;
    let limit = Limit::read(&args, asked.seconds, asked.steps)?;
    let seed = seed(&args, asked.seed)?;
    let year = Year::of(&asked)?;
    let mut taught_weeks = year.zeros(&asked);
    let mut taught = vec![0; year.students];
    for entry in &asked.taught {
        year.teach(&asked, entry, &mut taught_weeks, &mut taught)?;
    }
    let question = year.question(&asked, &taught_weeks, &taught, seed)?;
    let from_week = question.from_week;
    let flags = without_time(&question, &taught_weeks);
    let mut search = PlanSearch::new(question).map_err(|fault| Fault::input(said(&fault)))?;
    let steps = limit.run(20, |n| search.step(u64::from(n)));
    let answer = search.answer();
    let rows = taught_weeks.iter().zip(&answer.weeks).enumerate();
    let weeks: Vec<&Vec<u32>> =
        rows.map(|(week, (taught, planned))| if week < from_week { taught } else { planned }).collect();
    let students = taught
        .iter()
        .zip(&answer.planned)
        .map(|(taught, planned)| json!({ "taught": taught, "planned": planned, "total": taught + planned }));
    let answer = json!({
        "weeks": weeks,
        "students": students.collect::<Vec<_>>(),
        "spread_minutes": answer.spread,
        "one_to_one": answer.one_to_one,
        "proven": answer.proven,
        "unused_slots": answer.unused,
        "flags": flags,
        "seconds": limit.elapsed(),
        "steps": steps,
    });
    Ok(format!("{answer}\n"))
}

struct Year {
    /// First week of each quarter and the one after its last.
    quarters: Vec<Range<usize>>,
    slots: Vec<u32>,
    students: usize,
}

impl Year {
    fn of(asked: &Asked) -> Result<Self, Fault> {
        let (mut quarters, mut slots) = (Vec::new(), Vec::new());
        for (at, quarter) in asked.quarters.iter().enumerate() {
            if quarter.weeks == 0 || slots.len() + quarter.weeks > MOST_WEEKS {
                return Err(Fault::input(format!(
                    "quarters: quarter {at} has {} weeks. Give at least 1, and no more than {MOST_WEEKS} for the year.",
                    quarter.weeks
                )));
            }
            if quarter.slots_per_week > MOST_SLOTS {
                return Err(Fault::input(format!(
                    "quarters: quarter {at}: give at most {MOST_SLOTS} slots_per_week"
                )));
            }
            quarters.push(slots.len()..slots.len() + quarter.weeks);
            slots.extend(vec![quarter.slots_per_week; quarter.weeks]);
        }
        if quarters.is_empty() || asked.groups.len() != quarters.len() {
            return Err(Fault::input(format!(
                "groups: {} groupings for {} quarters. Give one for each quarter.",
                asked.groups.len(),
                quarters.len()
            )));
        }
        for week in &asked.lost_weeks {
            let last = slots.len() - 1;
            let slots = slots.get_mut(*week).ok_or_else(|| {
                Fault::input(format!("lost_weeks: there is no week {week}. Give weeks from 0 to {last}."))
            })?;
            *slots = 0;
        }
        if !(1..=240).contains(&asked.slot_minutes) {
            return Err(Fault::input("slot_minutes: give a number from 1 to 240"));
        }
        if asked.floor > 2_400 || asked.one_to_one_slots_per_week > MOST_SLOTS {
            return Err(Fault::input(format!(
                "floor, one_to_one_slots_per_week: give at most 2400 minutes and {MOST_SLOTS} slots"
            )));
        }
        let listed = asked.groups.iter().flatten().flatten().map(|student| student + 1).max().unwrap_or(0);
        let lengths = [asked.need.as_ref().map(Vec::len), asked.present.as_ref().map(Vec::len)];
        let students = lengths.into_iter().flatten().max().unwrap_or(listed).max(listed);
        if students > MOST_STUDENTS || lengths.into_iter().flatten().any(|length| length != students) {
            return Err(Fault::input(format!(
                "need, present: give one for each of the {students} students of groups, at most {MOST_STUDENTS}"
            )));
        }
        Ok(Self { quarters, slots, students })
    }

    fn quarter(&self, week: usize) -> Option<usize> {
        self.quarters.iter().position(|weeks| weeks.contains(&week))
    }

    /// A row of zeros for each week.
    fn zeros(&self, asked: &Asked) -> Vec<Vec<u32>> {
        let row =
            |(weeks, groups): (&Range<usize>, &Vec<Vec<usize>>)| vec![vec![0; groups.len()]; weeks.len()];
        self.quarters.iter().zip(&asked.groups).flat_map(row).collect()
    }

    fn teach(
        &self,
        asked: &Asked,
        entry: &Taught,
        weeks: &mut [Vec<u32>],
        taught: &mut [u32],
    ) -> Result<(), Fault> {
        let at = |what: String| Fault::input(format!("taught: {what}"));
        let quarter = self.quarter(entry.week).ok_or_else(|| {
            let last = self.slots.len() - 1;
            at(format!("there is no week {}. Give weeks from 0 to {last}.", entry.week))
        })?;
        let group = asked.groups[quarter].get(entry.group).ok_or_else(|| {
            at(format!("week {}: there is no group {} in that quarter", entry.week, entry.group))
        })?;
        if let Some(from_week) = asked.from_week.filter(|from_week| entry.week >= *from_week) {
            return Err(at(format!(
                "week {} is not before from_week {from_week}, so it is not over",
                entry.week
            )));
        }
        let row = &mut weeks[entry.week];
        row[entry.group] = row[entry.group].saturating_add(entry.slots);
        let (sum, slots) = (row.iter().fold(0_u32, |sum, n| sum.saturating_add(*n)), self.slots[entry.week]);
        if sum > slots {
            return Err(at(format!("week {} has {sum} slots taught of {slots} that it holds", entry.week)));
        }
        let here = |student: usize| {
            asked.present.as_ref().is_none_or(|present| {
                let (first, last) = present[student];
                (first..=last).contains(&entry.week)
            })
        };
        for &student in group.iter().filter(|student| !entry.absent.contains(student) && here(**student)) {
            taught[student] += entry.slots * asked.slot_minutes;
        }
        Ok(())
    }

    fn question(
        &self,
        asked: &Asked,
        taught_weeks: &[Vec<u32>],
        taught: &[u32],
        seed: u64,
    ) -> Result<Question, Fault> {
        let policy = match asked.policy.as_str() {
            "equal" => TimePolicy::Equal,
            "need" => TimePolicy::NeedWithFloor,
            other => return Err(Fault::input(format!("policy: \"{other}\" is neither equal nor need"))),
        };
        let need = asked.need.clone().unwrap_or_else(|| vec![0.0; self.students]);
        if need.iter().any(|need| !(0.0..=1e6).contains(need)) {
            return Err(Fault::input("need: give numbers from 0 on"));
        }
        let after = asked.taught.iter().map(|entry| entry.week + 1).max().unwrap_or(0);
        let from_week = asked.from_week.unwrap_or(after);
        let last = self.slots.len() - 1;
        let terms =
            self.quarters.iter().zip(&asked.quarters).zip(&asked.groups).map(|((weeks, quarter), groups)| {
                let rows = weeks.clone().filter(|week| *week < from_week).map(|week| &taught_weeks[week]);
                let mut had = vec![0; groups.len()];
                rows.for_each(|row| had.iter_mut().zip(row).for_each(|(had, n)| *had += n));
                Term {
                    weeks: weeks.len(),
                    groups: groups.clone(),
                    slot_minutes: Vec::new(),
                    had,
                    focus: quarter.focus,
                }
            });
        Ok(Question {
            policy,
            slot_minutes: asked.slot_minutes,
            terms: terms.collect(),
            slots: self.slots.clone(),
            from_week,
            focus_weight: asked.focus_weight.unwrap_or(2.0),
            need,
            floor: asked.floor,
            taught: taught.to_vec(),
            one_to_one: asked.one_to_one_slots_per_week,
            present: asked.present.clone().unwrap_or_else(|| vec![(0, last); self.students]),
            seed,
        })
    }
}

/// Groups with somebody for whom no week has a slot.
fn without_time(question: &Question, taught: &[Vec<u32>]) -> Vec<String> {
    let mut flags = Vec::new();
    for (term, of) in question.terms.iter().enumerate() {
        let weeks = question.weeks_of(term);
        let planned = weeks.clone().any(|week| week >= question.from_week && question.slots[week] > 0);
        for (group, members) in of.groups.iter().enumerate().filter(|(_, members)| !members.is_empty()) {
            let had = weeks.clone().any(|week| taught[week].get(group).is_some_and(|slots| *slots > 0));
            if !planned && !had {
                let n = members.len();
                flags
                    .push(format!("quarter {term}: group {group} ({n} students) has no teacher time at all"));
            }
        }
    }
    flags
}

fn said(fault: &QuestionFault) -> String {
    match fault {
        QuestionFault::Weeks { .. } => "quarters: there are no weeks. Give at least one quarter.".to_owned(),
        QuestionFault::FromWeek { from_week, weeks } => {
            format!("from_week: {from_week} is after the last week. Give a number from 0 to {weeks}.")
        }
        QuestionFault::Students => "need, present: give one for each student".to_owned(),
        QuestionFault::Member { term, group, student } => format!(
            "groups: quarter {term}: student {student} of group {group} is in another group too. Give everybody one \
             group a quarter."
        ),
        QuestionFault::Term { term } => format!(
            "quarters, focus_weight: quarter {term}: focus is none of its groups, or focus_weight is not above 0"
        ),
    }
}

#[cfg(test)]
mod tests;

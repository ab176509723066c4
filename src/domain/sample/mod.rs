//! The sample class: a believable fifth grade, half a year in, made by a seeded draw. All names are invented.
//!
//! - `people`: students, tags, absences;
//! - `marks`: units, checks and evidence;
//! - `year`: stations, cycles, lessons, conferences;
//! - `generate`: classes of any size; `any_command`: anything that a teacher could do next; `draw`: their chance.

#[cfg(not(target_arch = "wasm32"))]
pub mod any_command;
pub mod draw;
pub mod generate;
mod marks;
mod people;
mod year;

use optimize::Random;

use super::calendar::{monday, plus_days};
use super::class::ClassInfo;
use super::command::{Command, Context, Rejected};
use super::id::{Mint, SubjectId};
use super::record::Changes;
use super::subject::Subject;
use crate::domain::{Class, Date, Sentence};

/// Weeks of school before today.
const WEEKS: i64 = 18;

/// Fills a new class with the sample.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenSample;

impl Command for OpenSample {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        if !class.about().name.is_empty() {
            return Err(Sentence::new("class.started_already").with("name", class.about().name).into());
        }
        Ok(changes(context.today, &mut context.mint))
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.open_sample")
    }
}

/// The class while it is being made.
struct Sample {
    today: Date,
    first_monday: Date,
    weeks: i64,
    /// School days with lessons so far.
    days: usize,
    random: Random,
    mint: Mint,
    changes: Changes,
}

impl Sample {
    /// Monday of a week of the year, counted from 0.
    fn week(&self, nth: i64) -> Date {
        plus_days(self.first_monday, nth * 7)
    }

    /// How much further along than at the start of the year students are on a day.
    #[expect(clippy::cast_precision_loss, reason = "fewer than a thousand days")]
    fn grown(&self, day: Date) -> f64 {
        super::calendar::days_between(self.first_monday, day) as f64 / 7.0 * 0.016
    }
}

/// Everything that the sample class holds, as of `today`.
pub fn changes(today: Date, mint: &mut Mint) -> Changes {
    let first_monday = plus_days(monday(today), -7 * (WEEKS - 1));
    let mut sample = Sample {
        today,
        first_monday,
        weeks: WEEKS,
        days: 0,
        random: Random::new(2026),
        mint: mint.clone(),
        changes: Changes::default(),
    };
    let key = ClassInfo::key();
    sample
        .changes
        .set(&key, ClassInfo::NAME, "5B".to_owned())
        .set(&key, ClassInfo::GRADE, "5".to_owned())
        .set(&key, ClassInfo::STARTS, first_monday)
        .set(&key, ClassInfo::ENDS, plus_days(first_monday, 7 * 40 - 3))
        .set(&key, ClassInfo::SAMPLE, true);
    let subjects: Vec<SubjectId> = (0..)
        .zip(["Math", "Reading"])
        .map(|(rank, name)| {
            let id: SubjectId = sample.mint.id();
            sample.changes.set(&id, Subject::NAME, name.to_owned()).set(&id, Subject::RANK, rank);
            id
        })
        .collect();
    let people = sample.people();
    sample.marks(&people, &subjects[0], &subjects[1]);
    sample.year(&people, &subjects[0]);
    *mint = sample.mint;
    sample.changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Class;
    use crate::domain::mastery::StandardMastery;

    fn class() -> Class {
        let mut class = Class::default();
        class.apply(&changes("2026-11-21".parse().unwrap(), &mut Mint::new("x")).0);
        class
    }

    #[test]
    fn it_is_a_whole_class_half_a_year_in() {
        let class = class();
        assert_eq!(class.students.len(), 26);
        assert_eq!(class.subjects.len(), 2);
        assert!(class.evidence.len() > 1200, "{}", class.evidence.len());
        assert!(
            class.cycles.len() >= 6 && class.sessions.len() > 150,
            "{} {}",
            class.cycles.len(),
            class.sessions.len()
        );
        let today: Date = "2026-11-21".parse().unwrap();
        assert!(class.checks.iter().all(|(_, check)| check.done_on.is_some_and(|day| day < today)));
        assert!(class.sessions.iter().all(|(key, _)| key.0 < today));
        let is_marked = |standard| class.evidence.iter().any(|((_, on, ..), _)| on == standard);
        let priorities: Vec<_> = class.priorities.iter().map(|((_, standard), _)| standard).collect();
        assert!(priorities.len() == 7 && priorities.into_iter().all(is_marked));
    }

    #[test]
    fn about_three_in_five_start_below_grade_level() {
        let class = class();
        let math = class.subjects.iter().next().unwrap().0.clone();
        let first = StandardMastery::of(&class, &math, &"4.NBT.A.2".into());
        let mut early: Vec<f64> = Vec::new();
        for (student, _) in class.students.iter() {
            early.extend(first.evidence(student).first().map(|piece| piece.score));
        }
        let not_yet = early.iter().filter(|score| **score < 3.0).count();
        assert!((40..=80).contains(&(100 * not_yet / early.len())), "{not_yet} of {}", early.len());
    }

    #[test]
    fn the_same_day_makes_the_same_class() {
        assert_eq!(class(), class());
    }
}

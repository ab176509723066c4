//! Team groups: the students of several classes in one set of skill groups, for a block that the classes share.
//!
//! Each class is read by itself, with its own evidence, scale and rules; only what a lesson on each focus is worth to
//! each student is joined. Who is in two classes has one place, and each of the two gets it. No class learns anything of
//! another: what a class gets back names its own students alone.

mod proposal;
mod search;
#[cfg(test)]
mod tests;
mod twins;

use std::sync::Arc;

use super::people::students_on;
use super::records::{Cycle, Purpose};
use crate::domain::calendar::{Period, cycle_of_three_weeks, monday, plus_days};
use crate::domain::id::{CycleId, StandardId, SubjectId};
use crate::domain::rejected::Rejected;
use crate::domain::standards::{BuiltIn, Catalog};
use crate::domain::{Class, Date, Sentence};

pub use proposal::{TeamGroup, TeamProposal};
pub use search::TeamSearch;
pub use twins::{Twin, twins};

/// The fewest and most classes of a team.
pub const CLASSES: (usize, usize) = (2, 6);

/// One class of a team.
#[derive(Debug, Clone)]
pub struct TeamClass {
    /// The class's id, the same in every copy.
    pub id: String,
    pub class: Arc<Class>,
    /// The subject that is grouped.
    pub subject: SubjectId,
    /// The standards as the class has them.
    pub catalog: Arc<Catalog>,
}

impl TeamClass {
    /// "5B".
    pub fn name(&self) -> String {
        self.class.about().name
    }

    /// Skill groups of the class's own in this subject that share days with a period, the one that begins last.
    pub fn own_cycle(&self, period: Period) -> Option<(&CycleId, &Cycle)> {
        let ours = |cycle: &Cycle| {
            cycle.purpose == Purpose::Skill
                && cycle.subject.as_ref().is_none_or(|own| *own == self.subject)
                && meets(cycle, period)
        };
        self.class.cycles.iter().filter(|(_, cycle)| ours(cycle)).max_by_key(|(_, cycle)| cycle.starts)
    }
}

/// What is asked of a team's groups.
#[derive(Debug, Clone, PartialEq)]
pub struct TeamAsk {
    /// Standards to choose from; none is what the classes are taught now and the steps before it.
    pub standards: Vec<StandardId>,
    /// The most groups: one a teacher.
    pub groups_max: usize,
    /// Who the teacher says are one student, beside those who are known to be.
    pub one: Vec<Twin>,
    /// Fewest and most students of a group; `None` is [`usual_size`].
    pub size: Option<(usize, usize)>,
    /// The dates of the groups.
    pub period: Period,
    /// The local date.
    pub today: Date,
}

/// From two thirds of an even share to a quarter more than it, so that groups can follow the needs and still fit a room.
pub fn usual_size(students: usize, groups: usize) -> (usize, usize) {
    let groups = groups.max(1);
    ((2 * students / (3 * groups)).max(1), (5 * students).div_ceil(4 * groups).max(1))
}

/// Three weeks: from this week's Monday, or from the next one where a class has skill groups of its own now, because
/// a class shows the groups that began last.
pub fn usual_period(team: &[TeamClass], today: Date) -> Period {
    let period = cycle_of_three_weeks(today);
    let taken = team.iter().any(|part| part.own_cycle(period).is_some());
    if taken { cycle_of_three_weeks(plus_days(monday(today), 7)) } else { period }
}

/// Whether a class may come to a team.
///
/// # Errors
/// Where it is there already, or the team is full.
pub fn may_come(team: &[TeamClass], id: &str, name: &str) -> Result<(), Rejected> {
    if team.iter().any(|part| part.id == id) {
        return Err(Sentence::new("team.no.twice").with("name", name).into());
    }
    if team.len() >= CLASSES.1 {
        return Err(Sentence::new("team.no.many").with("most", CLASSES.1).into());
    }
    Ok(())
}

/// The subject of a class that goes with those of the others: the same standards and name, else the same standards,
/// else the first.
pub fn fitting_subject(class: &Class, team: &[TeamClass]) -> SubjectId {
    let all = crate::domain::subject::for_groups(class);
    let Some(first) = team.first() else {
        return all.into_iter().next().map(|(id, _)| id).unwrap_or_default();
    };
    let wanted = (follows(&first.class, &first.subject), subject_name(first));
    let same = |by_name: bool| {
        let fits = |(id, name): &&(SubjectId, String)| {
            follows(class, id) == wanted.0 && (!by_name || *name == wanted.1)
        };
        all.iter().find(fits)
    };
    let found = same(true).or_else(|| same(false)).or_else(|| all.first());
    found.map(|(id, _)| id.clone()).unwrap_or_default()
}

/// How many students there are, those in several classes once; `one` are twins that the teacher says are one student.
pub fn n_students(team: &[TeamClass], one: &[Twin], today: Date) -> usize {
    let all: usize = team.iter().map(|part| students_on(&part.class, today).len()).sum();
    let twins = twins(team, today);
    let again = twins.iter().filter(|twin| twin.sure || one.contains(twin)).map(|twin| twin.seats.len() - 1);
    all - again.sum::<usize>()
}

/// The skill cycle of a class that has just these days: the team's groups take its place, so that giving them back a
/// second time makes no second cycle.
pub fn same_days<'a>(class: &'a Class, subject: &SubjectId, period: Period) -> Option<&'a CycleId> {
    let same = |cycle: &Cycle| {
        cycle.purpose == Purpose::Skill
            && cycle.subject.as_ref().is_none_or(|own| own == subject)
            && (cycle.starts, cycle.ends) == (Some(period.starts), Some(period.ends))
    };
    class.cycles.iter().filter(|(_, cycle)| same(cycle)).map(|(id, _)| id).max()
}

/// Whether a cycle and a period share a day.
fn meets(cycle: &Cycle, period: Period) -> bool {
    cycle.starts.is_none_or(|starts| starts <= period.ends)
        && cycle.ends.is_none_or(|ends| period.starts <= ends)
}

/// Whether these classes can be grouped together at all.
fn check(team: &[TeamClass], ask: &TeamAsk) -> Result<(), Rejected> {
    if team.len() < CLASSES.0 {
        return Err(Rejected::because("team.no.few"));
    }
    for (at, part) in team.iter().enumerate() {
        may_come(&team[..at], &part.id, &part.name())?;
        if part.class.subjects.get(&part.subject).is_none_or(|subject| subject.habits) {
            return Err(Sentence::new("team.no.subject").with("name", part.name()).into());
        }
        if students_on(&part.class, ask.today).is_empty() {
            return Err(Sentence::new("team.no.nobody").with("name", part.name()).into());
        }
        let first = &team[0];
        if follows(&first.class, &first.subject) != follows(&part.class, &part.subject) {
            return Err(Sentence::new("team.no.standards")
                .with("one", subject_name(first))
                .with("class", first.name())
                .with("other", subject_name(part))
                .with("other_class", part.name())
                .into());
        }
    }
    if ask.period.ends < ask.period.starts {
        let starts = ask.period.starts;
        return Err(Sentence::new("groups.ends_before_it_starts").with("starts", starts).into());
    }
    Ok(())
}

/// The framework that a subject follows, the usual one where it names none.
fn follows(class: &Class, subject: &SubjectId) -> String {
    let named = class.subjects.get(subject).and_then(|subject| subject.framework.as_ref());
    named.map_or_else(|| BuiltIn::Math.tag().to_owned(), |framework| framework.0.clone())
}

fn subject_name(part: &TeamClass) -> String {
    part.class.subjects.get(&part.subject).map(|subject| subject.name.clone()).unwrap_or_default()
}

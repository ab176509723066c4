//! The year plan of a class: what is asked of [`plan`](super::plan) for the groups and the log that it has.

use super::ledger::{Ledger, is_logged, ledger, present, sessions, with_everybody};
use super::plan::{Question, Term};
use super::quarters::{Week, quarters, weeks};
use super::records::Quarter;
use crate::domain::calendar::{Period, plus_days};
use crate::domain::id::{AdultId, GroupId, StudentId, SubjectId};
use crate::domain::mastery::{Need, StandardMastery, tested};
use crate::domain::order::Order;
use crate::domain::roster::enrolled;
use crate::domain::rotation::{members, running_cycle, whole_class_on};
use crate::domain::subject::{Subject, TimePolicy};
use crate::domain::week::{block, is_school_day, year_of};
use crate::domain::{Class, Date};

/// Times the slots of another group that the group in focus gets, where nothing else is said.
pub const FOCUS_WEIGHT: f64 = 2.0;
/// School days that nobody goes unseen, where nothing else is said.
pub const UNSEEN_DAYS: u32 = 5;

/// A quarter of the plan.
#[derive(Debug, Clone, PartialEq)]
pub struct YearTerm {
    /// What the class says of it.
    pub quarter: Quarter,
    /// The groups that it is planned with, by id.
    pub groups: Vec<(GroupId, Vec<StudentId>)>,
    /// Its place among the weeks: the first one, and how many.
    pub weeks: (usize, usize),
}

/// Everything that the year plan of a class rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Year {
    pub terms: Vec<YearTerm>,
    /// All weeks from the first quarter to the last one.
    pub weeks: Vec<Week>,
    /// Who is planned for: who belongs to the class today.
    pub students: Vec<StudentId>,
    /// What was logged so far.
    pub ledger: Ledger,
    /// What is to be planned.
    pub question: Question,
}

/// The subject whose policy counts: the first.
pub fn policy_of(class: &Class) -> Option<(SubjectId, Subject)> {
    let first = class.subjects.iter().min_by_key(|(id, subject)| (subject.rank, (*id).clone()));
    first.map(|(id, subject)| (id.clone(), subject.clone()))
}

/// The plan's question on a day. `lost` is a Monday whose week is taken to be lost.
pub fn year(class: &Class, today: Date, lost: Option<Date>) -> Year {
    let all = quarters(class, today);
    let starts = all.iter().filter_map(|(_, quarter)| quarter.starts).min().unwrap_or(today);
    let ends = all.iter().filter_map(|(_, quarter)| quarter.ends).max().unwrap_or(today);
    let weeks = weeks(class, Period { starts, ends });
    let students: Vec<StudentId> =
        class.students.iter().map(|(id, _)| id).filter(|id| enrolled(class, id, today)).cloned().collect();
    let ledger = ledger(class, year_of(class, today).starts, today);
    let of = |day: Date| term_of(&all, day);
    // A week belongs to the quarter of its first school day; one without any to that of the week before.
    let mut terms_of: Vec<usize> = Vec::new();
    for week in &weeks {
        let before = terms_of.last().copied().unwrap_or(0);
        terms_of.push(week.days.first().and_then(|day| of(*day)).unwrap_or(before).max(before));
    }
    let from_week = weeks.iter().position(|week| plus_days(week.monday, 6) >= today).unwrap_or(weeks.len());
    let mut terms = Vec::new();
    for (at, (_, quarter)) in all.iter().enumerate() {
        let first = terms_of.iter().position(|term| *term >= at).unwrap_or(weeks.len());
        let n = terms_of.iter().filter(|term| **term == at).count();
        let day = quarter.starts.unwrap_or(today).max(today);
        let groups = running_cycle(class, day).map(|cycle| members(class, &cycle, day)).unwrap_or_default();
        terms.push(YearTerm { quarter: quarter.clone(), groups, weeks: (first, n) });
    }
    let slots = weeks.iter().zip(&terms_of).map(|(week, term)| {
        // What is left of this week: days that are still to come and are not logged.
        let open = |day: &&Date| {
            (**day >= today && !is_logged(class, **day) && whole_class_on(class, **day).is_none())
                || plus_days(week.monday, 6) < today
        };
        let days = week.days.iter().filter(open).count();
        let per_week = all.get(*term).map_or(0, |(_, quarter)| quarter.slots_per_week);
        if Some(week.monday) == lost { 0 } else { of_days(per_week, days) }
    });
    let (subject, about) = policy_of(class).unwrap_or_default();
    let index = |student: &StudentId| students.binary_search(student).ok();
    let asked = terms.iter().map(|term| Term {
        weeks: term.weeks.1,
        groups: term.groups.iter().map(|(_, members)| members.iter().filter_map(index).collect()).collect(),
        slot_minutes: term.groups.iter().map(|(group, _)| slot_minutes(class, group, today)).collect(),
        had: term.groups.iter().map(|(group, _)| had(class, group, &term.quarter, today)).collect(),
        focus: focus(class, term),
    });
    let taught = |student: &StudentId| {
        let line = ledger.lines.iter().find(|line| line.student == *student);
        let minutes = |line| {
            if ledger.tells_of_all(student) {
                ledger.as_if_here_all_along(line)
            } else {
                f64::from(line.minutes)
            }
        };
        line.map_or(0, |line| minutes(line).round() as u32)
    };
    let present = |student: &StudentId| weeks_of(class, &weeks, student, ledger.tells_of_all(student));
    let question = Question {
        policy: about.policy,
        slot_minutes: block(class, today).slot_minutes.max(1),
        slots: slots.collect(),
        terms: asked.collect(),
        from_week,
        focus_weight: about.focus_weight.filter(|weight| *weight > 0.0).unwrap_or(FOCUS_WEIGHT),
        need: if about.policy == TimePolicy::NeedWithFloor {
            needs(class, &subject, &students)
        } else {
            vec![0.0; students.len()]
        },
        floor: about.floor_minutes,
        taught: students.iter().map(taught).collect(),
        one_to_one: about.one_to_one,
        present: students.iter().map(present).collect(),
        seed: 1,
    };
    Year { terms, weeks, students, ledger, question }
}

/// First and last week of a student. Whose log tells too little of the year came late and does not begin with the first
/// week; so the plan gives such a student what the group gets and compares nobody with the guess. The same holds for who
/// leaves before the end.
fn weeks_of(class: &Class, weeks: &[Week], student: &StudentId, all_along: bool) -> (usize, usize) {
    let here = |week: &Week| week.days.iter().any(|day| enrolled(class, student, *day));
    let end = weeks.len().saturating_sub(1);
    let first = if all_along { 0 } else { weeks.iter().position(here).unwrap_or(0).max(1) };
    // Weeks without school at the end are nobody's.
    let last = weeks.iter().rposition(here).unwrap_or(end);
    let leaves = weeks.iter().skip(last + 1).any(|week| !week.days.is_empty());
    (first, if leaves { last } else { end })
}

/// The quarter of a day.
fn term_of<K>(all: &[(K, Quarter)], day: Date) -> Option<usize> {
    all.iter().position(|(_, quarter)| {
        quarter.starts.is_some_and(|starts| starts <= day) && quarter.ends.is_some_and(|ends| day <= ends)
    })
}

/// Slots of so many school days where five have `per_week`, rounded down.
fn of_days(per_week: u32, days: usize) -> u32 {
    let days = u32::try_from(days.min(5)).unwrap_or(5);
    per_week * days / 5
}

/// Minutes of a group's slot: its own, else the block's.
pub fn slot_minutes(class: &Class, group: &GroupId, today: Date) -> u32 {
    let own = class.groups.get(group).and_then(|group| group.slot_minutes);
    own.filter(|minutes| *minutes > 0).unwrap_or_else(|| block(class, today).slot_minutes.max(1))
}

/// Slots that a group had in a quarter, today among them.
fn had(class: &Class, group: &GroupId, quarter: &Quarter, today: Date) -> u32 {
    let Some(starts) = quarter.starts.filter(|starts| *starts <= today) else { return 0 };
    let of_group =
        sessions(class, starts, today).filter(|(_, session)| session.group.as_ref() == Some(group));
    u32::try_from(of_group.count()).unwrap_or(u32::MAX)
}

/// The group in focus: the one named, else the one that now has most of its students, else the first that works on
/// the standard in focus.
fn focus(class: &Class, term: &YearTerm) -> Option<usize> {
    if let Some(named) = &term.quarter.focus_group {
        if let Some(at) = term.groups.iter().position(|(group, _)| group == named) {
            return Some(at);
        }
        let was_there = |student: &&StudentId| {
            let placements = class.placements.iter().filter(|((_, who), _)| who == *student);
            placements.into_iter().any(|(_, placement)| placement.group.as_ref() == Some(named))
        };
        let shared = |members: &[StudentId]| members.iter().filter(was_there).count();
        let most = term
            .groups
            .iter()
            .enumerate()
            .max_by_key(|(at, (_, members))| (shared(members), usize::MAX - at));
        return most.filter(|(_, (_, members))| shared(members) > 0).map(|(at, _)| at);
    }
    let standard = term.quarter.focus_standard.as_ref()?;
    term.groups.iter().position(|(group, _)| {
        class.groups.get(group).is_some_and(|group| group.focus.as_ref() == Some(standard))
    })
}

/// Each student's need in a subject: the mean over the standards that have evidence; what is not known is no need.
fn needs(class: &Class, subject: &SubjectId, students: &[StudentId]) -> Vec<f64> {
    let standards = tested(class, subject);
    let mut needs = vec![0.0; students.len()];
    for standard in &standards {
        let mastery = StandardMastery::of(class, subject, standard);
        for (need, student) in needs.iter_mut().zip(students) {
            *need += Need::of(&mastery.standing(class, student)).amount() / standards.len() as f64;
        }
    }
    needs
}

/// School days since each student was last in a session, today left out; `None` where there was none yet. In the
/// order of `students`.
pub fn unseen_days(class: &Class, students: &[StudentId], from: Date, today: Date) -> Vec<Option<u32>> {
    let mut last: Vec<Option<Date>> = vec![None; students.len()];
    for (key, _) in sessions(class, from, today).filter(|(_, session)| !with_everybody(class, session)) {
        for student in present(class, key) {
            if let Ok(at) = students.binary_search(student) {
                last[at] = Some(key.0);
            }
        }
    }
    let since = |day: Date| {
        let days = (1..).map(|n| plus_days(day, n)).take_while(|day| *day < today);
        days.filter(|day| is_school_day(class, *day)).count()
    };
    last.into_iter().map(|day| day.map(|day| u32::try_from(since(day)).unwrap_or(u32::MAX))).collect()
}

/// Minutes that each adult taught, most first.
pub fn minutes_by_adult(class: &Class, from: Date, to: Date) -> Vec<(AdultId, u32)> {
    let mut adults: Vec<(AdultId, u32)> = Vec::new();
    for ((_, _, _, adult), session) in sessions(class, from, to) {
        match adults.iter_mut().find(|(known, _)| known == adult) {
            Some((_, minutes)) => *minutes += session.minutes,
            None => adults.push((adult.clone(), session.minutes)),
        }
    }
    adults.order_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    adults
}

#[cfg(test)]
mod tests;

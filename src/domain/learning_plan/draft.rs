//! A plan proposed for one student. The teacher decides: everything in it can be changed by hand, and every piece says
//! why it is there.

use super::candidates::{Candidates, Source, candidates};
use super::playlist::{DraftItem, playlist};
use super::words::worded;
use crate::domain::Date;
use crate::domain::calendar::{days_between, plus_days};
use crate::domain::id::{StandardId, StudentId};
use crate::domain::mastery::{Need, NextStep, Standings};
use crate::domain::order::Order;
use crate::domain::standards::NEAREST_STEPS;
use crate::domain::{Class, Sentence};

/// A student works on no more at a time.
const GOALS_AT_ONCE: usize = 2;
/// Prerequisites that one goal calls on.
const PREREQUISITES_PER_GOAL: usize = 2;
/// A plan without a unit lasts four weeks.
const USUAL_DAYS: i64 = 28;
/// A unit that ends sooner than this leaves no time for a goal.
const FEWEST_DAYS: i64 = 5;

/// A plan as it is proposed.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    pub student: StudentId,
    pub starts: Date,
    /// The end of the unit, or four weeks ahead; never after the last day of school.
    pub ends: Date,
    /// Up to two, the first one first.
    pub goals: Vec<DraftGoal>,
    /// What there is to do, must-do first.
    pub playlist: Vec<DraftItem>,
    /// Where its standards come from.
    pub source: Source,
}

/// What a goal is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GoalKind {
    /// Not yet mastered.
    Next,
    /// At mastery, but not yet sure.
    Secure,
    /// Mastered: ready for more.
    Extension,
    /// Nothing is known: a quick check, at grade level.
    QuickCheck,
}

/// A goal as it is proposed.
#[derive(Debug, Clone, PartialEq)]
pub struct DraftGoal {
    /// The grade-level standard.
    pub standard: StandardId,
    /// What it is for.
    pub kind: GoalKind,
    /// The student's level now; `None` where nothing is known of it.
    pub from: Option<f64>,
    /// Level aimed at, always above the level now; none where there is no higher one.
    pub to: Option<f64>,
    /// The last day of the plan.
    pub by: Date,
    /// How it will be shown.
    pub shown_by: Sentence,
    /// Why it is here.
    pub reason: Sentence,
    /// What leads to it and is not there yet, the nearest first.
    pub before: Vec<Before>,
}

/// A prerequisite that a goal calls on.
#[derive(Debug, Clone, PartialEq)]
pub struct Before {
    pub standard: StandardId,
    /// The grade-level standard that it serves.
    pub serves: StandardId,
    /// Nothing is known of it: a quick check comes first.
    pub unknown: bool,
    /// Why it is here.
    pub reason: Sentence,
}

/// Proposes a plan for one student, from what is known on the day.
pub fn draft(standings: &mut Standings, student: &StudentId, today: Date) -> Draft {
    let from = candidates(standings, student, today);
    let ends = last_day(standings.class, from.ends, today);
    let mut goals: Vec<DraftGoal> = choose(standings, student, &from)
        .into_iter()
        .map(|(standard, kind)| goal(standings, student, standard, kind, ends))
        .collect();
    call_on_prerequisites(standings, student, &mut goals);
    let playlist = playlist(standings, student, &goals);
    Draft { student: student.clone(), starts: today, ends, goals, playlist, source: from.source }
}

/// The end of the unit, else four weeks; never after the last day of school.
fn last_day(class: &Class, unit_ends: Option<Date>, today: Date) -> Date {
    let usual = plus_days(today, USUAL_DAYS);
    let ends = unit_ends.filter(|ends| days_between(today, *ends) >= FEWEST_DAYS).unwrap_or(usual);
    class.about().ends.filter(|last| today < *last).map_or(ends, |last| ends.min(last))
}

/// The greatest known needs, prerequisites among them first; without any, more for what is mastered and a quick check
/// of what is unknown.
fn choose(standings: &mut Standings, student: &StudentId, from: &Candidates) -> Vec<(StandardId, GoalKind)> {
    let (mut needed, mut secure, mut met, mut unknown) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (order, standard) in from.standards.iter().enumerate() {
        let next = standings.next(student, standard);
        let weight = standings.need(student, standard).weight(&next, |id| from.standards.contains(id));
        let list = match next.step {
            NextStep::FromWhatLeadsToIt | NextStep::CloseTheGap => &mut needed,
            NextStep::MakeItSecure => &mut secure,
            NextStep::GoFurther => &mut met,
            NextStep::QuickCheck => &mut unknown,
        };
        list.push((-weight, order, standard));
    }
    if !needed.is_empty() {
        return first(needed, GOALS_AT_ONCE, GoalKind::Next);
    }
    let mut chosen = first(secure, 1, GoalKind::Secure);
    if chosen.is_empty() {
        chosen.extend(first(met, 1, GoalKind::Extension));
    }
    chosen.extend(first(unknown, 1, GoalKind::QuickCheck));
    chosen
}

/// The first by amount, then by the order in which they are needed.
fn first(mut found: Vec<(f64, usize, &StandardId)>, n: usize, kind: GoalKind) -> Vec<(StandardId, GoalKind)> {
    found.order_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    found.into_iter().take(n).map(|(_, _, standard)| (standard.clone(), kind)).collect()
}

fn goal(
    standings: &mut Standings,
    student: &StudentId,
    standard: StandardId,
    kind: GoalKind,
    by: Date,
) -> DraftGoal {
    let scale = &standings.mastery(&standard).scale;
    let (mastery, most) = (scale.mastery, u32::try_from(scale.len()).map_or(4.0, f64::from));
    let standing = standings.standing(student, &standard);
    let from = standing.level.map(f64::from);
    let to = match kind {
        GoalKind::Next | GoalKind::QuickCheck => Some(mastery),
        GoalKind::Secure | GoalKind::Extension => {
            from.map(|level| level + 1.0).filter(|level| *level <= most)
        }
    };
    let (shown_by, reason) = match kind {
        GoalKind::Next => ("plans.shown_by_tickets", "plans.why_need"),
        GoalKind::Secure => ("plans.shown_by_once_more", "plans.why_secure"),
        GoalKind::Extension => ("plans.shown_by_new_kind", "plans.why_ready"),
        GoalKind::QuickCheck => ("plans.shown_by_check", "plans.why_unknown"),
    };
    let [shown_by, reason] = [shown_by, reason].map(|key| worded(standings, &standard, key));
    let reason = Sentence::new(reason).with("n", standing.n());
    DraftGoal {
        kind,
        from,
        to,
        by,
        shown_by: Sentence::new(shown_by)
            .with("level", standings.mastery(&standard).scale.shown_score(mastery)),
        reason,
        before: Vec::new(),
        standard,
    }
}

/// Gives each known next step its nearest prerequisites that are unmet or unknown. What is a goal itself, or serves an
/// earlier goal already, is not named twice. Without evidence on the goal itself nothing is looked for.
fn call_on_prerequisites(standings: &mut Standings, student: &StudentId, goals: &mut [DraftGoal]) {
    let mut named: Vec<StandardId> = goals.iter().map(|goal| goal.standard.clone()).collect();
    for goal in goals.iter_mut().filter(|goal| goal.kind == GoalKind::Next) {
        let (mut unmet, mut unknown) = (Vec::new(), Vec::new());
        for step in standings.catalog.nearest_prerequisites(&goal.standard, NEAREST_STEPS) {
            match standings.need(student, step.id) {
                _ if named.contains(step.id) || !standings.counts(student, step.id) => {}
                Need::Some(_) => unmet.push(step.id.clone()),
                Need::Unknown if step.distance == 1 => unknown.push(step.id.clone()),
                Need::Unknown | Need::Met => {}
            }
        }
        let n_unmet = unmet.len();
        // One quick check at most: looking for more would keep the student from the goal.
        let found =
            unmet.into_iter().chain(unknown.into_iter().take(1)).take(PREREQUISITES_PER_GOAL).enumerate();
        goal.before = found
            .map(|(at, standard)| {
                let unknown = at >= n_unmet;
                let key = if unknown { "plans.why_before_unknown" } else { "plans.why_before" };
                let reason = Sentence::new(key).with("goal", standings.short(&goal.standard));
                Before { serves: goal.standard.clone(), unknown, reason, standard }
            })
            .collect();
        named.extend(goal.before.iter().map(|before| before.standard.clone()));
    }
}

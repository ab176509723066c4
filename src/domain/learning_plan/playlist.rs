//! What there is to do for the goals of a draft: what must be done, in order, then what the student may choose.

use super::draft::{DraftGoal, GoalKind};
use super::records::Commitment;
use super::words::worded;
use crate::domain::Sentence;
use crate::domain::id::{StandardId, StudentId};
use crate::domain::mastery::Standings;

/// Minutes of one round of practice: it fits a usual slot.
const PRACTICE_MINUTES: u32 = 15;
const PREREQUISITE_MINUTES: u32 = 12;
const TICKET_MINUTES: u32 = 8;
const CHECK_MINUTES: u32 = 5;

/// One line of a proposed playlist.
#[derive(Debug, Clone, PartialEq)]
pub struct DraftItem {
    /// What to do.
    pub title: Sentence,
    /// What it practises: a prerequisite, the goal itself, or what comes after it.
    pub practises: StandardId,
    /// The grade-level standard that it serves.
    pub serves: StandardId,
    pub commitment: Commitment,
    /// How long it takes.
    pub minutes: u32,
    /// Why it is here.
    pub reason: Sentence,
}

/// Must-do for every goal in order; one choice and one extension for the first.
pub(super) fn playlist(standings: &Standings, student: &StudentId, goals: &[DraftGoal]) -> Vec<DraftItem> {
    let mut items: Vec<DraftItem> = goals.iter().flat_map(|goal| must(standings, goal)).collect();
    if let Some(first) = goals.first() {
        items.extend(may(standings, student, first));
    }
    items
}

fn must(standings: &Standings, goal: &DraftGoal) -> Vec<DraftItem> {
    let serves = &goal.standard;
    let item = |key, practises: &StandardId, minutes, reason: &Sentence| DraftItem {
        title: Sentence::new(worded(standings, practises, key)).with("what", standings.short(practises)),
        practises: practises.clone(),
        serves: serves.clone(),
        commitment: Commitment::Must,
        minutes,
        reason: reason.clone(),
    };
    let mut items: Vec<DraftItem> = goal
        .before
        .iter()
        .map(|before| {
            let (key, minutes) = if before.unknown {
                ("plans.item_quick_check", CHECK_MINUTES)
            } else {
                ("plans.item_before", PREREQUISITE_MINUTES)
            };
            item(key, &before.standard, minutes, &before.reason)
        })
        .collect();
    let shows = Sentence::new("plans.why_ticket");
    match goal.kind {
        GoalKind::Next => {
            items.push(item("plans.item_practice", serves, PRACTICE_MINUTES, &goal.reason));
            items.push(item("plans.item_ticket", serves, TICKET_MINUTES, &shows));
        }
        GoalKind::QuickCheck => {
            items.push(item("plans.item_quick_check", serves, CHECK_MINUTES, &goal.reason));
            items.push(item("plans.item_start", serves, PRACTICE_MINUTES, &goal.reason));
        }
        GoalKind::Secure => {
            items.push(item("plans.item_ticket", serves, TICKET_MINUTES, &goal.reason));
            items.push(item("plans.item_more", serves, PRACTICE_MINUTES, &shows));
        }
        GoalKind::Extension => {
            items.push(item("plans.item_more", serves, PRACTICE_MINUTES, &goal.reason));
            items.push(item("plans.item_new_kind", serves, TICKET_MINUTES, &shows));
        }
    }
    items
}

fn may(standings: &Standings, student: &StudentId, goal: &DraftGoal) -> [DraftItem; 2] {
    let what = standings.short(&goal.standard);
    let interests = standings.class.students.get(student).map(|student| student.interests.as_str());
    // Interests are typed as a list; the first is the one that comes to mind first.
    let interest =
        interests.and_then(|text| text.split([',', ';']).map(str::trim).find(|word| !word.is_empty()));
    let (choice, why) = match interest {
        Some(interest) => (
            Sentence::new("plans.item_interest").with("interest", interest),
            Sentence::new("plans.why_interest").with("interest", interest),
        ),
        None => {
            let own = worded(standings, &goal.standard, "plans.item_own_problem");
            (Sentence::new(own), Sentence::new("plans.why_choice"))
        }
    };
    // What the goal leads to; without any, the goal is explained to somebody else.
    let after = standings.catalog.dependants(&goal.standard).first().map(|id| (*id).clone());
    let (extension, practises) = match (goal.kind, after) {
        (GoalKind::Extension, Some(after)) => {
            let next = standings.short(&after);
            (Sentence::new("plans.item_after").with("next", next), after)
        }
        _ => {
            let explain = worded(standings, &goal.standard, "plans.item_explain");
            (Sentence::new(explain), goal.standard.clone())
        }
    };
    let item = |title: Sentence, practises: StandardId, minutes, reason| DraftItem {
        title: title.with("what", what.as_str()),
        practises,
        serves: goal.standard.clone(),
        commitment: Commitment::May,
        minutes,
        reason,
    };
    [
        item(choice, goal.standard.clone(), PRACTICE_MINUTES, why),
        item(extension, practises, 10, Sentence::new("plans.why_extension")),
    ]
}

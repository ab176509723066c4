//! In whose words a draft speaks: mathematics has problems to solve, reading has texts, a habit is seen, and an own
//! standard is told in words that fit anything.

use crate::domain::id::StandardId;
use crate::domain::mastery::Standings;
use crate::domain::standards::SubjectKind;

/// Sentences as mathematics has them, then for reading and writing, for habits, and for everything else.
const SENTENCES: &[[&str; 4]] = &[
    [
        "plans.shown_by_tickets",
        "plans.shown_by_tickets",
        "plans.shown_by_tickets_habits",
        "plans.shown_by_tickets",
    ],
    [
        "plans.shown_by_new_kind",
        "plans.shown_by_new_kind_language",
        "plans.shown_by_new_kind_habits",
        "plans.shown_by_new_kind_other",
    ],
    [
        "plans.shown_by_once_more",
        "plans.shown_by_once_more_language",
        "plans.shown_by_once_more_habits",
        "plans.shown_by_once_more_other",
    ],
    ["plans.why_secure", "plans.why_secure", "plans.why_secure_habits", "plans.why_secure"],
    ["plans.shown_by_check", "plans.shown_by_check", "plans.shown_by_check_habits", "plans.shown_by_check"],
    ["plans.why_ready", "plans.why_ready", "plans.why_ready_habits", "plans.why_ready"],
    ["plans.why_unknown", "plans.why_unknown", "plans.why_unknown_habits", "plans.why_unknown"],
    ["plans.item_before", "plans.item_before_language", "plans.item_before_habits", "plans.item_before"],
    ["plans.item_practice", "plans.item_practice", "plans.item_practice_habits", "plans.item_practice"],
    ["plans.item_ticket", "plans.item_ticket", "plans.item_ticket_habits", "plans.item_ticket"],
    [
        "plans.item_quick_check",
        "plans.item_quick_check",
        "plans.item_quick_check_habits",
        "plans.item_quick_check",
    ],
    ["plans.item_start", "plans.item_start", "plans.item_start_habits", "plans.item_start"],
    ["plans.item_more", "plans.item_more_language", "plans.item_more_habits", "plans.item_more_other"],
    [
        "plans.item_new_kind",
        "plans.item_new_kind_language",
        "plans.item_new_kind_habits",
        "plans.item_new_kind_other",
    ],
    [
        "plans.item_own_problem",
        "plans.item_own_problem_language",
        "plans.item_own_problem_habits",
        "plans.item_own_problem_other",
    ],
    [
        "plans.item_explain",
        "plans.item_explain_language",
        "plans.item_explain_habits",
        "plans.item_explain_other",
    ],
];

/// The form of a sentence that fits a standard; a sentence without forms is the same for all.
pub(super) fn worded(standings: &Standings, standard: &StandardId, key: &'static str) -> &'static str {
    let at = match SubjectKind::of(standings.class, &standings.subject, standard) {
        SubjectKind::Math => 0,
        SubjectKind::Language => 1,
        SubjectKind::Habits => 2,
        SubjectKind::Other => 3,
    };
    SENTENCES.iter().find(|forms| forms[0] == key).map_or(key, |forms| forms[at])
}

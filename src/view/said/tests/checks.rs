//! What counts as a contradiction. Each check is given plain rows, so that it can be shown that it fails.

use crate::domain::Sentence;
use crate::domain::id::StandardId;
use crate::domain::mastery::{NextStep, Verdict};
use crate::view::said::{CountRow, Said, SaidRow};
use crate::view::text;

/// What words say of a standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Claims {
    pub mastered: bool,
    pub not_yet: bool,
    pub unknown: bool,
}

fn text(key: &'static str) -> String {
    text::of(key).to_lowercase()
}

/// The words of a key before what it is filled with.
fn opening(key: &'static str) -> String {
    text(key).split('{').next().unwrap_or_default().trim_end().to_owned()
}

fn of_code(key: &'static str, code: &str) -> String {
    text::say(&Sentence::new(key).with("code", code)).to_lowercase()
}

/// What is said of a group's member alone: of "Oak: Close the gap (own step: go further)" what stands in brackets.
fn own_words(said: &Said) -> &str {
    let inner = said.text.split_once(" (").and_then(|(_, inner)| inner.strip_suffix(')'));
    inner.filter(|_| said.page == "groups" && !said.text.starts_with(&left_opening())).unwrap_or(&said.text)
}

fn left_opening() -> String {
    text::of("groups.uncovered").split('{').next().unwrap_or_default().to_owned()
}

pub fn claims(said: &Said, code: &str) -> Claims {
    let words = own_words(said).to_lowercase();
    let has = |words: &str, keys: &[&'static str]| keys.iter().any(|key| words.contains(&text(key)));
    let of_it = |keys: &[&'static str]| keys.iter().any(|key| words.contains(&of_code(key, code)));
    let stands = words.ends_with(&text("growth.at"));
    let behind = [text("growth.nearing"), text("growth.on_the_way")].iter().any(|word| words.ends_with(word));
    let left = words.starts_with(&left_opening().to_lowercase()) && super::super::names(&said.text, code);
    let not_yet = has(&words, &["standing.not_yet", "standing.gap", "small_group.not_yet_head"])
        || words.contains(&opening("standing.from_what"))
        || words.starts_with(&opening("plans.item_before"))
        || of_it(&["groups.reason.needs", "groups.reason.from", "plans.step_support"])
        || left
        || (said.page == "growth" && behind);
    let rest = words.replace(&text("standing.not_yet"), "");
    let mastered =
        has(&rest, &["standing.mastered", "standing.secure", "standing.further", "groups.reason.ready"])
            || rest.starts_with(&opening("groups.ready"))
            || rest.contains("at mastery")
            || (said.page == "growth" && stands);
    // Somebody to check first may be known on the lesson, and not on the rest.
    let of_the_rest =
        said.page == "groups" && said.text.to_lowercase().starts_with(&opening("groups.unknown"));
    let nothing = has(&words, &["standing.no_evidence", "groups.reason.check", "standing.quick_check"])
        || words.starts_with(&text("small_group.no_mark_head")) && said.page == "whole_class"
        || of_it(&["plans.step_check"])
        || matches!(said.page, "equity" | "today") && words.contains("mark") && words.contains("no ")
        || said.page == "equity";
    Claims { mastered, not_yet, unknown: nothing && !of_the_rest }
}

/// Numbers after a word: "level 2, tentative".
fn number_after(words: &str, word: &str) -> Option<u32> {
    let rest = words.split(word).nth(1)?;
    let digits: String = rest.trim_start().chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// What is said of one student on one standard against where the student stands.
pub fn of_row(row: &SaidRow) -> Vec<String> {
    let verdict = Verdict::from_tag(row.verdict).unwrap();
    let next = NextStep::from_tag(row.next_step).unwrap();
    let mut found = Vec::new();
    let closes = matches!(next, NextStep::FromWhatLeadsToIt | NextStep::CloseTheGap);
    if verdict.is_mastered() && closes || (verdict == Verdict::NoEvidence) != (next == NextStep::QuickCheck) {
        found.push(format!("{} beside {}", row.next_step, row.verdict));
    }
    for said in &row.said {
        let claims = claims(said, &row.standard);
        let fits = Claims {
            mastered: claims.mastered && !verdict.is_mastered(),
            not_yet: claims.not_yet && verdict != Verdict::NotYet,
            unknown: claims.unknown && verdict != Verdict::NoEvidence,
        };
        if fits != Claims::default() {
            found.push(format!("{} beside {}: {said:?}", row.standard, row.verdict));
        }
        let is_mark = matches!(said.page, "mastery" | "student" | "whole_class" | "report" | "groups");
        let level = number_after(&said.text, "level ").filter(|_| is_mark);
        if level.is_some() && level != row.level {
            found.push(format!("{} at level {:?}: {said:?}", row.standard, row.level));
        }
        let chance = number_after(&said.text, &opening_of_chance()).filter(|_| said.page == "panel");
        if chance.is_some_and(|percent| if verdict.is_mastered() { percent < 50 } else { percent > 50 }) {
            found.push(format!("{} beside {}: {said:?}", row.standard, row.verdict));
        }
        let needs = super::super::names(&said.text, &row.standard)
            && matches!(said.page, "groups" | "plans" | "conferences")
            && claims.not_yet;
        if needs && !row.counts {
            found.push(format!("{} is for others: {said:?}", row.standard));
        }
    }
    found
}

fn opening_of_chance() -> String {
    text::of("mastery.chance").split('{').next().unwrap_or_default().to_owned()
}

/// Two counts of the same.
pub fn of_counts(page: &str, grid: CountRow, other: (usize, usize)) -> Option<String> {
    let own = (grid.mastered, grid.with_marks);
    (own != other).then(|| format!("{page} counts {other:?}, the grid {own:?}"))
}

/// A goal as it is drafted.
pub fn of_goal(level: Option<u32>, to: Option<f64>) -> Option<String> {
    let (level, to) = (level.map(f64::from)?, to?);
    (to <= level).then(|| format!("a goal of level {to} at level {level}"))
}

/// Why a talk is due, against what the running cycle's groups work on.
pub fn of_due(why: &str, groups: &[StandardId]) -> Option<String> {
    let said = |code: &StandardId| {
        why == text::say(&Sentence::new("plans.due_uncovered").with("code", code.as_str()))
    };
    groups.iter().find(|code| said(code)).map(|code| format!("{why}, and a group works on {code}"))
}

/// What stands over the groups: covered, checked first and left out are everybody in a group.
pub fn of_lead(lead: &str, but: &str, members: usize) -> Option<String> {
    let numbers: Vec<usize> = lead
        .split(|letter: char| !letter.is_ascii_digit())
        .filter_map(|digits| digits.parse().ok())
        .collect();
    let [fit, all] = numbers.as_slice() else { return Some(format!("no counts in {lead}")) };
    let of = |key: &'static str| {
        let said = |n: usize| text::say(&Sentence::new(key).with("n", n)).to_lowercase();
        (1..=members).rev().find(|n| but.to_lowercase().contains(&said(*n))).unwrap_or(0)
    };
    let sum = fit + of("groups.but_check") + of("groups.but_left");
    (*all != members || sum != members).then(|| format!("{lead} {but} of {members}"))
}

/// A seat below grade level: how many of its members the marks place there, of all.
pub fn of_seat_below(standard: &StandardId, verdict: Verdict, tentative: bool) -> Option<String> {
    (verdict != Verdict::NotYet || tentative)
        .then(|| format!("below grade level on {standard} at {verdict:?}, by one mark: {tentative}"))
}

/// The next step that words of a group or a plan tell a student; none where they tell of something else.
pub fn step_of(said: &Said) -> Option<NextStep> {
    let words = match said.page {
        "groups" => own_words(said).to_lowercase(),
        _ => said.text.to_lowercase().rsplit_once(". next: ")?.1.to_owned(),
    };
    let has = |key: &'static str| words.contains(&text(key));
    if words.contains(&opening("standing.from_what"))
        || words.starts_with(&opening("groups.card.why_from_what"))
        || has("groups.card.why_from")
        || words.starts_with(&opening("groups.reason.from")) && words.ends_with("first")
    {
        return Some(NextStep::FromWhatLeadsToIt);
    }
    let steps = [
        (NextStep::CloseTheGap, ["standing.gap", "groups.card.why_gap"]),
        (NextStep::MakeItSecure, ["standing.secure", "groups.card.why_secure"]),
        (NextStep::MakeItSecure, ["standing.secure", "groups.card.why_one_mark"]),
        (NextStep::GoFurther, ["standing.further", "groups.card.why_further"]),
    ];
    steps.into_iter().find(|(_, keys)| keys.iter().any(|key| has(key))).map(|(step, _)| step)
}

/// The next steps of a plan and of the groups page, where both tell one.
pub fn both_steps(row: &SaidRow) -> Option<(NextStep, NextStep)> {
    // "From 4.NBT.B.5 first" names it as the way into another lesson, and says no step on it.
    let code = row.standard.to_lowercase();
    let is_way_in = |said: &&Said| said.page == "groups" && own_words(said).to_lowercase().contains(&code);
    let of =
        |page: &str| row.said.iter().filter(|said| said.page == page && !is_way_in(said)).find_map(step_of);
    Some((of("plans")?, of("groups")?))
}

/// The plan's first goal and the groups page on one standard.
pub fn of_first_goal(row: &SaidRow) -> Option<String> {
    let (plan, group) = both_steps(row)?;
    (plan != group).then(|| format!("{}: the plan says {plan:?}, the group {group:?}", row.standard))
}

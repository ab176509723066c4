//! What a student knows and what comes next, in the words that every page uses.

use super::text;
use crate::domain::Sentence;
use crate::domain::id::StandardId;
use crate::domain::mastery::{Next, NextStep, Standing, Sure, Verdict};

/// What the level says: "Not mastered yet".
pub const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::NoEvidence => "standing.no_evidence",
        Verdict::NotYet => "standing.not_yet",
        Verdict::Mastered => "standing.mastered",
        Verdict::Beyond => "standing.beyond",
    }
}

/// The verdict with how sure it is: "Not mastered yet, fairly sure".
pub fn standing_words(standing: &Standing) -> String {
    let verdict = text::of(verdict(standing.verdict));
    let sure = match standing.sure {
        _ if standing.verdict == Verdict::NoEvidence => return verdict.to_owned(),
        _ if standing.set_by_teacher => "standing.set",
        Sure::Sure => "standing.sure",
        _ if standing.one_mark() => "standing.one_mark",
        _ if standing.provisional => "standing.provisional",
        Sure::Fairly => "standing.fairly",
        Sure::OneMoreCheck => "standing.both_ways",
    };
    text::say(&Sentence::new(sure).with("verdict", verdict))
}

/// A next step by itself: "Start from what leads to it".
pub const fn step(step: NextStep) -> &'static str {
    match step {
        NextStep::QuickCheck => "standing.quick_check",
        NextStep::FromWhatLeadsToIt => "standing.from",
        NextStep::CloseTheGap => "standing.gap",
        NextStep::MakeItSecure => "standing.secure",
        NextStep::GoFurther => "standing.further",
    }
}

/// A student's next step: "Start from equivalent fractions".
pub fn next_words(next: &Next, short: impl Fn(&StandardId) -> String) -> String {
    match &next.from {
        Some(from) => text::say(&Sentence::new("standing.from_what").with("what", short(from))),
        None => text::of(step(next.step)).to_owned(),
    }
}

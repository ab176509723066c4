//! When the page asks for a copy of the class, and what it makes of a storage that did not survive.
//!
//! The advice goes by risk: how much would be lost, whether the browser may clear its storage by itself, and whether it
//! soon will: some clear what was not used for a week, school computers at every sign-out or over the summer.

use super::copied::{AtRisk, Copied};
use crate::domain::calendar::{days_between, plus_days};
use crate::domain::week::is_school_day;
use crate::domain::{Class, Date};

/// So many entries are an afternoon's work: too much to lose anywhere.
const MOST: usize = 200;
/// So many are too much where the browser may clear its storage when it needs room.
const MOST_IN_LOOSE_STORAGE: usize = 50;
/// Days after which even a few should be in a file.
const MOST_DAYS: i64 = 14;
/// Minutes after midnight from which the day's work is behind: half past two.
pub const LATE: u32 = 14 * 60 + 30;
/// Days without school that a browser may take for "not used any more": Safari takes seven.
const BREAK: i64 = 7;
/// So far a school day is looked for; no break but the summer's is longer.
const LOOKED_AHEAD: i64 = 60;

/// What lies ahead of the class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ahead {
    /// The next school day is near.
    School,
    /// It comes after a break.
    Break(Date),
    /// The school year is over.
    Summer,
}

/// Days from today to the next school day, by the class's own calendar.
pub fn ahead(class: &Class, today: Date) -> Ahead {
    let ends = class.about().ends;
    let is_open = |day: Date| ends.is_none_or(|ends| day <= ends) && is_school_day(class, day);
    let mut days = (1..=LOOKED_AHEAD).map(|ahead| plus_days(today, ahead));
    match days.find(|day| is_open(*day)) {
        Some(next) if days_between(today, next) > BREAK => Ahead::Break(next),
        Some(_) => Ahead::School,
        None if ends.is_some_and(|ends| days_between(ends, today) < BREAK) => Ahead::Summer,
        None => Ahead::School,
    }
}

/// Why a copy is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// By what would be lost.
    Risk,
    /// Before a break, whose first school day it names.
    Break(Date),
    /// Before the summer.
    Summer,
}

/// Whether the page asks for a copy, and why. `may_forget`: the browser has not promised to keep its storage, or has
/// lost it before. `late`: the day's work is behind.
pub fn ask(
    risk: AtRisk,
    copied: Option<Copied>,
    may_forget: bool,
    (today, late): (Date, bool),
    ahead: Ahead,
) -> Option<Ask> {
    if risk.entries == 0 {
        return None;
    }
    match ahead {
        Ahead::Break(next) if may_forget => return Some(Ask::Break(next)),
        // Also what is promised to be kept: whole profiles go over a summer.
        Ahead::Summer => return Some(Ask::Summer),
        _ => {}
    }
    let is_much = risk.entries >= if may_forget { MOST_IN_LOOSE_STORAGE } else { MOST };
    let is_old = copied.is_some_and(|copied| days_between(copied.on, today) > MOST_DAYS);
    // From the first day's work on, at the end of each day or at the next visit; once a day is enough.
    let is_a_days_work =
        may_forget && (late || risk.from_before) && copied.is_none_or(|copied| copied.on < today);
    (is_much || is_old || is_a_days_work).then_some(Ask::Risk)
}

/// How a storage that did not survive shows itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forgot {
    /// Another of the browser's stores still knows of classes that are not here: it was cleared.
    Cleared,
    /// The address leads to a class that is not here: a bookmark, the home screen, or the history of a browser that
    /// begins anew at each sign-in.
    Address,
}

/// What a start of the page makes of what it finds. `known`: classes that the other store knows of; `address`: the class
/// that the page was opened with; `here`: those that are.
pub fn forgot(known: &[String], address: Option<&str>, here: &[String]) -> Option<Forgot> {
    let is_gone = |class: &str| !here.iter().any(|one| one == class);
    if known.iter().any(|class| is_gone(class)) {
        return Some(Forgot::Cleared);
    }
    address.filter(|class| is_gone(class)).map(|_| Forgot::Address)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::Value;

    const TODAY: Date = Date::constant(2026, 11, 20);

    fn copied(days_ago: i32) -> Option<Copied> {
        Some(Copied { on: TODAY.plus(-days_ago).unwrap(), clock: 1 })
    }

    #[test]
    fn risk_decides_and_not_the_clock_alone() {
        // Entries, some from before; copied; the browser may forget; late: asked.
        for (entries, from_before, copied, may_forget, late, asked) in [
            (0, false, None, true, true, false),
            (199, true, None, false, true, false),
            (200, false, None, false, false, true),
            (49, false, None, true, false, false),
            (50, false, None, true, false, true),
            // The first day's work: at its end, or at the next visit.
            (1, false, None, true, true, true),
            (1, true, None, true, false, true),
            (1, true, None, false, true, false),
            // Once a day.
            (49, true, copied(0), true, true, false),
            (49, true, copied(1), true, false, true),
            (1, false, copied(14), false, false, false),
            (1, false, copied(15), false, false, true),
            (0, false, copied(300), true, true, false),
        ] {
            let risk = AtRisk { entries, from_before };
            let why = ask(risk, copied, may_forget, (TODAY, late), Ahead::School);
            assert_eq!(why.is_some(), asked, "{entries} {from_before} {copied:?} {may_forget} {late}");
        }
    }

    #[test]
    fn before_a_break_and_the_summer_little_is_enough() {
        let next = TODAY.plus(10).unwrap();
        for (entries, may_forget, ahead, asked) in [
            (1, true, Ahead::Break(next), Some(Ask::Break(next))),
            (1, false, Ahead::Break(next), None),
            (1, false, Ahead::Summer, Some(Ask::Summer)),
            (0, true, Ahead::Summer, None),
            (1, true, Ahead::School, None),
        ] {
            let risk = AtRisk { entries, from_before: false };
            assert_eq!(ask(risk, copied(0), may_forget, (TODAY, false), ahead), asked, "{entries} {ahead:?}");
        }
    }

    #[test]
    fn the_class_s_own_calendar_says_what_is_ahead() {
        // 20 November 2026 is a Friday.
        let day = |text: &str| -> Date { text.parse().unwrap() };
        let mut class = Class::default();
        class.set("class", "class", "ends", &Value::Text("2027-06-11".into()));
        assert_eq!(ahead(&class, TODAY), Ahead::School);
        // A week off is a break, three days are none.
        for lost in 23..=25 {
            class.set("lost_day", &format!("2026-11-{lost}/0"), "lost", &Value::Bool(true));
        }
        assert_eq!(ahead(&class, TODAY), Ahead::School);
        for lost in 26..=27 {
            class.set("lost_day", &format!("2026-11-{lost}/0"), "lost", &Value::Bool(true));
        }
        for (today, expected) in [
            ("2026-11-19", Ahead::School),
            ("2026-11-20", Ahead::Break(day("2026-11-30"))),
            ("2026-11-22", Ahead::Break(day("2026-11-30"))),
            ("2026-11-24", Ahead::School),
            ("2027-06-10", Ahead::School),
            ("2027-06-11", Ahead::Summer),
            ("2027-06-17", Ahead::Summer),
            ("2027-07-20", Ahead::School),
        ] {
            assert_eq!(ahead(&class, day(today)), expected, "{today}");
        }
    }

    #[test]
    fn a_storage_that_did_not_survive_shows_itself() {
        let ids = |ids: &[&str]| -> Vec<String> { ids.iter().map(|id| (*id).to_owned()).collect() };
        for (known, address, here, expected) in [
            (&[][..], None, &[][..], None),
            (&["a"], None, &["a", "b"], None),
            (&["a"], None, &[], Some(Forgot::Cleared)),
            (&["a", "b"], Some("a"), &["a"], Some(Forgot::Cleared)),
            (&[], Some("a"), &[], Some(Forgot::Address)),
            (&[], Some("a"), &["b"], Some(Forgot::Address)),
            (&[], Some("a"), &["a"], None),
        ] {
            assert_eq!(forgot(&ids(known), address, &ids(here)), expected, "{known:?} {address:?} {here:?}");
        }
    }
}

//! Today: what is on, what is next, who is due for a talk, what is worth noticing.

use serde::Serialize;

use super::board::{first_names, time};
use super::text;
use crate::domain::calendar::{days_between, plus_days};
use crate::domain::conference::due;
use crate::domain::equity::{FEWEST, without_any, without_mark};
use crate::domain::id::StudentId;
use crate::domain::minutes::{fairness, is_logged, ledger, policy_of, unlogged_days};
use crate::domain::order::Order;
use crate::domain::roster::{absent, enrolled, names};
use crate::domain::rotation::{At, Shown, at, is_taught, is_together, name_of_group, running_cycle, shown};
use crate::domain::standards::{Catalog, running_unit, unit_standards};
use crate::domain::subject::TimePolicy;
use crate::domain::week::{Slot, block, rotation_day, slots, year_of};
use crate::domain::{Class, Date, Sentence};
use crate::view::to_log::{LogRow, to_log};
use crate::view::words::day_words;

/// At most so many things are worth noticing.
const NOTICED: usize = 3;

/// What the page of today prints.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct TodayRows {
    /// "Thursday, 19 November".
    pub title: String,
    /// What is on.
    pub lead: String,
    /// What is next.
    pub but: String,
    /// The slot that is running or comes next.
    pub now: Option<NowRow>,
    /// Groups move today.
    pub ready: bool,
    /// Today's log is written.
    pub logged: bool,
    /// Today has no rotation: words of the link to the next one.
    pub preview: Option<String>,
    /// School days that can still be logged, where today has no rotation.
    pub to_log: Vec<LogRow>,
    /// Conferences that are due, in the order of the Plans page, at most three.
    pub talks: Vec<TalkRow>,
    /// "3 of 26".
    pub talks_due: String,
    /// At most three true things.
    pub notices: Vec<NoticeRow>,
}

/// Who is at the teacher's table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NowRow {
    /// "Slot 2 of 4, at your table".
    pub slot: String,
    pub group: String,
    /// Code of its focus.
    pub focus: String,
    /// Who is there.
    pub names: Vec<String>,
    /// It is running, and ends at that second of the day.
    pub ends_at: Option<u32>,
    /// How long it is, in seconds.
    pub seconds: u32,
}

/// A conference that is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TalkRow {
    /// Id of the student.
    pub id: String,
    pub name: String,
    /// "24 days ago".
    pub ago: String,
}

/// Something worth noticing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NoticeRow {
    /// Icon beside it.
    pub icon: &'static str,
    pub text: String,
    /// What could be done.
    pub why: String,
    /// Words of the link and slug of its page.
    pub act: (String, &'static str),
}

/// The page of a day; `minute` is the time, in minutes after midnight.
pub fn today(class: &Class, catalog: &Catalog, day: Date, minute: u32) -> TodayRows {
    let mut rows =
        TodayRows { title: day_words(day), notices: notices(class, catalog, day), ..TodayRows::default() };
    let (talks, due) = talks(class, day);
    let all = class.students.iter().filter(|(id, _)| enrolled(class, id, day)).count();
    rows.talks_due = text::say(&Sentence::new("rotation.of").with("students", due).with("seats", all));
    rows.talks = talks;
    rows.logged = is_logged(class, day);
    let school = rotation_day(class, day);
    match shown(class, school) {
        Err(why) => rows.lead = text::say(&why),
        Ok(_) if school != day => {
            rows.lead = text::of("rotation.none_today").to_owned();
            rows.but = text::say(&Sentence::new("today.next_rotation").with("day", day_words(school)));
            rows.preview =
                Some(text::say(&Sentence::new("today.see_rotation").with("day", day_words(school))));
            rows.to_log = to_log(class, day);
        }
        Ok(plan) => {
            rows.ready = true;
            fill_now(&mut rows, class, &plan, day, minute);
        }
    }
    rows
}

/// The place at a teacher's table in a slot.
fn table(class: &Class, plan: &Shown, day: Date, slot: Slot) -> Option<At> {
    let places = at(class, plan, day, slot.number);
    places.into_iter().find(|place| is_taught(&place.station) && !place.groups.is_empty())
}

fn fill_now(rows: &mut TodayRows, class: &Class, plan: &Shown, day: Date, minute: u32) {
    let all = slots(&block(class, day));
    let group = |slot: Slot| {
        let place = table(class, plan, day, slot)?;
        let names: Vec<String> = place.groups.iter().map(|(group, _)| name_of_group(class, group)).collect();
        Some(text::list(&names))
    };
    let Some(slot) = all.iter().find(|slot| minute < slot.ends_at).copied() else {
        rows.lead = text::of("today.all_done").to_owned();
        rows.but = text::of(if rows.logged { "rotation.logged" } else { "today.not_logged" }).to_owned();
        return;
    };
    let running = slot.starts_at <= minute;
    rows.lead = match group(slot) {
        Some(group) if running => {
            text::say(&Sentence::new("today.with_you").with("group", group).with("time", time(slot.ends_at)))
        }
        Some(group) => {
            text::say(&Sentence::new("today.comes").with("group", group).with("time", time(slot.starts_at)))
        }
        None => text::say(&Sentence::new("today.nobody").with("time", time(slot.starts_at))),
    };
    let next = all.iter().find(|next| next.number == slot.number + 1).copied();
    let next = next.filter(|_| !is_together(class, plan));
    if let Some(next) = next.and_then(group) {
        rows.but = text::say(&Sentence::new("today.next").with("group", next));
    }
    let Some(place) = table(class, plan, day, slot) else { return };
    let names = first_names(class);
    let mut here: Vec<String> = place
        .groups
        .iter()
        .flat_map(|(_, students)| students)
        .filter_map(|id| names.get(id).cloned())
        .collect();
    here.order();
    let first = place.groups.first().and_then(|(group, _)| class.groups.get(group));
    rows.now = Some(NowRow {
        slot: text::say(
            &Sentence::new("today.slot_of")
                .with("slot", slot.number.to_string())
                .with("slots", all.len().to_string()),
        ),
        group: group(slot).unwrap_or_default(),
        focus: first.and_then(|group| group.focus.clone()).map(|focus| focus.0).unwrap_or_default(),
        names: here,
        ends_at: running.then_some(slot.ends_at * 60),
        seconds: slot.ends_at.saturating_sub(slot.starts_at) * 60,
    });
}

/// Students who are due for a talk by the rule of the Plans page; who is absent is not due today. Without a single talk nobody is due:
/// the class does not use them.
fn talks(class: &Class, day: Date) -> (Vec<TalkRow>, usize) {
    if class.conferences.is_empty() {
        return (Vec::new(), 0);
    }
    let (subject, _) = policy_of(class).unwrap_or_default();
    let mut due = due(class, &subject, day);
    due.retain(|one| one.now() && !absent(class, &one.student, day, 0));
    let names = names(class);
    let count = due.len();
    let rows = due.into_iter().take(NOTICED).map(|one| {
        let ago = one.last.map_or_else(
            || text::of("today.no_talk").to_owned(),
            |last| {
                let n = usize::try_from(days_between(last, day)).unwrap_or(0);
                text::say(&Sentence::new("today.days_ago").with("n", n))
            },
        );
        let name = names.get(&one.student).cloned().unwrap_or_default();
        TalkRow { id: one.student.0, name, ago }
    });
    (rows.collect(), count)
}

fn notices(class: &Class, catalog: &Catalog, day: Date) -> Vec<NoticeRow> {
    let all = [
        cycle_ends(class, day),
        unlogged(class, day),
        no_mark(class, catalog, day),
        fewest_minutes(class, day),
    ];
    all.into_iter().flatten().take(NOTICED).collect()
}

fn cycle_ends(class: &Class, day: Date) -> Option<NoticeRow> {
    let ends = class.cycles.get(&running_cycle(class, day)?)?.ends?;
    let left = days_between(day, ends);
    let key = match left {
        0..=3 => "today.cycle_ends",
        ..0 => "today.cycle_ended",
        _ => return None,
    };
    Some(NoticeRow {
        icon: "flat",
        text: text::say(&Sentence::new(key).with("day", ends)),
        why: text::of("today.cycle_why").to_owned(),
        act: (text::of("today.regroup").to_owned(), "groups"),
    })
}

/// Days of the last two weeks without a log.
fn unlogged(class: &Class, day: Date) -> Option<NoticeRow> {
    let days = unlogged_days(class, plus_days(day, -14), plus_days(day, -1));
    // A class that logs some weekdays only is not told about the others: a day counts where the same weekday was
    // logged the week before.
    let usual = |on: &Date| is_logged(class, plus_days(*on, -7));
    let days: Vec<Date> = days.into_iter().filter(usual).collect();
    let last = *days.last()?;
    Some(NoticeRow {
        icon: "look",
        text: text::say(&Sentence::new("today.unlogged").with("n", days.len()).with("day", last)),
        why: text::of("today.unlogged_why").to_owned(),
        act: (text::of("equity.open_rotation").to_owned(), "rotation"),
    })
}

fn no_mark(class: &Class, catalog: &Catalog, day: Date) -> Option<NoticeRow> {
    let (subject, _) = policy_of(class)?;
    let unit = running_unit(class, &subject, day)?;
    let started = class.units.get(&unit)?.starts.is_some_and(|starts| days_between(starts, day) >= 7);
    let rows = without_mark(class, catalog, &subject, &unit_standards(class, &unit), day);
    let nowhere = if started { without_any(&rows) } else { Vec::new() };
    let names = first_names(class);
    let found: Vec<String> = nowhere.iter().filter_map(|id| names.get(id).cloned()).collect();
    let title = class.units.get(&unit).map(|unit| unit.title.clone()).unwrap_or_default();
    let n = found.len();
    let key = match n {
        0 => return None,
        1..=2 => "today.no_mark",
        _ => "today.many_without",
    };
    Some(NoticeRow {
        icon: "look",
        text: text::say(&Sentence::new(key).with("n", n).with("names", found).with("unit", title)),
        why: text::of("today.no_mark_why").to_owned(),
        act: (text::of("equity.open_mastery").to_owned(), "mastery"),
    })
}

fn fewest_minutes(class: &Class, day: Date) -> Option<NoticeRow> {
    // Under time by need fewer minutes may be as meant.
    if policy_of(class).is_some_and(|(_, about)| about.policy == TimePolicy::NeedWithFloor) {
        return None;
    }
    let ledger = ledger(class, year_of(class, day).starts, day).of_those_here(class, day);
    let slot = f64::from(block(class, day).slot_minutes);
    let fair = fairness(&ledger, block(class, day).slot_minutes)?;
    let short = fair.minutes.iter().filter(|(_, minutes)| *minutes < fair.middle - slot);
    let first: Vec<&(StudentId, f64)> = short.take(2).collect();
    let nearest = first.last().filter(|_| fair.minutes.len() >= FEWEST)?;
    let names = first_names(class);
    let found: Vec<String> = first.iter().filter_map(|(id, _)| names.get(id).cloned()).collect();
    let minutes = (fair.middle - nearest.1).round();
    Some(NoticeRow {
        icon: "even",
        text: text::say(
            &Sentence::new("today.fewest")
                .with("n", found.len())
                .with("names", found)
                .with("minutes", minutes),
        ),
        why: text::of("today.fewest_why").to_owned(),
        act: (text::of("today.open_equity").to_owned(), "equity"),
    })
}

#[cfg(test)]
mod tests;

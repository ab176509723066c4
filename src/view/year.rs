//! The year plan as plain rows: quarters, what each group and student had and will have, who was not seen.

mod rows;
mod settings;

pub use rows::{BarRow, Offer, StudentRow, WeekRow, YearRows};
pub use settings::{QuarterRow, Sharing, focus_standards, quarter_rows, sharing};

use super::board::first_names;
use super::equity::Dot;
use super::text;
use crate::domain::id::{GroupId, StudentId};
use crate::domain::minutes::plan::Answer;
use crate::domain::minutes::{
    UNSEEN_DAYS, Year, YearTerm, is_logged, ledger, minutes_by_adult, policy_of, slot_minutes, unseen_days,
};
use crate::domain::order::{Order, median};
use crate::domain::roster::{name_order, names};
use crate::domain::rotation::name_of_group;
use crate::domain::subject::TimePolicy;
use crate::domain::week::year_of;
use crate::domain::{Class, Date, Sentence};
use crate::view::words::day_words;

/// Names in one sentence, at most.
const NAMED: usize = 3;

fn n(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// The quarter of the first planned week.
fn now(year: &Year) -> Option<(usize, &YearTerm)> {
    let week = year.question.from_week;
    year.terms
        .iter()
        .enumerate()
        .find(|(_, term)| (term.weeks.0..term.weeks.0 + term.weeks.1).contains(&week))
}

/// The page of a plan. `lost`: the next week is taken to be lost.
pub fn year_rows(class: &Class, today: Date, year: &Year, plan: &Answer, lost: bool) -> YearRows {
    let starts = year.terms.first().and_then(|term| term.quarter.starts).unwrap_or(today);
    let ends = year.terms.last().and_then(|term| term.quarter.ends).unwrap_or(today);
    let title = text::say(&Sentence::new("year.title_on").with("from", starts).with("to", ends));
    if year.students.is_empty() || year.terms.iter().all(|term| term.groups.is_empty()) {
        return YearRows { title, lead: text::of("year.no_groups").to_owned(), ..YearRows::default() };
    }
    let names = first_names(class);
    let name = |at: usize| names.get(&year.students[at]).cloned().unwrap_or_default();
    let totals: Vec<u32> =
        plan.planned.iter().zip(&year.question.taught).map(|(planned, taught)| planned + taught).collect();
    // Who came late or leaves is compared with nobody.
    let (mut order, others): (Vec<usize>, Vec<usize>) =
        (0..totals.len()).partition(|at| year.question.here_all_year(*at));
    order.order_by_key(|at| (totals[*at], *at));
    let values: Vec<f64> = order.iter().map(|at| f64::from(totals[*at])).collect();
    let middle = median(&values).unwrap_or(0.0);
    let slot = f64::from(year.question.slot_minutes);
    let dot = |(nth, at): (usize, &usize)| {
        let value = f64::from(totals[*at]);
        let look = year.question.policy == TimePolicy::Equal && value < middle - slot;
        Dot { value, look, name: (look && nth < NAMED).then(|| name(*at)) }
    };
    let compared: Vec<u32> = order.iter().map(|at| totals[*at]).collect();
    let (lead, but) = lead(year, plan, &compared, lost);
    let mut rows = YearRows {
        title,
        lead,
        but,
        notes: notes(class, today, year, plan, &name),
        offer: offer(year, plan, &totals, &name),
        week: week(class, year, plan),
        groups: bars(class, today, year, plan),
        dots: order.iter().enumerate().map(dot).collect(),
        middle,
        middle_words: text::say(&Sentence::new("equity.middle").with("minutes", middle.round())),
        adults: adults(class, today),
        ..YearRows::default()
    };
    if !others.is_empty() {
        let names: Vec<String> = others.into_iter().map(name).collect();
        rows.notes.push(text::say(&Sentence::new("year.others").with("names", names)));
    }
    rows.students = students(class, today, year, plan);
    rows
}

fn lead(year: &Year, plan: &Answer, totals: &[u32], lost: bool) -> (String, String) {
    let (least, most) =
        (totals.iter().min().copied().unwrap_or(0), totals.iter().max().copied().unwrap_or(0));
    let lead = match (year.question.policy, least == most, lost) {
        (TimePolicy::NeedWithFloor, ..) => Sentence::new("year.lead_need"),
        (TimePolicy::Equal, true, false) => Sentence::new("year.lead_even"),
        (TimePolicy::Equal, true, true) => Sentence::new("year.lead_even_lost"),
        (TimePolicy::Equal, false, false) => Sentence::new("year.lead_spread"),
        (TimePolicy::Equal, false, true) => Sentence::new("year.lead_spread_lost"),
    };
    let lead = lead.with("least", n(least)).with("most", n(most)).with("floor", n(year.question.floor));
    let but = match year.question.policy {
        TimePolicy::NeedWithFloor => "year.but_need",
        TimePolicy::Equal if plan.spread <= year.question.slot_minutes => "year.but_even",
        TimePolicy::Equal => "year.but_apart",
    };
    (text::say(&lead), text::say(&Sentence::new(but).with("n", n(plan.spread))))
}

fn notes(
    class: &Class,
    today: Date,
    year: &Year,
    plan: &Answer,
    name: &dyn Fn(usize) -> String,
) -> Vec<String> {
    let mut notes = Vec::new();
    if year.question.policy == TimePolicy::Equal {
        notes.push(text::of(if plan.proven { "year.proven" } else { "year.best_found" }).to_owned());
    }
    if plan.unused > 0 {
        notes.push(text::say(&Sentence::new("year.unused").with("n", n(plan.unused))));
    }
    if !plan.one_to_one.is_empty() {
        let slots: u32 = plan.one_to_one.iter().map(|(_, slots)| slots).sum();
        let names: Vec<String> = plan.one_to_one.iter().map(|(at, _)| name(*at)).collect();
        notes.push(text::say(&Sentence::new("year.alone").with("n", n(slots)).with("names", names)));
    }
    let most = policy_of(class).and_then(|(_, about)| about.unseen_days).unwrap_or(UNSEEN_DAYS);
    let unseen = unseen_days(class, &year.students, year_of(class, today).starts, today);
    // A class that does not log has nobody unseen.
    let logs = !class.sessions.is_empty();
    let long: Vec<String> =
        (0..unseen.len()).filter(|at| logs && unseen[*at].is_none_or(|days| days > most)).map(name).collect();
    if !long.is_empty() {
        let key = if long.len() > NAMED { "year.unseen_many" } else { "year.unseen" };
        let words = Sentence::new(key).with("n", long.len()).with("days", n(most));
        notes.push(text::say(&words.with("names", long.into_iter().take(NAMED).collect::<Vec<_>>())));
    }
    for (at, term) in year.terms.iter().enumerate() {
        let (first, weeks) = term.weeks;
        let open = (first..first + weeks).any(|week| year.question.slots[week] > 0);
        let over = first + weeks <= year.question.from_week;
        if !open && !over {
            notes.push(text::say(&Sentence::new("year.no_slots").with("number", (at + 1).to_string())));
        }
    }
    notes
}

fn offer(year: &Year, plan: &Answer, totals: &[u32], name: &dyn Fn(usize) -> String) -> Option<Offer> {
    let slot = year.question.slot_minutes;
    if year.question.policy != TimePolicy::Equal || year.question.one_to_one > 0 || plan.spread <= slot {
        return None;
    }
    let here: Vec<usize> = (0..totals.len()).filter(|at| year.question.here_all_year(*at)).collect();
    let near = here.iter().map(|at| totals[*at]).max()?.saturating_sub(slot);
    let lacks = |at: usize| near.saturating_sub(totals[at]).div_ceil(slot);
    let slots: u32 = here.iter().map(|at| lacks(*at)).sum();
    let weeks = year.question.slots.iter().skip(year.question.from_week).filter(|slots| **slots > 0).count();
    let per_week = slots.div_ceil(u32::try_from(weeks.max(1)).unwrap_or(1));
    let names = here.into_iter().filter(|at| lacks(*at) > 0).map(name);
    let words = Sentence::new("year.offer").with("n", n(slots)).with("names", names.collect::<Vec<_>>());
    Some(Offer { words: text::say(&words), per_week })
}

fn week(class: &Class, year: &Year, plan: &Answer) -> Vec<WeekRow> {
    let Some((_, term)) = now(year) else { return Vec::new() };
    let slots = plan.weeks.get(year.question.from_week).cloned().unwrap_or_default();
    let row = |((group, _), slots): (&(GroupId, Vec<StudentId>), u32)| WeekRow {
        id: group.0.clone(),
        n: slots,
        name: name_of_group(class, group),
        slots: text::say(&Sentence::new("year.slots").with("n", n(slots))),
    };
    term.groups.iter().zip(slots).map(row).collect()
}

/// For each group of now: what its members were taught in each quarter, on average, and what is planned for it.
fn bars(class: &Class, today: Date, year: &Year, plan: &Answer) -> Vec<BarRow> {
    let Some((_, current)) = now(year).or_else(|| year.terms.last().map(|term| (0, term))) else {
        return Vec::new();
    };
    let mut rows: Vec<(String, Vec<(f64, f64)>)> = Vec::new();
    let ledgers: Vec<_> = year
        .terms
        .iter()
        .map(|term| {
            let (starts, ends) = (term.quarter.starts.unwrap_or(today), term.quarter.ends.unwrap_or(today));
            ledger(class, starts, ends.min(today))
        })
        .collect();
    for (group, members) in &current.groups {
        let share = 1.0 / members.len().max(1) as f64;
        let parts = year.terms.iter().zip(&ledgers).map(|(term, ledger)| {
            // On average over the members' own days, so that one who came late is no guess.
            let own = ledger.lines.iter().filter(|line| members.contains(&line.student));
            let (minutes, days) =
                own.fold((0, 0), |(minutes, days), line| (minutes + line.minutes, days + line.days));
            let taught = f64::from(minutes) * f64::from(ledger.days) / f64::from(days.max(1));
            (taught, planned(class, today, plan, term, members) * share)
        });
        rows.push((name_of_group(class, group), parts.collect()));
    }
    let sum = |parts: &[(f64, f64)]| parts.iter().map(|(taught, planned)| taught + planned).sum::<f64>();
    let widest = rows.iter().map(|(_, parts)| sum(parts)).fold(1.0, f64::max);
    let row = |(name, parts): (String, Vec<(f64, f64)>)| BarRow {
        total: text::say(&Sentence::new("year.minutes").with("n", sum(&parts).round())),
        name,
        parts: (1..)
            .zip(parts)
            .map(|(number, (taught, planned))| {
                let words = Sentence::new("year.part")
                    .with("number", number.to_string())
                    .with("taught", (taught + 0.0).round())
                    .with("planned", (planned + 0.0).round());
                (taught * 100.0 / widest, planned * 100.0 / widest, text::say(&words))
            })
            .collect(),
    };
    rows.into_iter().map(row).collect()
}

/// Minutes planned in a quarter for some students together, whichever groups they have then.
fn planned(class: &Class, today: Date, plan: &Answer, term: &YearTerm, members: &[StudentId]) -> f64 {
    let (first, weeks) = term.weeks;
    let groups = term.groups.iter().enumerate().map(|(at, (group, there))| {
        let slots: u32 = plan.weeks.iter().skip(first).take(weeks).filter_map(|week| week.get(at)).sum();
        let shared = there.iter().filter(|student| members.contains(student)).count();
        f64::from(slots * slot_minutes(class, group, today)) * shared as f64
    });
    groups.sum()
}

fn students(class: &Class, today: Date, year: &Year, plan: &Answer) -> Vec<StudentRow> {
    let unseen = unseen_days(class, &year.students, year_of(class, today).starts, today);
    let names = names(class);
    let row = |at: usize| {
        let (taught, planned) = (year.question.taught[at], plan.planned[at]);
        let alone = plan.one_to_one.iter().find(|(student, _)| *student == at);
        StudentRow {
            name: names.get(&year.students[at]).cloned().unwrap_or_default(),
            taught,
            planned,
            total: taught + planned,
            alone: alone.map_or_else(String::new, |(_, slots)| {
                text::say(&Sentence::new("year.slots").with("n", n(*slots)))
            }),
            seen: match unseen[at] {
                None => text::of("year.not_seen").to_owned(),
                Some(0) => text::of("year.seen_last").to_owned(),
                Some(days) => text::say(&Sentence::new("year.seen").with("n", n(days))),
            },
        }
    };
    let mut places: Vec<usize> = (0..year.students.len()).collect();
    places.order_by_key(|at| name_order(class, &year.students[*at]));
    places.into_iter().map(row).collect()
}

fn adults(class: &Class, today: Date) -> String {
    let of = minutes_by_adult(class, year_of(class, today).starts, today);
    if of.len() < 2 {
        return String::new();
    }
    let name = |adult| match class.adults.get(adult) {
        Some(adult) => adult.name.clone(),
        None if class.adults.taken_back(adult) => text::of("year.adult_gone").to_owned(),
        None => text::of("year.you").to_owned(),
    };
    let words = of.iter().map(|(adult, minutes)| {
        text::say(&Sentence::new("year.adult").with("name", name(adult)).with("n", n(*minutes)))
    });
    words.collect::<Vec<_>>().join(", ")
}

/// Days of this week that are still to come and are not logged.
pub fn days_to_come(class: &Class, year: &Year, today: Date) -> Vec<Date> {
    let week = year.weeks.get(year.question.from_week);
    let days = week.into_iter().flat_map(|week| &week.days).copied();
    days.filter(|day| *day >= today && !is_logged(class, *day)).collect()
}

/// "Week of 30 November": the next whole week, which could be lost.
pub fn next_week(year: &Year) -> Option<(Date, String)> {
    let week = year.weeks.get(year.question.from_week + 1).filter(|week| !week.days.is_empty())?;
    Some((week.monday, text::say(&Sentence::new("year.without_week").with("day", day_words(week.monday)))))
}

#[cfg(test)]
mod tests;

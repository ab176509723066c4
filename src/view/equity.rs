//! The lenses: each a figure with its count, a sentence, a question, and a way to act.
//!
//! # Recipe: a lens
//!
//! 1. `domain/equity/measures.rs`: the measure as plain numbers by student or tag, of those who are enrolled, with a
//!    test on a class counted by hand.
//! 2. Here: a function from the class to a [`Lens`], begun with `lens(key, "equity.KEY")`. Below [`FEWEST`] students it
//!    stays as it begins. [`equity()`] pushes it; the page draws any lens, and needs nothing.
//! 3. `view/text/en/equity.txt`: its title, what it says, its question and its count, each a key. The tidy test tells
//!    of a key without words, `no_catalogue_ranks_or_labels_a_student` of a word that must not be there.
//! 4. `view/equity/tests.rs`: what it says of a class, and of one that is too small.
//! 5. `docs/equity.md`: its row for teachers, and its formula with the source.

use serde::Serialize;

use super::board::first_names;
use super::text;
use crate::domain::equity::{FEWEST, different_groups, earlier_grade_by_tag, without_any, without_mark};
use crate::domain::id::{StudentId, SubjectId};
use crate::domain::minutes::{Ledger, fairness, ledger_by_grade, policy_of};
use crate::domain::order::{Order, median};
use crate::domain::roster::enrolled;
use crate::domain::standards::{Catalog, running_unit, unit_standards};
use crate::domain::subject::{TimePolicy, for_groups};
use crate::domain::week::{block, year_of};
use crate::domain::{Class, Date, Sentence};

/// At most so many students are named in a lens.
const NAMED: usize = 3;

/// What the page of the lenses prints.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct EquityRows {
    /// "Equity, 1 September to 19 November".
    pub title: String,
    /// What the minutes tell, or why they tell nothing.
    pub lead: String,
    /// How many have little grade-level work; empty where nobody has.
    pub but: String,
    /// Empty where too few students are here to tell anything.
    pub lenses: Vec<Lens>,
}

/// A lens as it is printed; where nothing can be told it says so, and has no figure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Lens {
    /// What it measures; also its id in a reflection.
    pub key: &'static str,
    pub title: String,
    /// What it shows.
    pub figure: Figure,
    /// What it says.
    pub say: String,
    /// A question to the teacher; empty where there is none.
    pub ask: String,
    /// On what it rests.
    pub count: String,
    /// Words of the link and slug of the page that it leads to.
    pub act: Option<(String, &'static str)>,
}

/// A lens's figure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Figure {
    /// Nothing can be told.
    None,
    /// A dot a student, sorted.
    Dots {
        /// Sorted by value, the least first.
        dots: Vec<Dot>,
        /// The median of the values.
        middle: f64,
        /// "middle 146".
        middle_words: String,
        /// Key of the text that says the last `value` of the axis.
        unit: &'static str,
    },
    /// A row of small marks for each kind.
    Bars(Vec<Bar>),
}

/// A student in a row of dots.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Dot {
    /// In the unit of the figure: minutes, or per cent.
    pub value: f64,
    /// Marks a student whom the teacher should look at.
    pub look: bool,
    /// The name, where it is shown.
    pub name: Option<String>,
}

/// One row of marks.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bar {
    pub label: String,
    /// Filled marks, which come first.
    pub n: usize,
    /// Open marks after them.
    pub open: usize,
    /// "3 of 7".
    pub words: String,
    /// Marks a row that the teacher should look at.
    pub look: bool,
}

fn named(names: &[String]) -> Vec<String> {
    names.iter().take(NAMED).cloned().collect()
}

/// The lenses of the year so far.
pub fn equity(class: &Class, catalog: &Catalog, today: Date) -> EquityRows {
    let from = year_of(class, today).starts;
    let title = text::say(&Sentence::new("equity.title_on").with("from", from).with("to", today));
    if here(class, today) < FEWEST {
        let lead = text::of("equity.too_few").to_owned();
        return EquityRows { title, lead, ..EquityRows::default() };
    }
    // Who left is in no lens: they ask what can still be done.
    let ledger = ledger_by_grade(class, catalog, from, today).of_those_here(class, today);
    let names = first_names(class);
    let name = |id: &StudentId| names.get(id).cloned().unwrap_or_default();
    let subject = policy_of(class);
    let policy = subject.as_ref().map_or(TimePolicy::default(), |(_, about)| about.policy);
    let (time, lead) = minutes(class, &ledger, policy, today, &name);
    let (reach, little) = grade_level(&ledger, &name);
    let mut lenses = vec![time, reach, mobility(class, today, &name)];
    lenses.extend(by_tag(class, catalog, today));
    if let Some((subject, _)) = &subject {
        lenses.push(missing(class, catalog, subject, today, &name));
    }
    let but = if little > 0 {
        text::say(&Sentence::new("equity.but_little").with("n", little))
    } else {
        String::new()
    };
    EquityRows { title, lead, but, lenses }
}

/// How many belong to the class on a day.
fn here(class: &Class, day: Date) -> usize {
    class.students.iter().filter(|(id, _)| enrolled(class, id, day)).count()
}

fn lens(key: &'static str, title: &'static str) -> Lens {
    let (say, ask, count) = (text::of("equity.too_few").to_owned(), String::new(), String::new());
    Lens { key, title: text::of(title).to_owned(), figure: Figure::None, say, ask, count, act: None }
}

/// Minutes at a teacher's table. Evenness is a measure of the policy *equal* alone; under *by need* the lens looks
/// at the floor.
fn minutes(
    class: &Class,
    ledger: &Ledger,
    policy: TimePolicy,
    today: Date,
    name: &dyn Fn(&StudentId) -> String,
) -> (Lens, String) {
    let mut lens = lens("minutes", "equity.minutes");
    lens.act = Some((text::of("year.open").to_owned(), "year"));
    let slot = block(class, today).slot_minutes;
    let Some(fair) = fairness(ledger, slot).filter(|_| ledger.sessions > 0) else {
        lens.say = text::of("equity.nothing_logged").to_owned();
        lens.ask = text::of("equity.nothing_logged_ask").to_owned();
        return (lens, text::of("equity.nothing_logged").to_owned());
    };
    if fair.minutes.len() < FEWEST {
        return (lens, text::of("equity.too_few").to_owned());
    }
    let equal = policy == TimePolicy::Equal;
    // Under equal time the ones to look at are more than a slot short of the middle; under time by need those
    // who had nothing.
    let short = |minutes: f64| if equal { minutes < fair.middle - f64::from(slot) } else { minutes <= 0.0 };
    let looked: Vec<String> =
        fair.minutes.iter().filter(|(_, m)| short(*m)).map(|(id, _)| name(id)).collect();
    let last = fair.minutes.len() - 1;
    let dots = fair.minutes.iter().enumerate().map(|(at, (id, minutes))| Dot {
        value: *minutes,
        look: short(*minutes),
        name: (at < NAMED - 1 && short(*minutes) || (at == last && equal)).then(|| name(id)),
    });
    lens.figure = Figure::Dots {
        dots: dots.collect(),
        middle: fair.middle,
        middle_words: text::say(&Sentence::new("equity.middle").with("minutes", fair.middle.round())),
        unit: "common.in_minutes",
    };
    let students = fair.minutes.len();
    // Where nobody had a minute there is nothing to be even.
    let evenness = fair.jain.filter(|_| equal);
    let count = Sentence::new("equity.minutes_count_need");
    let count =
        evenness.map_or(count, |jain| Sentence::new("equity.minutes_count").with("jain", three_digits(jain)));
    let count = count.with("students", students).with("sessions", ledger.sessions);
    let (said, lead);
    if equal {
        said = Sentence::new("equity.minutes_say")
            .with("least", fair.least.round())
            .with("most", fair.most.round())
            .with("near", fair.within_one_slot)
            .with("students", students);
        lead = if looked.is_empty() { "equity.lead_even" } else { "equity.lead_not_even" };
    } else if looked.is_empty() {
        said = Sentence::new("equity.floor_say").with("least", fair.least.round());
        lead = "equity.lead_floor";
    } else {
        let key = if looked.len() > NAMED { "equity.no_floor_many" } else { "equity.no_floor_say" };
        said = Sentence::new(key).with("n", looked.len()).with("names", named(&looked));
        lead = "equity.lead_no_floor";
    }
    (lens.say, lens.count) = (text::say(&said), text::say(&count));
    lens.ask = if looked.is_empty() {
        text::of("equity.minutes_ask_even").to_owned()
    } else {
        text::say(&Sentence::new("equity.minutes_ask").with("names", named(&looked)))
    };
    (lens, text::of(lead).to_owned())
}

/// Three digits after the point, cut and not rounded: 1 is said only of what is exactly even.
fn three_digits(index: f64) -> String {
    if index >= 1.0 {
        return "1".to_owned();
    }
    format!("{:.3}", (index * 1000.0).floor() / 1000.0)
}

/// Share of taught minutes on grade-level work or beyond, and how many students have less than two thirds.
fn grade_level(ledger: &Ledger, name: &dyn Fn(&StudentId) -> String) -> (Lens, usize) {
    let mut lens = lens("grade_level", "equity.grade_level");
    let mut shares: Vec<(f64, String)> = ledger
        .lines
        .iter()
        .filter(|line| line.focused > 0)
        .map(|line| (f64::from(line.grade_level) * 100.0 / f64::from(line.focused), name(&line.student)))
        .collect();
    if shares.len() < FEWEST {
        return (lens, 0);
    }
    shares.order_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(&b.1)));
    let little = |share: f64| share < 200.0 / 3.0;
    let looked: Vec<String> =
        shares.iter().filter(|(share, _)| little(*share)).map(|(_, name)| name.clone()).collect();
    let most = shares.iter().filter(|(share, _)| *share >= 80.0).count();
    let students = shares.len();
    let values: Vec<f64> = shares.iter().map(|(share, _)| *share).collect();
    let middle = median(&values).unwrap_or(0.0);
    let dots = shares.iter().enumerate().map(|(at, (share, name))| Dot {
        value: *share,
        look: little(*share),
        name: (little(*share) && at < NAMED).then(|| name.clone()),
    });
    lens.figure = Figure::Dots {
        dots: dots.collect(),
        middle,
        middle_words: text::say(&Sentence::new("equity.middle_share").with("share", middle.round())),
        unit: "common.in_percent",
    };
    let key = match looked.len() {
        0 => "equity.grade_level_all",
        1..=NAMED => "equity.grade_level_say",
        _ => "equity.grade_level_many",
    };
    let words = Sentence::new(key).with("most", most).with("students", students).with("n", looked.len());
    lens.say = text::say(&words.with("names", named(&looked)));
    lens.ask = text::of(if looked.is_empty() { "equity.grade_level_keep" } else { "equity.grade_level_ask" })
        .to_owned();
    let hours = f64::from(ledger.lines.iter().map(|line| line.focused).sum::<u32>()) / 60.0;
    lens.count = text::say(
        &Sentence::new("equity.grade_level_count").with("students", students).with("hours", hours.round()),
    );
    lens.act = Some((text::of("equity.open_groups").to_owned(), "groups"));
    (lens, looked.len())
}

/// Different groups over the skill cycles of one subject, the one with most of them.
fn mobility(class: &Class, today: Date, name: &dyn Fn(&StudentId) -> String) -> Lens {
    let mut lens = lens("mobility", "equity.mobility");
    let subjects = for_groups(class).into_iter().map(|(subject, _)| subject);
    let counted = subjects.map(|subject| different_groups(class, &subject, today));
    let (counts, cycles) = counted
        .reduce(|most, next| if next.1 > most.1 { next } else { most })
        .unwrap_or_else(|| different_groups(class, &SubjectId::default(), today));
    lens.count = text::say(&Sentence::new("equity.cycles").with("n", cycles));
    lens.act = Some((text::of("equity.open_groups").to_owned(), "groups"));
    if cycles < 2 {
        lens.say = text::of("equity.one_cycle").to_owned();
        return lens;
    }
    if counts.len() < FEWEST {
        return lens;
    }
    let most = counts.iter().map(|(_, n)| *n).max().unwrap_or(0);
    let bars = (1..=most).rev().map(|groups| {
        let n = counts.iter().filter(|(_, count)| *count == groups).count();
        let label = text::say(&Sentence::new("equity.groups_n").with("n", groups));
        Bar { label, n, open: 0, words: n.to_string(), look: groups == 1 && n > 0 }
    });
    lens.figure = Figure::Bars(bars.collect());
    let mut never: Vec<String> = counts.iter().filter(|(_, n)| *n == 1).map(|(id, _)| name(id)).collect();
    never.order();
    if never.is_empty() {
        lens.say = text::of("equity.all_changed").to_owned();
        lens.ask = text::of("equity.all_changed_ask").to_owned();
    } else {
        let key = if never.len() > NAMED { "equity.many_never_changed" } else { "equity.never_changed" };
        lens.say = text::say(&Sentence::new(key).with("n", never.len()).with("names", named(&never)));
        lens.ask = text::of("equity.never_changed_ask").to_owned();
    }
    lens
}

/// Who is in an earlier-grade group, by tag; no lens where the class has no tags.
fn by_tag(class: &Class, catalog: &Catalog, today: Date) -> Option<Lens> {
    let rows = earlier_grade_by_tag(class, catalog, today);
    let students = rows.first().map(|row| row.carried.of + row.others.of)?;
    let mut lens = lens("by_tag", "equity.by_tag");
    lens.count = text::say(&Sentence::new("common.students").with("n", students));
    lens.act = Some((text::of("equity.open_groups").to_owned(), "groups"));
    let tag_name = |row: &crate::domain::equity::ByTag| {
        class.tags.get(&row.tag).map(|tag| tag.name.clone()).unwrap_or_default()
    };
    let of = |there: usize, all: usize| {
        text::say(&Sentence::new("rotation.of").with("students", there).with("seats", all))
    };
    let mut bars = Vec::new();
    for row in &rows {
        let enough = row.carried.of >= FEWEST && row.others.of >= FEWEST;
        let (there, all) = (row.carried.there, row.carried.of);
        let words = if enough { of(there, all) } else { text::of("equity.too_few_short").to_owned() };
        let n = if enough { there } else { 0 };
        let open = if enough { all - there } else { 0 };
        bars.push(Bar { label: tag_name(row), n, open, words, look: false });
    }
    let told = rows.iter().filter_map(|row| Some((row.times()?, row)));
    let widest = told.max_by(|a, b| a.0.total_cmp(&b.0));
    if let Some((times, row)) = widest {
        let others = text::of("equity.everyone_else").to_owned();
        let (there, all) = (row.others.there, row.others.of);
        bars.push(Bar { label: others, n: there, open: all - there, words: of(there, all), look: false });
        let fewer = row.times_with_one_fewer().unwrap_or(0.0);
        let one = |number: f64| (number * 10.0).round() / 10.0;
        lens.say = text::say(
            &Sentence::new("equity.by_tag_say")
                .with("tag", tag_name(row))
                .with("times", one(times))
                .with("fewer", one(fewer)),
        );
        lens.ask = text::of("equity.by_tag_ask").to_owned();
    } else if rows.iter().any(|row| row.carried.of >= FEWEST && row.others.of >= FEWEST) {
        lens.say = text::of("equity.by_tag_none").to_owned();
    }
    lens.figure = Figure::Bars(bars);
    Some(lens)
}

/// Who has no mark on a standard of the running unit.
fn missing(
    class: &Class,
    catalog: &Catalog,
    subject: &SubjectId,
    today: Date,
    name: &dyn Fn(&StudentId) -> String,
) -> Lens {
    let mut lens = lens("missing", "equity.missing");
    lens.act = Some((text::of("equity.open_mastery").to_owned(), "mastery"));
    let standards =
        running_unit(class, subject, today).map(|unit| unit_standards(class, &unit)).unwrap_or_default();
    if standards.is_empty() {
        lens.say = text::of("equity.no_unit").to_owned();
        lens.act = Some((text::of("equity.open_standards").to_owned(), "standards"));
        return lens;
    }
    let rows = without_mark(class, catalog, subject, &standards, today);
    let bars = rows.iter().map(|row| Bar {
        label: row.standard.0.clone(),
        n: row.of.len() - row.without.len(),
        open: row.without.len(),
        words: text::say(&Sentence::new("equity.without").with("n", row.without.len())),
        look: false,
    });
    lens.figure = Figure::Bars(bars.collect());
    let names: Vec<String> = without_any(&rows).iter().map(name).collect();
    let gaps: usize = rows.iter().map(|row| row.without.len()).sum();
    lens.say = match names.len() {
        0 if gaps == 0 => text::of("equity.all_marked").to_owned(),
        0 => text::of("equity.some_mark").to_owned(),
        n => text::say(
            &Sentence::new(if n > NAMED { "equity.many_without" } else { "equity.no_mark" })
                .with("n", n)
                .with("names", named(&names)),
        ),
    };
    lens.ask = if gaps == 0 { String::new() } else { text::of("equity.missing_ask").to_owned() };
    lens.count = text::say(
        &Sentence::new("equity.missing_count")
            .with("students", here(class, today))
            .with("standards", standards.len()),
    );
    lens
}

#[cfg(test)]
mod tests;

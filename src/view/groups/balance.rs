//! How even mixed groups are: for each trait that their search balances or spreads, what a group has beside what an
//! even share would be.

use serde::Serialize;

use super::{GroupsQuery, members_of};
use crate::domain::grouping::people::{groups_of, running, students_on};
use crate::domain::grouping::traits::Traits;
use crate::domain::grouping::{PairRuleKind, Purpose};
use crate::domain::id::StudentId;
use crate::domain::mastery::Scale;
use crate::domain::{Class, Sentence};
use crate::view::text;

/// A group's mean so many standard deviations off the class's is named: in groups of five chance alone brings most
/// nearer than that.
const FAR: f64 = 0.75;

/// The table: a row a group, a column a trait.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Balance {
    /// The traits, a column each.
    pub heads: Vec<String>,
    /// The groups by name.
    pub rows: Vec<BalanceRow>,
    /// What is not even, in words; one sentence that all is, where nothing is.
    pub lines: Vec<String>,
    /// Something is not even.
    pub uneven: bool,
}

/// A group with what it has of each trait.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct BalanceRow {
    pub name: String,
    /// How many students it has.
    pub size: usize,
    /// One for each trait, in the order of the heads.
    pub cells: Vec<BalanceCell>,
}

/// One trait in one group.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct BalanceCell {
    /// "2", "2.4"; empty where nothing is known.
    pub has: String,
    /// "1 or 2", "2.5".
    pub share: String,
    /// Outside of an even share.
    pub off: bool,
}

/// The balance of the mixed groups that stand; none for another purpose, without groups, or without a trait to show.
/// Where levels are hidden, so are numbers and sensitive tags: they say as much of a student.
pub fn balance(class: &Class, query: &GroupsQuery) -> Option<Balance> {
    let (cycle, _) = running(class, &query.subject, query.purpose, query.today)
        .filter(|_| query.purpose == Purpose::Mixed)?;
    let students = students_on(class, query.today);
    let traits = Traits::of(class, &query.subject, &students, query.today);
    let mut table = SeatedTable {
        groups: groups_of(class, cycle)
            .into_iter()
            .map(|(id, group)| (group.name.clone(), members_of(class, cycle, id, &students)))
            .collect(),
        shown: Balance::default(),
    };
    let row = |(name, members): &(String, Vec<usize>)| BalanceRow {
        name: name.clone(),
        size: members.len(),
        cells: Vec::new(),
    };
    table.shown.rows = table.groups.iter().map(row).collect();
    for (tag, bearers) in &traits.tags {
        let Some(about) = class.tags.get(tag).filter(|tag| !(query.hidden && tag.sensitive)) else {
            continue;
        };
        table.tag(&about.name, bearers, &|one, other| is_apart(class, &students, one, other));
    }
    if !query.hidden {
        if let Some(levels) = &traits.level {
            let top = Scale::of(class, &query.subject).len();
            table.mean(&text::say(&Sentence::new("groups.balance_level").with("n", top)), levels);
        }
        if let Some(numbers) = &traits.number {
            table.mean(text::of("groups.balance_number"), numbers);
        }
    }
    let mut shown = table.shown;
    if shown.heads.is_empty() || shown.rows.is_empty() {
        return None;
    }
    shown.uneven = !shown.lines.is_empty();
    if !shown.uneven {
        shown.lines.push(text::of("groups.balance_even").to_owned());
    }
    Some(shown)
}

fn is_apart(class: &Class, students: &[StudentId], one: usize, other: usize) -> bool {
    let (one, other) = (&students[one], &students[other]);
    let key = (one.min(other).clone(), one.max(other).clone());
    class.pair_rules.get(&key).is_some_and(|pair| pair.rule == Some(PairRuleKind::Apart))
}

struct SeatedTable {
    groups: Vec<(String, Vec<usize>)>,
    shown: Balance,
}

impl SeatedTable {
    fn placed(&self) -> impl Iterator<Item = usize> {
        self.groups.iter().flat_map(|(_, members)| members.iter().copied())
    }

    /// A tag: how many carry it, beside the floor and the ceiling of a group's share.
    fn tag(&mut self, name: &str, bearers: &[bool], apart: &dyn Fn(usize, usize) -> bool) {
        let carriers: Vec<usize> = self.placed().filter(|member| bearers[*member]).collect();
        let (total, present) = (carriers.len(), self.placed().count().max(1));
        if total < 2 {
            return;
        }
        // Three in pairs leave one alone however they are placed.
        let pairs_fit = total % 2 == 0 || self.groups.iter().any(|(_, members)| members.len() > 2);
        for (at, (group, members)) in self.groups.iter().enumerate() {
            let here: Vec<usize> = members.iter().copied().filter(|member| bearers[*member]).collect();
            let even = total * members.len();
            let (low, high) = (even / present, even.div_ceil(present));
            let could_join = |other: &usize| !here.contains(other) && !apart(here[0], *other);
            let alone = here.len() == 1 && members.len() > 1 && pairs_fit && carriers.iter().any(could_join);
            if alone {
                let line =
                    Sentence::new("groups.balance_alone").with("tag", name).with("group", group.as_str());
                self.shown.lines.push(text::say(&line));
            }
            // Two stay together, of an odd number three, rather than one in each group: nobody is the only one.
            let (least, most) = if low < 2 { (0, high.max(2 + total % 2)) } else { (low, high) };
            let off = alone || here.len() < least || here.len() > most;
            if off && !alone {
                let line =
                    Sentence::new("groups.balance_off").with("group", group.as_str()).with("tag", name);
                let line = line.with("has", here.len().to_string()).with("share", share(low, high));
                self.shown.lines.push(text::say(&line));
            }
            let cell = BalanceCell { has: here.len().to_string(), share: share(low, high), off };
            self.shown.rows[at].cells.push(cell);
        }
        self.shown.heads.push(name.to_owned());
    }

    /// A mean, beside that of all who are placed.
    fn mean(&mut self, name: &str, values: &[Option<f64>]) {
        let all: Vec<f64> = self.placed().filter_map(|member| values[member]).collect();
        let Some(mean) = mean(all.iter().copied()) else { return };
        let square = |value: &f64| (value - mean) * (value - mean);
        let deviation = all.iter().map(square).sum::<f64>() / count(all.len());
        let deviation = libm::sqrt(deviation);
        for (at, (group, members)) in self.groups.iter().enumerate() {
            let here = self::mean(members.iter().filter_map(|member| values[*member]));
            let off = here.is_some_and(|here| libm::fabs(here - mean) > FAR * deviation + 1e-9);
            let has = here.map(tenths).unwrap_or_default();
            let even = tenths(mean);
            if off {
                let line =
                    Sentence::new("groups.balance_far").with("group", group.as_str()).with("trait", name);
                self.shown
                    .lines
                    .push(text::say(&line.with("has", has.as_str()).with("share", even.as_str())));
            }
            self.shown.rows[at].cells.push(BalanceCell { has, share: even, off });
        }
        self.shown.heads.push(name.to_owned());
    }
}

fn share(low: usize, high: usize) -> String {
    if low == high {
        return low.to_string();
    }
    text::say(&Sentence::new("groups.balance_or").with("low", low.to_string()).with("high", high.to_string()))
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, n) = values.fold((0.0, 0), |(sum, n), value| (sum + value, n + 1));
    (n > 0).then(|| sum / count(n))
}

fn tenths(value: f64) -> String {
    text::number(libm::round(value * 10.0) / 10.0)
}

fn count(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::{AddPairRule, NewStudent};
    use crate::view::groups::tests::{custom, query, run};

    /// Eight students, the first two with a tag, numbers 0 to 7, in two groups.
    fn table(groups: [[usize; 4]; 2], apart: bool, hidden: bool) -> Balance {
        let student = |at: u8| NewStudent {
            given: format!("S{at}"),
            number: Some(f64::from(at)),
            tags: if at < 2 { vec![("New here".into(), true)] } else { Vec::new() },
            ..NewStudent::default()
        };
        let mut class = Class::default();
        let ids =
            custom(&mut class, (0..8).map(student).collect(), &[groups.map(|group| group.to_vec()).to_vec()]);
        if apart {
            let rule = Some(PairRuleKind::Apart);
            run(&mut class, "p", AddPairRule { a: ids[0].clone(), b: ids[1].clone(), rule });
        }
        balance(&class, &GroupsQuery { hidden, ..query(&class, Purpose::Mixed) }).unwrap_or_default()
    }

    #[test]
    fn a_tag_alone_is_said_where_two_together_were_possible() {
        let split = [[0, 2, 5, 7], [1, 3, 4, 6]];
        let alone = table(split, false, false);
        assert_eq!(alone.lines.len(), 2, "{:?}", alone.lines);
        assert!(alone.lines[0].starts_with("New here: one student alone in "), "{}", alone.lines[0]);
        assert_eq!(alone.rows[0].cells[0], BalanceCell { has: "1".into(), share: "1".into(), off: true });
        assert!(!table(split, true, false).uneven, "kept apart, it was not possible");
        let together = table([[0, 1, 6, 7], [2, 3, 4, 5]], false, false);
        assert_eq!((together.uneven, together.lines.len()), (false, 1), "{:?}", together.lines);
    }

    #[test]
    fn a_mean_far_off_is_said_and_hidden_with_the_levels() {
        let far = table([[0, 1, 2, 3], [4, 5, 6, 7]], false, false);
        assert_eq!(far.heads, ["New here", "Number beside the name"]);
        assert_eq!(far.rows[0].cells[1], BalanceCell { has: "1.5".into(), share: "3.5".into(), off: true });
        assert!(far.lines[0].starts_with("Number beside the name: 1.5 in "), "{:?}", far.lines);
        let near = table([[0, 1, 6, 7], [2, 3, 4, 5]], false, false);
        assert!(near.rows.iter().all(|row| !row.cells[1].off));
        assert_eq!(
            table([[0, 1, 2, 3], [4, 5, 6, 7]], false, true),
            Balance::default(),
            "nothing is left to show"
        );
    }
}

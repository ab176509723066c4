//! Who has worked with whom this school year, in mixed and interest groups, this cycle among them.

use crate::view::text;
use serde::Serialize;

use super::{GroupsQuery, members_of};
use crate::domain::grouping::Purpose;
use crate::domain::grouping::met;
use crate::domain::grouping::people::{groups_of, running, students_on};
use crate::domain::order::Order;
use crate::domain::roster::names;
use crate::domain::{Class, Sentence};

/// At most so many are named as having met the fewest.
const NAMED: usize = 4;

/// Everybody with everybody, in the order of this cycle's groups.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Met {
    /// "187 of 325 pairs have worked together this school year."
    pub lead: String,
    /// Who has met the fewest classmates.
    pub fewest: String,
    /// A row for each student.
    pub rows: Vec<MetRow>,
}

/// A student, and how often this one was with each of the others.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct MetRow {
    pub id: String,
    /// "Mateo V.".
    pub name: String,
    /// The first of a group.
    pub first: bool,
    /// "met 17 of 27".
    pub count: String,
    /// Who they have never worked with, as a sentence.
    pub never: String,
    /// With each, in the order of the rows.
    pub cells: Vec<MetCell>,
}

/// How often two students were in one group.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct MetCell {
    /// How often, this cycle included.
    pub times: u32,
    /// What this cycle has to do with it.
    pub together: Together,
}

/// What this cycle has to do with a pair.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub enum Together {
    /// One and the same student.
    Same,
    /// In two groups.
    #[default]
    No,
    /// In one group, for the first time this year.
    First,
    /// In one group, and they were before.
    Again,
}

/// Who has worked with whom; none without groups or with fewer than two students.
pub fn met(class: &Class, query: &GroupsQuery) -> Option<Met> {
    let (cycle, _) = running(class, &query.subject, query.purpose, query.today)
        .filter(|_| matches!(query.purpose, Purpose::Mixed | Purpose::Interest))?;
    let students = students_on(class, query.today);
    let groups: Vec<Vec<usize>> = groups_of(class, cycle)
        .into_iter()
        .map(|(id, _)| members_of(class, cycle, id, &students))
        .filter(|members| !members.is_empty())
        .collect();
    if groups.is_empty() || students.len() < 2 {
        return None;
    }
    let times = met::met(class, &students, |_, cycle| met::is_counted(class, cycle, query.today));
    let called = names(class);
    let name = |at: usize| called.get(&students[at]).cloned().unwrap_or_default();
    let group_of = |at: usize| groups.iter().position(|members| members.contains(&at));
    let mut order: Vec<usize> = groups.iter().flatten().copied().collect();
    order.extend((0..students.len()).filter(|at| group_of(*at).is_none()));

    let cell = |one: usize, other: usize| {
        if one == other {
            return MetCell { times: 0, together: Together::Same };
        }
        let times = times.get(&(one.min(other), one.max(other))).copied().unwrap_or(0);
        let together = match group_of(one) {
            Some(group) if group_of(other) == Some(group) && times > 1 => Together::Again,
            Some(group) if group_of(other) == Some(group) => Together::First,
            _ => Together::No,
        };
        MetCell { times, together }
    };
    let of = students.len() - 1;
    let mut counts = Vec::with_capacity(order.len());
    let mut rows = Vec::with_capacity(order.len());
    for (place, &one) in order.iter().enumerate() {
        let cells: Vec<MetCell> = order.iter().map(|&other| cell(one, other)).collect();
        let mut never: Vec<String> = order
            .iter()
            .zip(&cells)
            .filter(|(_, cell)| cell.times == 0 && cell.together != Together::Same)
            .map(|(&other, _)| name(other))
            .collect();
        never.order();
        counts.push((of - never.len(), name(one)));
        rows.push(MetRow {
            id: students[one].0.clone(),
            name: name(one),
            first: place > 0 && group_of(one) != group_of(order[place - 1]),
            count: text::say(&Sentence::new("groups.met_of").with("k", of - never.len()).with("of", of)),
            never: never_met(name(one), never),
            cells,
        });
    }
    let pairs = students.len() * of / 2;
    let lead = Sentence::new("groups.met_pairs").with("k", times.len()).with("of", pairs);
    Some(Met { lead: text::say(&lead), fewest: fewest(&counts, of), rows })
}

fn never_met(name: String, never: Vec<String>) -> String {
    if never.is_empty() {
        return text::say(&Sentence::new("groups.met_all").with("name", name));
    }
    text::say(&Sentence::new("groups.met_never").with("name", name).with("names", never))
}

/// "Ana M. and Ben K. have met the fewest classmates: 9 of 25."
fn fewest(counts: &[(usize, String)], of: usize) -> String {
    let (Some(least), Some(most)) =
        (counts.iter().map(|(n, _)| *n).min(), counts.iter().map(|(n, _)| *n).max())
    else {
        return String::new();
    };
    if least == of {
        return text::of("groups.met_everybody").to_owned();
    }
    if least == most {
        return text::say(&Sentence::new("groups.met_alike").with("k", least).with("of", of));
    }
    let mut who: Vec<String> =
        counts.iter().filter(|(n, _)| *n == least).map(|(_, name)| name.clone()).collect();
    who.order();
    let n = who.len();
    let sentence = if n > NAMED {
        Sentence::new("groups.met_fewest_many").with("n", n)
    } else {
        Sentence::new("groups.met_fewest").with("n", n).with("names", who)
    };
    text::say(&sentence.with("k", least).with("of", of))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::NewStudent;
    use crate::view::groups::tests::{custom, query};

    /// Six students A to F; each cycle is two groups of three.
    fn of(cycles: &[Vec<Vec<usize>>]) -> Met {
        let student = |name: &str| NewStudent { given: name.into(), ..NewStudent::default() };
        let mut class = Class::default();
        let _ = custom(&mut class, ["A", "B", "C", "D", "E", "F"].map(student).to_vec(), cycles);
        met(&class, &query(&class, Purpose::Mixed)).unwrap_or_default()
    }

    fn row<'a>(met: &'a Met, name: &str) -> &'a MetRow {
        met.rows.iter().find(|row| row.name == name).unwrap()
    }

    #[test]
    fn pairs_of_the_cycles_are_counted_and_repeats_are_marked() {
        let first = vec![vec![0, 1, 2], vec![3, 4, 5]];
        let met = of(std::slice::from_ref(&first));
        assert_eq!(met.lead, "6 of 15 pairs have worked together this school year.");
        assert_eq!(met.fewest, "Each has met 2 of 5 classmates.");
        assert_eq!(row(&met, "A").never, "A is still to work with: D, E and F");
        let met = of(&[first.clone(), vec![vec![0, 1, 3], vec![2, 4, 5]]]);
        assert_eq!(met.lead, "10 of 15 pairs have worked together this school year.");
        let with = |met: &Met, one: &str, other: &str| {
            row(met, one).cells[met.rows.iter().position(|row| row.name == other).unwrap()]
        };
        assert_eq!(with(&met, "A", "B"), MetCell { times: 2, together: Together::Again });
        assert_eq!(with(&met, "A", "D"), MetCell { times: 1, together: Together::First });
        assert_eq!(with(&met, "A", "C"), MetCell { times: 1, together: Together::No });
        assert_eq!(with(&met, "B", "A"), with(&met, "A", "B"));
        assert_eq!(with(&met, "A", "A").together, Together::Same);
        assert_eq!(met.fewest, "A, B, E and F have met the fewest classmates: 3 of 5.");
        assert_eq!(row(&met, "C").count, "met 4 of 5");
    }

    #[test]
    fn rows_stand_in_the_order_of_the_groups() {
        let met = of(&[vec![vec![0, 2, 4], vec![1, 3, 5]]]);
        let names: Vec<&str> = met.rows.iter().map(|row| row.name.as_str()).collect();
        assert!(
            names == ["A", "C", "E", "B", "D", "F"] || names == ["B", "D", "F", "A", "C", "E"],
            "{names:?}"
        );
        assert_eq!(met.rows.iter().filter(|row| row.first).count(), 1);
        assert!(met.rows[3].first, "a gap before the second group");
    }
}

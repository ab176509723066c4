//! Checks that look like one ticket that came in twice: pasted twice, or entered by two adults whose copies met.
//!
//! Nothing is decided here. The page asks "same ticket?"; the answer is an [`Alias`](crate::domain::class::Alias).

use std::collections::{BTreeMap, BTreeSet};

use super::records::{Check, CheckKind, Evidence, EvidenceState};
use crate::domain::class::joined::AliasKey;
use crate::domain::id::{CheckId, StandardId, StudentId};
use crate::domain::{Class, Date};

/// Most checks of one day that are held against each other: a class has a handful.
const MOST_A_DAY: usize = 24;

/// Whose mark, on what, which attempt.
pub type Cell = (StudentId, StandardId, u32);

/// One mark as two checks have it.
#[derive(Debug, Clone, PartialEq)]
pub struct Differs {
    /// Whose, on what, which attempt.
    pub cell: Cell,
    /// As the first check has it.
    pub one: Evidence,
    /// As the other has it.
    pub other: Evidence,
}

/// Two checks of one day, on the same standards, with the same students.
#[derive(Debug, Clone, PartialEq)]
pub struct Double {
    /// The smaller id: it stands where they are one.
    pub one: CheckId,
    /// The larger id.
    pub other: CheckId,
    /// Marks that are the same in both.
    pub same: usize,
    /// Marks that both have, and that differ.
    pub differs: Vec<Differs>,
    /// Marks that only the first has.
    pub only_one: usize,
    /// Marks that only the other has.
    pub only_other: usize,
}

type Marks<'a> = BTreeMap<Cell, &'a Evidence>;

/// Whether two marks say the same of a student: 2 of 4 and 4 of 8 do.
pub fn says_the_same(one: &Evidence, other: &Evidence) -> bool {
    let near = |one: f64, other: f64| (one - other).abs() < 1e-9;
    one.state == other.state
        && match (one.score, one.of, other.score, other.of) {
            _ if one.state != EvidenceState::Scored => true,
            (Some(one), None, Some(other), None) => near(one, other),
            (Some(one), Some(of), Some(other), Some(other_of)) => near(one * other_of, other * of),
            (None, _, None, _) => true,
            _ => false,
        }
}

/// Whether two kinds can be one ticket: a quiz is an exit ticket for the other adult. What was only seen is no ticket.
pub fn may_be_one(one: CheckKind, other: CheckKind) -> bool {
    let is_ticket = |kind| matches!(kind, CheckKind::ExitTicket | CheckKind::Quiz);
    one != CheckKind::Diagnostic && (one == other || (is_ticket(one) && is_ticket(other)))
}

/// The class's doubles that nobody has decided on, by day.
pub fn doubles(class: &Class) -> Vec<Double> {
    let days = days(class);
    let asked: BTreeSet<&CheckId> = days.iter().flatten().copied().collect();
    if asked.is_empty() {
        return Vec::new();
    }
    let mut marks: BTreeMap<&CheckId, Marks> = BTreeMap::new();
    for ((student, standard, check, attempt), evidence) in class.evidence.iter() {
        if asked.contains(check) && class.students.get(student).is_some() {
            let cell = (student.clone(), standard.clone(), *attempt);
            marks.entry(check).or_default().insert(cell, evidence);
        }
    }
    let mut found = Vec::new();
    for day in &days {
        for (at, one) in day.iter().enumerate() {
            for other in &day[at + 1..] {
                let (Some(first), Some(second)) = (marks.get(one), marks.get(other)) else { continue };
                if !is_decided(class, one, other) && kinds_fit(class, one, other) {
                    found.extend(double(one, other, first, second));
                }
            }
        }
    }
    found
}

/// Checks of a subject and day that are more than one, each list by id.
fn days(class: &Class) -> Vec<Vec<&CheckId>> {
    let mut days: BTreeMap<(Date, &str), Vec<&CheckId>> = BTreeMap::new();
    for (id, check) in class.checks.iter().filter(|(_, check)| check.kind != CheckKind::Diagnostic) {
        let subject = check.subject.as_ref().map_or("", |subject| subject.as_str());
        if let Some(on) = check.done_on {
            days.entry((on, subject)).or_default().push(id);
        }
    }
    let mut days: Vec<Vec<&CheckId>> = days.into_values().filter(|day| day.len() > 1).collect();
    days.iter_mut().for_each(|day| day.truncate(MOST_A_DAY));
    days
}

fn kinds_fit(class: &Class, one: &CheckId, other: &CheckId) -> bool {
    let kind = |id| class.checks.get(id).map_or_else(CheckKind::default, |check: &Check| check.kind);
    may_be_one(kind(one), kind(other))
}

/// Whether somebody said that they are two.
fn is_decided(class: &Class, one: &CheckId, other: &CheckId) -> bool {
    let (ones, others) = (class.joined_with(one), class.joined_with(other));
    let said = |one: &CheckId, other: &CheckId| class.aliases.get(&AliasKey::of(one, other)).is_some();
    ones.iter().any(|one| others.iter().any(|other| said(one, other)))
}

/// What two checks have in common; `None` where that is too little for one ticket: the standards of one are among the
/// other's, and so are half of its students at least.
fn double(one: &CheckId, other: &CheckId, first: &Marks, second: &Marks) -> Option<Double> {
    let standards = |marks: &Marks| marks.keys().map(|cell| cell.1.clone()).collect::<BTreeSet<_>>();
    let (ones, others) = (standards(first), standards(second));
    let students = |marks: &Marks| marks.keys().map(|cell| cell.0.clone()).collect::<BTreeSet<_>>();
    let (who, other_who) = (students(first), students(second));
    let both = who.intersection(&other_who).count();
    let fit = (ones.is_subset(&others) || others.is_subset(&ones))
        && both > 0
        && both * 2 >= who.len().min(other_who.len());
    if !fit {
        return None;
    }
    let common = first.iter().filter_map(|(cell, mark)| Some((cell, *mark, *second.get(cell)?)));
    let common: Vec<_> = common.collect();
    let differs = common.iter().filter(|(_, one, other)| !says_the_same(one, other));
    let differs: Vec<Differs> = differs
        .map(|(cell, one, other)| Differs {
            cell: (*cell).clone(),
            one: (*one).clone(),
            other: (*other).clone(),
        })
        .collect();
    Some(Double {
        one: one.clone(),
        other: other.clone(),
        same: common.len() - differs.len(),
        differs,
        only_one: first.len() - common.len(),
        only_other: second.len() - common.len(),
    })
    .filter(|_| !common.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::Value;

    fn class() -> Class {
        let mut class = Class::default();
        for (id, kind) in [("c1", "exit_ticket"), ("c2", "quiz")] {
            class.set("check", id, "subject", &Value::Text("m".into()));
            class.set("check", id, "kind", &Value::Text(kind.into()));
            class.set("check", id, "done_on", &Value::Text("2026-11-02".into()));
        }
        for student in ["s1", "s2", "s3", "s4"] {
            class.set("student", student, "given", &Value::Text("Ana".into()));
            class.set("evidence", &format!("{student}/A/c1/1"), "score", &Value::Int(3));
        }
        for (student, score) in [("s1", 3), ("s2", 2)] {
            class.set("evidence", &format!("{student}/A/c2/1"), "score", &Value::Int(score));
        }
        class
    }

    #[test]
    fn one_ticket_twice_says_what_differs() {
        let found = doubles(&class());
        let [double] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((double.one.as_str(), double.other.as_str()), ("c1", "c2"));
        let differs: Vec<&str> = double.differs.iter().map(|differs| differs.cell.0.as_str()).collect();
        assert_eq!((double.same, differs, double.only_one, double.only_other), (1, vec!["s2"], 2, 0));
    }

    #[test]
    fn another_day_kind_subject_standard_or_class_half_is_another_ticket() {
        let near_misses: [(&str, &str, &str, Value); 4] = [
            ("check", "c2", "done_on", Value::Text("2026-11-03".into())),
            ("check", "c2", "kind", Value::Text("observation".into())),
            ("check", "c2", "subject", Value::Text("ela".into())),
            ("alias", "c1/c2", "of", Value::Text("check".into())),
        ];
        for (kind, id, field, value) in near_misses {
            let mut class = class();
            class.set(kind, id, field, &value);
            assert!(doubles(&class).is_empty(), "{kind} {field}");
        }
        let mut others = class();
        for student in ["s1", "s2"] {
            others.set("evidence", &format!("{student}/A/c2/1"), "retracted", &Value::Bool(true));
            others.set("evidence", &format!("{student}/B/c2/1"), "score", &Value::Int(3));
        }
        assert!(doubles(&others).is_empty(), "another standard");
        let mut half = class();
        half.set("evidence", "s2/A/c2/1", "retracted", &Value::Bool(true));
        for student in ["s5", "s6"] {
            half.set("student", student, "given", &Value::Text("Bo".into()));
            half.set("evidence", &format!("{student}/A/c2/1"), "score", &Value::Int(3));
        }
        assert!(doubles(&half).is_empty(), "two halves of a class with one child in both");
    }

    #[test]
    fn joined_ones_are_asked_about_no_more() {
        let mut class = class();
        class.set("alias", "c1/c2", "of", &Value::Text("check".into()));
        class.set("alias", "c1/c2", "stands", &Value::Text("c1".into()));
        assert!(doubles(&class).is_empty());
        assert_eq!(class.evidence.len(), 4);
    }

    #[test]
    fn two_marks_that_say_the_same() {
        let mark = |score: f64, of: Option<f64>| Evidence { score: Some(score), of, ..Evidence::default() };
        assert!(says_the_same(&mark(2.0, Some(4.0)), &mark(4.0, Some(8.0))));
        assert!(says_the_same(&mark(3.0, None), &mark(3.0, None)));
        assert!(!says_the_same(&mark(3.0, None), &mark(3.0, Some(4.0))));
        let absent = Evidence { state: EvidenceState::Absent, ..Evidence::default() };
        assert!(!says_the_same(&absent, &mark(3.0, None)) && says_the_same(&absent, &absent));
    }
}

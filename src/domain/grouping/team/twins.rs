//! Students who are in more than one class of a team: known to be one, or perhaps one, which only a teacher can say.

use std::collections::BTreeMap;

use super::proposal::Seat;
use super::{TeamClass, students_on};
use crate::domain::Date;
use crate::domain::letters::fold;
use crate::domain::roster::Student;

/// Students of several classes who are one, or may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Twin {
    /// Each class's own, in the order of the classes; no class twice.
    pub seats: Vec<Seat>,
    /// Their id and name are the same, as a handed-over student's are. Else name or school id agree, and nothing speaks
    /// against it.
    pub sure: bool,
}

/// Everybody who is, or may be, in more than one of the classes.
pub fn twins(team: &[TeamClass], today: Date) -> Vec<Twin> {
    let mut people: Vec<(Vec<Seat>, &Student)> = Vec::new();
    let mut known: BTreeMap<(&str, String), usize> = BTreeMap::new();
    let here: Vec<Vec<_>> = team.iter().map(|part| students_on(&part.class, today)).collect();
    for (class, (part, ids)) in team.iter().zip(&here).enumerate() {
        for id in ids {
            let Some(student) = part.class.students.get(id) else { continue };
            let at = *known.entry((id.as_str(), student.full())).or_insert(people.len());
            match people.get_mut(at) {
                Some((seats, _)) => seats.push((class, id.clone())),
                None => people.push((vec![(class, id.clone())], student)),
            }
        }
    }
    let sure = people.iter().filter(|(seats, _)| seats.len() > 1);
    let mut found: Vec<Twin> = sure.map(|(seats, _)| Twin { seats: seats.clone(), sure: true }).collect();
    found.extend(alike(&people));
    found
}

/// Who may be one: the same name, unless their school ids differ; or the same school id. Where two of one class are
/// meant, nobody can be named.
fn alike(people: &[(Vec<Seat>, &Student)]) -> Vec<Twin> {
    let names: Vec<String> = people.iter().map(|(_, student)| fold(&student.full())).collect();
    let agree = |one: usize, other: usize| {
        let (a, b) = (people[one].1.school_id.trim(), people[other].1.school_id.trim());
        if a.is_empty() || b.is_empty() { names[one] == names[other] } else { a == b }
    };
    let mut left: Vec<usize> = (0..people.len()).collect();
    let mut found = Vec::new();
    while let Some(one) = left.first().copied() {
        let (all, others): (Vec<usize>, Vec<usize>) = left.iter().partition(|other| agree(one, **other));
        left = others;
        let seats: Vec<Seat> = all.iter().flat_map(|at| people[*at].0.clone()).collect();
        let mut classes: Vec<usize> = seats.iter().map(|(class, _)| *class).collect();
        classes.dedup();
        if all.len() > 1 && classes.len() == seats.len() {
            found.push(Twin { seats, sure: false });
        }
    }
    found
}

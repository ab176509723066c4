//! The traits that mixed groups balance (a mean that each group should share) and spread (tags).

use crate::domain::id::{StandardId, StudentId, SubjectId, TagId};
use crate::domain::mastery::{StandardMastery, tested};
use crate::domain::standards::{running_unit, unit_standards};
use crate::domain::{Class, Date};

/// Traits by student, in the order of the students.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Traits {
    /// The number that came with the name; none where nobody has one.
    pub number: Option<Vec<Option<f64>>>,
    /// The mean score on what is taught now, on the subject's scale; none where nobody has a mark there.
    pub level: Option<Vec<Option<f64>>>,
    /// Tags that two students or more carry.
    pub tags: Vec<(TagId, Vec<bool>)>,
}

impl Traits {
    /// Reads them from the class.
    pub fn of(class: &Class, subject: &SubjectId, students: &[StudentId], today: Date) -> Self {
        let number = |id: &StudentId| class.students.get(id).and_then(|student| student.number);
        let numbers = students.iter().map(|id| number(id).filter(|number| number.is_finite())).collect();
        let carries = |tag: &TagId, student: &StudentId| {
            class.tagged.get(&(tag.clone(), student.clone())).is_some_and(|tagged| tagged.carried)
        };
        let tags = class.tags.iter().map(|(tag, _)| {
            (tag.clone(), students.iter().map(|student| carries(tag, student)).collect::<Vec<bool>>())
        });
        let tags = tags.filter(|(_, bearers)| bearers.iter().filter(|carries| **carries).count() > 1);
        Self {
            number: known(numbers),
            level: known(levels(class, subject, students, today)),
            tags: tags.collect(),
        }
    }

    /// What has a mean, as the search takes it.
    pub fn numbers(&self) -> Vec<Vec<Option<f64>>> {
        self.number.iter().chain(&self.level).cloned().collect()
    }
}

fn known(values: Vec<Option<f64>>) -> Option<Vec<Option<f64>>> {
    values.iter().any(Option::is_some).then_some(values)
}

/// Mean scores on the standards of the running unit; without one, on all that were tested. Habits say nothing of it.
fn levels(class: &Class, subject: &SubjectId, students: &[StudentId], today: Date) -> Vec<Option<f64>> {
    if class.subjects.get(subject).is_some_and(|subject| subject.habits) {
        return vec![None; students.len()];
    }
    let of_unit = running_unit(class, subject, today).map(|unit| unit_standards(class, &unit));
    let standards: Vec<StandardId> = of_unit
        .filter(|standards| !standards.is_empty())
        .unwrap_or_else(|| tested(class, subject).into_iter().collect());
    let mut sums = vec![(0.0, 0_u32); students.len()];
    for standard in &standards {
        let mastery = StandardMastery::of(class, subject, standard);
        for (sum, student) in sums.iter_mut().zip(students) {
            if let Some(score) = mastery.standing(class, student).score {
                *sum = (sum.0 + score, sum.1 + 1);
            }
        }
    }
    sums.into_iter().map(|(sum, n)| (n > 0).then(|| sum / f64::from(n))).collect()
}

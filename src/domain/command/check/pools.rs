//! Marks of a file pooled: one piece of evidence for each student, standard and attempt, and where it is written.

use std::collections::{BTreeMap, BTreeSet};

use super::RecordCheck;
use crate::domain::class::joined::EvidenceKey;
use crate::domain::id::{CheckId, StandardId, StudentId};
use crate::domain::mastery::same_ticket::says_the_same;
use crate::domain::mastery::{Evidence, EvidenceState, Scale};
use crate::domain::record::Changes;
use crate::domain::{Class, Date};

/// The check that a mark goes to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Target {
    /// A new one, of this day.
    New(Date),
    /// One that the class has.
    Known(CheckId),
}

/// Marks of one student on one standard in one attempt, added up.
#[derive(Debug, Default, Clone)]
struct Pool {
    points: f64,
    of: f64,
    levels: Vec<f64>,
    state: Option<EvidenceState>,
}

impl Pool {
    /// What it comes to; `None` where nothing is in it.
    fn evidence(mut self, scale: &Scale) -> Option<Evidence> {
        if self.of > 0.0 {
            // A level beside points counts as one point, of which its share is scored.
            for level in std::mem::take(&mut self.levels) {
                self.points += scale.share(level);
                self.of += 1.0;
            }
            return Some(Evidence { score: Some(self.points), of: Some(self.of), ..Evidence::default() });
        }
        if !self.levels.is_empty() {
            return Some(Evidence { score: Some(mean(&self.levels)), ..Evidence::default() });
        }
        self.state.map(|state| Evidence { state, ..Evidence::default() })
    }
}

impl RecordCheck {
    /// Every mark, pooled, with the check that it goes to.
    pub(super) fn pooled(
        &self,
        class: &Class,
        ids: &[StudentId],
    ) -> BTreeMap<(Target, StudentId, StandardId, u32), Evidence> {
        let target = |item: usize, day: Date| {
            let same = self.same.iter().find(|same| same.day == day && same.items.contains(&item));
            same.map_or(Target::New(day), |same| Target::Known(class.counts_as(&same.check).clone()))
        };
        let mut pooled = self.pool_by(class, |student| Some(student.id(ids).clone()), target);
        pooled.retain(|(target, _, standard, _), _| match target {
            Target::New(_) => true,
            Target::Known(check) => {
                let same = self.same.iter().filter(|same| class.counts_as(&same.check) == check);
                !same.flat_map(|same| &same.left).any(|left| left == standard)
            }
        });
        pooled
    }

    /// The same, for whichever targets and students are wanted.
    pub(super) fn pool_by<T: Ord>(
        &self,
        class: &Class,
        who: impl Fn(&super::MarkOf) -> Option<StudentId>,
        target: impl Fn(usize, Date) -> T,
    ) -> BTreeMap<(T, StudentId, StandardId, u32), Evidence> {
        let mut pools: BTreeMap<_, Pool> = BTreeMap::new();
        for mark in &self.marks {
            let (Some(student), Some(item)) = (who(&mark.student), self.items.get(mark.item)) else {
                continue;
            };
            let day = mark.done_on.unwrap_or(self.done_on);
            for standard in item.standards.iter().collect::<BTreeSet<_>>() {
                let key = (target(mark.item, day), student.clone(), standard.clone(), mark.attempt.max(1));
                let pool = pools.entry(key).or_default();
                match (mark.score.filter(|_| mark.state == EvidenceState::Scored), mark.of.or(item.points)) {
                    (Some(score), Some(of)) => {
                        pool.points += score;
                        pool.of += of;
                    }
                    (Some(level), None) => pool.levels.push(level),
                    (None, _) => pool.state = pool.state.or(Some(mark.state)),
                }
            }
        }
        let scale = Scale::of(class, &self.subject);
        pools.into_iter().filter_map(|(key, pool)| Some((key, pool.evidence(&scale)?))).collect()
    }
}

/// Writes the mark of a new check.
pub(super) fn write_new(changes: &mut Changes, key: &EvidenceKey, mark: &Evidence) {
    changes.set_some(key, Evidence::SCORE, mark.score).set_some(key, Evidence::OF, mark.of);
    if mark.state != EvidenceState::Scored {
        changes.set(key, Evidence::STATE, mark.state);
    }
}

/// Writes the mark of a check that the class has, where it says something else. What was taken back stays so.
pub(super) fn write_difference(class: &Class, changes: &mut Changes, key: &EvidenceKey, mark: &Evidence) {
    let before = class.evidence.get(key);
    if class.evidence.taken_back(key) || before.is_some_and(|before| says_the_same(before, mark)) {
        return;
    }
    for written in class.written_at(key) {
        match before {
            None => write_new(changes, &written, mark),
            Some(_) => {
                changes.set(&written, Evidence::SCORE, mark.score).set(&written, Evidence::OF, mark.of).set(
                    &written,
                    Evidence::STATE,
                    mark.state,
                );
            }
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a few items")]
fn mean(levels: &[f64]) -> f64 {
    levels.iter().sum::<f64>() / levels.len() as f64
}

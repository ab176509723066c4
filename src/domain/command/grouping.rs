//! Commands on groups.

use std::collections::BTreeSet;

use super::roster::{known, name_of};
use super::{Command, Context, Rejected};
use crate::domain::Date;
use crate::domain::calendar::Period;
use crate::domain::grouping::names::names_at;
use crate::domain::grouping::people::{groups_of, placements_of};
use crate::domain::grouping::{Cycle, Group, NewGroup, PairRule, PairRuleKind, Placement, Proposal, Purpose};
use crate::domain::id::{CycleId, GroupId, StudentId, SubjectId};
use crate::domain::record::Changes;
use crate::domain::roster::enrolled;

use crate::domain::{Class, Sentence};

/// Makes a cycle of groups, or makes the groups of a running cycle anew.
#[derive(Debug, Clone, PartialEq)]
pub struct UseGroups {
    pub subject: SubjectId,
    pub purpose: Purpose,
    pub starts: Date,
    pub ends: Date,
    /// The groups; a group of the replaced cycle with the same name lives on as this one.
    pub groups: Vec<NewGroup>,
    /// The running cycle whose groups these are from now on. Its locked students must be where they were.
    pub replaces: Option<CycleId>,
}

impl From<Proposal> for UseGroups {
    fn from(proposal: Proposal) -> Self {
        let Proposal { subject, purpose, period, groups, replaces, .. } = proposal;
        Self { subject, purpose, starts: period.starts, ends: period.ends, groups, replaces }
    }
}

impl UseGroups {
    fn check(&self, class: &Class) -> Result<(), Rejected> {
        if self.groups.is_empty() {
            return Err(Rejected::because("groups.no.nobody"));
        }
        if self.ends < self.starts {
            return Err(Sentence::new("groups.ends_before_it_starts").with("starts", self.starts).into());
        }
        let (mut names, mut placed) = (BTreeSet::new(), BTreeSet::new());
        for group in &self.groups {
            if !names.insert(name_key(&group.name)) {
                return Err(Sentence::new("groups.name_twice").with("name", &group.name).into());
            }
            for student in &group.members {
                known(class, student)?;
                if !placed.insert(student) {
                    let name = name_of(class, student);
                    return Err(Sentence::new("groups.placed_twice").with("name", name).into());
                }
            }
        }
        Ok(())
    }

    /// The group in which a student would be, by place.
    fn place_of(&self, student: &StudentId) -> Option<usize> {
        self.groups.iter().position(|group| group.members.contains(student))
    }
}

impl Command for UseGroups {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        self.check(class)?;
        let cycle = match &self.replaces {
            Some(cycle) => known_cycle(class, cycle).map(|_| cycle.clone())?,
            None => context.mint.id(),
        };
        let old = groups_of(class, &cycle);
        let same_name = |new: &NewGroup| {
            let same = old.iter().find(|(_, group)| name_key(&group.name) == name_key(&new.name));
            same.map(|(id, _)| (*id).clone())
        };
        let ids: Vec<GroupId> =
            self.groups.iter().map(|group| same_name(group).unwrap_or_else(|| context.mint.id())).collect();
        for (student, placement) in placements_of(class, &cycle).filter(|(_, placement)| placement.locked) {
            let new = self.place_of(student).map(|at| &ids[at]);
            // A lock of somebody who left holds nothing.
            let here = class.students.get(student).is_some() && enrolled(class, student, context.today);
            if here && new != placement.group.as_ref() {
                return Err(Sentence::new("groups.is_locked").with("name", name_of(class, student)).into());
            }
        }
        let mut changes = Changes::default();
        changes
            .set(&cycle, Cycle::SUBJECT, self.subject.clone())
            .set(&cycle, Cycle::PURPOSE, self.purpose)
            .set(&cycle, Cycle::STARTS, self.starts)
            .set(&cycle, Cycle::ENDS, self.ends);
        for (id, _) in old.iter().filter(|(id, _)| !ids.contains(id)) {
            changes.retract::<Group>(id);
        }
        for (id, new) in ids.iter().zip(&self.groups) {
            changes
                .set(id, Group::CYCLE, cycle.clone())
                .set(id, Group::NAME, new.name.trim().to_owned())
                .set(id, Group::FOCUS, new.focus.clone())
                .set(id, Group::SERVES, new.serves.clone())
                .set(id, Group::REACH, new.reach)
                .set(id, Group::NEXT_STEP, new.next_step);
            if self.purpose == Purpose::Interest {
                changes.set(id, Group::TOPIC, new.topic.clone());
            }
            for student in &new.members {
                let key = (cycle.clone(), student.clone());
                let before = class.placements.get(&key);
                changes.set(&key, Placement::GROUP, id.clone());
                if before.is_some_and(|before| before.by_hand && before.group.as_ref() != Some(id)) {
                    changes.set(&key, Placement::BY_HAND, false);
                }
            }
        }
        for (student, placement) in placements_of(class, &cycle) {
            if placement.group.is_some() && self.place_of(student).is_none() {
                changes.set(&(cycle.clone(), student.clone()), Placement::GROUP, None::<GroupId>);
            }
        }
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.use_groups").with("n", self.groups.len())
    }
}

/// Moves a student to another group of the cycle, by hand.
#[derive(Debug, Clone, PartialEq)]
pub struct MoveStudent {
    pub cycle: CycleId,
    pub student: StudentId,
    pub group: GroupId,
}

impl Command for MoveStudent {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        known(class, &self.student)?;
        known_cycle(class, &self.cycle)?;
        let group = known_group(class, &self.group)?;
        if group.cycle.as_ref() != Some(&self.cycle) {
            return Err(Rejected::because("groups.unknown_group"));
        }
        let key = (self.cycle.clone(), self.student.clone());
        let mut changes = Changes::default();
        let placement = class.placements.get(&key);
        if placement.is_some_and(|placement| placement.group.as_ref() == Some(&self.group)) {
            return Ok(changes);
        }
        if placement.is_some_and(|placement| placement.locked) {
            return Err(Sentence::new("groups.is_locked").with("name", name_of(class, &self.student)).into());
        }
        changes.set(&key, Placement::GROUP, self.group.clone()).set(&key, Placement::BY_HAND, true);
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        Sentence::new("undo.move_student")
            .with("name", name_of(class, &self.student))
            .with("group", group_name(class, &self.group))
    }
}

/// Locks a student into the group, or lets go.
#[derive(Debug, Clone, PartialEq)]
pub struct LockPlacement {
    pub cycle: CycleId,
    pub student: StudentId,
    /// Locked, or not.
    pub locked: bool,
}

impl Command for LockPlacement {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        let key = (self.cycle.clone(), self.student.clone());
        if class.placements.get(&key).is_none() {
            return Err(Rejected::because("groups.not_placed"));
        }
        let mut changes = Changes::default();
        changes.set(&key, Placement::LOCKED, self.locked);
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        let key = if self.locked { "undo.lock" } else { "undo.unlock" };
        Sentence::new(key).with("name", name_of(class, &self.student))
    }
}

/// The days of a cycle; an open end reaches as far as days go.
fn days_of(cycle: &Cycle) -> Period {
    Period { starts: cycle.starts.unwrap_or(Date::FIRST), ends: cycle.ends.unwrap_or(Date::LAST) }
}

/// Gives a group another name.
#[derive(Debug, Clone, PartialEq)]
pub struct RenameGroup {
    pub group: GroupId,
    /// The new name.
    pub name: String,
}

impl Command for RenameGroup {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        let group = known_group(class, &self.group)?;
        let name = self.name.trim();
        if name.is_empty() {
            return Err(Rejected::because("groups.needs_a_name"));
        }
        let others = group.cycle.as_ref().map_or_else(Vec::new, |cycle| groups_of(class, cycle));
        if others.iter().any(|(id, other)| **id != self.group && name_key(&other.name) == name_key(name)) {
            return Err(Sentence::new("groups.name_twice").with("name", name).into());
        }
        // Two groups of the same days on one rotation could not be told apart.
        let period = group.cycle.as_ref().and_then(|cycle| class.cycles.get(cycle)).map(days_of);
        let taken = period.map(|period| names_at(class, period, group.cycle.as_ref())).unwrap_or_default();
        if taken.iter().any(|other| name_key(other) == name_key(name)) {
            return Err(Sentence::new("groups.name_elsewhere").with("name", name).into());
        }
        let mut changes = Changes::default();
        changes.set(&self.group, Group::NAME, name.to_owned()).set(&self.group, Group::BY_HAND, true);
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        Sentence::new("undo.rename_group")
            .with("group", group_name(class, &self.group))
            .with("name", self.name.trim())
    }
}

/// Two students never, or always, in one group; or neither any more.
#[derive(Debug, Clone, PartialEq)]
pub struct AddPairRule {
    pub a: StudentId,
    pub b: StudentId,
    /// Which rule; none takes it back.
    pub rule: Option<PairRuleKind>,
}

impl Command for AddPairRule {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        known(class, &self.a)?;
        known(class, &self.b)?;
        if self.a == self.b {
            return Err(Rejected::because("groups.pair_of_one"));
        }
        let key = (self.a.clone().min(self.b.clone()), self.a.clone().max(self.b.clone()));
        let mut changes = Changes::default();
        changes.set(&key, PairRule::RULE, self.rule);
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        let key = match self.rule {
            Some(PairRuleKind::Apart) => "undo.pair_apart",
            Some(PairRuleKind::Together) => "undo.pair_together",
            None => "undo.pair_free",
        };
        Sentence::new(key).with("one", name_of(class, &self.a)).with("other", name_of(class, &self.b))
    }
}

pub(super) fn known_cycle<'a>(class: &'a Class, id: &CycleId) -> Result<&'a Cycle, Rejected> {
    class.cycles.get(id).ok_or_else(|| Rejected::because("groups.unknown_cycle"))
}

fn known_group<'a>(class: &'a Class, id: &GroupId) -> Result<&'a Group, Rejected> {
    class.groups.get(id).ok_or_else(|| Rejected::because("groups.unknown_group"))
}

fn group_name(class: &Class, id: &GroupId) -> String {
    class.groups.get(id).map(|group| group.name.clone()).unwrap_or_default()
}

/// Names that differ in case or spaces only are one name.
fn name_key(name: &str) -> String {
    name.trim().to_lowercase()
}

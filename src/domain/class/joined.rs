//! Checks that are one: what an [`Alias`](super::Alias) says, applied where the class hands out checks and evidence.
//!
//! The tables `checks` and `evidence` show a joined check once, under the smallest id that is there, with one mark for
//! each student, standard and attempt; every page reads those tables, so that no page can count a ticket twice. What
//! was written stays here, record for record, so that a join can be taken back and a merge finds what it left.
//!
//! Where several marks stand for one, the one that shows is: a score before "absent" or "excused"; then the mark of
//! the check that was entered later; then that of the smaller id.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{Alias, Class, Row, Table};
use crate::domain::id::{self, CheckId, Key, StandardId, StudentId};
use crate::domain::mastery::{Check, Evidence, EvidenceState};
use crate::domain::order::Order;
use crate::domain::record::{Record, Value};

/// Most checks that are one: two adults, two classes of them and a copy. What is more is a damaged file.
pub const MOST_JOINED: usize = 12;

/// Where a mark stands.
pub type EvidenceKey = <Evidence as Record>::Key;

/// The ids of an alias. One alone is that of the larger, as the first design had it: the other is in `stands`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct AliasKey(CheckId, Option<CheckId>);

impl AliasKey {
    /// Of two checks, whoever names which first: two adults' answers meet on one record.
    pub fn of(one: &CheckId, other: &CheckId) -> Self {
        let (one, other) = if one < other { (one, other) } else { (other, one) };
        Self(one.clone(), Some(other.clone()))
    }
}

impl Key for AliasKey {
    fn parse(text: &str) -> Option<Self> {
        let parts = if text.contains('/') { id::split(text)? } else { vec![text.to_owned()] };
        match parts.as_slice() {
            [one] => Some(Self(CheckId(one.clone()), None)),
            [one, other] => Some(Self(CheckId(one.clone()), Some(CheckId(other.clone())))),
            _ => None,
        }
    }
    fn text(&self) -> String {
        let parts = [Some(&self.0), self.1.as_ref()];
        id::join(&parts.into_iter().flatten().map(|id| id.0.clone()).collect::<Vec<_>>())
    }
}

/// The checks that an alias makes one.
fn pair(key: &AliasKey, alias: &Alias) -> Option<(CheckId, CheckId)> {
    let is_check = alias.of == Check::KIND_NAME && !alias.stands.is_empty();
    is_check.then(|| (key.0.clone(), key.1.clone().unwrap_or_else(|| CheckId(alias.stands.clone()))))
}

/// Joined checks, with their records as they were written.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Joined {
    /// Every check that is joined with others, with the smallest id among them.
    family: BTreeMap<CheckId, CheckId>,
    /// The same, the other way round.
    members: BTreeMap<CheckId, BTreeSet<CheckId>>,
    checks: Table<Check>,
    evidence: Table<Evidence>,
}

/// Groups of ids that pairs make one, each by its smallest id.
pub fn families<'a>(
    pairs: impl Iterator<Item = (&'a CheckId, &'a CheckId)>,
) -> BTreeMap<CheckId, BTreeSet<CheckId>> {
    let mut joined = Joined::default();
    for (one, other) in pairs {
        joined.relate(one, other);
    }
    joined.members
}

impl Joined {
    /// Makes two families one, and names it; `None` where they were.
    fn relate(&mut self, one: &CheckId, other: &CheckId) -> Option<CheckId> {
        let root = |id: &CheckId| self.family.get(id).cloned().unwrap_or_else(|| id.clone());
        let (one, other) = (root(one), root(other));
        if one == other {
            return None;
        }
        let (root, rest) = if one < other { (one, other) } else { (other, one) };
        let moved = self.members.remove(&rest).unwrap_or_else(|| BTreeSet::from([rest]));
        for id in moved.iter().chain([&root]) {
            self.family.insert(id.clone(), root.clone());
        }
        let members = self.members.entry(root.clone()).or_insert_with(|| BTreeSet::from([root.clone()]));
        members.extend(moved);
        Some(root)
    }

    /// The check of a family that shows: the smallest that is there, or the smallest.
    fn shown<'a>(&'a self, root: &'a CheckId) -> &'a CheckId {
        self.members
            .get(root)
            .and_then(|all| all.iter().find(|id| self.checks.get(id).is_some()))
            .unwrap_or(root)
    }

    /// Which of the marks that mean the same shows, as it was written.
    fn mark(&self, root: &CheckId, (student, standard, _, attempt): &EvidenceKey) -> Option<&Row<Evidence>> {
        let members = self.members.get(root)?;
        let some_check = members.iter().any(|id| self.checks.get(id).is_some());
        let rows = members.iter().filter_map(|id| {
            let row = self.evidence.row(&(student.clone(), standard.clone(), id.clone(), *attempt))?;
            let check = self.checks.get(id);
            (check.is_some() || !some_check).then_some((row, check.and_then(|check| check.entered_on)))
        });
        let best = rows.max_by_key(|(row, entered_on)| {
            let is_scored = row.record.state == EvidenceState::Scored;
            (!row.record.retracted, is_scored, *entered_on, Reverse(row.key.2.clone()))
        });
        best.map(|(row, _)| row)
    }
}

impl<R: Record> Table<R> {
    fn row(&self, key: &R::Key) -> Option<&Row<R>> {
        self.0.get(self.place(key)).filter(|row| row.key == *key)
    }

    /// Takes rows out.
    fn take_out(&mut self, which: impl Fn(&R::Key) -> bool) -> Vec<Row<R>> {
        if !self.0.iter().any(|row| which(&row.key)) {
            return Vec::new();
        }
        let (out, stay) = std::mem::take(&mut self.0).into_iter().partition(|row| which(&row.key));
        self.0 = stay;
        out
    }

    /// Puts rows in that are not there.
    fn put(&mut self, rows: Vec<Row<R>>) {
        if rows.is_empty() {
            return;
        }
        self.0.extend(rows);
        self.0.order_by(|one, other| one.key.cmp(&other.key));
    }
}

impl Class {
    /// The check that this one counts as: itself, where it is joined with none.
    pub fn counts_as<'a>(&'a self, check: &'a CheckId) -> &'a CheckId {
        self.joined.family.get(check).map_or(check, |root| self.joined.shown(root))
    }

    /// The checks that are one with this one, itself among them.
    pub fn joined_with(&self, check: &CheckId) -> BTreeSet<CheckId> {
        let members = self.joined.family.get(check).and_then(|root| self.joined.members.get(root));
        members.cloned().unwrap_or_else(|| BTreeSet::from([check.clone()]))
    }

    /// Where the marks were written that show as this one. One that is to be written where none stands has one place.
    pub fn written_at(&self, key: &EvidenceKey) -> Vec<EvidenceKey> {
        let Some(root) = self.joined.family.get(&key.2) else { return vec![key.clone()] };
        let place = |id: &CheckId| (key.0.clone(), key.1.clone(), id.clone(), key.3);
        let all = self.joined.members.get(root).into_iter().flatten().map(place);
        let live: Vec<EvidenceKey> = all.filter(|key| self.joined.evidence.get(key).is_some()).collect();
        if live.is_empty() {
            let row = self.joined.mark(root, key).map(|row| row.key.clone());
            return vec![row.unwrap_or_else(|| place(self.joined.shown(root)))];
        }
        live
    }

    /// Takes a field in that bears on joined checks; false where it does not.
    pub(super) fn set_joined(&mut self, kind: &str, id: &str, field: &str, value: &Value) -> bool {
        let is_joined = !self.joined.family.is_empty();
        match kind {
            Alias::KIND_NAME => self.set_alias(id, field, value),
            Check::KIND_NAME if is_joined => self.set_check(id, field, value),
            Evidence::KIND_NAME if is_joined => self.set_evidence(id, field, value),
            _ => return false,
        }
        true
    }

    fn set_alias(&mut self, id: &str, field: &str, value: &Value) {
        let Some(key) = AliasKey::parse(id) else { return };
        let joins = |class: &Self| class.aliases.get(&key).and_then(|alias| pair(&key, alias));
        let before = joins(self);
        self.aliases.set(id, field, value);
        match (before, joins(self)) {
            (before, after) if before == after => {}
            (None, Some((one, other))) => self.join(&one, &other),
            _ => self.join_again(),
        }
    }

    fn set_check(&mut self, id: &str, field: &str, value: &Value) {
        match self.joined.family.get(&CheckId::from(id)).cloned() {
            None => self.checks.set(id, field, value),
            Some(root) => {
                self.joined.checks.set(id, field, value);
                self.show(&root);
            }
        }
    }

    fn set_evidence(&mut self, id: &str, field: &str, value: &Value) {
        let key = EvidenceKey::parse(id);
        let root = key.as_ref().and_then(|key| self.joined.family.get(&key.2)).cloned();
        let (Some(key), Some(root)) = (key, root) else { return self.evidence.set(id, field, value) };
        self.joined.evidence.set(id, field, value);
        let shown = (key.0.clone(), key.1.clone(), self.joined.shown(&root).clone(), key.3);
        let row = self.joined.mark(&root, &key).map(|row| Row { key: shown.clone(), ..row.clone() });
        let at = self.evidence.place(&shown);
        let is_there = self.evidence.0.get(at).is_some_and(|row| row.key == shown);
        match row {
            Some(row) if is_there => self.evidence.0[at] = row,
            Some(row) => self.evidence.0.insert(at, row),
            None if is_there => {
                self.evidence.0.remove(at);
            }
            None => {}
        }
    }

    /// Takes a field of an alias in without joining anything: for counting them before anything is opened.
    pub fn aliases_alone(&mut self, id: &str, field: &str, value: &Value) {
        self.aliases.set(id, field, value);
    }

    /// Every two checks that somebody said are one.
    pub fn same_checks(&self) -> Vec<(CheckId, CheckId)> {
        self.aliases.iter().filter_map(|(key, alias)| pair(key, alias)).collect()
    }

    fn join(&mut self, one: &CheckId, other: &CheckId) {
        let new = |id: &&CheckId| !self.joined.family.contains_key(*id);
        let new: Vec<CheckId> = [one, other].into_iter().filter(new).cloned().collect();
        let Some(root) = self.joined.relate(one, other) else { return };
        self.joined.checks.put(self.checks.take_out(|id| new.contains(id)));
        self.joined.evidence.put(self.evidence.take_out(|key| new.contains(&key.2)));
        self.show(&root);
    }

    /// Everything apart, then joined as the aliases say.
    fn join_again(&mut self) {
        let joined = std::mem::take(&mut self.joined);
        self.checks.take_out(|id| joined.family.contains_key(id));
        self.evidence.take_out(|key| joined.family.contains_key(&key.2));
        self.checks.put(joined.checks.0);
        self.evidence.put(joined.evidence.0);
        for (one, other) in self.same_checks() {
            self.join(&one, &other);
        }
    }

    /// Writes what shows of a family anew.
    fn show(&mut self, root: &CheckId) {
        let Some(members) = self.joined.members.get(root).cloned() else { return };
        self.checks.take_out(|id| members.contains(id));
        self.evidence.take_out(|key| members.contains(&key.2));
        let shown = self.joined.shown(root).clone();
        self.checks.put(self.joined.checks.row(&shown).cloned().into_iter().collect());
        let of_family =
            self.joined.evidence.0.iter().map(|row| &row.key).filter(|key| members.contains(&key.2));
        let mut cells: Vec<(StudentId, StandardId, u32)> =
            of_family.map(|key| (key.0.clone(), key.1.clone(), key.3)).collect();
        cells.order();
        cells.dedup();
        let rows = cells.into_iter().filter_map(|(student, standard, attempt)| {
            let key = (student, standard, shown.clone(), attempt);
            self.joined.mark(root, &key).map(|row| Row { key: key.clone(), ..row.clone() })
        });
        self.evidence.put(rows.collect());
    }
}

#[cfg(test)]
mod tests;

//! The groups page: groups with focus, members and reasons; what they cover; what is not covered.

mod choices;
mod rows;

use super::mark::MarkRow;
use super::text::english;
use crate::domain::Date;
use crate::domain::grouping::focus::{Candidate, Focus, candidates};
use crate::domain::grouping::people::{
    absent_on, groups_of, holds, is_over, placements_of, running, short_name, students_on,
};
use crate::domain::grouping::reason::{Assessment, assess, reason};
use crate::domain::grouping::{Group, PairRuleKind, Placement, Purpose, mixed};
use crate::domain::id::{CycleId, StandardId, StudentId, SubjectId};
use crate::domain::order::Order;
use crate::domain::standards::{Catalog, Reach};
use crate::domain::{Class, Sentence};

pub use choices::{focus_rows, pair_rows, people};
pub use rows::{FocusRow, GroupRow, GroupsPage, GroupsState, LineRow, MemberRow, PairRow};

/// What the page is asked to show.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupsQuery {
    /// On which subject.
    pub subject: SubjectId,
    /// For what.
    pub purpose: Purpose,
    /// The local date.
    pub today: Date,
    /// Levels are hidden: no mark, no reason, no need is told.
    pub hidden: bool,
    /// What the last search said of the groups that stand: proven best, or best found.
    pub proven: Option<bool>,
}

/// The page of a purpose.
pub fn groups_page(class: &Class, catalog: &Catalog, query: &GroupsQuery) -> GroupsPage {
    let students = students_on(class, query.today);
    if students.is_empty() {
        return blank(GroupsState::NoStudents, "groups.no_students", "groups.no_students_but");
    }
    let found = running(class, &query.subject, query.purpose, query.today);
    let Some((id, cycle)) = found.filter(|(id, _)| !groups_of(class, id).is_empty()) else {
        return no_groups(class, catalog, query, &students);
    };
    let scene = Scene::of(class, catalog, query, id, students);
    let over = is_over(cycle, query.today);
    let (lead, mut but) = scene.lead();
    if let (true, Some(ends)) = (over, cycle.ends) {
        but = say(&Sentence::new("groups.but_over").with("ends", ends));
    }
    let title = match (cycle.starts, cycle.ends) {
        (Some(starts), Some(ends)) => {
            say(&Sentence::new("groups.title_cycle").with("starts", starts).with("ends", ends))
        }
        _ => text("groups.title"),
    };
    let groups: Vec<GroupRow> = scene.groups.iter().map(|group| scene.group_row(group)).collect();
    GroupsPage {
        state: if over { GroupsState::Over } else { GroupsState::Running },
        title,
        lead,
        but,
        cycle: id.0.clone(),
        unplaced: scene.unplaced(),
        lines: scene.lines(&groups),
        moved: groups.iter().flat_map(|group| &group.members).any(|member| member.by_hand),
        groups,
    }
}

fn blank(state: GroupsState, lead: &'static str, but: &'static str) -> GroupsPage {
    GroupsPage {
        state,
        title: text("groups.title"),
        lead: text(lead),
        but: text(but),
        ..GroupsPage::default()
    }
}

fn no_groups(class: &Class, catalog: &Catalog, query: &GroupsQuery, students: &[StudentId]) -> GroupsPage {
    if query.purpose != Purpose::Skill {
        return blank(GroupsState::NoGroups, "groups.none_mixed", "groups.none_mixed_but");
    }
    let known = candidates(class, catalog, &query.subject, &[], students, query.today)
        .iter()
        .any(|candidate| candidate.tested);
    let numbered = class.students.iter().any(|(_, student)| student.number.is_some());
    let but = match (known, numbered) {
        (true, _) => "groups.none_known",
        (false, true) => "groups.none_number",
        (false, false) => "groups.none_nothing",
    };
    blank(GroupsState::NoGroups, "groups.none_skill", but)
}

/// A group with the places of its members among the students.
struct Seen<'a> {
    id: String,
    group: &'a Group,
    focus: Focus,
    members: Vec<usize>,
}

/// Everything that the rows are read from.
struct Scene<'a> {
    class: &'a Class,
    catalog: &'a Catalog,
    query: &'a GroupsQuery,
    cycle: &'a CycleId,
    students: Vec<StudentId>,
    groups: Vec<Seen<'a>>,
    candidates: Vec<Candidate>,
    assessment: Assessment,
}

impl<'a> Scene<'a> {
    fn of(
        class: &'a Class,
        catalog: &'a Catalog,
        query: &'a GroupsQuery,
        cycle: &'a CycleId,
        students: Vec<StudentId>,
    ) -> Self {
        let groups: Vec<Seen<'a>> = groups_of(class, cycle)
            .into_iter()
            .map(|(id, group)| {
                let focus =
                    Focus { standard: group.focus.clone(), serves: group.serves.clone(), reach: group.reach };
                let in_it = |placement: &Placement| placement.group.as_ref() == Some(id);
                let here = placements_of(class, cycle).filter(|(_, placement)| in_it(placement));
                let mut members: Vec<usize> =
                    here.filter_map(|(student, _)| students.iter().position(|s| s == student)).collect();
                members.order();
                Seen { id: id.0.clone(), group, focus, members }
            })
            .collect();
        let mut found = Vec::new();
        if query.purpose == Purpose::Skill && groups.iter().any(|seen| seen.focus != Focus::default()) {
            found = candidates(class, catalog, &query.subject, &[], &students, query.today);
            for seen in &groups {
                if !found.iter().any(|candidate| candidate.focus == seen.focus) {
                    let more = Candidate::of(class, &query.subject, seen.focus.clone(), &students);
                    let extension = seen.focus.reach == Reach::Extension;
                    found.push(Candidate { extension, ..more });
                }
            }
        }
        let taken: Vec<(Focus, Vec<usize>)> =
            groups.iter().map(|seen| (seen.focus.clone(), seen.members.clone())).collect();
        let assessment =
            if found.is_empty() { Assessment::default() } else { assess(&found, &students, &taken) };
        Self { class, catalog, query, cycle, students, groups, candidates: found, assessment }
    }

    fn lead(&self) -> (String, String) {
        let n = self.groups.len();
        if self.query.purpose != Purpose::Skill {
            return self.mixed_lead();
        }
        if self.candidates.is_empty() {
            let lead = Sentence::new("groups.lead_number").with("n", n).with("word", word(n));
            return (say(&lead), text("groups.but_number"));
        }
        let mut focuses: Vec<&Focus> = self.groups.iter().map(|seen| &seen.focus).collect();
        focuses.order();
        focuses.dedup();
        let n = focuses.len();
        let lead = Sentence::new("groups.lead").with("n", n).with("word", word(n));
        let lead = say(&lead.with("students", self.assessment.covered));
        let (left, check) = (self.assessment.uncovered.len(), self.assessment.unknown.len());
        let but = match (left, check) {
            (0, 0) => return (lead, String::new()),
            (0, check) => Sentence::new("groups.but_check").with("n", check).with("word", word(check)),
            (left, _) => Sentence::new("groups.but_conference").with("n", left).with("word", word(left)),
        };
        (lead, say(&but))
    }

    fn mixed_lead(&self) -> (String, String) {
        let n = self.groups.len();
        let before = mixed::met(self.class, &self.students, Some(self.cycle));
        if before.is_empty() {
            let lead = Sentence::new("groups.lead_mixed").with("n", n).with("word", word(n));
            return (say(&lead), String::new());
        }
        let (mut pairs, mut first, mut with_new) = (0_usize, 0_usize, vec![false; self.students.len()]);
        for seen in &self.groups {
            for (at, &one) in seen.members.iter().enumerate() {
                for &other in &seen.members[at + 1..] {
                    pairs += 1;
                    if !before.contains_key(&(one.min(other), one.max(other))) {
                        first += 1;
                        with_new[one] = true;
                        with_new[other] = true;
                    }
                }
            }
        }
        let placed: usize = self.groups.iter().map(|seen| seen.members.len()).sum();
        let new = with_new.iter().filter(|new| **new).count();
        let lead = if new == placed {
            Sentence::new("groups.lead_new")
        } else {
            Sentence::new("groups.lead_some_new").with("n", new)
        };
        (say(&lead), say(&Sentence::new("groups.but_pairs").with("k", first).with("n", pairs)))
    }

    fn group_row(&self, seen: &Seen<'_>) -> GroupRow {
        let mut members: Vec<MemberRow> =
            seen.members.iter().map(|&member| self.member_row(member, Some(&seen.focus))).collect();
        members.order_by(|one, other| one.name.cmp(&other.name));
        GroupRow {
            id: seen.id.clone(),
            name: seen.group.name.clone(),
            count: say(&Sentence::new("common.students").with("n", members.len())),
            focus: self.focus_words(&seen.focus),
            code: codes(&seen.focus),
            members,
        }
    }

    fn focus_words(&self, focus: &Focus) -> String {
        match &focus.standard {
            Some(standard) => label_of(self.catalog, standard),
            None if focus.reach == Reach::Extension => text("groups.focus_own"),
            None if self.query.purpose == Purpose::Skill => text("groups.focus_number"),
            None => String::new(),
        }
    }

    fn member_row(&self, member: usize, focus: Option<&Focus>) -> MemberRow {
        let student = &self.students[member];
        let candidate =
            focus.and_then(|focus| self.candidates.iter().find(|candidate| candidate.focus == *focus));
        let placement = self.class.placements.get(&(self.cycle.clone(), student.clone()));
        let told = !self.query.hidden && !self.candidates.is_empty() && focus.is_some();
        MemberRow {
            id: student.0.clone(),
            name: name_of(self.class, student),
            mark: candidate.filter(|_| told).and_then(|candidate| mark_of(candidate, member)),
            reason: if told {
                say(&reason(&self.candidates, candidate, member, student))
            } else {
                String::new()
            },
            locked: placement.is_some_and(|placement| placement.locked),
            by_hand: placement.is_some_and(|placement| placement.by_hand),
            absent: absent_on(self.class, student, self.query.today),
        }
    }

    fn unplaced(&self) -> Vec<MemberRow> {
        let placed = |member: &usize| self.groups.iter().any(|seen| seen.members.contains(member));
        let left = (0..self.students.len()).filter(|member| !placed(member));
        left.map(|member| self.member_row(member, None)).collect()
    }

    fn lines(&self, groups: &[GroupRow]) -> Vec<LineRow> {
        let mut lines = Vec::new();
        let mut line = |icon, head: String, text: String, conference| {
            lines.push(LineRow { icon, head, text, conference });
        };
        if let Some(proven) = self.query.proven {
            let icon = if proven { "check" } else { "flat" };
            line(
                icon,
                text(if proven { "groups.proven" } else { "groups.found" }),
                self.kept_to(groups),
                false,
            );
        }
        let found = &self.assessment;
        if !self.query.hidden {
            self.need_lines(&mut line);
        }
        if !found.unknown.is_empty() {
            let head = Sentence::new("groups.unknown").with("names", self.names(&found.unknown));
            line("look", say(&head), text("groups.unknown_why"), false);
        }
        if found.on_one_mark > 0 {
            let head = Sentence::new("groups.one_mark").with("n", found.on_one_mark);
            line("look", say(&head), text("groups.one_mark_why"), false);
        }
        let moved: Vec<String> = groups
            .iter()
            .flat_map(|group| group.members.iter().filter(|m| m.by_hand).map(move |m| (m, group)))
            .map(|(member, group)| format!("{} → {}", member.name, group.name))
            .collect();
        if !moved.is_empty() {
            let head = Sentence::new("groups.by_hand").with("n", moved.len());
            line("hand", say(&head), english().list(&moved), false);
        }
        let absent: Vec<String> = groups
            .iter()
            .flat_map(|group| &group.members)
            .filter(|m| m.absent)
            .map(|m| m.name.clone())
            .collect();
        if !absent.is_empty() {
            let head = Sentence::new("groups.absent_today").with("names", absent);
            line("look", say(&head), text("groups.absent_why"), false);
        }
        lines
    }

    fn need_lines(&self, line: &mut impl FnMut(&'static str, String, String, bool)) {
        let (mut needs, mut ready) = (Vec::new(), Vec::new());
        for (student, standard) in &self.assessment.uncovered {
            let name = name_of(self.class, student);
            match standard {
                Some(code) => needs.push(say(&Sentence::new("groups.needs_code")
                    .with("name", name)
                    .with("code", code.as_str()))),
                None => ready.push(name),
            }
        }
        if !needs.is_empty() {
            line("look", say(&Sentence::new("groups.uncovered").with("names", needs)), String::new(), true);
        }
        if !ready.is_empty() {
            line(
                "look",
                say(&Sentence::new("groups.ready").with("names", ready)),
                text("groups.ready_why"),
                false,
            );
        }
    }

    /// "2 pairs kept apart. 2 students locked."
    fn kept_to(&self, groups: &[GroupRow]) -> String {
        let rules = |kind| self.class.pair_rules.iter().filter(|(_, pair)| pair.rule == Some(kind)).count();
        let locked = groups.iter().flat_map(|group| &group.members).filter(|member| member.locked).count();
        let told = [
            ("groups.kept_apart", rules(PairRuleKind::Apart)),
            ("groups.kept_together", rules(PairRuleKind::Together)),
            ("groups.n_locked", locked),
        ];
        let said =
            told.into_iter().filter(|(_, n)| *n > 0).map(|(key, n)| say(&Sentence::new(key).with("n", n)));
        said.collect::<Vec<_>>().join(" ")
    }

    fn names(&self, students: &[StudentId]) -> Vec<String> {
        students.iter().map(|student| name_of(self.class, student)).collect()
    }
}

/// Who is where: (student, group), so that a page can tell whether groups still are what a search made.
pub fn placed(class: &Class, query: &GroupsQuery) -> Vec<(String, String)> {
    let found = running(class, &query.subject, query.purpose, query.today);
    let placements = found.into_iter().flat_map(|(id, _)| placements_of(class, id));
    placements
        .filter_map(|(student, placement)| Some((student.0.clone(), placement.group.clone()?.0)))
        .collect()
}

/// Whether a new proposal replaces groups of a cycle that still holds.
pub fn is_running(class: &Class, query: &GroupsQuery) -> bool {
    running(class, &query.subject, query.purpose, query.today)
        .is_some_and(|(_, cycle)| holds(cycle, query.today))
}

/// "5.NF.A.1 ← 4.NF.A.1": the grade-level standard first, because it is where the group is going.
pub(super) fn codes(focus: &Focus) -> String {
    match (&focus.standard, &focus.serves) {
        (Some(code), Some(goal)) if code != goal && focus.reach != Reach::Extension => {
            say(&Sentence::new("groups.serves").with("goal", goal.as_str()).with("code", code.as_str()))
        }
        (Some(code), _) => code.0.clone(),
        _ => String::new(),
    }
}

pub(super) fn label_of(catalog: &Catalog, standard: &StandardId) -> String {
    catalog.get(standard).map_or_else(|| standard.0.clone(), |standard| standard.label.clone())
}

fn mark_of(candidate: &Candidate, member: usize) -> Option<MarkRow> {
    let (mastery, standing) = (candidate.mastery.as_ref()?, candidate.standings.get(member)?);
    Some(MarkRow::of(&mastery.scale, standing))
}

pub(super) fn name_of(class: &Class, student: &StudentId) -> String {
    class.students.get(student).map(short_name).unwrap_or_default()
}

fn word(n: usize) -> String {
    const WORDS: [&str; 10] = [
        "groups.word.1",
        "groups.word.2",
        "groups.word.3",
        "groups.word.4",
        "groups.word.5",
        "groups.word.6",
        "groups.word.7",
        "groups.word.8",
        "groups.word.9",
        "groups.word.10",
    ];
    n.checked_sub(1).and_then(|at| WORDS.get(at)).map_or_else(|| n.to_string(), |key| text(key))
}

fn say(sentence: &Sentence) -> String {
    english().say(sentence)
}

fn text(key: &'static str) -> String {
    english().text(key).to_owned()
}

#[cfg(test)]
mod tests;

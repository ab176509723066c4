//! The groups page: groups with focus, members and reasons; what they cover; what is not covered.

mod balance;
mod card;
mod choices;
mod context;
mod day;
mod interest;
mod lead;
mod lines;
mod lists;
mod met;
mod names;
mod rows;
mod tracks;
mod whole;

use context::shared_interests;

use super::lesson::label_of;
use super::mark::MarkRow;
use super::text;
use crate::domain::Date;
use crate::domain::grouping::cover::add_missing;
use crate::domain::grouping::focus::{Candidate, Focus, candidates};
use crate::domain::grouping::history::wait;
use crate::domain::grouping::people::{groups_of, holds, is_over, placements_of, running, students_on};
use crate::domain::grouping::reason::{Assessment, Flag, assess, candidate_of, flags, reason};
use crate::domain::grouping::{Group, Placement, Proof, Purpose};
use crate::domain::id::{CycleId, GroupId, StudentId, SubjectId};
use crate::domain::mastery::Standings;
use crate::domain::order::Order;
use crate::domain::roster::{absent, short_name};
use crate::domain::standards::{Catalog, Reach};
use crate::domain::{Class, Sentence};

pub use balance::{Balance, BalanceCell, BalanceRow, balance};
pub use choices::{focus_rows, pair_rows, people};
pub use interest::{ChoiceRow, Interest, interest};
pub(super) use lines::proof_line;
pub use lists::{ListGroup, Lists, lists};
pub use met::{Met, MetCell, MetRow, Together, met};
pub use names::{NameLists, name_lists};
pub use rows::{
    CardRow, DayRow, FocusRow, GroupRow, GroupsPage, GroupsState, LeftRow, LineRow, MemberRow, PairRow,
};
pub use whole::{WholeClass, whole_class};

/// What the page is asked to show.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupsQuery {
    pub subject: SubjectId,
    pub purpose: Purpose,
    /// The local date.
    pub today: Date,
    /// Levels are hidden: no mark, no reason, no need is told.
    pub hidden: bool,
    /// What the last search said of the groups that stand.
    pub proof: Option<Proof>,
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
        but = text::say(&Sentence::new("groups.but_over").with("ends", ends));
    }
    let title = match (cycle.starts, cycle.ends) {
        (Some(starts), Some(ends)) => {
            text::say(&Sentence::new("groups.title_cycle").with("starts", starts).with("ends", ends))
        }
        _ => text::of("groups.title").to_owned(),
    };
    let groups: Vec<GroupRow> = scene.groups.iter().map(|group| scene.group_row(group)).collect();
    GroupsPage {
        state: if over { GroupsState::Over } else { GroupsState::Running },
        title,
        lead,
        but,
        cycle: id.0.clone(),
        dates: (day_field(cycle.starts), day_field(cycle.ends)),
        unplaced: scene.unplaced(),
        day: day::day(&scene),
        left: scene.left(),
        lines: scene.lines(&groups),
        moved: groups.iter().flat_map(|group| &group.members).any(|member| member.by_hand),
        groups,
    }
}

fn blank(state: GroupsState, lead: &'static str, but: &'static str) -> GroupsPage {
    GroupsPage {
        state,
        title: text::of("groups.title").to_owned(),
        lead: text::of(lead).to_owned(),
        but: text::of(but).to_owned(),
        ..GroupsPage::default()
    }
}

fn no_groups(class: &Class, catalog: &Catalog, query: &GroupsQuery, students: &[StudentId]) -> GroupsPage {
    match query.purpose {
        Purpose::Skill => {}
        Purpose::Interest => {
            return blank(GroupsState::NoGroups, "groups.none_interest", "groups.none_interest_but");
        }
        Purpose::WholeClass => {
            return blank(GroupsState::NoGroups, "groups.none_together", "groups.none_together_but");
        }
        _ => return blank(GroupsState::NoGroups, "groups.none_mixed", "groups.none_mixed_but"),
    }
    let mut standings = Standings::new(class, catalog, &query.subject);
    let known =
        candidates(&mut standings, &[], students, query.today).iter().any(|candidate| candidate.tested);
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
    /// What is to be said of each group.
    flags: Vec<Vec<Flag>>,
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
                let (focus, members) = (Focus::of(group), members_of(class, cycle, id, &students));
                Seen { id: id.0.clone(), group, focus, members }
            })
            .collect();
        let mut standings = Standings::new(class, catalog, &query.subject);
        let mut found = Vec::new();
        if query.purpose == Purpose::Skill && groups.iter().any(|seen| seen.focus != Focus::default()) {
            found = candidates(&mut standings, &[], &students, query.today);
        }
        if matches!(query.purpose, Purpose::Skill | Purpose::WholeClass) {
            add_missing(&mut found, groups.iter().map(|seen| &seen.focus), &mut standings, &students);
        }
        let starts = class.cycles.get(cycle).and_then(|cycle| cycle.starts);
        wait(class, &query.subject, &mut found, &students, starts.unwrap_or(query.today));
        let taken: Vec<(Focus, Vec<usize>)> =
            groups.iter().map(|seen| (seen.focus.clone(), seen.members.clone())).collect();
        let assessment =
            if found.is_empty() { Assessment::default() } else { assess(&found, &students, &taken) };
        let flags = flags(&found, &taken);
        Self { class, catalog, query, cycle, students, groups, candidates: found, assessment, flags }
    }

    fn group_row(&self, seen: &Seen<'_>) -> GroupRow {
        let members: Vec<MemberRow> =
            seen.members.iter().map(|&member| self.member_row(member, Some(seen))).collect();
        let shared = shared_interests(self.class, seen.members.iter().map(|place| &self.students[*place]));
        GroupRow {
            id: seen.id.clone(),
            name: seen.group.name.clone(),
            count: text::say(&Sentence::new("common.students").with("n", members.len())),
            card: self.card(seen),
            focus: self.focus_words(seen),
            code: codes_shown(&seen.focus, self.query.hidden),
            materials: seen.group.materials.clone(),
            interests: if shared.is_empty() {
                String::new()
            } else {
                text::say(&Sentence::new("groups.shared_interests").with("names", shared))
            },
            members,
        }
    }

    fn focus_words(&self, seen: &Seen<'_>) -> String {
        let focus = &seen.focus;
        match &focus.standard {
            // Where the group is called by its topic, that says it.
            _ if self.query.purpose == Purpose::Interest && seen.group.topic != seen.group.name => {
                seen.group.topic.clone()
            }
            Some(standard) if self.query.purpose != Purpose::Skill => label_of(self.catalog, standard),
            Some(_) => self.lesson_words(seen),
            None if focus.reach == Reach::Extension => text::of("groups.focus_own").to_owned(),
            None if self.query.purpose == Purpose::Skill => text::of("groups.focus_number").to_owned(),
            None => String::new(),
        }
    }

    fn member_row(&self, member: usize, group: Option<&Seen<'_>>) -> MemberRow {
        let student = &self.students[member];
        let focus = group.map(|seen| &seen.focus);
        let candidate = focus.and_then(|focus| candidate_of(&self.candidates, focus));
        let placement = self.class.placements.get(&(self.cycle.clone(), student.clone()));
        let told = !self.query.hidden && !self.candidates.is_empty() && focus.is_some();
        MemberRow {
            id: student.0.clone(),
            name: short_name(self.class, student),
            mark: candidate.filter(|_| told).and_then(|candidate| mark_of(candidate, member)),
            reason: match group {
                Some(seen) if self.query.purpose == Purpose::Interest => self.choice_got(seen, student),
                Some(seen) if told && self.query.purpose == Purpose::Skill => {
                    let why = reason(&self.candidates, &seen.focus, member);
                    why.map(|why| text::say(&why)).unwrap_or_default()
                }
                _ => String::new(),
            },
            locked: placement.is_some_and(|placement| placement.locked),
            by_hand: placement.is_some_and(|placement| placement.by_hand),
            absent: absent(self.class, student, self.query.today, 0),
        }
    }

    fn unplaced(&self) -> Vec<MemberRow> {
        let placed = |member: &usize| self.groups.iter().any(|seen| seen.members.contains(member));
        let left = (0..self.students.len()).filter(|member| !placed(member));
        left.map(|member| self.member_row(member, None)).collect()
    }

    fn names(&self, students: &[StudentId]) -> Vec<String> {
        students.iter().map(|student| short_name(self.class, student)).collect()
    }
}

/// Who is in a group, as places among the students, ascending: by name.
fn members_of(class: &Class, cycle: &CycleId, group: &GroupId, students: &[StudentId]) -> Vec<usize> {
    let in_it = |placement: &Placement| placement.group.as_ref() == Some(group);
    let here = placements_of(class, cycle).filter(|(_, placement)| in_it(placement));
    let mut members: Vec<usize> =
        here.filter_map(|(student, _)| students.iter().position(|other| other == student)).collect();
    members.order();
    members
}

/// Who is where: (student, group), so that a page can tell whether groups still are what a search made.
pub fn placed(class: &Class, query: &GroupsQuery) -> Vec<(String, String)> {
    let found = running(class, &query.subject, query.purpose, query.today);
    let placements = found.into_iter().flat_map(|(id, _)| placements_of(class, id));
    placements
        .filter_map(|(student, placement)| Some((student.0.clone(), placement.group.clone()?.0)))
        .collect()
}

fn day_field(day: Option<Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// Whether a new proposal replaces groups of a cycle that still holds.
pub fn is_running(class: &Class, query: &GroupsQuery) -> bool {
    running(class, &query.subject, query.purpose, query.today)
        .is_some_and(|(_, cycle)| holds(cycle, query.today))
}

/// "5.NF.A.1 ← 4.NF.A.1": the grade-level standard first, because it is where the group is going.
///
/// Where levels are hidden the step that it starts from is not told.
pub(super) fn codes_shown(focus: &Focus, hidden: bool) -> String {
    match focus.lesson_standard() {
        Some(standard) if hidden => standard.to_string(),
        _ => codes(focus),
    }
}

fn codes(focus: &Focus) -> String {
    match (&focus.standard, &focus.serves) {
        (Some(code), Some(goal)) if code != goal && focus.reach != Reach::Extension => {
            text::say(&Sentence::new("groups.serves").with("goal", goal.as_str()).with("code", code.as_str()))
        }
        (Some(code), _) => code.0.clone(),
        _ => String::new(),
    }
}

fn mark_of(candidate: &Candidate, member: usize) -> Option<MarkRow> {
    let (mastery, standing) = (candidate.mastery.as_ref()?, candidate.standings.get(member)?);
    Some(MarkRow::of(&mastery.scale, standing))
}

#[cfg(test)]
mod tests;

//! Interest groups: students choose among a few topics, in order, and most get their first.

use optimize::cover::{CoverGroup, CoverProblem, CoverSearch};

use super::cover::Scene;
use super::kept::{Kept, Pairs, pairs, stay};
use super::names::same;
use super::proposal::{Ask, NewGroup, Proof, Proposal};
use super::reason::Assessment;
use super::records::Purpose;
use super::refusal::refusal;
use crate::domain::id::{CycleId, StudentId};
use crate::domain::order::Order;
use crate::domain::rejected::Rejected;
use crate::domain::{Class, Sentence};

/// How many topics a cycle offers.
pub const TOPICS: std::ops::RangeInclusive<usize> = 2..=8;
/// How many choices a student has.
pub const MOST_CHOICES: usize = 3;
/// What a place among the choices is worth: the first more than two seconds.
const WORTH: [f64; MOST_CHOICES] = [1.0, 0.4, 0.15];

/// The topics of a cycle, in the teacher's order.
pub fn topics(class: &Class, cycle: &CycleId) -> Vec<String> {
    let from = (cycle.clone(), 0);
    let own = class.topics.range(from..).take_while(|(key, _)| key.0 == *cycle);
    own.filter(|(_, topic)| !topic.name.is_empty()).map(|(_, topic)| topic.name.clone()).collect()
}

/// What a student chose among the topics of a cycle, first choice first. What is no topic any more is passed over.
pub fn choices(class: &Class, cycle: &CycleId, student: &StudentId) -> Vec<String> {
    let topics = topics(class, cycle);
    let from = (cycle.clone(), student.clone(), 0);
    let own = class.choices.range(from..).take_while(|(key, _)| key.0 == *cycle && key.1 == *student);
    let mut found: Vec<String> = Vec::new();
    for (_, choice) in own {
        let topic = topics.iter().find(|topic| same(topic, &choice.topic));
        if let Some(topic) = topic.filter(|topic| !found.contains(topic)) {
            found.push(topic.clone());
        }
    }
    found.truncate(MOST_CHOICES);
    found
}

/// Which of their choices students of a cycle have got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Got {
    /// This one, counted from 1.
    Choice(usize),
    /// None of them.
    NoneOfThem,
    /// Nothing was chosen: any topic does.
    NotAsked,
}

impl Got {
    /// What somebody with these choices has in a group on a topic.
    pub fn of(choices: &[String], topic: &str) -> Self {
        match choices.iter().position(|choice| same(choice, topic)) {
            Some(at) => Self::Choice(at + 1),
            None if choices.is_empty() => Self::NotAsked,
            None => Self::NoneOfThem,
        }
    }

    /// Why somebody is in the group.
    pub fn reason(self) -> Sentence {
        Sentence::new(match self {
            Self::Choice(1) => "groups.reason.first",
            Self::Choice(2) => "groups.reason.second",
            Self::Choice(_) => "groups.reason.third",
            Self::NoneOfThem => "groups.reason.none_of_them",
            Self::NotAsked => "groups.reason.not_asked",
        })
    }
}

/// A search for interest groups: make it, call `step` until done, read `proposal` at any time.
#[derive(Debug, Clone)]
pub struct InterestGroups {
    scene: Scene,
    search: CoverSearch,
    topics: Vec<String>,
    choices: Vec<Vec<String>>,
    kept: Vec<Kept>,
    apart: Pairs,
    most: usize,
}

impl InterestGroups {
    /// Prepares the search. A topic that many chose may get two groups, one that few chose none.
    ///
    /// # Errors
    /// A sentence that names what is missing, or which settings cannot be kept.
    pub fn new(class: &Class, ask: &Ask) -> Result<Self, Rejected> {
        let scene = Scene::of(class, ask)?;
        let cycle = scene.replaces.clone().ok_or_else(|| Rejected::because("groups.no.topics"))?;
        let topics = topics(class, &cycle);
        if !TOPICS.contains(&topics.len()) {
            return Err(Rejected::because("groups.no.topics"));
        }
        let students = &scene.students;
        let choices: Vec<Vec<String>> = students.iter().map(|id| choices(class, &cycle, id)).collect();
        let worth = |chosen: &Vec<String>| -> Vec<f64> {
            let place = |topic: &String| chosen.iter().position(|choice| choice == topic);
            topics.iter().map(|topic| place(topic).map_or(0.0, |at| WORTH[at])).collect()
        };
        if choices.iter().all(Vec::is_empty) {
            return Err(Rejected::because("groups.no.choices"));
        }
        let need = choices.iter().map(worth).collect();
        let about = |kept: &Kept| {
            let group = class.groups.get(&kept.id);
            topics.iter().position(|topic| group.is_some_and(|group| same(&group.topic, topic)))
        };
        // Who stays with a topic that is no longer offered does not stay.
        let kept: Vec<Kept> =
            scene.kept(class, false).into_iter().filter(|kept| about(kept).is_some()).collect();
        let (mut apart, mut together) = pairs(class, students);
        let stay = stay(&kept, |kept| about(kept).unwrap_or(0));
        together.extend(stay.together);
        apart.extend(stay.apart);
        let mut size = ask.settings.size_for(students.len());
        size.1 = size.1.max(stay.largest);
        let groups = ask.settings.groups_max;
        let problem = CoverProblem {
            need,
            groups,
            size,
            apart: apart.clone(),
            together,
            locked: stay.locked,
            ..Default::default()
        };
        let search = CoverSearch::new(problem).map_err(|why| refusal(class, students, &why))?;
        Ok(Self { scene, search, topics, choices, kept, apart, most: size.1 })
    }

    /// Does at most `n` steps; true once nothing is left to do.
    pub fn step(&mut self, n: u32) -> bool {
        self.search.step(n).done
    }

    /// Two groups on one topic are one where they fit together: nobody has less by it.
    fn joined(&self, groups: Vec<CoverGroup>) -> Vec<CoverGroup> {
        let mut joined: Vec<CoverGroup> = Vec::new();
        let is_apart = |one: usize, other: usize| {
            self.apart.iter().any(|&(a, b)| (a, b) == (one, other) || (b, a) == (one, other))
        };
        let fit = |one: &CoverGroup, other: &CoverGroup| {
            one.label == other.label
                && one.members.len() + other.members.len() <= self.most
                && !one.members.iter().any(|&a| other.members.iter().any(|&b| is_apart(a, b)))
        };
        for group in groups {
            match joined.iter_mut().find(|other| fit(other, &group)) {
                Some(other) => other.members.extend(group.members),
                None => joined.push(group),
            }
        }
        joined.iter_mut().for_each(|group| group.members.order());
        joined
    }

    /// The best groups so far, each called by its topic.
    ///
    /// # Errors
    /// Where none were found yet.
    pub fn proposal(&self) -> Result<Proposal, Rejected> {
        let cover = self.search.best().ok_or_else(|| Rejected::because("groups.no.none_found"))?;
        let found = self.joined(cover.groups);
        let stays = |members: &[usize]| self.kept.iter().find(|kept| members.contains(&kept.members[0]));
        let mut used: Vec<String> =
            found.iter().filter_map(|group| Some(stays(&group.members)?.name.clone())).collect();
        let mut named: Vec<(String, String, Vec<usize>)> = Vec::new();
        for group in found {
            let topic = self.topics.get(group.label).cloned().unwrap_or_default();
            let name = match stays(&group.members) {
                Some(kept) => kept.name.clone(),
                None => free_name(&topic, &used),
            };
            used.push(name.clone());
            named.push((name, topic, group.members));
        }
        named.order();
        let mut groups = Vec::new();
        let mut reasons = Vec::new();
        for (name, topic, members) in named {
            reasons
                .push(members.iter().map(|at| Some(Got::of(&self.choices[*at], &topic).reason())).collect());
            let members = members.iter().map(|at| self.scene.students[*at].clone()).collect();
            groups.push(NewGroup { name, topic, members, ..NewGroup::default() });
        }
        Ok(Proposal {
            subject: self.scene.ask.subject.clone(),
            purpose: Purpose::Interest,
            period: self.scene.period,
            replaces: self.scene.replaces.clone(),
            groups,
            reasons,
            flags: Vec::new(),
            assessment: Assessment::default(),
            proof: Proof { proven: self.search.proven(), given_up: 0.0 },
        })
    }
}

/// "Robots"; "Robots 2" for a second group on it.
fn free_name(topic: &str, used: &[String]) -> String {
    let taken = |name: &str| used.iter().any(|used| same(used, name));
    let again = (2..).map(|n| format!("{topic} {n}"));
    std::iter::once(topic.to_owned()).chain(again).find(|name| !taken(name)).unwrap_or_default()
}

/// Interest groups in one call, for tests and use without a page.
///
/// # Errors
/// As [`InterestGroups::new`] and [`InterestGroups::proposal`].
pub fn propose_interest(class: &Class, ask: &Ask, steps: u32) -> Result<Proposal, Rejected> {
    let mut search = InterestGroups::new(class, ask)?;
    search.step(steps);
    search.proposal()
}

#[cfg(test)]
mod tests;

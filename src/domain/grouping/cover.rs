//! Skill groups: each group has a focus, and the groups together cover as much of what is needed as can be.
//!
//! A lesson's worth for a student is the need; a lesson on a standard counts up to half less while a step before it is
//! unmet, so that the step comes first where it is the greater gap. A student who has mastered what is taught gains
//! from an extension. A student of whom nothing is known needs nothing, and goes where sizes allow, at grade level.

use optimize::cover::{CoverProblem, CoverSearch};

use super::focus::{Candidate, Focus, candidates, extension};
use super::history::wait;
use super::kept::{Kept, kept, pairs, stay};
use super::lock_in::{Easing, penalties};
use super::names::deal;
use super::people::{groups_of, holds, next_period, running, students_on};
use super::proposal::{Ask, NewGroup, Proof, Proposal};
use super::reason::{Case, assess, reason};
use super::records::Purpose;
use super::refusal::refusal;
use super::worth::{by_number, nearest_label, worth};
use crate::domain::calendar::Period;
use crate::domain::command::Rejected;
use crate::domain::id::{CycleId, StudentId};
use crate::domain::order::Order;
use crate::domain::standards::Catalog;
use crate::domain::{Class, Sentence};

/// Who is grouped, in which cycle.
#[derive(Debug, Clone)]
pub struct Scene {
    /// What was asked for.
    pub ask: Ask,
    /// Everybody, by name.
    pub students: Vec<StudentId>,
    /// The cycle's dates.
    pub period: Period,
    /// The running cycle that is replaced.
    pub replaces: Option<CycleId>,
    /// Names that go with a focus in the running cycle, by name.
    pub known: Vec<(String, Focus)>,
    /// Names in the order in which they are dealt.
    pub dealt: Vec<String>,
}

impl Scene {
    /// Reads it from the class.
    ///
    /// # Errors
    /// Where there is nobody to group.
    pub fn of(class: &Class, ask: &Ask) -> Result<Self, Rejected> {
        let students = students_on(class, ask.today);
        if students.is_empty() {
            return Err(Rejected::because("groups.no.nobody"));
        }
        let (subject, purpose, today) = (&ask.subject, ask.purpose, ask.today);
        let open = running(class, subject, purpose, today)
            .filter(|(_, cycle)| holds(cycle, today) || cycle.starts.is_some_and(|starts| starts > today));
        let mut period = next_period(class, subject, purpose, today);
        let mut known = Vec::new();
        if let Some((id, cycle)) = open {
            period.starts = cycle.starts.unwrap_or(period.starts);
            period.ends = cycle.ends.unwrap_or(period.ends);
            known.extend(groups_of(class, id).into_iter().map(|(_, group)| {
                let (standard, serves) = (group.focus.clone(), group.serves.clone());
                (group.name.clone(), Focus { standard, serves, reach: group.reach })
            }));
        }
        let replaces = open.map(|(id, _)| id.clone());
        let dealt = deal(class, period.starts, purpose);
        Ok(Self { ask: ask.clone(), students, period, replaces, known, dealt })
    }

    /// Who stays in the running cycle's groups.
    pub fn kept(&self, class: &Class, with_absent: bool) -> Vec<Kept> {
        let absent = with_absent.then_some(self.ask.today);
        let moves = self.ask.settings.keep_moves;
        self.replaces
            .as_ref()
            .map_or_else(Vec::new, |cycle| kept(class, cycle, &self.students, moves, absent))
    }

    /// A name for each group: of those who stay, then of the same focus in this cycle, then the next one dealt.
    pub fn names(&self, groups: &[(Focus, Option<String>)]) -> Vec<String> {
        let mut names: Vec<Option<String>> = groups.iter().map(|(_, name)| name.clone()).collect();
        for (at, (focus, _)) in groups.iter().enumerate() {
            let same = self.known.iter().find(|(name, known)| {
                focus.standard.is_some() && known == focus && !names.iter().flatten().any(|used| used == name)
            });
            if let (None, Some((name, _))) = (&names[at], same) {
                names[at] = Some(name.clone());
            }
        }
        let mut dealt = self.dealt.iter().cloned();
        for at in 0..names.len() {
            if names[at].is_none() {
                names[at] = dealt.find(|name| !names.iter().flatten().any(|used| used == name));
            }
        }
        names.into_iter().map(Option::unwrap_or_default).collect()
    }
}

/// Exchanges of the easing that take about as long as a step of the search.
const EXCHANGES: u32 = 100;

/// A search for skill groups: make it, call `step` until done, read `proposal` at any time.
#[derive(Debug, Clone)]
pub struct SkillSearch {
    scene: Scene,
    search: CoverSearch,
    /// Begun once the most that can be covered is known.
    easing: Option<Easing>,
    /// What easing starts from.
    problem: CoverProblem,
    penalties: Vec<Vec<f64>>,
    candidates: Vec<Candidate>,
    kept: Vec<Kept>,
}

impl SkillSearch {
    /// Prepares the search. Without any evidence groups are made alike by the students' numbers.
    ///
    /// # Errors
    /// A sentence that names what is missing, or which settings cannot be kept.
    pub fn new(class: &Class, catalog: &Catalog, ask: &Ask) -> Result<Self, Rejected> {
        if class.subjects.get(&ask.subject).is_some_and(|subject| subject.habits) {
            return Err(Rejected::because("groups.no.habits"));
        }
        let scene = Scene::of(class, ask)?;
        let students = &scene.students;
        let mut found =
            candidates(class, catalog, &ask.subject, &ask.settings.standards, students, ask.today);
        let known = found.iter().any(|candidate| candidate.tested);
        let values = if known {
            if (0..students.len()).any(|student| Case::of(&found, student) == Case::Ready) {
                let focus = extension(catalog, &found);
                let more = Candidate::of(class, &ask.subject, focus, students);
                found.push(Candidate { extension: true, ..more });
            }
            None
        } else {
            Some(by_number(class, &scene)?)
        };
        // Absent students are not moved, unless that makes groups impossible.
        let with_absent = Self::start(class, &scene, found.clone(), values.clone(), true);
        with_absent.or_else(|_| Self::start(class, &scene, found, values, false))
    }

    fn start(
        class: &Class,
        scene: &Scene,
        mut found: Vec<Candidate>,
        by_number: Option<Vec<Vec<f64>>>,
        with_absent: bool,
    ) -> Result<Self, Rejected> {
        let (ask, students) = (&scene.ask, &scene.students);
        let kept = scene.kept(class, with_absent);
        if by_number.is_none() {
            for kept in &kept {
                if !found.iter().any(|candidate| candidate.focus == kept.focus) {
                    found.push(Candidate::of(class, &ask.subject, kept.focus.clone(), students));
                }
            }
        }
        wait(class, &ask.subject, &mut found, students, scene.period.starts);
        let need = by_number.clone().unwrap_or_else(|| worth(&found, students.len()));
        let (mut apart, mut together) = pairs(class, students);
        let label_of = |kept: &Kept| {
            let by_focus = found.iter().position(|candidate| candidate.focus == kept.focus);
            if by_number.is_some() { nearest_label(&need, &kept.members) } else { by_focus.unwrap_or(0) }
        };
        let stay = stay(&kept, label_of);
        together.extend(stay.together);
        apart.extend(stay.apart);
        let mut size = ask.settings.size_for(students.len());
        size.1 = size.1.max(stay.largest);
        let groups = ask.settings.groups_max;
        let problem = CoverProblem {
            need,
            groups,
            size,
            apart,
            together,
            locked: stay.locked,
            ..CoverProblem::default()
        };
        let search = CoverSearch::new(problem.clone()).map_err(|why| refusal(class, students, &why))?;
        let candidates = if by_number.is_some() { Vec::new() } else { found };
        let penalties = penalties(class, students, scene.period, scene.replaces.as_ref());
        Ok(Self { scene: scene.clone(), search, easing: None, problem, penalties, candidates, kept })
    }

    /// Does at most `n` steps; true once nothing is left to do: the most that can be covered is known, and what it
    /// leaves open is settled so that the same students are together least.
    pub fn step(&mut self, n: u32) -> bool {
        if let Some(easing) = &mut self.easing {
            return easing.step(n.saturating_mul(EXCHANGES));
        }
        if !self.search.step(n).done {
            return false;
        }
        let share = self.scene.ask.settings.give_up;
        self.easing = self.search.best().and_then(|cover| {
            Easing::of(self.problem.clone(), &cover, &self.penalties, share, self.scene.period)
        });
        self.easing.is_none()
    }

    /// The best groups so far.
    ///
    /// # Errors
    /// Where none were found yet, or the rules leave none.
    pub fn proposal(&self) -> Result<Proposal, Rejected> {
        let eased = self.easing.as_ref().map(Easing::best);
        let cover = eased.or_else(|| self.search.best());
        let cover = cover.ok_or_else(|| Rejected::because("groups.no.none_found"))?;
        let blank = Focus::default();
        let groups: Vec<(Focus, Vec<usize>, Option<String>)> = cover
            .groups
            .into_iter()
            .map(|group| {
                let stays = self.kept.iter().find(|kept| group.members.contains(&kept.members[0]));
                let focus = self.candidates.get(group.label).map_or(&blank, |candidate| &candidate.focus);
                let focus = stays.map_or(focus, |kept| &kept.focus).clone();
                (focus, group.members, stays.map(|kept| kept.name.clone()))
            })
            .collect();
        let assessed: Vec<(Focus, Vec<usize>)> =
            groups.iter().map(|(focus, members, _)| (focus.clone(), members.clone())).collect();
        let assessment = if self.candidates.is_empty() {
            super::reason::Assessment::default()
        } else {
            assess(&self.candidates, &self.scene.students, &assessed)
        };
        let mut proposal = dealt(&self.scene, groups, |focus, member| {
            if self.candidates.is_empty() {
                return Sentence::new("groups.reason.number");
            }
            let candidate = self.candidates.iter().find(|candidate| candidate.focus == *focus);
            reason(&self.candidates, candidate, member, &self.scene.students[member])
        });
        proposal.assessment = assessment;
        let given_up = self.easing.as_ref().map_or(0.0, Easing::given_up);
        proposal.proof = Proof { proven: self.search.proven(), given_up };
        Ok(proposal)
    }
}

/// Names dealt, groups listed by name, members by name.
pub fn dealt(
    scene: &Scene,
    groups: Vec<(Focus, Vec<usize>, Option<String>)>,
    why: impl Fn(&Focus, usize) -> Sentence,
) -> Proposal {
    let heads: Vec<_> = groups.iter().map(|(focus, _, name)| (focus.clone(), name.clone())).collect();
    let mut named: Vec<_> = scene.names(&heads).into_iter().zip(groups).collect();
    named.order_by(|one, other| one.0.cmp(&other.0));
    let mut proposal = Proposal {
        subject: scene.ask.subject.clone(),
        purpose: scene.ask.purpose,
        period: scene.period,
        replaces: scene.replaces.clone(),
        groups: Vec::new(),
        reasons: Vec::new(),
        assessment: super::reason::Assessment::default(),
        proof: Proof::default(),
    };
    for (name, (focus, mut members, _)) in named {
        members.order();
        proposal.reasons.push(members.iter().map(|&member| why(&focus, member)).collect());
        let members = members.iter().map(|&member| scene.students[member].clone()).collect();
        let Focus { standard, serves, reach } = focus;
        proposal.groups.push(NewGroup {
            name,
            focus: standard,
            serves,
            reach,
            members,
            ..NewGroup::default()
        });
    }
    proposal
}

/// Skill groups in one call, for tests and use without a page.
///
/// # Errors
/// As [`SkillSearch::new`].
pub fn propose_skill(class: &Class, catalog: &Catalog, ask: &Ask, steps: u32) -> Result<Proposal, Rejected> {
    debug_assert!(ask.purpose == Purpose::Skill);
    let mut search = SkillSearch::new(class, catalog, ask)?;
    // The search, then the easing.
    if !search.step(steps) {
        search.step(steps);
    }
    search.proposal()
}

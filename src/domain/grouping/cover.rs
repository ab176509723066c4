//! Skill groups: each group has a focus, and the groups together cover as much of what is needed as can be.
//!
//! What a lesson is worth to whom, `lesson` says; how few groups have the same one, `solve`. A student of whom nothing is
//! known needs nothing, and goes where sizes allow, at grade level.

use optimize::cover::CoverProblem;

use super::by_number::{by_number, nearest_label};
use super::focus::{Candidate, Focus, candidates};
use super::history::wait;
use super::kept::{Kept, kept, pairs, stay};
use super::lesson::{Label, SEAT, families, focus_of, has_step, labels, worth};
use super::lock_in::penalties;
use super::names::{deal_free, names_of};
use super::people::{groups_of, holds, next_period, placements_of, running, students_on};
use super::proposal::{Ask, NewGroup, Proof, Proposal};
use super::reason::{assess, flags, reason};
use super::records::Purpose;
use super::refusal::refusal;
use super::solve::{LockIn, Solve};
use crate::domain::calendar::Period;
use crate::domain::id::{CycleId, StudentId};
use crate::domain::mastery::Standings;
use crate::domain::order::Order;
use crate::domain::rejected::Rejected;
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
    /// Groups of the running cycle by name, with who is in each.
    pub known: Vec<(String, Vec<StudentId>)>,
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
            known.extend(groups_of(class, id).into_iter().map(|(group, about)| {
                let here = placements_of(class, id).filter(|(_, place)| place.group.as_ref() == Some(group));
                (about.name.clone(), here.map(|(student, _)| student.clone()).collect())
            }));
        }
        let replaces = open.map(|(id, _)| id.clone());
        let mut dealt = deal_free(class, period, purpose, replaces.as_ref());
        // A group that is made anew takes no name of one that stood in the same weeks, as long as there are others.
        let list = names_of(&class.about());
        let is_known = |name: &String| known.iter().any(|(known, _): &(String, _)| known == name);
        dealt.order_by_key(|name| (!list.contains(name), is_known(name)));
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

    /// A name for each group: of those who stay, then of the group of the running cycle that most of its members come
    /// from, then the next one dealt that no group of the same days has.
    pub fn names(&self, groups: &[(&[usize], Option<String>)]) -> Vec<String> {
        let mut names: Vec<Option<String>> = groups.iter().map(|(_, name)| name.clone()).collect();
        let mut shared: Vec<(usize, usize, usize)> = Vec::new();
        for (at, (members, _)) in groups.iter().enumerate() {
            for (before, (_, were)) in self.known.iter().enumerate() {
                let stayed = members.iter().filter(|member| were.contains(&self.students[**member])).count();
                if 2 * stayed > members.len().min(were.len()) {
                    shared.push((stayed, at, before));
                }
            }
        }
        shared
            .order_by(|one, other| other.0.cmp(&one.0).then_with(|| (one.1, one.2).cmp(&(other.1, other.2))));
        for (_, at, before) in shared {
            let name = &self.known[before].0;
            if names[at].is_none() && !names.iter().flatten().any(|used| used == name) {
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
    lessons: Lessons,
    solve: Solve,
    kept: Vec<Kept>,
}

/// What groups can be for.
#[derive(Debug, Clone, Default)]
struct Lessons {
    /// The standards; none where groups are made by a number.
    candidates: Vec<Candidate>,
    labels: Vec<Label>,
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
        let mut standings = Standings::new(class, catalog, &ask.subject);
        let mut found = candidates(&mut standings, &ask.settings.standards, &scene.students, ask.today);
        let known = found.iter().any(|candidate| candidate.tested) && !ask.settings.by_number;
        let values = if known { None } else { Some(by_number(class, &scene)?) };
        if !known {
            found.clear();
        }
        // Absent students are not moved, unless that makes groups impossible.
        let with_absent = Self::start(&mut standings, &scene, found.clone(), values.clone(), true);
        with_absent.or_else(|_| Self::start(&mut standings, &scene, found, values, false))
    }

    fn start(
        standings: &mut Standings,
        scene: &Scene,
        mut found: Vec<Candidate>,
        by_number: Option<Vec<Vec<f64>>>,
        with_absent: bool,
    ) -> Result<Self, Rejected> {
        let (class, ask, students) = (standings.class, &scene.ask, &scene.students);
        let kept = scene.kept(class, with_absent);
        if by_number.is_none() {
            add_missing(&mut found, kept.iter().map(|kept| &kept.focus), standings, students);
        }
        wait(class, &ask.subject, &mut found, students, scene.period.starts);
        let mut labels = labels(found.len(), |at, step| has_step(&found, at, step));
        if by_number.is_none() {
            kept.iter().for_each(|kept| add_label(&mut labels, &found, &kept.focus));
        }
        let mut need = by_number.clone().unwrap_or_else(|| worth(&found, &labels, students.len()));
        let mut family = if by_number.is_some() { Vec::new() } else { families(&labels) };
        // A group that stands without a lesson draws nobody: a label of its own that is worth nothing.
        let without = |kept: &Kept| best_label(&labels, &found, kept, &need).is_none();
        if by_number.is_none() && kept.iter().any(without) {
            family.push(family.iter().max().map_or(0, |most| most + 1));
            need.iter_mut().for_each(|row| row.push(0.0));
        }
        let again = by_number.is_none().then_some(0);
        let (mut apart, mut together) = pairs(class, students);
        let label_of = |kept: &Kept| match by_number {
            Some(_) => nearest_label(&need, &kept.members),
            None => best_label(&labels, &found, kept, &need).unwrap_or(labels.len()),
        };
        let stay = stay(&kept, label_of);
        together.extend(stay.together);
        apart.extend(stay.apart);
        let mut size = ask.settings.size_for(students.len());
        size.1 = size.1.max(stay.largest);
        let groups = ask.settings.groups_max;
        let locked = stay.locked;
        let problem = CoverProblem { need, groups, size, apart, together, locked, family, again };
        let lock_in = LockIn {
            penalties: penalties(class, students, scene.period, scene.replaces.as_ref()),
            share: ask.settings.give_up,
            seat: if by_number.is_some() { 0.0 } else { SEAT },
            period: scene.period,
        };
        let solve = Solve::new(problem, lock_in).map_err(|why| refusal(class, students, &why))?;
        let lessons = Lessons { candidates: found, labels };
        Ok(Self { scene: scene.clone(), lessons, solve, kept })
    }

    /// Does at most `n` steps; true once nothing is left to do.
    pub fn step(&mut self, n: u32) -> bool {
        self.solve.step(n, n.saturating_mul(EXCHANGES))
    }

    /// The best groups so far.
    ///
    /// # Errors
    /// Where none were found yet, or the rules leave none.
    pub fn proposal(&self) -> Result<Proposal, Rejected> {
        let cover = self.solve.best().ok_or_else(|| Rejected::because("groups.no.none_found"))?;
        let Lessons { candidates, labels } = &self.lessons;
        let groups: Vec<(Focus, Vec<usize>, Option<String>)> = cover
            .groups
            .into_iter()
            .map(|group| {
                let stays = self.kept.iter().find(|kept| group.members.contains(&kept.members[0]));
                let focus = || {
                    let label = labels.get(group.label)?;
                    Some(focus_of(&candidates[label.candidate], label.step, &group.members))
                };
                let focus = stays.map(|kept| kept.focus.clone()).or_else(focus).unwrap_or_default();
                (focus, group.members, stays.map(|kept| kept.name.clone()))
            })
            .collect();
        let assessed: Vec<(Focus, Vec<usize>)> =
            groups.iter().map(|(focus, members, _)| (focus.clone(), members.clone())).collect();
        let by_number = candidates.is_empty();
        let mut proposal = dealt(&self.scene, groups, |focus, member| match by_number {
            true => Some(Sentence::new("groups.reason.number")),
            false => reason(candidates, focus, member),
        });
        if !by_number {
            proposal.assessment = assess(candidates, &self.scene.students, &assessed);
            proposal.flags = flags(candidates, &proposal.seats(&self.scene.students));
        }
        proposal.proof = self.solve.proof();
        Ok(proposal)
    }
}

/// Adds the standards of lessons that stand already.
pub fn add_missing<'a>(
    found: &mut Vec<Candidate>,
    lessons: impl Iterator<Item = &'a Focus>,
    standings: &mut Standings,
    students: &[StudentId],
) {
    for focus in lessons {
        let Some(standard) = focus.lesson_standard() else { continue };
        if !found.iter().any(|candidate| candidate.standard() == Some(standard)) {
            let (standard, serves) = (Some(standard.clone()), Some(standard.clone()));
            let focus = Focus { standard, serves, reach: focus.reach, step: None };
            found.push(Candidate::of(standings, focus, students));
        }
    }
}

/// Adds the lesson of a group that stands already, where nobody's next step makes one of it.
fn add_label(labels: &mut Vec<Label>, found: &[Candidate], focus: &Focus) {
    let at = found.iter().position(|candidate| candidate.standard() == focus.lesson_standard());
    if let (Some(candidate), Some(step)) = (at, focus.lesson_step())
        && !labels.iter().any(|label| label.candidate == candidate && label.step == step)
    {
        labels.push(Label { candidate, step, with: None });
    }
}

/// The label of a kept group's lesson that is worth most to those who stay; none where it has no lesson.
fn best_label(labels: &[Label], found: &[Candidate], kept: &Kept, need: &[Vec<f64>]) -> Option<usize> {
    let (standard, step) = (kept.focus.lesson_standard(), kept.focus.lesson_step());
    let same = |label: &Label| found[label.candidate].standard() == standard && Some(label.step) == step;
    let worth = |label: usize| kept.members.iter().map(|member| need[*member][label]).sum::<f64>();
    let of_lesson = (0..labels.len()).filter(|label| same(&labels[*label]));
    of_lesson.max_by(|one, other| worth(*one).total_cmp(&worth(*other)))
}

/// Names dealt, groups listed by name, members by name.
pub fn dealt(
    scene: &Scene,
    groups: Vec<(Focus, Vec<usize>, Option<String>)>,
    why: impl Fn(&Focus, usize) -> Option<Sentence>,
) -> Proposal {
    let heads: Vec<_> = groups.iter().map(|(_, members, name)| (members.as_slice(), name.clone())).collect();
    let mut named: Vec<_> = scene.names(&heads).into_iter().zip(groups).collect();
    named.order_by(|one, other| one.0.cmp(&other.0));
    let mut proposal = Proposal {
        subject: scene.ask.subject.clone(),
        purpose: scene.ask.purpose,
        period: scene.period,
        replaces: scene.replaces.clone(),
        groups: Vec::new(),
        reasons: Vec::new(),
        flags: Vec::new(),
        assessment: super::reason::Assessment::default(),
        proof: Proof::default(),
    };
    for (name, (focus, mut members, _)) in named {
        members.order();
        proposal.reasons.push(members.iter().map(|&member| why(&focus, member)).collect());
        let members = members.iter().map(|&member| scene.students[member].clone()).collect();
        let Focus { standard, serves, reach, step } = focus;
        proposal.groups.push(NewGroup {
            name,
            focus: standard,
            serves,
            reach,
            next_step: step,
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
    // The searches, then the easing.
    let _ = (0..=ask.settings.groups_max).any(|_| search.step(steps));
    search.proposal()
}

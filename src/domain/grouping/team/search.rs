//! The search over all classes, in slices: each class is read, then what they have in common is searched.

use optimize::cover::{CoverProblem, CoverSearch};

use super::super::focus::{Candidate, Focus, MOST_FOCUSES, candidates, extension};
use super::super::kept::pairs;
use super::super::people::{short_name, students_on};
use super::super::reason::Case;
use super::super::refusal::refusal_of;
use super::super::worth::worth;
use super::proposal::{TeamProposal, propose};
use super::{TeamAsk, TeamClass, check, usual_size};
use crate::domain::command::Rejected;
use crate::domain::id::StudentId;
use crate::domain::order::Order;

/// Steps of the search between two looks at the time: about a millisecond with 180 students.
const STEPS: u32 = 2;

/// A class as the search has read it.
#[derive(Debug, Clone)]
pub(super) struct Read {
    pub(super) part: TeamClass,
    /// Everybody of the class, by name.
    pub(super) students: Vec<StudentId>,
    /// The class's evidence on each focus; the same focuses in every class once all are read.
    pub(super) candidates: Vec<Candidate>,
}

#[derive(Debug, Clone)]
enum Work {
    /// Which class is read next.
    Read(usize),
    /// Which class is read next on the focuses of the others.
    Complete(usize, Vec<Focus>),
    Search(Box<CoverSearch>),
    Refused(Rejected),
}

/// A search for team groups: make it, call `slice` until done, read `proposal` at any time.
#[derive(Debug, Clone)]
pub struct TeamSearch {
    pub(super) team: Vec<Read>,
    pub(super) ask: TeamAsk,
    work: Work,
}

impl TeamSearch {
    /// Prepares the search; no class is read yet.
    ///
    /// # Errors
    /// A sentence that names what does not fit.
    pub fn new(team: Vec<TeamClass>, ask: TeamAsk) -> Result<Self, Rejected> {
        check(&team, &ask)?;
        let read = |part: TeamClass| {
            let students = students_on(&part.class, ask.today);
            Read { part, students, candidates: Vec::new() }
        };
        let team = team.into_iter().map(read).collect();
        Ok(Self { team, ask, work: Work::Read(0) })
    }

    /// Reads one class, or searches for about a millisecond; true once nothing is left to do.
    pub fn slice(&mut self) -> bool {
        let n = self.team.len();
        let next = match &mut self.work {
            Work::Refused(_) => return true,
            Work::Search(search) => return search.step(STEPS).done,
            Work::Read(at) => {
                let at = *at;
                self.team[at].read(&self.ask);
                if at + 1 < n { Work::Read(at + 1) } else { Work::Complete(0, common(&self.team)) }
            }
            Work::Complete(at, focuses) => {
                let (at, focuses) = (*at, std::mem::take(focuses));
                self.team[at].complete(&focuses);
                if at + 1 < n { Work::Complete(at + 1, focuses) } else { self.start() }
            }
        };
        self.work = next;
        matches!(self.work, Work::Refused(_))
    }

    fn start(&mut self) -> Work {
        let search = self.search();
        search.map_or_else(Work::Refused, |search| Work::Search(Box::new(search)))
    }

    fn search(&mut self) -> Result<CoverSearch, Rejected> {
        if !self.team.iter().flat_map(|read| &read.candidates).any(|candidate| candidate.tested) {
            return Err(Rejected::because("team.no.evidence"));
        }
        let ready = |read: &Read| {
            (0..read.students.len()).any(|student| Case::of(&read.candidates, student) == Case::Ready)
        };
        if self.team.iter().any(ready) {
            let first = &self.team[0];
            let focus = extension(&first.part.catalog, &first.candidates);
            for read in &mut self.team {
                let more = read.candidate(&focus);
                read.candidates.push(Candidate { extension: true, ..more });
            }
        }
        let (mut need, mut apart, mut together) = (Vec::new(), Vec::new(), Vec::new());
        for read in &self.team {
            let before = need.len();
            let moved = |(one, other): (usize, usize)| (one + before, other + before);
            let (own_apart, own_together) = pairs(&read.part.class, &read.students);
            apart.extend(own_apart.into_iter().map(moved));
            together.extend(own_together.into_iter().map(moved));
            need.extend(worth(&read.candidates, read.students.len()));
        }
        let groups = self.ask.groups_max;
        let size = self.ask.size.unwrap_or_else(|| usual_size(need.len(), groups));
        let problem = CoverProblem { need, groups, size, apart, together, locked: Vec::new() };
        CoverSearch::new(problem).map_err(|why| refusal_of(&|member| self.name(member), &why))
    }

    /// "Ana M. (5B)", by place among all students.
    fn name(&self, member: usize) -> String {
        let Some((class, student)) = self.seat(member) else { return String::new() };
        let read = &self.team[class];
        let name = read.part.class.students.get(&read.students[student]).map(short_name);
        format!("{} ({})", name.unwrap_or_default(), read.part.name())
    }

    /// Class and place in it of a place among all students.
    fn seat(&self, member: usize) -> Option<(usize, usize)> {
        let mut left = member;
        for (class, read) in self.team.iter().enumerate() {
            if left < read.students.len() {
                return Some((class, left));
            }
            left -= read.students.len();
        }
        None
    }

    /// How many students have a place in the best groups so far that works on what they need; `None` while the classes
    /// are still read.
    pub fn covered(&self) -> Option<usize> {
        self.proposal().ok().map(|proposal| proposal.covered())
    }

    /// The best groups so far.
    ///
    /// # Errors
    /// Where none were found yet, or there are none.
    pub fn proposal(&self) -> Result<TeamProposal, Rejected> {
        let none = || Rejected::because("groups.no.none_found");
        let search = match &self.work {
            Work::Search(search) => search,
            Work::Refused(why) => return Err(why.clone()),
            Work::Read(_) | Work::Complete(..) => return Err(none()),
        };
        let groups = search.best().ok_or_else(none)?.groups.into_iter();
        let groups = groups.map(|group| {
            let seats = group.members.into_iter().filter_map(|member| self.seat(member)).collect();
            (group.label, seats)
        });
        Ok(propose(&self.team, self.ask.period, groups.collect(), search.proven()))
    }
}

impl Read {
    fn read(&mut self, ask: &TeamAsk) {
        let TeamClass { class, subject, catalog, .. } = &self.part;
        self.candidates = candidates(class, catalog, subject, &ask.standards, &self.students, ask.today);
    }

    fn candidate(&self, focus: &Focus) -> Candidate {
        Candidate::of(&self.part.class, &self.part.subject, focus.clone(), &self.students)
    }

    /// Reads the focuses of the others too, and gives all of them the same order.
    fn complete(&mut self, focuses: &[Focus]) {
        let own = std::mem::take(&mut self.candidates);
        let of = |focus: &Focus| {
            let known = own.iter().find(|candidate| candidate.focus.standard == focus.standard);
            known.map_or_else(
                || self.candidate(focus),
                |known| Candidate { focus: focus.clone(), ..known.clone() },
            )
        };
        self.candidates = focuses.iter().map(of).collect();
    }
}

/// The focuses of all classes, a standard once: where it is taught in one class and a step before it in another, as
/// what it is in the first. Of too many, those with the most need.
fn common(team: &[Read]) -> Vec<Focus> {
    let mut found: Vec<(Focus, f64)> = Vec::new();
    for candidate in team.iter().flat_map(|read| &read.candidates) {
        let known = found.iter_mut().find(|(focus, _)| focus.standard == candidate.focus.standard);
        match known {
            Some((focus, total)) => {
                *total += candidate.total();
                if candidate.is_goal() {
                    *focus = candidate.focus.clone();
                }
            }
            None => found.push((candidate.focus.clone(), candidate.total())),
        }
    }
    if found.len() > MOST_FOCUSES {
        found.order_by(|one, other| other.1.total_cmp(&one.1));
        found.truncate(MOST_FOCUSES);
    }
    found.into_iter().map(|(focus, _)| focus).collect()
}

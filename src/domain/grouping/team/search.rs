//! The search over all classes, in slices: each class is read, then what they have in common is searched.

use optimize::cover::CoverProblem;

use super::super::focus::{Candidate, Focus, MOST_FOCUSES, candidates};
use super::super::history::wait;
use super::super::kept::pairs;
use super::super::lesson::{Label, SEAT, families, has_step, labels, worth};
use super::super::lock_in::penalties;
use super::super::people::students_on;
use super::super::proposal::GroupSettings;
use super::super::refusal::refusal_of;
use super::super::solve::{LockIn, Solve};
use super::proposal::{Person, TeamProposal, propose};
use super::{TeamAsk, TeamClass, check, same_days, twins, usual_size};
use crate::domain::calendar::Period;
use crate::domain::id::StudentId;
use crate::domain::mastery::Standings;
use crate::domain::order::Order;
use crate::domain::rejected::Rejected;
use crate::domain::roster::short_name;

/// Steps of the search between two looks at the time: about a millisecond with 180 students.
const STEPS: u32 = 2;
/// The same of the easing that comes after it.
const EXCHANGES: u32 = 200;

/// A class as the search has read it.
#[derive(Debug, Clone)]
pub(super) struct Read {
    pub(super) part: TeamClass,
    /// Everybody of the class, by name.
    pub(super) students: Vec<StudentId>,
    /// The class's evidence on each focus; the same focuses in every class once all are read.
    pub(super) candidates: Vec<Candidate>,
}

/// The search over all classes.
#[derive(Debug, Clone)]
struct Search {
    solve: Solve,
    /// What the columns of the problem stand for.
    labels: Vec<Label>,
    /// Whom the rows stand for.
    people: Vec<Person>,
}

#[derive(Debug, Clone)]
enum Work {
    /// Which class is read next.
    Read(usize),
    /// Which class is read next on the focuses of the others.
    Complete(usize, Vec<Focus>),
    Search(Box<Search>),
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
            Work::Search(search) => return search.solve.step(STEPS, EXCHANGES),
            Work::Read(at) => {
                let at = *at;
                self.team[at].read(&self.ask);
                if at + 1 < n { Work::Read(at + 1) } else { Work::Complete(0, common(&self.team)) }
            }
            Work::Complete(at, focuses) => {
                let (at, focuses) = (*at, std::mem::take(focuses));
                self.team[at].complete(&focuses, self.ask.period);
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

    fn search(&mut self) -> Result<Search, Rejected> {
        if !self.team.iter().flat_map(|read| &read.candidates).any(|candidate| candidate.tested) {
            return Err(Rejected::because("team.no.evidence"));
        }
        let people = self.people();
        let standards = self.team.first().map_or(0, |read| read.candidates.len());
        let has = |at, step| self.team.iter().any(|read| has_step(&read.candidates, at, step));
        let labels = labels(standards, has);
        let mut need = vec![vec![0.0_f64; labels.len()]; people.len()];
        let mut again = vec![vec![0.0_f64; people.len()]; people.len()];
        let (mut apart, mut together) = (Vec::new(), Vec::new());
        for (class, read) in self.team.iter().enumerate() {
            let row = |at: usize| people.iter().position(|seats| seats.contains(&(class, at)));
            let rows: Vec<usize> = (0..read.students.len()).filter_map(row).collect();
            for (row, worth) in rows.iter().zip(worth(&read.candidates, &labels, rows.len())) {
                // Who is in two classes needs what either of them has seen.
                for (most, worth) in need[*row].iter_mut().zip(worth) {
                    *most = most.max(worth);
                }
            }
            let of = |(one, other): (usize, usize)| (rows[one], rows[other]);
            let (own_apart, own_together) = pairs(&read.part.class, &read.students);
            apart.extend(own_apart.into_iter().map(of));
            together.extend(own_together.into_iter().map(of));
            let TeamClass { class, subject, .. } = &read.part;
            let replaces = same_days(class, subject, self.ask.period);
            for (one, own) in penalties(class, &read.students, self.ask.period, replaces).iter().enumerate() {
                for (other, penalty) in own.iter().enumerate() {
                    again[rows[one]][rows[other]] += penalty;
                }
            }
        }
        let groups = self.ask.groups_max;
        let size = self.ask.size.unwrap_or_else(|| usual_size(need.len(), groups));
        let (family, locked) = (families(&labels), Vec::new());
        let problem = CoverProblem { need, groups, size, apart, together, locked, family, again: Some(0) };
        let share = GroupSettings::default().give_up;
        let lock_in = LockIn { penalties: again, share, seat: SEAT, period: self.ask.period };
        let solve = Solve::new(problem, lock_in).map_err(|why| {
            refusal_of(&|member| self.name(people.get(member).and_then(|seats| seats.first())), &why)
        })?;
        Ok(Search { solve, labels, people })
    }

    /// Everybody once, by class and then by name; who is in several classes stands with the first.
    fn people(&self) -> Vec<Person> {
        let team: Vec<TeamClass> = self.team.iter().map(|read| read.part.clone()).collect();
        let mut one = twins(&team, self.ask.today);
        one.retain(|twin| twin.sure || self.ask.one.contains(twin));
        let place = |(class, student): &(usize, StudentId)| {
            let read = self.team.get(*class)?;
            Some((*class, read.students.iter().position(|other| other == student)?))
        };
        let one: Vec<Person> = one.iter().map(|twin| twin.seats.iter().filter_map(place).collect()).collect();
        let all = self.team.iter().enumerate();
        let all = all.flat_map(|(class, read)| (0..read.students.len()).map(move |at| (class, at)));
        let person = |seat: (usize, usize)| match one.iter().find(|seats| seats.contains(&seat)) {
            Some(seats) => (seats.first() == Some(&seat)).then(|| seats.clone()),
            None => Some(vec![seat]),
        };
        all.filter_map(person).collect()
    }

    /// "Ana M. (5B)".
    fn name(&self, seat: Option<&(usize, usize)>) -> String {
        let Some((class, at)) = seat else { return String::new() };
        let read = &self.team[*class];
        format!("{} ({})", short_name(&read.part.class, &read.students[*at]), read.part.name())
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
        let groups = search.solve.best().ok_or_else(none)?.groups.into_iter();
        let groups = groups.filter_map(|group| {
            let people = group.members.into_iter().filter_map(|member| search.people.get(member).cloned());
            Some((*search.labels.get(group.label)?, people.collect()))
        });
        Ok(propose(&self.team, self.ask.period, groups.collect(), search.solve.proof()))
    }
}

impl Read {
    fn read(&mut self, ask: &TeamAsk) {
        self.candidates = candidates(&mut self.standings(), &ask.standards, &self.students, ask.today);
    }

    fn standings(&self) -> Standings<'_> {
        let TeamClass { class, subject, catalog, .. } = &self.part;
        Standings::new(class, catalog, subject)
    }

    fn candidate(&self, focus: &Focus) -> Candidate {
        Candidate::of(&mut self.standings(), focus.clone(), &self.students)
    }

    /// Reads the focuses of the others too, and gives all of them the same order. Need that the class's own groups left
    /// undone has aged.
    fn complete(&mut self, focuses: &[Focus], period: Period) {
        let own = std::mem::take(&mut self.candidates);
        let of = |focus: &Focus| {
            let known = own.iter().find(|candidate| candidate.focus.standard == focus.standard);
            known.map_or_else(
                || self.candidate(focus),
                |known| Candidate { focus: focus.clone(), ..known.clone() },
            )
        };
        self.candidates = focuses.iter().map(of).collect();
        let TeamClass { class, subject, .. } = &self.part;
        wait(class, subject, &mut self.candidates, &self.students, period.starts);
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
                if candidate.focus.standard == candidate.focus.serves {
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

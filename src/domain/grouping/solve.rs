//! From a question in plain numbers to its groups: the most that can be covered, with as few groups on the same lesson as
//! seat everybody, and among the groupings that cover nearly as much the one that brings the fewest together again.

use optimize::cover::{Cover, CoverProblem, CoverSearch, Impossible};

use super::lock_in::Easing;
use super::proposal::Proof;
use crate::domain::calendar::Period;

/// What keeps the same students together, and how much of the covered need it may cost to change that.
#[derive(Debug, Clone)]
pub struct LockIn {
    /// What two students pay for sharing a group, by place among the students.
    pub penalties: Vec<Vec<f64>>,
    /// The share that may be given up, 0 to 1.
    pub share: f64,
    /// What every seat that fits is worth by itself. It is no need, and none of it may be given up.
    pub seat: f64,
    /// The dates of the groups: one seed each.
    pub period: Period,
}

/// The searches for one set of groups: `step` until done, read `best` at any time.
///
/// Two groups have the same lesson only where nothing else seats everybody: the search is made without such a group
/// first, then with one more while somebody sits where nothing fits.
#[derive(Debug, Clone)]
pub struct Solve {
    /// What the search under way was asked.
    problem: CoverProblem,
    search: CoverSearch,
    /// The best of the searches that are done.
    done: Option<Solved>,
    /// Begun once the most that can be covered is known.
    easing: Option<Easing>,
    lock_in: LockIn,
}

/// A search that came to its end.
#[derive(Debug, Clone)]
struct Solved {
    problem: CoverProblem,
    cover: Cover,
    proven: bool,
}

impl Solved {
    /// Students in a seat that does not fit them, although another would.
    fn misfits(&self) -> usize {
        let need = &self.problem.need;
        let misfit = |label: usize, member: &usize| {
            need[*member][label] <= 0.0 && need[*member].iter().any(|need| *need > 0.0)
        };
        let groups = self.cover.groups.iter();
        groups.map(|group| group.members.iter().filter(|member| misfit(group.label, member)).count()).sum()
    }

    /// The part of what is covered that is need, 0 to 1: the rest is what seats are worth by themselves.
    fn need_share(&self, seat: f64) -> f64 {
        let fits = |label: usize, member: &usize| self.problem.need[*member][label] >= seat;
        let groups = self.cover.groups.iter();
        let seated: usize =
            groups.map(|group| group.members.iter().filter(|member| fits(group.label, member)).count()).sum();
        if self.cover.covered <= 0.0 || seat <= 0.0 {
            return 1.0;
        }
        let by_seats = seat * u32::try_from(seated).map_or(0.0, f64::from);
        (1.0 - by_seats / self.cover.covered).clamp(0.0, 1.0)
    }
}

impl Solve {
    /// Prepares the search. A problem that limits how many groups have the same lesson begins with none.
    ///
    /// # Errors
    /// Why no grouping keeps the rules.
    pub fn new(mut problem: CoverProblem, lock_in: LockIn) -> Result<Self, Impossible> {
        problem.again = problem.again.map(|_| 0);
        let search = CoverSearch::new(problem.clone())?;
        Ok(Self { problem, search, done: None, easing: None, lock_in })
    }

    /// Does at most `n` steps of a search, or `exchanges` of the easing; true once nothing is left to do.
    pub fn step(&mut self, n: u32, exchanges: u32) -> bool {
        if let Some(easing) = &mut self.easing {
            return easing.step(exchanges);
        }
        if !self.search.step(n).done || self.once_more() {
            return false;
        }
        let LockIn { penalties, share, seat, period } = &self.lock_in;
        self.easing = self.done.as_ref().and_then(|done| {
            let share = share * done.need_share(*seat);
            Easing::of(done.problem.clone(), &done.cover, penalties, share, *period)
        });
        self.easing.is_none()
    }

    /// Takes in the search that has ended; true where another has begun.
    fn once_more(&mut self) -> bool {
        if let Some(cover) = self.search.best() {
            let solved = Solved { problem: self.problem.clone(), cover, proven: self.search.proven() };
            // The one with fewer groups on the same lesson came first: it stays where more of them seat nobody better.
            if self.done.as_ref().is_none_or(|done| solved.misfits() < done.misfits()) {
                self.done = Some(solved);
            }
        }
        let seated = self.done.as_ref().is_some_and(|done| done.misfits() == 0);
        let may = self.problem.again.filter(|again| !seated && again + 1 < self.problem.groups);
        self.problem.again = may.map(|again| again + 1).or(self.problem.again);
        match CoverSearch::new(self.problem.clone()) {
            Ok(search) if may.is_some() => self.search = search,
            _ => return false,
        }
        true
    }

    /// The best grouping so far.
    pub fn best(&self) -> Option<Cover> {
        let eased = self.easing.as_ref().map(Easing::best);
        eased.or_else(|| self.done.as_ref().map(|done| done.cover.clone())).or_else(|| self.search.best())
    }

    /// How good it is known to be.
    pub fn proof(&self) -> Proof {
        let need = self.done.as_ref().map_or(1.0, |done| done.need_share(self.lock_in.seat)).max(1e-9);
        let given_up = self.easing.as_ref().map_or(0.0, |easing| (easing.given_up() / need).min(1.0));
        Proof { proven: self.done.as_ref().is_some_and(|done| done.proven), given_up }
    }
}

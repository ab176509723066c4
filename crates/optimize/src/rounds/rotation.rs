//! Groups that change places together: everybody somewhere in every slot, the hub as often as wanted, the other
//! places in turn. First how often each group goes where (`shares`), then when (the agenda search).

use super::agenda::{Agenda, AgendaAnswer};
use super::search::AgendaSearch;
use super::shares::STEP;
use super::whole::{Whole, WholeFound};
use crate::{Progress, Random};

/// A place of a rotation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RotationPlace {
    /// Seats for members, in each slot; 0 = closed.
    pub capacity: usize,
    /// Groups that do not go there.
    pub not_for: Vec<usize>,
}

/// Groups, places, and what is settled already.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RotationProblem {
    /// Number of slots, at most 64.
    pub slots: usize,
    /// Members of each group.
    pub sizes: Vec<usize>,
    /// The places, the hub among them.
    pub places: Vec<RotationPlace>,
    /// The place that is visited a wanted number of times, neither more nor less.
    pub hub: Option<usize>,
    /// Visits of the hub wanted by each group; as long as `sizes` where there is a hub.
    pub hub_visits: Vec<usize>,
    /// `(group, slot, place)`: settled visits.
    pub fixed: Vec<(usize, usize, usize)>,
    /// `(group, slot)`: slots in which a group is elsewhere.
    pub away: Vec<(usize, usize)>,
    /// `(place, slot)`: slots in which a place is closed.
    pub closed: Vec<(usize, usize)>,
    /// Every seed is good; the same seed and steps give the same answer on every machine.
    pub seed: u64,
}

/// A number of the problem that cannot be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RotationFault {
    /// There are no slots, or more than 64.
    BadSlots { slots: usize },
    /// The hub is no place, or `hub_visits` is not as long as `sizes`.
    BadHub,
    /// `fixed`, `away`, `closed` or `not_for` names a group, slot or place that does not exist.
    NoSuchIndex { group: Option<usize>, slot: Option<usize>, place: Option<usize> },
    /// A group is fixed to two places in one slot, or fixed while away.
    FixedTwice { group: usize, slot: usize },
    /// A group is fixed to a place that is not for it, or to the hub more often than wanted.
    FixedNotWanted { group: usize, place: usize },
}

/// Why there is no rotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RotationBottleneck {
    /// The groups want `wanted` visits of the hub; it takes `seats` (groups at once x open slots).
    Hub { wanted: usize, seats: usize },
    /// This group has fewer slots than it wants visits of the hub.
    HubVisits { group: usize, wanted: usize, slots: usize },
    /// Besides the hub, these groups need `wanted` visits, and only these places are for them, which take `seats`.
    Places { groups: Vec<usize>, places: Vec<usize>, wanted: usize, seats: usize },
    /// More members are fixed to this place in this slot than it seats.
    Slot { place: usize, slot: usize, fixed: usize, capacity: usize },
    /// Each of these alone would do; only the combination fails. Proven by search.
    Combination,
}

/// What is known so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RotationAnswer {
    /// An agenda per group, full but for the slots away.
    Plan(Vec<Agenda>),
    /// Proven: there is no rotation.
    Bottleneck(RotationBottleneck),
    /// Not decided yet.
    Open,
}

/// Steps of the agenda search spent on one choice of shares.
const PATIENCE: u64 = 400;
/// Choices of shares tried before all visits are left open.
const CHOICES: u32 = 12;

/// A rotation search: make it, call `step` until `done`, read `answer` at any time.
#[derive(Clone, Debug)]
pub struct RotationSearch {
    problem: RotationProblem,
    answer: RotationAnswer,
    agenda: Option<AgendaSearch>,
    whole: Option<Whole>,
    choices: u32,
    random: Random,
    steps: u64,
}

impl RotationSearch {
    /// Checks the problem; where nothing is fixed and groups are of like size the answer is there at once.
    ///
    /// # Errors
    /// The first number of the problem that cannot be right.
    pub fn new(problem: RotationProblem) -> Result<RotationSearch, RotationFault> {
        problem.check()?;
        let mut search = RotationSearch {
            random: Random::new(problem.seed),
            answer: RotationAnswer::Open,
            agenda: None,
            whole: None,
            choices: 0,
            steps: 0,
            problem,
        };
        if let Some(bottleneck) = search.problem.bottleneck() {
            search.answer = RotationAnswer::Bottleneck(bottleneck);
        } else {
            search.choose_shares();
        }
        Ok(search)
    }

    /// Does at most `n` steps of about ten to a hundred microseconds.
    pub fn step(&mut self, n: u32) -> Progress {
        for _ in 0..n {
            if self.answer != RotationAnswer::Open {
                break;
            }
            self.one_step();
            self.steps += 1;
        }
        Progress { steps: self.steps, done: self.answer != RotationAnswer::Open }
    }

    /// A rotation, the proof that there is none, or neither yet.
    pub fn answer(&self) -> &RotationAnswer {
        &self.answer
    }

    fn one_step(&mut self) {
        if let Some(agenda) = &mut self.agenda {
            let progress = agenda.step(1);
            if progress.done || progress.steps >= PATIENCE {
                self.choose_shares();
            }
            return;
        }
        let problem = &self.problem;
        match self.whole.get_or_insert_with(|| Whole::new(problem)).advance(problem) {
            WholeFound::Plan(plan) => self.answer = RotationAnswer::Plan(plan),
            WholeFound::Nothing => self.answer = RotationAnswer::Bottleneck(RotationBottleneck::Combination),
            WholeFound::NotYet => {}
        }
    }

    /// Takes the plan of the current choice of shares, or goes on to the next choice that is not ruled out.
    fn choose_shares(&mut self) {
        loop {
            if let Some(AgendaAnswer::Plan(plan)) = self.agenda.as_ref().map(AgendaSearch::answer) {
                self.answer = RotationAnswer::Plan(plan.clone());
                return;
            }
            self.agenda = None;
            if self.choices >= CHOICES {
                return;
            }
            let wildness = i64::from(self.choices / 2).min(2) * STEP / 2;
            let by_weight = !self.choices.is_multiple_of(2);
            self.choices += 1;
            let agenda = self.problem.agenda(&mut self.random, wildness as u32, by_weight);
            self.agenda = agenda.and_then(|agenda| AgendaSearch::new(agenda).ok());
            if let Some(AgendaAnswer::Open) = self.agenda.as_ref().map(AgendaSearch::answer) {
                return;
            }
        }
    }
}

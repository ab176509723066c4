//! The public, resumable search for agendas: limits first, then colouring where nothing is fixed, or else mending
//! and backtracking in turn.

use super::agenda::{AgendaAnswer, AgendaFault, AgendaProblem, Bottleneck, Rest};
use super::coloring::color;
use super::limits::bottlenecks;
use super::mend::Mend;
use super::tree::{Found, Tree};
use crate::{Progress, Random};

/// Mending starts afresh after this many steps, each time half as many again.
const FIRST_PATIENCE: u64 = 2000;

/// A search for agendas: make it, call `step` until `done`, read `answer` at any time.
#[derive(Clone, Debug)]
pub struct AgendaSearch {
    problem: AgendaProblem,
    rest: Rest,
    answer: AgendaAnswer,
    mend: Option<Mend>,
    tree: Option<Tree>,
    random: Random,
    patience: u64,
    mended: u64,
    steps: u64,
}

impl AgendaSearch {
    /// Checks the problem. Where nothing is fixed the answer is there at once.
    ///
    /// # Errors
    /// The first number of the problem that cannot be right.
    pub fn new(problem: AgendaProblem) -> Result<AgendaSearch, AgendaFault> {
        problem.check()?;
        let rest = Rest::new(&problem);
        let found = bottlenecks(&problem, &rest);
        let is_plain = problem.fixed.is_empty()
            && problem.away.is_empty()
            && problem.closed.is_empty()
            && !problem.is_weighted();
        let answer = if !found.is_empty() {
            AgendaAnswer::Bottlenecks(found)
        } else if is_plain {
            AgendaAnswer::Plan(color(&problem))
        } else {
            AgendaAnswer::Open
        };
        Ok(AgendaSearch {
            random: Random::new(problem.seed),
            problem,
            rest,
            answer,
            mend: None,
            tree: None,
            patience: FIRST_PATIENCE,
            mended: 0,
            steps: 0,
        })
    }

    /// Does at most `n` steps of about ten to a hundred microseconds.
    pub fn step(&mut self, n: u32) -> Progress {
        for _ in 0..n {
            if self.answer != AgendaAnswer::Open {
                break;
            }
            self.one_step();
            self.steps += 1;
        }
        Progress { steps: self.steps, done: self.answer != AgendaAnswer::Open }
    }

    /// A plan, the proof that there is none, or neither yet.
    pub fn answer(&self) -> &AgendaAnswer {
        &self.answer
    }

    fn one_step(&mut self) {
        // Mending finds nearly every plan within the first steps; the tree is there for what has none.
        if self.mended < FIRST_PATIENCE || self.steps.is_multiple_of(2) {
            let mend = self.mend.get_or_insert_with(|| {
                let seed = self.random.bits();
                Mend::new(&self.problem, &self.rest, Random::new(seed))
            });
            self.mended += 1;
            if mend.advance() {
                self.answer = AgendaAnswer::Plan(mend.grid.clone());
            } else if self.mended >= self.patience {
                self.patience += self.patience / 2;
                self.mend = None;
            }
            return;
        }
        let tree = self.tree.get_or_insert_with(|| Tree::new(self.rest.clone()));
        match tree.advance(&self.problem) {
            Found::Plan(grid) => self.answer = AgendaAnswer::Plan(grid),
            Found::Nothing => self.answer = AgendaAnswer::Bottlenecks(vec![Bottleneck::Combination]),
            Found::NotYet => {}
        }
    }
}

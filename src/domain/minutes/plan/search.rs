//! The answer to a question, in steps.

use optimize::Progress;
use optimize::amounts::{Amounts, AmountsProblem, EvenSearch, Period, in_ratio};

use super::question::{Question, QuestionFault};
use super::weeks::over_weeks;
use crate::domain::subject::TimePolicy;

/// A year plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// Slots of each group, by week of the year; the weeks before the first planned one have none.
    pub weeks: Vec<Vec<u32>>,
    /// Minutes planned for each student, with those alone.
    pub planned: Vec<u32>,
    /// Students who get slots alone, and how many.
    pub one_to_one: Vec<(usize, u32)>,
    /// Minutes between the most and the least that anybody who is here all year will have had.
    pub spread: u32,
    /// Nothing more even is possible.
    pub proven: bool,
    /// Slots that nobody has, because they would make the year uneven.
    pub unused: u32,
}

/// The search for a plan.
#[derive(Debug, Clone)]
pub struct PlanSearch {
    question: Question,
    problem: AmountsProblem,
    /// By term, the group of each group that has somebody.
    peopled: Vec<Vec<usize>>,
    even: Option<EvenSearch>,
    ratio: Vec<Vec<u32>>,
}

impl PlanSearch {
    /// A search for the plan that a question asks for.
    ///
    /// # Errors
    /// What is wrong with the question.
    pub fn new(question: Question) -> Result<Self, QuestionFault> {
        question.check()?;
        let peopled: Vec<Vec<usize>> = question
            .terms
            .iter()
            .map(|term| (0..term.groups.len()).filter(|group| !term.groups[*group].is_empty()).collect())
            .collect();
        let periods: Vec<Period> =
            peopled.iter().enumerate().map(|(term, groups)| period(&question, term, groups)).collect();
        let n = question.taught.len();
        let weeks =
            (0..question.slots.len()).filter(|week| *week >= question.from_week && question.slots[*week] > 0);
        let problem = AmountsProblem {
            periods,
            given: question.taught.iter().map(|minutes| i64::from(*minutes)).collect(),
            compared: (0..n).map(|student| question.here_all_year(student)).collect(),
            single_size: i64::from(question.slot_minutes),
            singles: question.one_to_one.saturating_mul(weeks.count() as u32),
            seed: question.seed,
        };
        let fault = |_| QuestionFault::Students;
        let mut search = Self { peopled, even: None, ratio: Vec::new(), problem, question };
        match search.question.policy {
            TimePolicy::Equal => search.even = Some(EvenSearch::new(search.problem.clone()).map_err(fault)?),
            TimePolicy::NeedWithFloor => {
                search.ratio =
                    in_ratio(&search.problem, &search.floors(), &search.shares()).map_err(fault)?;
            }
        }
        Ok(search)
    }

    /// Goes on by at most `n` steps.
    pub fn step(&mut self, n: u64) -> Progress {
        self.even.as_mut().map_or(Progress { steps: 0, done: true }, |even| even.step(n))
    }

    /// The best plan so far.
    pub fn answer(&self) -> Answer {
        let (units, singles, proven, unused) = match &self.even {
            Some(even) => {
                let Amounts { units, singles, unused, .. } = even.best();
                (units, singles, even.proven(), unused)
            }
            None => (self.ratio.clone(), self.alone(&self.ratio), false, 0),
        };
        let weeks = self.lay(&units);
        let mut planned: Vec<u32> = singles.iter().map(|n| n * self.question.slot_minutes).collect();
        for (term, of) in self.question.terms.iter().enumerate() {
            for week in self.question.weeks_of(term) {
                for (group, members) in of.groups.iter().enumerate() {
                    let minutes =
                        weeks[week].get(group).copied().unwrap_or(0) * self.question.slot_of(term, group);
                    for &student in members.iter().filter(|student| self.here(**student, week)) {
                        planned[student] += minutes;
                    }
                }
            }
        }
        let totals: Vec<u32> = (0..planned.len())
            .filter(|student| self.question.here_all_year(*student))
            .map(|student| planned[student] + self.question.taught[student])
            .collect();
        let spread = totals.iter().max().unwrap_or(&0) - totals.iter().min().unwrap_or(&0);
        let one_to_one = singles.into_iter().enumerate().filter(|(_, n)| *n > 0).collect();
        Answer { weeks, planned, one_to_one, spread, proven, unused }
    }

    fn here(&self, student: usize, week: usize) -> bool {
        let (first, last) = self.question.present[student];
        (first..=last).contains(&week)
    }

    /// Amounts of each term over its weeks, empty groups with nothing.
    fn lay(&self, units: &[Vec<u32>]) -> Vec<Vec<u32>> {
        let mut weeks: Vec<Vec<u32>> = Vec::new();
        for (term, of) in self.question.terms.iter().enumerate() {
            let planned = self.question.planned_weeks(term);
            let slots: Vec<u32> = planned.iter().map(|week| self.question.slots[*week]).collect();
            let mut rows = planned.into_iter().zip(over_weeks(&units[term], &slots)).peekable();
            for week in self.question.weeks_of(term) {
                let mut row = vec![0; of.groups.len()];
                if let Some((_, amounts)) = rows.next_if(|(planned, _)| *planned == week) {
                    self.peopled[term].iter().zip(amounts).for_each(|(group, n)| row[*group] = n);
                }
                weeks.push(row);
            }
        }
        weeks
    }

    /// Minutes that everybody gets before need counts: the floor of each week with school.
    fn floors(&self) -> Vec<i64> {
        let weeks = |student: usize| {
            (0..self.question.slots.len())
                .filter(move |week| self.question.slots[*week] > 0 && self.here(student, *week))
        };
        let floor = i64::from(self.question.floor);
        (0..self.question.taught.len()).map(|student| floor * weeks(student).count() as i64).collect()
    }

    /// The needs; where nobody has any, all are alike.
    fn shares(&self) -> Vec<f64> {
        let need = &self.question.need;
        if need.iter().all(|need| *need <= 0.0) { vec![1.0; need.len()] } else { need.clone() }
    }

    /// By need: slots alone for those who lack most of what is theirs, as long as somebody lacks a whole slot.
    fn alone(&self, units: &[Vec<u32>]) -> Vec<u32> {
        let (floors, shares) = (self.floors(), self.shares());
        let mut totals = self.problem.totals(units);
        let compared: Vec<usize> =
            (0..totals.len()).filter(|student| self.problem.compared[*student]).collect();
        let (mut with, mut squares) = (0.0, 0.0);
        for &student in &compared {
            with += (totals[student] - floors[student]) as f64 * shares[student];
            squares += shares[student] * shares[student];
        }
        let per_need = if squares > 0.0 { (with / squares).max(0.0) } else { 0.0 };
        let lacks = |student: usize, totals: &[i64]| {
            floors[student] as f64 + per_need * shares[student] - totals[student] as f64
        };
        let mut singles = vec![0; totals.len()];
        for _ in 0..self.problem.singles {
            let most =
                compared.iter().copied().max_by(|&a, &b| lacks(a, &totals).total_cmp(&lacks(b, &totals)));
            let Some(most) =
                most.filter(|student| lacks(*student, &totals) >= self.problem.single_size as f64)
            else {
                break;
            };
            singles[most] += 1;
            totals[most] += self.problem.single_size;
        }
        singles
    }
}

/// What is to be shared in a term.
fn period(question: &Question, term: usize, peopled: &[usize]) -> Period {
    let of = &question.terms[term];
    let weeks = question.planned_weeks(term);
    let n = peopled.len() as u32;
    // With nobody in a group there is nothing to share.
    let capacity: u32 = if n == 0 { 0 } else { weeks.iter().map(|week| question.slots[*week]).sum() };
    let seen = weeks.iter().filter(|week| question.slots[**week] >= n).count() as u32;
    let shortest = peopled.iter().map(|group| question.slot_of(term, *group)).min().unwrap_or(1);
    let floor = match question.policy {
        TimePolicy::Equal => 0,
        TimePolicy::NeedWithFloor => (question.floor * weeks.len() as u32).div_ceil(shortest.max(1)),
    };
    let weight = question.focus_weight;
    Period {
        groups: peopled.iter().map(|group| of.groups[*group].clone()).collect(),
        size: peopled.iter().map(|group| i64::from(question.slot_of(term, *group))).collect(),
        capacity,
        least: seen.max(floor).min(capacity.checked_div(n).unwrap_or(0)),
        had: peopled.iter().map(|group| of.had.get(*group).copied().unwrap_or(0)).collect(),
        focus: of
            .focus
            .and_then(|focus| peopled.iter().position(|group| *group == focus))
            .map(|at| (at, weight)),
    }
}

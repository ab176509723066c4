//! What a year plan is asked, in plain numbers: weeks, groups and students are counted from 0.

use crate::domain::subject::TimePolicy;

/// A quarter or term.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Term {
    /// How many weeks it has, those without school included.
    pub weeks: usize,
    /// The students of each group.
    pub groups: Vec<Vec<usize>>,
    /// Minutes of one slot of each group; empty where all are the usual ones.
    pub slot_minutes: Vec<u32>,
    /// Slots that each group had in the term's weeks before the first planned one; empty for none.
    pub had: Vec<u32>,
    /// The group in focus.
    pub focus: Option<usize>,
}

/// What is to be planned.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Even minutes, or by need.
    pub policy: TimePolicy,
    /// Minutes of a usual slot, and of a slot for one student alone.
    pub slot_minutes: u32,
    /// The quarters of the year, in order.
    pub terms: Vec<Term>,
    /// Slots of each week of the year; 0 for a lost one.
    pub slots: Vec<u32>,
    /// The first week that is planned.
    pub from_week: usize,
    /// How many times the slots of another group the group in focus gets.
    pub focus_weight: f64,
    /// Each student's need; any scale from 0.
    pub need: Vec<f64>,
    /// Minutes a week that everybody gets, by need.
    pub floor: u32,
    /// Minutes that each student had before the first planned week.
    pub taught: Vec<u32>,
    /// Slots a planned week for one student alone.
    pub one_to_one: u32,
    /// First and last week of each student.
    pub present: Vec<(usize, usize)>,
    /// For the search; every seed is good.
    pub seed: u64,
}

/// What cannot be planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuestionFault {
    /// The weeks of the terms are not as many as `slots`, or there are none.
    Weeks { terms: usize, slots: usize },
    /// The first planned week is after the last one.
    FromWeek { from_week: usize, weeks: usize },
    /// `need`, `taught` and `present` are not of one length.
    Students,
    /// A student is in two groups of a term, or does not exist.
    Member { term: usize, group: usize, student: usize },
    /// A term's focus, its lengths of slots, what its groups had, or the weight of the focus cannot be right.
    Term { term: usize },
}

impl Question {
    /// The last week.
    pub fn last_week(&self) -> usize {
        self.slots.len().saturating_sub(1)
    }

    /// Whether a student is here from the first week to the last.
    pub fn here_all_year(&self, student: usize) -> bool {
        self.present.get(student).is_some_and(|(first, last)| *first == 0 && *last >= self.last_week())
    }

    /// The weeks of a term.
    pub fn weeks_of(&self, term: usize) -> std::ops::Range<usize> {
        let before: usize = self.terms.iter().take(term).map(|term| term.weeks).sum();
        before..before + self.terms.get(term).map_or(0, |term| term.weeks)
    }

    /// The planned weeks of a term that have slots.
    pub(super) fn planned_weeks(&self, term: usize) -> Vec<usize> {
        self.weeks_of(term).filter(|week| *week >= self.from_week && self.slots[*week] > 0).collect()
    }

    /// Minutes of one slot of a group.
    pub(super) fn slot_of(&self, term: usize, group: usize) -> u32 {
        self.terms[term].slot_minutes.get(group).copied().unwrap_or(self.slot_minutes)
    }

    pub(super) fn check(&self) -> Result<(), QuestionFault> {
        let (weeks, students) = (self.terms.iter().map(|term| term.weeks).sum(), self.taught.len());
        if weeks != self.slots.len() || weeks == 0 {
            return Err(QuestionFault::Weeks { terms: weeks, slots: self.slots.len() });
        }
        if self.from_week > weeks {
            return Err(QuestionFault::FromWeek { from_week: self.from_week, weeks });
        }
        if self.need.len() != students || self.present.len() != students {
            return Err(QuestionFault::Students);
        }
        for (at, term) in self.terms.iter().enumerate() {
            let n = term.groups.len();
            let fits = |list: &[u32]| list.is_empty() || list.len() == n;
            let weight = self.focus_weight.is_finite() && self.focus_weight > 0.0;
            let whole = (0..n).all(|group| self.slot_of(at, group) > 0) && self.slot_minutes > 0;
            if !weight
                || !whole
                || !fits(&term.slot_minutes)
                || !fits(&term.had)
                || term.focus.is_some_and(|f| f >= n)
            {
                return Err(QuestionFault::Term { term: at });
            }
            let mut seen = vec![false; students];
            for (group, members) in term.groups.iter().enumerate() {
                for &student in members {
                    if seen.get(student).copied().unwrap_or(true) {
                        return Err(QuestionFault::Member { term: at, group, student });
                    }
                    seen[student] = true;
                }
            }
        }
        Ok(())
    }
}

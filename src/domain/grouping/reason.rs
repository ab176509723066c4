//! Why a student is in a group, and what a set of groups covers: read from the standings, for proposals and for groups
//! that stand.

use super::focus::{Candidate, Focus};
use super::lesson::{fits, needs, weight};
use crate::domain::Sentence;
use crate::domain::id::{StandardId, StudentId};
use crate::domain::mastery::{Need, NextStep, Standing};

/// What a set of groups covers: everybody stands in one of four lists.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Assessment {
    /// Students whose lesson is what they need next, or near it.
    pub covered: usize,
    /// Students who go further, in a group that does.
    pub ready: Vec<StudentId>,
    /// Students with a need that their group does not work on, and what comes first for them; none is "ready for more".
    pub uncovered: Vec<(StudentId, Option<StandardId>)>,
    /// Students of whom too little is known: a quick check first.
    pub unknown: Vec<StudentId>,
    /// Placements that rest on one mark.
    pub on_one_mark: usize,
}

impl Assessment {
    /// Students whose lesson fits them.
    pub fn fit(&self) -> usize {
        self.covered + self.ready.len()
    }
}

/// What a student's needs are, over all candidates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// At least one of the candidates is a known need.
    Needs,
    /// Nothing is needed as far as is known, but not everything is known.
    Unknown,
    /// Has mastered what is taught.
    Ready,
}

impl Case {
    /// Of one student, by place among the students.
    pub fn of(candidates: &[Candidate], student: usize) -> Self {
        let need = |candidate: &Candidate| candidate.needs.get(student).copied().unwrap_or(Need::Unknown);
        if candidates.iter().any(|candidate| matches!(need(candidate), Need::Some(_))) {
            return Self::Needs;
        }
        // What nobody has been checked on has not been taught yet.
        let counts = |candidate: &&Candidate| candidate.counts.get(student).copied().unwrap_or(true);
        let mut tested = candidates.iter().filter(|candidate| candidate.tested).filter(counts).peekable();
        if tested.peek().is_some() && tested.all(|candidate| need(candidate) == Need::Met) {
            Self::Ready
        } else {
            Self::Unknown
        }
    }
}

/// Where a student's seat leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seat {
    /// To what comes next for the student, or near it.
    Covered,
    /// To a lesson that goes further, as the student's own next step does.
    Further,
    /// Nowhere yet: a quick check first.
    CheckFirst,
    /// To something else.
    LeftOut,
}

/// Where a student's seat in a group leads.
pub fn seat(candidates: &[Candidate], focus: &Focus, student: usize) -> Seat {
    let case = Case::of(candidates, student);
    let own = candidate_of(candidates, focus);
    let fits = own.zip(focus.lesson_step()).is_some_and(|(own, step)| fits(own, step, student));
    let needed = own.is_some_and(|own| needs(own, student));
    match (case, fits) {
        (Case::Needs, true) if needed => Seat::Covered,
        (Case::Needs, _) | (Case::Ready, false) => Seat::LeftOut,
        (_, true) if own.is_some_and(|own| own.step(student) == NextStep::GoFurther) => Seat::Further,
        (_, true) => Seat::Covered,
        (Case::Unknown, false) => Seat::CheckFirst,
    }
}

/// The candidate that a lesson is on.
pub fn candidate_of<'a>(candidates: &'a [Candidate], focus: &Focus) -> Option<&'a Candidate> {
    let standard = focus.lesson_standard()?;
    candidates.iter().find(|candidate| candidate.standard() == Some(standard))
}

/// What groups cover: each a focus and its members as places among `students`.
pub fn assess(
    candidates: &[Candidate],
    students: &[StudentId],
    groups: &[(Focus, Vec<usize>)],
) -> Assessment {
    let mut found = Assessment::default();
    for (focus, members) in groups {
        let candidate = candidate_of(candidates, focus);
        for &member in members {
            let student = || students.get(member).cloned().unwrap_or_default();
            let seat = seat(candidates, focus, member);
            match seat {
                Seat::Covered => found.covered += 1,
                Seat::Further => found.ready.push(student()),
                Seat::CheckFirst => found.unknown.push(student()),
                Seat::LeftOut => found.uncovered.push((student(), first_need(candidates, member))),
            }
            let standing = candidate.and_then(|candidate| candidate.standings.get(member));
            let by_one =
                matches!(seat, Seat::Covered | Seat::Further) && standing.is_some_and(Standing::tentative);
            found.on_one_mark += usize::from(by_one);
        }
    }
    found
}

/// The standard that comes first for a student: the greatest need, prerequisites before what they lead to.
pub fn first_need(candidates: &[Candidate], student: usize) -> Option<StandardId> {
    let weighed = candidates.iter().filter(|candidate| needs(candidate, student));
    let weight = |candidate: &&Candidate| weight(candidates, candidate, student);
    weighed.max_by(|one, other| weight(one).total_cmp(&weight(other)))?.standard().cloned()
}

/// Why a student is in a group, where it is not the group's own reason.
pub fn reason(candidates: &[Candidate], focus: &Focus, student: usize) -> Option<Sentence> {
    let (own, step) = candidate_of(candidates, focus).zip(focus.lesson_step())?;
    let mine = own.step(student);
    let for_others = own.counts.get(student) == Some(&false);
    let ready = Case::of(candidates, student) != Case::Needs && mine == NextStep::GoFurther;
    let sentence = match seat(candidates, focus, student) {
        Seat::Covered | Seat::Further if mine == step => other_start(own, focus, student)?,
        Seat::Covered | Seat::Further => Sentence::new(own_step(mine)),
        Seat::CheckFirst if for_others => Sentence::new("groups.reason.for_others"),
        Seat::CheckFirst if mine == NextStep::QuickCheck => Sentence::new("groups.reason.check"),
        Seat::CheckFirst => Sentence::new("groups.reason.so_far"),
        Seat::LeftOut if ready => Sentence::new("groups.reason.ready"),
        Seat::LeftOut => match first_need(candidates, student) {
            Some(standard) => Sentence::new("groups.reason.needs").with("code", standard.as_str()),
            None if for_others => Sentence::new("groups.reason.for_others"),
            None => Sentence::new("groups.reason.ready"),
        },
    };
    Some(sentence)
}

/// A student of a lesson that starts from what leads to it, who lacks another step than the one it starts from.
fn other_start(own: &Candidate, focus: &Focus, student: usize) -> Option<Sentence> {
    let from = own.nexts.get(student)?.from.as_ref()?;
    let starts = focus.standard.as_ref().filter(|starts| focus.serves.as_ref() != Some(*starts))?;
    (from != starts).then(|| Sentence::new("groups.reason.from").with("code", from.as_str()))
}

const fn own_step(step: NextStep) -> &'static str {
    match step {
        NextStep::FromWhatLeadsToIt => "groups.reason.own_from",
        NextStep::CloseTheGap => "groups.reason.own_gap",
        NextStep::MakeItSecure => "groups.reason.own_secure",
        NextStep::GoFurther => "groups.reason.own_further",
        NextStep::QuickCheck => "groups.reason.check",
    }
}

/// Why a set of groups is not as it should be at one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flag {
    /// Another group has the same lesson.
    SameLesson,
    /// Next steps of its members lie more than one apart.
    Spans,
}

/// What is to be said of each group: each a focus and its members.
pub fn flags(candidates: &[Candidate], groups: &[(Focus, Vec<usize>)]) -> Vec<Vec<Flag>> {
    let lesson = |focus: &Focus| focus.lesson_standard().cloned().zip(focus.lesson_step());
    groups
        .iter()
        .map(|(focus, members)| {
            let same = groups.iter().filter(|(other, _)| lesson(other) == lesson(focus)).count();
            let own = candidate_of(candidates, focus);
            let steps = members.iter().filter_map(|member| own?.step(*member).place());
            let (least, most) = steps.fold((usize::MAX, 0), |(l, m), step| (l.min(step), m.max(step)));
            let mut flags = Vec::new();
            if lesson(focus).is_some() && same > 1 {
                flags.push(Flag::SameLesson);
            }
            if least != usize::MAX && most - least > 1 {
                flags.push(Flag::Spans);
            }
            flags
        })
        .collect()
}

//! Why a student is in a group, and what a set of groups covers: read from the evidence, for proposals and for groups
//! that stand.

use super::focus::{Candidate, Focus};
use crate::domain::Sentence;
use crate::domain::id::{StandardId, StudentId};
use crate::domain::mastery::{CheckKind, Need};

/// What a set of groups covers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Assessment {
    /// Students whose group works on what they need.
    pub covered: usize,
    /// Students with a need that their group does not work on, and their greatest need; none is "ready for more".
    pub uncovered: Vec<(StudentId, Option<StandardId>)>,
    /// Students of whom nothing is known: a quick check first.
    pub unknown: Vec<StudentId>,
    /// Placements that rest on one mark.
    pub on_one_mark: usize,
}

/// What a student's needs are, over all candidates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// Needs something.
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
        let real = || candidates.iter().filter(|candidate| !candidate.extension);
        if real().any(|candidate| matches!(need(candidate), Need::Some(_))) {
            return Self::Needs;
        }
        // What nobody has been checked on has not been taught yet.
        let mut goals = real().filter(|candidate| candidate.is_goal() && candidate.tested).peekable();
        if goals.peek().is_some() && goals.all(|candidate| need(candidate) == Need::Met) {
            Self::Ready
        } else {
            Self::Unknown
        }
    }
}

/// What groups cover: each a focus and its members as places among `students`.
pub fn assess(
    candidates: &[Candidate],
    students: &[StudentId],
    groups: &[(Focus, Vec<usize>)],
) -> Assessment {
    let mut found = Assessment::default();
    for (focus, members) in groups {
        let candidate = candidates.iter().find(|candidate| candidate.focus == *focus);
        for &member in members {
            let need = candidate.and_then(|c| c.needs.get(member)).copied().unwrap_or(Need::Unknown);
            let case = Case::of(candidates, member);
            let extended = case == Case::Ready && focus.reach == crate::domain::standards::Reach::Extension;
            let student = || students.get(member).cloned().unwrap_or_default();
            if matches!(need, Need::Some(_)) || extended {
                found.covered += 1;
                let standing = candidate.and_then(|c| c.standings.get(member));
                found.on_one_mark += usize::from(
                    !extended && standing.is_some_and(super::super::mastery::Standing::tentative),
                );
            } else {
                match case {
                    Case::Needs => found.uncovered.push((student(), greatest_need(candidates, member))),
                    Case::Ready => found.uncovered.push((student(), None)),
                    Case::Unknown => found.unknown.push(student()),
                }
            }
        }
    }
    found
}

/// The standard on which a student's need is greatest.
pub fn greatest_need(candidates: &[Candidate], student: usize) -> Option<StandardId> {
    let amount = |candidate: &&Candidate| candidate.needs.get(student).map_or(0.0, |need| need.amount());
    let needed = candidates.iter().filter(|candidate| amount(candidate) > 0.0);
    needed.max_by(|one, other| amount(one).total_cmp(&amount(other)))?.focus.standard.clone()
}

/// Why a student is in a group that works on `candidate`.
pub fn reason(
    candidates: &[Candidate],
    candidate: Option<&Candidate>,
    student: usize,
    id: &StudentId,
) -> Sentence {
    let case = Case::of(candidates, student);
    let need = candidate.and_then(|c| c.needs.get(student)).copied().unwrap_or(Need::Unknown);
    match (need, case) {
        (Need::Some(_), _) => {
            candidate.map_or_else(|| Sentence::new("groups.reason.check"), |c| from_evidence(c, student, id))
        }
        (_, Case::Ready) => Sentence::new("groups.reason.ready"),
        (Need::Unknown, _) => Sentence::new("groups.reason.check"),
        (Need::Met, Case::Unknown) => Sentence::new("groups.reason.so_far"),
        (Need::Met, Case::Needs) => match greatest_need(candidates, student) {
            Some(standard) => Sentence::new("groups.reason.needs").with("code", standard.as_str()),
            None => Sentence::new("groups.reason.check"),
        },
    }
}

/// "2 of 2 exit tickets below level 3", "tentative: one mark, at level 2", "set by you: level 2".
fn from_evidence(candidate: &Candidate, student: usize, id: &StudentId) -> Sentence {
    let (Some(mastery), Some(standing)) = (&candidate.mastery, candidate.standings.get(student)) else {
        return Sentence::new("groups.reason.check");
    };
    let level = usize::try_from(standing.level.unwrap_or(1)).unwrap_or(1);
    if standing.set_by_teacher {
        return Sentence::new("groups.reason.set").with("level", level);
    }
    if standing.tentative() {
        // A mark that reached the level is a need all the same, where it alone is not enough to be sure.
        let key = match (standing.provisional, standing.mastered) {
            (true, _) => return Sentence::new("groups.reason.provisional"),
            (false, true) => "groups.reason.one_reached",
            (false, false) => "groups.reason.one_below",
        };
        return Sentence::new(key).with("level", level);
    }
    let pieces = mastery.evidence(id).iter().filter(|piece| piece.kind != CheckKind::SelfAssessment);
    let (mut all, mut not_yet, mut tickets) = (0_usize, 0_usize, 0_usize);
    for piece in pieces {
        all += 1;
        not_yet += usize::from(piece.score < mastery.scale.mastery);
        tickets += usize::from(piece.kind == CheckKind::ExitTicket);
    }
    let key = match (not_yet, tickets == all) {
        (0, _) => "groups.reason.unsure",
        (_, true) => "groups.reason.tickets",
        (_, false) => "groups.reason.marks",
    };
    Sentence::new(key).with("k", not_yet).with("n", all).with("level", mastery.scale.mastery)
}

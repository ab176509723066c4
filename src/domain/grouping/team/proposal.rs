//! What a search over several classes proposes, and what each class gets back of it.

use super::super::focus::{Focus, reach_of};
use super::super::lesson::{Label, focus_of};
use super::super::names::deal;
use super::super::people::groups_of;
use super::super::proposal::Proof;
use super::super::reason::{Assessment, assess, reason};
use super::super::records::Purpose;
use super::search::Read;
use super::{meets, same_days};
use crate::domain::Sentence;
use crate::domain::calendar::Period;
use crate::domain::id::{StudentId, SubjectId};
use crate::domain::order::Order;
use crate::domain::standards::{Grade, Reach};

/// A student of a team: the place of the class, and the student.
pub type Seat = (usize, StudentId);

/// The places of one student, each a class and a place in it: one, or one for each class that the student is in.
pub(super) type Person = Vec<(usize, usize)>;

/// One group of a team.
#[derive(Debug, Clone, PartialEq)]
pub struct TeamGroup {
    /// A neutral name.
    pub name: String,
    /// What it works on.
    pub focus: Focus,
    /// How far the focus is from each class's grade, by class.
    pub reach: Vec<Reach>,
    /// Who is in it, by class and then by name; who is in several classes stands with the first.
    pub members: Vec<Seat>,
    /// Why each of them is, in the same order; none where it is the group's own reason.
    pub reasons: Vec<Option<Sentence>>,
}

/// Groups over several classes.
#[derive(Debug, Clone, PartialEq)]
pub struct TeamProposal {
    /// The dates of the groups.
    pub period: Period,
    /// The subject of each class.
    pub subjects: Vec<SubjectId>,
    /// Groups by name.
    pub groups: Vec<TeamGroup>,
    /// What the groups cover, by class.
    pub assessments: Vec<Assessment>,
    /// Who is in several classes: a seat in each, the first first.
    pub one: Vec<Vec<Seat>>,
    /// How good it is.
    pub proof: Proof,
}

impl TeamProposal {
    /// Students whose group works on what they need.
    pub fn covered(&self) -> usize {
        self.assessments.iter().map(Assessment::fit).sum()
    }

    /// The classes that a student of a group is in.
    pub fn classes_of(&self, member: &Seat) -> Vec<usize> {
        let twin = self.one.iter().find(|seats| seats.contains(member));
        twin.map_or_else(|| vec![member.0], |seats| seats.iter().map(|(class, _)| *class).collect())
    }

    /// A student of a group as a class knows the student; nothing where the student is not in it.
    pub(in crate::domain) fn seat_in<'a>(&'a self, class: usize, member: &'a Seat) -> Option<&'a StudentId> {
        let twin = self.one.iter().find(|seats| seats.contains(member));
        let mut seats = twin.into_iter().flatten().chain([member]);
        seats.find(|(of, _)| *of == class).map(|(_, student)| student)
    }
}

/// Names dealt, groups by name; `groups` are lessons with people.
pub(super) fn propose(
    team: &[Read],
    period: Period,
    groups: Vec<(Label, Vec<Person>)>,
    proof: Proof,
) -> TeamProposal {
    let seat = |(class, at): &(usize, usize)| (*class, team[*class].students[*at].clone());
    let people = groups.iter().flat_map(|(_, people)| people);
    let one = people.filter(|seats| seats.len() > 1).map(|seats| seats.iter().map(seat).collect());
    let one = one.collect();
    let first = |(label, people): (Label, Vec<Person>)| {
        let mut seats: Vec<_> = people.into_iter().filter_map(|seats| seats.first().copied()).collect();
        seats.order();
        (joint_focus(team, label, &seats), seats)
    };
    let groups: Vec<(Focus, Vec<(usize, usize)>)> = groups.into_iter().map(first).collect();
    let assessment = |(class, read): (usize, &Read)| {
        let own = groups.iter().map(|(focus, seats)| (focus.clone(), members_in(seats, class)));
        assess(&read.candidates, &read.students, &own.collect::<Vec<_>>())
    };
    let assessments = team.iter().enumerate().map(assessment).collect();
    let names = free_names(team, period);
    let named = names.into_iter().zip(groups).map(|(name, (focus, seats))| {
        let why = |(class, student): &(usize, usize)| reason(&team[*class].candidates, &focus, *student);
        TeamGroup {
            name,
            reach: team.iter().map(|read| reach_in(read, &focus)).collect(),
            members: seats.iter().map(seat).collect(),
            reasons: seats.iter().map(why).collect(),
            focus,
        }
    });
    let mut groups: Vec<TeamGroup> = named.collect();
    groups.order_by(|one, other| one.name.cmp(&other.name));
    let subjects = team.iter().map(|read| read.part.subject.clone()).collect();
    TeamProposal { period, subjects, groups, assessments, one, proof }
}

/// Who of a class is among these seats.
fn members_in(seats: &[(usize, usize)], class: usize) -> Vec<usize> {
    seats.iter().filter(|(of, _)| *of == class).map(|(_, student)| *student).collect()
}

/// What a lesson comes to for the class that most of a group is of.
fn joint_focus(team: &[Read], label: Label, seats: &[(usize, usize)]) -> Focus {
    let most = (0..team.len()).max_by_key(|class| (members_in(seats, *class).len(), usize::MAX - class));
    let candidate = most.and_then(|class| Some((class, team[class].candidates.get(label.candidate)?)));
    candidate.map_or_else(Focus::default, |(class, candidate)| {
        focus_of(candidate, label.step, &members_in(seats, class))
    })
}

fn reach_in(read: &Read, focus: &Focus) -> Reach {
    match &focus.standard {
        Some(standard) if focus.reach != Reach::Extension => {
            reach_of(&read.part.catalog, standard, Grade::parse(&read.part.class.about().grade))
        }
        _ => focus.reach,
    }
}

/// The names of these weeks from the list of the first class, but for those that a group of some class has in them.
fn free_names(team: &[Read], period: Period) -> Vec<String> {
    let mut used = Vec::new();
    for read in team {
        let class = &read.part.class;
        // Those that these groups take the place of give their names back.
        let replaced = same_days(class, &read.part.subject, period);
        let cycles = class.cycles.iter().filter(|(id, cycle)| meets(cycle, period) && Some(*id) != replaced);
        let groups = cycles.flat_map(|(id, _)| groups_of(class, id));
        used.extend(groups.map(|(_, group)| group.name.clone()));
    }
    let first = team.first().map(|read| deal(&read.part.class, period.starts, Purpose::Skill));
    let mut names = first.unwrap_or_default();
    names.retain(|name| !used.contains(name));
    names
}

//! What the skill groups before this cycle have left undone: need that nobody's group worked on, and students for
//! whom groups are no longer temporary.

use super::focus::Candidate;
use super::people::{groups_of, placements_of};
use super::records::{Cycle, Group, Purpose};
use crate::domain::Class;
use crate::domain::Date;
use crate::domain::calendar::{plus_days, school_year};
use crate::domain::id::{CycleId, GroupId, StandardId, StudentId, SubjectId};
use crate::domain::mastery::{CheckKind, Need};
use crate::domain::order::Order;
use crate::domain::standards::Reach;

/// So many cycles in a row, this one among them, are a track and no group for a purpose.
pub const TRACK: usize = 3;

/// One cycle with what it had.
struct Past<'a> {
    starts: Date,
    groups: Vec<(&'a GroupId, &'a Group)>,
    placed: Vec<(&'a StudentId, &'a GroupId)>,
}

impl<'a> Past<'a> {
    fn group_of(&self, student: &StudentId) -> Option<&'a Group> {
        let (_, group) = self.placed.iter().find(|(one, _)| *one == student)?;
        self.groups.iter().find(|(id, _)| id == group).map(|(_, group)| *group)
    }

    /// Everybody in a student's group, the student too.
    fn company(&self, student: &StudentId) -> Vec<&'a StudentId> {
        let group = self.placed.iter().find(|(one, _)| *one == student).map(|(_, group)| *group);
        let here = self.placed.iter().filter(|(_, other)| Some(*other) == group);
        here.map(|(student, _)| *student).collect()
    }
}

/// Skill cycles of a subject that began before a day of its school year, the latest first.
fn skill_cycles<'a>(class: &'a Class, subject: &SubjectId, before: Date) -> Vec<Past<'a>> {
    let year = school_year(before);
    let counts = |cycle: &Cycle| {
        cycle.purpose == Purpose::Skill && cycle.subject.as_ref().is_none_or(|own| own == subject)
    };
    let begun = class.cycles.iter().filter(|(_, cycle)| counts(cycle)).filter_map(|(id, cycle)| {
        cycle.starts.filter(|starts| year.starts <= *starts && *starts < before).map(|starts| (starts, id))
    });
    let mut found: Vec<(Date, &CycleId)> = begun.collect();
    found.order();
    found.reverse();
    let past = |(starts, id): (Date, &'a CycleId)| {
        let placed = placements_of(class, id);
        Past {
            starts,
            groups: groups_of(class, id),
            placed: placed.filter_map(|(student, place)| Some((student, place.group.as_ref()?))).collect(),
        }
    };
    found.into_iter().map(past).collect()
}

fn works_on(group: &Group, standard: &StandardId) -> bool {
    group.focus.as_ref() == Some(standard) || group.serves.as_ref() == Some(standard)
}

/// Counts for each candidate how many of the latest cycles before a day left a student's need on it undone: the student
/// was known to need it before the cycle began, and the student's group worked on something else.
pub fn wait(
    class: &Class,
    subject: &SubjectId,
    candidates: &mut [Candidate],
    students: &[StudentId],
    before: Date,
) {
    let cycles = skill_cycles(class, subject, before);
    for candidate in candidates.iter_mut() {
        let (Some(mastery), Some(standard)) = (&candidate.mastery, &candidate.focus.standard) else {
            continue;
        };
        let waited = |(place, student): (usize, &StudentId)| {
            if !matches!(candidate.needs.get(place), Some(Need::Some(_))) {
                return 0;
            }
            let low = mastery.evidence(student).iter().filter(|piece| {
                piece.kind != CheckKind::SelfAssessment && piece.score < mastery.scale.mastery
            });
            let Some(known) = low.filter_map(|piece| piece.done_on).min() else { return 0 };
            let undone = cycles.iter().take_while(|cycle| {
                known < cycle.starts
                    && cycle.group_of(student).is_some_and(|group| !works_on(group, standard))
            });
            u32::try_from(undone.count()).unwrap_or(u32::MAX)
        };
        candidate.waited = students.iter().enumerate().map(waited).collect();
    }
}

/// Why a student's groups are no longer temporary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Track {
    /// In groups of one reach, so many cycles in a row. Grade level is where everybody belongs and no track.
    Reach(Reach, usize),
    /// With the same classmates in each of so many cycles in a row, at least half of those in the group now.
    Peers(usize),
}

/// Students of groups that begin on a day who are on a track, by name: for whom the cycle that begins then is at least
/// the third in a row.
pub fn tracks(
    class: &Class,
    subject: &SubjectId,
    students: &[StudentId],
    starts: Date,
) -> Vec<(StudentId, Track)> {
    let cycles = skill_cycles(class, subject, plus_days(starts, 1));
    if cycles.len() < TRACK || cycles[0].starts != starts {
        return Vec::new();
    }
    let mut found = Vec::new();
    for student in students {
        let reach = |cycle: &Past<'_>| cycle.group_of(student).map(|group| group.reach);
        let Some(now) = reach(&cycles[0]) else { continue };
        let same = cycles.iter().take_while(|cycle| reach(cycle) == Some(now)).count();
        if now != Reach::GradeLevel && same >= TRACK {
            found.push((student.clone(), Track::Reach(now, same)));
        }
        let company = cycles[0].company(student);
        let mut always = company.clone();
        let stay = |cycle: &&Past<'_>| {
            let then = cycle.company(student);
            always.retain(|one| then.contains(one));
            always.len() > 1 && (always.len() - 1) * 2 >= company.len() - 1
        };
        let same = cycles.iter().take_while(stay).count();
        if same >= TRACK {
            found.push((student.clone(), Track::Peers(same)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::focus::candidates;
    use super::super::tests::{ADD, MULTIPLY, Room, STEP};
    use super::super::{NewGroup, propose_skill};
    use super::*;
    use crate::domain::command::UseGroups;
    use crate::domain::grouping::people::students_on;
    use crate::domain::mastery::Standings;
    use crate::domain::standards::tests::math;

    const MONDAYS: [&str; 3] = ["2026-11-16", "2026-12-07", "2027-01-11"];

    /// A cycle of three weeks from one of the Mondays; groups as focus, reach and members.
    fn cycle(room: &mut Room, at: usize, groups: &[(&str, Reach, &[usize])]) {
        let starts: Date = MONDAYS[at].parse().unwrap();
        room.today = starts;
        let group = |(number, (focus, reach, members)): (usize, &(&str, Reach, &[usize]))| NewGroup {
            name: format!("Tree {number}"),
            focus: Some((*focus).into()),
            serves: Some((*focus).into()),
            reach: *reach,
            members: members.iter().map(|member| room.student(*member)).collect(),
            ..NewGroup::default()
        };
        let groups = groups.iter().enumerate().map(group).collect();
        let (subject, ends) = (room.subject(), plus_days(starts, 18));
        room.run(UseGroups { subject, purpose: Purpose::Skill, starts, ends, groups, replaces: None })
            .unwrap();
    }

    /// How long each student has waited for a lesson on a standard, before the third Monday.
    fn waited(room: &Room, standard: &str) -> Vec<u32> {
        let (subject, day) = (room.subject(), MONDAYS[2].parse().unwrap());
        let students = students_on(&room.class, day);
        let catalog = math();
        let mut standings = Standings::new(&room.class, &catalog, &subject);
        let mut found = candidates(&mut standings, &[standard.into()], &students, day);
        wait(&room.class, &subject, &mut found, &students, day);
        found.remove(0).waited
    }

    #[test]
    fn need_that_no_group_worked_on_ages() {
        let mut room = Room::of(4);
        (0..3).for_each(|student| room.marks(student, ADD, &[1.0]));
        cycle(&mut room, 0, &[(ADD, Reach::GradeLevel, &[0]), (MULTIPLY, Reach::GradeLevel, &[1, 2, 3])]);
        cycle(&mut room, 1, &[(MULTIPLY, Reach::GradeLevel, &[0, 1, 3]), (ADD, Reach::GradeLevel, &[2])]);
        // The fourth has no mark: what is not known is no need. The third had the lesson last.
        assert_eq!(waited(&room, ADD), [1, 2, 0, 0]);
        room.marks(3, ADD, &[2.0]);
        assert_eq!(waited(&room, ADD), [1, 2, 0, 2], "the work was done before the first Monday");
    }

    #[test]
    fn of_two_needs_the_one_that_waited_comes_first() {
        let mut room = Room::of(6);
        for student in 0..6 {
            room.marks(student, ADD, &[1.0]);
            room.marks(student, MULTIPLY, &[1.0]);
        }
        cycle(&mut room, 0, &[(ADD, Reach::GradeLevel, &[0, 1, 2, 3, 4, 5])]);
        room.today = MONDAYS[1].parse().unwrap();
        let mut ask = room.ask(Purpose::Skill);
        ask.settings.groups_max = 1;
        let proposal = propose_skill(&room.class, &math(), &ask, 100_000).unwrap();
        assert_eq!(proposal.groups[0].focus, Some(MULTIPLY.into()));
    }

    #[test]
    fn three_in_a_row_are_a_track() {
        let mut room = Room::of(6);
        let earlier: (&str, Reach, &[usize]) = (STEP, Reach::EarlierGrade, &[0, 1, 2]);
        for (at, rest) in [[3, 4, 5], [5, 4, 3], [4, 5, 3]].iter().enumerate() {
            cycle(&mut room, at, &[earlier, (ADD, Reach::GradeLevel, rest)]);
            let found =
                tracks(&room.class, &room.subject(), &students_on(&room.class, room.today), room.today);
            if at < 2 {
                assert_eq!(found, [], "twice may be chance");
                continue;
            }
            let reach: Vec<usize> = (0..6)
                .filter(|at| found.contains(&(room.student(*at), Track::Reach(Reach::EarlierGrade, 3))))
                .collect();
            assert_eq!(reach, [0, 1, 2], "grade level is no track");
            assert!((0..6).all(|at| found.contains(&(room.student(at), Track::Peers(3)))));
        }
    }

    #[test]
    fn other_company_or_another_reach_is_no_track() {
        let mut room = Room::of(6);
        cycle(&mut room, 0, &[(STEP, Reach::EarlierGrade, &[0, 1, 2]), (ADD, Reach::GradeLevel, &[3, 4, 5])]);
        cycle(&mut room, 1, &[(STEP, Reach::EarlierGrade, &[0, 3, 4]), (ADD, Reach::GradeLevel, &[1, 2, 5])]);
        cycle(&mut room, 2, &[(ADD, Reach::GradeLevel, &[0, 1, 3]), (STEP, Reach::EarlierGrade, &[2, 4, 5])]);
        let found = tracks(&room.class, &room.subject(), &students_on(&room.class, room.today), room.today);
        assert_eq!(found, [], "nobody three times with anybody");
    }
}

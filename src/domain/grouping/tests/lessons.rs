//! Groups that a teacher would teach: small classes whose best groups nobody would argue about, and what a teacher would
//! see first in many generated ones.

use std::collections::BTreeSet;

use super::*;
use crate::domain::grouping::focus::{Candidate, Focus, candidates};
use crate::domain::grouping::reason::{Flag, Seat, seat};
use crate::domain::mastery::{NextStep, Standings};
use crate::domain::order::Order as _;
use NextStep::{CloseTheGap as Gap, FromWhatLeadsToIt as From, GoFurther as Further, MakeItSecure as Secure};
use optimize::Random;

/// What a group is for, and who is in it.
type Taught = (String, NextStep, Vec<usize>);

fn taught(room: &Room, proposal: &Proposal) -> Vec<Taught> {
    let students = people::students_on(&room.class, room.today);
    let mut groups: Vec<Taught> = proposal
        .seats(&students)
        .into_iter()
        .map(|(focus, members)| {
            (focus.lesson_standard().unwrap().to_string(), focus.lesson_step().unwrap(), members)
        })
        .collect();
    groups.order();
    groups
}

/// A class with these marks, each students, a standard and the marks; at most so many groups.
fn check(
    groups: usize,
    n: usize,
    marks: &[(&[usize], &str, &[f64])],
    expected: &[(&str, NextStep, &[usize])],
) {
    let mut room = Room::of(n);
    for (students, standard, levels) in marks {
        students.iter().for_each(|student| room.marks(*student, standard, levels));
    }
    let mut ask = room.ask(Purpose::Skill);
    ask.settings.groups_max = groups;
    let proposal = propose_skill(&room.class, &math(), &ask, 200_000).unwrap();
    let mut expected: Vec<Taught> =
        expected.iter().map(|(code, step, who)| ((*code).to_owned(), *step, who.to_vec())).collect();
    expected.order();
    assert_eq!(taught(&room, &proposal), expected, "{marks:?}");
    assert!(proposal.proof.proven && proposal.flags.iter().all(Vec::is_empty), "{marks:?}");
}

const LOW: &[f64] = &[1.0, 1.0];
const NEAR: &[f64] = &[2.0, 2.0];
const THERE: &[f64] = &[3.0, 3.0];
const PAST: &[f64] = &[4.0, 4.0];

#[test]
fn one_exit_ticket_makes_the_four_lessons() {
    let marks: [(&[usize], &str, &[f64]); 4] = [
        (&[0, 1, 2], ADD, &[1.0]),
        (&[3, 4, 5], ADD, &[2.0]),
        (&[6, 7, 8], ADD, &[3.0]),
        (&[9, 10, 11], ADD, &[4.0]),
    ];
    let expected: [(&str, NextStep, &[usize]); 4] = [
        (ADD, From, &[0, 1, 2]),
        (ADD, Gap, &[3, 4, 5]),
        (ADD, Secure, &[6, 7, 8]),
        (ADD, Further, &[9, 10, 11]),
    ];
    check(4, 12, &marks, &expected);
}

#[test]
fn an_uneven_exit_ticket_makes_the_four_lessons_too() {
    // 2, 6, 7 and 9 students at the four levels, in groups of six: everybody sits in the own lesson or beside it.
    let mut room = Room::of(24);
    for (student, level) in
        [(2, 1.0), (6, 2.0), (7, 3.0), (9, 4.0)].iter().flat_map(|(n, level)| vec![*level; *n]).enumerate()
    {
        room.marks(student, ADD, &[level]);
    }
    let proposal = room.skill().unwrap();
    let steps: BTreeSet<NextStep> = taught(&room, &proposal).into_iter().map(|(_, step, _)| step).collect();
    assert_eq!(steps, BTreeSet::from([From, Gap, Secure, Further]));
    assert!(proposal.flags.iter().all(Vec::is_empty) && proposal.assessment.uncovered.is_empty());
}

#[test]
fn who_lacks_a_standard_and_who_is_past_it_are_two_groups() {
    check(
        4,
        6,
        &[(&[0, 1, 2], ADD, NEAR), (&[3, 4, 5], ADD, PAST)],
        &[(ADD, Gap, &[0, 1, 2]), (ADD, Further, &[3, 4, 5])],
    );
}

#[test]
fn two_standards_and_two_needs_are_two_groups() {
    let (one, other): (&[usize], &[usize]) = (&[0, 2, 4, 6], &[1, 3, 5, 7]);
    check(
        2,
        8,
        &[(one, ADD, NEAR), (one, MULTIPLY, THERE), (other, ADD, THERE), (other, MULTIPLY, NEAR)],
        &[(ADD, Gap, one), (MULTIPLY, Gap, other)],
    );
}

#[test]
fn three_needs_and_those_who_are_past_them_are_four_groups() {
    let all: &[usize] = &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
    let third = "5.MD.A.1";
    check(
        4,
        12,
        &[
            (all, ADD, PAST),
            (all, MULTIPLY, PAST),
            (all, third, PAST),
            (&[0, 1, 2], ADD, NEAR),
            (&[3, 4, 5], MULTIPLY, NEAR),
            (&[6, 7, 8], third, NEAR),
        ],
        &[
            (ADD, Gap, &[0, 1, 2]),
            (MULTIPLY, Gap, &[3, 4, 5]),
            (third, Gap, &[6, 7, 8]),
            (third, Further, &[9, 10, 11]),
        ],
    );
}

#[test]
fn who_lacks_the_step_before_starts_from_it() {
    check(
        4,
        8,
        &[(&[0, 1, 2, 3, 4, 5, 6, 7], ADD, NEAR), (&[0, 1, 2, 3], STEP, LOW), (&[4, 5, 6, 7], STEP, THERE)],
        &[(ADD, From, &[0, 1, 2, 3]), (ADD, Gap, &[4, 5, 6, 7])],
    );
}

#[test]
fn one_who_is_alone_with_a_level_goes_with_the_neighbors() {
    check(
        4,
        7,
        &[(&[0], ADD, LOW), (&[1, 2, 3], ADD, NEAR), (&[4, 5, 6], ADD, PAST)],
        &[(ADD, Gap, &[0, 1, 2, 3]), (ADD, Further, &[4, 5, 6])],
    );
}

#[test]
fn one_group_alone_works_on_what_most_need() {
    check(
        1,
        6,
        &[(&[0, 1, 2, 3, 4, 5], ADD, NEAR), (&[0, 1], MULTIPLY, NEAR), (&[2, 3, 4, 5], MULTIPLY, PAST)],
        &[(ADD, Gap, &[0, 1, 2, 3, 4, 5])],
    );
}

#[test]
fn one_mark_at_mastery_is_made_secure_and_two_go_further() {
    check(
        4,
        6,
        &[(&[0, 1, 2], ADD, &[3.0]), (&[3, 4, 5], ADD, THERE)],
        &[(ADD, Secure, &[0, 1, 2]), (ADD, Further, &[3, 4, 5])],
    );
}

#[test]
fn who_knows_nothing_yet_of_what_others_know_is_closest_to_grade_level() {
    // Nobody knows anything of the last three: they start at grade level, and are named.
    let mut room = Room::of(9);
    (0..3).for_each(|student| room.marks(student, ADD, NEAR));
    (3..6).for_each(|student| room.marks(student, ADD, PAST));
    let proposal = room.skill().unwrap();
    let unknown: Vec<StudentId> = (6..9).map(|student| room.student(student)).collect();
    assert_eq!(proposal.assessment.unknown, unknown);
    for group in &proposal.groups {
        let further = group.next_step == Some(Further);
        assert!(!further || unknown.iter().all(|student| !group.members.contains(student)));
    }
}

#[test]
fn a_prerequisite_in_the_unit_comes_first() {
    // 5.NF.A.2, word problems, stands on adding: who lacks both adds first; who lacks the second alone works on it.
    let word = "5.NF.A.2";
    assert!(math().before(&word.into(), 1).iter().any(|step| step.id.as_str() == ADD));
    check(
        2,
        8,
        &[(&[0, 1, 2, 3], ADD, NEAR), (&[4, 5, 6, 7], ADD, THERE), (&[0, 1, 2, 3, 4, 5, 6, 7], word, NEAR)],
        &[(ADD, Gap, &[0, 1, 2, 3]), (word, Gap, &[4, 5, 6, 7])],
    );
}

/// A class after some exit tickets: each student has an own ability, and each standard builds on the ones before.
fn generated(seed: u64) -> Room {
    let mut random = Random::new(seed);
    let n = 12 + usize::try_from(random.below(20)).unwrap();
    let mut room = Room::of(n);
    let codes = [ADD, "5.NF.A.2", MULTIPLY, "5.NF.B.3", "5.NF.B.7", "5.MD.A.1"];
    let tickets = 1 + usize::try_from(random.below(6)).unwrap();
    let ability: Vec<f64> = (0..n).map(|_| random.unit()).collect();
    for code in &codes[..tickets] {
        let hard = random.unit();
        for (student, ability) in ability.iter().enumerate() {
            if random.below(12) == 0 {
                continue;
            }
            let level = 1.0
                + (4.2 * (ability + 0.35 * (random.unit() - 0.5) + 0.3 * (0.5 - hard)))
                    .floor()
                    .clamp(0.0, 3.0);
            let marks = vec![level; 1 + usize::try_from(random.below(2)).unwrap()];
            room.marks(student, code, &marks);
        }
    }
    room
}

fn read(room: &Room) -> (Vec<StudentId>, Vec<Candidate>) {
    let (catalog, students) = (math(), people::students_on(&room.class, room.today));
    let mut standings = Standings::new(&room.class, &catalog, &room.subject());
    let found = candidates(&mut standings, &[], &students, room.today);
    (students, found)
}

#[test]
fn what_a_teacher_would_see_first_in_two_hundred_classes() {
    let (mut flagged, mut seats) = (0, [0; 4]);
    for seed in 0..200 {
        let room = generated(seed);
        let Ok(proposal) = room.skill() else { panic!("class {seed}") };
        let (students, found) = read(&room);
        let groups = proposal.seats(&students);
        assert_eq!(groups.iter().map(|(_, members)| members.len()).sum::<usize>(), students.len());
        assert!(proposal.proof.proven, "class {seed}");
        let mut lessons = BTreeSet::new();
        for ((focus, members), flags) in groups.iter().zip(&proposal.flags) {
            let own = found.iter().find(|it| it.standard() == focus.lesson_standard()).unwrap();
            let steps: Vec<usize> = members.iter().filter_map(|member| own.step(*member).place()).collect();
            let spans =
                steps.iter().max().zip(steps.iter().min()).is_some_and(|(most, least)| most - least > 1);
            assert_eq!(spans, flags.contains(&Flag::Spans), "class {seed}");
            let again = !lessons.insert((focus.lesson_standard().cloned(), focus.lesson_step()));
            assert!(!again || flags.contains(&Flag::SameLesson), "class {seed}");
            flagged += flags.len();
            for &member in members {
                let seat = seat(&found, focus, member);
                seats[seat as usize] += 1;
                // Whoever needs something has a group for it, or is named.
                let needs = found.iter().any(|it| it.needs[member].amount() > 0.0);
                let named = proposal
                    .assessment
                    .uncovered
                    .iter()
                    .any(|(id, what)| *id == students[member] && what.is_some());
                assert!(!needs || seat == Seat::Covered || named, "class {seed}");
            }
        }
        let found = &proposal.assessment;
        let told = found.covered + found.ready.len() + found.unknown.len() + found.uncovered.len();
        assert_eq!(told, students.len(), "class {seed}: the counts add up");
    }
    println!("of 200 classes: {flagged} flags; covered, further, check first, left out: {seats:?}");
    assert!(seats[3] * 10 < seats.iter().sum::<usize>(), "{seats:?}");
}

/// Who has a mark on a lesson that is for others is not told that nothing was entered.
#[test]
fn a_lesson_that_is_for_others_is_said_so() {
    use crate::domain::grouping::reason::reason;
    use crate::domain::record::Value;
    let mut room = Room::of(4);
    (0..4).for_each(|student| room.marks(student, ADD, LOW));
    for student in 1..4 {
        let id = format!("{ADD}/{}", room.student(student));
        room.class.set("standard_for", &id, "included", &Value::Bool(true));
    }
    let (students, subject) = (people::students_on(&room.class, room.today), room.subject());
    let catalog = math();
    let found = candidates(&mut Standings::new(&room.class, &catalog, &subject), &[], &students, room.today);
    let focus = Focus { step: Some(Gap), ..found[0].focus.clone() };
    let key = |student: usize| reason(&found, &focus, student).map(|why| why.key);
    assert_eq!(key(0), Some("groups.reason.for_others"));
    assert_ne!(key(1), Some("groups.reason.for_others"));
    room.marks(0, MULTIPLY, PAST);
    let found = candidates(&mut Standings::new(&room.class, &catalog, &subject), &[], &students, room.today);
    let why = reason(&found, &focus, 0).map(|why| why.key);
    assert_eq!(why, Some("groups.reason.for_others"), "ready for more, but not by this lesson");
}

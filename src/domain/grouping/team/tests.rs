//! Team groups: everybody has one place, each class gets its own students back, its rules hold, and what does not fit
//! is said.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::people::{groups_of, placements_of, running, students_on};
use super::super::tests::{ADD, MULTIPLY, Room, STEP, refused, today};
use super::super::{PairRuleKind, propose_skill};
use super::*;
use crate::domain::command::{AddPairRule, UseGroups};
use crate::domain::grouping::{Ask, GroupSettings};
use crate::domain::id::StudentId;
use crate::domain::mastery::Need;
use crate::domain::order::Order;
use crate::domain::record::Value;
use crate::domain::standards::tests::math;

/// A fifth grade that shares no id with another of another number: a third need to add, a third to multiply, and a
/// third have mastered both.
fn room(nth: usize, students: usize) -> Room {
    let mut room = Room::with_ids_after(100 * nth, &vec![None; students]);
    for student in 0..students {
        let (add, multiply) = [(1.0, 4.0), (4.0, 1.0), (4.0, 4.0)][student % 3];
        room.marks(student, ADD, &[add, add, add]);
        room.marks(student, MULTIPLY, &[multiply, multiply, multiply]);
    }
    room
}

fn part(room: &Room, id: &str) -> TeamClass {
    let mut class = room.class.clone();
    class.set("class", "class", "name", &Value::Text(id.into()));
    TeamClass { id: id.into(), class: class.into(), subject: room.subject(), catalog: Arc::new(math()) }
}

fn ask(groups_max: usize) -> TeamAsk {
    let period = cycle_of_three_weeks(today());
    TeamAsk { standards: Vec::new(), groups_max, one: Vec::new(), size: None, period, today: today() }
}

fn found(team: Vec<TeamClass>, ask: TeamAsk) -> Result<TeamProposal, Rejected> {
    let mut search = TeamSearch::new(team, ask)?;
    for _ in 0..20_000 {
        if search.slice() {
            break;
        }
    }
    search.proposal()
}

fn members(used: &UseGroups) -> BTreeSet<StudentId> {
    used.groups.iter().flat_map(|group| group.members.clone()).collect()
}

#[test]
fn everybody_has_one_place_where_the_need_is_and_sizes_hold() {
    let rooms = [room(1, 24), room(2, 27), room(3, 21)];
    let team = rooms.iter().zip(["5A", "5B", "5C"]).map(|(room, id)| part(room, id)).collect();
    let proposal = found(team, TeamAsk { size: Some((20, 30)), ..ask(3) }).unwrap();
    assert!(proposal.proof.proven);
    assert_eq!(proposal.groups.len(), 3);
    assert_eq!(proposal.covered(), 72);
    let mut seats: Vec<_> = proposal.groups.iter().flat_map(|group| group.members.clone()).collect();
    assert_eq!(seats.len(), 72);
    seats.order();
    seats.dedup();
    assert_eq!(seats.len(), 72, "nobody has two places");
    for group in &proposal.groups {
        assert!((20..=30).contains(&group.members.len()), "{}", group.members.len());
        assert_eq!(group.reasons.len(), group.members.len());
        for (class, student) in &group.members {
            let at =
                students_on(&rooms[*class].class, today()).iter().position(|one| one == student).unwrap();
            let focus = group.focus.standard.as_ref().map(StandardId::as_str);
            match at % 3 {
                0 => assert_eq!(focus, Some(ADD)),
                1 => assert_eq!(focus, Some(MULTIPLY)),
                _ => assert_eq!(group.focus.reach, crate::domain::standards::Reach::Extension),
            }
        }
    }
}

#[test]
fn each_class_gets_its_own_students_back_and_nobody_else() {
    let mut rooms = [room(1, 12), room(2, 15)];
    let team = vec![part(&rooms[0], "5A"), part(&rooms[1], "5B")];
    let proposal = found(team, TeamAsk { size: Some((3, 24)), ..ask(3) }).unwrap();
    let teachers = ["Ms. Rivera".to_owned(), " ".to_owned()];
    for (at, room) in rooms.iter_mut().enumerate() {
        let used = proposal.for_class(at, &teachers, None);
        let own: BTreeSet<StudentId> = students_on(&room.class, today()).into_iter().collect();
        assert_eq!(members(&used), own);
        let placed: usize = used.groups.iter().map(|group| group.members.len()).sum();
        assert_eq!(placed, own.len());
        let names: Vec<&str> = used.groups.iter().map(|group| group.name.as_str()).collect();
        assert_eq!(names[0], format!("{}: Ms. Rivera", proposal.groups[0].name));
        assert_eq!(names[1], proposal.groups[1].name);
        let period = (used.starts, used.ends);
        room.run(used).unwrap();
        let (id, cycle) = running(&room.class, &room.subject(), Purpose::Skill, today()).unwrap();
        assert_eq!((cycle.starts, cycle.ends), (Some(period.0), Some(period.1)));
        let stand: BTreeSet<StudentId> =
            placements_of(&room.class, id).map(|(student, _)| student.clone()).collect();
        assert_eq!(stand, own);
    }
}

#[test]
fn a_second_answer_changes_the_cycle_of_the_first() {
    let mut rooms = [room(1, 12), room(2, 15)];
    let team = vec![part(&rooms[0], "5A"), part(&rooms[1], "5B")];
    let proposal = found(team.clone(), TeamAsk { size: Some((3, 24)), ..ask(3) }).unwrap();
    rooms[0].run(proposal.for_class(0, &[], None)).unwrap();
    let cycle = rooms[0].class.cycles.iter().next().unwrap().0.clone();
    let fewer = found(team, TeamAsk { size: Some((3, 24)), ..ask(2) }).unwrap();
    rooms[0].run(fewer.for_class(0, &[], Some(cycle.clone()))).unwrap();
    assert_eq!(rooms[0].class.cycles.len(), 1);
    assert_eq!(groups_of(&rooms[0].class, &cycle).len(), 2);
}

#[test]
fn a_group_without_a_student_of_the_class_is_left_out() {
    let mut five_a = Room::with_ids_after(100, &[None; 6]);
    for student in 0..6 {
        five_a.marks(student, ADD, &[1.0, 1.0, 1.0]);
    }
    let mut five_b = Room::with_ids_after(200, &[None; 6]);
    for student in 0..6 {
        five_b.marks(student, MULTIPLY, &[1.0, 1.0, 1.0]);
    }
    let proposal = found(vec![part(&five_a, "5A"), part(&five_b, "5B")], ask(2)).unwrap();
    assert_eq!(proposal.groups.len(), 2);
    let used = proposal.for_class(0, &[], None);
    assert_eq!(used.groups.len(), 1);
    assert_eq!(used.groups[0].focus.as_ref().map(StandardId::as_str), Some(ADD));
}

#[test]
fn rules_inside_a_class_hold_and_reach_no_other() {
    let mut rooms = [room(1, 12), room(2, 12)];
    let (one, other) = (rooms[1].student(0), rooms[1].student(3));
    let apart = AddPairRule { a: one.clone(), b: other.clone(), rule: Some(PairRuleKind::Apart) };
    rooms[1].run(apart).unwrap();
    let team = vec![part(&rooms[0], "5A"), part(&rooms[1], "5B")];
    let proposal = found(team, TeamAsk { size: Some((4, 16)), ..ask(3) }).unwrap();
    let place = |class: usize, student: &StudentId| {
        proposal.groups.iter().position(|group| group.members.contains(&(class, student.clone()))).unwrap()
    };
    assert_ne!(place(1, &one), place(1, &other), "both need to add, and are to be apart");
    assert_eq!(place(0, &rooms[0].student(0)), place(0, &rooms[0].student(3)));
}

#[test]
fn what_is_taught_in_one_class_is_read_in_the_other_too() {
    let mut five_a = Room::with_ids_after(100, &[None; 6]);
    let mut five_b = Room::with_ids_after(200, &[None; 6]);
    for student in 0..6 {
        five_a.marks(student, ADD, &[1.0, 1.0]);
        five_b.marks(student, STEP, &[1.0, 1.0]);
    }
    let mut search = TeamSearch::new(vec![part(&five_a, "5A"), part(&five_b, "5B")], ask(2)).unwrap();
    for _ in 0..4 {
        assert!(search.proposal().is_err(), "nothing is known before each class is read");
        search.slice();
    }
    let focuses: Vec<Vec<_>> = search
        .team
        .iter()
        .map(|read| read.candidates.iter().map(|candidate| candidate.focus.clone()).collect())
        .collect();
    assert_eq!(focuses[0].len(), 2);
    assert_eq!(focuses[0], focuses[1]);
    assert!(search.team[0].candidates[1].needs.iter().all(|need| *need == Need::Unknown));
    assert!(search.team[1].candidates[1].needs.iter().all(|need| *need != Need::Unknown));
}

#[test]
fn two_halves_of_a_class_are_grouped_as_the_class_is() {
    let whole = room(1, 18);
    let settings = GroupSettings { groups_max: 3, size: Some((3, 9)), ..GroupSettings::default() };
    let alone = Ask { subject: whole.subject(), purpose: Purpose::Skill, settings, today: today() };
    let alone = propose_skill(&whole.class, &math(), &alone, 200_000).unwrap();
    let halves = vec![part(&room(2, 9), "5A"), part(&room(3, 9), "5B")];
    let together = found(halves, TeamAsk { size: Some((3, 9)), ..ask(3) }).unwrap();
    assert_eq!(together.covered(), alone.assessment.covered + alone.assessment.ready.len());
    assert_eq!(together.groups.len(), alone.groups.len());
}

#[test]
fn what_does_not_fit_is_said() {
    let (one, other) = (part(&room(1, 12), "5A"), part(&room(2, 12), "5B"));
    let pair = || vec![one.clone(), other.clone()];
    assert_eq!(refused(found(vec![one.clone()], ask(2))), "team.no.few");
    assert_eq!(refused(found(vec![one.clone(), one.clone()], ask(2))), "team.no.twice");
    let seven = |n: usize| (0..n).map(|at| TeamClass { id: at.to_string(), ..one.clone() }).collect();
    assert_eq!(refused(found(seven(7), ask(2))), "team.no.many");
    assert!(TeamSearch::new(seven(6), ask(6)).is_ok());
    assert_eq!(refused(found(pair(), TeamAsk { size: Some((9, 10)), ..ask(2) })), "groups.no.sizes");
    let mut late = ask(2);
    std::mem::swap(&mut late.period.starts, &mut late.period.ends);
    assert_eq!(refused(found(pair(), late)), "groups.ends_before_it_starts");
    let blank = |nth: usize| Room::with_ids_after(100 * nth, &[None; 6]);
    let unmarked = vec![part(&blank(1), "5A"), part(&blank(2), "5B")];
    assert_eq!(refused(found(unmarked, ask(2))), "team.no.evidence");
    let mut empty = Room::with_ids_after(300, &[None]);
    let only = empty.student(0);
    empty.class.set("student", only.as_str(), "retracted", &Value::Bool(true));
    assert_eq!(refused(found(vec![one.clone(), part(&empty, "5B")], ask(2))), "team.no.nobody");
    let mut own = room(2, 12);
    let subject = own.subject();
    own.class.set("subject", subject.as_str(), "framework", &Value::Text("district".into()));
    assert_eq!(refused(found(vec![one.clone(), part(&own, "5B")], ask(2))), "team.no.standards");
    own.class.set("subject", subject.as_str(), "habits", &Value::Bool(true));
    assert_eq!(refused(found(vec![one.clone(), part(&own, "5B")], ask(2))), "team.no.subject");
}

#[test]
fn groups_begin_after_those_of_a_class_and_take_none_of_their_names() {
    let mut own = room(1, 12);
    let team = || vec![part(&room(3, 12), "5B"), part(&room(2, 12), "5C")];
    assert_eq!(usual_period(&team(), today()), cycle_of_three_weeks(today()));
    let proposal = found(team(), ask(2)).unwrap();
    let names: Vec<String> = proposal.groups.iter().map(|group| group.name.clone()).collect();
    let students = students_on(&own.class, today());
    let period = cycle_of_three_weeks(today());
    let groups = names.iter().zip(students.chunks(6)).map(|(name, members)| super::super::NewGroup {
        name: name.clone(),
        members: members.to_vec(),
        ..super::super::NewGroup::default()
    });
    let subject = own.subject();
    // Other days than the team's, which would take the place of groups of the same ones.
    let (starts, ends) = (period.starts, plus_days(period.ends, -1));
    let groups = groups.collect();
    own.run(UseGroups { subject, purpose: Purpose::Skill, starts, ends, groups, replaces: None }).unwrap();
    let team = vec![part(&own, "5A"), part(&room(2, 12), "5B")];
    assert_eq!(usual_period(&team, today()).starts, plus_days(period.starts, 7));
    let proposal = found(team, ask(2)).unwrap();
    assert!(proposal.groups.iter().all(|group| !names.contains(&group.name)));
}

#[test]
fn usual_sizes_leave_room_for_the_needs() {
    for (students, groups, size) in [(60, 2, (20, 38)), (75, 3, (16, 32)), (180, 6, (20, 38)), (2, 3, (1, 1))]
    {
        assert_eq!(usual_size(students, groups), size, "{students} in {groups}");
    }
}

/// Sets fields of a student.
fn set(room: &mut Room, at: usize, fields: &[(&str, &str)]) -> StudentId {
    let id = room.student(at);
    for (field, value) in fields {
        room.class.set("student", id.as_str(), field, &Value::Text((*value).into()));
    }
    id
}

/// Everybody under a name that no other class has.
fn named(room: &mut Room, class: &str) {
    for (at, id) in students_on(&room.class, today()).iter().enumerate() {
        room.class.set("student", id.as_str(), "given", &Value::Text(format!("{class} {at:02}")));
    }
}

#[test]
fn who_is_in_two_classes_is_found_or_asked_about() {
    let team = |one: &Room, other: &Room| vec![part(one, "5A"), part(other, "5B")];
    let (mut one, mut other) = (room(1, 12), room(2, 12));
    named(&mut one, "a");
    named(&mut other, "b");
    assert_eq!(twins(&team(&one, &other), today()), []);
    // The same name, without ids that say otherwise; another of the same name makes it nobody's.
    let ana = set(&mut one, 0, &[("given", "Ana"), ("family", "Núñez")]);
    let also = set(&mut other, 3, &[("given", "ana"), ("family", "Nunez"), ("school_id", "17")]);
    let found = twins(&team(&one, &other), today());
    assert_eq!(found, [Twin { seats: vec![(0, ana.clone()), (1, also.clone())], sure: false }]);
    assert_eq!(n_students(&team(&one, &other), &[], today()), 24);
    assert_eq!(n_students(&team(&one, &other), &found, today()), 23);
    one.class.set("student", ana.as_str(), "school_id", &Value::Text("18".into()));
    assert_eq!(twins(&team(&one, &other), today()), [], "two school ids are two students");
    one.class.set("student", ana.as_str(), "school_id", &Value::Text("17".into()));
    one.class.set("student", ana.as_str(), "given", &Value::Text("Annie".into()));
    assert_eq!(twins(&team(&one, &other), today()).len(), 1, "one school id is one student, perhaps");
    // Handed over: the same id and name.
    let handed = twins(&team(&one, &one), today());
    assert!(handed.len() == 12 && handed.iter().all(|twin| twin.sure && twin.seats.len() == 2));
}

#[test]
fn who_is_in_two_classes_has_one_place_and_both_get_it() {
    let (mut one, mut other) = (room(1, 12), room(2, 12));
    named(&mut one, "a");
    named(&mut other, "b");
    let (ana, also) = (set(&mut one, 0, &[("given", "Ana")]), set(&mut other, 1, &[("given", "Ana")]));
    let team = vec![part(&one, "5A"), part(&other, "5B")];
    let twin = twins(&team, today());
    let both = |proposal: &TeamProposal| {
        let place = |class: usize, student: &StudentId| {
            let used = proposal.for_class(class, &[], None);
            used.groups.into_iter().find(|group| group.members.contains(student)).unwrap().name
        };
        let placed: usize = proposal.groups.iter().map(|group| group.members.len()).sum();
        (place(0, &ana), place(1, &also), placed)
    };
    let asked = TeamAsk { size: Some((5, 10)), ..ask(3) };
    let (first, second, placed) = both(&found(team.clone(), asked.clone()).unwrap());
    assert_ne!(first, second, "one needs to add, the other to multiply");
    assert_eq!(placed, 24);
    let joined = found(team.clone(), TeamAsk { one: twin, ..asked.clone() }).unwrap();
    let (first, second, placed) = both(&joined);
    assert_eq!((first, placed), (second, 23));
    let member = joined.groups.iter().flat_map(|group| &group.members).find(|(_, id)| *id == ana).unwrap();
    assert_eq!(joined.classes_of(member), [0, 1]);
    assert_eq!(members(&joined.for_class(1, &[], None)).len(), 12, "nobody of 5B is missing");
    // Handed over: nobody need be asked.
    let twice =
        found(vec![part(&one, "5A"), part(&one, "5B")], TeamAsk { size: Some((3, 6)), ..asked }).unwrap();
    assert_eq!(twice.groups.iter().map(|group| group.members.len()).sum::<usize>(), 12);
}

#[test]
fn groups_of_the_same_days_take_the_place_of_those_given_back_before() {
    let mut rooms = [room(1, 12), room(2, 12)];
    let period = ask(2).period;
    let team = |rooms: &[Room; 2]| vec![part(&rooms[0], "5A"), part(&rooms[1], "5B")];
    let first = found(team(&rooms), ask(2)).unwrap();
    rooms[0].run(first.for_class(0, &[], None)).unwrap();
    let subject = rooms[0].subject();
    let before = same_days(&rooms[0].class, &subject, period).cloned();
    assert!(before.is_some());
    let later = Period { starts: plus_days(period.starts, 7), ..period };
    assert_eq!(same_days(&rooms[0].class, &subject, later), None);
    let again = found(team(&rooms), ask(2)).unwrap();
    let names = |proposal: &TeamProposal| -> Vec<String> {
        proposal.groups.iter().map(|group| group.name.clone()).collect()
    };
    assert_eq!(names(&again), names(&first), "their names are free again");
    rooms[0].run(again.for_class(0, &[], before)).unwrap();
    assert_eq!(rooms[0].class.cycles.len(), 1);
}

#[test]
fn the_next_groups_bring_others_together_and_need_that_waited_comes_first() {
    // Everybody needs the same: groups of the class's own put the same students together, or not.
    let mut rooms = [room(1, 12), room(2, 12)];
    for room in &mut rooms {
        (0..12).for_each(|student| {
            room.marks(student, ADD, &[1.0, 1.0, 1.0]);
            room.marks(student, MULTIPLY, &[1.0, 1.0, 1.0]);
        });
        let students = students_on(&room.class, today());
        let groups = students.chunks(6).enumerate().map(|(at, members)| super::super::NewGroup {
            name: format!("Own {at}"),
            focus: Some(ADD.into()),
            serves: Some(ADD.into()),
            members: members.to_vec(),
            ..super::super::NewGroup::default()
        });
        let (subject, groups) = (room.subject(), groups.collect());
        let (starts, ends) = (plus_days(today(), -9), plus_days(today(), -5));
        room.run(UseGroups { subject, purpose: Purpose::Skill, starts, ends, groups, replaces: None })
            .unwrap();
    }
    let team = || vec![part(&rooms[0], "5A"), part(&rooms[1], "5B")];
    let all_in_one = found(team(), TeamAsk { size: Some((24, 24)), ..ask(1) }).unwrap();
    assert_eq!(all_in_one.groups[0].focus.standard, Some(MULTIPLY.into()), "it has waited for a cycle");
    let proposal = found(team(), TeamAsk { size: Some((12, 12)), ..ask(2) }).unwrap();
    for group in &proposal.groups {
        for (class, room) in rooms.iter().enumerate() {
            let own = group.members.iter().filter(|(of, _)| *of == class);
            let first_six = own.filter(|(_, student)| (0..6).any(|at| room.student(at) == *student));
            assert!((2..=4).contains(&first_six.count()), "those of one group are spread");
        }
    }
    assert!(proposal.proof.proven);
}

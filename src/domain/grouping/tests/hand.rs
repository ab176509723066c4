//! The teacher's hand: locks, moves, places that are changed, names, and the end of a cycle.

use super::*;

#[test]
fn the_days_of_a_cycle_can_be_changed_but_not_turned_round() {
    let mut room = Room::of(8);
    room.run(UseGroups::from(room.mixed())).unwrap();
    let cycle = room.cycle(Purpose::Mixed);
    let days = |starts: &str, ends: &str| SetCycleDates {
        cycle: cycle.clone(),
        starts: starts.parse().unwrap(),
        ends: ends.parse().unwrap(),
    };
    assert_eq!(refused(room.run(days("2026-11-20", "2026-11-19"))), "groups.ends_before_it_starts");
    room.run(days("2026-11-18", "2026-11-24")).unwrap();
    let about = room.class.cycles.get(&cycle).unwrap();
    assert_eq!((about.starts, about.ends), ("2026-11-18".parse().ok(), "2026-11-24".parse().ok()));
    // The next cycle follows it.
    room.today = "2026-11-25".parse().unwrap();
    let next = room.mixed();
    assert_eq!((next.replaces, next.period.starts), (None, "2026-11-25".parse().unwrap()));
}

#[test]
fn a_locked_student_stays() {
    let mut room = Room::three_kinds();
    room.run(UseGroups::from(room.skill().unwrap())).unwrap();
    let cycle = room.cycle(Purpose::Skill);
    let (student, other) = (room.student(0), room.place(Purpose::Skill, 11));
    let group = groups_of(&room.class, &cycle).into_iter().find(|(_, g)| g.name == other).unwrap().0.clone();
    room.run(MoveStudent { cycle: cycle.clone(), student: student.clone(), group: group.clone() }).unwrap();
    assert!(room.class.placements.get(&(cycle.clone(), student.clone())).unwrap().by_hand);
    room.run(LockPlacement { cycle: cycle.clone(), student: student.clone(), locked: true }).unwrap();
    assert_eq!(
        refused(
            room.run(MoveStudent {
                cycle: cycle.clone(),
                student: student.clone(),
                group: groups_of(&room.class, &cycle)[0].0.clone(),
            })
            .and(room.run(MoveStudent {
                cycle: cycle.clone(),
                student: student.clone(),
                group: groups_of(&room.class, &cycle)[1].0.clone(),
            }))
        ),
        "groups.is_locked"
    );
    let mut ask = room.ask(Purpose::Skill);
    ask.settings.keep_moves = false;
    let again = propose_skill(&room.class, &math(), &ask, 200_000).unwrap();
    assert_eq!(group_of(&again, &student).name, other);
    assert_eq!(again.replaces, Some(cycle.clone()));
    room.run(UseGroups::from(again)).unwrap();
    let placement = room.class.placements.get(&(cycle.clone(), student.clone())).unwrap();
    assert_eq!(placement.group.as_ref(), Some(&group), "its group's record lives on");
    // Somebody else's list cannot break the lock.
    let proposal = room.skill().unwrap();
    let mut broken = UseGroups::from(proposal);
    for group in &mut broken.groups {
        group.members.retain(|member| *member != student);
    }
    broken.groups.iter_mut().find(|group| group.name != other).unwrap().members.push(student);
    assert_eq!(refused(room.run(broken)), "groups.is_locked");
}

#[test]
fn a_move_by_hand_stays_unless_the_teacher_says_otherwise() {
    let mut room = Room::three_kinds();
    room.run(UseGroups::from(room.skill().unwrap())).unwrap();
    let cycle = room.cycle(Purpose::Skill);
    let home = room.place(Purpose::Skill, 0);
    let (id, away) = groups_of(&room.class, &cycle)
        .into_iter()
        .find(|(_, group)| group.name != home)
        .map(|(id, group)| (id.clone(), group.name.clone()))
        .unwrap();
    room.run(MoveStudent { cycle, student: room.student(0), group: id }).unwrap();
    for (keep_moves, expect) in [(true, away), (false, home)] {
        let mut ask = room.ask(Purpose::Skill);
        ask.settings.keep_moves = keep_moves;
        let again = propose_skill(&room.class, &math(), &ask, 200_000).unwrap();
        assert_eq!(group_of(&again, &room.student(0)).name, expect);
    }
}

#[test]
fn an_absent_student_is_not_moved() {
    let mut room = Room::three_kinds();
    room.run(UseGroups::from(room.skill().unwrap())).unwrap();
    let before = room.place(Purpose::Skill, 0);
    room.marks(0, ADD, &[4.0, 4.0, 4.0]);
    room.marks(0, MULTIPLY, &[1.0, 1.0, 1.0]);
    assert_ne!(group_of(&room.skill().unwrap(), &room.student(0)).name, before);
    let mut changes = Changes::default();
    changes.set(&(room.student(0), room.today, 0), Absence::ABSENT, true);
    room.class.apply(&changes.0);
    assert_eq!(group_of(&room.skill().unwrap(), &room.student(0)).name, before);
}

#[test]
fn two_students_change_places_unless_one_is_locked() {
    let mut room = Room::three_kinds();
    room.run(UseGroups::from(room.skill().unwrap())).unwrap();
    let cycle = room.cycle(Purpose::Skill);
    let (one, other) = (room.student(0), room.student(11));
    let before = (room.place(Purpose::Skill, 0), room.place(Purpose::Skill, 11));
    assert_ne!(before.0, before.1);
    let swap = SwapStudents { cycle: cycle.clone(), one: one.clone(), other: other.clone() };
    room.run(swap.clone()).unwrap();
    assert_eq!((room.place(Purpose::Skill, 11), room.place(Purpose::Skill, 0)), before);
    assert!(
        [&one, &other].iter().all(|student| {
            room.class.placements.get(&(cycle.clone(), (*student).clone())).unwrap().by_hand
        })
    );
    room.run(LockPlacement { cycle: cycle.clone(), student: other, locked: true }).unwrap();
    assert_eq!(refused(room.run(swap)), "groups.is_locked");
    let nobody = SwapStudents { cycle, one, other: "nobody".into() };
    assert_eq!(refused(room.run(nobody)), "roster.unknown_student");
}

#[test]
fn names_of_groups_differ_and_say_something() {
    let mut room = Room::of(8);
    room.run(UseGroups::from(room.mixed())).unwrap();
    let cycle = room.cycle(Purpose::Mixed);
    let groups: Vec<_> =
        groups_of(&room.class, &cycle).into_iter().map(|(id, g)| (id.clone(), g.name.clone())).collect();
    let rename = |name: &str| RenameGroup { group: groups[0].0.clone(), name: name.into() };
    assert_eq!(refused(room.run(rename("  "))), "groups.needs_a_name");
    assert_eq!(refused(room.run(rename(&groups[1].1.to_uppercase()))), "groups.name_twice");
    room.run(rename(" Comets ")).unwrap();
    let renamed = room.class.groups.get(&groups[0].0).unwrap();
    assert_eq!((renamed.name.as_str(), renamed.by_hand), ("Comets", true));
    let mut twice = UseGroups::from(room.mixed());
    let student = twice.groups[0].members[0].clone();
    twice.groups[1].members.push(student);
    assert_eq!(refused(room.run(twice)), "groups.placed_twice");
    assert_eq!(placements_of(&room.class, &cycle).count(), 8);
}

#[test]
fn a_cycle_begins_after_the_one_that_was_ended() {
    let mut room = Room::of(8);
    room.run(UseGroups::from(room.mixed())).unwrap();
    let first = room.cycle(Purpose::Mixed);
    room.run(EndCycle { cycle: first.clone() }).unwrap();
    let next = room.mixed();
    assert_eq!(next.replaces, None);
    assert_eq!(next.period.starts, room.today);
    room.run(UseGroups::from(next)).unwrap();
    assert_ne!(room.cycle(Purpose::Mixed), first);
    assert_eq!(room.class.cycles.len(), 2);
    // One that has not begun is taken back.
    let mut early = Room::of(8);
    early.today = "2026-11-22".parse().unwrap();
    early.run(UseGroups::from(early.mixed())).unwrap();
    assert!(running(&early.class, &early.subject(), Purpose::Mixed, early.today).is_some());
    let cycle = early.cycle(Purpose::Mixed);
    early.run(EndCycle { cycle }).unwrap();
    assert!(early.class.cycles.is_empty());
}

//! Rules of the rotation, a hit and a near miss each.

use super::*;
use crate::domain::Class;
use crate::domain::Date;
use crate::domain::grouping::{Cycle, Group, Placement, Purpose};
use crate::domain::id::{CycleId, GroupId, RotationId, StationId, StudentId};
use crate::domain::record::Changes;
use crate::domain::roster::{Absence, Student};
use crate::domain::week::{block, slots};

/// A Monday in term.
pub fn monday() -> Date {
    Date::constant(2026, 11, 16)
}

/// A class with one running skill cycle, whose groups have these sizes: `g1` has the students `g1-1`, `g1-2`...
pub fn class_with_groups(sizes: &[usize]) -> Class {
    let mut changes = Changes::default();
    let cycle = CycleId::from("c1");
    changes.set(&cycle, Cycle::PURPOSE, Purpose::Skill).set(&cycle, Cycle::STARTS, monday()).set(
        &cycle,
        Cycle::ENDS,
        Date::constant(2026, 12, 4),
    );
    let names = ["Oak", "Maple", "Cedar", "Birch", "Willow", "Elm", "Ash"];
    for (group, size) in sizes.iter().enumerate() {
        let id = GroupId(format!("g{}", group + 1));
        changes.set(&id, Group::CYCLE, cycle.clone()).set(&id, Group::NAME, names[group].to_owned());
        for student in 1..=*size {
            let who = StudentId(format!("{id}-{student}"));
            changes.set(&who, Student::GIVEN, format!("{} {student}", names[group]));
            changes.set(&(cycle.clone(), who), Placement::GROUP, id.clone());
        }
    }
    let mut class = Class::default();
    class.apply(&changes.0);
    class
}

/// Gives the class stations of its own with these seats: the first is the teacher's table.
pub fn with_seats(class: &mut Class, seats: &[u32]) {
    let kinds =
        [StationKind::Teacher, StationKind::Digital, StationKind::Collaborative, StationKind::Independent];
    let mut changes = Changes::default();
    for (at, seats) in (0_u32..).zip(seats) {
        let id = StationId(format!("s{at}"));
        changes
            .set(&id, Station::KIND, kinds[usize::try_from(at).unwrap() % 4])
            .set(&id, Station::CAPACITY, *seats)
            .set(&id, Station::RANK, at);
    }
    class.apply(&changes.0);
}

/// Adds a running mixed cycle `m` of so many groups `m1`, `m2`..., each with students of every skill group, but for
/// those who are left out.
pub fn with_mixed(class: &mut Class, groups: usize, left_out: &[&str]) {
    let cycle = CycleId::from("m");
    let mut changes = Changes::default();
    changes.set(&cycle, Cycle::PURPOSE, Purpose::Mixed).set(&cycle, Cycle::STARTS, monday());
    for group in 1..=groups {
        let id = GroupId(format!("m{group}"));
        changes.set(&id, Group::CYCLE, cycle.clone()).set(&id, Group::NAME, format!("Mixed {group}"));
    }
    let all = class.students.iter().map(|(id, _)| id).filter(|id| !left_out.contains(&id.as_str()));
    for (at, student) in all.enumerate() {
        let group = GroupId(format!("m{}", at % groups + 1));
        changes.set(&(cycle.clone(), student.clone()), Placement::GROUP, group);
    }
    class.apply(&changes.0);
}

fn settings() -> Settings {
    Settings { day: monday(), cycle: "c1".into(), mixed: None, keep: None }
}

fn refusal(class: &Class) -> &'static str {
    propose(class, &settings()).map_or_else(|why| why.0.key, |_| "made")
}

#[test]
fn four_stations_and_four_slots_stand_with_nothing_set_up() {
    let class = Class::default();
    let stations = stations(&class, monday());
    assert_eq!(
        stations.iter().map(|(id, s)| (id.as_str(), s.capacity)).collect::<Vec<_>>(),
        [("teacher", 8), ("tablets", 8), ("partner", 8), ("workshop", 8)]
    );
    let times: Vec<_> = slots(&block(&class, monday())).iter().map(|s| (s.starts_at, s.ends_at)).collect();
    assert_eq!(times, [(545, 560), (562, 577), (579, 594), (596, 611)]);
}

#[test]
fn usual_stations_have_room_for_every_size_of_groups() {
    for sizes in [&[6, 7, 7, 6][..], &[3, 3], &[12, 2, 2], &[5, 5, 5, 5], &[1], &[9, 9, 9, 9]] {
        let class = class_with_groups(sizes);
        assert_eq!(refusal(&class), "made", "{sizes:?}");
    }
}

#[test]
fn no_group_comes_to_a_station_of_agendas_alone() {
    let mut class = class_with_groups(&[4, 4, 4]);
    with_seats(&mut class, &[8, 8, 8, 8]);
    let comes = |class: &Class| {
        let plan = propose(class, &settings()).unwrap();
        plan.0.iter().any(|place| place.station.as_str() == "s3")
    };
    assert!(comes(&class));
    let mut changes = Changes::default();
    changes.set(&"s3".into(), Station::PEOPLE, PeopleFrom::Agenda);
    class.apply(&changes.0);
    assert!(!comes(&class));
    // A table is where groups come, whatever is said of it.
    let mut changes = Changes::default();
    changes.set(&"s0".into(), Station::PEOPLE, PeopleFrom::Agenda);
    class.apply(&changes.0);
    let plan = propose(&class, &settings()).unwrap();
    assert!(plan.0.iter().any(|place| place.station.as_str() == "s0"));
}

#[test]
fn every_group_is_once_with_the_teacher_and_at_four_places() {
    for sizes in [&[6, 7, 7, 6][..], &[4, 4, 4], &[8, 8, 8, 8]] {
        let class = class_with_groups(sizes);
        let plan = propose(&class, &settings()).unwrap();
        assert!(without_teacher(&plan, &stations(&class, monday())).is_empty());
        for (group, _) in class.groups.iter() {
            let mut places: Vec<_> =
                (1..=4).map(|slot| plan.place(slot, group).unwrap().station.clone()).collect();
            places.sort();
            places.dedup();
            assert_eq!(places.len(), 4, "{sizes:?}: {group} is at four different places");
        }
        for slot in 1..=4 {
            for place in at(&class, &shown(&class, monday()).unwrap(), monday(), slot) {
                assert!(place.students() <= place.station.capacity as usize, "{sizes:?}");
            }
        }
    }
}

#[test]
fn the_bottleneck_is_named() {
    let refusal_of = |sizes: &[usize], seats: &[u32]| {
        let mut class = class_with_groups(sizes);
        with_seats(&mut class, seats);
        propose(&class, &settings()).map_or_else(|why| crate::view::text::say(&why.0), |_| "made".into())
    };
    for (sizes, seats, said) in [
        // 26 visits wanted at the tablets; a group of seven never fits six seats, so that a slot more is no help.
        (&[6, 7, 7, 6][..], &[8, 6, 8, 8][..], "Tablets: 26 visits wanted, 24 seats: one more seat."),
        (&[6, 7, 7, 6], &[8, 7, 8, 8], "made"),
        // Five groups of five: one more slot helps as well.
        (
            &[5, 5, 5, 5, 5],
            &[8, 10, 10, 10],
            "Teacher’s table: 5 groups do not fit into 4 slots: 2 more seats or one more slot.",
        ),
        (&[5, 5, 5, 5, 5], &[10, 10, 10, 10], "made"),
        (
            &[4, 9, 4, 4],
            &[8, 9, 9, 9],
            "Teacher’s table: Maple has 9 students, there are 8 seats: one more seat.",
        ),
        (&[7, 7, 7, 7], &[7, 0, 7, 7], "28 students in a slot, 21 seats: 7 more seats."),
        (&[7, 7], &[7, 0, 0, 0], "14 students in a slot, 7 seats: 7 more seats."),
        (&[7, 7], &[0, 0], "Every station is closed. Give one of them a seat."),
    ] {
        assert_eq!(refusal_of(sizes, seats), said, "{sizes:?} {seats:?}");
    }
}

#[test]
fn without_groups_there_is_nothing_to_seat() {
    assert_eq!(refusal(&Class::default()), "rotation.no_groups");
    assert_eq!(refusal(&class_with_groups(&[1])), "made");
}

#[test]
fn a_bottleneck_still_shows_a_rotation() {
    let mut class = class_with_groups(&[6, 7, 7, 6]);
    with_seats(&mut class, &[8, 6, 8, 8]);
    let shown = shown(&class, monday()).unwrap();
    assert_eq!(shown.bottleneck.as_ref().map(|why| why.key), Some("rotation.short_visits"));
    assert_eq!(shown.plan.0.len(), 16);
    // One group of seven at six tablets, never several groups at once.
    for slot in 1..=4 {
        assert!(
            at(&class, &shown, monday(), slot).iter().all(|place| place.groups.len() == 1),
            "slot {slot}"
        );
    }
    assert!(without_teacher(&shown.plan, &stations(&class, monday())).is_empty());
    // Six groups in four slots: two are not at the table, and everybody has a place.
    let class = class_with_groups(&[4, 4, 4, 4, 5, 5]);
    let mut class2 = class.clone();
    with_seats(&mut class2, &[5, 15, 15, 15]);
    let shown = super::shown(&class2, monday()).unwrap();
    assert_eq!(shown.plan.0.len(), 24);
    assert_eq!(without_teacher(&shown.plan, &stations(&class2, monday())).len(), 2);
}

#[test]
fn locked_seats_stay() {
    let mut class = class_with_groups(&[6, 6, 6, 6]);
    let rotation = RotationId::from("r1");
    let lock = |class: &mut Class, slot: u32, group: &str, station: &str| {
        let mut changes = Changes::default();
        let key = (rotation.clone(), slot, GroupId::from(group));
        changes.set(&key, Seat::STATION, StationId::from(station)).set(&key, Seat::LOCKED, true);
        class.apply(&changes.0);
    };
    lock(&mut class, 3, "g1", "teacher");
    let keeping = Settings { keep: Some(rotation.clone()), ..settings() };
    let plan = propose(&class, &keeping).unwrap();
    let stayed = plan.place(3, &"g1".into()).unwrap();
    assert_eq!((stayed.station.as_str(), stayed.locked), ("teacher", true));
    assert!(without_teacher(&plan, &stations(&class, monday())).is_empty());
    // Without the lock the first group starts at the table.
    let free = propose(&class, &settings()).unwrap();
    assert_eq!(free.place(1, &"g1".into()).unwrap().station, "teacher".into());
    // Two groups of six cannot both be locked to eight seats in one slot.
    lock(&mut class, 3, "g2", "teacher");
    assert_eq!(propose(&class, &keeping).unwrap_err().0.key, "rotation.locks_leave_no_way");
}

#[test]
fn who_is_absent_has_no_place() {
    let mut class = class_with_groups(&[3, 3, 3, 3]);
    let names = |class: &Class, slot: u32| -> usize {
        at(class, &shown(class, monday()).unwrap(), monday(), slot).iter().map(At::students).sum()
    };
    assert_eq!(names(&class, 2), 12);
    let mut changes = Changes::default();
    changes.set(&("g1-1".into(), monday(), 2), Absence::ABSENT, true);
    class.apply(&changes.0);
    assert_eq!((names(&class, 1), names(&class, 2)), (12, 11));
    changes.set(&("g1-1".into(), monday(), 0), Absence::ABSENT, true);
    class.apply(&changes.0);
    assert_eq!((names(&class, 1), names(&class, 2)), (11, 11));
}

#[test]
fn skill_groups_move_before_mixed_ones_and_stand_until_there_are_new_ones() {
    let mut class = class_with_groups(&[3, 3]);
    let mut changes = Changes::default();
    changes.set(&"c2".into(), Cycle::PURPOSE, Purpose::Mixed).set(&"c2".into(), Cycle::STARTS, monday());
    changes.set(&"m1".into(), Group::CYCLE, CycleId::from("c2"));
    changes.set(&("c2".into(), "g1-1".into()), Placement::GROUP, GroupId::from("m1"));
    class.apply(&changes.0);
    assert_eq!(running_cycle(&class, monday()), Some("c1".into()));
    // The skill cycle is over on 4 December, the mixed one has no end.
    assert_eq!(running_cycle(&class, Date::constant(2026, 12, 7)), Some("c2".into()));
    assert_eq!(running_cycle(&class_with_groups(&[3]), Date::constant(2026, 12, 7)), Some("c1".into()));
    assert_eq!(running_cycle(&class, Date::constant(2026, 11, 1)), None);
}

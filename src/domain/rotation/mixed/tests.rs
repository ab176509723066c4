//! Mixed groups beside skill groups: who is where, seats, locks, and when there are none.

use super::super::tests::{class_with_groups, monday, with_mixed, with_seats};
use super::super::{Seat, Shown, at, plan_of, propose, shown, without_teacher};
use super::*;
use crate::domain::calendar::plus_days;
use crate::domain::command::{Command, Context, LogDay, MoveSeat, SwapSeats, UseRotation};
use crate::domain::grouping::{Cycle, Group, Placement};
use crate::domain::id::{Mint, RotationId};
use crate::domain::record::{Changes, FieldOf};

fn class(sizes: &[usize], groups: usize) -> Class {
    let mut class = class_with_groups(sizes);
    with_mixed(&mut class, groups, &[]);
    class
}

/// "g1" of "g1-3".
fn skill_group(student: &StudentId) -> &str {
    student.as_str().split('-').next().unwrap_or_default()
}

/// Everybody is at one place in each slot, alone with the skill group at the table and with the mixed group elsewhere.
fn holds(class: &Class, plan: &Shown, seats_kept: bool) {
    for slot in 1..=4 {
        let mut all: Vec<StudentId> = Vec::new();
        for place in at(class, plan, monday(), slot) {
            let students: Vec<StudentId> = place.groups.iter().flat_map(|(_, all)| all.clone()).collect();
            assert!(!seats_kept || students.len() <= place.station.capacity as usize, "{} {slot}", place.id);
            for (group, _) in &place.groups {
                assert_eq!(
                    group.as_str().starts_with('m'),
                    takes_mixed(&place.station),
                    "{} {slot}",
                    place.id
                );
            }
            let mut kinds: Vec<&str> = students.iter().map(skill_group).collect();
            kinds.sort_unstable();
            kinds.dedup();
            match kinds.len() {
                0 => {}
                n if is_taught(&place.station) => assert_eq!(n, 1),
                n => assert!(n > 1, "{} {slot}: all of {kinds:?}", place.id),
            }
            all.extend(students);
        }
        all.sort();
        let everybody: Vec<StudentId> = class.students.iter().map(|(id, _)| id.clone()).collect();
        assert_eq!(all, everybody, "slot {slot}");
    }
}

#[test]
fn partner_stations_seat_mixed_groups_and_the_table_skill_groups() {
    for (sizes, groups) in
        [(&[6, 7, 7, 6][..], 4), (&[6, 7, 7, 6], 3), (&[5, 5, 5, 5, 5], 6), (&[4, 4, 4], 3)]
    {
        let class = class(sizes, groups);
        let plan = shown(&class, monday()).unwrap();
        // Five groups of five do not all come to a table of eight in four slots.
        let short = plan.bottleneck.as_ref().map(|why| why.key);
        assert_eq!(short, (sizes.len() == 5).then_some("rotation.short_rounds"), "{sizes:?}");
        assert_eq!(plan.mixed, Some("m".into()));
        holds(&class, &plan, true);
        let unseen = without_teacher(&plan.plan, &stations(&class, monday()));
        assert_eq!(
            unseen.len(),
            usize::from(sizes.len() == 5),
            "{sizes:?}: mixed groups are not missed there"
        );
    }
}

#[test]
fn without_a_mixed_cycle_all_is_as_before() {
    let alone = class_with_groups(&[6, 7, 7, 6]);
    let before = shown(&alone, monday()).unwrap();
    assert!(before.mixed.is_none() && before.plan.0.len() == 16 && before.plan.0.iter().all(|p| !p.mixed));
    let same = |class: &Class, day: Date| {
        let plan = shown(class, day).unwrap();
        assert_eq!((plan.mixed, plan.plan), (None, before.plan.clone()), "{day}");
    };
    // Over, not yet begun, nobody in it, another purpose.
    let mut class = class(&[6, 7, 7, 6], 4);
    let set = |class: &mut Class, field: FieldOf<Cycle, Option<Date>>, day: Date| {
        let mut changes = Changes::default();
        changes.set(&"m".into(), field, day);
        class.apply(&changes.0);
    };
    set(&mut class, Cycle::STARTS, plus_days(monday(), 1));
    same(&class, monday());
    assert!(shown(&class, plus_days(monday(), 1)).unwrap().mixed.is_some());
    set(&mut class, Cycle::STARTS, plus_days(monday(), -14));
    set(&mut class, Cycle::ENDS, plus_days(monday(), -1));
    same(&class, monday());
    let mut class = class_with_groups(&[6, 7, 7, 6]);
    let everybody: Vec<String> = class.students.iter().map(|(id, _)| id.0.clone()).collect();
    with_mixed(&mut class, 4, &everybody.iter().map(String::as_str).collect::<Vec<_>>());
    same(&class, monday());
    // Stations that take skill groups only.
    let mut class = self::class(&[6, 7, 7, 6], 4);
    with_seats(&mut class, &[8, 8, 8, 8]);
    let mut changes = Changes::default();
    for at in 0..4 {
        changes.set(&StationId(format!("s{at}")), Station::PEOPLE, PeopleFrom::Skill);
    }
    class.apply(&changes.0);
    let plan = shown(&class, monday()).unwrap();
    assert!(plan.mixed.is_none() && plan.bottleneck.is_none());
}

#[test]
fn the_station_that_lacks_seats_is_named() {
    let mut class = class(&[6, 7, 7, 6], 4);
    // Nineteen or twenty students in four parts at three stations: two parts of five share one.
    with_seats(&mut class, &[8, 8, 8, 8]);
    let plan = shown(&class, monday()).unwrap();
    let said = plan.bottleneck.as_ref().map(crate::view::text::say).unwrap();
    assert_eq!(said, "Mixed groups stay together and do not fit yet: 2 more seats at Tablets.");
    holds(&class, &plan, false);
    with_seats(&mut class, &[8, 10, 8, 8]);
    let plan = shown(&class, monday()).unwrap();
    assert_eq!(plan.bottleneck, None);
    holds(&class, &plan, true);
}

#[test]
fn who_is_in_no_mixed_group_goes_with_the_skill_group() {
    let mut class = class_with_groups(&[6, 7, 7, 6]);
    with_mixed(&mut class, 4, &["g1-1", "g3-2"]);
    let plan = shown(&class, monday()).unwrap();
    assert_eq!(plan.bottleneck, None);
    let mut times = 0;
    for slot in 1..=4 {
        for place in at(&class, &plan, monday(), slot) {
            assert!(place.students() <= place.station.capacity as usize);
            let here = place.groups.iter().flat_map(|(_, students)| students);
            times += here.filter(|who| ["g1-1", "g3-2"].contains(&who.as_str())).count();
        }
    }
    assert_eq!(times, 8, "both have a place in each of the four slots");
}

fn run(class: &mut Class, command: impl Command) -> Result<(), &'static str> {
    let mint = Mint::new(format!("t{}", class.rotations.len()));
    let changes = command.changes(class, &mut Context { today: monday(), mint }).map_err(|why| why.0.key)?;
    class.apply(&changes.0);
    Ok(())
}

/// A class that uses what was proposed to it.
fn in_use() -> (Class, RotationId) {
    let mut class = class(&[6, 7, 7, 6], 4);
    let Shown { cycle, mixed, plan, .. } = shown(&class, monday()).unwrap();
    run(&mut class, UseRotation { starts: monday(), cycle, mixed, seats: plan.clone() }).unwrap();
    let now = shown(&class, monday()).unwrap();
    assert_eq!((now.mixed, now.plan.0.len()), (Some("m".into()), plan.0.len()));
    (class, now.rotation.unwrap())
}

#[test]
fn mixed_groups_change_places_but_do_not_come_to_the_table() {
    let (mut class, rotation) = in_use();
    let of = |class: &Class, group: &str| {
        plan_of(class, &rotation).place(1, &group.into()).map(|place| place.station.clone()).unwrap()
    };
    let (one, other) = (of(&class, "m1"), of(&class, "m2"));
    let swap = |a: &str, b: &str| SwapSeats { rotation: rotation.clone(), slot: 1, a: a.into(), b: b.into() };
    run(&mut class, swap("m1", "m2")).unwrap();
    assert_eq!((of(&class, "m1"), of(&class, "m2")), (other, one));
    holds(&class, &shown(&class, monday()).unwrap(), true);
    let to_table =
        MoveSeat { rotation: rotation.clone(), slot: 1, group: "m1".into(), station: "teacher".into() };
    assert_eq!(run(&mut class, to_table), Err("rotation.mixed_not_there"));
    // The first group is at the table in the first slot.
    assert_eq!(run(&mut class, swap("g1", "m1")), Err("rotation.mixed_not_there"));
}

#[test]
fn a_rotation_is_over_with_its_mixed_groups_but_not_for_new_ones_beside_it() {
    let (mut class, rotation) = in_use();
    let mut changes = Changes::default();
    changes.set(&"m".into(), Cycle::ENDS, monday());
    class.apply(&changes.0);
    let tuesday = plus_days(monday(), 1);
    let kept = shown(&class, tuesday).unwrap();
    assert_eq!(kept.rotation, Some(rotation), "groups stand until there are new ones");
    let mut changes = Changes::default();
    changes.set(&"n".into(), Cycle::PURPOSE, Purpose::Mixed).set(&"n".into(), Cycle::STARTS, tuesday);
    changes.set(&"n1".into(), Group::CYCLE, CycleId::from("n"));
    changes.set(&("n".into(), "g1-1".into()), Placement::GROUP, GroupId::from("n1"));
    class.apply(&changes.0);
    let new = shown(&class, tuesday).unwrap();
    assert_eq!((new.rotation, new.mixed), (None, Some("n".into())));
    // A rotation without mixed groups stays in use when some are made.
    let mut class = class_with_groups(&[6, 7, 7, 6]);
    let Shown { cycle, mixed, plan, .. } = shown(&class, monday()).unwrap();
    run(&mut class, UseRotation { starts: monday(), cycle, mixed, seats: plan }).unwrap();
    with_mixed(&mut class, 4, &[]);
    let now = shown(&class, monday()).unwrap();
    assert!(now.rotation.is_some() && now.mixed.is_none());
}

#[test]
fn locked_mixed_groups_stay() {
    let (mut class, rotation) = in_use();
    let mut changes = Changes::default();
    let key = (rotation.clone(), 3, GroupId::from("m2"));
    changes.set(&key, Seat::STATION, StationId::from("workshop")).set(&key, Seat::LOCKED, true);
    class.apply(&changes.0);
    let settings =
        Settings { day: monday(), cycle: "c1".into(), mixed: Some("m".into()), keep: Some(rotation) };
    let plan = propose(&class, &settings).unwrap();
    let stayed = plan.place(3, &"m2".into()).unwrap();
    assert_eq!((stayed.station.as_str(), stayed.locked, stayed.mixed), ("workshop", true, true));
}

#[test]
fn only_who_was_at_the_table_is_logged() {
    let (mut class, _) = in_use();
    run(&mut class, LogDay { day: monday(), rotation: None }).unwrap();
    assert_eq!((class.sessions.len(), class.attendance.len()), (4, 26));
    assert!(class.sessions.iter().all(|(_, about)| about.group.as_ref().is_some_and(|g| g.as_str() != "m1")));
}

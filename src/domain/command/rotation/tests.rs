//! What the commands on a rotation allow, and what they refuse.

use super::*;
use crate::domain::command::Command;
use crate::domain::id::Mint;
use crate::domain::rotation::tests::{class_with_groups, monday, with_seats};
use crate::domain::rotation::{StationKind, shown};

fn run(class: &mut Class, command: impl Command) -> Result<(), &'static str> {
    let mint = Mint::new(format!("t{}", class.rotations.len() + class.stations.len()));
    let changes = command.changes(class, &mut Context { today: monday(), mint }).map_err(|why| why.0.key)?;
    class.apply(&changes.0);
    Ok(())
}

/// A class that uses what was proposed to it.
fn in_use(sizes: &[usize], seats: &[u32]) -> (Class, RotationId) {
    let mut class = class_with_groups(sizes);
    with_seats(&mut class, seats);
    let proposed = shown(&class, monday()).unwrap();
    run(
        &mut class,
        UseRotation { starts: monday(), cycle: proposed.cycle, mixed: None, seats: proposed.plan },
    )
    .unwrap();
    let rotation = shown(&class, monday()).unwrap().rotation.unwrap();
    (class, rotation)
}

#[test]
fn a_rotation_in_use_is_the_one_that_is_shown() {
    let (mut class, first) = in_use(&[6, 6, 6, 6], &[8, 8, 8, 8]);
    let again = shown(&class, monday()).unwrap();
    run(&mut class, UseRotation { starts: monday(), cycle: again.cycle, mixed: None, seats: again.plan })
        .unwrap();
    assert_ne!(shown(&class, monday()).unwrap().rotation, Some(first));
    assert_eq!(class.rotations.len(), 1);
}

#[test]
fn swaps_keep_the_teachers_table_and_the_seats() {
    let (mut class, rotation) = in_use(&[6, 7, 7, 6], &[8, 7, 8, 6 + 1]);
    let swap = |slot: u32, a: &str, b: &str| SwapSeats {
        rotation: rotation.clone(),
        slot,
        a: a.into(),
        b: b.into(),
    };
    // In slot 1 the first group is at the teacher's table, and nowhere else.
    assert_eq!(run(&mut class, swap(1, "g1", "g2")), Err("rotation.would_miss_teacher"));
    let before = shown(&class, monday()).unwrap().plan;
    run(&mut class, swap(1, "g2", "g3")).unwrap();
    let after = shown(&class, monday()).unwrap().plan;
    assert_eq!(after.place(1, &"g2".into()).unwrap().station, before.place(1, &"g3".into()).unwrap().station);
    assert_eq!(run(&mut class, swap(1, "g2", "nobody")), Err("rotation.seats_changed"));
}

#[test]
fn no_station_gets_more_students_than_seats_by_hand() {
    let (mut class, rotation) = in_use(&[4, 4, 8], &[8, 8, 8, 8]);
    let go = |station: &str| MoveSeat {
        rotation: rotation.clone(),
        slot: 3,
        group: "g1".into(),
        station: station.into(),
    };
    let seats = shown(&class, monday()).unwrap().plan;
    let of = |group: &str| seats.place(3, &group.into()).unwrap().station.clone();
    let (two, three) = (of("g2"), of("g3"));
    assert_eq!(run(&mut class, go(three.as_str())), Err("rotation.would_be_too_many"));
    run(&mut class, go(two.as_str())).unwrap();
    assert_eq!(run(&mut class, go("elsewhere")), Err("rotation.unknown_station"));
}

#[test]
fn a_locked_place_is_not_swapped() {
    let (mut class, rotation) = in_use(&[4, 4, 4, 4], &[8, 8, 8, 8]);
    let lock = |locked: bool| LockSeat { rotation: rotation.clone(), slot: 1, group: "g2".into(), locked };
    let swap = SwapSeats { rotation: rotation.clone(), slot: 1, a: "g2".into(), b: "g3".into() };
    run(&mut class, lock(true)).unwrap();
    assert_eq!(run(&mut class, swap.clone()), Err("rotation.seat_is_locked"));
    run(&mut class, lock(false)).unwrap();
    run(&mut class, swap).unwrap();
}

#[test]
fn changing_one_station_keeps_the_other_three() {
    let mut class = class_with_groups(&[6, 6]);
    let draft = StationDraft { capacity: 5, kind: StationKind::Digital, ..StationDraft::default() };
    run(&mut class, EditStation { id: "tablets".into(), station: draft.clone() }).unwrap();
    let seats: Vec<u32> = stations(&class, monday()).iter().map(|(_, station)| station.capacity).collect();
    assert_eq!(seats, [8, 5, 8, 8]);
    run(&mut class, AddStation { station: draft.clone() }).unwrap();
    run(&mut class, RemoveStation { id: "tablets".into() }).unwrap();
    let ids = stations(&class, monday()).iter().map(|(id, _)| id.clone()).collect::<Vec<_>>();
    assert_eq!((ids.len(), ids.contains(&"tablets".into())), (4, false));
    for id in ids.iter().skip(1) {
        run(&mut class, RemoveStation { id: id.clone() }).unwrap();
    }
    assert_eq!(run(&mut class, RemoveStation { id: ids[0].clone() }), Err("rotation.last_station"));
    for (link, allowed) in
        [("https://example.org/a", true), ("", true), ("javascript:alert(1)", false), ("https://", false)]
    {
        let station = StationDraft { link: link.to_owned(), must: true, ..draft.clone() };
        let told = run(&mut class, EditStation { id: ids[0].clone(), station });
        assert_eq!(told, if allowed { Ok(()) } else { Err("agenda.link_form") }, "{link}");
    }
    assert!(class.stations.get(&ids[0]).unwrap().must);
    let many = StationDraft { capacity: 61, ..draft };
    assert_eq!(run(&mut class, AddStation { station: many }), Err("rotation.too_many_seats"));
}

#[test]
fn times_stay_within_a_day() {
    let mut class = Class::default();
    let block = |starts_at: u32, slots: u32, slot_minutes: u32, transition_minutes: u32| EditBlock {
        week: 0,
        weekday: 0,
        starts_at,
        slots,
        slot_minutes,
        transition_minutes,
    };
    for (edit, answer) in [
        (block(545, 3, 20, 3), Ok(())),
        (block(545, 0, 20, 3), Err("rotation.slots_range")),
        (block(545, 11, 20, 3), Err("rotation.slots_range")),
        (block(545, 3, 2, 3), Err("rotation.minutes_range")),
        (block(545, 3, 20, 31), Err("rotation.transition_range")),
        (block(1380, 3, 20, 3), Err("rotation.past_midnight")),
    ] {
        assert_eq!(run(&mut class, edit.clone()), answer, "{edit:?}");
    }
    assert_eq!(crate::domain::week::block(&class, monday()).slots, 3);
}

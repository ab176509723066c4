//! Agendas in use, by hand and for one day.

use super::*;
use crate::domain::calendar::plus_days;
use crate::domain::command::{RecordAbsence, RemoveStudent, SeatGuests};
use crate::domain::id::{Mint, ServiceId};
use crate::domain::roster::{Served, Service};
use crate::domain::rotation::agendas::tests::{class as with_stations, make};
use crate::domain::rotation::agendas::{AgendaDay, Clash, Made, clashes, mend, troubles};
use crate::domain::rotation::tests::monday;
use crate::domain::rotation::{at, shown};
use crate::domain::week::{block, slots};

fn run(class: &mut Class, command: impl Command) -> Result<usize, &'static str> {
    let mut context = Context { today: monday(), mint: Mint::new("t") };
    let changes = command.changes(class, &mut context).map_err(|why| why.0.key)?;
    class.apply(&changes.0);
    Ok(changes.0.len())
}

#[test]
fn agendas_in_use_seat_everybody_and_change_by_hand() {
    let (mut class, shown) = with_stations(6);
    let Made::Agendas(made) = make(&class, &shown, &[]) else { panic!("not made") };
    let rotation = shown.rotation.clone().unwrap();
    let using = UseAgendas { rotation: rotation.clone(), visits: made.clone() };
    run(&mut class, using.clone()).unwrap();
    let mut read = visits(&class, &rotation);
    let order = |visit: &Visit| (visit.slot, visit.student.clone());
    read.sort_by_key(order);
    let mut sorted = made.clone();
    sorted.sort_by_key(order);
    assert_eq!(read, sorted);
    assert_eq!(run(&mut class, using), Ok(0), "nothing new");
    // The board goes by the agendas.
    let who = StudentId::from("g1-1");
    let here = |class: &Class, slot: u32| -> StationId {
        let places = at(class, &shown, monday(), slot);
        let place = places.iter().find(|place| place.groups.iter().any(|(_, here)| here.contains(&who)));
        place.unwrap().id.clone()
    };
    for visit in made.iter().filter(|visit| visit.student == who) {
        assert_eq!(here(&class, visit.slot), visit.station);
    }
    let to = if here(&class, 1).as_str() == "s3" { "s2" } else { "s3" };
    let day = monday();
    let go = MoveVisit { rotation: rotation.clone(), day, slot: 1, student: who.clone(), station: to.into() };
    run(&mut class, go.clone()).unwrap();
    assert_eq!(here(&class, 1).as_str(), to);
    let lock = |locked| LockVisit { rotation: rotation.clone(), day, slot: 1, student: who.clone(), locked };
    run(&mut class, lock(true)).unwrap();
    assert_eq!(run(&mut class, go.clone()), Err("agenda.is_locked"));
    run(&mut class, lock(false)).unwrap();
    let other =
        made.iter().find(|visit| visit.slot == 1 && visit.student != who && visit.station.as_str() != to);
    let (other, there) = other.map(|visit| (visit.student.clone(), visit.station.clone())).unwrap();
    let swap = SwapVisits { rotation: rotation.clone(), day, slot: 1, a: who.clone(), b: other };
    run(&mut class, swap).unwrap();
    assert_eq!(here(&class, 1), there);
    run(&mut class, UseAgendas { rotation: rotation.clone(), visits: Vec::new() }).unwrap();
    assert_eq!(visits(&class, &rotation), []);
    assert_eq!(run(&mut class, lock(true)), Err("agenda.changed"));
    let gone = MoveVisit { station: "gone".into(), ..go };
    assert_eq!(run(&mut class, gone), Err("agenda.changed"));
}

#[test]
fn stops_of_who_is_gone_keep_nobody_else_from_a_change() {
    let (mut class, shown) = with_stations(6);
    let Made::Agendas(made) = make(&class, &shown, &[]) else { panic!("not made") };
    let (rotation, day) = (shown.rotation.clone().unwrap(), monday());
    run(&mut class, UseAgendas { rotation: rotation.clone(), visits: made.clone() }).unwrap();
    run(&mut class, RemoveStudent { id: "g1-1".into() }).unwrap();
    let go = |student: &str| {
        let at = made.iter().find(|visit| visit.slot == 1 && visit.student.as_str() == student);
        let station = if at.unwrap().station.as_str() == "s3" { "s2" } else { "s3" };
        MoveVisit {
            rotation: rotation.clone(),
            day,
            slot: 1,
            student: student.into(),
            station: station.into(),
        }
    };
    assert_eq!(run(&mut class, go("g1-2")), Ok(1));
    assert_eq!(run(&mut class, go("g1-1")), Err("agenda.changed"));
    let stays = visits(&class, &rotation).iter().filter(|visit| visit.student.as_str() == "g1-1").count();
    let had = made.iter().filter(|visit| visit.student.as_str() == "g1-1").count();
    assert_eq!(stays, had, "for the day on which undo brings the student back");
}

/// Whoever must visit the tablets is pulled out in the slot of that visit.
fn pulled_out() -> (Class, RotationId, Visit) {
    let (mut class, shown) = with_stations(6);
    class.set("station", "s1", "must", &crate::domain::record::Value::Bool(true));
    let Made::Agendas(made) = make(&class, &shown, &[]) else { panic!("not made") };
    let rotation = shown.rotation.clone().unwrap();
    run(&mut class, UseAgendas { rotation: rotation.clone(), visits: made.clone() }).unwrap();
    let tablets = |visit: &&Visit| visit.student.as_str() == "g1-1" && visit.station.as_str() == "s1";
    let lost = made.iter().find(tablets).unwrap().clone();
    let slot = slots(&block(&class, monday()))[lost.slot as usize - 1];
    let id = ServiceId::from("speech");
    let mut changes = Changes::default();
    changes
        .set(&id, Service::WEEKDAY, 1_u32)
        .set(&id, Service::STARTS_AT, slot.starts_at)
        .set(&id, Service::MINUTES, slot.ends_at - slot.starts_at)
        .set(&(id.clone(), "g1-1".into()), Served::SERVED, true);
    class.apply(&changes.0);
    (class, rotation, lost)
}

/// What a day's absences take and what mends it.
fn mended(class: &Class, day: Date) -> (Vec<Clash>, Vec<Visit>) {
    let shown = shown(class, day).unwrap();
    let setting = AgendaDay::of(class, &shown, day);
    let now = visits_on(class, shown.rotation.as_ref().unwrap(), day);
    (clashes(&setting, &now), mend(class, &shown, day, &setting, &now))
}

#[test]
fn a_visit_that_a_pull_out_takes_is_made_in_another_slot_that_day_only() {
    let (mut class, rotation, lost) = pulled_out();
    let twice = visits(&class, &rotation);
    let again = twice.iter().filter(|it| it.student == lost.student && it.station == lost.station).count();
    assert_eq!(again, 1, "or nothing would be lost");
    let (lost_that_day, changed) = mended(&class, monday());
    assert_eq!(lost_that_day.len(), 1);
    assert_eq!((lost_that_day[0].slot, lost_that_day[0].station.as_str()), (lost.slot, "s1"));
    assert!((1..=2).contains(&changed.len()), "a move or an exchange: {changed:?}");
    let tuesday = plus_days(monday(), 1);
    assert_eq!(mended(&class, tuesday), (vec![], vec![]), "speech is on Mondays");
    let day = monday();
    run(&mut class, MendDay { rotation: rotation.clone(), day, visits: changed.clone() }).unwrap();
    assert_eq!(mended(&class, monday()), (vec![], vec![]));
    assert_eq!(visits(&class, &rotation), twice, "the usual agendas stay");
    assert_eq!(visits_on(&class, &rotation, tuesday), twice);
    // Board, page and log go by the day.
    let moved = changed.iter().find(|visit| visit.student == lost.student).unwrap();
    let shown = shown(&class, monday()).unwrap();
    let tablets = at(&class, &shown, monday(), moved.slot).into_iter().find(|it| it.id.as_str() == "s1");
    assert!(tablets.unwrap().groups.iter().any(|(_, who)| who.contains(&lost.student)));
    run(&mut class, MendDay { rotation: rotation.clone(), day, visits: Vec::new() }).unwrap();
    assert_eq!(visits_on(&class, &rotation, monday()), twice);
    let nowhere = Visit { station: "gone".into(), ..lost };
    let bad = MendDay { rotation, day, visits: vec![nowhere] };
    assert_eq!(run(&mut class, bad), Err("agenda.changed"));
}

#[test]
fn a_locked_place_stays_and_a_change_by_hand_holds_on_every_day() {
    let (mut class, rotation, lost) = pulled_out();
    let day = monday();
    for slot in (1..=4).filter(|slot| *slot != lost.slot) {
        let lock =
            LockVisit { rotation: rotation.clone(), day, slot, student: lost.student.clone(), locked: true };
        run(&mut class, lock).unwrap();
    }
    let (lost_that_day, changed) = mended(&class, day);
    assert_eq!((lost_that_day.len(), changed.len()), (1, 0), "named, but nothing can move");
    let slot = (1..=4).find(|slot| *slot != lost.slot).unwrap();
    let lock =
        LockVisit { rotation: rotation.clone(), day, slot, student: lost.student.clone(), locked: false };
    run(&mut class, lock).unwrap();
    let only = Visit { slot, station: "s1".into(), ..lost.clone() };
    run(&mut class, MendDay { rotation: rotation.clone(), day, visits: vec![only] }).unwrap();
    let of = |class: &Class, day: Date| {
        let all = visits_on(class, &rotation, day).into_iter();
        all.filter(|it| it.slot == slot && it.student == lost.student)
            .map(|it| it.station.0)
            .collect::<Vec<_>>()
    };
    assert_eq!(of(&class, day), ["s1"]);
    let go = MoveVisit {
        rotation: rotation.clone(),
        day,
        slot,
        student: lost.student.clone(),
        station: "s3".into(),
    };
    run(&mut class, go).unwrap();
    assert_eq!((of(&class, day), of(&class, plus_days(day, 1))), (vec!["s3".into()], vec!["s3".into()]));
}

#[test]
fn who_has_no_place_on_a_day_gets_one() {
    let (mut class, shown) = with_stations(6);
    let absence = |absent| RecordAbsence { student: "g1-1".into(), day: monday(), slot: 2, absent };
    run(&mut class, absence(true)).unwrap();
    let Made::Agendas(made) = make(&class, &shown, &[]) else { panic!("not made") };
    let rotation = shown.rotation.clone().unwrap();
    run(&mut class, UseAgendas { rotation: rotation.clone(), visits: made }).unwrap();
    assert_eq!(mended(&class, monday()).1, []);
    run(&mut class, absence(false)).unwrap();
    let (lost, changed) = mended(&class, monday());
    assert_eq!((lost.len(), changed.len()), (0, 1));
    assert_eq!((changed[0].slot, changed[0].student.as_str()), (2, "g1-1"));
}

#[test]
fn who_sits_with_another_group_for_the_day_goes_to_its_table() {
    let (mut class, shown) = with_stations(8);
    class.set("station", "s1", "must", &crate::domain::record::Value::Bool(true));
    let Made::Agendas(made) = make(&class, &shown, &[]) else { panic!("not made") };
    let rotation = shown.rotation.clone().unwrap();
    run(&mut class, UseAgendas { rotation: rotation.clone(), visits: made }).unwrap();
    let guests = vec![("g1-1".into(), "g2".into())];
    run(&mut class, SeatGuests { cycle: shown.cycle.clone(), day: monday(), guests }).unwrap();
    let wrong = |class: &Class| {
        let setting = AgendaDay::of(class, &shown, monday());
        troubles(&setting, &visits_on(class, &rotation, monday()))
    };
    assert!(!wrong(&class).is_empty());
    let (_, changed) = mended(&class, monday());
    assert!(changed.iter().all(|visit| visit.student.as_str() == "g1-1"), "{changed:?}");
    run(&mut class, MendDay { rotation: rotation.clone(), day: monday(), visits: changed }).unwrap();
    assert_eq!(wrong(&class), []);
}

//! Agendas, a hit and a near miss each.

use super::super::tests::{class_with_groups, monday};
use super::super::{AgendaVisit, DayVisit, Shown, Station, StationKind, at, is_taught, shown};
use super::*;
use crate::domain::Class;
use crate::domain::command::{Command, Context, UseRotation};
use crate::domain::id::{Mint, StationId, StudentId};
use crate::domain::learning_plan::{Activity, Commitment, LearningPlan, PlaylistItem};
use crate::domain::record::{Changes, FieldOf, Fits};
use crate::domain::roster::{Absence, Served, Service};
use crate::domain::subject::Subject;
use crate::domain::week::{block, slots};

/// Three groups of four, the rotation in use, and own stations: a table of 8, tablets, partner work and a workshop of
/// so many seats.
pub fn class(seats: u32) -> (Class, Shown) {
    let mut class = class_with_groups(&[4, 4, 4]);
    let mut changes = Changes::default();
    let kinds =
        [StationKind::Teacher, StationKind::Digital, StationKind::Collaborative, StationKind::Independent];
    for (rank, kind) in (0_u32..).zip(kinds) {
        let id = StationId(format!("s{rank}"));
        changes
            .set(&id, Station::KIND, kind)
            .set(&id, Station::CAPACITY, if rank == 0 { 8 } else { seats })
            .set(&id, Station::RANK, rank);
    }
    class.apply(&changes.0);
    let proposed = shown(&class, monday()).unwrap();
    let mut context = Context { today: monday(), mint: Mint::new("r") };
    let using = UseRotation { starts: monday(), cycle: proposed.cycle, mixed: None, seats: proposed.plan };
    let changes = using.changes(&class, &mut context).unwrap();
    class.apply(&changes.0);
    let shown = shown(&class, monday()).unwrap();
    assert!(shown.rotation.is_some());
    (class, shown)
}

fn station<T>(class: &mut Class, id: &str, field: FieldOf<Station, T>, value: impl Fits<T>) {
    let mut changes = Changes::default();
    changes.set(&id.into(), field, value);
    class.apply(&changes.0);
}

/// Agendas to the end of the search.
pub fn make(class: &Class, shown: &Shown, now: &[Visit]) -> Made {
    let mut making = Making::new(class, shown, monday(), now);
    for _ in 0..100 {
        if making.step(100) {
            break;
        }
    }
    making.made()
}

fn made(class: &Class, shown: &Shown) -> Vec<Visit> {
    match make(class, shown, &[]) {
        Made::Agendas(visits) => visits,
        other => panic!("{other:?}"),
    }
}

fn words(class: &Class, shown: &Shown) -> &'static str {
    match make(class, shown, &[]) {
        Made::Short(said) => said.sentence.key,
        Made::Agendas(_) => "made",
        Made::Undecided => "undecided",
    }
}

fn goes(visits: &[Visit], student: &str, station: &str) -> usize {
    visits.iter().filter(|v| v.student.as_str() == student && v.station.as_str() == station).count()
}

#[test]
fn everybody_is_somewhere_with_the_table_by_group_and_nothing_broken() {
    let (mut class, shown) = class(5);
    station(&mut class, "s1", Station::MUST, true);
    let visits = made(&class, &shown);
    assert_eq!(visits.len(), 12 * 4);
    let setting = AgendaDay::of(&class, &shown, monday());
    assert_eq!(troubles(&setting, &visits), []);
    for student in &setting.students {
        assert!(goes(&visits, student.as_str(), "s1") >= 1, "{student} has the tablets");
        assert!(goes(&visits, student.as_str(), "s0") >= 1, "{student} has the table");
    }
}

#[test]
fn more_visits_than_seats_is_a_bottleneck_with_its_repairs() {
    let (mut class, shown) = class(5);
    station(&mut class, "s1", Station::MUST, true);
    station(&mut class, "s1", Station::CAPACITY, 2_u32);
    let Made::Short(said) = make(&class, &shown, &[]) else { panic!("made") };
    assert_eq!(said.sentence.key, "rotation.short_visits");
    assert_eq!(said.fixes, [Fix::Seats { station: 1, seats: 3 }, Fix::Slots(6)]);
    station(&mut class, "s1", Station::CAPACITY, 3_u32);
    station(&mut class, "s2", Station::CAPACITY, 6_u32);
    assert_eq!(words(&class, &shown), "made");
    station(&mut class, "s1", Station::CAPACITY, 0_u32);
    assert_eq!(words(&class, &shown), "agenda.closed");
}

#[test]
fn a_slot_without_room_is_named() {
    let (class, shown) = class(3);
    let at_table = |slot| {
        let places = at(&class, &shown, monday(), slot);
        places.iter().filter(|place| is_taught(&place.station)).map(|place| place.students()).sum::<usize>()
    };
    let fewest = (1..=4).map(at_table).min().unwrap();
    assert_eq!(words(&class, &shown), if 12 - fewest > 9 { "rotation.short_room" } else { "made" });
}

#[test]
fn a_pull_out_is_kept_free_and_a_push_in_is_not() {
    let (mut class, shown) = class(6);
    let block = block(&class, monday());
    let slot = slots(&block)[1];
    let mut changes = Changes::default();
    for (id, in_class, weekday) in [("out", false, 1_u32), ("in", true, 1), ("tuesday", false, 2)] {
        changes
            .set(&id.into(), Service::IN_CLASS, in_class)
            .set(&id.into(), Service::WEEKDAY, weekday)
            .set(&id.into(), Service::STARTS_AT, slot.starts_at)
            .set(&id.into(), Service::MINUTES, 10_u32);
    }
    for (service, student) in [("out", "g1-1"), ("in", "g1-2"), ("tuesday", "g1-3")] {
        changes.set(&(service.into(), student.into()), Served::SERVED, true);
    }
    changes.set(&("g1-4".into(), monday(), 0), Absence::ABSENT, true);
    class.apply(&changes.0);
    let visits = made(&class, &shown);
    let slots = |student: &str| -> Vec<u32> {
        let mut slots: Vec<u32> =
            visits.iter().filter(|visit| visit.student.as_str() == student).map(|visit| visit.slot).collect();
        slots.sort_unstable();
        slots
    };
    assert_eq!(slots("g1-1"), [1, 3, 4]);
    assert_eq!(slots("g1-2"), [1, 2, 3, 4]);
    assert_eq!(slots("g1-3"), [1, 2, 3, 4]);
    assert_eq!(slots("g1-4"), [0; 0]);
}

#[test]
fn the_playlist_sends_to_the_station_of_its_standard_or_of_its_medium() {
    let (mut class, shown) = class(6);
    station(&mut class, "s2", Station::STANDARD, Some(crate::domain::id::StandardId::from("5.NF.A.1")));
    let mut changes = Changes::default();
    changes.set(&"math".into(), Subject::NAME, "Math".to_owned());
    changes.set(&"sort".into(), Activity::MEDIUM, "Hands-on".to_owned());
    for (student, item, standard, activity, commitment) in [
        ("g1-1", "i1", Some("5.NF.A.1"), None, Commitment::Must),
        ("g1-2", "i2", None, Some("sort"), Commitment::Must),
        ("g1-3", "i3", Some("5.NF.A.1"), None, Commitment::May),
        ("g1-4", "i4", Some("5.NF.A.2"), None, Commitment::Must),
    ] {
        let plan = crate::domain::id::PlanId(format!("p-{student}"));
        changes.set(&plan, LearningPlan::STUDENT, StudentId::from(student));
        changes.set(&plan, LearningPlan::SUBJECT, crate::domain::id::SubjectId::from("math"));
        changes
            .set(&item.into(), PlaylistItem::PLAN, plan)
            .set(&item.into(), PlaylistItem::PRACTISES, standard.map(crate::domain::id::StandardId::from))
            .set(&item.into(), PlaylistItem::ACTIVITY, activity.map(crate::domain::id::ActivityId::from))
            .set(&item.into(), PlaylistItem::COMMITMENT, commitment);
    }
    class.apply(&changes.0);
    let setting = AgendaDay::of(&class, &shown, monday());
    let musts = |student: &str| -> Vec<usize> {
        setting.musts[setting.student(&student.into()).unwrap()].keys().copied().collect()
    };
    assert_eq!(musts("g1-1"), [2]);
    assert_eq!(musts("g1-2"), [3]);
    assert_eq!((musts("g1-3"), musts("g1-4")), (vec![], vec![]), "a choice, and no station has it");
    let visits = made(&class, &shown);
    let told: Vec<_> = visits.iter().filter(|visit| visit.standard.is_some()).collect();
    assert_eq!(told.len(), 1, "on the first visit");
    assert_eq!(told[0].student.as_str(), "g1-1");
}

#[test]
fn a_change_says_what_it_breaks() {
    let (mut class, shown) = class(5);
    station(&mut class, "s1", Station::MUST, true);
    let visits = made(&class, &shown);
    let setting = AgendaDay::of(&class, &shown, monday());
    let at_table = visits.iter().find(|visit| visit.station.as_str() == "s0").unwrap();
    let off = breaks(&setting, &visits, &moved(&visits, at_table.slot, &at_table.student, &"s3".into()));
    let lost = Trouble::Table { student: at_table.student.clone(), slot: at_table.slot };
    assert!(off.contains(&lost), "{off:?}");
    let only = visits
        .iter()
        .find(|visit| visit.station.as_str() == "s1" && goes(&visits, visit.student.as_str(), "s1") == 1)
        .unwrap();
    let missed = breaks(&setting, &visits, &moved(&visits, only.slot, &only.student, &"s3".into()));
    assert!(missed.contains(&Trouble::Missed { student: only.student.clone(), station: "s1".into() }));
    // A must-visit that is made twice can lose one: nothing breaks where there is a seat.
    let twice = moved(&visits, only.slot, &only.student, &only.station);
    assert_eq!(breaks(&setting, &visits, &twice), []);
    let mut full = visits.clone();
    for visit in full.iter_mut().filter(|visit| visit.slot == 1) {
        visit.station = "s3".into();
    }
    let over = |trouble: &Trouble| matches!(trouble, Trouble::Over { slot: 1, students: 12, seats: 5, .. });
    assert!(breaks(&setting, &visits, &full).iter().any(over));
    assert_eq!(breaks(&setting, &full, &full), [], "what was so before is not told again");
}

#[test]
fn a_locked_visit_stays_when_agendas_are_made_again() {
    let (class, shown) = class(5);
    let visits = made(&class, &shown);
    let free = visits.iter().find(|visit| visit.station.as_str() == "s1").unwrap();
    let mut locked = moved(&visits, free.slot, &free.student, &"s3".into());
    let stop =
        locked.iter_mut().find(|visit| visit.slot == free.slot && visit.student == free.student).unwrap();
    stop.locked = true;
    let Made::Agendas(again) = make(&class, &shown, &locked) else { panic!("not made") };
    let kept = again.iter().find(|visit| visit.slot == free.slot && visit.student == free.student).unwrap();
    assert_eq!((kept.station.as_str(), kept.locked), ("s3", true));
}

#[test]
fn who_has_a_station_that_is_gone_stays_with_the_group() {
    let (mut class, shown) = class(5);
    let rotation = shown.rotation.clone().unwrap();
    let before = at(&class, &shown, monday(), 1);
    let student = before[0].groups[0].1[0].clone();
    station(&mut class, "s4", Station::CAPACITY, 3_u32);
    let mut changes = Changes::default();
    changes.set(&(rotation.clone(), 1, student.clone()), AgendaVisit::STATION, StationId::from("s4"));
    class.apply(&changes.0);
    let with = |class: &Class, station: &str| {
        let places = at(class, &shown, monday(), 1);
        let place = places.iter().find(|place| place.id.as_str() == station).unwrap();
        place.groups.iter().any(|(_, students)| students.contains(&student))
    };
    assert!(with(&class, "s4"));
    let mut changes = Changes::default();
    changes.retract::<Station>(&"s4".into());
    // A day's own stop at a station that is gone changes nothing either.
    changes.set(&(rotation, monday(), 1, student.clone()), DayVisit::STATION, StationId::from("s5"));
    class.apply(&changes.0);
    assert!(with(&class, "s0"));
    let there: usize = at(&class, &shown, monday(), 1).iter().map(|place| place.students()).sum();
    assert_eq!(there, 12, "everybody is somewhere");
}

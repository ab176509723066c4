//! The rotation page: its answer, what is short, days without school.

use super::*;
use crate::domain::calendar::plus_days;
use crate::domain::command::{Command, Context, LogDay, UseRotation};
use crate::domain::id::Mint;
use crate::domain::record::Changes;
use crate::domain::roster::Absence;
use crate::domain::rotation::tests::{class_with_groups, monday, with_mixed, with_seats};

#[test]
fn the_lead_is_the_answer() {
    let page = |class: &Class| rotation(class, monday(), 565);
    let mut class = class_with_groups(&[6, 7, 7, 6]);
    let rows = page(&class);
    assert_eq!(rows.lead, "Everyone sees you once.");
    assert_eq!(rows.but, "This is a proposal until you use it.");
    assert_eq!((rows.slots[1].name.as_str(), rows.slots[1].now), ("Slot 2, now", true));
    assert_eq!(rows.slots[0].time, "9:05 to 9:20");
    assert_eq!(rows.stations[0].cells[0].count, "6 of 8");
    assert_eq!((rows.stations[0].visits.as_str(), rows.stations[0].share), ("26 visits, 32 seats", 81));
    assert_eq!(rows.short, None);
    with_seats(&mut class, &[8, 6, 8, 8]);
    let rows = page(&class);
    let short = rows.short.clone().unwrap();
    assert_eq!(short.text, "Tablets: 26 visits wanted, 24 seats: one more seat.");
    assert_eq!(short.station, Some(("s1".into(), 7)));
    assert!(rows.stations[1].over);
    assert_eq!(rows.stations[1].cells.iter().filter(|cell| cell.over).count(), 2);
    let none = page(&Class::default());
    assert_eq!((none.ready, none.stations.len()), (false, 4));
}

#[test]
fn stations_say_which_groups_they_seat_and_why_not_mixed_ones() {
    let mut class = class_with_groups(&[6, 7, 7, 6]);
    let people =
        |rows: &RotationRows| -> Vec<String> { rows.stations.iter().map(|row| row.people.clone()).collect() };
    let rows = rotation(&class, monday(), 565);
    assert_eq!(people(&rows), ["skill groups"; 4]);
    let note = rows.note.unwrap();
    assert_eq!(
        note.text,
        "No mixed groups run now, so partner and workshop stations seat the skill groups too."
    );
    assert_eq!(note.to_groups.as_deref(), Some("Make mixed groups"));
    with_mixed(&mut class, 4, &[]);
    let rows = rotation(&class, monday(), 565);
    assert_eq!(people(&rows), ["skill groups", "mixed groups", "mixed groups", "mixed groups"]);
    assert_eq!(rows.note, None);
    let groups = |at: usize| -> Vec<String> {
        rows.stations[at].cells[0].groups.iter().map(|seat| seat.name.clone()).collect()
    };
    assert_eq!(groups(0), ["Oak"]);
    assert!((1..4).flat_map(groups).all(|name| name.starts_with("Mixed")));
    assert_eq!(rows.lead, "Everyone sees you once.");
    // A rotation that was in use before says how to seat them; without one the groups are made first.
    let mut used = class_with_groups(&[6, 7, 7, 6]);
    let Shown { cycle, mixed, plan, .. } = shown(&used, monday()).unwrap();
    let command = UseRotation { starts: monday(), cycle, mixed, seats: plan };
    let mut context = Context { today: monday(), mint: Mint::new("t") };
    let changes = command.changes(&used, &mut context).unwrap();
    used.apply(&changes.0);
    with_mixed(&mut used, 4, &[]);
    let note = rotation(&used, monday(), 565).note.unwrap();
    assert!(note.to_groups.is_none() && note.text.ends_with("Make it again."), "{}", note.text);
    assert_eq!(rotation(&Class::default(), monday(), 565).note, None);
}

#[test]
fn a_saturday_shows_monday_and_offers_the_days_that_are_not_logged() {
    let mut class = class_with_groups(&[6, 7, 7, 6]);
    let day = |days: i64| plus_days(monday(), days);
    let rows = rotation(&class, day(5), 565);
    assert_eq!(rows.title, "Rotation, Monday, 23 November");
    assert_eq!(
        (rows.lead.as_str(), rows.but.as_str()),
        ("Today has no rotation.", "This is the next school day.")
    );
    assert!(rows.preview && rows.ready && !rows.logged && rows.slots.iter().all(|slot| !slot.now));
    assert_eq!(rows.slots[1].name, "Slot 2");
    assert_eq!(rows.stations[0].cells[0].groups[0].name, "Oak");
    let days = |rows: &RotationRows| rows.to_log.iter().map(|row| row.day.clone()).collect::<Vec<_>>();
    let week = ["2026-11-20", "2026-11-19", "2026-11-18", "2026-11-17", "2026-11-16"];
    assert_eq!(days(&rows), week);
    assert_eq!(rows.to_log[0].words, "Log Friday, 20 November as planned");
    // Each is logged by the command that the button sends; the others are still offered.
    let command = LogDay { day: day(4), rotation: None };
    let mut context = Context { today: day(5), mint: Mint::new("t") };
    let changes = command.changes(&class, &mut context).unwrap();
    class.apply(&changes.0);
    assert_eq!(days(&rotation(&class, day(5), 565)), week[1..]);
    // The groups begin on Monday: nothing is to be logged, and Monday is there.
    let rows = rotation(&class_with_groups(&[3]), day(-2), 565);
    assert!(rows.preview && rows.to_log.is_empty(), "{}", rows.title);
    // A school day is itself; a class that never logged is not asked to.
    let rows = rotation(&class_with_groups(&[3]), day(3), 565);
    assert!(!rows.preview && rows.to_log.is_empty() && rows.slots[1].now);
    let rows = rotation(&Class::default(), day(5), 565);
    assert!(!rows.preview && !rows.ready && rows.lead.starts_with("No groups yet."));
}

#[test]
fn more_groups_than_slots_ask_for_slots() {
    let mut class = class_with_groups(&[4, 4, 4, 4, 5, 5]);
    with_seats(&mut class, &[5, 15, 15, 15]);
    let rows = rotation(&class, monday(), 0);
    assert_eq!(rows.short.as_ref().and_then(|short| short.slots), Some(6));
    assert!(rows.lead.ends_with("do not come to your table."), "{}", rows.lead);
}

#[test]
fn absent_students_are_named_once() {
    let mut class = class_with_groups(&[3]);
    assert_eq!(absent_words(&absences(&class, monday())), "nobody is marked");
    let mut changes = Changes::default();
    changes.set(&("g1-2".into(), monday(), 0), Absence::ABSENT, true);
    class.apply(&changes.0);
    assert_eq!(absent_words(&absences(&class, monday())), "Oak 2");
    assert_eq!(rotation(&class, monday(), 0).stations[0].cells[0].groups[0].names, "Oak 1, Oak 3");
}

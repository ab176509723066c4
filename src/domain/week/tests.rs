//! The letters of weeks, and what meets on a day.

use super::*;
use crate::domain::calendar::plus_days;
use crate::domain::class::ClassInfo;
use crate::domain::command::{
    Command, Context, EditBlock, LogDay, RemoveBlock, RemoveLesson, SaveLesson, SetWeekA,
};
use crate::domain::id::Mint;
use crate::domain::minutes::ledger;
use crate::domain::record::Changes;
use crate::domain::rotation::tests::{class_with_groups, monday as a_monday};
use crate::domain::standards::Reach;
use crate::domain::week::{LostDay, block};

fn day(n: i64) -> Date {
    plus_days(a_monday(), n)
}

fn run_on(class: &mut Class, today: Date, command: impl Command) -> Result<(), &'static str> {
    let mint = Mint::new(format!("t{}", class.lessons.len()));
    let changes = command.changes(class, &mut Context { today, mint }).map_err(|why| why.0.key)?;
    class.apply(&changes.0);
    Ok(())
}

fn run(class: &mut Class, command: impl Command) -> Result<(), &'static str> {
    run_on(class, a_monday(), command)
}

fn lesson(weekday: u32, starts_at: u32, minutes: u32) -> Lesson {
    Lesson { title: "Math".into(), weekday, starts_at, minutes, ..Lesson::default() }
}

fn save(lesson: Lesson) -> SaveLesson {
    SaveLesson { id: None, lesson }
}

fn times(weekday: u32, week: u32, starts_at: u32, slots: u32) -> EditBlock {
    EditBlock { weekday, week, starts_at, slots, slot_minutes: 15, transition_minutes: 2 }
}

#[test]
fn letters_follow_the_calendar_and_not_the_days_that_were_lost() {
    let mut class = Class::default();
    assert_eq!(week_of(&class, day(0)), 0);
    // A Wednesday says it of its week.
    run(&mut class, SetWeekA { monday: Some(day(2)) }).unwrap();
    assert_eq!(class.about().week_a, Some(day(0)));
    let mut changes = Changes::default();
    for n in 7..12 {
        changes.set(&(day(n), 1), LostDay::LOST, true);
    }
    class.apply(&changes.0);
    let letters = [-8, -7, -1, 0, 6, 7, 13, 14].map(|n| week_of(&class, day(n)));
    assert_eq!(letters, [1, 2, 2, 1, 1, 2, 2, 1]);
    run(&mut class, SetWeekA { monday: None }).unwrap();
    assert_eq!(class.info.get(&ClassInfo::key()).and_then(|info| info.week_a), None);
}

#[test]
fn a_day_has_its_own_block_before_every_days() {
    let mut class = Class::default();
    for command in [times(0, 0, 540, 4), times(0, 2, 550, 4), times(1, 0, 560, 3), times(1, 2, 570, 2)] {
        run(&mut class, command).unwrap();
    }
    run(&mut class, SetWeekA { monday: Some(day(0)) }).unwrap();
    let starts = [0, 1, 7, 8].map(|n| block(&class, day(n)).starts_at);
    assert_eq!(starts, [560, 540, 570, 550]);
    run(&mut class, RemoveBlock { weekday: 1, week: 2 }).unwrap();
    assert_eq!(block(&class, day(7)).starts_at, 560);
    assert_eq!(run(&mut class, RemoveBlock { weekday: 1, week: 2 }), Err("week.no_block"));
    run(&mut class, times(1, 2, 580, 2)).unwrap();
    assert_eq!(block(&class, day(7)).starts_at, 580, "it can be set again");
}

#[test]
fn what_overlaps_is_refused_and_what_touches_is_not() {
    let mut class = Class::default();
    run(&mut class, times(0, 0, 540, 4)).unwrap();
    // Four slots with two minutes between them: 9:00 to 10:06.
    assert_eq!(run(&mut class, save(lesson(2, 605, 30))), Err("week.clash_block"));
    run(&mut class, save(lesson(2, 606, 30))).unwrap();
    assert_eq!(run(&mut class, save(lesson(0, 630, 30))), Err("week.clash_lesson"));
    run(&mut class, save(lesson(3, 630, 30))).unwrap();
    assert_eq!(run(&mut class, times(2, 0, 600, 2)), Err("week.clash_block"));
    run(&mut class, times(4, 0, 610, 2)).unwrap();
    // The same time in A and in B weeks is no overlap.
    run(&mut class, save(Lesson { week: 1, ..lesson(5, 700, 30) })).unwrap();
    run(&mut class, save(Lesson { week: 2, ..lesson(5, 700, 30) })).unwrap();
    assert_eq!(run(&mut class, save(lesson(5, 727, 3))), Err("week.clash_lesson"));
}

#[test]
fn a_lesson_needs_a_name_and_fits_into_a_day() {
    let mut class = Class::default();
    for (bad, why) in [
        (Lesson { title: " ".into(), ..lesson(1, 700, 30) }, "week.needs_a_title"),
        (lesson(1, 700, 2), "week.lesson_minutes"),
        (lesson(1, 700, 241), "week.lesson_minutes"),
        (lesson(1, 1430, 20), "week.past_midnight"),
        (lesson(8, 700, 20), "week.which_day"),
        (Lesson { week: 3, ..lesson(1, 700, 20) }, "week.which_day"),
    ] {
        assert_eq!(run(&mut class, save(bad)), Err(why));
    }
}

#[test]
fn a_lesson_that_was_held_stays_as_it_was() {
    let mut class = Class::default();
    run(&mut class, save(Lesson { standard: Some("5.NF.A.1".into()), ..lesson(0, 700, 30) })).unwrap();
    let first = class.lessons.iter().next().unwrap().0.clone();
    let later = Lesson { standard: Some("5.NF.B.3".into()), ..lesson(0, 710, 30) };
    run_on(&mut class, day(3), SaveLesson { id: Some(first.clone()), lesson: later }).unwrap();
    let of = |class: &Class, n: i64| {
        lessons_on(class, day(n)).into_iter().map(|(_, it)| it.starts_at).collect::<Vec<_>>()
    };
    assert_eq!((of(&class, 2), of(&class, 3)), (vec![700], vec![710]));
    let second = lessons_on(&class, day(3))[0].0.clone();
    run_on(&mut class, day(4), RemoveLesson { id: second.clone() }).unwrap();
    assert_eq!((of(&class, 3), of(&class, 4)), (vec![710], vec![]));
    assert_eq!(run_on(&mut class, day(4), RemoveLesson { id: second }), Err("week.no_lesson"));
}

#[test]
fn a_held_lesson_counts_as_access_for_those_present() {
    let mut class = class_with_groups(&[2, 2]);
    let on = |reach, weekday| Lesson { standard: Some("5.NF.A.1".into()), reach, ..lesson(weekday, 700, 30) };
    run(&mut class, save(on(Reach::GradeLevel, 1))).unwrap();
    run(&mut class, save(on(Reach::EarlierGrade, 2))).unwrap();
    let mut changes = Changes::default();
    changes.set(&("g2-1".into(), day(0), 0), crate::domain::roster::Absence::ABSENT, true);
    class.apply(&changes.0);
    let access = |class: &Class| {
        let ledger = ledger(class, day(0), day(6));
        ledger.lines.iter().map(|it| (it.minutes, it.focused, it.grade_level)).collect::<Vec<_>>()
    };
    assert!(access(&class).is_empty(), "nothing counts until the day is logged");
    run_on(&mut class, day(1), LogDay { day: day(0), rotation: None }).unwrap();
    assert_eq!(access(&class), [(15, 30, 30), (15, 30, 30), (0, 0, 0), (15, 30, 30)]);
    run_on(&mut class, day(1), LogDay { day: day(1), rotation: None }).unwrap();
    assert_eq!(access(&class)[0], (30, 60, 30));
}

#[test]
fn times_of_a_damaged_file_hold_nobody_up() {
    let mut class = class_with_groups(&[4, 4]);
    let whole = |n| crate::domain::record::Value::Int(n);
    for (field, value) in [("slots", 900_000), ("slot_minutes", 4_000_000_000), ("transition_minutes", 2)] {
        class.set("block", "day-0", field, &whole(value));
    }
    let block = block(&class, day(0));
    assert_eq!(block.slots, MOST_SLOTS);
    assert_eq!(block.slot_minutes, 0, "more than any number of a class is none");
    assert_eq!(slots(&block).len(), 10);
}

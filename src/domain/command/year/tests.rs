//! What the commands on the year plan allow, and what they refuse.

use super::*;
use crate::domain::id::Mint;
use crate::domain::rotation::tests::{class_with_groups, monday};

fn run(class: &mut Class, command: &impl Command) -> Result<(), &'static str> {
    let mut context = Context { today: monday(), mint: Mint::new("t") };
    let changes = command.changes(class, &mut context).map_err(|why| why.0.key)?;
    class.apply(&changes.0);
    Ok(())
}

fn edit(class: &Class, at: usize) -> EditQuarter {
    let (id, quarter) = quarters(class, monday()).remove(at);
    EditQuarter {
        id,
        starts: quarter.starts.unwrap(),
        ends: quarter.ends.unwrap(),
        slots_per_week: 12,
        focus_group: None,
        focus_standard: None,
    }
}

#[test]
fn quarters_are_made_changed_and_refused() {
    let mut class = class_with_groups(&[3, 3]);
    let first = edit(&class, 0);
    run(&mut class, &first).unwrap();
    assert_eq!(class.quarters.len(), 4, "the others stay");
    assert_eq!(quarters(&class, monday())[0].1.slots_per_week, 12);
    run(&mut class, &SetQuarters { n: 3 }).unwrap();
    assert_eq!(class.quarters.len(), 3);
    let good = edit(&class, 1);
    let refused = |change: &dyn Fn(&mut EditQuarter)| {
        let mut bad = good.clone();
        change(&mut bad);
        run(&mut class.clone(), &bad)
    };
    assert_eq!(refused(&|q| q.slots_per_week = 21), Err("year.too_many_slots"));
    assert_eq!(refused(&|q| q.ends = "2026-01-01".parse().unwrap()), Err("year.quarter_ends"));
    assert_eq!(refused(&|q| q.starts = "2026-10-01".parse().unwrap()), Err("year.quarters_overlap"));
    let weekend = |q: &mut EditQuarter| {
        q.starts = "2027-01-16".parse().unwrap();
        q.ends = "2027-01-17".parse().unwrap();
    };
    assert_eq!(refused(&weekend), Err("year.no_school_days"));
    assert_eq!(refused(&|q| q.id = "gone".into()), Err("year.unknown_quarter"));
    assert_eq!(run(&mut class, &SetQuarters { n: 7 }), Err("year.number_of_quarters"));
}

#[test]
fn rotations_of_a_week_follow_the_plan() {
    let mut class = class_with_groups(&[3, 3, 3, 3]);
    let days: Vec<Date> = (0..5).map(|day| crate::domain::calendar::plus_days(monday(), day)).collect();
    let slots: Vec<(GroupId, u32)> =
        [("g1", 8), ("g2", 4), ("g3", 4), ("g4", 3)].map(|(group, slots)| (group.into(), slots)).to_vec();
    run(&mut class, &FollowPlan { days: days.clone(), slots: slots.clone() }).unwrap();
    let mut had = vec![0; 4];
    for day in &days {
        let shown = crate::domain::rotation::shown(&class, *day).unwrap();
        assert!(shown.rotation.is_some());
        for (had, (group, _)) in had.iter_mut().zip(&slots) {
            let at_table = |place: &&crate::domain::rotation::Place| {
                place.group == *group && place.station == "teacher".into()
            };
            *had += shown.plan.0.iter().filter(at_table).count();
        }
    }
    assert_eq!(had, [8, 4, 4, 3]);
    // Where the other stations lack seats for all four groups, the table's times stand all the same.
    crate::domain::rotation::tests::with_seats(&mut class, &[8, 3, 3, 3]);
    let few = slots.iter().map(|(group, _)| (group.clone(), 1)).collect();
    run(&mut class, &FollowPlan { days, slots: few }).unwrap();
    let none = FollowPlan { days: Vec::new(), slots };
    assert_eq!(run(&mut class, &none), Err("year.week_is_over"));
}

#[test]
fn policies_and_lengths_of_slots_keep_their_ranges() {
    let mut class = class_with_groups(&[3, 3]);
    let policy = |weight: f64, unseen_days: u32, floor_minutes: u32| SetTimePolicy {
        policy: TimePolicy::NeedWithFloor,
        floor_minutes,
        focus_weight: weight,
        unseen_days,
        one_to_one: 2,
    };
    assert_eq!(run(&mut class, &policy(2.0, 5, 20)), Err("year.no_subject"));
    class.set("subject", "math", "name", &crate::domain::record::Value::Text("Math".into()));
    assert_eq!(run(&mut class, &policy(0.0, 5, 20)), Err("year.focus_weight_range"));
    assert_eq!(run(&mut class, &policy(2.0, 0, 20)), Err("year.unseen_range"));
    assert_eq!(run(&mut class, &policy(2.0, 5, 301)), Err("year.floor_range"));
    run(&mut class, &policy(1.5, 4, 20)).unwrap();
    let (_, about) = policy_of(&class).unwrap();
    assert_eq!((about.focus_weight, about.unseen_days, about.one_to_one), (Some(1.5), Some(4), 2));
    let group = class.groups.iter().next().map(|(id, _)| id.clone()).unwrap();
    let slot = |minutes| SetGroupSlot { group: group.clone(), minutes };
    assert_eq!(run(&mut class, &slot(Some(2))), Err("rotation.minutes_range"));
    run(&mut class, &slot(Some(20))).unwrap();
    assert_eq!(crate::domain::minutes::slot_minutes(&class, &group, monday()), 20);
    run(&mut class, &slot(None)).unwrap();
    assert_eq!(crate::domain::minutes::slot_minutes(&class, &group, monday()), 15);
}

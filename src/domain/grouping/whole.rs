//! The whole class together for some days, on a grade-level standard: no group moves, and everybody is at the teacher's
//! table.

use super::focus::{reach_of, taught_now};
use super::people::running;
use super::records::{Cycle, Purpose};
use crate::domain::calendar::{Period, is_weekday, monday, plus_days};
use crate::domain::id::{CycleId, StandardId, SubjectId};
use crate::domain::standards::{Catalog, Grade, Reach};
use crate::domain::{Class, Date};

/// The days on which the class is together that share a day with a period; of several those that begin last.
pub fn together_in(class: &Class, period: Period) -> Option<(&CycleId, &Cycle)> {
    let meets = |cycle: &Cycle| {
        cycle.purpose == Purpose::WholeClass
            && cycle.starts.is_some_and(|starts| starts <= period.ends)
            && cycle.ends.is_some_and(|ends| period.starts <= ends)
    };
    let found = class.cycles.iter().filter(|(_, cycle)| meets(cycle));
    found.max_by_key(|(id, cycle)| (cycle.starts, (*id).clone()))
}

/// Days that suit: the last school week of the running skill groups, from today on, so that what they worked on is
/// checked with everybody; without any, this week or what is left of it.
pub fn usual_days(class: &Class, subject: &SubjectId, today: Date) -> Period {
    let skill = running(class, subject, Purpose::Skill, today).and_then(|(_, cycle)| cycle.ends);
    let open = if is_weekday(today) { today } else { plus_days(monday(today), 7) };
    let week = monday(skill.filter(|ends| *ends >= open).unwrap_or(open));
    Period { starts: week.max(open), ends: plus_days(week, 4) }
}

/// The grade-level standards that are taught now: what the class could be together on.
pub fn together_on(class: &Class, catalog: &Catalog, subject: &SubjectId, today: Date) -> Vec<StandardId> {
    let grade = Grade::parse(&class.about().grade);
    let mut taught = taught_now(class, catalog, subject, today);
    taught.retain(|standard| reach_of(catalog, standard, grade) == Reach::GradeLevel);
    taught
}

#[cfg(test)]
mod tests {
    use super::super::tests::{ADD, Room, STEP};
    use super::*;
    use crate::domain::command::{CallTogether, UseGroups};
    use crate::domain::grouping::people::{groups_of, placements_of};
    use crate::domain::record::Value;
    use crate::domain::standards::tests::math;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn call(room: &Room, starts: &str, ends: &str) -> CallTogether {
        CallTogether {
            subject: room.subject(),
            name: "Everybody".into(),
            standard: Some(ADD.into()),
            starts: day(starts),
            ends: day(ends),
        }
    }

    #[test]
    fn everybody_is_in_one_group_on_the_standard() {
        let mut room = Room::of(7);
        room.run(call(&room, "2026-11-23", "2026-11-27")).unwrap();
        let (id, cycle) = room.class.cycles.iter().next().unwrap();
        assert_eq!((cycle.purpose, cycle.starts), (Purpose::WholeClass, Some(day("2026-11-23"))));
        let groups = groups_of(&room.class, id);
        assert_eq!((groups.len(), groups[0].1.focus.clone()), (1, Some(ADD.into())));
        assert_eq!(groups[0].1.reach, Reach::GradeLevel);
        assert_eq!(placements_of(&room.class, id).count(), 7);
    }

    #[test]
    fn what_cannot_be_is_said() {
        let mut room = Room::of(7);
        let refused = |room: &mut Room, starts, ends| {
            let command = call(room, starts, ends);
            room.run(command).unwrap_err().0.key
        };
        assert_eq!(refused(&mut room, "2026-11-27", "2026-11-23"), "groups.ends_before_it_starts");
        assert_eq!(refused(&mut room, "2026-11-09", "2026-11-13"), "groups.no.together_past");
        let command = call(&room, "2026-11-23", "2026-11-27");
        room.run(command).unwrap();
        assert_eq!(refused(&mut room, "2026-11-27", "2026-12-02"), "groups.no.together_twice");
        let command = call(&room, "2026-11-28", "2026-12-02");
        room.run(command).unwrap();
        let mut nobody = Room::of(1);
        let only = nobody.student(0);
        nobody.class.set("student", only.as_str(), "retracted", &Value::Bool(true));
        assert_eq!(refused(&mut nobody, "2026-11-23", "2026-11-27"), "groups.no.nobody");
    }

    #[test]
    fn days_before_the_skill_groups_end_suit() {
        let mut room = Room::of(12);
        let suit = |room: &Room, today| {
            let found = usual_days(&room.class, &room.subject(), day(today));
            (found.starts.to_string(), found.ends.to_string())
        };
        let pair = |starts: &str, ends: &str| (starts.to_owned(), ends.to_owned());
        assert_eq!(suit(&room, "2026-11-18"), pair("2026-11-18", "2026-11-20"));
        assert_eq!(suit(&room, "2026-11-21"), pair("2026-11-23", "2026-11-27"));
        (0..12).for_each(|student| room.marks(student, ADD, &[1.0, 2.0]));
        let skill = UseGroups::from(room.skill().unwrap());
        let ends = skill.ends;
        room.run(skill).unwrap();
        assert_eq!(ends, day("2026-12-04"));
        assert_eq!(suit(&room, "2026-11-18"), pair("2026-11-30", "2026-12-04"));
        assert_eq!(suit(&room, "2026-12-02"), pair("2026-12-02", "2026-12-04"));
        assert_eq!(suit(&room, "2026-12-08"), pair("2026-12-08", "2026-12-11"));
    }

    #[test]
    fn only_grade_level_standards_are_offered() {
        let mut room = Room::of(2);
        room.marks(0, ADD, &[1.0]);
        room.marks(0, STEP, &[1.0]);
        assert_eq!(together_on(&room.class, &math(), &room.subject(), room.today), [ADD.into()]);
    }
}

//! When services take students out of the room.

use super::records::Service;
use crate::domain::id::{ServiceId, StudentId};
use crate::domain::order::Order;
use crate::domain::week::{overlap, week_of};
use crate::domain::{Class, Date};

/// First minute of a service, and the one after its last.
pub fn span_of_service(service: &Service) -> (u32, u32) {
    (service.starts_at, service.starts_at.saturating_add(service.minutes))
}

/// The services that a student gets on a day, by start.
pub fn services_on<'a>(
    class: &'a Class,
    student: &StudentId,
    day: Date,
) -> Vec<(&'a ServiceId, &'a Service)> {
    let (weekday, week) = (u32::from(day.weekday()) + 1, week_of(class, day));
    let gets = |id: &ServiceId| class.served.get(&(id.clone(), student.clone())).is_some_and(|it| it.served);
    let on = |(id, it): &(&ServiceId, &Service)| {
        [0, weekday].contains(&it.weekday) && [0, week].contains(&it.week) && gets(id)
    };
    let mut services: Vec<_> = class.services.iter().filter(on).collect();
    services.order_by_key(|(id, it)| (it.starts_at, (*id).clone()));
    services
}

/// The pull-out that takes a student out of the room in some minutes of a day (first, and the one after the last).
pub fn pulled_out<'a>(
    class: &'a Class,
    student: &StudentId,
    day: Date,
    minutes: (u32, u32),
) -> Option<(&'a ServiceId, &'a Service)> {
    let takes = |it: &Service| !it.in_class && overlap(span_of_service(it), minutes);
    services_on(class, student, day).into_iter().find(|(_, it)| takes(it))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::plus_days;
    use crate::domain::class::ClassInfo;
    use crate::domain::command::{Command, Context, LogDay};
    use crate::domain::id::Mint;
    use crate::domain::minutes::ledger;
    use crate::domain::record::Changes;
    use crate::domain::roster::Served;
    use crate::domain::rotation::tests::{class_with_groups, monday};
    use crate::domain::rotation::{at, away, shown};

    /// Two groups of two; on Mondays `g1-1` is at speech, 9:20 to 9:40. The first slot ends at 9:20, the second begins
    /// at 9:22, the third at 9:39.
    fn class(in_class: bool) -> Class {
        let mut class = class_with_groups(&[2, 2]);
        let id = ServiceId::from("speech");
        let mut changes = Changes::default();
        changes
            .set(&id, Service::WEEKDAY, 1_u32)
            .set(&id, Service::STARTS_AT, 560_u32)
            .set(&id, Service::MINUTES, 20_u32)
            .set(&id, Service::IN_CLASS, in_class)
            .set(&(id.clone(), "g1-1".into()), Served::SERVED, true);
        class.apply(&changes.0);
        class
    }

    fn away_in(class: &Class, student: &str, day: Date) -> Vec<u32> {
        (1..=4).filter(|slot| away(class, &student.into(), day, *slot)).collect()
    }

    #[test]
    fn a_pull_out_takes_a_student_out_of_the_slots_that_it_touches() {
        assert_eq!(away_in(&class(false), "g1-1", monday()), [2, 3]);
        assert_eq!(away_in(&class(false), "g1-2", monday()), [0; 0]);
        assert_eq!(away_in(&class(false), "g1-1", plus_days(monday(), 1)), [0; 0]);
        assert_eq!(away_in(&class(true), "g1-1", monday()), [0; 0], "in class nobody leaves");
    }

    #[test]
    fn a_service_of_b_weeks_leaves_the_a_weeks_alone() {
        let mut class = class(false);
        let value = crate::domain::record::Value::Int;
        class.set("service", "speech", "week", &value(2));
        assert_eq!(away_in(&class, "g1-1", monday()), [0; 0], "without A and B weeks there is no B week");
        let mut changes = Changes::default();
        changes.set(&ClassInfo::key(), ClassInfo::WEEK_A, Some(monday()));
        class.apply(&changes.0);
        assert_eq!(away_in(&class, "g1-1", monday()), [0; 0]);
        assert_eq!(away_in(&class, "g1-1", plus_days(monday(), 7)), [2, 3]);
        class.set("service", "speech", "week", &value(1));
        assert_eq!(away_in(&class, "g1-1", monday()), [2, 3]);
    }

    #[test]
    fn who_is_away_is_at_no_station_and_in_no_log() {
        let mut class = class(false);
        class.set("service", "speech", "starts_at", &crate::domain::record::Value::Int(545));
        let plan = shown(&class, monday()).unwrap();
        let seated = at(&class, &plan, monday(), 1);
        assert!(!seated.iter().flat_map(|it| &it.groups).any(|(_, who)| who.contains(&"g1-1".into())));
        let mut context = Context { today: monday(), mint: Mint::new("t") };
        let changes = LogDay { day: monday(), rotation: None }.changes(&class, &mut context).unwrap();
        class.apply(&changes.0);
        let minutes = |class: &Class| -> Vec<u32> {
            ledger(class, monday(), monday()).lines.iter().map(|it| it.minutes).collect()
        };
        assert_eq!(minutes(&class), [0, 15, 15, 15]);
        // A service that comes later takes nothing back of what was logged.
        class.set("served", "speech/g1-2", "served", &crate::domain::record::Value::Bool(true));
        assert_eq!(minutes(&class), [0, 15, 15, 15]);
    }
}

//! Commands on adults and services.

use super::minutes::MOST_MINUTES;
use super::roster::{known, name_of};
use super::{Command, Context, Rejected};
use crate::domain::id::{AdultId, ServiceId, StudentId};
use crate::domain::record::Changes;
use crate::domain::roster::{Adult, AdultRole, Enrolment, Served, Service};
use crate::domain::rotation::Station;
use crate::domain::{Class, Date, Sentence};

/// Adds an adult, or changes one.
#[derive(Debug, Clone, PartialEq)]
pub struct SaveAdult {
    /// The one that is changed.
    pub id: Option<AdultId>,
    pub name: String,
    /// What the adult does here.
    pub role: AdultRole,
}

impl Command for SaveAdult {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        if self.name.trim().is_empty() {
            return Err(Rejected::because("people.needs_a_name"));
        }
        // What was logged before anybody was named is the lead teacher's. Of one who was taken off, it stays that one's.
        let first_lead = AdultId::from("lead");
        let had = class.adults.get(&first_lead).is_some() || class.adults.taken_back(&first_lead);
        let is_free = self.role == AdultRole::Lead && !had;
        let id = match &self.id {
            Some(id) if class.adults.get(id).is_none() => return Err(Rejected::because("people.no_adult")),
            Some(id) => id.clone(),
            None if is_free => first_lead,
            None => context.mint.id(),
        };
        let mut changes = Changes::default();
        changes.set(&id, Adult::NAME, self.name.trim().to_owned()).set(&id, Adult::ROLE, self.role).set(
            &id,
            Adult::RETRACTED,
            false,
        );
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.save_adult").with("name", self.name.trim())
    }
}

/// Takes an adult off the class; what was logged stays.
#[derive(Debug, Clone, PartialEq)]
pub struct RemoveAdult {
    pub id: AdultId,
}

impl Command for RemoveAdult {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        if class.adults.get(&self.id).is_none() {
            return Err(Rejected::because("people.no_adult"));
        }
        let mut changes = Changes::default();
        changes.retract::<Adult>(&self.id);
        for (id, _) in class.stations.iter().filter(|(_, it)| it.adult.as_ref() == Some(&self.id)) {
            changes.set(id, Station::ADULT, None::<AdultId>);
        }
        for (id, _) in class.services.iter().filter(|(_, it)| it.adult.as_ref() == Some(&self.id)) {
            changes.set(id, Service::ADULT, None::<AdultId>);
        }
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        let name = class.adults.get(&self.id).map(|it| it.name.clone()).unwrap_or_default();
        Sentence::new("undo.remove_adult").with("name", name)
    }
}

/// Says when a student joined the class and left it, where that was during the year.
#[derive(Debug, Clone, PartialEq)]
pub struct SetStay {
    pub student: StudentId,
    /// First day; `None` where it is the first day of school.
    pub joined: Option<Date>,
    /// Last day; `None` where the student is still here.
    pub left: Option<Date>,
}

impl Command for SetStay {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        known(class, &self.student)?;
        if let (Some(joined), Some(left)) = (self.joined, self.left)
            && left < joined
        {
            return Err(Sentence::new("people.left_before").with("joined", joined).into());
        }
        let key = stay_of(class, &self.student).map_or((self.student.clone(), 1), |(key, _)| key.clone());
        let mut changes = Changes::default();
        changes.set(&key, Enrolment::JOINED, self.joined).set(&key, Enrolment::LEFT, self.left);
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        Sentence::new("undo.edit_student").with("name", name_of(class, &self.student))
    }
}

/// The latest stay of a student.
pub fn stay_of<'a>(class: &'a Class, student: &StudentId) -> Option<(&'a (StudentId, u32), &'a Enrolment)> {
    class.enrolments.range((student.clone(), 0)..).take_while(|((who, _), _)| who == student).last()
}

/// What is said of a service.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ServiceDraft {
    /// "Speech".
    pub name: String,
    /// Who gives it.
    pub adult: Option<AdultId>,
    /// In the room rather than outside.
    pub in_class: bool,
    /// Weekdays, 1 for Monday; 0 is every school day.
    pub weekdays: Vec<u32>,
    /// 0 is every week, 1 the A weeks, 2 the B weeks.
    pub week: u32,
    /// Minutes after midnight.
    pub starts_at: u32,
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// Who gets it.
    pub students: Vec<StudentId>,
}

/// Adds a service, one record for each of its weekdays, or changes one.
#[derive(Debug, Clone, PartialEq)]
pub struct SaveService {
    /// The one that is changed; it takes the first of the weekdays.
    pub id: Option<ServiceId>,
    /// As it should be.
    pub service: ServiceDraft,
}

impl Command for SaveService {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        let service = &self.service;
        if service.name.trim().is_empty() {
            return Err(Rejected::because("people.service_name"));
        }
        if service.weekdays.is_empty()
            || service.weekdays.iter().any(|weekday| *weekday > 7)
            || service.week > 2
        {
            return Err(Rejected::because("people.service_days"));
        }
        if !(3..=MOST_MINUTES).contains(&service.minutes) {
            return Err(Rejected::because("people.service_minutes"));
        }
        if service.starts_at.saturating_add(service.minutes) > 24 * 60 {
            return Err(Rejected::because("people.past_midnight"));
        }
        if self.id.as_ref().is_some_and(|id| class.services.get(id).is_none()) {
            return Err(Rejected::because("people.no_service"));
        }
        let mut changes = Changes::default();
        let mut own = self.id.clone();
        for weekday in &service.weekdays {
            let id = own.take().unwrap_or_else(|| context.mint.id());
            changes
                .set(&id, Service::NAME, service.name.trim().to_owned())
                .set(&id, Service::ADULT, service.adult.clone())
                .set(&id, Service::IN_CLASS, service.in_class)
                .set(&id, Service::WEEKDAY, *weekday)
                .set(&id, Service::WEEK, service.week)
                .set(&id, Service::STARTS_AT, service.starts_at)
                .set(&id, Service::MINUTES, service.minutes);
            for (student, _) in class.students.iter() {
                let key = (id.clone(), student.clone());
                let (was, is) =
                    (class.served.get(&key).is_some_and(|it| it.served), service.students.contains(student));
                if was != is {
                    changes.set(&key, Served::SERVED, is);
                }
            }
        }
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.save_service").with("name", self.service.name.trim())
    }
}

/// Takes a service away.
#[derive(Debug, Clone, PartialEq)]
pub struct RemoveService {
    pub id: ServiceId,
}

impl Command for RemoveService {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        if class.services.get(&self.id).is_none() {
            return Err(Rejected::because("people.no_service"));
        }
        let mut changes = Changes::default();
        changes.retract::<Service>(&self.id);
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        let name = class.services.get(&self.id).map(|it| it.name.clone()).unwrap_or_default();
        Sentence::new("undo.remove_service").with("name", name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::lead_adult;
    use crate::domain::id::Mint;
    use crate::domain::roster::services_on;
    use crate::domain::rotation::tests::{class_with_groups, monday};

    fn run(class: &mut Class, command: impl Command) -> Result<(), &'static str> {
        let mint = Mint::new(format!("t{}", class.adults.len()));
        let changes =
            command.changes(class, &mut Context { today: monday(), mint }).map_err(|why| why.0.key)?;
        class.apply(&changes.0);
        Ok(())
    }

    fn adult(id: Option<&str>, name: &str, role: AdultRole) -> SaveAdult {
        SaveAdult { id: id.map(AdultId::from), name: name.into(), role }
    }

    #[test]
    fn adults_come_change_and_go() {
        let mut class = class_with_groups(&[1]);
        assert_eq!(run(&mut class, adult(None, " ", AdultRole::Para)), Err("people.needs_a_name"));
        run(&mut class, adult(None, "Mr. Ito", AdultRole::Para)).unwrap();
        run(&mut class, adult(None, "Ms. Rivera", AdultRole::Lead)).unwrap();
        assert_eq!(lead_adult(&class), "lead".into(), "what was logged before is hers");
        run(&mut class, adult(Some("lead"), "Ms. Rivera-Cho", AdultRole::Lead)).unwrap();
        assert_eq!(class.adults.get(&"lead".into()).unwrap().name, "Ms. Rivera-Cho");
        let ito = class.adults.iter().find(|(_, it)| it.role == AdultRole::Para).unwrap().0.clone();
        class.set("station", "s", "adult", &crate::domain::record::Value::Text(ito.0.clone()));
        run(&mut class, RemoveAdult { id: ito.clone() }).unwrap();
        assert_eq!(
            (class.adults.len(), class.stations.get(&"s".into()).is_none_or(|it| it.adult.is_none())),
            (1, true)
        );
        assert_eq!(run(&mut class, RemoveAdult { id: ito }), Err("people.no_adult"));
    }

    #[test]
    fn a_new_lead_does_not_take_over_what_another_taught() {
        let mut class = class_with_groups(&[1]);
        run(&mut class, adult(None, "Ms. Ames", AdultRole::Lead)).unwrap();
        run(&mut class, RemoveAdult { id: "lead".into() }).unwrap();
        run(&mut class, adult(None, "Ms. Brook", AdultRole::Lead)).unwrap();
        assert!(class.adults.get(&"lead".into()).is_none());
        assert_eq!(class.adults.get(&lead_adult(&class)).unwrap().name, "Ms. Brook");
    }

    #[test]
    fn a_student_belongs_to_the_class_between_two_days() {
        let mut class = class_with_groups(&[2]);
        let day = |n| crate::domain::calendar::plus_days(monday(), n);
        let stay = |joined, left| SetStay { student: "g1-1".into(), joined, left };
        let here = |class: &Class| {
            [-1, 0, 3, 4].map(|n| crate::domain::roster::enrolled(class, &"g1-1".into(), day(n)))
        };
        run(&mut class, stay(Some(day(0)), Some(day(3)))).unwrap();
        assert_eq!(here(&class), [false, true, true, false]);
        assert_eq!(run(&mut class, stay(Some(day(0)), Some(day(-1)))), Err("people.left_before"));
        run(&mut class, stay(None, Some(day(3)))).unwrap();
        assert_eq!((here(&class), class.enrolments.len()), ([true, true, true, false], 1));
        run(&mut class, stay(None, None)).unwrap();
        assert_eq!(here(&class), [true; 4]);
    }

    #[test]
    fn a_service_has_a_record_for_each_weekday() {
        let mut class = class_with_groups(&[2]);
        let draft = ServiceDraft {
            name: "Speech".into(),
            weekdays: vec![1, 3],
            starts_at: 600,
            minutes: 30,
            students: vec!["g1-1".into()],
            ..ServiceDraft::default()
        };
        run(&mut class, SaveService { id: None, service: draft.clone() }).unwrap();
        assert_eq!((class.services.len(), services_on(&class, &"g1-1".into(), monday()).len()), (2, 1));
        let id = services_on(&class, &"g1-1".into(), monday())[0].0.clone();
        let other = ServiceDraft { weekdays: vec![0], students: vec!["g1-2".into()], ..draft.clone() };
        run(&mut class, SaveService { id: Some(id.clone()), service: other }).unwrap();
        assert_eq!(services_on(&class, &"g1-1".into(), monday()).len(), 0);
        assert_eq!(services_on(&class, &"g1-2".into(), monday()).len(), 1);
        for (bad, why) in [
            (ServiceDraft { name: String::new(), ..draft.clone() }, "people.service_name"),
            (ServiceDraft { weekdays: vec![], ..draft.clone() }, "people.service_days"),
            (ServiceDraft { weekdays: vec![8], ..draft.clone() }, "people.service_days"),
            (ServiceDraft { week: 3, ..draft.clone() }, "people.service_days"),
            (ServiceDraft { minutes: 2, ..draft.clone() }, "people.service_minutes"),
            (ServiceDraft { starts_at: 1420, ..draft.clone() }, "people.past_midnight"),
        ] {
            assert_eq!(run(&mut class, SaveService { id: None, service: bad }), Err(why));
        }
        run(&mut class, RemoveService { id: id.clone() }).unwrap();
        assert_eq!(run(&mut class, RemoveService { id: id.clone() }), Err("people.no_service"));
        assert_eq!(run(&mut class, SaveService { id: Some(id), service: draft }), Err("people.no_service"));
    }
}

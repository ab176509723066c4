//! Adults and services as plain rows.

use serde::Serialize;

use super::board::time;
use super::text;
use super::week::day_name;
use crate::domain::id::{ServiceId, StudentId};
use crate::domain::order::Order;
use crate::domain::roster::{AdultRole, Served, names, span_of_service};
use crate::domain::{Class, Sentence};

/// An adult of the class, with the role in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AdultRow {
    pub id: String,
    /// "Ms. Rivera".
    pub name: String,
    /// "lead teacher".
    pub role: String,
}

/// A service on one weekday.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ServiceRow {
    pub id: String,
    /// "Speech".
    pub name: String,
    /// "Monday, 9:20 to 9:40, pulled out: Ana and Ben".
    pub words: String,
    /// Who gives it; may be empty.
    pub adult: String,
}

/// What a role is called.
pub fn role_name(role: AdultRole) -> String {
    let key = match role {
        AdultRole::Lead => "people.lead",
        AdultRole::CoTeacher => "people.co_teacher",
        AdultRole::Para => "people.para",
        AdultRole::Interventionist => "people.interventionist",
    };
    text::of(key).to_owned()
}

/// The adults, by role and name.
pub fn adults(class: &Class) -> Vec<AdultRow> {
    let mut all: Vec<_> = class.adults.iter().collect();
    all.order_by_key(|(id, adult)| (adult.role, adult.name.clone(), (*id).clone()));
    let row = |(id, adult): (&crate::domain::id::AdultId, &crate::domain::roster::Adult)| AdultRow {
        id: id.0.clone(),
        name: adult.name.clone(),
        role: role_name(adult.role),
    };
    all.into_iter().map(row).collect()
}

/// Who gets a service.
pub fn served(class: &Class, service: &ServiceId) -> Vec<StudentId> {
    let from = (service.clone(), StudentId::default());
    let of = class.served.range(from..).take_while(|((of, _), _)| of == service);
    let here = of.filter(|((_, who), it): &(&(ServiceId, StudentId), &Served)| {
        it.served && class.students.get(who).is_some()
    });
    here.map(|((_, student), _)| student.clone()).collect()
}

/// The services, by weekday and start.
pub fn services(class: &Class) -> Vec<ServiceRow> {
    let called = names(class);
    let mut all: Vec<_> = class.services.iter().collect();
    all.order_by_key(|(id, it)| (it.weekday, it.week, it.starts_at, (*id).clone()));
    let row = |(id, it): (&ServiceId, &crate::domain::roster::Service)| {
        let mut who: Vec<String> =
            served(class, id).iter().filter_map(|id| called.get(id).cloned()).collect();
        who.order();
        if who.is_empty() {
            who.push(text::of("people.no_students").to_owned());
        }
        let (from, to) = span_of_service(it);
        let key = if it.in_class { "people.row_in_class" } else { "people.row_pull_out" };
        let words = Sentence::new(key).with("day", day_name(it.weekday, it.week)).with("names", who);
        let adult = it.adult.as_ref().and_then(|id| class.adults.get(id));
        ServiceRow {
            id: id.0.clone(),
            name: it.name.clone(),
            words: text::say(&words.with("from", time(from)).with("to", time(to))),
            adult: adult.map(|adult| adult.name.clone()).unwrap_or_default(),
        }
    };
    all.into_iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::people::ServiceDraft;
    use crate::domain::command::{Command, Context, SaveAdult, SaveService};
    use crate::domain::id::Mint;
    use crate::domain::rotation::tests::{class_with_groups, monday};

    #[test]
    fn a_service_says_when_where_and_for_whom() {
        let mut class = class_with_groups(&[2]);
        let mut run = |mint: &str, command: &dyn Command| {
            let mut context = Context { today: monday(), mint: Mint::new(mint) };
            let changes = command.changes(&class, &mut context).unwrap();
            class.apply(&changes.0);
            (adults(&class), services(&class))
        };
        run("a", &SaveAdult { id: None, name: "Mr. Ito".into(), role: AdultRole::Para });
        let lead = SaveAdult { id: None, name: "Ms. Rivera".into(), role: AdultRole::Lead };
        let (adults, _) = run("b", &lead);
        let said: Vec<_> = adults.iter().map(|it| (it.name.as_str(), it.role.as_str())).collect();
        assert_eq!(said, [("Ms. Rivera", "lead teacher"), ("Mr. Ito", "paraprofessional")]);
        let service = ServiceDraft {
            name: "Speech".into(),
            adult: Some("lead".into()),
            weekdays: vec![3, 1],
            starts_at: 560,
            minutes: 20,
            students: vec!["g1-1".into(), "g1-2".into()],
            ..ServiceDraft::default()
        };
        let (_, services) = run("c", &SaveService { id: None, service });
        assert_eq!(services[0].words, "Monday, 9:20 to 9:40, pulled out: Oak 1 and Oak 2");
        assert_eq!((services[1].adult.as_str(), services.len()), ("Ms. Rivera", 2));
    }
}

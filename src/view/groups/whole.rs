//! The whole class together: what there is to choose, and what is known of the standard that everybody is on.

use crate::view::text;
use serde::Serialize;

use super::{GroupsQuery, Scene, codes, day_field};
use crate::domain::grouping::Purpose;
use crate::domain::grouping::people::{holds, running};
use crate::domain::grouping::whole::{together_on, usual_days};
use crate::domain::mastery::Need;
use crate::domain::standards::Catalog;
use crate::domain::{Class, Sentence};
use crate::view::lesson::label_of;

/// What to bring everybody together on, and when.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct WholeClass {
    /// Grade-level standards that are taught now: code and label.
    pub standards: Vec<(String, String)>,
    /// First and last day that suit, as a date field has them.
    pub days: (String, String),
    /// Why these days.
    pub why: String,
}

/// What there is to choose; nothing while the class is together or is about to be.
pub fn whole_class(class: &Class, catalog: &Catalog, query: &GroupsQuery) -> Option<WholeClass> {
    if query.purpose != Purpose::WholeClass {
        return None;
    }
    let (subject, today) = (&query.subject, query.today);
    let planned = running(class, subject, Purpose::WholeClass, today)
        .is_some_and(|(_, cycle)| cycle.ends.is_none_or(|ends| ends >= today));
    if planned {
        return None;
    }
    let days = usual_days(class, subject, today);
    let before_end = running(class, subject, Purpose::Skill, today)
        .is_some_and(|(_, cycle)| holds(cycle, today) && cycle.ends.is_some_and(|ends| ends >= days.starts));
    let standards = together_on(class, catalog, subject, today).into_iter();
    Some(WholeClass {
        standards: standards.map(|code| (code.0.clone(), label_of(catalog, &code))).collect(),
        days: (day_field(Some(days.starts)), day_field(Some(days.ends))),
        why: if before_end { text::of("groups.together_before_end").to_owned() } else { String::new() },
    })
}

impl Scene<'_> {
    /// How many of those who are together have mastered the standard, and who has no mark.
    pub(super) fn whole_lead(&self) -> (String, String) {
        let Some((seen, candidate)) = self.groups.first().zip(self.candidates.first()) else {
            return (text::of("groups.lead_together").to_owned(), String::new());
        };
        let of = |wanted: fn(&Need) -> bool| {
            seen.members.iter().filter(|at| candidate.needs.get(**at).is_some_and(wanted)).count()
        };
        let (met, unknown) = (of(|need| *need == Need::Met), of(|need| *need == Need::Unknown));
        let code = codes(&seen.focus);
        if self.query.hidden {
            return (text::say(&Sentence::new("groups.lead_together_on").with("code", code)), String::new());
        }
        let lead = Sentence::new("groups.lead_together_met").with("code", code);
        let lead = lead.with("k", met).with("n", seen.members.len());
        let but = Sentence::new("groups.but_together").with("n", unknown);
        (text::say(&lead), if unknown == 0 { String::new() } else { text::say(&but) })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{query, run, sample};
    use super::super::{GroupsState, groups_page};
    use super::*;
    use crate::domain::command::CallTogether;
    use crate::domain::standards::tests::math;

    #[test]
    fn the_class_comes_together_on_a_grade_level_standard() {
        let mut class = sample();
        let query = query(&class, Purpose::WholeClass);
        let shown = whole_class(&class, &math(), &query).unwrap();
        assert!(!shown.standards.is_empty() && shown.standards.iter().all(|(code, _)| code.starts_with('5')));
        assert_eq!(groups_page(&class, &math(), &query).state, GroupsState::NoGroups);
        let (standard, _) = shown.standards[0].clone();
        let command = CallTogether {
            subject: query.subject.clone(),
            name: "Everybody".into(),
            standard: Some(standard.as_str().into()),
            starts: query.today,
            ends: shown.days.1.parse().unwrap(),
        };
        run(&mut class, "together", command);
        assert_eq!(whole_class(&class, &math(), &query), None);
        let page = groups_page(&class, &math(), &query);
        let n = page.groups[0].members.len();
        assert_eq!((page.groups.len(), n), (1, 26));
        let met = page.lead.strip_prefix(&format!("Everybody together on {standard}: ")).unwrap();
        assert!(met.ends_with("of 26 have mastered it."), "{}", page.lead);
        assert!(page.groups[0].members.iter().any(|member| member.mark.is_some()));
        let hidden = groups_page(&class, &math(), &GroupsQuery { hidden: true, ..query });
        assert_eq!(hidden.lead, format!("Everybody together on {standard}."));
        assert!(hidden.groups[0].members.iter().all(|member| member.mark.is_none()));
    }
}

//! Sentences of the page, over two copies of the sample class that go as two classes.

use std::sync::Arc;

use super::*;
use crate::domain::Class;
use crate::domain::calendar::{cycle_of_three_weeks, plus_days};
use crate::domain::command::{Command, Context};
use crate::domain::grouping::team::{TeamAsk, TeamSearch, usual_period};
use crate::domain::id::Mint;
use crate::domain::record::Value;
use crate::domain::sample::OpenSample;
use crate::domain::standards::tests::math;
use crate::domain::subject::in_order;

fn today() -> Date {
    "2026-11-18".parse().unwrap()
}

fn part(name: &str) -> TeamClass {
    let mut class = Class::default();
    let mut context = Context { today: today(), mint: Mint::new(name) };
    let changes = OpenSample.changes(&class, &mut context).unwrap();
    class.apply(&changes.0);
    class.set("class", "class", "name", &Value::Text(name.into()));
    let subject = in_order(&class).into_iter().next().map(|(id, _)| id).unwrap();
    TeamClass { id: name.into(), class: class.into(), subject, catalog: Arc::new(math()) }
}

fn proposed(team: &[TeamClass]) -> TeamProposal {
    let period = usual_period(team, today());
    let ask =
        TeamAsk { standards: Vec::new(), groups_max: 2, one: Vec::new(), size: None, period, today: today() };
    let mut search = TeamSearch::new(team.to_vec(), ask).unwrap();
    for _ in 0..400 {
        if search.slice() {
            break;
        }
    }
    search.proposal().unwrap()
}

#[test]
fn a_team_begins_with_its_classes() {
    let page = team_page(&[], None, false, today());
    assert_eq!(page.but, "Add the classes of your team.");
    let team = [part("5A"), part("5B")];
    let n = 2 * students_on(&team[0].class, today()).len();
    let page = team_page(&team, None, false, today());
    assert_eq!(page.lead, format!("{n} students in 2 classes."));
}

#[test]
fn everybody_is_listed_with_the_class_and_counts_add_up() {
    let team = [part("5A"), part("5B")];
    let proposal = proposed(&team);
    let page = team_page(&team, Some(&proposal), false, today());
    let n = students_on(&team[0].class, today()).len();
    let members: Vec<&TeamMemberRow> = page.groups.iter().flat_map(|group| &group.members).collect();
    assert_eq!(members.len(), 2 * n);
    assert_eq!(members.iter().filter(|member| member.class == "5A").count(), n);
    assert!(page.groups.iter().all(|group| !group.step.is_empty()));
    for group in &page.groups {
        let of = |class: &str| group.members.iter().filter(|member| member.class == class).count();
        assert_eq!(group.from, format!("5A: {}, 5B: {}", of("5A"), of("5B")));
        assert!(!group.focus.is_empty());
    }
    assert_eq!(page.shares[1].what, format!("{n} students in {} groups", page.shares[1].groups));
}

#[test]
fn hidden_levels_hide_the_reasons() {
    let team = [part("5A"), part("5B")];
    let page = team_page(&team, Some(&proposed(&team)), true, today());
    assert!(page.groups.iter().flat_map(|group| &group.members).all(|member| member.reason.is_empty()));
}

#[test]
fn a_class_with_groups_of_its_own_says_when_the_teams_show() {
    let mut team = [part("5A"), part("5B")];
    let mut class = Class::clone(&team[0].class);
    let subject = team[0].subject.0.clone();
    for (field, value) in [("purpose", "skill"), ("subject", subject.as_str())] {
        class.set("cycle", "own", field, &Value::Text(value.into()));
    }
    let now = cycle_of_three_weeks(today());
    class.set("cycle", "own", "starts", &Value::Text(now.starts.to_string()));
    class.set("cycle", "own", "ends", &Value::Text(now.ends.to_string()));
    team[0].class = class.into();
    let note = |period| class_rows(&team, period, today())[0].note.clone();
    let next = Period { starts: plus_days(now.starts, 7), ends: plus_days(now.ends, 7) };
    assert!(note(next).ends_with("Its page Groups shows the team's from 23 November on."), "{}", note(next));
    let before = Period { starts: plus_days(now.starts, -7), ends: now.ends };
    assert!(note(before).contains("unless the team's begin later"), "{}", note(before));
    assert!(note(now).starts_with("Has skill groups for just these days."), "{}", note(now));
    let after = Period { starts: plus_days(now.ends, 1), ends: plus_days(now.ends, 19) };
    assert_eq!(note(after), "");
}

#[test]
fn a_group_has_the_teacher_of_a_class_at_first() {
    let mut team = [part("5A"), part("5B")];
    let mut class = Class::clone(&team[1].class);
    for adult in class.adults.iter().map(|(id, _)| id.0.clone()).collect::<Vec<_>>() {
        class.set("adult", &adult, "retracted", &Value::Bool(true));
    }
    team[0].class = class.clone().into();
    class.set("adult", "a", "name", &Value::Text("Ms. Rivera".into()));
    class.set("adult", "a", "role", &Value::Text("lead".into()));
    team[1].class = class.into();
    assert_eq!(usual_teacher(&team, 0), "5B's teacher");
    assert_eq!(usual_teacher(&team, 1), "Ms. Rivera");
    assert_eq!(usual_teacher(&team, 2), "");
    let one_name = [team[1].clone(), team[1].clone()];
    assert_eq!(usual_teacher(&one_name, 1), "5B's teacher");
}

//! Sentences of the page, over the sample class and over a class that has only just begun.

use super::*;
use crate::domain::calendar::plus_days;
use crate::domain::command::{
    AddStudents, Command, Context, MoveStudent, NewStudent, RecordAbsence, SeatGuests, StartClass, UseGroups,
};
use crate::domain::grouping::{Ask, GroupSettings, NewGroup, Proof, propose_mixed, propose_skill};
use crate::domain::id::Mint;
use crate::domain::sample::OpenSample;
use crate::domain::standards::tests::math;
use crate::domain::subject::in_order;

fn today() -> Date {
    "2026-11-18".parse().unwrap()
}

pub(super) fn run(class: &mut Class, mint: &str, command: impl Command) {
    let mut context = Context { today: today(), mint: Mint::new(mint) };
    let changes = command.changes(class, &mut context).unwrap();
    class.apply(&changes.0);
}

pub(super) fn query(class: &Class, purpose: Purpose) -> GroupsQuery {
    let subject = in_order(class).into_iter().next().map(|(id, _)| id).unwrap_or_default();
    GroupsQuery { subject, purpose, today: today(), hidden: false, proof: None }
}

fn ask(class: &Class, purpose: Purpose) -> Ask {
    let subject = query(class, purpose).subject;
    Ask { subject, purpose, settings: GroupSettings::default(), today: today() }
}

pub(super) fn sample() -> Class {
    let mut class = Class::default();
    run(&mut class, "sample", OpenSample);
    class
}

/// Students in mixed groups of their places, a cycle of three weeks each; the last holds today.
pub(super) fn custom(
    class: &mut Class,
    students: Vec<NewStudent>,
    cycles: &[Vec<Vec<usize>>],
) -> Vec<StudentId> {
    run(class, "a", StartClass { name: "5B".into(), ..StartClass::default() });
    run(class, "b", AddStudents { students });
    let ids = students_on(class, today());
    for (at, groups) in cycles.iter().enumerate() {
        let proposal = propose_mixed(class, &ask(class, Purpose::Mixed), 1).unwrap();
        let weeks_ago = i64::try_from(cycles.len() - 1 - at).unwrap() * 21;
        let mut using = UseGroups { replaces: None, ..UseGroups::from(proposal) };
        using.starts = plus_days(using.starts, -weeks_ago);
        using.ends = plus_days(using.ends, -weeks_ago);
        using.groups = groups
            .iter()
            .enumerate()
            .map(|(at, members)| NewGroup {
                name: format!("G{at}"),
                members: members.iter().map(|at| ids[*at].clone()).collect(),
                ..NewGroup::default()
            })
            .collect();
        run(class, &format!("c{at}"), using);
    }
    ids
}

/// The sample with groups proposed from its evidence.
pub(super) fn proposed() -> Class {
    let mut class = sample();
    let proposal = propose_skill(&class, &math(), &ask(&class, Purpose::Skill), 500_000).unwrap();
    run(&mut class, "use", UseGroups::from(proposal));
    class
}

fn members(page: &GroupsPage) -> impl Iterator<Item = &MemberRow> {
    page.groups.iter().flat_map(|group| &group.members)
}

#[test]
fn a_new_class_is_asked_for_names() {
    let mut class = Class::default();
    run(&mut class, "a", StartClass { name: "5B".into(), ..StartClass::default() });
    let page = groups_page(&class, &math(), &query(&class, Purpose::Skill));
    assert_eq!((page.state, page.lead.as_str()), (GroupsState::NoStudents, "No students yet."));
    let student = NewStudent { given: "Ana".into(), ..NewStudent::default() };
    run(&mut class, "b", AddStudents { students: vec![student; 8] });
    let page = groups_page(&class, &math(), &query(&class, Purpose::Skill));
    assert_eq!(page.state, GroupsState::NoGroups);
    assert!(page.but.starts_with("They need marks."), "{}", page.but);
    let proposal = propose_mixed(&class, &ask(&class, Purpose::Mixed), 1000).unwrap();
    run(&mut class, "c", UseGroups::from(proposal));
    let page = groups_page(&class, &math(), &query(&class, Purpose::Mixed));
    assert_eq!((page.lead.as_str(), page.but.as_str()), ("Two mixed groups.", ""));
    assert_eq!(page.title, "Groups, 16 November to 4 December");
    assert!(members(&page).all(|member| member.mark.is_none() && member.reason.is_empty()));
}

#[test]
fn the_lead_counts_what_the_groups_cover() {
    let class = proposed();
    let page = groups_page(&class, &math(), &query(&class, Purpose::Skill));
    assert!(page.lead.starts_with("Four lessons fit ") && page.lead.ends_with(" of 26."), "{}", page.lead);
    let numbers = |words: &str| -> Vec<usize> {
        let words = words.replace(|c: char| !c.is_ascii_digit(), " ");
        words.split_whitespace().filter_map(|word| word.parse().ok()).collect()
    };
    let but = page.but.replace(" and ", ", ");
    let waiting = but.split(", ").filter(|part| !part.contains("go further"));
    let waiting: usize =
        waiting.map(|part| numbers(part).first().copied().unwrap_or(usize::from(part.contains("ne ")))).sum();
    assert_eq!(numbers(&page.lead)[0] + waiting, 26, "the counts add up: {} {}", page.lead, page.but);
    assert_eq!(members(&page).count(), 26);
    assert!(members(&page).all(|member| member.mark.is_some()));
    assert!(page.groups.iter().all(|group| !group.focus.is_empty() && !group.code.is_empty()));
    let told = |card: &CardRow| !card.step.is_empty() && !card.why.is_empty() && !card.range.is_empty();
    assert!(page.groups.iter().all(|group| told(&group.card)));
    let names: Vec<&str> = page.groups.iter().map(|group| group.name.as_str()).collect();
    assert!(names.is_sorted(), "listed by name, never by level: {names:?}");
}

#[test]
fn proven_is_said_only_when_it_is() {
    let class = proposed();
    let first = |proof| {
        let page = groups_page(&class, &math(), &GroupsQuery { proof, ..query(&class, Purpose::Skill) });
        page.lines.first().map(|line| line.head.clone()).unwrap_or_default()
    };
    let found = |proven, given_up| first(Some(Proof { proven, given_up }));
    assert_eq!(found(true, 0.0), "No groups fit more of what you know.");
    assert!(found(true, 0.021).starts_with("No groups fit clearly more"), "{}", found(true, 0.021));
    assert_eq!(found(false, 0.021), "The best found in this time.");
    assert!(!first(None).contains("No groups fit"));
    let proof = Some(Proof { proven: true, given_up: 0.021 });
    let page = groups_page(&class, &math(), &GroupsQuery { proof, ..query(&class, Purpose::Skill) });
    assert!(page.lines[0].how.contains("within 3%"), "{}", page.lines[0].how);
}

#[test]
fn hidden_levels_leave_no_mark_no_reason_and_no_need() {
    let class = proposed();
    let shown = groups_page(&class, &math(), &query(&class, Purpose::Skill));
    let hidden = groups_page(&class, &math(), &GroupsQuery { hidden: true, ..query(&class, Purpose::Skill) });
    assert!(members(&hidden).all(|member| member.mark.is_none() && member.reason.is_empty()));
    assert!(hidden.lines.iter().all(|line| !line.conference && !line.head.starts_with("Ready")));
    assert_eq!(members(&hidden).count(), members(&shown).count());
}

#[test]
fn moves_by_hand_and_absences_are_told() {
    let mut class = proposed();
    let query = query(&class, Purpose::Skill);
    let page = groups_page(&class, &math(), &query);
    let (who, to) = (page.groups[0].members[0].clone(), page.groups[1].clone());
    let cycle = page.cycle.as_str().into();
    run(
        &mut class,
        "m",
        MoveStudent { cycle, student: who.id.as_str().into(), group: to.id.as_str().into() },
    );
    let absent = RecordAbsence { student: who.id.as_str().into(), day: today(), slot: 0, absent: true };
    run(&mut class, "n", absent);
    let page = groups_page(&class, &math(), &query);
    let line = |icon| page.lines.iter().find(|line| line.icon == icon && line.text.contains('→'));
    let line = line("hand").unwrap();
    assert_eq!(
        (line.head.as_str(), line.text.clone()),
        ("1 moved by you:", format!("{} → {}", who.name, to.name))
    );
    let told = format!("Absent today: {}", who.name);
    assert!(
        page.lines.iter().any(|line| line.head.starts_with("Absent today") && line.head.contains(&who.name)),
        "{told}"
    );
    assert!(page.moved);
}

#[test]
fn the_next_mixed_groups_say_who_is_new() {
    let student = |at: usize| NewStudent { given: format!("S{at}"), ..NewStudent::default() };
    let mut class = Class::default();
    let again = vec![vec![0, 1, 2], vec![3, 4, 5]];
    let _ = custom(
        &mut class,
        (0..6).map(student).collect(),
        &[again.clone(), vec![vec![0, 1, 3], vec![2, 4, 5]]],
    );
    let page = groups_page(&class, &math(), &query(&class, Purpose::Mixed));
    assert_eq!(page.lead, "Everyone works with someone new.");
    assert_eq!(page.but, "4 of 6 pairs are first meetings.");
    let mut class = Class::default();
    let _ = custom(&mut class, (0..6).map(student).collect(), &[again.clone(), again]);
    let page = groups_page(&class, &math(), &query(&class, Purpose::Mixed));
    assert_eq!(
        (page.lead.as_str(), page.but.as_str()),
        ("Nobody works with someone new.", "0 of 6 pairs are first meetings.")
    );
}

#[test]
fn the_grade_level_standard_stands_before_the_step_to_it() {
    let focus = |standard: &str, serves: &str, reach| Focus {
        standard: Some(standard.into()),
        serves: Some(serves.into()),
        reach,
        step: None,
    };
    for (standard, serves, reach, expect) in [
        ("4.NF.A.1", "5.NF.A.1", Reach::EarlierGrade, "5.NF.A.1 ← 4.NF.A.1"),
        ("5.NF.A.1", "5.NF.A.1", Reach::GradeLevel, "5.NF.A.1"),
        ("6.NS.A.1", "5.NF.B.7", Reach::Extension, "6.NS.A.1"),
    ] {
        assert_eq!(codes(&focus(standard, serves, reach)), expect);
    }
}

#[test]
fn every_key_of_the_room_has_a_text() {
    for source in [
        include_str!("../groups.rs"),
        include_str!("balance.rs"),
        include_str!("card.rs"),
        include_str!("interest.rs"),
        include_str!("lead.rs"),
        include_str!("lines.rs"),
        include_str!("met.rs"),
        include_str!("../../domain/grouping/reason.rs"),
        include_str!("../../domain/grouping/cover.rs"),
        include_str!("../../domain/grouping/mixed.rs"),
        include_str!("../../domain/grouping/refusal.rs"),
        include_str!("../../domain/command/grouping.rs"),
        include_str!("../../app/pages/groups/mod.rs"),
        include_str!("../../app/pages/groups/desk.rs"),
        include_str!("../../app/pages/groups/balance.rs"),
        include_str!("../../app/pages/groups/board.rs"),
        include_str!("../../app/pages/groups/interest.rs"),
        include_str!("../../app/pages/groups/lists.rs"),
        include_str!("../../domain/command/interest.rs"),
        include_str!("../../domain/grouping/interest.rs"),
        include_str!("../../app/pages/groups/met.rs"),
        include_str!("../../app/pages/groups/first.rs"),
        include_str!("../../app/pages/groups/settings.rs"),
    ] {
        for key in source.split('"').skip(1).step_by(2) {
            if key.starts_with("groups.") || key.starts_with("undo.") {
                assert!(text::spoken().has(key), "{key}");
            }
        }
    }
}

#[test]
fn absences_are_repaired_for_the_day_only() {
    let mut class = proposed();
    let asked = query(&class, Purpose::Skill);
    let page = groups_page(&class, &math(), &asked);
    assert_eq!(page.day, None, "a day like any other");
    let group = &page.groups[0];
    for member in &group.members[1..] {
        let absent =
            RecordAbsence { student: member.id.as_str().into(), day: today(), slot: 0, absent: true };
        run(&mut class, &format!("away-{}", member.id), absent);
    }
    let (left, usual) = (&group.members[0], group.members.len());
    let row = groups_page(&class, &math(), &asked).day.unwrap();
    assert_eq!(row.head, format!("Too few here today: {} (1 of {usual})", group.name));
    assert_eq!(row.guests.len(), 1);
    assert_eq!(row.guests[0].0, left.id, "the one who is left, rather than two from elsewhere");
    let seats: Vec<_> =
        row.guests.iter().map(|(student, to)| (student.as_str().into(), to.as_str().into())).collect();
    let cycle = || page.cycle.as_str().into();
    run(&mut class, "seat", SeatGuests { cycle: cycle(), day: today(), guests: seats });
    let seated = groups_page(&class, &math(), &asked);
    assert!(seated.day.as_ref().is_some_and(|row| row.seated && row.head.contains(&left.name)));
    assert_eq!(seated.groups[0].members.len(), usual, "no change of group");
    run(&mut class, "back", SeatGuests { cycle: cycle(), day: today(), guests: Vec::new() });
    assert_eq!(groups_page(&class, &math(), &asked).day, Some(row), "taken back");
}

//! Most get their first choice, rules hold, and what was chosen follows a topic to its new name.

use super::*;
use crate::domain::command::{
    AddPairRule, AddStudents, ChooseTopics, Command, Context, LockPlacement, NameTopics, NewStudent,
    StartClass, UseGroups,
};
use crate::domain::grouping::people::{placements_of, running, students_on};
use crate::domain::grouping::{GroupSettings, PairRuleKind};
use crate::domain::id::Mint;
use crate::domain::{Class, Date};

fn today() -> Date {
    "2026-11-18".parse().unwrap()
}

struct Room {
    class: Class,
    commands: usize,
}

impl Room {
    /// `choices[student]` as letters of the topics: "RS" is robots, then space.
    fn of(choices: &[&str]) -> Self {
        let mut room = Self { class: Class::default(), commands: 0 };
        room.run(StartClass { name: "5B".into(), ..StartClass::default() }).unwrap();
        let student = |at: usize| NewStudent { given: format!("S{at:02}"), ..NewStudent::default() };
        room.run(AddStudents { students: (0..choices.len()).map(student).collect() }).unwrap();
        room.name(&["Robots", "Space", "Baking"]).unwrap();
        let topic = |letter: char| match letter {
            'R' => "Robots".to_owned(),
            'S' => "Space".to_owned(),
            _ => "Baking".to_owned(),
        };
        let chosen = room.students().into_iter().zip(choices);
        let chosen = chosen.map(|(id, letters)| (id, letters.chars().map(topic).collect())).collect();
        room.run(ChooseTopics { cycle: room.cycle(), choices: chosen }).unwrap();
        room
    }

    fn run(&mut self, command: impl Command) -> Result<(), Rejected> {
        self.commands += 1;
        let mut context = Context { today: today(), mint: Mint::new(format!("{:03}", self.commands)) };
        let changes = command.changes(&self.class, &mut context)?;
        self.class.apply(&changes.0);
        Ok(())
    }

    fn name(&mut self, topics: &[&str]) -> Result<(), Rejected> {
        let cycle = self.cycle();
        let cycle = (!cycle.0.is_empty()).then_some(cycle);
        let topics = topics.iter().map(|topic| (*topic).to_owned()).collect();
        self.run(NameTopics { subject: self.ask().subject, cycle, topics })
    }

    fn ask(&self) -> Ask {
        let subject = crate::domain::subject::in_order(&self.class).into_iter().next().unwrap().0;
        Ask { subject, purpose: Purpose::Interest, settings: GroupSettings::default(), today: today() }
    }

    fn cycle(&self) -> CycleId {
        let found = running(&self.class, &self.ask().subject, Purpose::Interest, today());
        found.map(|(id, _)| id.clone()).unwrap_or_default()
    }

    fn students(&self) -> Vec<StudentId> {
        students_on(&self.class, today())
    }

    fn use_groups(&mut self) -> Proposal {
        let proposal = propose_interest(&self.class, &self.ask(), 100_000).unwrap();
        self.run(UseGroups::from(proposal.clone())).unwrap();
        proposal
    }

    /// How many got their first, second, third choice, none of theirs, and had chosen nothing.
    fn got(&self) -> [usize; 5] {
        let mut got = [0; 5];
        for (student, placement) in placements_of(&self.class, &self.cycle()) {
            let group = self.class.groups.get(placement.group.as_ref().unwrap()).unwrap();
            let at = match Got::of(&choices(&self.class, &self.cycle(), student), &group.topic) {
                Got::Choice(place) => place - 1,
                Got::NoneOfThem => 3,
                Got::NotAsked => 4,
            };
            got[at] += 1;
        }
        got
    }
}

#[test]
fn everybody_gets_the_first_choice_where_there_is_room() {
    let mut room = Room::of(&["R", "R", "R", "SB", "SB", "S", "B", "B", "BR", ""]);
    let proposal = room.use_groups();
    assert!(proposal.proof.proven);
    assert_eq!(room.got(), [9, 0, 0, 0, 1]);
    let names: Vec<&str> = proposal.groups.iter().map(|group| group.name.as_str()).collect();
    assert_eq!(names, ["Baking", "Robots", "Space"]);
}

#[test]
fn a_topic_that_many_chose_gets_two_groups_and_one_that_few_chose_none() {
    let mut room = Room::of(&["R", "R", "R", "R", "R", "R", "RS", "RS", "SR", "R"]);
    let proposal = room.use_groups();
    let topics: Vec<&str> = proposal.groups.iter().map(|group| group.topic.as_str()).collect();
    let names: Vec<&str> = proposal.groups.iter().map(|group| group.name.as_str()).collect();
    assert_eq!(topics, ["Robots", "Robots"], "{names:?}");
    assert_eq!(names, ["Robots", "Robots 2"]);
    assert_eq!(room.got(), [9, 1, 0, 0, 0]);
}

#[test]
fn rules_and_locks_hold_before_any_choice() {
    let mut room = Room::of(&["R", "R", "R", "R", "S", "S", "S", "B", "B"]);
    let students = room.students();
    let rule = Some(PairRuleKind::Apart);
    room.run(AddPairRule { a: students[0].clone(), b: students[1].clone(), rule }).unwrap();
    room.use_groups();
    let group = |room: &Room, at: usize| {
        room.class.placements.get(&(room.cycle(), students[at].clone())).unwrap().group.clone().unwrap()
    };
    assert_ne!(group(&room, 0), group(&room, 1));
    let stays = group(&room, 8);
    let cycle = room.cycle();
    room.run(LockPlacement { cycle: cycle.clone(), student: students[8].clone(), locked: true }).unwrap();
    let choices = vec![(students[8].clone(), vec!["Space".to_owned()])];
    room.run(ChooseTopics { cycle, choices }).unwrap();
    room.use_groups();
    assert_eq!(group(&room, 8), stays, "locked, whatever is chosen now");
}

#[test]
fn a_new_name_takes_choices_and_groups_along_and_a_topic_that_is_gone_does_not() {
    let mut room = Room::of(&["RS", "RS", "RS", "SR", "SR", "SR"]);
    room.use_groups();
    room.name(&["Machines", "Space", "Baking"]).unwrap();
    let first = room.students()[0].clone();
    assert_eq!(choices(&room.class, &room.cycle(), &first), ["Machines", "Space"]);
    assert_eq!(room.got(), [6, 0, 0, 0, 0]);
    room.name(&["Space", "Baking"]).unwrap();
    assert_eq!(choices(&room.class, &room.cycle(), &first), ["Space"]);
    assert_eq!(topics(&room.class, &room.cycle()), ["Space", "Baking"]);
}

#[test]
fn what_cannot_be_is_refused() {
    let refused = |done: Result<(), Rejected>| done.unwrap_err().0.key;
    let mut room = Room::of(&["R", "S", "B"]);
    assert_eq!(refused(room.name(&["Robots"])), "groups.no.topics");
    assert_eq!(refused(room.name(&["Robots", " robots ", "Space"])), "groups.topic_twice");
    let choices = vec![(room.students()[0].clone(), vec!["Knitting".to_owned()])];
    let cycle = room.cycle();
    assert_eq!(refused(room.run(ChooseTopics { cycle, choices })), "groups.no.such_topic");
    let mut none = Room { class: Class::default(), commands: 0 };
    none.run(StartClass { name: "5B".into(), ..StartClass::default() }).unwrap();
    none.run(AddStudents { students: vec![NewStudent { given: "Ana".into(), ..NewStudent::default() }] })
        .unwrap();
    assert_eq!(propose_interest(&none.class, &none.ask(), 10).unwrap_err().0.key, "groups.no.topics");
}

#[test]
fn before_anybody_has_chosen_no_groups_are_made() {
    let room = Room::of(&[""; 12]);
    let none = propose_interest(&room.class, &room.ask(), 100_000).unwrap_err().0.key;
    assert_eq!(none, "groups.no.choices");
    let room = Room::of(&["R", "", "", "", "", ""]);
    assert!(
        propose_interest(&room.class, &room.ask(), 100_000).is_ok(),
        "one choice is enough to begin with"
    );
}

#[test]
fn a_topic_behind_a_gap_that_a_merge_left_stays() {
    let mut room = Room::of(&["R", "S", "B"]);
    let cycle = room.cycle();
    for (place, name) in [(3, ""), (4, "Baking")] {
        let text = crate::domain::record::Value::Text(name.into());
        room.class.set("topic", &format!("{}/{place}", cycle.0), "name", &text);
    }
    assert_eq!(topics(&room.class, &cycle), ["Robots", "Space", "Baking"]);
    room.name(&["Robots", "Space", "Baking", "Music"]).unwrap();
    assert_eq!(topics(&room.class, &cycle), ["Robots", "Space", "Baking", "Music"]);
    assert_eq!(choices(&room.class, &cycle, &room.students()[2]), ["Baking"]);
}

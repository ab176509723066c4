//! Proposals: who stays, who is never placed by a guess, which rules hold, and what is said where none can be made.

mod hand;
mod lessons;
mod refused;

use super::people::{groups_of, placements_of, running};
use super::*;
use crate::domain::command::{
    AddPairRule, AddStudents, Command, Context, EndCycle, LockPlacement, MoveStudent, NewStudent, Rejected,
    RenameGroup, SetCycleDates, StartClass, SwapStudents, UseGroups,
};
use crate::domain::id::{CycleId, Mint, StudentId, SubjectId};
use crate::domain::record::Changes;
use crate::domain::roster::Absence;
use crate::domain::standards::tests::math;
use crate::domain::standards::{Reach, StandardId};
use crate::domain::{Arg, Class, Date, Sentence};

pub const ADD: &str = "5.NF.A.1";
pub const MULTIPLY: &str = "5.NF.B.4";
pub const STEP: &str = "4.NF.A.1";

pub(super) fn today() -> Date {
    "2026-11-18".parse().unwrap()
}

/// A class under test; each command gets ids of its own.
pub struct Room {
    pub class: Class,
    commands: usize,
    pub today: Date,
}

impl Room {
    /// A fifth grade of students `S00`, `S01`... with the given numbers.
    pub fn with_numbers(numbers: &[Option<f64>]) -> Self {
        Self::with_ids_after(0, numbers)
    }

    /// The same; rooms after other numbers share no id.
    pub(super) fn with_ids_after(commands: usize, numbers: &[Option<f64>]) -> Self {
        let mut room = Self { class: Class::default(), commands, today: today() };
        room.run(StartClass { name: "5B".into(), grade: "5".into(), subjects: Vec::new() }).unwrap();
        let student = |(at, number): (usize, &Option<f64>)| NewStudent {
            given: format!("S{at:02}"),
            number: *number,
            ..NewStudent::default()
        };
        let students = numbers.iter().enumerate().map(student).collect();
        room.run(AddStudents { students }).unwrap();
        room
    }

    pub fn of(n: usize) -> Self {
        Self::with_numbers(&vec![None; n])
    }

    pub fn run(&mut self, command: impl Command) -> Result<(), Rejected> {
        self.commands += 1;
        let mint = Mint::new(format!("{:03}", self.commands));
        let mut context = Context { today: self.today, mint };
        let changes = command.changes(&self.class, &mut context)?;
        self.class.apply(&changes.0);
        Ok(())
    }

    /// Levels of a student on a standard, one exit ticket each, on days in a row.
    pub fn marks(&mut self, student: usize, standard: &str, levels: &[f64]) {
        let mut changes = Changes::default();
        for (at, level) in (1_u32..).zip(levels) {
            let check = format!("check-{standard}-{at}").as_str().into();
            let day: Date = format!("2026-11-{:02}", 2 + at).parse().unwrap();
            changes.set(&check, crate::domain::mastery::Check::DONE_ON, day);
            let key = (self.student(student), StandardId::from(standard), check, 1);
            changes.set(&key, crate::domain::mastery::Evidence::SCORE, *level);
        }
        self.class.apply(&changes.0);
    }

    pub fn student(&self, at: usize) -> StudentId {
        people::students_on(&self.class, self.today)[at].clone()
    }

    pub fn subject(&self) -> SubjectId {
        self.class.subjects.iter().next().unwrap().0.clone()
    }

    pub fn ask(&self, purpose: Purpose) -> Ask {
        Ask { subject: self.subject(), purpose, settings: GroupSettings::default(), today: self.today }
    }

    pub fn skill(&self) -> Result<Proposal, Rejected> {
        propose_skill(&self.class, &math(), &self.ask(Purpose::Skill), 200_000)
    }

    fn mixed(&self) -> Proposal {
        propose_mixed(&self.class, &self.ask(Purpose::Mixed), 20_000).unwrap()
    }

    /// Mixed groups, all on addition.
    pub fn mixed_as_skill(&self) -> Proposal {
        let mut proposal = self.mixed();
        proposal.purpose = Purpose::Skill;
        for group in &mut proposal.groups {
            (group.focus, group.serves) = (Some(ADD.into()), Some(ADD.into()));
        }
        proposal
    }

    pub fn cycle(&self, purpose: Purpose) -> CycleId {
        running(&self.class, &self.subject(), purpose, self.today).unwrap().0.clone()
    }

    /// Name of the group in which a student stands.
    fn place(&self, purpose: Purpose, student: usize) -> String {
        let cycle = self.cycle(purpose);
        let placement = self.class.placements.get(&(cycle, self.student(student))).unwrap();
        self.class.groups.get(placement.group.as_ref().unwrap()).unwrap().name.clone()
    }

    /// 12 students: four need to add, four to multiply, four have mastered both.
    fn three_kinds() -> Self {
        let mut room = Self::of(12);
        for student in 0..12 {
            let (add, multiply) = [(1.0, 4.0), (4.0, 1.0), (4.0, 4.0)][student / 4];
            room.marks(student, ADD, &[add, add, add]);
            room.marks(student, MULTIPLY, &[multiply, multiply, multiply]);
        }
        room
    }
}

/// The group of a proposal in which a student is.
fn group_of<'a>(proposal: &'a Proposal, student: &StudentId) -> &'a NewGroup {
    proposal.groups.iter().find(|group| group.members.contains(student)).unwrap()
}

fn reason_of(proposal: &Proposal, student: &StudentId) -> Option<Sentence> {
    let groups = proposal.groups.iter().zip(&proposal.reasons);
    let found = groups.flat_map(|(group, reasons)| group.members.iter().zip(reasons));
    found.filter(|(id, _)| *id == student).map(|(_, reason)| reason.clone()).next().unwrap()
}

pub(super) fn refused(result: Result<impl std::fmt::Debug, Rejected>) -> &'static str {
    result.unwrap_err().0.key
}

#[test]
fn everybody_is_placed_once_where_the_need_is() {
    let room = Room::three_kinds();
    let proposal = room.skill().unwrap();
    let placed: usize = proposal.groups.iter().map(|group| group.members.len()).sum();
    assert_eq!(placed, 12);
    for student in 0..12 {
        let group = group_of(&proposal, &room.student(student));
        let focus = group.focus.as_ref().map(StandardId::as_str);
        match student / 4 {
            0 => assert_eq!(focus, Some(ADD)),
            1 => assert_eq!(focus, Some(MULTIPLY)),
            _ => assert_eq!(group.reach, Reach::Extension),
        }
    }
    assert!(proposal.proof.proven);
    let found = &proposal.assessment;
    assert_eq!((found.covered, found.ready.len(), found.uncovered.len()), (8, 4, 0));
    assert!(proposal.reasons.iter().flatten().all(Option::is_none), "the group's own reason says it");
}

#[test]
fn unknown_is_never_a_need() {
    let mut room = Room::of(9);
    for student in 0..6 {
        room.marks(student, STEP, &[1.0, 1.0]);
        room.marks(student, ADD, &[3.0, 4.0, 4.0][..usize::from(student > 2) * 3]);
    }
    room.marks(0, ADD, &[1.0, 1.0]);
    let mut ask = room.ask(Purpose::Skill);
    ask.settings.standards = vec![ADD.into(), STEP.into()];
    let proposal = propose_skill(&room.class, &math(), &ask, 200_000).unwrap();
    let unknown: Vec<StudentId> = (6..9).map(|student| room.student(student)).collect();
    assert_eq!(proposal.assessment.unknown, unknown);
    for student in &unknown {
        assert_eq!(reason_of(&proposal, student), Some(Sentence::new("groups.reason.check")));
        assert_eq!(group_of(&proposal, student).reach, Reach::GradeLevel, "they start at grade level");
    }
    assert!(proposal.assessment.uncovered.iter().all(|(student, _)| !unknown.contains(student)));
}

#[test]
fn one_mark_is_said_once_and_places_nobody_below_grade_level() {
    let mut room = Room::of(6);
    for student in 0..6 {
        room.marks(student, ADD, &[1.0]);
        room.marks(student, STEP, &[1.0]);
    }
    let proposal = room.skill().unwrap();
    assert_eq!(proposal.assessment.on_one_mark, 6);
    assert!(proposal.groups.iter().all(|group| group.reach == Reach::GradeLevel));
    (0..6).for_each(|student| room.marks(student, STEP, &[1.0, 1.0]));
    let sure = room.skill().unwrap();
    assert!(sure.groups.iter().any(|group| group.reach == Reach::EarlierGrade), "two marks may");
}

#[test]
fn the_step_before_serves_the_grade_level_standard() {
    let mut room = Room::of(8);
    for student in 0..8 {
        room.marks(student, ADD, &[1.0, 2.0, 1.0]);
        let level = if student < 4 { 1.0 } else { 4.0 };
        room.marks(student, STEP, &[level, level, level]);
    }
    let proposal = room.skill().unwrap();
    for student in 0..8 {
        let focus = group_of(&proposal, &room.student(student)).focus.as_ref().unwrap().0.clone();
        assert_eq!(focus, if student < 4 { STEP } else { ADD });
    }
}

#[test]
fn a_unit_brings_the_unmet_steps_before_it() {
    let mut room = Room::of(6);
    let unit = "unit".into();
    let mut changes = Changes::default();
    changes.set(&unit, crate::domain::standards::Unit::TITLE, "Fractions".to_owned());
    changes.set(&unit, crate::domain::standards::Unit::SUBJECT, room.subject());
    changes.set(&(unit.clone(), ADD.into()), crate::domain::standards::UnitStandard::INCLUDED, true);
    room.class.apply(&changes.0);
    for student in 0..6 {
        room.marks(student, ADD, &[1.0, 1.0]);
        room.marks(student, STEP, &[if student < 3 { 1.0 } else { 4.0 }; 3]);
    }
    let proposal = room.skill().unwrap();
    let step = proposal.groups.iter().find(|group| group.reach == Reach::EarlierGrade).unwrap();
    assert_eq!(step.serves, Some(ADD.into()), "it names the grade-level standard that it serves");
}

#[test]
fn pairs_apart_and_together_hold() {
    let mut room = Room::three_kinds();
    let rule = |a: usize, b: usize, kind, room: &Room| AddPairRule {
        a: room.student(a),
        b: room.student(b),
        rule: Some(kind),
    };
    for (a, b, kind) in [(1, 0, PairRuleKind::Apart), (2, 6, PairRuleKind::Together)] {
        let command = rule(a, b, kind, &room);
        room.run(command).unwrap();
    }
    for proposal in [room.skill().unwrap(), room.mixed()] {
        let group = |student: usize| group_of(&proposal, &room.student(student)).name.clone();
        assert_ne!(group(0), group(1));
        assert_eq!(group(2), group(6));
    }
    let pair = room.class.pair_rules.iter().next().unwrap().0.clone();
    assert!(pair.0 < pair.1, "the smaller id first, whoever was named first");
}

#[test]
fn names_are_neutral_listed_by_name_and_dealt_afresh() {
    let mut room = Room::three_kinds();
    let first = room.skill().unwrap();
    let names: Vec<String> = first.groups.iter().map(|group| group.name.clone()).collect();
    let mut sorted = names.clone();
    sorted.sort();
    assert_eq!(names, sorted);
    room.today = "2026-12-09".parse().unwrap();
    let later = room.skill().unwrap();
    let later: Vec<String> = later.groups.iter().map(|group| group.name.clone()).collect();
    assert_ne!(names, later);
}

#[test]
fn a_number_balances_mixed_groups_and_joins_alike_ones() {
    let numbers: Vec<Option<f64>> = (0..12).map(|n| Some(f64::from(n) * 10.0)).collect();
    let room = Room::with_numbers(&numbers);
    let number = |student: &StudentId| room.class.students.get(student).unwrap().number.unwrap();
    let spread = |proposal: &Proposal| {
        let mean = |group: &NewGroup| {
            group.members.iter().map(number).sum::<f64>()
                / f64::from(u32::try_from(group.members.len()).unwrap())
        };
        let means: Vec<f64> = proposal.groups.iter().map(mean).collect();
        means.iter().copied().fold(f64::MIN, f64::max) - means.iter().copied().fold(f64::MAX, f64::min)
    };
    let mixed = propose_by_number(&room.class, &room.ask(Purpose::Mixed), 20_000).unwrap();
    assert!(spread(&mixed) <= 10.0, "{}", spread(&mixed));
    let alike = propose_by_number(&room.class, &room.ask(Purpose::Skill), 20_000).unwrap();
    assert!(spread(&alike) > 50.0, "{}", spread(&alike));
    assert!(alike.groups.iter().all(|group| group.focus.is_none()));
    for group in alike.groups.iter().chain(&mixed.groups) {
        assert!((3..=6).contains(&group.members.len()));
    }
}

#[test]
fn mixed_groups_meet_others_in_the_next_cycle() {
    let mut room = Room::of(16);
    room.run(UseGroups::from(room.mixed())).unwrap();
    room.today = "2026-12-09".parse().unwrap();
    let students = people::students_on(&room.class, room.today);
    let before = met::met(&room.class, &students, |_, _| true);
    assert_eq!(before.len(), 4 * 6);
    let next = room.mixed();
    let place = |id: &StudentId| students.iter().position(|student| student == id).unwrap();
    for group in &next.groups {
        for (at, one) in group.members.iter().enumerate() {
            for other in &group.members[at + 1..] {
                let (one, other) = (place(one), place(other));
                assert!(!before.contains_key(&(one.min(other), one.max(other))), "met again");
            }
        }
    }
}

#[test]
fn new_company_is_sought_outside_of_this_year_s_groups_alone() {
    let class = Class::default();
    let begun = |starts: &str| Some(starts.parse().unwrap());
    let cycle = |purpose, starts| Cycle { purpose, starts: begun(starts), ..Cycle::default() };
    for (purpose, is_company) in [
        (Purpose::Mixed, true),
        (Purpose::Interest, true),
        (Purpose::Skill, true),
        (Purpose::Small, false),
        (Purpose::WholeClass, false),
    ] {
        assert_eq!(met::is_company(&class, &cycle(purpose, "2026-10-05"), today()), is_company);
        assert!(!met::is_company(&class, &cycle(purpose, "2026-03-02"), today()), "last year");
    }
}

#[test]
fn mixed_groups_leave_no_tag_alone_and_balance_the_levels() {
    let mut class = Class::default();
    let mut context = Context { today: today(), mint: Mint::new("s") };
    let changes = crate::domain::sample::OpenSample.changes(&class, &mut context).unwrap();
    class.apply(&changes.0);
    let subject = crate::domain::subject::in_order(&class).into_iter().next().unwrap().0;
    let settings = GroupSettings { groups_max: 5, ..GroupSettings::default() };
    let ask = Ask { subject: subject.clone(), purpose: Purpose::Mixed, settings, today: today() };
    let proposal = propose_mixed(&class, &ask, 60_000).unwrap();
    let students = people::students_on(&class, today());
    let traits = traits::Traits::of(&class, &subject, &students, today());
    assert!(traits.level.is_some() && !traits.tags.is_empty());
    let at = |id: &StudentId| students.iter().position(|student| student == id).unwrap();
    for (tag, bearers) in &traits.tags {
        for group in &proposal.groups {
            let here = group.members.iter().filter(|id| bearers[at(id)]).count();
            assert_ne!(here, 1, "{tag:?} alone in {}", group.name);
        }
    }
    let levels = traits.level.unwrap();
    let mean = |ids: &[StudentId]| {
        let known: Vec<f64> = ids.iter().filter_map(|id| levels[at(id)]).collect();
        known.iter().sum::<f64>() / f64::from(u32::try_from(known.len()).unwrap())
    };
    let all = mean(&students);
    for group in &proposal.groups {
        assert!((mean(&group.members) - all).abs() < 0.25, "{} {all}", mean(&group.members));
    }
}

//! Random small classes: subjects with scales of their own, marks of every kind, levels set by hand, leavers, grades.

use optimize::Random;

use crate::domain::command::{Command, Context, PlanSmallGroup, StartPlans, UseGroups};
use crate::domain::grouping::people::students_on;
use crate::domain::grouping::{Ask, GroupSettings, Purpose, propose_skill};
use crate::domain::id::{Mint, StudentId, SubjectId};
use crate::domain::record::Value;
use crate::domain::standards::{Catalog, Reach};
use crate::domain::subject::{Calculation, in_order};
use crate::domain::{Class, Date};
use crate::view::plans::new_plans;

pub const TODAY: Date = Date::constant(2026, 11, 18);

/// Of each subject; the first of each are a step and what it leads to.
const STANDARDS: [[&str; 5]; 3] = [
    ["4.NF.A.1", "5.NF.A.1", "5.NF.A.2", "5.NF.B.4", "3.NF.A.3"],
    ["4.NBT.B.5", "5.NBT.B.5", "5.NBT.B.6", "4.NBT.B.6", "5.NBT.B.7"],
    ["4.MD.A.1", "5.MD.A.1", "5.MD.C.3", "5.G.A.1", "4.G.A.1"],
];
const KINDS: [&str; 5] = ["exit_ticket", "quiz", "observation", "self_assessment", "diagnostic"];
/// Days of checks: before school, and in it.
const DAYS: [&str; 7] =
    ["2026-05-12", "2026-09-08", "2026-09-21", "2026-10-05", "2026-10-26", "2026-11-09", "2026-11-16"];

pub struct Draw(Random);

impl Draw {
    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.0.below(u32::try_from(bound).unwrap())).unwrap()
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}

fn text(words: &str) -> Value {
    Value::Text(words.to_owned())
}

fn int(n: usize) -> Value {
    Value::Int(i64::try_from(n).unwrap())
}

/// A class of a seed; and the plans that were drafted in it, with the subject of each.
pub fn class(catalog: &Catalog, seed: u64) -> (Class, Vec<crate::domain::command::NewPlan>) {
    let draw = &mut Draw(Random::new(seed));
    let mut class = Class::default();
    class.set("class", "class", "grade", &text("5"));
    class.set("class", "class", "starts", &text("2026-09-01"));
    let students = people(&mut class, draw);
    for subject in 0..1 + draw.below(3) {
        taught(&mut class, draw, subject, &students);
    }
    if draw.one_in(2) {
        class.set("report", "r", "begun", &text("2026-11-16"));
    }
    let in_use = !draw.one_in(5);
    let planned = !draw.one_in(5);
    let subjects = in_order(&class).into_iter().map(|(id, _)| id);
    let mut drafts = Vec::new();
    for (at, subject) in subjects.enumerate() {
        if in_use {
            grouped(&mut class, catalog, draw, &subject, at);
        }
        if planned {
            let here = students_on(&class, TODAY);
            let plans = new_plans(&class, catalog, &subject, &here, TODAY);
            drafts.extend(plans.clone());
            run(&mut class, &format!("p{at}"), &StartPlans { plans });
        }
    }
    (class, drafts)
}

fn run(class: &mut Class, mint: &str, command: &dyn Command) {
    let mut context = Context { today: TODAY, mint: Mint::new(mint) };
    if let Ok(changes) = command.changes(class, &mut context) {
        class.apply(&changes.0);
    }
}

fn people(class: &mut Class, draw: &mut Draw) -> Vec<String> {
    let students: Vec<String> = (0..6 + draw.below(9)).map(|at| format!("s{at:02}")).collect();
    let combo = draw.one_in(4);
    for (at, id) in students.iter().enumerate() {
        class.set("student", id, "given", &text(&format!("Kid{at:02}")));
        if combo && draw.one_in(2) {
            class.set("student", id, "grade", &text("4"));
        }
        if draw.one_in(12) {
            class.set("enrolment", &format!("{id}/1"), "left", &text("2026-10-30"));
        }
        if draw.one_in(3) {
            class.set("conference", &format!("t{at}"), "student", &text(id));
            class.set("conference", &format!("t{at}"), "on", &text(draw.of(&["2026-11-16", "2026-10-20"])));
        }
    }
    students
}

/// A subject with its scale, standards, unit, checks and marks.
fn taught(class: &mut Class, draw: &mut Draw, subject: usize, students: &[String]) {
    let id = format!("m{subject}");
    class.set("subject", &id, "name", &text(&format!("Math {subject}")));
    class.set("subject", &id, "rank", &int(subject));
    let calculation = Calculation::ALL[draw.below(Calculation::ALL.len())];
    class.set("subject", &id, "calculation", &text(calculation.tag()));
    if calculation == Calculation::NTimes {
        class.set("subject", &id, "parameter", &int(1 + draw.below(3)));
    }
    class.set("subject", &id, "own_view", &Value::Bool(draw.one_in(4)));
    if draw.one_in(3) {
        class.set("subject", &id, "sure_pieces", &int(1 + draw.below(3)));
    }
    let mut levels = 4;
    if draw.one_in(2) {
        levels = 2 + draw.below(5);
        for level in 1..=levels {
            let key = format!("{id}/{level}");
            #[expect(clippy::cast_precision_loss, reason = "at most six levels")]
            let cut = (level - 1) as f64 / levels as f64;
            class.set("level", &key, "cut", &Value::Number(cut));
        }
        class.set("subject", &id, "mastery", &int(2 + draw.below(levels - 1)));
    }
    let mut own = STANDARDS[subject].to_vec();
    own.truncate(1 + draw.below(5));
    if draw.one_in(3) {
        own.remove(0);
    }
    if own.is_empty() {
        own.push(STANDARDS[subject][1]);
    }
    if !draw.one_in(4) {
        let unit = format!("u{subject}");
        class.set("unit", &unit, "subject", &text(&id));
        class.set("unit", &unit, "title", &text("Unit"));
        class.set("unit", &unit, "starts", &text("2026-11-02"));
        class.set("unit", &unit, "ends", &text(draw.of(&["2026-12-11", "2026-11-20"])));
        for standard in own.iter().filter(|standard| standard.starts_with('5')) {
            class.set("unit_standard", &format!("{unit}/{standard}"), "included", &Value::Bool(true));
        }
    }
    for standard in &own {
        if draw.one_in(8) {
            class.set("priority", &format!("{id}/{standard}"), "priority", &Value::Bool(true));
        }
        let is_for_some = draw.one_in(10);
        for student in students {
            if is_for_some && draw.one_in(2) {
                class.set("standard_for", &format!("{standard}/{student}"), "included", &Value::Bool(true));
            }
            if draw.one_in(25) {
                class.set(
                    "judgement",
                    &format!("{student}/{standard}"),
                    "level",
                    &int(1 + draw.below(levels)),
                );
            }
        }
    }
    for check in 0..1 + draw.below(6) {
        let check = format!("c{subject}{check}");
        class.set("check", &check, "subject", &text(&id));
        class.set("check", &check, "kind", &text(draw.of(&KINDS)));
        class.set("check", &check, "done_on", &text(draw.of(&DAYS)));
        for standard in &own {
            if !draw.one_in(3) {
                let points = draw.one_in(2).then(|| 1 + draw.below(10));
                students
                    .iter()
                    .for_each(|student| mark(class, draw, (student, standard, &check), points, levels));
            }
        }
    }
}

fn mark(
    class: &mut Class,
    draw: &mut Draw,
    (student, standard, check): (&str, &str, &str),
    points: Option<usize>,
    levels: usize,
) {
    let key = format!("{student}/{standard}/{check}/1");
    if draw.one_in(4) {
        if draw.one_in(3) {
            class.set("evidence", &key, "state", &text("absent"));
        }
        return;
    }
    match points {
        Some(of) => {
            class.set("evidence", &key, "score", &int(draw.below(of + 1)));
            class.set("evidence", &key, "of", &int(of));
        }
        None => class.set("evidence", &key, "score", &int(1 + draw.below(levels))),
    }
    if draw.one_in(8) {
        class.set("evidence", &key, "helped", &Value::Bool(true));
    }
}

/// Proposed groups in use, and now and then a small group beside them.
fn grouped(class: &mut Class, catalog: &Catalog, draw: &mut Draw, subject: &SubjectId, at: usize) {
    let settings = GroupSettings { groups_max: 2 + draw.below(3), ..GroupSettings::default() };
    let ask = Ask { subject: subject.clone(), purpose: Purpose::Skill, settings, today: TODAY };
    if let Ok(proposal) = propose_skill(class, catalog, &ask, 20_000) {
        run(class, &format!("g{at}"), &UseGroups::from(proposal));
    }
    let first: Vec<StudentId> = students_on(class, TODAY).into_iter().take(2).collect();
    if draw.one_in(3) && !first.is_empty() {
        let small = PlanSmallGroup {
            subject: subject.clone(),
            standard: STANDARDS[at % 3][1].into(),
            reach: Reach::GradeLevel,
            students: first,
            on: TODAY,
        };
        run(class, &format!("k{at}"), &small);
    }
}

//! What the sample class has shown: exit tickets, quizzes and observations over the weeks.

use super::Sample;
use super::people::Person;
use crate::domain::Date;
use crate::domain::calendar::plus_days;
use crate::domain::id::{CheckId, FrameworkId, StandardId, SubjectId, UnitId};
use crate::domain::mastery::{Check, CheckKind, Evidence, EvidenceState, Judgement};
use crate::domain::standards::{OwnStandard, Priority, Unit, UnitStandard};

/// Title, first and last week, standards with how hard each is (0 to 1).
type UnitPlan = (&'static str, i64, i64, &'static [(&'static str, f64)]);

const MATH: [UnitPlan; 3] = [
    (
        "Place value and decimals",
        0,
        5,
        &[("4.NBT.A.2", 0.42), ("5.NBT.A.1", 0.40), ("5.NBT.A.3", 0.50), ("5.NBT.A.4", 0.48)],
    ),
    (
        "Operations",
        6,
        11,
        &[("4.NBT.B.5", 0.32), ("5.NBT.B.5", 0.46), ("5.NBT.B.6", 0.62), ("5.NBT.B.7", 0.60)],
    ),
    (
        "Fractions",
        12,
        20,
        &[
            ("5.NF.A.1", 0.52),
            ("5.NF.A.2", 0.62),
            ("5.NF.B.3", 0.60),
            ("5.NF.B.4", 0.70),
            ("5.NF.B.6", 0.80),
            ("5.NF.B.7", 0.86),
        ],
    ),
];
/// Checked at the start of the fractions unit: what it stands on.
const BEFORE_FRACTIONS: [(&str, f64); 2] = [("4.NF.A.1", 0.36), ("4.NF.B.3", 0.26)];

/// The few that the class is held to.
const MATH_PRIORITIES: [&str; 5] = ["5.NBT.A.3", "5.NBT.B.5", "5.NBT.B.7", "5.NF.A.1", "5.NF.B.3"];
const READING_PRIORITIES: [&str; 2] = ["RL.5.2", "RI.5.8"];

/// Code, own label, how hard.
const READING: [(&str, &str, f64); 4] = [
    ("RL.5.1", "Quote the text to support an answer", 0.42),
    ("RL.5.2", "Theme and summary", 0.55),
    ("RI.5.1", "Quote information texts exactly", 0.46),
    ("RI.5.8", "Reasons and evidence in a text", 0.64),
];

impl Sample {
    /// Units and marks of both subjects. The last week of the fractions unit's later standards is still to come.
    pub fn marks(&mut self, people: &[Person], math: &SubjectId, reading: &SubjectId) {
        for (title, first, last, standards) in MATH {
            self.unit(math, title, first, last, standards);
            if title == "Fractions" {
                self.check(
                    people,
                    math,
                    CheckKind::Quiz,
                    "Start check",
                    plus_days(self.week(first), 1),
                    &BEFORE_FRACTIONS,
                    6,
                );
            }
            let begun = (self.weeks - first).max(0);
            for week in 0..begun.min(last - first + 1) {
                // A standard enters the weeks one after the other.
                let taught = usize::try_from(week).unwrap_or(0).div_ceil(2).clamp(1, standards.len());
                let now = &standards[taught.saturating_sub(2)..taught];
                let monday = self.week(first + week);
                self.check(
                    people,
                    math,
                    CheckKind::ExitTicket,
                    "Exit ticket",
                    plus_days(monday, 1),
                    &now[now.len() - 1..],
                    5,
                );
                self.check(
                    people,
                    math,
                    CheckKind::ExitTicket,
                    "Exit ticket",
                    plus_days(monday, 3),
                    &now[..1],
                    5,
                );
            }
            if begun > last - first {
                self.check(
                    people,
                    math,
                    CheckKind::Quiz,
                    "End check",
                    plus_days(self.week(last), 4),
                    standards,
                    8,
                );
            }
        }
        self.reading(people, reading);
        self.priorities(math, &MATH_PRIORITIES);
        self.priorities(reading, &READING_PRIORITIES);
        self.judgements(people);
    }

    fn unit(&mut self, subject: &SubjectId, title: &str, first: i64, last: i64, standards: &[(&str, f64)]) {
        let unit: UnitId = self.mint.id();
        let (starts, ends) = (self.week(first), plus_days(self.week(last), 4));
        self.changes
            .set(&unit, Unit::SUBJECT, subject.clone())
            .set(&unit, Unit::TITLE, title.to_owned())
            .set(&unit, Unit::STARTS, starts)
            .set(&unit, Unit::ENDS, ends);
        for (rank, (code, _)) in (0..).zip(standards) {
            let key = (unit.clone(), StandardId::from(*code));
            self.changes.set(&key, UnitStandard::INCLUDED, true).set(&key, UnitStandard::RANK, rank);
        }
    }

    fn priorities(&mut self, subject: &SubjectId, codes: &[&str]) {
        for code in codes {
            let key = (subject.clone(), StandardId::from(*code));
            self.changes.set(&key, Priority::PRIORITY, true);
        }
    }

    fn reading(&mut self, people: &[Person], reading: &SubjectId) {
        let standards = READING.map(|(code, label, hard)| {
            let id = StandardId::from(code);
            let domain = code.split('.').next().unwrap_or_default();
            for (field, text) in [
                (OwnStandard::CODE, code),
                (OwnStandard::LABEL, label),
                (OwnStandard::GRADE, "5"),
                (OwnStandard::DOMAIN, domain),
            ] {
                self.changes.set(&id, field, text.to_owned());
            }
            self.changes.set(&id, OwnStandard::FRAMEWORK, FrameworkId::from("reading"));
            (code, hard)
        });
        self.unit(reading, "Evidence in texts", 0, 20, &standards);
        for week in 1..self.weeks {
            let which = usize::try_from(week).unwrap_or(0) % standards.len();
            let day = plus_days(self.week(week), 2);
            self.check(
                people,
                reading,
                CheckKind::Observation,
                "Reading notes",
                day,
                &standards[which..=which],
                0,
            );
        }
    }

    /// A check that everybody present takes: `items` points a standard, or a level seen where it is 0.
    #[expect(clippy::too_many_arguments, reason = "one line a check in the plan above")]
    fn check(
        &mut self,
        people: &[Person],
        subject: &SubjectId,
        kind: CheckKind,
        title: &str,
        day: Date,
        standards: &[(&str, f64)],
        items: u32,
    ) {
        if day >= self.today {
            return;
        }
        let check: CheckId = self.mint.id();
        self.changes
            .set(&check, Check::SUBJECT, subject.clone())
            .set(&check, Check::KIND, kind)
            .set(&check, Check::TITLE, title.to_owned())
            .set(&check, Check::DONE_ON, day)
            .set(&check, Check::ENTERED_ON, day);
        let grown = self.grown(day);
        for person in people {
            // A mark is missing now and then: nothing entered is not a level.
            let seen_today = kind == CheckKind::Quiz
                || self.random.below(if kind == CheckKind::Observation { 3 } else { 12 }) > 0;
            for (code, hard) in standards {
                let chance = likely(person.start + grown - hard);
                if !seen_today {
                    continue;
                }
                let key = (person.id.clone(), StandardId::from(*code), check.clone(), 1);
                if self.random.below(60) == 0 {
                    self.changes.set(&key, Evidence::STATE, EvidenceState::Absent);
                } else if items == 0 {
                    let level = (0..3).filter(|_| self.random.unit() < chance).count();
                    self.changes.set(&key, Evidence::SCORE, f64::from(u32::try_from(level + 1).unwrap_or(1)));
                } else {
                    let right = (0..items).filter(|_| self.random.unit() < chance).count();
                    self.changes
                        .set(&key, Evidence::SCORE, f64::from(u32::try_from(right).unwrap_or(0)))
                        .set(&key, Evidence::OF, f64::from(items));
                }
            }
        }
    }

    fn judgements(&mut self, people: &[Person]) {
        let on = plus_days(self.today, -3);
        for person in people.iter().filter(|person| person.given == "Gabriel") {
            let key = (person.id.clone(), StandardId::from("5.NF.A.2"));
            self.changes
                .set(&key, Judgement::LEVEL, 2.0)
                .set(
                    &key,
                    Judgement::REASON,
                    "Explained his bar model to me; the slips are in the sums.".to_owned(),
                )
                .set(&key, Judgement::ON, on);
        }
    }
}

/// Chance of a right answer from how far a student is beyond what a standard asks: an S-shaped curve.
fn likely(beyond: f64) -> f64 {
    0.04 + 0.93 / (1.0 + libm::exp(-9.0 * beyond))
}

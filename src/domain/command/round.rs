//! Marks that are typed: in the grid, an exit ticket walked down the roster, a block pasted from a spreadsheet.

use std::collections::BTreeSet;

use super::mastery::{not_later_than_today, on_the_scale};
use super::roster::{known, name_of};
use super::{Command, Context, Rejected};
use crate::domain::Date;
use crate::domain::id::{CheckId, StandardId, StudentId, SubjectId};
use crate::domain::mastery::{Check, CheckKind, Evidence, EvidenceState, Scale};
use crate::domain::record::Changes;
use crate::domain::{Class, Sentence};

/// What is typed for one student on one standard.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Typed {
    /// A level on the subject's scale.
    Level(f64),
    /// Was absent: not zero.
    Absent,
    /// Is excused: not zero.
    Excused,
    /// The mark of that day is taken back.
    Nothing,
}

/// One mark of a round.
#[derive(Debug, Clone, PartialEq)]
pub struct RoundMark {
    pub student: StudentId,
    pub standard: StandardId,
    /// What was typed.
    pub typed: Typed,
}

/// Marks of one day, typed without a title. Those of one day, kind and subject make one round; typing again corrects
/// the mark of that day.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordMarks {
    /// Whose scale counts.
    pub subject: SubjectId,
    /// Exit ticket, seen by the teacher, the students' own view.
    pub kind: CheckKind,
    /// The day of the work.
    pub on: Date,
    /// Every one of the marks was made with help.
    pub helped: bool,
    /// In any order.
    pub marks: Vec<RoundMark>,
}

type EvidenceKey = (StudentId, StandardId, CheckId, u32);

/// The rounds of a day: more than one where two adults typed on two computers.
pub fn rounds(class: &Class, subject: &SubjectId, kind: CheckKind, on: Date) -> Vec<CheckId> {
    let is_round = |check: &Check| {
        let typed = check.kind == kind && check.title.is_empty();
        typed && check.done_on == Some(on) && check.subject.as_ref() == Some(subject)
    };
    // Results that were brought in without a title have items, and marks in points.
    let has_items = |check: &CheckId| {
        class.items.range((check.clone(), 0)..).next().is_some_and(|((of, _), _)| of == check)
    };
    let rounds = class.checks.iter().filter(|(id, check)| is_round(check) && !has_items(id));
    rounds.map(|(id, _)| id.clone()).collect()
}

fn key(mark: &RoundMark, check: &CheckId) -> EvidenceKey {
    (mark.student.clone(), mark.standard.clone(), check.clone(), 1)
}

impl RecordMarks {
    fn check(&self, class: &Class, context: &Context) -> Result<(), Rejected> {
        not_later_than_today(self.on, context)?;
        if self.marks.is_empty() {
            return Err(Rejected::because("mastery.nothing_typed"));
        }
        let levels = Scale::of(class, &self.subject).len();
        let mut seen = BTreeSet::new();
        for mark in &self.marks {
            known(class, &mark.student)?;
            if let Typed::Level(level) = mark.typed {
                on_the_scale(level, levels)?;
            }
            if !seen.insert((&mark.student, &mark.standard)) {
                let twice = Sentence::new("mastery.marked_twice").with("name", name_of(class, &mark.student));
                return Err(twice.with("standard", mark.standard.as_str()).into());
            }
        }
        Ok(())
    }

    fn new_round(&self, context: &mut Context, changes: &mut Changes) -> CheckId {
        let id: CheckId = context.mint.id();
        changes
            .set(&id, Check::SUBJECT, self.subject.clone())
            .set(&id, Check::KIND, self.kind)
            .set(&id, Check::DONE_ON, self.on)
            .set(&id, Check::ENTERED_ON, context.today);
        id
    }

    /// Takes back what was typed for that student on that day.
    fn take_back(
        &self,
        class: &Class,
        mark: &RoundMark,
        marked: Option<&CheckId>,
    ) -> Result<EvidenceKey, Rejected> {
        marked.map(|check| key(mark, check)).ok_or_else(|| {
            let what = Sentence::new("mastery.no_mark_to_take_back").with("on", self.on);
            what.with("name", name_of(class, &mark.student)).into()
        })
    }

    /// Where a ticket came in twice, every mark that stands for this one is corrected.
    fn write(&self, class: &Class, shown: &EvidenceKey, typed: Typed, changes: &mut Changes) {
        for written in class.written_at(shown) {
            self.write_one(class, shown, &written, typed, changes);
        }
    }

    fn write_one(
        &self,
        class: &Class,
        shown: &EvidenceKey,
        key: &EvidenceKey,
        typed: Typed,
        changes: &mut Changes,
    ) {
        let before = class.evidence.get(shown);
        let was_taken_back = class.evidence.taken_back(shown);
        if was_taken_back {
            changes.set(key, Evidence::RETRACTED, None::<bool>);
        }
        let (score, state) = match typed {
            Typed::Level(level) => (Some(level), EvidenceState::Scored),
            Typed::Excused => (None, EvidenceState::Excused),
            Typed::Absent | Typed::Nothing => (None, EvidenceState::Absent),
        };
        // Both, so that neither stands beside what somebody else says of the same mark.
        changes.set(key, Evidence::SCORE, score).set(key, Evidence::STATE, state);
        if self.helped || was_taken_back || before.is_some_and(|mark| mark.helped) {
            changes.set(key, Evidence::HELPED, self.helped);
        }
    }
}

impl Command for RecordMarks {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        self.check(class, context)?;
        let rounds = rounds(class, &self.subject, self.kind, self.on);
        let mut changes = Changes::default();
        let mut round = rounds.first().cloned();
        for mark in &self.marks {
            let marked = rounds.iter().find(|check| class.evidence.get(&key(mark, check)).is_some());
            if mark.typed == Typed::Nothing {
                for written in class.written_at(&self.take_back(class, mark, marked)?) {
                    changes.retract::<Evidence>(&written);
                }
                continue;
            }
            let check = match (marked, &round) {
                (Some(marked), _) => marked.clone(),
                (None, Some(round)) => round.clone(),
                (None, None) => {
                    let new = self.new_round(context, &mut changes);
                    round = Some(new.clone());
                    new
                }
            };
            self.write(class, &key(mark, &check), mark.typed, &mut changes);
        }
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        let [mark] = self.marks.as_slice() else {
            return Sentence::new("undo.record_marks").with("n", self.marks.len()).with("on", self.on);
        };
        let (key, level) = match mark.typed {
            Typed::Level(level) => ("undo.record_mark", Scale::of(class, &self.subject).shown_score(level)),
            Typed::Absent => ("undo.record_absent", 0.0),
            Typed::Excused => ("undo.record_excused", 0.0),
            Typed::Nothing => ("undo.take_mark_back", 0.0),
        };
        let label = Sentence::new(key).with("name", name_of(class, &mark.student));
        label.with("standard", mark.standard.as_str()).with("level", level)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Mint;
    use crate::domain::record::Value;

    const TODAY: Date = Date::constant(2026, 11, 19);

    fn class() -> Class {
        let mut class = Class::default();
        class.set("subject", "m", "name", &Value::Text("Math".into()));
        class.set("student", "s1", "given", &Value::Text("Ana".into()));
        class.set("student", "s2", "given", &Value::Text("Ben".into()));
        class
    }

    fn mark(student: &str, standard: &str, typed: Typed) -> RoundMark {
        RoundMark { student: student.into(), standard: standard.into(), typed }
    }

    /// Records marks; the number of the command makes its ids.
    fn record(class: &mut Class, n: u32, kind: CheckKind, marks: Vec<RoundMark>) -> Result<(), &'static str> {
        let command = RecordMarks { subject: "m".into(), kind, on: TODAY, helped: false, marks };
        let mut context = Context { today: TODAY, mint: Mint::new(n.to_string()) };
        let changes = command.changes(class, &mut context).map_err(|rejected| rejected.0.key)?;
        class.apply(&changes.0);
        Ok(())
    }

    fn typed(class: &mut Class, n: u32, student: &str, level: Option<f64>) -> Result<(), &'static str> {
        let typed = level.map_or(Typed::Nothing, Typed::Level);
        record(class, n, CheckKind::Observation, vec![mark(student, "A", typed)])
    }

    fn scores(class: &Class) -> Vec<f64> {
        class.evidence.iter().filter_map(|(_, mark)| mark.score).collect()
    }

    #[test]
    fn a_day_is_one_round_and_typing_again_corrects() {
        let mut class = class();
        for (n, student, level) in [(1, "s1", 2.0), (2, "s2", 3.0), (3, "s1", 4.0)] {
            typed(&mut class, n, student, Some(level)).unwrap();
        }
        assert_eq!((class.checks.len(), scores(&class)), (1, vec![4.0, 3.0]));
        typed(&mut class, 4, "s1", None).unwrap();
        assert_eq!(scores(&class), [3.0]);
        assert_eq!(typed(&mut class, 5, "s1", None), Err("mastery.no_mark_to_take_back"));
        typed(&mut class, 6, "s1", Some(1.0)).unwrap();
        assert_eq!((class.checks.len(), scores(&class)), (1, vec![1.0, 3.0]));
    }

    #[test]
    fn a_mark_is_corrected_in_the_round_that_holds_it() {
        let mut class = class();
        typed(&mut class, 2, "s1", Some(2.0)).unwrap();
        // A co-teacher's round of the same day, whose id comes first.
        for (field, value) in [("subject", "m"), ("kind", "observation"), ("done_on", "2026-11-19")] {
            class.set("check", "0-1", field, &Value::Text(value.into()));
        }
        typed(&mut class, 3, "s1", Some(3.0)).unwrap();
        assert_eq!(scores(&class), [3.0]);
    }

    #[test]
    fn a_quiz_without_a_title_is_no_round() {
        let mut class = class();
        for (field, value) in [("subject", "m"), ("kind", "observation"), ("done_on", "2026-11-19")] {
            class.set("check", "0", field, &Value::Text(value.into()));
        }
        class.set("item", "0/1", "points", &Value::Number(6.0));
        class.set("evidence", "s1/A/0/1", "score", &Value::Number(4.0));
        class.set("evidence", "s1/A/0/1", "of", &Value::Number(6.0));
        typed(&mut class, 1, "s1", Some(3.0)).unwrap();
        assert_eq!((class.checks.len(), scores(&class)), (2, vec![4.0, 3.0]));
    }

    #[test]
    fn a_mark_typed_again_after_it_was_taken_back_is_without_the_help_of_before() {
        let mut class = class();
        let helped = RecordMarks {
            subject: "m".into(),
            kind: CheckKind::Observation,
            on: TODAY,
            helped: true,
            marks: vec![mark("s1", "A", Typed::Level(2.0))],
        };
        let mut context = Context { today: TODAY, mint: Mint::new("1") };
        class.apply(&helped.changes(&class, &mut context).unwrap().0);
        typed(&mut class, 2, "s1", None).unwrap();
        typed(&mut class, 3, "s1", Some(3.0)).unwrap();
        assert!(class.evidence.iter().all(|(_, mark)| !mark.helped));
    }

    #[test]
    fn rejects_what_is_off_the_scale_later_or_nobodys() {
        let mut class = class();
        for (student, level, key) in [
            ("s1", 5.0, "mastery.not_a_level"),
            ("s1", 0.0, "mastery.not_a_level"),
            ("s1", f64::NAN, "mastery.not_a_level"),
            ("s9", 2.0, "roster.unknown_student"),
        ] {
            assert_eq!(typed(&mut class, 1, student, Some(level)), Err(key));
        }
        for level in [1, 2] {
            class.set("level", &format!("m/{level}"), "name", &Value::Text("x".into()));
        }
        assert_eq!(typed(&mut class, 1, "s1", Some(3.0)), Err("mastery.not_a_level"));
    }

    #[test]
    fn a_block_is_one_round_and_all_or_nothing() {
        let mut class = class();
        let marks = vec![
            mark("s1", "A", Typed::Level(2.0)),
            mark("s1", "B", Typed::Level(3.0)),
            mark("s2", "A", Typed::Absent),
        ];
        record(&mut class, 1, CheckKind::ExitTicket, marks).unwrap();
        assert_eq!((class.checks.len(), scores(&class)), (1, vec![2.0, 3.0]));
        let before = class.clone();
        for (marks, key) in [
            (
                vec![mark("s1", "A", Typed::Level(4.0)), mark("s2", "A", Typed::Level(9.0))],
                "mastery.not_a_level",
            ),
            (
                vec![mark("s1", "A", Typed::Level(4.0)), mark("s1", "A", Typed::Absent)],
                "mastery.marked_twice",
            ),
            (Vec::new(), "mastery.nothing_typed"),
        ] {
            assert_eq!(record(&mut class, 2, CheckKind::ExitTicket, marks), Err(key));
        }
        assert!(class == before);
        // Absent after a level, and a level after absent: what was typed last stands.
        record(&mut class, 3, CheckKind::ExitTicket, vec![mark("s1", "A", Typed::Absent)]).unwrap();
        record(&mut class, 4, CheckKind::ExitTicket, vec![mark("s2", "A", Typed::Level(4.0))]).unwrap();
        assert_eq!(scores(&class), [3.0, 4.0]);
        let states: Vec<EvidenceState> = class.evidence.iter().map(|(_, mark)| mark.state).collect();
        assert_eq!(states, [EvidenceState::Absent, EvidenceState::Scored, EvidenceState::Scored]);
        record(&mut class, 7, CheckKind::ExitTicket, vec![mark("s1", "A", Typed::Excused)]).unwrap();
        assert_eq!(class.evidence.iter().next().unwrap().1.state, EvidenceState::Excused);
        assert_eq!(scores(&class), [3.0, 4.0], "excused is no score");
        // Another kind of the same day is a round of its own.
        record(&mut class, 5, CheckKind::Observation, vec![mark("s1", "A", Typed::Level(1.0))]).unwrap();
        assert_eq!(class.checks.len(), 2);
    }
}

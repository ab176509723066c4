//! Commands on single marks: typed into the grid, or set by the teacher's judgement. Whole checks are in `check`.

use super::roster::{known, name_of};
use super::{Command, Context, Rejected};
use crate::domain::Date;
use crate::domain::id::{CheckId, StandardId, StudentId, SubjectId};
use crate::domain::mastery::{Check, CheckKind, Evidence, Judgement, Scale};
use crate::domain::record::Changes;
use crate::domain::{Class, Sentence};

/// A level seen today, typed into the grid. The marks of one day and subject make one observation round; typing again
/// corrects the mark of that day.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordMark {
    /// Whose scale counts.
    pub subject: SubjectId,
    /// Who.
    pub student: StudentId,
    /// On what.
    pub standard: StandardId,
    /// On the subject's scale; `None` takes the mark of that day back.
    pub level: Option<f64>,
    /// With help.
    pub helped: bool,
    /// The day of the work.
    pub on: Date,
}

impl RecordMark {
    /// The rounds of that day: more than one where two adults typed on two computers.
    fn rounds<'a>(&self, class: &'a Class) -> impl Iterator<Item = &'a CheckId> {
        let (subject, on) = (self.subject.clone(), self.on);
        class.checks.iter().filter_map(move |(id, check)| {
            let typed = check.kind == CheckKind::Observation && check.title.is_empty();
            (typed && check.done_on == Some(on) && check.subject.as_ref() == Some(&subject)).then_some(id)
        })
    }

    fn key(&self, check: &CheckId) -> (StudentId, StandardId, CheckId, u32) {
        (self.student.clone(), self.standard.clone(), check.clone(), 1)
    }
}

impl Command for RecordMark {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        known(class, &self.student)?;
        not_later_than_today(self.on, context)?;
        let mut changes = Changes::default();
        let marked = self.rounds(class).find(|check| class.evidence.get(&self.key(check)).is_some());
        let Some(level) = self.level else {
            let Some(check) = marked else {
                let what = Sentence::new("mastery.no_mark_to_take_back").with("on", self.on);
                return Err(what.with("name", name_of(class, &self.student)).into());
            };
            changes.retract::<Evidence>(&self.key(check));
            return Ok(changes);
        };
        on_the_scale(level, Scale::of(class, &self.subject).len())?;
        let round = marked.or_else(|| self.rounds(class).next()).cloned();
        let check = round.unwrap_or_else(|| {
            let id: CheckId = context.mint.id();
            changes
                .set::<Check>(&id, "subject", self.subject.clone())
                .set::<Check>(&id, "kind", CheckKind::Observation)
                .set::<Check>(&id, "done_on", self.on)
                .set::<Check>(&id, "entered_on", context.today);
            id
        });
        let key = self.key(&check);
        if class.evidence.taken_back(&key) {
            changes.set::<Evidence>(&key, "retracted", None::<bool>);
        }
        changes.set::<Evidence>(&key, "score", level);
        if self.helped || class.evidence.get(&key).is_some_and(|mark| mark.helped) {
            changes.set::<Evidence>(&key, "helped", self.helped);
        }
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        let key = if self.level.is_some() { "undo.record_mark" } else { "undo.take_mark_back" };
        let label = Sentence::new(key).with("name", name_of(class, &self.student));
        label.with("standard", self.standard.as_str()).with("level", self.level.unwrap_or_default())
    }
}

/// A judgement on top of the calculation; it erases no evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct SetLevel {
    /// Who.
    pub student: StudentId,
    /// On what.
    pub standard: StandardId,
    /// The level; `None` lets the evidence speak again.
    pub level: Option<f64>,
    /// Why.
    pub reason: String,
    /// The day of the judgement.
    pub on: Date,
}

impl Command for SetLevel {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        known(class, &self.student)?;
        not_later_than_today(self.on, context)?;
        let levels = class.subjects.iter().map(|(id, _)| Scale::of(class, id).len()).max();
        if let Some(level) = self.level {
            on_the_scale(level, levels.unwrap_or_else(|| Scale::default().len()))?;
        }
        let key = (self.student.clone(), self.standard.clone());
        let reason = Some(self.reason.trim().to_owned()).filter(|reason| !reason.is_empty());
        let set = self.level.is_some();
        let mut changes = Changes::default();
        changes
            .set::<Judgement>(&key, "level", self.level)
            .set::<Judgement>(&key, "reason", reason.filter(|_| set))
            .set::<Judgement>(&key, "on", set.then_some(self.on));
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        let key = if self.level.is_some() { "undo.set_level" } else { "undo.unset_level" };
        let label = Sentence::new(key).with("name", name_of(class, &self.student));
        label.with("standard", self.standard.as_str())
    }
}

pub(super) fn on_the_scale(level: f64, levels: usize) -> Result<(), Rejected> {
    let highest = u32::try_from(levels).map_or(6.0, f64::from);
    if level.is_finite() && (1.0..=highest).contains(&level) {
        return Ok(());
    }
    Err(Sentence::new("mastery.not_a_level").with("level", level).with("levels", levels).into())
}

pub(super) fn not_later_than_today(day: Date, context: &Context) -> Result<(), Rejected> {
    if day <= context.today {
        return Ok(());
    }
    Err(Sentence::new("mastery.later_than_today").with("on", day).into())
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

    /// Types a level for a student; the number of the command makes its ids.
    fn typed(class: &mut Class, n: u32, student: &str, level: Option<f64>) -> Result<(), &'static str> {
        let (subject, student, standard) = ("m".into(), student.into(), "A".into());
        let mark = RecordMark { subject, student, standard, level, helped: false, on: TODAY };
        let mut context = Context { today: TODAY, mint: Mint::new(n.to_string()) };
        let changes = mark.changes(class, &mut context).map_err(|rejected| rejected.0.key)?;
        class.apply(&changes.0);
        Ok(())
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
    fn a_level_is_set_and_taken_back() {
        let mut class = class();
        let set = |level, reason: &str, on| SetLevel {
            student: "s1".into(),
            standard: "A".into(),
            level,
            reason: reason.into(),
            on,
        };
        let mut context = Context { today: TODAY, mint: Mint::new("t") };
        let changes = set(Some(3.0), " Explained it ", TODAY).changes(&class, &mut context).unwrap();
        class.apply(&changes.0);
        let judged = class.judgements.get(&("s1".into(), "A".into())).unwrap();
        assert_eq!(
            (judged.level, judged.reason.as_str(), judged.on),
            (Some(3.0), "Explained it", Some(TODAY))
        );
        let changes = set(None, "", TODAY).changes(&class, &mut context).unwrap();
        class.apply(&changes.0);
        assert!(class.judgements.is_empty());
        let tomorrow = Date::constant(2026, 11, 20);
        for (command, key) in [
            (set(Some(7.0), "", TODAY), "mastery.not_a_level"),
            (set(Some(2.0), "", tomorrow), "mastery.later_than_today"),
        ] {
            assert_eq!(command.changes(&class, &mut context).unwrap_err().0.key, key);
        }
    }
}

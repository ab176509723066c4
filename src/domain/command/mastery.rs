//! Commands on what a teacher thinks of a mark. Marks that are typed are in `round`, whole checks in `check`.

use super::roster::{known, name_of};
use super::{Command, Context, Rejected};
use crate::domain::Date;
use crate::domain::id::{CheckId, StandardId, StudentId};
use crate::domain::mastery::{Evidence, Judgement, Scale};
use crate::domain::record::Changes;
use crate::domain::{Class, Sentence};

/// A judgement on top of the calculation; it erases no evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct SetLevel {
    pub student: StudentId,
    pub standard: StandardId,
    /// The level; `None` lets the evidence speak again.
    pub level: Option<f64>,
    /// Why the teacher sets it; may be empty.
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
            .set(&key, Judgement::LEVEL, self.level)
            .set(&key, Judgement::REASON, reason.filter(|_| set))
            .set(&key, Judgement::ON, set.then_some(self.on));
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

/// Takes one piece of evidence back, of whatever check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakeBackEvidence {
    pub student: StudentId,
    pub standard: StandardId,
    pub check: CheckId,
    /// Which attempt, counted from 1.
    pub attempt: u32,
}

impl Command for TakeBackEvidence {
    fn changes(&self, class: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        let key = (self.student.clone(), self.standard.clone(), self.check.clone(), self.attempt);
        if class.evidence.get(&key).is_none() {
            return Err(Rejected::because("mastery.no_such_evidence"));
        }
        let mut changes = Changes::default();
        // Of a ticket that came in twice, both go: else the other one would show in its place.
        for written in class.written_at(&key) {
            changes.retract::<Evidence>(&written);
        }
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        let label = Sentence::new("undo.take_mark_back").with("name", name_of(class, &self.student));
        label.with("standard", self.standard.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Mint;
    use crate::domain::record::Value;

    const TODAY: Date = Date::constant(2026, 11, 19);

    #[test]
    fn a_level_is_set_and_taken_back() {
        let mut class = Class::default();
        class.set("student", "s1", "given", &Value::Text("Ana".into()));
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

    #[test]
    fn one_piece_of_evidence_is_taken_back_and_the_others_stay() {
        let mut class = Class::default();
        for check in ["c1", "c2"] {
            class.set("evidence", &format!("s1/A/{check}/1"), "score", &Value::Int(3));
        }
        let mut context = Context { today: TODAY, mint: Mint::new("t") };
        let take_back =
            TakeBackEvidence { student: "s1".into(), standard: "A".into(), check: "c1".into(), attempt: 1 };
        let changes = take_back.changes(&class, &mut context).unwrap();
        class.apply(&changes.0);
        assert_eq!(class.evidence.len(), 1);
        assert_eq!(take_back.changes(&class, &mut context).unwrap_err().0.key, "mastery.no_such_evidence");
    }
}
